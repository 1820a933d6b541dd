"""The conductor: a whole workshop second by second, and what it proposes."""

from __future__ import annotations

from pathlib import Path

import pytest

from oneone_tui.services.ticker import SHORTEST_TICK, SLOWEST_TICK
from oneone_tui.workshop.model.changes import HoldSet, Paused, Started, StartedEarlier
from tests.support.factories import (
    SIX,
    apply_changes,
    fresh_session,
    paired_session,
    people_added,
    running_session,
)
from tests.support.headless_console import HeadlessConsole, open_headless

TALK = "turn-1-conversation"


def run_workshop(desk: HeadlessConsole, *, agree: bool) -> list[str]:
    """Hold the whole workshop, pressing next where the guide waits; what was proposed."""
    desk.make(Started(segment="roles"))
    proposed: list[str] = []
    while not desk.beat.moment.finished:
        desk.run_until(lambda: bool(desk.beat.proposal) or desk.beat.moment.seconds_left <= 0)
        if desk.beat.proposal:
            proposed.append(desk.said)
            (desk.accept if agree else desk.dismiss)()
            continue
        here = desk.beat.moment.segment
        assert here
        if here.goes_on:
            desk.run_until(lambda here=here: desk.beat.moment.segment != here)  # type: ignore[misc]
        else:
            desk.next()
    return proposed


def test_ticker_runs_fifty_minutes_second_by_second(tmp_path: Path) -> None:
    desk = open_headless(tmp_path, paired_session(*SIX))
    proposed = run_workshop(desk, agree=False)
    planned = [0, 300, 790, 920, 1_410, 1_540, 1_840, 2_140, 2_440, 2_740, 3_040]
    assert [at for at, _ in desk.stays] == pytest.approx(planned, abs=0.1)
    ids = [segment.id for segment in desk.beat.moment.segments]
    assert [segment for _, segment in desk.stays] == [*ids, ""]
    rings = [240, 300, 720, 780, 910, 1_340, 1_400, 1_530, 1_780, 1_840]
    rings += [2_080, 2_140, 2_380, 2_440, 2_680, 2_740, 2_980, 3_040]
    assert desk.rang == pytest.approx(rings, abs=0.15)
    # Four times the grace: told once, and not again for being sent away.
    assert proposed == ["20 s late → on time: Write down and commit 5:00→4:40"]
    by_itself = [e for e in desk.session.history if "by itself" in e.said]
    assert len(by_itself) == 4


async def test_ticker_ends_on_the_minute_if_its_proposals_are_accepted(tmp_path: Path) -> None:
    desk = open_headless(tmp_path, paired_session(*SIX))
    proposed = run_workshop(desk, agree=True)
    assert proposed == [
        "20 s late → on time: Write down and commit 5:00→4:40",
        "20 s late → on time: Write down and commit 4:40→4:20",
    ]
    assert desk.stays[-1][0] == pytest.approx(3_000, abs=0.5)
    shown = desk.session
    assert await desk.keeper.save() == ()
    assert desk.session == shown


def test_ticker_looks_again_at_next_full_second(tmp_path: Path) -> None:
    desk = open_headless(tmp_path, running_session(), 10.25)
    assert desk.beat.next_in == pytest.approx(0.75)
    desk.wall.go(0.75)
    assert desk.look().next_in == 1
    desk.wall.go(0.999)
    assert desk.look().next_in == SHORTEST_TICK
    desk.make(Paused())
    assert desk.beat.next_in == SLOWEST_TICK


def test_ticker_looks_often_at_fast_clock_and_sees_no_jump(tmp_path: Path) -> None:
    desk = open_headless(tmp_path, running_session(), 0.5, speed=60)
    assert desk.beat.next_in == SHORTEST_TICK
    desk.wall.go(100)
    assert desk.look().proposal is None


# ------------------------------------------------------------------ proposals


def test_ticker_drops_proposal_once_accepted(tmp_path: Path) -> None:
    session = apply_changes(running_session(segment=TALK), HoldSet(step="conversation", holds=True))
    session = apply_changes(session, StartedEarlier(seconds=0), seconds=300)
    desk = open_headless(tmp_path, session, 300)
    desk.run(480)
    assert desk.said == ""
    desk.run(420)
    assert desk.said.startswith("7 min late → on time: Write down and commit 5:00→2:00, Report-b")
    desk.next()
    desk.accept()
    assert desk.said == ""
    assert desk.beat.moment.slip == pytest.approx(0, abs=0.5)
    desk.undo()
    assert desk.said.startswith("7 min late")


def test_ticker_repeats_dismissed_proposal_only_if_much_later(tmp_path: Path) -> None:
    session = apply_changes(running_session(), HoldSet(step="conversation", holds=True))
    desk = open_headless(tmp_path, session, 0)
    desk.run(316)
    assert desk.said.startswith("16 s late")
    desk.dismiss()
    assert desk.said == ""
    desk.run(58)
    assert desk.said == ""
    desk.run(4)
    assert desk.said.startswith("1 min late")


def test_ticker_repeats_dismissed_teams_after_many_newcomers(tmp_path: Path) -> None:
    desk = open_headless(tmp_path, fresh_session(*(f"Nr {n}" for n in range(12))), 0)
    assert "make 2 teams" in desk.said
    desk.dismiss()
    desk.make(people_added("Ana", "Ben", "Cy", "Dee", "Eve"))
    assert desk.said == ""
    desk.make(people_added("Fay"))
    assert "make 3 teams" in desk.said


def test_ticker_repeats_dismissed_delay_after_recovery(tmp_path: Path) -> None:
    desk = open_headless(tmp_path, running_session(), 0)
    desk.run(320)
    desk.dismiss()
    desk.next()
    desk.run(440)  # left early, which makes up for it
    desk.next()
    assert desk.beat.moment.slip < 0
    desk.make(Paused())
    desk.wall.go(60)
    assert "late" in desk.look().proposal.text  # type: ignore[union-attr]
