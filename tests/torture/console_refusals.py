"""A console in a terminal, with the system saying no to one of its calls, or to all from then on.

Somebody goes on working at it as if nothing were, has a copy written elsewhere where the console
offers it, and quits.
"""

from __future__ import annotations

import resource
import shutil
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import count
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, NamedTuple

from oneone_tui.store.errors import StoreError
from oneone_tui.store.session_file import SessionFile
from tests.support.pilot import SIX, rehearsed_session
from tests.support.pty_console import PtyConsole, key_bytes
from tests.support.session_folder import TODAY, create_files, weekly_sessions, with_commitments
from tests.torture.refusing_console import HARMS, RAW, STRAY, UNHARMED
from tests.torture.table import Kind, Trial

if TYPE_CHECKING:
    from oneone_tui.workshop.model.session import Session

ROOT = Path(__file__).resolve().parents[2]
WHAT = "a console, refused a call"
EXHAUSTED = "no descriptor free from then on"
"""What the system itself does to a console that may open no more files."""
HARM_NAMES = (*(name for name in HARMS if name not in (UNHARMED, RAW)), *[EXHAUSTED] * 3)
LOADED = 2.5
"""Seconds after which a console has read what it needs of its own files."""
NAMED = "A session"
TALKING = "turn-1-conversation"
SIZE = (100, 40)
SAVED, TROUBLE = "saved ✓", ("! not saved", "! file is gone")
COPIED, NO_COPY = "everything is in", "too many open files"
QUIET = 0.12
"""Seconds without a byte after which a key has done what it does."""
AT_MOST = 1.5
"""So long that is waited for; a console tells the time each second."""
RETRIED = 4.0
"""Seconds in which the disk has been tried again."""
BEGUN, ENDED = 20.0, 20.0
AGAIN, ASKED, ANSWERED = "ctrl+q again", 4, 8.0
"""What is asked of somebody who quits, how often at most, and in how many seconds."""
SESSIONS, HOME = "sessions", "home"
SHOWN_RAW = (b"Traceback", b"Errno", b"Error:", b"never retrieved")
DONE, REFUSED = 0, 2
NOTES = ("we keep our word", "nobody is left behind")

Keys = Sequence[str]
"""Keys by their names, and longer texts, which are typed."""


class Sitting(NamedTuple):
    """What somebody does at a console: how it is called, and what is pressed then."""

    arguments: tuple[str, ...]
    keys: Keys


SITTINGS = {
    "notes": Sitting(
        ("open", NAMED),
        ("v", NOTES[0], "enter", NOTES[1], "enter", "escape", "e", "md", "enter", ">", "<"),
    ),
    "from stage to stage": Sitting(
        ("open", NAMED), ("<", "<", "enter", ">", ">", ">", "1", "c", "escape", ">", "space", "u")
    ),
    "what lies over a stage": Sitting(
        ("open", NAMED), ("?", "escape", "j", "escape", "F", "escape", "ctrl+p", "escape", "g")
    ),
    "to the library and back": Sitting(
        ("open", NAMED), ("q", "enter", "q", "n", "Another", "enter", "q")
    ),
    "looked over": Sitting(
        (), ("v", "escape", "c", "enter", "escape", "p", "t", "escape", "escape")
    ),
    "put in order": Sitting(
        (), ("t", " again", "enter", "x", "u", "e", "csv", "enter", "d", " and on", "enter", "q")
    ),
}


class Refusal(NamedTuple):
    """Which call of which sitting is refused, and how."""

    sitting: str
    harm: str
    number: int


