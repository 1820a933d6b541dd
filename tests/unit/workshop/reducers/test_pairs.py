"""Changes of the pairs: what each does, what it refuses and how."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from oneone_tui.workshop.model.changes import (
    AnyChange,
    ChangeRejected,
    CommitmentAdded,
    Finished,
    NoteDraft,
    NotesWritten,
    OrganizerFirst,
    PairsDrawn,
    PeopleSwapped,
    SegmentEntered,
    Undone,
)
from oneone_tui.workshop.model.guide import Step
from oneone_tui.workshop.model.records import Person, Team
from oneone_tui.workshop.model.session import TEAM_ONE, Session
from oneone_tui.workshop.model.terms import NoteKind, Stage, StepKind
from tests.support.sessions import (
    SIX,
    apply_changes,
    fresh_session,
    paired_session,
    pairs_drawn,
    running_session,
)

TALKING = "the pairs are talking: they stay as they are"


def refusal(session: Session, change: AnyChange) -> str:
    with pytest.raises(ChangeRejected) as caught:
        apply_changes(session, change)
    return str(caught.value)


def members(session: Session) -> list[tuple[str, ...]]:
    return [pair.members for pair in session.pairs]


def test_pairs_drawn_are_numbered_in_order() -> None:
    session = apply_changes(
        fresh_session("Ana", "Ben", "Cy"), pairs_drawn(("cy", "ana", "ben"), seed=42)
    )
    (pair,) = session.pairs
    assert (pair.members, pair.team, session.info.seed) == (("cy", "ana", "ben"), TEAM_ONE, 42)
    assert (session.pair_number(pair.id), session.pair_number("pair-9-9")) == (1, 0)
    assert session.history[-1].said == "drew 1 pair"


def test_pairs_drawn_again_have_new_ids() -> None:
    session = paired_session(*SIX)
    again = apply_changes(session, pairs_drawn(*members(session), seed=9))
    assert members(again) == members(session)
    assert not {pair.id for pair in session.pairs} & {pair.id for pair in again.pairs}
    assert again.history[-1].said == "drew 3 pairs"


def test_pairs_drawn_again_leave_notes_with_team() -> None:
    session = paired_session(*SIX)
    pair = session.pairs[0].id
    promise = CommitmentAdded(text="coffee", team=TEAM_ONE, pair=pair, who="ana-ruiz")
    note = NotesWritten(
        kind=NoteKind.VALUE, notes=(NoteDraft("dignity"),), team=TEAM_ONE, pair=pair
    )
    said = apply_changes(session, note, promise)
    again = apply_changes(said, pairs_drawn(("ana-ruiz", "fay-wu")))
    assert [(note.text, note.pair) for note in again.notes] == [("dignity", "")]
    assert [(kept.text, kept.who, kept.pair) for kept in again.commitments] == [
        ("coffee", "ana-ruiz", "")
    ]
    back = apply_changes(again, Undone(entry=again.history[-1].id))
    assert (back.pairs, back.notes, back.commitments) == (said.pairs, said.notes, said.commitments)


ONE_PLACE = "each person has one place, in a pair of two or three"


@pytest.mark.parametrize(
    "change, line",
    [
        (pairs_drawn(("ana", "ana")), ONE_PLACE),
        (pairs_drawn(("ana", "ben"), ("ben", "cy")), ONE_PLACE),
        (pairs_drawn(("ana",)), ONE_PLACE),
        (pairs_drawn(()), ONE_PLACE),
        (pairs_drawn(("ana", "ben", "cy", "dee")), ONE_PLACE),
        (pairs_drawn(("ana", "zoe")), "the roster has changed: draw the pairs again"),
        (pairs_drawn(("zoe", "yann")), "the roster has changed: draw the pairs again"),
    ],
)
def test_pairs_drawn_rejects_impossible_pairs(change: PairsDrawn, line: str) -> None:
    assert refusal(fresh_session("Ana", "Ben", "Cy", "Dee"), change) == line


def two_teams() -> Session:
    session = fresh_session("Ana", "Ben", "Cy")
    others = (
        Person(id="dee", name="Dee", team="team-2"),
        Person(id="eve", name="Eve", team="team-2"),
    )
    teams = (*session.teams, Team(id="team-2", name="Two"))
    return replace(session, people=(*session.people, *others), teams=teams)


def test_pairs_drawn_rejects_pair_across_teams() -> None:
    line = "the people of a pair are of one team"
    assert refusal(two_teams(), pairs_drawn(("ana", "dee"))) == line
    session = apply_changes(two_teams(), pairs_drawn(("ana", "ben", "cy"), ("dee", "eve")))
    assert [pair.team for pair in session.pairs] == [TEAM_ONE, "team-2"]
    assert refusal(session, PeopleSwapped(one="ana", other="eve")) == line


def test_people_swapped_in_any_pairs() -> None:
    session = paired_session("Ana", "Ben", "Cy", "Dee", "Eve")
    swapped = apply_changes(session, PeopleSwapped(one="ana", other="eve"))
    assert members(swapped) == [("eve", "ben"), ("cy", "dee", "ana")]
    assert [pair.id for pair in swapped.pairs] == [pair.id for pair in session.pairs]
    assert swapped.history[-1].said == "swapped Ana and Eve"
    within = apply_changes(session, PeopleSwapped(one="cy", other="eve"))
    assert members(within) == [("ana", "ben"), ("eve", "dee", "cy")]


@pytest.mark.parametrize(
    "one, other, line",
    [
        ("ana", "ana", "a swap takes two people"),
        ("ana", "fay", "Fay is in no pair"),
        ("nobody", "ana", "that person is in no pair"),
    ],
)
def test_people_swapped_rejects_impossible_swap(one: str, other: str, line: str) -> None:
    session = apply_changes(fresh_session("Ana", "Ben", "Fay"), pairs_drawn(("ana", "ben")))
    assert refusal(session, PeopleSwapped(one=one, other=other)) == line


def test_organizer_first_rotates_pair() -> None:
    session = paired_session("Ana", "Ben", "Cy", "Dee", "Eve")
    session = apply_changes(session, OrganizerFirst(person="ben"), OrganizerFirst(person="eve"))
    assert members(session) == [("ben", "ana"), ("eve", "cy", "dee")]
    assert session.history[-1].said == "Eve organizes first"
    assert refusal(fresh_session("Ana"), OrganizerFirst(person="ana")) == "Ana is in no pair"


@pytest.mark.parametrize(
    "change",
    [
        pairs_drawn(("ana-ruiz", "cy-lam")),
        PeopleSwapped(one="ana-ruiz", other="cy-lam"),
        OrganizerFirst(person="ben-okafor"),
    ],
)
def test_pairs_reject_changes_once_talking(change: AnyChange) -> None:
    assert apply_changes(running_session(), change).pairs != running_session().pairs
    talking = running_session(segment="turn-1-conversation")
    assert refusal(talking, change) == TALKING
    back = apply_changes(talking, SegmentEntered(left="turn-1-conversation", to="roles"))
    assert refusal(back, change) == TALKING
    assert refusal(apply_changes(running_session(), Finished(left="roles")), change) == TALKING


def test_pairs_drawn_while_pairing_clock_runs() -> None:
    session = running_session()
    meet = Step(id="meet", kind=StepKind.ROLES, title="Meet", minutes=2)
    stages = tuple(
        replace(part, steps=(meet,)) if part.stage is Stage.PAIRING else part
        for part in session.guide.stages
    )
    session = replace(session, guide=replace(session.guide, stages=stages))
    session = apply_changes(session, SegmentEntered(left="roles", to="meet"))
    assert members(apply_changes(session, pairs_drawn(("ana-ruiz", "cy-lam")))) == [
        ("ana-ruiz", "cy-lam")
    ]
