"""Changes of the setup: what each does, what it refuses and how."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from msgspec import UNSET

from oneone_tui.workshop.agenda.schedule import schedule_of
from oneone_tui.workshop.model.changes import (
    AnyChange,
    ChangeRejected,
    DetailSet,
    Group,
    MinutesSet,
    NoteDraft,
    NotesWritten,
    PeopleAdded,
    PersonRemoved,
    PersonRenamed,
    RoleGiven,
    SegmentEntered,
    StageShown,
    Started,
    TeamsMade,
)
from oneone_tui.workshop.model.changes.setup import NewPerson
from oneone_tui.workshop.model.records import MAX_PEOPLE
from oneone_tui.workshop.model.session import TEAM_ONE, Session
from oneone_tui.workshop.model.terms import NoteKind, Role, Stage
from oneone_tui.workshop.reducers.setup import new_person_id
from oneone_tui.workshop.text import clean
from tests.support.sessions import (
    SIX,
    apply_changes,
    fresh_session,
    paired_session,
    pairs_drawn,
    people_added,
    running_session,
)
from tests.support.strategies import sessions


def refusal(session: Session, change: AnyChange) -> str:
    with pytest.raises(ChangeRejected) as caught:
        apply_changes(session, change)
    return str(caught.value)


def test_detail_set_writes_title_campaign_and_ask() -> None:
    session = apply_changes(
        fresh_session(),
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


def test_detail_set_rejects_empty_title_only() -> None:
    assert (
        refusal(fresh_session(), DetailSet(detail="title", text=" \u200b"))
        == "a workshop needs a title"
    )
    session = apply_changes(
        fresh_session(), DetailSet(detail="ask", text="x"), DetailSet(detail="ask", text="")
    )
    assert session.info.ask == ""


def test_people_added_keep_order_and_get_ids() -> None:
    session = apply_changes(fresh_session(), people_added(" Ana  Ruiz", "Ødegård", "李雷", "محمد"))
    assert [(p.id, p.name, p.team) for p in session.people] == [
        ("ana-ruiz", "Ana Ruiz", TEAM_ONE),
        ("odegard", "Ødegård", TEAM_ONE),
        ("李雷", "李雷", TEAM_ONE),
        ("محمد", "محمد", TEAM_ONE),
    ]
    assert session.team_members(TEAM_ONE) == session.people


def test_people_added_clean_tags() -> None:
    people = (NewPerson(name="Ana", tags=(" speaks\tTurkish ", "new"), email="ana@x.org "),)
    session = apply_changes(fresh_session(), PeopleAdded(people=people, team=TEAM_ONE))
    assert session.people[0].tags == ("speaks Turkish", "new")
    assert (session.people[0].email, session.people[0].phone) == ("ana@x.org", UNSET)


@pytest.mark.parametrize(
    "change, line",
    [
        (people_added(), "there is nobody to add"),
        (people_added("Ana", " \u200b"), "a person needs a name"),
        (people_added("Zoe", "zoë"), "Zoe is on the roster already: add an initial to tell apart"),
        (
            people_added("ANA  ruiz"),
            "Ana Ruiz is on the roster already: add an initial to tell apart",
        ),
        (people_added("Zoe", team="team-9"), "that team no longer exists"),
        (people_added(*map(str, range(MAX_PEOPLE))), "a workshop has at most 500 people"),
    ],
)
def test_people_added_rejects_impossible_people(change: PeopleAdded, line: str) -> None:
    assert refusal(fresh_session(*SIX), change) == line


@given(sessions(0, 40))
def test_people_added_get_unique_ids(session: Session) -> None:
    ids = [person.id for person in session.people]
    assert len(set(ids)) == len(ids)
    assert all(person_id and clean(person_id) == person_id for person_id in ids)


def test_new_person_id_is_stable_unless_taken() -> None:
    assert new_person_id("Ana Ruiz", set()) == "ana-ruiz"
    assert new_person_id("Ana Ruiz", {"ana-ruiz", "ana-ruiz-2"}) == "ana-ruiz-3"
    assert new_person_id("\xb4", set()) == "person"


def test_person_renamed_stays_same_person() -> None:
    session = apply_changes(
        fresh_session("Ana"), PersonRenamed(person="ana", name=" Ana  Ruiz "), people_added("Ana")
    )
    assert [(p.id, p.name) for p in session.people] == [("ana", "Ana Ruiz"), ("ana-2", "Ana")]
    assert session.history[1].said == "Ana is now Ana Ruiz"


def test_person_renamed_accepts_other_spelling() -> None:
    session = apply_changes(fresh_session("zoe"), PersonRenamed(person="zoe", name="Zoë"))
    assert session.name_of("zoe") == "Zoë"


@pytest.mark.parametrize(
    "person, name, line",
    [
        ("ana", " ", "a person needs a name"),
        ("ana", "BEN", "Ben is on the roster already: add an initial to tell apart"),
        ("nobody", "Cy", "that person no longer exists"),
    ],
)
def test_person_renamed_rejects_impossible_name(person: str, name: str, line: str) -> None:
    assert refusal(fresh_session("Ana", "Ben"), PersonRenamed(person=person, name=name)) == line


def test_person_removed_loses_roles() -> None:
    session = apply_changes(
        fresh_session("Ana", "Ben"),
        RoleGiven(team=TEAM_ONE, role=Role.TIMEKEEPER, person="ana"),
        RoleGiven(team=TEAM_ONE, role=Role.REPORTER, person="ben"),
        PersonRemoved(person="ana"),
    )
    assert [person.id for person in session.people] == ["ben"]
    assert (session.teams[0].timekeeper, session.teams[0].reporter) == ("", "ben")
    assert session.history[-1].said == "removed Ana from the roster"


def test_person_removed_rejects_paired_or_missing_person() -> None:
    assert refusal(paired_session(*SIX), PersonRemoved(person="cy-lam")) == (
        "Cy Lam is in a pair: mark them as absent instead"
    )
    assert (
        refusal(fresh_session("Ana"), PersonRemoved(person="ben")) == "that person no longer exists"
    )


def test_person_removed_after_undone_draw() -> None:
    session = apply_changes(paired_session(*SIX), pairs_drawn(), PersonRemoved(person="cy-lam"))
    assert len(session.people) == 5


def test_person_removed_rejects_loss_of_entered_slot() -> None:
    session = apply_changes(
        fresh_session(*SIX), Started(segment="roles"), SegmentEntered(left="roles", to="report-3")
    )
    assert refusal(session, PersonRemoved(person="ana-ruiz")) == (
        "the pairs are reporting back: the roster stays as it is"
    )
    session = apply_changes(
        fresh_session(*SIX), Started(segment="roles"), PersonRemoved(person="ana-ruiz")
    )
    assert len(session.people) == 5


def test_person_removed_leaves_notes() -> None:
    line = NotesWritten(kind=NoteKind.RESOURCE, notes=(NoteDraft("van", "ana"),), team=TEAM_ONE)
    session = apply_changes(fresh_session("Ana", "Ben"), line, PersonRemoved(person="ana"))
    assert [(note.text, session.name_of(note.person)) for note in session.notes] == [("van", "")]
    assert apply_changes(session, people_added("Ana")).name_of(session.notes[0].person) == "Ana"


@pytest.mark.parametrize("role", Role)
def test_role_given_passed_on_and_taken_back(role: Role) -> None:
    session = apply_changes(
        fresh_session("Ana", "Ben"), RoleGiven(team=TEAM_ONE, role=role, person="ana")
    )
    session = apply_changes(session, RoleGiven(team=TEAM_ONE, role=role, person="ben"))
    assert session.teams[0].person_in_role(role) == "ben"
    session = apply_changes(session, RoleGiven(team=TEAM_ONE, role=role, person=""))
    assert session.teams[0].person_in_role(role) == ""
    assert [entry.said for entry in session.history[1:]] == [
        f"{role}: Ana",
        f"{role}: Ben",
        f"{role}: nobody yet",
    ]


@pytest.mark.parametrize(
    "team, person, line",
    [
        (TEAM_ONE, "nobody", "that person no longer exists"),
        ("team-9", "ana", "that team no longer exists"),
    ],
)
def test_role_given_rejects_missing_team_or_person(team: str, person: str, line: str) -> None:
    change = RoleGiven(team=team, role=Role.REPORTER, person=person)
    assert refusal(fresh_session("Ana"), change) == line


def test_role_given_rejects_person_of_other_team() -> None:
    session = fresh_session("Ana", "Ben", "Cy", "Dee")
    groups = (Group("A", ("ana", "ben")), Group("B", ("cy", "dee")))
    session = apply_changes(session, TeamsMade(teams=groups))
    change = RoleGiven(team="team-1", role=Role.TIMEKEEPER, person="cy")
    assert refusal(session, change) == "Cy is in another team"


def test_minutes_set_before_step_begins() -> None:
    session = apply_changes(fresh_session(*SIX), MinutesSet(step="conversation", minutes=10))
    assert sum(segment.seconds for segment in schedule_of(session)) == 54 * 60
    assert session.history[-1].said == "Conversation: 10 min"
    session = apply_changes(
        session, Started(segment="roles"), MinutesSet(step="feedback", minutes=1.5)
    )
    assert session.history[-1].said == "Feedback: 1.5 min"


@pytest.mark.parametrize("minutes", [0, -1, 241, math.nan, math.inf, -math.inf, 1e300])
def test_minutes_set_rejects_impossible_minutes(minutes: float) -> None:
    assert refusal(fresh_session(), MinutesSet(step="commit", minutes=minutes)) == (
        "a step takes more than 0 and up to 240 minutes"
    )


def test_minutes_set_rejects_missing_step() -> None:
    assert refusal(fresh_session(), MinutesSet(step="party", minutes=5)) == (
        "there is no such step in the agenda"
    )


def test_minutes_set_rejects_begun_step() -> None:
    line = "Conversation has begun: give it time with + and -"
    session = running_session(segment="turn-1-conversation")
    assert refusal(session, MinutesSet(step="conversation", minutes=10)) == line
    session = apply_changes(session, SegmentEntered(left="turn-1-conversation", to="commit"))
    assert refusal(session, MinutesSet(step="conversation", minutes=10)) == line
    assert apply_changes(session, MinutesSet(step="report", minutes=9)).guide.total_minutes() == 47


@pytest.mark.parametrize("stage", list(Stage)[1:])
def test_stage_shown_leaves_clock_alone(stage: Stage) -> None:
    session = running_session()
    shown = apply_changes(session, StageShown(stage=stage))
    assert shown.info.stage is stage
    assert shown.clock == session.clock
