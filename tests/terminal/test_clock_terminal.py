"""The clock in a real terminal under the real time: drift, kill -9 and reopening, stop and go.

Nothing here depends on how busy the machine is: see `clock_room.check_on_time`.
"""

from __future__ import annotations

import os
import signal
import time
from contextlib import ExitStack
from datetime import UTC, datetime
from functools import partial
from itertools import pairwise
from pathlib import Path

import pytest

from oneone_tui.workshop.agenda.timer import seconds_spent, timer_state
from oneone_tui.workshop.model.changes import JumpDiscounted
from tests.support.pty_console import PtyConsole
from tests.support.timed_workshop import (
    EARLY,
    Lengths,
    check_on_time,
    check_shown,
    clock_changes,
    clock_text,
    create_workshop,
    open_console,
    session_on_disk,
    time_shown,
    wait_for_real_time,
)

pytestmark = pytest.mark.terminal

OPENED = 2.0
"""Seconds from the command to the right second."""
STOP = 7.0
"""Longer than what the console takes for a busy machine."""


def is_on(room: PtyConsole, title: str) -> bool:
    """Whether this is what the clock runs for, and not what comes next."""
    return any(line.startswith(f" {title}") for line in room.lines)


def stays(path: Path) -> list[tuple[str, datetime]]:
    """The segments that the room was in, and when it came there, from the file."""
    found: list[tuple[str, datetime]] = []
    for anchor in session_on_disk(path).clock:
        if not found or found[-1][0] != anchor.segment:
            found.append((anchor.segment, anchor.at))
    return found


def lengths_of(came: list[tuple[str, datetime]]) -> list[float]:
    """How long the room stayed in each, in seconds."""
    return [(after - before).total_seconds() for (_, before), (_, after) in pairwise(came)]


def test_seconds_change_when_the_anchors_say_so(tmp_path: Path) -> None:
    path = create_workshop(tmp_path, Lengths(roles=4))
    with open_console(path) as room:
        check_on_time(room, path)
        room.wait_for(lambda: clock_text(room.lines) == "+0:01")
        check_on_time(room, path)


def test_automatic_advance_is_exact_to_the_second(tmp_path: Path) -> None:
    path = create_workshop(tmp_path, Lengths(talk=2, feedback=1))
    with open_console(path) as room:
        room.wait_for("Roles")
        pressed = datetime.now(UTC)
        room.press("n")
        titles = [
            f"Turn {n} of 2 · {what}" for n in (1, 2) for what in ("Conversation", "Feedback")
        ]
        seen = [time_shown(room, title) for title in titles]
        seen.append(time_shown(room, lambda: "Write" in room.text and "Turn 2" not in room.text))
        check_on_time(room, path)
        room.wait_for(lambda: len(stays(path)) == 6)
    came = stays(path)[1:]
    assert [segment for segment, _ in came] == [
        "turn-1-conversation",
        "turn-1-feedback",
        "turn-2-conversation",
        "turn-2-feedback",
        "commit",
    ]
    # The anchors are exact, whatever the machine was doing; the first is when n was pressed.
    assert lengths_of(came) == [3, 2, 3, 2]
    assert 0 <= (came[0][1] - pressed).total_seconds() + 0.001 < 2
    late = [(at - anchor).total_seconds() for at, (_, anchor) in zip(seen, came, strict=True)]
    assert min(late) > EARLY


def test_killed_and_opened_again_it_shows_the_same_second(tmp_path: Path) -> None:
    path = create_workshop(tmp_path)
    opened, used = [], []
    for _ in range(3):
        started = time.monotonic()
        with open_console(path) as room:
            room.wait_for(lambda: clock_text(room.lines) is not None)
            opened.append(time.monotonic() - started)
            check_shown(room, path)
            check_on_time(room, path)
            room.kill(signal.SIGKILL)
            assert room.wait_exit() == -signal.SIGKILL
            assert room.usage
            used.append(room.usage.ru_utime + room.usage.ru_stime)
    assert [anchor.running for anchor in session_on_disk(path).clock] == [True]
    # Where others use the machine as well, what counts is what it took of it.
    assert min(opened) < OPENED or min(used) < OPENED / 2


def test_opened_again_in_the_rounds_it_has_made_the_moves_it_missed(tmp_path: Path) -> None:
    path = create_workshop(tmp_path, Lengths(talk=2))
    with open_console(path) as room:
        room.wait_for("Roles")
        room.press("n")
        room.wait_for(lambda: len(stays(path)) > 1)
        room.kill(signal.SIGKILL)
        room.wait_exit()
    begun = stays(path)[1][1]
    wait_for_real_time(max(0.0, begun.timestamp() + 3.5 - time.time()))
    with open_console(path) as room:
        room.wait_for("Turn 1 of 2 · Feedback")
        room.wait_for(lambda: len(stays(path)) > 2)
        check_shown(room, path)
    came = stays(path)[1:]
    assert [segment for segment, _ in came] == ["turn-1-conversation", "turn-1-feedback"]
    assert lengths_of(came) == [3]


def test_console_reports_how_long_nobody_was_there(tmp_path: Path) -> None:
    path = create_workshop(tmp_path)
    with open_console(path) as room:
        left = path.with_name(f".{path.name}.seen")
        room.wait_for(left.exists)
        room.kill(signal.SIGKILL)
        room.wait_exit()
    ago = time.time() - 20 * 60
    os.utime(left, (ago, ago))
    with open_console(path) as room:
        room.wait_for("back after 20:0")


