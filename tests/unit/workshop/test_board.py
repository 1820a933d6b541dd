"""The board: three columns of what was said, what several pairs said standing first."""

from __future__ import annotations

from hypothesis import given
from msgspec.structs import replace

from oneone_tui.workshop.board import (
    about_organizer,
    columns,
    joint_board,
    own_notes,
    reporting,
    reporting_order,
)
from oneone_tui.workshop.changes import (
    NoteBoarded,
    NoteMended,
    NoteStruck,
)
from oneone_tui.workshop.records import Note, Pair, Person, Team
from oneone_tui.workshop.session import TEAM_ONE, Session
from oneone_tui.workshop.words import COLUMNS, Kind
from tests.unit.workshop.boards import merged, shown, told
from tests.unit.workshop.building import SIX, START, fresh, in_pairs, made
from tests.unit.workshop.strategies import Run, runs


def test_an_empty_board_has_its_three_columns() -> None:
    assert columns(fresh(), TEAM_ONE) == dict.fromkeys(COLUMNS, ())


def test_only_what_was_put_there_is_on_the_board() -> None:
    session = made(fresh(*SIX), told(Kind.VALUE, "dignity"))
    session = made(session, told(Kind.VALUE, "kept back", on_board=False))
    session = made(session, told(Kind.FEEDBACK, "felt heard"), told(Kind.TAKEAWAY, "ask more"))
    assert shown(session) == ["dignity"]
    assert sum(len(column) for column in columns(session, TEAM_ONE).values()) == 1


def test_entries_stand_in_the_order_in_which_they_came() -> None:
    session = made(fresh(*SIX), told(Kind.RESOURCE, "van", "hall"), told(Kind.RESOURCE, "choir"))
    assert shown(session, Kind.RESOURCE) == ["van", "hall", "choir"]


def test_a_note_goes_on_the_board_and_off_it_again() -> None:
    session = made(in_pairs(*SIX), told(Kind.INTEREST, "rent control", on_board=False))
    note = session.notes[0].id
    session = made(session, NoteBoarded(note=note, on=True))
    assert shown(session, Kind.INTEREST) == ["rent control"]
    session = made(session, NoteBoarded(note=note, on=False))
    assert shown(session, Kind.INTEREST) == []
    assert [kept.text for kept in session.notes] == ["rent control"]


def test_what_several_pairs_said_is_one_entry_and_stands_first() -> None:
    session = in_pairs(*SIX)
    one, two, three = (pair.id for pair in session.pairs)
    session = made(
        session,
        told(Kind.VALUE, "honesty", pair=one),
        told(Kind.VALUE, "we keep our word", pair=one),
        told(Kind.VALUE, "our word counts", pair=two),
        told(Kind.VALUE, "courage", pair=three),
    )
    first, second, third = (note.id for note in session.notes[1:])
    session = merged(session, first, second)
    top = columns(session, TEAM_ONE)[Kind.VALUE][0]
    assert (top.text, top.pairs, [note.id for note in top.notes]) == (
        "we keep our word",
        2,
        [first, second],
    )
    assert shown(session) == ["we keep our word", "honesty", "courage"]
    session = merged(session, first, third)
    assert columns(session, TEAM_ONE)[Kind.VALUE][0].pairs == 3


def test_the_same_pair_saying_it_twice_counts_once() -> None:
    session = in_pairs(*SIX)
    session = made(session, told(Kind.VALUE, "a", "b", pair=session.pairs[0].id))
    session = merged(session, *(note.id for note in session.notes))
    assert [entry.pairs for entry in columns(session, TEAM_ONE)[Kind.VALUE]] == [1]


def test_a_line_of_the_whole_room_counts_like_one_pairs() -> None:
    session = made(in_pairs(*SIX), told(Kind.VALUE, "ours"))
    session = made(session, told(Kind.VALUE, "theirs", pair=session.pairs[0].id))
    assert shown(session) == ["ours", "theirs"]


def test_the_entry_reads_as_its_first_note_does_now() -> None:
    session = made(fresh(*SIX), told(Kind.VALUE, "one", "two"))
    first, second = (note.id for note in session.notes)
    session = made(merged(session, first, second), NoteMended(note=first, text="mended"))
    assert shown(session) == ["mended"]
    assert shown(made(session, NoteStruck(note=first))) == ["two"]


