"""What the reporter will say, who reports, and in which order the teams do."""

from __future__ import annotations

from datetime import date
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from oneone_tui.workshop.model.changes import (
    ChangeRejected,
    CommitmentAdded,
    EntriesMerged,
    NoteDraft,
    NotesWritten,
    ReportScriptWritten,
    RoleGiven,
)
from oneone_tui.workshop.model.records import Person, Team
from oneone_tui.workshop.model.session import TEAM_ONE, Session
from oneone_tui.workshop.model.terms import NoteKind, Presence, Role
from oneone_tui.workshop.notes.hide_names import hide_names
from oneone_tui.workshop.notes.report_script import (
    ReportTurn,
    Takeaways,
    draft_report,
    draw_reporter,
    larger_group_turns,
    pairs_without_commitment,
    report_order,
    report_script,
    takeaways_by_person,
)
from tests.support.board_sessions import board_session, notes_written
from tests.support.sessions import SIX, apply_changes, decode_again, fresh_session, paired_session
from tests.support.strategies import Run, runs

TODAY = date(2026, 11, 23)


def spoken_of() -> Session:
    session = board_session(
        (NoteKind.VALUE, "courage."), (NoteKind.VALUE, "honesty"), (NoteKind.VALUE, "being honest")
    )
    session = apply_changes(session, EntriesMerged(entries=("on-note-4", "on-note-5")))
    van = NotesWritten(
        kind=NoteKind.RESOURCE, notes=(NoteDraft("a van", "cy-lam"),), team=TEAM_ONE, on_board=True
    )
    promise = CommitmentAdded(
        text="coffee", team=TEAM_ONE, who="ana-ruiz", by="fri", due=date(2026, 11, 27)
    )
    return apply_changes(
        session, van, promise, CommitmentAdded(text="tea", team=TEAM_ONE, by="Easter")
    )


def several_teams(*sizes: int, seed: int = 0) -> Session:
    session = fresh_session()
    teams = tuple(Team(id=f"team-{n}", name=f"Team {n}") for n in range(1, len(sizes) + 1))
    people = tuple(
        Person(id=f"{team.id}-{n}", name=f"P {team.id} {n}", team=team.id)
        for team, size in zip(teams, sizes, strict=True)
        for n in range(size)
    )
    info = replace(session.info, seed=seed)
    return replace(session, info=info, teams=teams, people=people)


# ------------------------------------------------------------------------------ the talk


def test_draft_report_is_board_in_short_lines() -> None:
    assert draft_report(spoken_of(), TEAM_ONE, today=TODAY).splitlines() == [
        "We are Ana, Ben, Cy, Dee, Eve and Fay.",
        "What we share: honesty (2 pairs); courage.",
        "What we bring: Cy: a van.",
        "What we committed to: coffee by Fri 27 Nov; tea by Easter.",
    ]


def test_draft_report_names_commitments_only_if_asked() -> None:
    session = spoken_of()
    assert "Ana: coffee by fri" not in draft_report(session, TEAM_ONE)
    assert draft_report(session, TEAM_ONE, names=True).endswith(
        "Ana: coffee by fri; tea by Easter."
    )


def test_draft_report_of_several_teams_names_team() -> None:
    session = apply_changes(several_teams(2, 1, 0), notes_written(NoteKind.VALUE, "courage"))
    one, two, three = (draft_report(session, team.id) for team in session.teams)
    assert one == "We are Team 1: P team-1 0 and P team-1 1.\nWhat we share: courage."
    assert two == "We are Team 2: P team-2 0."
    assert three == "We are Team 3."
    assert draft_report(session, "team-9") == ""


def test_draft_report_says_what_moves_team() -> None:
    session = apply_changes(
        fresh_session("Ana", "Ben"),
        notes_written(NoteKind.INTEREST, "rent control", "a safe street"),
    )
    assert (
        draft_report(session, TEAM_ONE).splitlines()[1]
        == "What moves us: rent control; a safe street."
    )


def test_draft_report_skips_absent_people() -> None:
    session = fresh_session("Ana", "Ben", "Cy")
    people = tuple(
        replace(p, presence=Presence.ABSENT) if p.name == "Ben" else p for p in session.people
    )
    assert draft_report(replace(session, people=people), TEAM_ONE) == "We are Ana and Cy."


def test_report_script_prefers_written_report() -> None:
    session = spoken_of()
    assert report_script(session, TEAM_ONE, today=TODAY) == draft_report(
        session, TEAM_ONE, today=TODAY
    )
    written = apply_changes(
        session, ReportScriptWritten(team=TEAM_ONE, lines=(" We are us. ", "", "Thank you."))
    )
    assert report_script(decode_again(written), TEAM_ONE) == "We are us.\n\nThank you."
    assert written.history[-1].said == "what Team will say: written"
    again = apply_changes(written, ReportScriptWritten(team=TEAM_ONE, lines=("", " ")))
    assert report_script(again, TEAM_ONE) == draft_report(session, TEAM_ONE)


