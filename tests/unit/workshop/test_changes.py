"""Changes in general, and those of the setup: what each does, what it refuses and how."""

from __future__ import annotations

import math
from contextlib import suppress
from typing import Literal

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from oneone_tui.workshop.changes import (
    AnyChange,
    DetailSet,
    Group,
    MinutesSet,
    MovedOn,
    NotesWritten,
    PeopleAdded,
    PersonRemoved,
    PersonRenamed,
    Refused,
    RoleGiven,
    StageShown,
    Started,
    TeamsMade,
    Written,
)
from oneone_tui.workshop.changes.setup import Listed, person_id
from oneone_tui.workshop.records import MAX_PEOPLE
from oneone_tui.workshop.schedule import schedule_of
from oneone_tui.workshop.session import TEAM_ONE, Session, apply, new_session
from oneone_tui.workshop.text import clean
from oneone_tui.workshop.words import Kind, Role, Stage
from tests.unit.workshop.building import (
    GUIDE,
    SIX,
    START,
    added,
    after,
    drawn,
    fresh,
    in_pairs,
    made,
    reopened,
    running,
)
from tests.unit.workshop.invariants import check_invariants
from tests.unit.workshop.strategies import Run, changes, runs, sessions


def refusal(session: Session, change: AnyChange) -> str:
    with pytest.raises(Refused) as caught:
        made(session, change)
    return str(caught.value)


# ------------------------------------------------------------------------------- in general


@given(runs(most=25))
def test_after_anything_a_session_is_sound_clean_and_can_be_kept(run: Run) -> None:
    for step in run.made:
        check_invariants(step.session)


@given(runs(most=10), st.data())
def test_no_change_touches_the_session_it_is_made_in(run: Run, data: st.DataObject) -> None:
    before = msgspec.json.encode(run.last)
    with suppress(Refused):
        apply(run.last, data.draw(changes(run.last)), run.now)
    assert msgspec.json.encode(run.last) == before


def test_the_history_says_when_where_and_what() -> None:
    session = made(fresh(), added("Ana"), seconds=5, console="laptop")
    (entry,) = session.history
    assert (entry.id, entry.at, entry.console) == ("entry-1", after(5), "laptop")
    assert (entry.said, entry.change) == ("added Ana", added("Ana"))


def test_what_the_history_keeps_of_a_change_is_as_clean_as_what_it_did() -> None:
    session = made(
        fresh("Ana"),
        DetailSet(detail="ask", text="\x1b]0;x\x07Will \ud800you\u202e come?"),
        NotesWritten(kind=Kind.VALUE, notes=(Written(text="a\x1b[2J\x00b"),), team=TEAM_ONE),
    )
    assert [entry.change for entry in session.history[1:]] == [
        DetailSet(detail="ask", text="Will you come?"),
        NotesWritten(kind=Kind.VALUE, notes=(Written(text="ab"),), team=TEAM_ONE),
    ]
    assert reopened(session) == session


def test_a_title_from_outside_is_cleaned_before_it_is_kept() -> None:
    session = new_session("id", " First\x1b[2J \udcff", GUIDE, START, 1)
    assert session.info.title == "First"


def test_a_change_that_is_no_change_at_all_is_an_error_of_the_program() -> None:
    detail: Literal["title"] = "stage"  # type: ignore[assignment] # that is the point
    with pytest.raises(msgspec.ValidationError):
        made(fresh(), DetailSet(detail=detail, text="x"))


# ---------------------------------------------------------------------------- title and ask


def test_title_campaign_and_ask_are_written() -> None:
    session = made(
        fresh(),
        DetailSet(detail="title", text="  Second\nnight "),
        DetailSet(detail="campaign", text="Rent"),
        DetailSet(detail="ask", text="Will you come?"),
    )
    info = session.info
    assert (info.title, info.campaign, info.ask) == ("Second night", "Rent", "Will you come?")
    assert [entry.said for entry in session.history] == [
        "title: Second night",
        "campaign: Rent",
        "ask: Will you come?",
    ]


def test_a_title_cannot_be_taken_away_but_an_ask_can() -> None:
    assert refusal(fresh(), DetailSet(detail="title", text=" \u200b")) == "a workshop needs a title"
    session = made(fresh(), DetailSet(detail="ask", text="x"), DetailSet(detail="ask", text=""))
    assert session.info.ask == ""


# ----------------------------------------------------------------------------------- people


