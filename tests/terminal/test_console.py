"""The real program in a real terminal, by keys alone: from a roster to the summary, and back."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from oneone_tui.store.session_file import SessionFile
from oneone_tui.workshop.agenda.schedule import schedule_of
from oneone_tui.workshop.model.session import Session
from tests.support.pty_console import PtyConsole

pytestmark = pytest.mark.terminal

ROOT = Path(__file__).resolve().parents[2]
ENV = {"PYTHONPATH": str(ROOT), "TZ": "UTC"}
ONEONE = [sys.executable, "-m", "oneone_tui"]
SIX = "Ana Ruiz\nBen Okafor\nCy Lam\nDee Park\nEve Sol\nFay Wu\n"
SEVEN = """\
first name,last name,email,committee
Ana,Ruiz,ana@example.org,outreach
Ben,Okafor,ben@example.org,outreach
Cy,Lam,cy@example.org,press
Dee,Park,,press
Eve,Sol,eve@example.org,
Fay,Wu,fay@example.org,data
Gus,Ødegård,gus@example.org,data
"""
NOTES = ("we keep our word", "a lift that works", "has a van")
STARTED_WITHIN = 8.0
"""Seconds to the first screen, on a machine that has much else to do."""


def console(*arguments: str | Path, cwd: Path) -> PtyConsole:
    return PtyConsole([*ONEONE, *map(str, arguments)], env=ENV, cwd=cwd)


def printed(*arguments: str, cwd: Path) -> str:
    """What a command prints that needs no terminal."""
    done = subprocess.run(
        [*ONEONE, *arguments],
        cwd=cwd,
        env={"PATH": "", **ENV},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return done.stdout


def made(tmp_path: Path, roster: str) -> Path:
    """The one line with which a workshop is made from a roster; where it lies."""
    (tmp_path / "roster").write_text(roster, encoding="utf-8")
    line = 'exec "$@" <roster'
    command = [*ONEONE, "new", "First", "--roster", "-", "--sessions", "kept"]
    with PtyConsole(["/bin/sh", "-c", line, "sh", *command], env=ENV, cwd=tmp_path) as terminal:
        assert terminal.wait_exit() == 0
        (path,) = (tmp_path / "kept").glob("*.json")
        assert path.name in terminal.text
        assert terminal.restored
    return path


def on_disk(path: Path) -> Session:
    return SessionFile.open(path).session


def segments(path: Path) -> Sequence[str]:
    return [segment.id for segment in schedule_of(on_disk(path))]


def wait_segment(terminal: PtyConsole, path: Path, segment: str, *, running: bool = True) -> None:
    """Wait until the room is in a segment, also on disk."""

    def there() -> bool:
        clock = on_disk(path).clock
        return bool(clock) and (clock[-1].segment, clock[-1].running) == (segment, running)

    terminal.wait_for(there)


def press(terminal: PtyConsole, *keys: str) -> None:
    """Press keys as somebody does who looks at what each has done before pressing the next."""
    for key in keys:
        terminal.wait_quiet()
        terminal.press(key)
    terminal.wait_quiet()


def left(terminal: PtyConsole, *keys: str) -> None:
    """Leave the program; the terminal is as it was before."""
    terminal.press(*keys)
    assert terminal.wait_exit() == 0
    assert terminal.leftovers == []


@pytest.mark.parametrize("roster", [SIX, SEVEN], ids=["plain", "csv"])
def test_workshop_from_its_roster_to_its_summary(tmp_path: Path, roster: str) -> None:
    path = made(tmp_path, roster)
    people = [person.name for person in on_disk(path).people]
    assert people[:6] == SIX.splitlines()
    assert people[6:] == (["Gus Ødegård"] if roster is SEVEN else [])

    with console("open", "First", "--sessions", "kept", cwd=tmp_path) as terminal:
        terminal.wait_for("▶ Setup")
        terminal.wait_for(people[-1])
        press(terminal, "end", "k", "up", "w")  # roles
        last, last_but_one = on_disk(path).people[-1].id, on_disk(path).people[-2].id
        terminal.wait_for(lambda: on_disk(path).teams[0].note_taker == last_but_one)
        assert on_disk(path).teams[0].timekeeper == last

        terminal.press(">")  # pairs
        terminal.wait_for("▶ Pairing")
        terminal.wait_for(lambda: len(on_disk(path).pairs) == 3)
        assert {p for pair in on_disk(path).pairs for p in pair.members} == {
            person.id for person in on_disk(path).people
        }

        terminal.press(">")
        terminal.wait_for("▶ Rounds")
        agenda = segments(path)
        terminal.press("space")
        wait_segment(terminal, path, agenda[1])
        terminal.press("space")
        wait_segment(terminal, path, agenda[1], running=False)
        terminal.wait_for("paused")
        terminal.press("space")
        wait_segment(terminal, path, agenda[1])

        terminal.press("v")
        terminal.send(f"{NOTES[0]}\r")
        terminal.send(f"2i {NOTES[1]}\r")
        press(terminal, "tab", "tab")
        terminal.send(f"Ana: {NOTES[2]}\r")
        terminal.wait_for(lambda: len(on_disk(path).notes) == 3)
        terminal.wait_for("saved")
        terminal.press("escape")
        terminal.wait_for("space")  # the keys are the stage's again
        for segment in agenda[2:]:
            terminal.press("n")
            wait_segment(terminal, path, segment)
        terminal.wait_for("▶ Summary")
        terminal.press("n")
        wait_segment(terminal, path, "", running=False)
        terminal.wait_for("ended")
        terminal.press("q")
        terminal.wait_for("Library")
        terminal.wait_for("First")
        left(terminal, "q")

    session = on_disk(path)
    assert [note.text for note in session.notes] == list(NOTES)
    assert [note.kind for note in session.notes] == ["value", "interest", "resource"]
    assert [session.pair_number(note.pair) for note in session.notes] == [1, 2, 1]
    assert session.name_of(session.notes[2].person) == "Ana Ruiz"
    assert {anchor.segment for anchor in session.clock} == {*agenda[1:], ""}

    report = printed("show", "First", "--sessions", "kept", cwd=tmp_path)
    for text in NOTES:
        assert text in report

    with console("open", path, cwd=tmp_path) as terminal:
        terminal.wait_for("▶ Summary")
        left(terminal, "ctrl+q")
    assert on_disk(path) == session


def test_keys_sent_at_once_all_arrive_in_the_note(tmp_path: Path) -> None:
    path = made(tmp_path, SIX)
    text = "we keep our word, quietly; nobody is left behind, u n q p < >"
    assert len(text) > 60
    with console("open", path, cwd=tmp_path) as terminal:
        terminal.wait_for("▶ Setup")
        terminal.press(">")
        terminal.wait_for("▶ Pairing")
        terminal.press(">")
        terminal.wait_for("▶ Rounds")
        terminal.wait_quiet()
        terminal.send(f"v{text}\r2i a garden\r")
        terminal.wait_for(lambda: len(on_disk(path).notes) == 3)
        first, second = text.split("; ")
        assert [note.text for note in on_disk(path).notes] == [first, second, "a garden"]
        assert on_disk(path).clock == ()
        terminal.wait_for("saved")
        left(terminal, "ctrl+q")


def test_console_starts_soon_and_ends_cleanly(tmp_path: Path) -> None:
    start = time.monotonic()
    with console("--sessions", "none", cwd=tmp_path) as terminal:
        terminal.wait_for("No workshop here yet")
        assert time.monotonic() - start < STARTED_WITHIN
        terminal.resize(120, 40)
        terminal.wait_for(lambda: len(terminal.lines) == 40 and "help" in terminal.lines[-1])
        terminal.press("?")
        terminal.wait_for("Keys here")
        terminal.press("escape")
        terminal.wait_for(lambda: "Keys here" not in terminal.text)
        left(terminal, "q")
    assert not (tmp_path / "none").exists()
