"""The board: three columns of what was said, what several pairs said standing first."""

from __future__ import annotations

from hypothesis import given
from msgspec.structs import replace

from oneone_tui.workshop.model.changes import (
    NoteBoarded,
    NoteDeleted,
    NoteEdited,
)
from oneone_tui.workshop.model.records import Note, Pair, Person, Team
from oneone_tui.workshop.model.session import TEAM_ONE, Session
from oneone_tui.workshop.model.terms import COLUMNS, NoteKind
from oneone_tui.workshop.notes.board import (
    board_columns,
    joint_board,
    notes_of_pair,
    organizer_for_feedback,
    pairs_reporting,
    reporting_order,
)
from tests.support.board_sessions import column_texts, merge_notes, notes_written
from tests.support.sessions import SIX, START, apply_changes, fresh_session, paired_session
from tests.support.strategies import Run, runs


def test_board_columns_of_empty_board() -> None:
    assert board_columns(fresh_session(), TEAM_ONE) == dict.fromkeys(COLUMNS, ())


def test_board_columns_have_only_boarded_notes() -> None:
    session = apply_changes(fresh_session(*SIX), notes_written(NoteKind.VALUE, "dignity"))
    session = apply_changes(session, notes_written(NoteKind.VALUE, "kept back", on_board=False))
    session = apply_changes(
        session,
        notes_written(NoteKind.FEEDBACK, "felt heard"),
        notes_written(NoteKind.TAKEAWAY, "ask more"),
    )
    assert column_texts(session) == ["dignity"]
    assert sum(len(column) for column in board_columns(session, TEAM_ONE).values()) == 1


def test_board_columns_keep_order_of_arrival() -> None:
    session = apply_changes(
        fresh_session(*SIX),
        notes_written(NoteKind.RESOURCE, "van", "hall"),
        notes_written(NoteKind.RESOURCE, "choir"),
    )
    assert column_texts(session, NoteKind.RESOURCE) == ["van", "hall", "choir"]


def test_note_boarded_puts_on_and_takes_off() -> None:
    session = apply_changes(
        paired_session(*SIX), notes_written(NoteKind.INTEREST, "rent control", on_board=False)
    )
    note = session.notes[0].id
    session = apply_changes(session, NoteBoarded(note=note, on=True))
    assert column_texts(session, NoteKind.INTEREST) == ["rent control"]
    session = apply_changes(session, NoteBoarded(note=note, on=False))
    assert column_texts(session, NoteKind.INTEREST) == []
    assert [kept.text for kept in session.notes] == ["rent control"]


def test_board_columns_merge_common_entries_and_put_them_first() -> None:
    session = paired_session(*SIX)
    one, two, three = (pair.id for pair in session.pairs)
    session = apply_changes(
        session,
        notes_written(NoteKind.VALUE, "honesty", pair=one),
        notes_written(NoteKind.VALUE, "we keep our word", pair=one),
        notes_written(NoteKind.VALUE, "our word counts", pair=two),
        notes_written(NoteKind.VALUE, "courage", pair=three),
    )
    first, second, third = (note.id for note in session.notes[1:])
    session = merge_notes(session, first, second)
    top = board_columns(session, TEAM_ONE)[NoteKind.VALUE][0]
    assert (top.text, top.pairs, [note.id for note in top.notes]) == (
        "we keep our word",
        2,
        [first, second],
    )
    assert column_texts(session) == ["we keep our word", "honesty", "courage"]
    session = merge_notes(session, first, third)
    assert board_columns(session, TEAM_ONE)[NoteKind.VALUE][0].pairs == 3


def test_board_entry_counts_a_pair_once() -> None:
    session = paired_session(*SIX)
    session = apply_changes(
        session, notes_written(NoteKind.VALUE, "a", "b", pair=session.pairs[0].id)
    )
    session = merge_notes(session, *(note.id for note in session.notes))
    assert [entry.pairs for entry in board_columns(session, TEAM_ONE)[NoteKind.VALUE]] == [1]


def test_board_entry_counts_notes_without_pair_as_one() -> None:
    session = apply_changes(paired_session(*SIX), notes_written(NoteKind.VALUE, "ours"))
    session = apply_changes(
        session, notes_written(NoteKind.VALUE, "theirs", pair=session.pairs[0].id)
    )
    assert column_texts(session) == ["ours", "theirs"]