def test_people_come_on_the_roster_in_order_with_ids_from_their_names() -> None:
    session = made(fresh(), added(" Ana  Ruiz", "Ødegård", "李雷", "محمد"))
    assert [(p.id, p.name, p.team) for p in session.people] == [
        ("ana-ruiz", "Ana Ruiz", TEAM_ONE),
        ("odegard", "Ødegård", TEAM_ONE),
        ("李雷", "李雷", TEAM_ONE),
        ("محمد", "محمد", TEAM_ONE),
    ]
    assert session.team_members(TEAM_ONE) == session.people


def test_tags_come_along_clean() -> None:
    people = (Listed(name="Ana", tags=(" speaks\tTurkish ", "new")),)
    session = made(fresh(), PeopleAdded(people=people, team=TEAM_ONE))
    assert session.people[0].tags == ("speaks Turkish", "new")


@pytest.mark.parametrize(
    "change, line",
    [
        (added(), "there is nobody to add"),
        (added("Ana", " \u200b"), "a person needs a name"),
        (added("Zoe", "zoë"), "Zoe is on the roster already: add an initial to tell apart"),
        (added("ANA  ruiz"), "Ana Ruiz is on the roster already: add an initial to tell apart"),
        (added("Zoe", team="team-9"), "there is no such team any more"),
        (added(*map(str, range(MAX_PEOPLE))), "a workshop has at most 500 people"),
    ],
)
def test_a_roster_refuses_what_it_cannot_hold(change: PeopleAdded, line: str) -> None:
    assert refusal(fresh(*SIX), change) == line


@given(sessions(0, 40))
def test_the_ids_of_any_roster_are_different_and_can_stand_in_a_file(session: Session) -> None:
    ids = [person.id for person in session.people]
    assert len(set(ids)) == len(ids)
    assert all(person_id and clean(person_id) == person_id for person_id in ids)


def test_an_id_is_the_same_in_every_session_unless_it_is_taken() -> None:
    assert person_id("Ana Ruiz", set()) == "ana-ruiz"
    assert person_id("Ana Ruiz", {"ana-ruiz", "ana-ruiz-2"}) == "ana-ruiz-3"
    assert person_id("\xb4", set()) == "person"


def test_a_person_renamed_stays_the_same_person() -> None:
    session = made(fresh("Ana"), PersonRenamed(person="ana", name=" Ana  Ruiz "), added("Ana"))
    assert [(p.id, p.name) for p in session.people] == [("ana", "Ana Ruiz"), ("ana-2", "Ana")]
    assert session.history[1].said == "Ana is now Ana Ruiz"


def test_a_name_can_be_mended_to_another_spelling_of_itself() -> None:
    session = made(fresh("zoe"), PersonRenamed(person="zoe", name="Zoë"))
    assert session.name("zoe") == "Zoë"


@pytest.mark.parametrize(
    "person, name, line",
    [
        ("ana", " ", "a person needs a name"),
        ("ana", "BEN", "Ben is on the roster already: add an initial to tell apart"),
        ("nobody", "Cy", "there is no such person any more"),
    ],
)
def test_a_name_that_cannot_be(person: str, name: str, line: str) -> None:
    assert refusal(fresh("Ana", "Ben"), PersonRenamed(person=person, name=name)) == line


def test_who_leaves_the_roster_leaves_their_roles() -> None:
    session = made(
        fresh("Ana", "Ben"),
        RoleGiven(team=TEAM_ONE, role=Role.TIMEKEEPER, person="ana"),
        RoleGiven(team=TEAM_ONE, role=Role.REPORTER, person="ben"),
        PersonRemoved(person="ana"),
    )
    assert [person.id for person in session.people] == ["ben"]
    assert (session.teams[0].timekeeper, session.teams[0].reporter) == ("", "ben")
    assert session.history[-1].said == "took Ana off the roster"


def test_who_is_in_a_pair_or_not_there_cannot_leave() -> None:
    assert refusal(in_pairs(*SIX), PersonRemoved(person="cy-lam")) == (
        "Cy Lam is in a pair: mark them as absent instead"
    )
    assert refusal(fresh("Ana"), PersonRemoved(person="ben")) == "there is no such person any more"


def test_with_the_pairs_taken_back_people_can_leave() -> None:
    session = made(in_pairs(*SIX), drawn(), PersonRemoved(person="cy-lam"))
    assert len(session.people) == 5


def test_nobody_leaves_with_a_report_back_that_the_clock_was_in() -> None:
    session = made(fresh(*SIX), Started(segment="roles"), MovedOn(left="roles", to="report-3"))
    assert refusal(session, PersonRemoved(person="ana-ruiz")) == (
        "the pairs are reporting back: the roster stays as it is"
    )
    session = made(fresh(*SIX), Started(segment="roles"), PersonRemoved(person="ana-ruiz"))
    assert len(session.people) == 5


