"""Other processes: killed in the midst of saving, and saving at the same time."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from itertools import count
from multiprocessing import get_context
from pathlib import Path
from random import Random

import msgspec
import pytest

from oneone_tui.store.library import Library
from oneone_tui.store.session_file import SessionFile
from tests.support.session_store import create_file, leftover_files, note_texts, note_to_save
from tests.support.sessions import SIX, running_session

FORK = get_context("fork")  # a process is there in a few milliseconds, with all it needs


def write_until_killed(path: Path, told: int, start: int) -> None:
    """Write notes until killed, telling each number once the note is said to be kept."""
    file = SessionFile.open(path)
    for number in count(start):
        file.change([note_to_save(f"note {number}")])
        os.write(told, b"%d\n" % number)


def kill_while_writing(path: Path, start: int, answers: int) -> int:
    """Kill a writer once it has told so many; how many notes were said to be kept, in all."""
    read, told = os.pipe()
    process = FORK.Process(target=write_until_killed, args=(path, told, start))
    process.start()
    os.close(told)
    heard = b""
    while heard.count(b"\n") < answers:
        heard += os.read(read, 64)
    os.kill(process.pid or 0, signal.SIGKILL)
    process.join()
    while rest := os.read(read, 4096):
        heard += rest
    os.close(read)
    return start + heard.count(b"\n")


def test_change_is_on_disk_even_if_writer_is_killed(tmp_path: Path) -> None:
    path = create_file(tmp_path).path
    random, said = Random(7), 0
    for _ in range(25):
        said = kill_while_writing(path, said, random.randint(1, 6))
        msgspec.json.decode(path.read_bytes())
        found = note_texts(SessionFile.open(path).session)
        # The last one may have been kept without a chance to say so.
        assert found in ([f"note {n}" for n in range(said)], [f"note {n}" for n in range(said + 1)])
        said = len(found)
    stale = leftover_files(tmp_path)
    assert all(name.startswith(".first.json.") and name.endswith(".tmp") for name in stale)
    assert len(stale) <= 25


def run_in_processes(*targets: Callable[[], None]) -> None:
    """Run functions in processes of their own, at the same time."""
    gate = FORK.Barrier(len(targets))

    def run(target: Callable[[], None]) -> None:
        gate.wait()
        target()

    processes = [FORK.Process(target=run, args=(target,)) for target in targets]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    assert [process.exitcode for process in processes] == [0] * len(targets)


def test_change_by_two_processes_loses_nothing(tmp_path: Path) -> None:
    path = create_file(tmp_path).path

    def writer(name: str) -> Callable[[], None]:
        def write() -> None:
            file = SessionFile.open(path)
            for number in range(40):
                assert not file.change([note_to_save(f"{name} {number}")]).refused

        return write

    run_in_processes(writer("a"), writer("b"))
    session = SessionFile.open(path).session
    expected = [f"{name} {number}" for name in "ab" for number in range(40)]
    assert sorted(note_texts(session)) == sorted(expected)
    assert [text for text in note_texts(session) if text[0] == "a"] == expected[:40]
    assert len({entry.id for entry in session.history}) == len(session.history)
    assert leftover_files(tmp_path) == []


@pytest.mark.parametrize("folder", ["there", "new"])
def test_create_by_two_processes_makes_separate_files(tmp_path: Path, folder: str) -> None:
    library = Library(tmp_path / "sessions")
    if folder == "there":
        library.folder.mkdir()

    def create() -> None:
        for _ in range(10):
            library.create(running_session(*SIX))

    run_in_processes(create, create)
    assert len(library.entries()) == 20
    assert not any(entry.problem for entry in library.entries())
    assert leftover_files(library.folder) == []


def test_change_works_after_lock_holder_was_killed(tmp_path: Path) -> None:
    path = create_file(tmp_path).path
    kill_while_writing(path, 0, 3)
    file = SessionFile.open(path, wait=0.5)
    file.change([note_to_save("after")])
    assert note_texts(SessionFile.open(path).session)[-1] == "after"
