"""What a key, and another stage, cost over the wire; and that nothing is missing for it.

The clock stands and nothing goes on by itself: so the counts are the same on any machine.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from oneone_tui.store.library import Library
from oneone_tui.workshop.model.changes import PairsDrawn, StageShown
from oneone_tui.workshop.model.terms import Stage
from tests.support.pilot import apply_changes, rehearsed_session
from tests.support.pty_console import PtyConsole

pytestmark = pytest.mark.terminal

ROOT = Path(__file__).resolve().parents[2]
BUDGET = 300
"""Bytes a key in the note line at 80 columns, on the mean."""
HELD = 120
"""What it keeps to where every letter takes one cell; of other rows, all that is new is sent."""
TITLE = re.compile(rb"\x1b\][02];[^\x07\x1b]*(?:\x07|\x1b\\)")
FRAME_END = b"\x1b[?2026l"


def opened(tmp_path: Path) -> PtyConsole:
    """The console in its rounds, with nothing that could change by itself for an hour."""
    session = rehearsed_session(0)
    ids = [person.id for person in session.people]
    pairs = tuple(zip(ids[::2], ids[1::2], strict=True))
    session = apply_changes(
        session, PairsDrawn(pairs=pairs, seed=1), StageShown(stage=Stage.ROUNDS)
    )
    path = Library(tmp_path / "sessions").create(session).path
    command = [sys.executable, "-m", "oneone_tui", "open", str(path)]
    return PtyConsole(command, env={"PYTHONPATH": str(ROOT), "TZ": "UTC"})


def typed(console: PtyConsole, text: str) -> float:
    """Bytes a letter, each painted before the next is typed."""
    console.mark()
    for letter in text:
        frames = console.frames
        console.send(letter)
        console.wait_frames(frames + 1)
    console.wait_quiet()
    return console.bytes_since_mark / len(text)


def sent(console: PtyConsole) -> bytes:
    """What has come since the mark, but for the window's title."""
    return TITLE.sub(b"", console.since_mark)


def repainted(console: PtyConsole) -> int:
    """Bytes of one full repaint, after which the screen shows what it showed before."""
    shown = console.lines
    console.resize(81, 24)
    console.wait_quiet(0.2)
    console.mark()
    console.resize(80, 24)
    console.wait_quiet(0.2)
    console.wait_for(lambda: console.lines[1:] == shown[1:])  # above them, the time of day
    return max(map(len, sent(console).split(FRAME_END))) + len(FRAME_END)


def test_key_in_the_note_line_stays_within_its_budget(tmp_path: Path) -> None:
    with opened(tmp_path) as console:
        console.wait_for("space starts")
        console.press("v")
        console.wait_quiet(0.3)
        plain = typed(console, "we keep our word, all of us")
        console.press("escape")
        console.wait_quiet(0.3)
        console.press("v")
        console.wait_quiet(0.3)
        wide = typed(console, " 李小龍, ünsere")
        console.wait_for("all of us 李小龍, ünsere")
        console.press("backspace", "backspace")
        console.wait_for(lambda: "ünse " in console.text)
        repainted(console)
    assert plain <= HELD, f"{plain:.0f} bytes a key"
    assert wide <= BUDGET, f"{wide:.0f} bytes a key"


def test_stage_switch_costs_no_more_than_painting_once(tmp_path: Path) -> None:
    with opened(tmp_path) as console:
        console.wait_for("space starts")
        for key, sign in ((">", "Our Common Values"), ("<", "Pair 1")):
            console.wait_quiet(0.2)
            console.mark()
            console.press(key)
            console.wait_for(sign)
            console.wait_quiet(0.3)
            switched = len(sent(console))
            assert switched <= repainted(console)