def test_what_somebody_said_outlives_their_place_on_the_roster() -> None:
    line = NotesWritten(kind=Kind.RESOURCE, notes=(Written("van", "ana"),), team=TEAM_ONE)
    session = made(fresh("Ana", "Ben"), line, PersonRemoved(person="ana"))
    assert [(note.text, session.name(note.person)) for note in session.notes] == [("van", "")]
    assert made(session, added("Ana")).name(session.notes[0].person) == "Ana"


# ------------------------------------------------------------------------ roles and minutes


@pytest.mark.parametrize("role", Role)
def test_a_role_is_given_passed_on_and_given_up(role: Role) -> None:
    session = made(fresh("Ana", "Ben"), RoleGiven(team=TEAM_ONE, role=role, person="ana"))
    session = made(session, RoleGiven(team=TEAM_ONE, role=role, person="ben"))
    assert session.teams[0].holder(role) == "ben"
    session = made(session, RoleGiven(team=TEAM_ONE, role=role, person=""))
    assert session.teams[0].holder(role) == ""
    assert [entry.said for entry in session.history[1:]] == [
        f"{role}: Ana",
        f"{role}: Ben",
        f"{role}: nobody yet",
    ]


@pytest.mark.parametrize(
    "team, person, line",
    [
        (TEAM_ONE, "nobody", "there is no such person any more"),
        ("team-9", "ana", "there is no such team any more"),
    ],
)
def test_a_role_needs_its_team_and_person(team: str, person: str, line: str) -> None:
    change = RoleGiven(team=team, role=Role.REPORTER, person=person)
    assert refusal(fresh("Ana"), change) == line


def test_a_role_is_for_somebody_of_the_team() -> None:
    session = fresh("Ana", "Ben", "Cy", "Dee")
    groups = (Group("A", ("ana", "ben")), Group("B", ("cy", "dee")))
    session = made(session, TeamsMade(teams=groups))
    change = RoleGiven(team="team-1", role=Role.TIMEKEEPER, person="cy")
    assert refusal(session, change) == "Cy is in another team"


def test_minutes_of_a_step_can_be_set_before_it_begins() -> None:
    session = made(fresh(*SIX), MinutesSet(step="conversation", minutes=10))
    assert sum(segment.seconds for segment in schedule_of(session)) == 54 * 60
    assert session.history[-1].said == "Conversation: 10 min"
    session = made(session, Started(segment="roles"), MinutesSet(step="feedback", minutes=1.5))
    assert session.history[-1].said == "Feedback: 1.5 min"


@pytest.mark.parametrize("minutes", [0, -1, 241, math.nan, math.inf, -math.inf, 1e300])
def test_minutes_that_no_step_can_take(minutes: float) -> None:
    assert refusal(fresh(), MinutesSet(step="commit", minutes=minutes)) == (
        "a step takes more than 0 and up to 240 minutes"
    )


def test_minutes_of_what_is_not_in_the_agenda() -> None:
    assert refusal(fresh(), MinutesSet(step="party", minutes=5)) == (
        "there is no such step in the agenda"
    )


def test_a_step_that_has_begun_is_given_time_and_not_another_plan() -> None:
    line = "Conversation has begun: give it time with + and -"
    session = running(segment="turn-1-conversation")
    assert refusal(session, MinutesSet(step="conversation", minutes=10)) == line
    session = made(session, MovedOn(left="turn-1-conversation", to="commit"))
    assert refusal(session, MinutesSet(step="conversation", minutes=10)) == line
    assert made(session, MinutesSet(step="report", minutes=12)).guide.total_minutes() == 47


@pytest.mark.parametrize("stage", list(Stage)[1:])
def test_a_stage_is_shown_and_no_clock_moves(stage: Stage) -> None:
    session = running()
    shown = made(session, StageShown(stage=stage))
    assert shown.info.stage is stage
    assert shown.clock == session.clock


def test_apply_makes_a_change_that_has_no_key_though_an_entry_is_missing() -> None:
    """Else the next number would be one that an entry has, and nothing would be made."""
    session = in_pairs(*SIX)
    session = msgspec.structs.replace(session, history=session.history[1:])
    changed = apply(session, DetailSet(detail="title", text="Another"), START)
    assert changed.info.title == "Another"
    assert len({entry.id for entry in changed.history}) == len(session.history) + 1


def test_apply_takes_no_other_change_for_one_that_was_made() -> None:
    title = DetailSet(detail="title", text="Another")
    session = apply(fresh(), title, START, key="k")
    assert apply(session, title, START, key="k") is session
    with pytest.raises(Refused, match="another change"):
        apply(session, DetailSet(detail="title", text="A third"), START, key="k")