class Sitter:
    """Somebody at a console who remembers what it showed as saved."""

    def __init__(self, terminal: PtyConsole) -> None:
        self._terminal = terminal
        self.safe: set[str] = set()

    @property
    def in_trouble(self) -> bool:
        """Whether the console says that nothing can be kept."""
        return any(sign in self._terminal.text for sign in TROUBLE)

    def work(self, keys: Keys) -> None:
        """Press keys, each when the one before has done what it does."""
        for key in keys:
            self._press(key)

    def wait_for_retry(self) -> None:
        """Give the disk the time to be tried again."""
        with suppress(TimeoutError):
            self._terminal.wait_for(lambda: not self.in_trouble, RETRIED)

    def quit(self) -> int:
        """Quit, as often as that is asked; the exit status."""
        for _ in range(ASKED):
            self._press("ctrl+q")
            with suppress(TimeoutError):
                self._terminal.wait_for(AGAIN, ANSWERED)
        return self._terminal.wait_exit(ENDED)

    def _press(self, key: str) -> None:
        if self._terminal.returncode is not None:
            return
        with suppress(OSError):  # it ends just now
            self._terminal.send(_typed(key))
        self.settle()

    def settle(self) -> None:
        """Wait till a key has done what it does, and look what is shown as saved."""
        with suppress(TimeoutError):
            self._terminal.wait_quiet(QUIET, AT_MOST)
        rows = self._terminal.lines
        if any(SAVED in row for row in rows):
            self.safe |= {note for note in NOTES for row in rows if note in row and "›" not in row}


def refuse_console(folder: Path, tries: int, seed: int, harms: Sequence[str] = HARM_NAMES) -> Trial:
    """Sit down so many times, each time with a call refused that is chosen by chance."""
    trial, chance = Trial(WHAT), Random(seed)
    template = folder / "template"
    create_files(template / SESSIONS, *_sessions())
    calls = {name: _count(template, folder / "here", name, trial) for name in SITTINGS}
    for number in range(tries):
        name = [*SITTINGS][number % len(SITTINGS)]
        at = chance.randint(1, calls[name])
        _try_once(template, folder / "here", Refusal(name, chance.choice(harms), at), trial)
    return trial.ended()


def refuse_once(folder: Path, refusal: Refusal) -> Trial:
    """Sit down once, at a console that this is refused."""
    trial = Trial(WHAT)
    create_files(folder / "template" / SESSIONS, *_sessions())
    _try_once(folder / "template", folder / "here", refusal, trial)
    return trial.ended()


def _sessions() -> Iterator[Session]:
    first, second = weekly_sessions(SIX, 2, 6)
    yield from (
        first,
        with_commitments(second, TODAY),
        rehearsed_session(TALKING, *SIX, title=NAMED),
    )


def _count(template: Path, here: Path, name: str, trial: Trial) -> int:
    """How many calls there are to refuse, where none is."""
    lines = _try_once(template, here, Refusal(name, UNHARMED, 1), trial)
    return len(lines)


def _try_once(template: Path, here: Path, refusal: Refusal, trial: Trial) -> list[str]:
    """One sitting at a console of which a call is refused; which calls were."""
    shutil.copytree(template, here)
    log, elsewhere = here / "log", here.with_name("elsewhere")
    sitting, home = SITTINGS[refusal.sitting], here / HOME
    home.mkdir()
    harm = UNHARMED if refusal.harm == EXHAUSTED else refusal.harm
    program = [sys.executable, "-m", "tests.torture.refusing_console"]
    sessions = ["--sessions", str(here / SESSIONS)]
    command = [
        *program,
        str(log),
        str(here),
        harm,
        str(refusal.number),
        *sitting.arguments,
        *sessions,
    ]
    losses: list[tuple[Kind, str]] = []
    with PtyConsole(command, size=SIZE, env=_environment(home)) as terminal:
        sitter = Sitter(terminal)
        losses += _sit(terminal, sitter, sitting, elsewhere, refusal)
        losses += [(Kind.CRASHED, f"raw: {line}") for line in _raw(terminal.since_mark)]
    lines = log.read_text().splitlines()
    losses += [(Kind.CRASHED, line) for line in lines if line.startswith(STRAY)]
    losses += _lost(here / SESSIONS, elsewhere, sitter.safe)
    refused = [line for line in lines if not line.startswith(STRAY)]
    trial.tries += 1
    trial.findings["calls refused"] += len(refused) if harm != UNHARMED else 0
    which = refused[0] if refused and harm != UNHARMED else ""
    what = f"{refusal.harm} at {refusal.number} {which}"
    for kind, loss in losses:
        trial.lose(kind, f"{what}, {refusal.sitting}: {loss}")
    trial.findings["copies elsewhere"] += elsewhere.exists()
    trial.findings["notes shown as saved"] += len(sitter.safe)
    for made in (here, elsewhere):
        shutil.rmtree(made, ignore_errors=True)
    return refused


