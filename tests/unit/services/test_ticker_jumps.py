"""The conductor and a wall clock that jumps: it asks, and both answers are right."""

from __future__ import annotations

from pathlib import Path

import pytest

from oneone_tui.services.clock_jumps import STOPPED_SECONDS
from oneone_tui.workshop.model.changes import Paused, Resumed
from tests.support.factories import apply_changes, running_session
from tests.support.headless_console import HeadlessConsole, open_headless

TALK, FEEDBACK = "turn-1-conversation", "turn-1-feedback"
QUESTION = "the time jumped"


def test_ticker_catches_up_if_opened_late(tmp_path: Path) -> None:
    desk = open_headless(tmp_path, running_session(segment=TALK), 1_200)
    assert desk.stays[1:] == [
        (0, TALK),
        (490, FEEDBACK),
        (620, "turn-2-conversation"),
        (1_110, "turn-2-feedback"),
    ]
    assert desk.beat.moment.seconds_left == 30
    assert (desk.said, desk.rang) == ("", [])


ASLEEP = "the time jumped on by 10:00: take it out, like a pause?"


def sleep_ten_minutes(desk: HeadlessConsole) -> None:
    """The machine sleeps for ten minutes, from second 100.4 on, and wakes."""
    desk.run(100)
    desk.wall.go(0.4)
    desk.wall.go(600, asleep=True)
    desk.wall.go(0.6)
    desk.look()


def test_ticker_asks_after_sleep_before_moving_on(tmp_path: Path) -> None:
    desk = open_headless(tmp_path, running_session(segment=TALK))
    sleep_ten_minutes(desk)
    desk.run(30)
    assert (desk.said, desk.stays[-1]) == (ASLEEP, (0, TALK))
    desk.accept()
    assert QUESTION not in desk.said
    assert desk.beat.moment.elapsed == pytest.approx(desk.now - 600, abs=0.1)
    desk.run_until(lambda: desk.stays[-1][1] == FEEDBACK)
    assert desk.stays[-1][0] == pytest.approx(490 + 600, abs=0.1)
    # As long as nobody has answered, the time counts for the bell.
    assert desk.rang == pytest.approx([701, 1_020, 1_080], abs=0.15)


def test_ticker_rings_again_after_discounted_stop(tmp_path: Path) -> None:
    desk = open_headless(tmp_path, running_session(segment=FEEDBACK))
    desk.run(110)
    desk.wall.go(20)
    desk.look()
    desk.accept()
    desk.run(60)
    assert desk.rang == pytest.approx([130, 140], abs=0.15)


def test_ticker_catches_up_if_jump_is_dismissed(tmp_path: Path) -> None:
    desk = open_headless(tmp_path, running_session(segment=TALK))
    sleep_ten_minutes(desk)
    desk.dismiss()
    assert QUESTION not in desk.said
    assert desk.stays[1:] == [(0, TALK), (490, FEEDBACK), (620, "turn-2-conversation")]
    assert desk.rang == pytest.approx([701], abs=0.15)
    desk.undo()  # only ever the last one
    assert desk.stays[-1] == (490, FEEDBACK)


def test_ticker_asks_after_stopped_program(tmp_path: Path) -> None:
    desk = open_headless(tmp_path, running_session())
    desk.run(50)
    shown = desk.beat.moment.elapsed
    desk.wall.go(20)
    desk.look()
    assert desk.said.startswith("the time jumped on by 0:20")
    desk.accept()
    assert desk.beat.moment.elapsed == pytest.approx(shown)
    desk.undo()
    assert desk.beat.moment.elapsed == pytest.approx(shown + 20)
    assert desk.said == ""


@pytest.mark.parametrize("late", [1.0, STOPPED_SECONDS - 0.1])
def test_ticker_ignores_delay_of_busy_machine(tmp_path: Path, late: float) -> None:
    desk = open_headless(tmp_path, running_session())
    desk.wall.go(desk.beat.next_in + late)
    assert desk.look().proposal is None


def test_ticker_ignores_sleep_in_pause(tmp_path: Path) -> None:
    desk = open_headless(tmp_path, running_session())
    desk.make(Paused())
    desk.wall.go(600, asleep=True)
    desk.look()
    assert QUESTION not in desk.said
    desk.make(Resumed())
    assert desk.beat.moment.elapsed == 0


def test_ticker_asks_once_per_sleep(tmp_path: Path) -> None:
    desk = open_headless(tmp_path, running_session(segment=TALK))
    sleep_ten_minutes(desk)
    desk.run(10)
    desk.wall.go(60, asleep=True)
    desk.look()
    assert desk.said == ASLEEP
    desk.accept()
    assert desk.said.startswith("the time jumped on by 1:00")
    desk.accept()
    assert QUESTION not in desk.said
    assert desk.beat.moment.elapsed == pytest.approx(desk.now - 660, abs=0.1)


@pytest.mark.parametrize("paused", [True, False])
def test_ticker_asks_after_clock_set_back(tmp_path: Path, paused: bool) -> None:
    desk = open_headless(tmp_path, running_session())
    desk.run(100)
    if paused:
        desk.make(Paused())
    before = desk.beat.moment.elapsed
    desk.wall.step(-3_600)
    desk.look()
    assert desk.said.startswith("the time jumped back by 60:00")
    desk.accept()
    assert desk.beat.moment.elapsed == pytest.approx(before, abs=0.1)
    if paused:
        desk.make(Resumed())
    desk.run(20)
    assert desk.beat.moment.elapsed == pytest.approx(before + 20, abs=0.1)


def test_ticker_asks_on_opening_if_file_is_ahead_of_clock(tmp_path: Path) -> None:
    session = apply_changes(
        apply_changes(running_session(), Paused(), seconds=200), Resumed(), seconds=250
    )
    desk = open_headless(tmp_path, session, -7_000)  # it came up without the time
    assert desk.said.startswith("the time jumped back by 120:50")
    desk.accept()
    desk.run(10)
    assert desk.beat.moment.elapsed == pytest.approx(210, abs=0.1)


def test_ticker_ignores_file_slightly_ahead_of_clock(tmp_path: Path) -> None:
    assert open_headless(tmp_path, running_session(), -20).said == ""


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
    assert one.said == other.said
    assert QUESTION in one.said
    one.accept()
    assert await one.keeper.save() == ()
    assert await other.keeper.poll_remote()
    other.look()
    assert QUESTION not in other.said
    assert other.beat.moment == one.beat.moment


async def test_ticker_asks_nothing_if_another_console_used_the_clock(tmp_path: Path) -> None:
    sleeper = open_headless(tmp_path, running_session(segment=TALK))
    other = HeadlessConsole(sleeper.path, sleeper.wall)
    sleeper.wall.go(600, asleep=True)
    other.beat = other.conductor.tick()
    other.dismiss()  # of another machine: it saw the time pass
    assert await other.keeper.save() == ()
    sleeper.look()
    assert sleeper.said.startswith("the time jumped")
    assert await sleeper.keeper.poll_remote()
    sleeper.look()
    assert QUESTION not in sleeper.said
    assert sleeper.stays == other.stays
