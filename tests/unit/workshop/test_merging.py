"""Entries said to be the same, and apart again: no note is lost, none is merged in silence."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from oneone_tui.workshop.board import said_by
from oneone_tui.workshop.changes import (
    AnyChange,
    EntriesMerged,
    EntrySplit,
    EntryWorded,
    NoteBoarded,
    NoteMended,
    NoteSplit,
    NoteStruck,
    NotesWritten,
    Refused,
    Undone,
    Written,
)
from oneone_tui.workshop.changes.undo import last_standing
from oneone_tui.workshop.session import TEAM_ONE, Session, apply
from oneone_tui.workshop.words import COLUMNS, Kind
from tests.unit.workshop.boards import entries, merged, on_one_board, shown, told
from tests.unit.workshop.building import SIX, START, fresh, made


def three_values() -> Session:
    return on_one_board(*((Kind.VALUE, text) for text in ("honesty", "truth", "we do not lie")))


def test_what_is_common_stands_first_by_how_many_pairs_raised_it() -> None:
    words = ("a", "b", "c", "b too", "c too", "c as well")
    session = on_one_board(*((Kind.INTEREST, word) for word in words))
    session = merged(session, "note-4", "note-6")  # b of pairs 2 and 1
    session = merged(session, "note-5", "note-7")  # c of pairs 3 and 2
    session = merged(session, "note-5", "note-8")  # and 3 again
    assert [(e.text, e.pairs, e.common) for e in entries(session, Kind.INTEREST)] == [
        ("b", 2, True),
        ("c", 2, True),
        ("a", 1, False),
    ]


def test_resources_are_somebodys_and_never_common() -> None:
    session = on_one_board((Kind.RESOURCE, "choir"), (Kind.RESOURCE, "van"), (Kind.RESOURCE, "car"))
    session = merged(session, "note-4", "note-5")
    assert [(e.text, e.pairs, e.common) for e in entries(session, Kind.RESOURCE)] == [
        ("choir", 1, False),
        ("van", 2, False),
    ]


def test_what_was_said_in_no_pair_is_one_voice() -> None:
    session = made(three_values(), told(Kind.VALUE, "ours"), told(Kind.VALUE, "ours again"))
    session = merged(session, "note-6", "note-7")
    assert [entry.pairs for entry in entries(session)] == [1, 1, 1, 1]
    session = merged(session, "note-3", "note-6")
    assert [entry.pairs for entry in entries(session)] == [2, 1, 1]


def test_an_entry_says_who_said_it() -> None:
    session = three_values()
    mended = NoteMended(note="note-4", person="cy-lam")
    session = made(merged(session, "note-3", "note-4", "note-5"), mended)
    assert said_by(session, entries(session)[0]) == ("Ana & Ben", "Cy", "Eve & Fay")
    alone = made(fresh(*SIX), told(Kind.VALUE, "ours"))
    assert said_by(alone, entries(alone)[0]) == ()


def test_the_first_entry_keeps_its_id_and_the_first_note_its_words() -> None:
    session = merged(three_values(), "note-5", "note-3")
    assert [(entry.id, entry.text) for entry in entries(session)] == [
        ("on-note-5", "honesty"),
        ("on-note-4", "truth"),
    ]
    assert session.history[-1].said == "the same: we do not lie = honesty"


def test_only_entries_of_one_column_and_team_are_the_same() -> None:
    session = made(three_values(), told(Kind.INTEREST, "rent control"))
    for entries_named, why in (
        (("on-note-3", "on-note-6"), "only entries of one column are the same"),
        (("on-note-3",), "it takes two entries"),
        (("on-note-3", "on-note-3"), "it takes two entries"),
        (("on-note-3", "on-note-99"), "not on the board any more"),
        (("on-note-3", ""), "not on the board any more"),
    ):
        with pytest.raises(Refused, match=why):
            made(session, EntriesMerged(entries=entries_named))


def test_a_note_or_a_whole_entry_stands_apart_again() -> None:
    session = merged(three_values(), "note-3", "note-4", "note-5")
    one_out = made(session, NoteSplit(note="note-3"))  # the one that it began with
    assert [(e.text, len(e.notes)) for e in entries(one_out)] == [("truth", 2), ("honesty", 1)]
    assert len({entry.id for entry in entries(one_out)}) == 2
    apart = made(session, EntrySplit(entry="on-note-3"))
    assert [entry.text for entry in entries(apart)] == ["honesty", "truth", "we do not lie"]
    assert made(apart, NoteSplit(note="note-3"), EntrySplit(entry="on-note-3")) == apart
    with pytest.raises(Refused, match="not on the board any more"):
        made(made(apart, NoteBoarded(note="note-3", on=False)), NoteSplit(note="note-3"))


def test_a_note_taken_off_and_put_back_is_not_merged_in_silence() -> None:
    session = merged(three_values(), "note-3", "note-4")
    session = made(session, NoteBoarded(note="note-3", on=False))
    session = made(session, NoteBoarded(note="note-3", on=True))
    assert sorted(entry.text for entry in entries(session)) == ["honesty", "truth", "we do not lie"]


def test_a_note_on_the_board_stays_in_its_entry_when_it_is_put_there_again() -> None:
    session = merged(three_values(), "note-3", "note-4")
    assert made(session, NoteBoarded(note="note-4", on=True)) == session


def test_a_new_note_or_an_own_one_may_be_said_to_be_the_same() -> None:
    session = three_values()
    pair = session.pairs[1].id
    new = NotesWritten(
        kind=Kind.VALUE,
        notes=(Written("being honest", entry="on-note-3"),),
        team=TEAM_ONE,
        pair=pair,
        on_board=True,
    )
    session = made(session, new, told(Kind.VALUE, "no lies", pair=pair, on_board=False))
    own = session.notes[-1].id
    session = made(session, NoteBoarded(note=own, on=True, entry="on-note-5"))
    assert [(e.text, len(e.notes)) for e in entries(session)] == [
        ("honesty", 2),
        ("we do not lie", 2),
        ("truth", 1),
    ]


@pytest.mark.parametrize("entry", ["on-note-9", "on-note-6"])
def test_the_same_as_what_is_gone_or_in_another_column_is_an_entry_of_its_own(entry: str) -> None:
    session = made(three_values(), told(Kind.INTEREST, "rent control"))
    new = told(Kind.VALUE, "dignity")
    session = made(session, replace(new, notes=(Written("dignity", entry=entry),)))
    assert [entry.text for entry in entries(session)][-1] == "dignity"


def test_the_wording_of_an_entry_is_chosen_and_the_notes_stay_as_said() -> None:
    session = merged(three_values(), "note-3", "note-4")
    session = made(session, EntryWorded(entry="on-note-3", text=" honesty and truth "))
    assert shown(session) == ["honesty and truth", "we do not lie"]
    assert [note.text for note in session.notes] == ["honesty", "truth", "we do not lie"]
    assert shown(merged(session, "note-5", "note-3")) == ["honesty and truth"]
    assert shown(made(session, NoteStruck(note="note-3"))) == ["honesty and truth", "we do not lie"]
    alone = made(session, EntrySplit(entry="on-note-3"))
    assert shown(alone) == ["honesty", "truth", "we do not lie"]
    assert shown(made(session, EntryWorded(entry="on-note-3", text="")))[0] == "honesty"
    with pytest.raises(Refused, match="not on the board any more"):
        made(session, EntryWorded(entry="on-note-4", text="x"))


def test_a_note_of_another_kind_leaves_its_entry() -> None:
    session = merged(three_values(), "note-3", "note-4")
    session = made(session, NoteMended(note="note-3", kind=Kind.INTEREST))
    assert shown(session) == ["truth", "we do not lie"]
    assert shown(session, Kind.INTEREST) == ["honesty"]
    session = made(session, NoteMended(note="note-4", kind=Kind.FEEDBACK))
    assert shown(session) == ["we do not lie"]


moves = st.lists(st.tuples(st.integers(0, 5), st.integers(0, 99), st.integers(0, 99)), max_size=25)


@given(moves)
def test_merging_unmerging_and_undo_in_any_order_keep_every_note(
    steps: list[tuple[int, int, int]],
) -> None:
    session = on_one_board(*((COLUMNS[n % 2], f"said {n}") for n in range(8)))
    said = [(note.id, note.text, note.pair, note.kind) for note in session.notes]
    begun = len(session.history)
    for what, one, other in steps:
        there = sorted({note.board for note in session.notes if note.board}) or ["none"]
        note = session.notes[one % 8].id
        entry = there[one % len(there)]
        last = last_standing(session)
        if what == 5 and (last is None or len(session.history) == begun):
            continue
        choices: list[AnyChange] = [
            EntriesMerged(entries=(entry, there[other % len(there)])),
            NoteSplit(note=note),
            EntrySplit(entry=entry),
            EntryWorded(entry=entry, text=f"worded {other}"),
            NoteBoarded(note=note, on=bool(other % 2)),
            Undone(entry=last.id if last else ""),
        ]
        if isinstance(choices[what], Undone) and last and int(last.id[6:]) <= begun:
            continue
        try:
            session = apply(session, choices[what], START)
        except Refused:
            continue
        kept = [(note.id, note.text, note.pair, note.kind) for note in session.notes]
        assert kept == said
        on_it = [n.id for kind in COLUMNS for e in entries(session, kind) for n in e.notes]
        assert sorted(on_it) == sorted(note.id for note in session.notes if note.board)
