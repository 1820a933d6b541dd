"""The conductor and a wall clock that jumps: it asks, and both answers are right."""

from __future__ import annotations

from pathlib import Path

import pytest

from oneone_tui.services.clock_jumps import STOPPED_SECONDS
from oneone_tui.workshop.model.changes import Paused, Resumed
from tests.support.headless_console import HeadlessConsole, open_headless
from tests.support.sessions import apply_changes, running_session

TALK, FEEDBACK = "turn-1-conversation", "turn-1-feedback"
QUESTION = "the time jumped"


def test_ticker_catches_up_if_opened_late(tmp_path: Path) -> None:
    console = open_headless(tmp_path, running_session(segment=TALK), 1_200)
    assert console.entered_segments[1:] == [
        (0, TALK),
        (490, FEEDBACK),
        (620, "turn-2-conversation"),
        (1_110, "turn-2-feedback"),
    ]
    assert console.last_tick.moment.seconds_left == 30
    assert (console.proposal_text, console.ring_times) == ("", [])


ASLEEP = "the time jumped ahead by 10:00: treat that as a pause?"


def sleep_ten_minutes(console: HeadlessConsole) -> None:
    """The machine sleeps for ten minutes, from second 100.4 on, and wakes."""
    console.run(100)
    console.wall.go(0.4)
    console.wall.go(600, asleep=True)
    console.wall.go(0.6)
    console.look()


def test_ticker_asks_after_sleep_before_moving_on(tmp_path: Path) -> None:
    console = open_headless(tmp_path, running_session(segment=TALK))
    sleep_ten_minutes(console)
    console.run(30)
    assert (console.proposal_text, console.entered_segments[-1]) == (ASLEEP, (0, TALK))
    console.accept()
    assert QUESTION not in console.proposal_text
    assert console.last_tick.moment.elapsed == pytest.approx(console.now - 600, abs=0.1)
    console.run_until(lambda: console.entered_segments[-1][1] == FEEDBACK)
    assert console.entered_segments[-1][0] == pytest.approx(490 + 600, abs=0.1)
    # As long as nobody has answered, the time counts for the bell.
    assert console.ring_times == pytest.approx([701, 1_020, 1_080], abs=0.15)


def test_ticker_rings_again_after_discounted_stop(tmp_path: Path) -> None:
    console = open_headless(tmp_path, running_session(segment=FEEDBACK))
    console.run(110)
    console.wall.go(20)
    console.look()
    console.accept()
    console.run(60)
    assert console.ring_times == pytest.approx([130, 140], abs=0.15)


def test_ticker_catches_up_if_jump_is_dismissed(tmp_path: Path) -> None:
    console = open_headless(tmp_path, running_session(segment=TALK))
    sleep_ten_minutes(console)
    console.dismiss()
    assert QUESTION not in console.proposal_text
    assert console.entered_segments[1:] == [
        (0, TALK),
        (490, FEEDBACK),
        (620, "turn-2-conversation"),
    ]
    assert console.ring_times == pytest.approx([701], abs=0.15)
    console.undo()  # only ever the last one
    assert console.entered_segments[-1] == (490, FEEDBACK)


def test_ticker_asks_after_stopped_program(tmp_path: Path) -> None:
    console = open_headless(tmp_path, running_session())
    console.run(50)
    shown = console.last_tick.moment.elapsed
    console.wall.go(20)
    console.look()
    assert console.proposal_text.startswith("the time jumped ahead by 0:20")
    console.accept()
    assert console.last_tick.moment.elapsed == pytest.approx(shown)
    console.undo()
    assert console.last_tick.moment.elapsed == pytest.approx(shown + 20)
    assert console.proposal_text == ""


@pytest.mark.parametrize("late", [1.0, STOPPED_SECONDS - 0.1])
def test_ticker_ignores_delay_of_busy_machine(tmp_path: Path, late: float) -> None:
    console = open_headless(tmp_path, running_session())
    console.wall.go(console.last_tick.next_in + late)
    assert console.look().proposal is None


