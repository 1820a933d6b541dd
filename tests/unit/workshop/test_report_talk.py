"""What the reporter will say, who reports, and in which order the teams do."""

from __future__ import annotations

from datetime import date
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from oneone_tui.workshop.changes import (
    Committed,
    EntriesMerged,
    NotesWritten,
    Refused,
    RoleGiven,
    TalkWritten,
    Written,
)
from oneone_tui.workshop.records import Person, Team
from oneone_tui.workshop.report_talk import (
    ReportTurn,
    Takeaways,
    draft,
    draw_reporter,
    larger_group,
    pairs_without_commitment,
    report_order,
    takeaways_by_person,
    talk,
)
from oneone_tui.workshop.session import TEAM_ONE, Session
from oneone_tui.workshop.unnamed import unnamed
from oneone_tui.workshop.words import Kind, Presence, Role
from tests.unit.workshop.boards import on_one_board, told
from tests.unit.workshop.building import SIX, fresh, in_pairs, made, reopened
from tests.unit.workshop.strategies import Run, runs

TODAY = date(2026, 11, 23)


def spoken_of() -> Session:
    session = on_one_board(
        (Kind.VALUE, "courage."), (Kind.VALUE, "honesty"), (Kind.VALUE, "being honest")
    )
    session = made(session, EntriesMerged(entries=("on-note-4", "on-note-5")))
    van = NotesWritten(
        kind=Kind.RESOURCE, notes=(Written("a van", "cy-lam"),), team=TEAM_ONE, on_board=True
    )
    promise = Committed(
        text="coffee", team=TEAM_ONE, who="ana-ruiz", by="fri", due=date(2026, 11, 27)
    )
    return made(session, van, promise, Committed(text="tea", team=TEAM_ONE, by="Easter"))


def several_teams(*sizes: int, seed: int = 0) -> Session:
    session = fresh()
    teams = tuple(Team(id=f"team-{n}", name=f"Team {n}") for n in range(1, len(sizes) + 1))
    people = tuple(
        Person(id=f"{team.id}-{n}", name=f"P {team.id} {n}", team=team.id)
        for team, size in zip(teams, sizes, strict=True)
        for n in range(size)
    )
    info = replace(session.info, seed=seed)
    return replace(session, info=info, teams=teams, people=people)


# ------------------------------------------------------------------------------ the talk


def test_the_draft_is_the_board_in_short_lines() -> None:
    assert draft(spoken_of(), TEAM_ONE, today=TODAY).splitlines() == [
        "We are Ana, Ben, Cy, Dee, Eve and Fay.",
        "What we share: honesty (2 pairs); courage.",
        "What we bring: Cy: a van.",
        "What we committed to: coffee by Fri 27 Nov; tea by Easter.",
    ]


def test_who_committed_is_told_only_if_wanted() -> None:
    session = spoken_of()
    assert "Ana: coffee by fri" not in draft(session, TEAM_ONE)
    assert draft(session, TEAM_ONE, names=True).endswith("Ana: coffee by fri; tea by Easter.")


def test_of_several_teams_each_says_its_name_and_its_own() -> None:
    session = made(several_teams(2, 1, 0), told(Kind.VALUE, "courage"))
    one, two, three = (draft(session, team.id) for team in session.teams)
    assert one == "We are Team 1: P team-1 0 and P team-1 1.\nWhat we share: courage."
    assert two == "We are Team 2: P team-2 0."
    assert three == "We are Team 3."
    assert draft(session, "team-9") == ""


def test_what_moves_a_team_is_said() -> None:
    session = made(fresh("Ana", "Ben"), told(Kind.INTEREST, "rent control", "a safe street"))
    assert draft(session, TEAM_ONE).splitlines()[1] == "What moves us: rent control; a safe street."


def test_the_absent_are_not_named() -> None:
    session = fresh("Ana", "Ben", "Cy")
    people = tuple(
        replace(p, presence=Presence.ABSENT) if p.name == "Ben" else p for p in session.people
    )
    assert draft(replace(session, people=people), TEAM_ONE) == "We are Ana and Cy."


def test_what_was_written_by_hand_is_what_is_said() -> None:
    session = spoken_of()
    assert talk(session, TEAM_ONE, today=TODAY) == draft(session, TEAM_ONE, today=TODAY)
    written = made(session, TalkWritten(team=TEAM_ONE, lines=(" We are us. ", "", "Thank you.")))
    assert talk(reopened(written), TEAM_ONE) == "We are us.\n\nThank you."
    assert written.history[-1].said == "what Team will say: written"
    again = made(written, TalkWritten(team=TEAM_ONE, lines=("", " ")))
    assert talk(again, TEAM_ONE) == draft(session, TEAM_ONE)


def test_a_talk_without_end_or_team_is_refused() -> None:
    with pytest.raises(Refused, match="at most 200 lines"):
        made(fresh(), TalkWritten(team=TEAM_ONE, lines=("x",) * 201))
    with pytest.raises(Refused, match="no such team any more"):
        made(fresh(), TalkWritten(team="team-9", lines=("x",)))


