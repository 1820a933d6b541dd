"""The real program, killed at random moments while notes are typed in a terminal."""

from __future__ import annotations

import re
import signal
import sys
import time
from collections import Counter
from contextlib import suppress
from enum import Enum
from pathlib import Path
from random import Random
from typing import NamedTuple

from oneone_tui.store.atomic_file import previous_copy_path
from oneone_tui.store.draft_file import drafts_beside
from oneone_tui.store.errors import StoreError
from oneone_tui.store.library import Library
from oneone_tui.store.session_file import SessionFile
from oneone_tui.workshop.model.changes import StageShown
from oneone_tui.workshop.model.terms import Stage
from tests.support.pty_console import PtyConsole
from tests.support.session_store import note_texts, note_to_save, read_drafts
from tests.support.sessions import SIX, apply_changes, paired_session
from tests.support.terminal_emulator import SYNCHRONIZED
from tests.torture.table import Kind, Trial

ROOT = Path(__file__).resolve().parents[2]
WHAT = "kill -9 of the console while notes are typed"
SIZE = (100, 50)
CLEAR = "\x15"
TYPING = "next kind"
SAVED = "saved ✓"
NOTE = re.compile(r"\bnote (\d{6})\b")
LINE = re.compile(r"› (?:1v )?(\S.*?) {2,}")
LONGEST = 0.8
"""So many seconds after the first key the program is killed at the latest."""
SITTINGS = 20
"""So many times a session is killed before a new one is begun: it grows by dozens of notes."""
PATIENCE = 10.0
"""So many seconds half a line has to be kept as a draft."""
BURST = 5
MOST = 400
"""So many notes a hasty typist is ahead of the console at most."""


class Manner(Enum):
    """How somebody types."""

    STEADY = "each note once the one before is saved"
    HASTY = "in bursts"
    BROKEN_OFF = "steadily, and then only half a line"


class Typist:
    """Somebody who types notes at a console, and remembers which were shown as saved."""

    def __init__(self, terminal: PtyConsole, first: int, manner: Manner) -> None:
        self._terminal = terminal
        self._manner = manner
        self.first = self.next = first
        self.safe: set[int] = set()

    def begin(self) -> None:
        """Go to an empty line."""
        self._terminal.send("v")
        self._terminal.wait_for(TYPING)
        if LINE.search(self._terminal.text):  # the draft of the last sitting
            self._terminal.send(CLEAR)
            self._terminal.wait_for(lambda: not LINE.search(self._terminal.text))

    def type_until(self, seconds: float) -> None:
        """Type on, in bursts or each note once the one before is saved."""
        with suppress(TimeoutError):
            self._terminal.wait_for(self._look_and_type, timeout=seconds)

    def break_off(self, path: Path) -> str:
        """Type half a line, and wait till it is kept as a draft; what was kept."""
        self._terminal.wait_for(self._is_settled)
        half = f"{note(self.next)} and no m"
        self._terminal.send(half)
        end = time.monotonic() + PATIENCE
        while _text_in(path) != half and time.monotonic() < end:
            self._terminal.pause(0.02)
        return half

    def look(self) -> None:
        """Remember what is shown as saved."""
        self._look()

    def _look(self) -> bool:
        # Between the two ends of an update nothing is shown.
        if SYNCHRONIZED in self._terminal.terminal.modes:
            return False
        rows = self._terminal.terminal.lines
        if any(SAVED in row for row in rows):
            listed = (row for row in rows if "›" not in row)
            self.safe |= {int(found[1]) for row in listed for found in NOTE.finditer(row)}
        return True

    def _is_settled(self) -> bool:
        return self._look() and (self.next == self.first or self.next - 1 in self.safe)

    def _look_and_type(self) -> bool:
        self._look()
        hasty = self._manner is Manner.HASTY
        if hasty or self.next == self.first or self.next - 1 in self.safe:
            burst = BURST if hasty and self.next - self.first < MOST else 1
            lines = "".join(f"{note(self.next + n)}\r" for n in range(burst))
            self.next += burst
            self._terminal.send(lines)
        return False


class Left(NamedTuple):
    """What a sitting that was killed has left: the notes on disk, and the draft."""

    notes: list[str]
    draft: str = ""


def note(number: int) -> str:
    """The note of that number."""
    return f"note {number:06}"


