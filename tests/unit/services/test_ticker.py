"""The conductor: a whole workshop second by second, and what it proposes."""

from __future__ import annotations

from pathlib import Path

import pytest

from oneone_tui.services.ticker import SHORTEST_TICK, SLOWEST_TICK
from oneone_tui.workshop.model.changes import HoldSet, Paused, Started, StartedEarlier, TimeAdded
from tests.support.headless_console import HeadlessConsole, open_headless
from tests.support.sessions import (
    SIX,
    apply_changes,
    fresh_session,
    paired_session,
    people_added,
    running_session,
)

TALK = "turn-1-conversation"


def run_workshop(console: HeadlessConsole, *, agree: bool) -> list[str]:
    """Hold the whole workshop, pressing next where the guide waits; what was proposed."""
    console.make(Started(segment="roles"))
    proposed: list[str] = []
    while not console.last_tick.moment.finished:
        console.run_until(
            lambda: bool(console.last_tick.proposal) or console.last_tick.moment.seconds_left <= 0
        )
        if console.last_tick.proposal:
            proposed.append(console.proposal_text)
            (console.accept if agree else console.dismiss)()
            continue
        here = console.last_tick.moment.segment
        assert here
        if here.goes_on:
            console.run_until(lambda here=here: console.last_tick.moment.segment != here)  # type: ignore[misc]
        else:
            console.next()
    return proposed


def test_ticker_runs_fifty_minutes_second_by_second(tmp_path: Path) -> None:
    console = open_headless(tmp_path, paired_session(*SIX))
    proposed = run_workshop(console, agree=False)
    planned = [0, 300, 790, 920, 1_410, 1_540, 1_840, 2_080, 2_320, 2_560, 2_740, 3_040]
    assert [at for at, _ in console.entered_segments] == pytest.approx(planned, abs=0.1)
    ids = [segment.id for segment in console.last_tick.moment.segments]
    assert [segment for _, segment in console.entered_segments] == [*ids, ""]
    rings = [240, 300, 720, 780, 910, 1_340, 1_400, 1_530, 1_780, 1_840]
    rings += [2_020, 2_080, 2_260, 2_320, 2_500, 2_560, 2_680, 2_740, 2_980, 3_040]
    assert console.ring_times == pytest.approx(rings, abs=0.15)
    # Four times the grace is less than a minute.
    assert proposed == []
    by_itself = [e for e in console.session.history if "by itself" in e.said]
    assert len(by_itself) == 4


async def test_ticker_ends_within_a_minute_if_its_proposals_are_accepted(tmp_path: Path) -> None:
    late = apply_changes(paired_session(*SIX), TimeAdded(segment="roles", seconds=90))
    console = open_headless(tmp_path, late)
    proposed = run_workshop(console, agree=True)
    assert proposed == ["2 min late → on time: Report-back 1–3 4:00→3:30"]
    assert 3_000 <= console.entered_segments[-1][0] < 3_060
    shown = console.session
    assert await console.sync.save() == ()
    assert console.session == shown


def test_ticker_looks_again_at_next_full_second(tmp_path: Path) -> None:
    console = open_headless(tmp_path, running_session(), 10.25)
    assert console.last_tick.next_in == pytest.approx(0.75)
    console.wall.go(0.75)
    assert console.look().next_in == 1
    console.wall.go(0.999)
    assert console.look().next_in == SHORTEST_TICK
    console.make(Paused())
    assert console.last_tick.next_in == SLOWEST_TICK


def test_ticker_looks_often_at_fast_clock_and_sees_no_jump(tmp_path: Path) -> None:
    console = open_headless(tmp_path, running_session(), 0.5, speed=60)
    assert console.last_tick.next_in == SHORTEST_TICK
    console.wall.go(100)
    assert console.look().proposal is None


# ------------------------------------------------------------------ proposals


def test_ticker_drops_proposal_once_accepted(tmp_path: Path) -> None:
    session = apply_changes(running_session(segment=TALK), HoldSet(step="conversation", holds=True))
    session = apply_changes(session, StartedEarlier(seconds=0), seconds=300)
    console = open_headless(tmp_path, session, 300)
    console.run(480)
    assert console.proposal_text == ""
    console.run(420)
    assert console.proposal_text.startswith(
        "7 min late → on time: Write down and commit 5:00→4:00, Report-b"
    )
    console.next()
    console.accept()
    assert console.proposal_text == ""
    assert console.last_tick.moment.slip == pytest.approx(0, abs=0.5)
    console.undo()
    assert console.proposal_text.startswith("7 min late")


def test_ticker_repeats_dismissed_proposal_only_if_much_later(tmp_path: Path) -> None:
    session = apply_changes(running_session(), HoldSet(step="conversation", holds=True))
    console = open_headless(tmp_path, session, 0)
    console.run(361)
    assert console.proposal_text.startswith("1 min late")
    console.dismiss()
    assert console.proposal_text == ""
    console.run(58)
    assert console.proposal_text == ""
    console.run(4)
    assert console.proposal_text.startswith("2 min late")


def test_ticker_repeats_dismissed_teams_after_many_newcomers(tmp_path: Path) -> None:
    console = open_headless(tmp_path, fresh_session(*(f"Nr {n}" for n in range(12))), 0)
    assert "make 2 teams" in console.proposal_text
    console.dismiss()
    console.make(people_added("Ana", "Ben", "Cy", "Dee", "Eve"))
    assert console.proposal_text == ""
    console.make(people_added("Fay"))
    assert "make 3 teams" in console.proposal_text


def test_ticker_repeats_dismissed_delay_after_recovery(tmp_path: Path) -> None:
    console = open_headless(tmp_path, running_session(), 0)
    console.run(370)
    console.dismiss()
    console.next()
    console.run(400)  # left early, which makes up for it
    console.next()
    assert console.last_tick.moment.slip < 0
    console.make(Paused())
    console.wall.go(80)
    assert "late" in console.look().proposal.text  # type: ignore[union-attr]