@given(runs(most=20))
def test_any_session_has_a_draft_of_whole_lines(run: Run) -> None:
    for team in run.last.teams:
        lines = draft(run.last, team.id, today=TODAY, names=True).splitlines()
        assert 1 <= len(lines) <= 5
        assert all(line.endswith(".") for line in lines)


# ------------------------------------------------------------------------------ the summary


def test_takeaways_are_told_by_person_in_the_rosters_order() -> None:
    session = made(
        in_pairs(*SIX),
        *(
            NotesWritten(kind=Kind.TAKEAWAY, notes=(Written(text, who),), team=TEAM_ONE)
            for text, who in (("ours", ""), ("ask more", "cy-lam"), ("listen", "ana-ruiz"))
        ),
        NotesWritten(kind=Kind.TAKEAWAY, notes=(Written("and act", "cy-lam"),), team=TEAM_ONE),
        told(Kind.VALUE, "courage"),
    )
    assert takeaways_by_person(session, TEAM_ONE) == (
        Takeaways("Ana Ruiz", ("listen",)),
        Takeaways("Cy Lam", ("ask more", "and act")),
        Takeaways("", ("ours",)),
    )
    assert takeaways_by_person(session, "team-2") == ()


def test_pairs_that_have_committed_to_nothing_yet_are_told() -> None:
    session = in_pairs(*SIX)
    one, two, three = session.pairs
    assert pairs_without_commitment(session) == (one, two, three)
    session = made(session, Committed(text="coffee", team=TEAM_ONE, pair=two.id))
    session = made(session, Committed(text="tea", team=TEAM_ONE, who="fay-wu"))
    assert pairs_without_commitment(session) == (one,)
    assert pairs_without_commitment(session, TEAM_ONE) == (one,)
    assert pairs_without_commitment(session, "team-2") == ()


# ------------------------------------------------------------------------------ the reporter


def test_the_reporter_is_drawn_among_those_who_served_least() -> None:
    session = fresh("Ana", "Ben", "Cy", "Dee")
    served = {"ana": 2, "ben": 1, "cy": 1, "dee": 3}
    drawn = {draw_reporter(session, TEAM_ONE, served, Random(seed)) for seed in range(30)}
    assert drawn == {"ben", "cy"}
    everybody = {draw_reporter(session, TEAM_ONE, {}, Random(seed)) for seed in range(60)}
    assert everybody == {"ana", "ben", "cy", "dee"}


def test_who_is_not_there_does_not_report_and_old_spellings_count() -> None:
    session = fresh("Ana", "Ben", "Cy")
    ana, ben, cy = session.people
    people = (replace(ana, presence=Presence.LEFT), replace(ben, same="benjamin"), cy)
    session = replace(session, people=people)
    assert draw_reporter(session, TEAM_ONE, {"benjamin": 1}, Random(1)) == "cy"
    assert draw_reporter(session, "team-9", {}, Random(1)) is None


def test_the_teams_report_one_after_the_other_and_another_begins_each_time() -> None:
    orders = [report_order(several_teams(2, 2, 0, 1, seed=seed)) for seed in range(3)]
    assert orders == [
        ("team-1", "team-2", "team-4"),
        ("team-2", "team-4", "team-1"),
        ("team-4", "team-1", "team-2"),
    ]
    assert report_order(fresh()) == ()


def test_each_reporter_has_a_share_of_the_time() -> None:
    session = made(
        several_teams(2, 2, 1),
        RoleGiven(team="team-2", role=Role.REPORTER, person="team-2-0"),
    )
    assert larger_group(session, 200) == (
        ReportTurn("team-1", "", 66),
        ReportTurn("team-2", "team-2-0", 67),
        ReportTurn("team-3", "", 67),
    )
    assert [turn.seconds for turn in larger_group(session)] == [120] * 3
    assert larger_group(fresh()) == ()


@given(st.lists(st.integers(0, 4), min_size=1, max_size=8), st.integers(0, 3_600))
def test_the_shares_add_up_to_the_whole(sizes: list[int], seconds: int) -> None:
    turns = larger_group(several_teams(*sizes, seed=seconds), seconds)
    assert sum(turn.seconds for turn in turns) == (seconds if any(sizes) else 0)
    assert all(abs(turn.seconds - turns[0].seconds) <= 1 for turn in turns)


def test_a_talk_that_was_written_hides_who_said_what_and_keeps_its_lines() -> None:
    session = in_pairs(*SIX)
    lines = (
        "We are Ana and Ben.",
        "What we bring: Ana Ruiz: a van; Ben and Cy: Turkish.",
        "Remember: Eve, Fay and Dee: a hall.",
    )
    session = made(session, TalkWritten(team=TEAM_ONE, lines=lines))
    assert unnamed(session).teams[0].talk == (
        lines[0],
        "What we bring: a van; Turkish.",
        "Remember: a hall.",
    )