def test_ticker_ignores_sleep_in_pause(tmp_path: Path) -> None:
    console = open_headless(tmp_path, running_session())
    console.make(Paused())
    console.wall.go(600, asleep=True)
    console.look()
    assert QUESTION not in console.proposal_text
    console.make(Resumed())
    assert console.last_tick.moment.elapsed == 0


def test_ticker_asks_once_per_sleep(tmp_path: Path) -> None:
    console = open_headless(tmp_path, running_session(segment=TALK))
    sleep_ten_minutes(console)
    console.run(10)
    console.wall.go(60, asleep=True)
    console.look()
    assert console.proposal_text == ASLEEP
    console.accept()
    assert console.proposal_text.startswith("the time jumped ahead by 1:00")
    console.accept()
    assert QUESTION not in console.proposal_text
    assert console.last_tick.moment.elapsed == pytest.approx(console.now - 660, abs=0.1)


@pytest.mark.parametrize("paused", [True, False])
def test_ticker_asks_after_clock_set_back(tmp_path: Path, paused: bool) -> None:
    console = open_headless(tmp_path, running_session())
    console.run(100)
    if paused:
        console.make(Paused())
    before = console.last_tick.moment.elapsed
    console.wall.step(-3_600)
    console.look()
    assert console.proposal_text.startswith("the time jumped back by 60:00")
    console.accept()
    assert console.last_tick.moment.elapsed == pytest.approx(before, abs=0.1)
    if paused:
        console.make(Resumed())
    console.run(20)
    assert console.last_tick.moment.elapsed == pytest.approx(before + 20, abs=0.1)


def test_ticker_asks_on_opening_if_file_is_ahead_of_clock(tmp_path: Path) -> None:
    session = apply_changes(
        apply_changes(running_session(), Paused(), seconds=200), Resumed(), seconds=250
    )
    console = open_headless(tmp_path, session, -7_000)  # it came up without the time
    assert console.proposal_text.startswith("the time jumped back by 120:50")
    console.accept()
    console.run(10)
    assert console.last_tick.moment.elapsed == pytest.approx(210, abs=0.1)


def test_ticker_ignores_file_slightly_ahead_of_clock(tmp_path: Path) -> None:
    assert open_headless(tmp_path, running_session(), -20).proposal_text == ""


@pytest.mark.parametrize("back", [False, True])
async def test_ticker_needs_one_answer_from_two_consoles_of_one_machine(
    tmp_path: Path, back: bool
) -> None:
    one = open_headless(tmp_path, running_session(segment=TALK))
    other = HeadlessConsole(one.path, one.wall)
    if back:
        one.wall.step(-3_600)
    else:
        one.wall.go(600, asleep=True)
    one.look()
    other.look()
    assert one.proposal_text == other.proposal_text
    assert QUESTION in one.proposal_text
    one.accept()
    assert await one.sync.save() == ()
    assert await other.sync.poll_remote()
    other.look()
    assert QUESTION not in other.proposal_text
    assert other.last_tick.moment == one.last_tick.moment


async def test_ticker_asks_nothing_if_another_console_used_the_clock(tmp_path: Path) -> None:
    sleeper = open_headless(tmp_path, running_session(segment=TALK))
    other = HeadlessConsole(sleeper.path, sleeper.wall)
    sleeper.wall.go(600, asleep=True)
    other.last_tick = other.ticker.tick()
    other.dismiss()  # of another machine: it saw the time pass
    assert await other.sync.save() == ()
    sleeper.look()
    assert sleeper.proposal_text.startswith("the time jumped")
    assert await sleeper.sync.poll_remote()
    sleeper.look()
    assert QUESTION not in sleeper.proposal_text
    assert sleeper.entered_segments == other.entered_segments