def check_left_out(path: Path, stopped: datetime, gone_on: datetime) -> None:
    """The stop is a pause in the file: from the last second shown until the program went on."""
    first, pause, resumed = session_on_disk(path).clock
    assert (first.running, pause.running, resumed.running) == (True, False, True)
    assert EARLY < (stopped - pause.at).total_seconds() < 1.5
    assert EARLY < (resumed.at - gone_on).total_seconds() < 1.5
    now = datetime.now(UTC)
    whole = (now - first.at).total_seconds()
    gap = (resumed.at - pause.at).total_seconds()
    assert seconds_spent(session_on_disk(path).clock, now)["roles"] == pytest.approx(whole - gap)


def check_asked(folder: Path, seconds: float) -> None:
    """Two consoles are stopped: on one the time is left out, on the other it counts."""
    paths = [create_workshop(folder / name) for name in ("out", "counts")]
    with ExitStack() as stack:
        out, counts = rooms = [stack.enter_context(open_console(path)) for path in paths]
        for room in rooms:
            clock_changes(room, 1)
            room.kill(signal.SIGSTOP)
        stopped = datetime.now(UTC)
        wait_for_real_time(seconds)
        gone_on = datetime.now(UTC)
        for room in rooms:
            room.kill(signal.SIGCONT)
        whole = [int(seconds) + more for more in (0, 1, 2)]
        for room in rooms:
            room.wait_for("the time jumped ahead by")
            assert any(f"by {s // 60}:{s % 60:02}: treat that" in room.text for s in whole)
        out.press("y")
        counts.press("d")
        for room, path in zip(rooms, paths, strict=True):
            room.wait_for(lambda room=room: "the time jumped" not in room.text)  # type: ignore[misc]
            answered = 1 if room is counts else 3
            room.wait_for(lambda path=path, n=answered: len(session_on_disk(path).clock) == n)  # type: ignore[misc]
            check_on_time(room, path)
            check_shown(room, path)
        check_left_out(paths[0], stopped, gone_on)
        assert isinstance(session_on_disk(paths[0]).history[-1].change, JumpDiscounted)
        assert len(session_on_disk(paths[1]).clock) == 1
        took = [timer_state(session_on_disk(path), datetime.now(UTC)).elapsed for path in paths]
        begun = [session_on_disk(path).clock[0].at for path in paths]
        counted = took[1] - took[0] + (begun[1] - begun[0]).total_seconds()
        assert counted == pytest.approx(seconds, abs=1.5)


def test_stopped_and_gone_on_it_asks_and_both_answers_are_right(tmp_path: Path) -> None:
    for name in ("out", "counts"):
        (tmp_path / name).mkdir()
    check_asked(tmp_path, STOP)


def test_accidental_next_is_taken_back_with_its_clock(tmp_path: Path) -> None:
    path = create_workshop(tmp_path)
    with open_console(path) as room:
        room.wait_for("Roles")
        room.press("n")
        room.wait_for("Turn 1 of 2")
        room.press("u")
        room.wait_for(lambda: "Turn 1 of 2" not in room.text)
        room.wait_for(lambda: len(session_on_disk(path).clock) == 1)
        check_on_time(room, path)


def test_consoles_show_the_same_second(tmp_path: Path) -> None:
    path = create_workshop(tmp_path)
    with open_console(path) as one, open_console(path) as other:
        one.wait_for("Roles")
        other.wait_for("Roles")
        one.press("n")
        other.wait_for("Turn 1 of 2")
        for room in (one, other):
            check_on_time(room, path)


# ------------------------------------------------------------------ three minutes


@pytest.mark.slow
@pytest.mark.timeout(420)
def test_clock_keeps_time_for_three_minutes(tmp_path: Path) -> None:
    lengths = Lengths(roles=30, talk=20, feedback=10, write=20, report=40, end=30)
    path = create_workshop(tmp_path, lengths)
    with open_console(path) as room:
        for _ in range(20):
            check_on_time(room, path)
        room.kill(signal.SIGKILL)
        room.wait_exit()
    with open_console(path) as room:
        room.wait_for(lambda: clock_text(room.lines) == "0:00", 30)
        for title in ("Turn 1 of 2", "Report · 1", "Report · 2", "Closing"):
            room.press("n")
            room.wait_for(partial(is_on, room, title))
            check_on_time(room, path)
            if title == "Turn 1 of 2":
                room.wait_for(lambda: "Write" in room.text and "Turn" not in room.text, 90)
            check_on_time(room, path)
            room.wait_for(lambda: clock_text(room.lines) == "0:00", 60)
            check_on_time(room, path)
        room.press("n")
        room.wait_for(lambda: not stays(path)[-1][0])
    came = stays(path)
    planned = [30, 21, 11, 21, 11, 20, 20, 20, 30]
    took = lengths_of(came)
    assert took[1:5] == planned[1:5]
    assert took == pytest.approx(planned, abs=3)


@pytest.mark.slow
@pytest.mark.timeout(240)
def test_stopped_for_twenty_seconds(tmp_path: Path) -> None:
    for name in ("out", "counts"):
        (tmp_path / name).mkdir()
    check_asked(tmp_path, 20)
