"""Many processes that write in one session at once."""

from __future__ import annotations

import os
import signal
import time
from collections import Counter
from multiprocessing import get_context
from pathlib import Path

from oneone_tui.store.lock import hold_lock
from oneone_tui.store.session_file import SessionFile
from tests.support.session_store import create_file, leftover_files, note_texts, note_to_save
from tests.torture.table import Kind, Trial

FORK = get_context("fork")
PATIENCE = 600.0


def write_together(folder: Path, writers: int, notes: int) -> Trial:
    """Have so many processes write so many notes each, beside the lock of one that was killed."""
    trial = Trial(f"{writers} processes, {notes:,} notes each")
    path = create_file(folder).path
    _kill_a_holder(path)
    gate = FORK.Barrier(writers)

    def write(name: int) -> None:
        file = SessionFile.open(path, wait=PATIENCE)
        gate.wait()
        for number in range(notes):
            refused = file.change([note_to_save(f"writer {name} note {number}")]).refused
            assert not refused

    processes = [FORK.Process(target=write, args=(name,)) for name in range(writers)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    codes = [process.exitcode for process in processes]
    trial.expect(not any(codes), Kind.CRASHED, f"they ended with {codes}")
    _compare(trial, note_texts(SessionFile.open(path).session), writers, notes)
    left = leftover_files(folder)
    trial.expect(left == [], Kind.LEFT, f"left behind: {left}")
    return trial.ended()


def _compare(trial: Trial, found: list[str], writers: int, notes: int) -> None:
    for name in range(writers):
        wanted = [f"writer {name} note {number}" for number in range(notes)]
        own = [text for text in found if text.startswith(f"writer {name} ")]
        trial.tries += len(wanted)
        for text in {*wanted} - {*own}:
            trial.lose(Kind.LOST, f"missing: {text}")
        for text, times in Counter(own).items():
            trial.expect(times == 1, Kind.TWICE, f"{times} times: {text}")
        first = list(dict.fromkeys(own))
        in_order = first == [text for text in wanted if text in {*own}]
        trial.expect(in_order, Kind.LOST, f"writer {name} is out of order")


def _kill_a_holder(path: Path) -> None:
    """Leave the lock of a process that was killed while it held it."""
    read, told = os.pipe()

    def hold() -> None:
        with hold_lock(path, 1):
            os.write(told, b".")
            time.sleep(PATIENCE)

    holder = FORK.Process(target=hold)
    holder.start()
    os.read(read, 1)
    os.kill(holder.pid or 0, signal.SIGKILL)
    holder.join()
    os.close(read)
    os.close(told)