def test_board_entry_reads_like_its_first_note() -> None:
    session = apply_changes(fresh_session(*SIX), notes_written(NoteKind.VALUE, "one", "two"))
    first, second = (note.id for note in session.notes)
    session = apply_changes(
        merge_notes(session, first, second), NoteEdited(note=first, text="mended")
    )
    assert column_texts(session) == ["mended"]
    assert column_texts(apply_changes(session, NoteDeleted(note=first))) == ["two"]


def test_notes_of_pair_are_those_for_columns() -> None:
    session = paired_session(*SIX)
    one, two, _ = (pair.id for pair in session.pairs)
    session = apply_changes(
        session,
        notes_written(NoteKind.VALUE, "dignity", pair=one, on_board=False),
        notes_written(NoteKind.RESOURCE, "van", pair=one),
        notes_written(NoteKind.FEEDBACK, "felt heard", pair=one),
        notes_written(NoteKind.VALUE, "theirs", pair=two),
    )
    assert [note.text for note in notes_of_pair(session, one)] == ["dignity", "van"]


def two_teams() -> Session:
    session = fresh_session()
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


def test_pairs_reporting_follow_order_of_each_team() -> None:
    session = seeded(two_teams(), 6)
    turns = [[pair.id for pair in pairs_reporting(session, slot)] for slot in (0, 1, 2, 3)]
    assert turns == [[], ["ab", "ef"], ["cd"], []]


def test_reporting_order_begins_with_another_pair_each_session() -> None:
    session = paired_session(*SIX)
    orders = []
    for seed in range(4):
        pairs = reporting_order(seeded(session, seed), TEAM_ONE)
        orders.append([session.pair_number(pair.id) for pair in pairs])
    assert orders == [[1, 2, 3], [2, 3, 1], [3, 1, 2], [1, 2, 3]]
    assert reporting_order(session, "team-9") == ()


def seeded(session: Session, seed: int) -> Session:
    return replace(session, info=replace(session.info, seed=seed))


def test_board_columns_are_per_team() -> None:
    note = Note(id="n", kind=NoteKind.VALUE, text="two's", at=START, team="team-2", board="on-n")
    session = replace(two_teams(), notes=(note,))
    assert column_texts(session) == []
    assert column_texts(session, team="team-2") == ["two's"]


# ------------------------------------------------------------------------------ all teams' boards


def test_joint_board_says_which_teams_share() -> None:
    session = two_teams()
    session = apply_changes(
        session,
        notes_written(NoteKind.VALUE, "courage", "we keep our word", "keep our word"),
        replace(notes_written(NoteKind.VALUE, "Keeping faith", "Keep our words"), team="team-2"),
        notes_written(NoteKind.RESOURCE, "van"),
    )
    joint = joint_board(session)
    assert [(entry.text, entry.teams) for entry in joint[NoteKind.VALUE]] == [
        ("we keep our word", (TEAM_ONE, "team-2")),
        ("courage", (TEAM_ONE,)),
        ("keep our word", (TEAM_ONE,)),
        ("Keeping faith", ("team-2",)),
    ]
    assert [entry.pairs for entry in joint[NoteKind.VALUE]] == [2, 1, 1, 1]
    assert [entry.text for entry in joint[NoteKind.RESOURCE]] == ["van"]
    assert joint[NoteKind.INTEREST] == ()


# ------------------------------------------------------------------------------ feedback


def test_organizer_for_feedback_is_organizer_of_turn() -> None:
    session = paired_session("Ana", "Ben", "Cy", "Dee", "Eve")
    one, two = (pair.id for pair in session.pairs)
    assert [organizer_for_feedback(session, one, turn) for turn in (0, 1, 2)] == ["", "ana", "ben"]
    assert [organizer_for_feedback(session, two, turn) for turn in (1, 2, 3)] == [
        "cy",
        "dee",
        "eve",
    ]
    assert organizer_for_feedback(session, "pair-9", 1) == ""


@given(runs(most=30))
def test_board_columns_have_every_boarded_note_once(run: Run) -> None:
    session = run.last
    there: list[str] = []
    for team in session.teams:
        for kind, column in board_columns(session, team.id).items():
            there += [note.id for entry in column for note in entry.notes]
            assert all(note.kind is kind for entry in column for note in entry.notes)
            counts = [entry.pairs if entry.is_common else 1 for entry in column]
            assert counts == sorted(counts, reverse=True)
            assert len({entry.id for entry in column}) == len(column)
    assert sorted(there) == sorted(note.id for note in session.notes if note.board)