def new_session(folder: Path) -> Path:
    """A session in which notes can be typed at once."""
    session = apply_changes(paired_session(*SIX), StageShown(stage=Stage.ROUNDS))
    return Library(folder).create(session).path


def kill_many(folder: Path, kills: int, seed: int) -> Trial:
    """Kill the program so many times, and look each time what is left."""
    trial = Trial(WHAT)
    chance = Random(seed)
    path, left = new_session(folder), Left([])
    for number in range(kills):
        if number % SITTINGS == SITTINGS - 1:
            _look_around(path, trial)
            path, left = new_session(folder), Left([])
        trial.tries += 1
        try:
            left = _kill_once(path, left, chance, trial)
        except (TimeoutError, StoreError) as error:
            kind = Kind.DAMAGED if isinstance(error, StoreError) else Kind.CRASHED
            trial.lose(kind, f"seed {seed}, kill {number + 1}: {error}")
            path, left = new_session(folder), Left([])
    _look_around(path, trial)
    return trial.ended()


def _kill_once(path: Path, before: Left, chance: Random, trial: Trial) -> Left:
    manner = chance.choices(tuple(Manner), (3, 3, 1))[0]
    command = [sys.executable, "-m", "oneone_tui", "open", str(path)]
    half = ""
    with PtyConsole(command, size=SIZE, env={"PYTHONPATH": str(ROOT)}) as terminal:
        typist = Typist(terminal, len(before.notes), manner)
        terminal.wait_for(SAVED, timeout=30)
        _look_at_draft(terminal.text, before, trial)
        typist.begin()
        typist.type_until(chance.uniform(0, LONGEST))
        if manner is Manner.BROKEN_OFF:
            half = typist.break_off(path)
            trial.expect(_text_in(path) == half, Kind.LOST, "a draft was not kept")
        terminal.kill(signal.SIGKILL)
        terminal.wait_exit()
        typist.look()
    found = note_texts(SessionFile.open(path).session)
    sent = before.notes + [note(number) for number in range(typist.first, typist.next)]
    safe = {*before.notes, *map(note, typist.safe)}
    gone = sorted(safe - {*found})
    trial.expect(not gone, Kind.LOST, f"{len(gone)} shown as saved and gone: {gone[:3]}")
    trial.expect(max(Counter(found).values(), default=1) == 1, Kind.TWICE, "a note is there twice")
    trial.expect(found == sent[: len(found)], Kind.LOST, "a note is missing before others")
    # Who types in bursts is ahead of the console: those lines never got there.
    ahead = manner is Manner.HASTY
    trial.expect(ahead or len(sent) - len(found) <= 1, Kind.LOST, "more than one line is gone")
    trial.findings["notes kept"] += len(found) - len(before.notes)
    trial.findings["shown as saved"] += len(safe) - len(before.notes)
    draft = half or _text_in(path)
    # Killed after a line was saved and before its draft was cleared: it need not come back.
    return Left(found, "" if draft in found[-1:] else draft)


def _look_at_draft(screen: str, before: Left, trial: Trial) -> None:
    """The line in hand when the last sitting was killed stands there again."""
    shown = LINE.search(screen)
    back = shown[1] if shown else ""
    trial.expect(back == before.draft, Kind.LOST, f"the draft is {back!r}, not {before.draft!r}")
    trial.findings["drafts back"] += bool(back)


def _look_around(path: Path, trial: Trial) -> None:
    """The copy is good; what the kills left is gone with the next sitting's first save."""
    if not previous_copy_path(path).exists():
        return
    try:
        SessionFile.open(previous_copy_path(path))
        SessionFile.open(path).change([note_to_save("the last")])
    except StoreError as error:
        trial.lose(Kind.DAMAGED, str(error))
    known = {f".{path.name}{end}" for end in (".lock", ".previous", ".seen")}
    known |= {draft.name for draft in drafts_beside(path)[:1]}
    own = {item.name for item in path.parent.iterdir() if item.name.startswith(f".{path.name}")}
    trial.expect(own <= known, Kind.LEFT, f"left behind: {own - known}")


def _text_in(path: Path) -> str:
    """The draft as it was typed: it is kept with the pair and the kind that it is for."""
    return next((draft.text.removeprefix("1v ") for draft in read_drafts(path)), "")
