"""Entries said to be the same, and apart again: no note is lost, none is merged in silence."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from oneone_tui.workshop.model.changes import (
    AnyChange,
    ChangeRejected,
    EntriesMerged,
    EntryReworded,
    EntrySplit,
    NoteBoarded,
    NoteDeleted,
    NoteDraft,
    NoteEdited,
    NoteSplit,
    NotesWritten,
    Undone,
)
from oneone_tui.workshop.model.session import TEAM_ONE, Session
from oneone_tui.workshop.model.terms import COLUMNS, NoteKind
from oneone_tui.workshop.model.undo_stack import last_change_in_effect
from oneone_tui.workshop.notes.board import format_authors
from oneone_tui.workshop.reducers.apply import apply
from tests.support.board_sessions import (
    board_session,
    column_entries,
    column_texts,
    merge_notes,
    notes_written,
)
from tests.support.sessions import SIX, START, apply_changes, fresh_session


def three_values() -> Session:
    return board_session(
        *((NoteKind.VALUE, text) for text in ("honesty", "truth", "we do not lie"))
    )


def test_board_columns_put_common_entries_first() -> None:
    words = ("a", "b", "c", "b too", "c too", "c as well")
    session = board_session(*((NoteKind.INTEREST, word) for word in words))
    session = merge_notes(session, "note-4", "note-6")  # b of pairs 2 and 1
    session = merge_notes(session, "note-5", "note-7")  # c of pairs 3 and 2
    session = merge_notes(session, "note-5", "note-8")  # and 3 again
    assert [(e.text, e.pairs, e.is_common) for e in column_entries(session, NoteKind.INTEREST)] == [
        ("b", 2, True),
        ("c", 2, True),
        ("a", 1, False),
    ]


def test_board_columns_never_call_resource_common() -> None:
    session = board_session(
        (NoteKind.RESOURCE, "choir"), (NoteKind.RESOURCE, "van"), (NoteKind.RESOURCE, "car")
    )
    session = merge_notes(session, "note-4", "note-5")
    assert [(e.text, e.pairs, e.is_common) for e in column_entries(session, NoteKind.RESOURCE)] == [
        ("choir", 1, False),
        ("van", 2, False),
    ]


def test_board_entry_without_pair_counts_once() -> None:
    session = apply_changes(
        three_values(),
        notes_written(NoteKind.VALUE, "ours"),
        notes_written(NoteKind.VALUE, "ours again"),
    )
    session = merge_notes(session, "note-6", "note-7")
    assert [entry.pairs for entry in column_entries(session)] == [1, 1, 1, 1]
    session = merge_notes(session, "note-3", "note-6")
    assert [entry.pairs for entry in column_entries(session)] == [2, 1, 1]


def test_format_authors_says_who() -> None:
    session = three_values()
    mended = NoteEdited(note="note-4", person="cy-lam")
    session = apply_changes(merge_notes(session, "note-3", "note-4", "note-5"), mended)
    assert format_authors(session, column_entries(session)[0]) == ("Ana & Ben", "Cy", "Eve & Fay")
    alone = apply_changes(fresh_session(*SIX), notes_written(NoteKind.VALUE, "ours"))
    assert format_authors(alone, column_entries(alone)[0]) == ()


def test_entries_merged_keeps_first_id_and_wording() -> None:
    session = merge_notes(three_values(), "note-5", "note-3")
    assert [(entry.id, entry.text) for entry in column_entries(session)] == [
        ("on-note-5", "honesty"),
        ("on-note-4", "truth"),
    ]
    assert session.history[-1].said == "the same: we do not lie = honesty"


def test_entries_merged_rejects_other_column_or_team() -> None:
    session = apply_changes(three_values(), notes_written(NoteKind.INTEREST, "rent control"))
    for entries_named, why in (
        (("on-note-3", "on-note-6"), "only entries of one column are the same"),
        (("on-note-3",), "it takes two entries"),
        (("on-note-3", "on-note-3"), "it takes two entries"),
        (("on-note-3", "on-note-99"), "not on the board any more"),
        (("on-note-3", ""), "not on the board any more"),
    ):
        with pytest.raises(ChangeRejected, match=why):
            apply_changes(session, EntriesMerged(entries=entries_named))


def test_note_split_and_entry_split_separate_again() -> None:
    session = merge_notes(three_values(), "note-3", "note-4", "note-5")
    one_out = apply_changes(session, NoteSplit(note="note-3"))  # the one that it began with
    assert [(e.text, len(e.notes)) for e in column_entries(one_out)] == [
        ("truth", 2),
        ("honesty", 1),
    ]
    assert len({entry.id for entry in column_entries(one_out)}) == 2
    apart = apply_changes(session, EntrySplit(entry="on-note-3"))
    assert [entry.text for entry in column_entries(apart)] == ["honesty", "truth", "we do not lie"]
    assert apply_changes(apart, NoteSplit(note="note-3"), EntrySplit(entry="on-note-3")) == apart
    with pytest.raises(ChangeRejected, match="not on the board any more"):
        apply_changes(
            apply_changes(apart, NoteBoarded(note="note-3", on=False)), NoteSplit(note="note-3")
        )


def test_note_boarded_again_is_not_merged_silently() -> None:
    session = merge_notes(three_values(), "note-3", "note-4")
    session = apply_changes(session, NoteBoarded(note="note-3", on=False))
    session = apply_changes(session, NoteBoarded(note="note-3", on=True))
    assert sorted(entry.text for entry in column_entries(session)) == [
        "honesty",
        "truth",
        "we do not lie",
    ]


def test_note_boarded_twice_stays_in_entry() -> None:
    session = merge_notes(three_values(), "note-3", "note-4")
    assert apply_changes(session, NoteBoarded(note="note-4", on=True)) == session


def test_note_boarded_may_join_entry() -> None:
    session = three_values()
    pair = session.pairs[1].id
    new = NotesWritten(
        kind=NoteKind.VALUE,
        notes=(NoteDraft("being honest", entry="on-note-3"),),
        team=TEAM_ONE,
        pair=pair,
        on_board=True,
    )
    session = apply_changes(
        session, new, notes_written(NoteKind.VALUE, "no lies", pair=pair, on_board=False)
    )
    own = session.notes[-1].id
    session = apply_changes(session, NoteBoarded(note=own, on=True, entry="on-note-5"))
    assert [(e.text, len(e.notes)) for e in column_entries(session)] == [
        ("honesty", 2),
        ("we do not lie", 2),
        ("truth", 1),
    ]


@pytest.mark.parametrize("entry", ["on-note-9", "on-note-6"])
def test_note_boarded_with_missing_entry_gets_own(entry: str) -> None:
    session = apply_changes(three_values(), notes_written(NoteKind.INTEREST, "rent control"))
    new = notes_written(NoteKind.VALUE, "dignity")
    session = apply_changes(session, replace(new, notes=(NoteDraft("dignity", entry=entry),)))
    assert [entry.text for entry in column_entries(session)][-1] == "dignity"


def test_entry_reworded_keeps_notes() -> None:
    session = merge_notes(three_values(), "note-3", "note-4")
    session = apply_changes(session, EntryReworded(entry="on-note-3", text=" honesty and truth "))
    assert column_texts(session) == ["honesty and truth", "we do not lie"]
    assert [note.text for note in session.notes] == ["honesty", "truth", "we do not lie"]
    assert column_texts(merge_notes(session, "note-5", "note-3")) == ["honesty and truth"]
    assert column_texts(apply_changes(session, NoteDeleted(note="note-3"))) == [
        "honesty and truth",
        "we do not lie",
    ]
    alone = apply_changes(session, EntrySplit(entry="on-note-3"))
    assert column_texts(alone) == ["honesty", "truth", "we do not lie"]
    assert (
        column_texts(apply_changes(session, EntryReworded(entry="on-note-3", text="")))[0]
        == "honesty"
    )
    with pytest.raises(ChangeRejected, match="not on the board any more"):
        apply_changes(session, EntryReworded(entry="on-note-4", text="x"))


def test_note_edited_to_other_kind_leaves_entry() -> None:
    session = merge_notes(three_values(), "note-3", "note-4")
    session = apply_changes(session, NoteEdited(note="note-3", kind=NoteKind.INTEREST))
    assert column_texts(session) == ["truth", "we do not lie"]
    assert column_texts(session, NoteKind.INTEREST) == ["honesty"]
    session = apply_changes(session, NoteEdited(note="note-4", kind=NoteKind.FEEDBACK))
    assert column_texts(session) == ["we do not lie"]


moves = st.lists(st.tuples(st.integers(0, 5), st.integers(0, 99), st.integers(0, 99)), max_size=25)


@given(moves)
def test_board_changes_and_undo_keep_every_note(
    steps: list[tuple[int, int, int]],
) -> None:
    session = board_session(*((COLUMNS[n % 2], f"said {n}") for n in range(8)))
    said = [(note.id, note.text, note.pair, note.kind) for note in session.notes]
    begun = len(session.history)
    for what, one, other in steps:
        there = sorted({note.board for note in session.notes if note.board}) or ["none"]
        note = session.notes[one % 8].id
        entry = there[one % len(there)]
        last = last_change_in_effect(session)
        if what == 5 and (last is None or len(session.history) == begun):
            continue
        choices: list[AnyChange] = [
            EntriesMerged(entries=(entry, there[other % len(there)])),
            NoteSplit(note=note),
            EntrySplit(entry=entry),
            EntryReworded(entry=entry, text=f"worded {other}"),
            NoteBoarded(note=note, on=bool(other % 2)),
            Undone(entry=last.id if last else ""),
        ]
        if isinstance(choices[what], Undone) and last and int(last.id[6:]) <= begun:
            continue
        try:
            session = apply(session, choices[what], START)
        except ChangeRejected:
            continue
        kept = [(note.id, note.text, note.pair, note.kind) for note in session.notes]
        assert kept == said
        on_it = [n.id for kind in COLUMNS for e in column_entries(session, kind) for n in e.notes]
        assert sorted(on_it) == sorted(note.id for note in session.notes if note.board)