def test_a_pairs_own_notes_are_those_for_the_columns_on_the_board_or_not() -> None:
    session = in_pairs(*SIX)
    one, two, _ = (pair.id for pair in session.pairs)
    session = made(
        session,
        told(Kind.VALUE, "dignity", pair=one, on_board=False),
        told(Kind.RESOURCE, "van", pair=one),
        told(Kind.FEEDBACK, "felt heard", pair=one),
        told(Kind.VALUE, "theirs", pair=two),
    )
    assert [note.text for note in own_notes(session, one)] == ["dignity", "van"]


def two_teams() -> Session:
    session = fresh()
    teams = (*session.teams, Team(id="team-2", name="Two"))
    people = tuple(
        Person(id=name, name=name, team=team)
        for name, team in zip("abcdef", [TEAM_ONE] * 4 + ["team-2"] * 2, strict=True)
    )
    pairs = (
        Pair(id="ef", team="team-2", members=("e", "f")),
        Pair(id="ab", team=TEAM_ONE, members=("a", "b")),
        Pair(id="cd", team=TEAM_ONE, members=("c", "d")),
    )
    return replace(session, teams=teams, people=people, pairs=pairs)


def test_teams_report_side_by_side_each_in_its_own_order() -> None:
    session = seeded(two_teams(), 6)
    turns = [[pair.id for pair in reporting(session, slot)] for slot in (0, 1, 2, 3)]
    assert turns == [[], ["ab", "ef"], ["cd"], []]


def test_from_session_to_session_another_pair_begins() -> None:
    session = in_pairs(*SIX)
    orders = []
    for seed in range(4):
        pairs = reporting_order(seeded(session, seed), TEAM_ONE)
        orders.append([session.pair_number(pair.id) for pair in pairs])
    assert orders == [[1, 2, 3], [2, 3, 1], [3, 1, 2], [1, 2, 3]]
    assert reporting_order(session, "team-9") == ()


def seeded(session: Session, seed: int) -> Session:
    return replace(session, info=replace(session.info, seed=seed))


def test_each_team_has_a_board_of_its_own() -> None:
    note = Note(id="n", kind=Kind.VALUE, text="two's", at=START, team="team-2", board="on-n")
    session = replace(two_teams(), notes=(note,))
    assert shown(session) == []
    assert shown(session, team="team-2") == ["two's"]


# ------------------------------------------------------------------------------ all teams' boards


def test_the_joint_board_says_which_teams_share_what() -> None:
    session = two_teams()
    session = made(
        session,
        told(Kind.VALUE, "courage", "we keep our word", "keep our word"),
        replace(told(Kind.VALUE, "Keeping faith", "Keep our words"), team="team-2"),
        told(Kind.RESOURCE, "van"),
    )
    joint = joint_board(session)
    assert [(entry.text, entry.teams) for entry in joint[Kind.VALUE]] == [
        ("we keep our word", (TEAM_ONE, "team-2")),
        ("courage", (TEAM_ONE,)),
        ("keep our word", (TEAM_ONE,)),
        ("Keeping faith", ("team-2",)),
    ]
    assert [entry.pairs for entry in joint[Kind.VALUE]] == [2, 1, 1, 1]
    assert [entry.text for entry in joint[Kind.RESOURCE]] == ["van"]
    assert joint[Kind.INTEREST] == ()


# ------------------------------------------------------------------------------ feedback


def test_feedback_is_for_the_one_who_organizes_in_the_turn() -> None:
    session = in_pairs("Ana", "Ben", "Cy", "Dee", "Eve")
    one, two = (pair.id for pair in session.pairs)
    assert [about_organizer(session, one, turn) for turn in (0, 1, 2)] == ["", "ana", "ben"]
    assert [about_organizer(session, two, turn) for turn in (1, 2, 3)] == ["cy", "dee", "eve"]
    assert about_organizer(session, "pair-9", 1) == ""


@given(runs(most=30))
def test_every_note_put_on_the_board_is_there_once_and_no_other(run: Run) -> None:
    session = run.last
    there: list[str] = []
    for team in session.teams:
        for kind, column in columns(session, team.id).items():
            there += [note.id for entry in column for note in entry.notes]
            assert all(note.kind is kind for entry in column for note in entry.notes)
            counts = [entry.pairs if entry.common else 1 for entry in column]
            assert counts == sorted(counts, reverse=True)
            assert len({entry.id for entry in column}) == len(column)
    assert sorted(there) == sorted(note.id for note in session.notes if note.board)