def test_report_script_written_rejects_endless_or_homeless_report() -> None:
    with pytest.raises(ChangeRejected, match="at most 200 lines"):
        apply_changes(fresh_session(), ReportScriptWritten(team=TEAM_ONE, lines=("x",) * 201))
    with pytest.raises(ChangeRejected, match="that team no longer exists"):
        apply_changes(fresh_session(), ReportScriptWritten(team="team-9", lines=("x",)))


@given(runs(most=20))
def test_draft_report_of_any_session_has_whole_lines(run: Run) -> None:
    for team in run.last.teams:
        lines = draft_report(run.last, team.id, today=TODAY, names=True).splitlines()
        assert 1 <= len(lines) <= 5
        assert all(line.endswith(".") for line in lines)


# ------------------------------------------------------------------------------ the summary


def test_takeaways_by_person_follow_roster() -> None:
    session = apply_changes(
        paired_session(*SIX),
        *(
            NotesWritten(kind=NoteKind.TAKEAWAY, notes=(NoteDraft(text, who),), team=TEAM_ONE)
            for text, who in (("ours", ""), ("ask more", "cy-lam"), ("listen", "ana-ruiz"))
        ),
        NotesWritten(
            kind=NoteKind.TAKEAWAY, notes=(NoteDraft("and act", "cy-lam"),), team=TEAM_ONE
        ),
        notes_written(NoteKind.VALUE, "courage"),
    )
    assert takeaways_by_person(session, TEAM_ONE) == (
        Takeaways("Ana Ruiz", ("listen",)),
        Takeaways("Cy Lam", ("ask more", "and act")),
        Takeaways("", ("ours",)),
    )
    assert takeaways_by_person(session, "team-2") == ()


def test_pairs_without_commitment_are_listed() -> None:
    session = paired_session(*SIX)
    one, two, three = session.pairs
    assert pairs_without_commitment(session) == (one, two, three)
    session = apply_changes(session, CommitmentAdded(text="coffee", team=TEAM_ONE, pair=two.id))
    session = apply_changes(session, CommitmentAdded(text="tea", team=TEAM_ONE, who="fay-wu"))
    assert pairs_without_commitment(session) == (one,)
    assert pairs_without_commitment(session, TEAM_ONE) == (one,)
    assert pairs_without_commitment(session, "team-2") == ()


# ------------------------------------------------------------------------------ the reporter


def test_draw_reporter_prefers_least_served() -> None:
    session = fresh_session("Ana", "Ben", "Cy", "Dee")
    served = {"ana": 2, "ben": 1, "cy": 1, "dee": 3}
    drawn = {draw_reporter(session, TEAM_ONE, served, Random(seed)) for seed in range(30)}
    assert drawn == {"ben", "cy"}
    everybody = {draw_reporter(session, TEAM_ONE, {}, Random(seed)) for seed in range(60)}
    assert everybody == {"ana", "ben", "cy", "dee"}


def test_draw_reporter_skips_absent_and_knows_identity() -> None:
    session = fresh_session("Ana", "Ben", "Cy")
    ana, ben, cy = session.people
    people = (replace(ana, presence=Presence.LEFT), replace(ben, same="benjamin"), cy)
    session = replace(session, people=people)
    assert draw_reporter(session, TEAM_ONE, {"benjamin": 1}, Random(1)) == "cy"
    assert draw_reporter(session, "team-9", {}, Random(1)) is None


def test_report_order_begins_with_another_team() -> None:
    orders = [report_order(several_teams(2, 2, 0, 1, seed=seed)) for seed in range(3)]
    assert orders == [
        ("team-1", "team-2", "team-4"),
        ("team-2", "team-4", "team-1"),
        ("team-4", "team-1", "team-2"),
    ]
    assert report_order(fresh_session()) == ()


def test_larger_group_turns_share_time() -> None:
    session = apply_changes(
        several_teams(2, 2, 1),
        RoleGiven(team="team-2", role=Role.REPORTER, person="team-2-0"),
    )
    assert larger_group_turns(session, 200) == (
        ReportTurn("team-1", "", 66),
        ReportTurn("team-2", "team-2-0", 67),
        ReportTurn("team-3", "", 67),
    )
    assert [turn.seconds for turn in larger_group_turns(session)] == [120] * 3
    assert larger_group_turns(fresh_session()) == ()


@given(st.lists(st.integers(0, 4), min_size=1, max_size=8), st.integers(0, 3_600))
def test_larger_group_turns_add_up(sizes: list[int], seconds: int) -> None:
    turns = larger_group_turns(several_teams(*sizes, seed=seconds), seconds)
    assert sum(turn.seconds for turn in turns) == (seconds if any(sizes) else 0)
    assert all(abs(turn.seconds - turns[0].seconds) <= 1 for turn in turns)


def test_hide_names_keeps_lines_of_written_report() -> None:
    session = paired_session(*SIX)
    lines = (
        "We are Ana and Ben.",
        "What we bring: Ana Ruiz: a van; Ben and Cy: Turkish.",
        "Remember: Eve, Fay and Dee: a hall.",
    )
    session = apply_changes(session, ReportScriptWritten(team=TEAM_ONE, lines=lines))
    assert hide_names(session).teams[0].talk == (
        lines[0],
        "What we bring: a van; Turkish.",
        "Remember: a hall.",
    )
