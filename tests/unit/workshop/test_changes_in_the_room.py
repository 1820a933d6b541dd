"""The changes of the pairs, the clock and the notes: what each does, what it refuses and how."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from oneone_tui.workshop.changes import (
    AnyChange,
    Committed,
    Finished,
    MovedOn,
    NoteBoarded,
    NoteMended,
    NoteStruck,
    NotesWritten,
    OrganizerFirst,
    PairsDrawn,
    Paused,
    PeopleSwapped,
    Refused,
    Resumed,
    StageShown,
    Started,
    TimeAdded,
    Undone,
    Written,
)
from oneone_tui.workshop.clock import moment
from oneone_tui.workshop.guide import Step
from oneone_tui.workshop.records import Anchor, Person, Team
from oneone_tui.workshop.schedule import find_segment, schedule_of
from oneone_tui.workshop.session import TEAM_ONE, Session
from oneone_tui.workshop.words import COLUMNS, Kind, Stage, StepKind
from tests.unit.workshop.building import (
    SIX,
    after,
    drawn,
    fresh,
    in_pairs,
    made,
    running,
)
from tests.unit.workshop.invariants import check_invariants

TALKING = "the pairs are talking: they stay as they are"
OVER = "the workshop is over already"


def refusal(session: Session, change: AnyChange) -> str:
    with pytest.raises(Refused) as caught:
        made(session, change)
    return str(caught.value)


def members(session: Session) -> list[tuple[str, ...]]:
    return [pair.members for pair in session.pairs]


# ------------------------------------------------------------------------------------ pairs


def test_pairs_are_numbered_as_they_were_drawn() -> None:
    session = made(fresh("Ana", "Ben", "Cy"), drawn(("cy", "ana", "ben"), seed=42))
    (pair,) = session.pairs
    assert (pair.members, pair.team, session.info.seed) == (("cy", "ana", "ben"), TEAM_ONE, 42)
    assert (session.pair_number(pair.id), session.pair_number("pair-9-9")) == (1, 0)
    assert session.history[-1].said == "drew 1 pair"


def test_drawn_again_the_pairs_are_others_with_other_ids() -> None:
    session = in_pairs(*SIX)
    again = made(session, drawn(*members(session), seed=9))
    assert members(again) == members(session)
    assert not {pair.id for pair in session.pairs} & {pair.id for pair in again.pairs}
    assert again.history[-1].said == "drew 3 pairs"


def test_what_was_said_in_pairs_that_are_drawn_anew_stays_as_the_teams() -> None:
    session = in_pairs(*SIX)
    pair = session.pairs[0].id
    promise = Committed(text="coffee", team=TEAM_ONE, pair=pair, who="ana-ruiz")
    said = made(session, told("dignity", pair=pair), promise)
    again = made(said, drawn(("ana-ruiz", "fay-wu")))
    assert [(note.text, note.pair) for note in again.notes] == [("dignity", "")]
    assert [(kept.text, kept.who, kept.pair) for kept in again.commitments] == [
        ("coffee", "ana-ruiz", "")
    ]
    back = made(again, Undone(entry=again.history[-1].id))
    assert (back.pairs, back.notes, back.commitments) == (said.pairs, said.notes, said.commitments)


ONE_PLACE = "each person has one place, in a pair of two or three"


@pytest.mark.parametrize(
    "change, line",
    [
        (drawn(("ana", "ana")), ONE_PLACE),
        (drawn(("ana", "ben"), ("ben", "cy")), ONE_PLACE),
        (drawn(("ana",)), ONE_PLACE),
        (drawn(()), ONE_PLACE),
        (drawn(("ana", "ben", "cy", "dee")), ONE_PLACE),
        (drawn(("ana", "zoe")), "the roster has changed: draw the pairs again"),
        (drawn(("zoe", "yann")), "the roster has changed: draw the pairs again"),
    ],
)
def test_pairs_that_cannot_be(change: PairsDrawn, line: str) -> None:
    assert refusal(fresh("Ana", "Ben", "Cy", "Dee"), change) == line


def two_teams() -> Session:
    session = fresh("Ana", "Ben", "Cy")
    others = (
        Person(id="dee", name="Dee", team="team-2"),
        Person(id="eve", name="Eve", team="team-2"),
    )
    teams = (*session.teams, Team(id="team-2", name="Two"))
    return replace(session, people=(*session.people, *others), teams=teams)


def test_the_people_of_a_pair_are_of_one_team() -> None:
    line = "the people of a pair are of one team"
    assert refusal(two_teams(), drawn(("ana", "dee"))) == line
    session = made(two_teams(), drawn(("ana", "ben", "cy"), ("dee", "eve")))
    assert [pair.team for pair in session.pairs] == [TEAM_ONE, "team-2"]
    assert refusal(session, PeopleSwapped(one="ana", other="eve")) == line


def test_two_people_change_places_in_any_pairs() -> None:
    session = in_pairs("Ana", "Ben", "Cy", "Dee", "Eve")
    swapped = made(session, PeopleSwapped(one="ana", other="eve"))
    assert members(swapped) == [("eve", "ben"), ("cy", "dee", "ana")]
    assert [pair.id for pair in swapped.pairs] == [pair.id for pair in session.pairs]
    assert swapped.history[-1].said == "swapped Ana and Eve"
    within = made(session, PeopleSwapped(one="cy", other="eve"))
    assert members(within) == [("ana", "ben"), ("eve", "dee", "cy")]


@pytest.mark.parametrize(
    "one, other, line",
    [
        ("ana", "ana", "a swap takes two people"),
        ("ana", "fay", "Fay is in no pair"),
        ("nobody", "ana", "that person is in no pair"),
    ],
)
def test_a_swap_that_cannot_be(one: str, other: str, line: str) -> None:
    session = made(fresh("Ana", "Ben", "Fay"), drawn(("ana", "ben")))
    assert refusal(session, PeopleSwapped(one=one, other=other)) == line


def test_anybody_may_organize_first_and_the_others_follow_in_the_circle() -> None:
    session = in_pairs("Ana", "Ben", "Cy", "Dee", "Eve")
    session = made(session, OrganizerFirst(person="ben"), OrganizerFirst(person="eve"))
    assert members(session) == [("ben", "ana"), ("eve", "cy", "dee")]
    assert session.history[-1].said == "Eve organizes first"
    assert refusal(fresh("Ana"), OrganizerFirst(person="ana")) == "Ana is in no pair"


@pytest.mark.parametrize(
    "change",
    [
        drawn(("ana-ruiz", "cy-lam")),
        PeopleSwapped(one="ana-ruiz", other="cy-lam"),
        OrganizerFirst(person="ben-okafor"),
    ],
)
def test_pairs_stay_as_they_are_once_they_talk(change: AnyChange) -> None:
    assert made(running(), change).pairs != running().pairs
    talking = running(segment="turn-1-conversation")
    assert refusal(talking, change) == TALKING
    back = made(talking, MovedOn(left="turn-1-conversation", to="roles"))
    assert refusal(back, change) == TALKING
    assert refusal(made(running(), Finished(left="roles")), change) == TALKING


def test_pairs_can_be_drawn_while_the_clock_of_the_pairing_runs() -> None:
    session = running()
    meet = Step(id="meet", kind=StepKind.ROLES, title="Meet", minutes=2)
    stages = tuple(
        replace(part, steps=(meet,)) if part.stage is Stage.PAIRING else part
        for part in session.guide.stages
    )
    session = replace(session, guide=replace(session.guide, stages=stages))
    session = made(session, MovedOn(left="roles", to="meet"))
    assert members(made(session, drawn(("ana-ruiz", "cy-lam")))) == [("ana-ruiz", "cy-lam")]


# ------------------------------------------------------------------------------------ clock


def test_the_clock_starts_pauses_goes_on_and_ends() -> None:
    session = made(in_pairs(*SIX), Started(segment="roles"), Paused(), Resumed(), seconds=9)
    session = made(
        session, MovedOn(left="roles", to="wrap-up"), Finished(left="wrap-up"), seconds=20
    )
    number = len(session.history) - 4
    assert session.clock == (
        Anchor(id=f"anchor-{number}", at=after(9), segment="roles", running=True),
        Anchor(id=f"anchor-{number + 1}", at=after(9), segment="roles", running=False),
        Anchor(id=f"anchor-{number + 2}", at=after(9), segment="roles", running=True),
        Anchor(id=f"anchor-{number + 3}", at=after(20), segment="wrap-up", running=True),
        Anchor(id=f"anchor-{number + 4}", at=after(20), segment="", running=False),
    )
    assert [entry.said for entry in session.history[-5:]] == [
        "started: Roles and agenda",
        "paused",
        "resumed",
        "on to Key learnings",
        "finished",
    ]


NOT_STARTED = "the clock has not started yet"
NO_SEGMENT = "there is no such segment in the agenda"


@pytest.mark.parametrize(
    "change, line",
    [
        (Paused(), NOT_STARTED),
        (Resumed(), NOT_STARTED),
        (Finished(left="wrap-up"), NOT_STARTED),
        (MovedOn(left="", to="roles"), NOT_STARTED),
        (MovedOn(left="roles", to="commit"), NOT_STARTED),
        (Started(segment="party"), NO_SEGMENT),
        (Started(segment=""), NO_SEGMENT),
    ],
)
def test_before_the_start_there_is_only_a_start(change: AnyChange, line: str) -> None:
    assert refusal(in_pairs(*SIX), change) == line


@pytest.mark.parametrize(
    "change, line",
    [
        (Started(segment="roles"), "the clock has started already"),
        (Resumed(), "the clock is running already"),
        (MovedOn(left="commit", to="report-1"), "the room has moved on already"),
        (MovedOn(left="", to="report-1"), "the room has moved on already"),
        (MovedOn(left="roles", to="report-4"), NO_SEGMENT),
    ],
)
def test_a_running_clock_refuses(change: AnyChange, line: str) -> None:
    assert refusal(running(), change) == line


def test_a_paused_clock_is_not_paused_again_and_goes_on_with_the_next_segment() -> None:
    paused = made(running(), Paused())
    assert refusal(paused, Paused()) == "the clock is paused already"
    assert moment(made(paused, MovedOn(left="roles", to="commit")), after(5)).running


@pytest.mark.parametrize(
    "change, line",
    [
        (Paused(), OVER),
        (Resumed(), OVER),
        (Finished(left="wrap-up"), OVER),
        (Started(segment="roles"), "the clock has started already"),
        (MovedOn(left="wrap-up", to="roles"), "the room has moved on already"),
    ],
)
def test_what_is_over_is_over(change: AnyChange, line: str) -> None:
    assert refusal(made(running(segment="wrap-up"), Finished(left="wrap-up")), change) == line


def test_what_is_over_can_be_gone_back_into() -> None:
    session = made(
        running(segment="wrap-up"), Finished(left="wrap-up"), MovedOn(left="", to="report-3")
    )
    assert moment(session, after(1)).segment == find_segment(schedule_of(session), "report-3")
    assert session.info.stage is Stage.REPORT_BACK


def test_the_screen_follows_the_room_to_another_stage() -> None:
    session = made(running(), StageShown(stage=Stage.SUMMARY))
    assert made(session, MovedOn(left="roles", to="commit")).info.stage is Stage.ROUNDS


def seconds_of(session: Session, segment: str) -> int:
    found = find_segment(schedule_of(session), segment)
    assert found is not None
    return found.seconds


def test_time_is_given_and_taken_and_adds_up() -> None:
    session = running()
    for seconds in (60, 60, -10):
        session = made(session, TimeAdded(segment="roles", seconds=seconds))
    assert seconds_of(session, "roles") == 410
    assert [(row.id, row.seconds) for row in session.agenda] == [("roles", 110)]
    assert [entry.said for entry in session.history[-2:]] == [
        "+1:00 for Roles and agenda",
        "-0:10 for Roles and agenda",
    ]


def test_no_segment_gets_shorter_than_nothing_or_longer_than_hours() -> None:
    session = made(running(), TimeAdded(segment="roles", seconds=-10_000))
    assert seconds_of(session, "roles") == 0
    assert session.history[-1].said == "-5:00 for Roles and agenda"
    assert refusal(session, TimeAdded(segment="roles", seconds=-60)) == (
        "Roles and agenda cannot be any shorter"
    )
    session = made(session, TimeAdded(segment="roles", seconds=10**30))
    assert seconds_of(session, "roles") == 300 + 4 * 3_600
    assert session.history[-1].said == "+245:00 for Roles and agenda"
    assert refusal(session, TimeAdded(segment="roles", seconds=60)) == (
        "Roles and agenda cannot be any longer"
    )
    assert refusal(session, TimeAdded(segment="party", seconds=60)) == NO_SEGMENT


# ------------------------------------------------------------------------------------ notes


def told(*texts: str, kind: Kind = Kind.VALUE, pair: str = "", person: str = "") -> NotesWritten:
    notes = tuple(Written(text=text, person=person) for text in texts)
    return NotesWritten(kind=kind, notes=notes, team=TEAM_ONE, pair=pair)


def test_a_line_of_several_notes_is_kept_with_where_and_when() -> None:
    session = in_pairs(*SIX)
    pair = session.pairs[1].id
    session = made(
        session, told("  a\nvan", "hall", pair=pair, person="cy-lam"), seconds=7, console="b"
    )
    one, two = session.notes
    assert (one.id, one.text, one.at, one.console) == ("note-3", "a van", after(7), "b")
    assert (one.pair, one.person, one.board) == (pair, "cy-lam", "")
    assert (two.id, two.text) == ("note-3-2", "hall")
    assert session.history[-1].said == "value: a van; hall"


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind is not Kind.COMMITMENT])
def test_only_what_has_a_column_goes_on_the_board(kind: Kind) -> None:
    session = made(fresh("Ana"), replace(told("x", kind=kind), on_board=True))
    assert bool(session.notes[0].board) == (kind in COLUMNS)
    if kind not in COLUMNS:
        change = NoteBoarded(note=session.notes[0].id, on=True)
        assert refusal(session, change) == f"the board has no column for a {kind}"


@pytest.mark.parametrize(
    "change, line",
    [
        (told(), "there is nothing to keep"),
        (told("x", " \u200b"), "there is nothing to keep"),
        (told("x", kind=Kind.COMMITMENT), "a commitment is kept as one"),
        (Committed(text="\x1b[2J", team=TEAM_ONE), "there is nothing to keep"),
        (NoteMended(note="note-9", text="x"), "there is no such note any more"),
        (NoteMended(note="note-2", text=" "), "there is nothing to keep"),
        (NoteStruck(note="note-9"), "there is no such note any more"),
        (NoteBoarded(note="note-9", on=True), "there is no such note any more"),
    ],
)
def test_a_note_that_cannot_be_kept(change: AnyChange, line: str) -> None:
    session = made(fresh("Ana"), told("one"))
    assert [note.id for note in session.notes] == ["note-2"]
    assert refusal(session, change) == line


def test_what_was_said_is_kept_where_others_have_made_it_anew() -> None:
    gone = replace(told("we keep our word", pair="pair-9", person="zoe"), team="team-9")
    promised = Committed(text="coffee", team="team-9", pair="pair-9", who="zoe", to="yan")
    session = made(fresh("Ana"), gone, promised)
    (note,), (promise,) = session.notes, session.commitments
    assert (note.text, note.team, note.pair) == ("we keep our word", TEAM_ONE, "")
    assert (promise.text, promise.team, promise.pair) == ("coffee", TEAM_ONE, "")
    check_invariants(session)


def test_a_note_is_mended_put_on_the_board_and_struck_out() -> None:
    session = made(fresh("Ana"), told("one"), NoteMended(note="note-2", text=" two "))
    session = made(session, NoteBoarded(note="note-2", on=True))
    assert [(note.text, note.board) for note in session.notes] == [("two", "on-note-2")]
    session = made(session, NoteBoarded(note="note-2", on=False))
    assert session.notes[0].board == ""
    session = made(session, NoteStruck(note="note-2"))
    assert session.notes == ()
    assert [entry.said for entry in session.history[2:]] == [
        "mended: two",
        "on the board: two",
        "off the board: two",
        "struck out: two",
    ]


def test_a_commitment_says_who_to_whom_what_and_by_when() -> None:
    session = in_pairs(*SIX)
    pair = session.pairs[0].id
    promise = Committed(
        text=" coffee ", team=TEAM_ONE, pair=pair, who="ana-ruiz", to="ben-okafor", by=" Friday "
    )
    session = made(session, promise, seconds=30)
    (kept,) = session.commitments
    assert (kept.id, kept.text, kept.by, kept.at) == ("commitment-3", "coffee", "Friday", after(30))
    assert (kept.who, kept.to, kept.pair) == ("ana-ruiz", "ben-okafor", pair)
    assert session.history[-1].said == "commitment: coffee"