def _sit(
    terminal: PtyConsole, sitter: Sitter, sitting: Sitting, elsewhere: Path, refusal: Refusal
) -> Iterator[tuple[Kind, str]]:
    with suppress(TimeoutError):
        terminal.wait_for(lambda: terminal.frames > 0, BEGUN)
    sitter.settle()
    at = refusal.number % len(sitting.keys) if refusal.harm == EXHAUSTED else len(sitting.keys)
    sitter.work(sitting.keys[:at])
    if refusal.harm == EXHAUSTED:
        terminal.pause(LOADED)
        _exhaust(terminal.pid)
    sitter.work(sitting.keys[at:])
    sitter.wait_for_retry()
    if sitter.in_trouble and terminal.returncode is None:
        shown = {note for note in NOTES if note in terminal.text}
        sitter.work(("escape", "E", str(elsewhere), "enter"))
        with suppress(TimeoutError):
            terminal.wait_for(lambda: COPIED in terminal.text or NO_COPY in terminal.text, ENDED)
        copied = COPIED in terminal.text and shown <= _notes(elsewhere)
        if not copied and not (refusal.harm == EXHAUSTED and NO_COPY in terminal.text):
            yield Kind.LOST, f"no copy elsewhere: {_told(terminal.text)}"
    try:
        status = sitter.quit()
    except TimeoutError as error:
        yield Kind.SLOW, f"it does not end: {error}"
        return
    said = terminal.text.strip()
    if status not in (DONE, REFUSED):
        yield Kind.CRASHED, f"status {status}: {said}"
    elif status == REFUSED and not said.startswith("oneone: "):
        yield Kind.CRASHED, f"not one clear line: {said}"


def _exhaust(pid: int) -> None:
    """From now on it may open no more files than it has open."""
    used = {int(one.name) for one in Path(f"/proc/{pid}/fd").iterdir()}
    free = next(number for number in count() if number not in used)
    resource.prlimit(pid, resource.RLIMIT_NOFILE, (free, free))


def _environment(home: Path) -> dict[str, str]:
    where = {f"XDG_{kind}_HOME": str(home / kind.lower()) for kind in ("CONFIG", "STATE", "DATA")}
    return {**where, "HOME": str(home), "PYTHONPATH": str(ROOT)}


def _raw(output: bytes) -> Iterator[str]:
    """What nobody should have seen."""
    for line in output.splitlines():
        if any(sign in line for sign in SHOWN_RAW):
            yield ascii(line[-200:])


def _lost(sessions: Path, elsewhere: Path, safe: set[str]) -> Iterator[tuple[Kind, str]]:
    """What was shown as saved and is not, and the sessions that open no more, or are gone."""
    found = [*sessions.glob("*.json"), *sessions.glob("trash/*.json")]
    for path in found:
        try:
            SessionFile.open(path)
        except StoreError as error:
            yield Kind.DAMAGED, str(error)
    if len(found) < len([*_sessions()]):
        yield Kind.LOST, f"there is only {[path.name for path in found]}"
    gone = safe - _notes(sessions) - _notes(elsewhere)
    if gone:
        yield Kind.LOST, f"shown as saved, and not there: {gone}"


def _notes(folder: Path) -> set[str]:
    found: set[str] = set()
    for path in folder.glob("*.json"):
        with suppress(StoreError):
            found |= {note.text for note in SessionFile.open(path).session.notes}
    return found


def _told(screen: str) -> str:
    return " / ".join(row.strip() for row in screen.splitlines()[-6:] if row.strip())


def _typed(key: str) -> str:
    try:
        return key_bytes(key)
    except ValueError:
        return key
