"""The report-back, worked by keys: each pair in turn, its own notes, and the team's board."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oneone_tui.widgets.pair_notes import PairNotes
from oneone_tui.workshop.model.session import TEAM_ONE
from oneone_tui.workshop.model.terms import NoteKind, Stage
from oneone_tui.workshop.notes.board import board_columns, notes_of_pair
from tests.support.pilot import SEVEN, Room, rehearsed_session

if TYPE_CHECKING:
    from oneone_tui.workshop.model.records import Note
    from tests.support.pilot import Desk

COMMITTING = 29.0
"""A minute or so before the first pair reports."""


def pair_on(desk: Desk) -> int:
    """The number of the pair whose notes stand ready."""
    return desk.session.pair_number(desk.app.screen.query_one(PairNotes).pair)


def chosen(desk: Desk) -> Note:
    note = desk.app.screen.query_one(PairNotes).chosen
    assert note is not None
    return next(n for n in desk.session.notes if n.id == note.id)


def ready(desk: Desk) -> list[Note]:
    """The notes of the pair that reports."""
    return list(notes_of_pair(desk.session, desk.app.screen.query_one(PairNotes).pair))


def board(desk: Desk, kind: NoteKind) -> list[str]:
    """A column of the board."""
    return [entry.text for entry in board_columns(desk.session, TEAM_ONE)[kind]]


async def test_pairs_report_one_after_the_other(room: Room) -> None:
    async with room.desk(rehearsed_session(COMMITTING, *SEVEN)) as desk:
        for number in (1, 2, 3):
            await desk.press("n")
            assert desk.stage is Stage.REPORT_BACK
            assert pair_on(desk) == number
            await desk.wait_for(chosen(desk).text[:20])
            await desk.press("v")
            await desk.enter(f"said by pair {number}")
            await desk.press("escape")
            assert desk.session.pair_number(desk.session.notes[-1].pair) == number
        assert board(desk, NoteKind.VALUE) == [f"said by pair {number}" for number in (1, 2, 3)]
        await desk.press("p")
        assert pair_on(desk) == 2
        await desk.press("n", "n")
        await desk.wait_for("Team and board", "What do we have in common?")
        await desk.press("n")
        assert desk.stage is Stage.SUMMARY


async def test_own_notes_go_on_the_board_and_off_again(room: Room) -> None:
    async with room.desk(rehearsed_session(COMMITTING)) as desk:
        await desk.press("n")
        first, second = ready(desk)[:2]
        assert board(desk, first.kind) == []
        await desk.press("b")
        assert board(desk, first.kind) == [first.text]
        assert chosen(desk).id == second.id  # ready for the next one
        await desk.press("up", "b")
        assert board(desk, first.kind) == []
        await desk.press("u")
        assert board(desk, first.kind) == [first.text]
        await desk.press("B")
        assert all(note.board for note in ready(desk))
        for note in ready(desk):
            assert note.text in board(desk, note.kind)
        await desk.press("B")  # nothing is left to put there
        while board(desk, first.kind):
            await desk.press("u")
        assert not any(note.board for note in ready(desk))


async def test_typed_note_goes_on_the_board_at_once(room: Room) -> None:
    async with room.desk(rehearsed_session(COMMITTING)) as desk:
        await desk.press("n", "i")
        await desk.enter("a lift that works; a garden")
        await desk.enter("2r Ana: has a van")
        await desk.enter("f felt listened to")
        assert board(desk, NoteKind.INTEREST) == ["a lift that works", "a garden"]
        assert board(desk, NoteKind.RESOURCE) == ["has a van"]
        assert desk.session.notes[-1].board == ""  # the board has no column for feedback
        await desk.wait_for("a lift that works", "Ana: has a van")
        await desk.press("escape", "u", "u", "u")
        assert board(desk, NoteKind.INTEREST) == board(desk, NoteKind.RESOURCE) == []


async def test_digit_looks_at_another_pairs_notes(room: Room) -> None:
    async with room.desk(rehearsed_session(COMMITTING)) as desk:
        await desk.press("n", "3")
        assert pair_on(desk) == 3
        moved = desk.app.state.timer
        assert moved.segment
        assert moved.segment.slot == 1  # the clock stays with the pair whose turn it is
        await desk.press("9")
        assert pair_on(desk) == 3
        third = ready(desk)[0]
        await desk.press("b")
        assert board(desk, third.kind) == [third.text]


async def test_pair_without_notes_shows_what_to_do(room: Room) -> None:
    async with room.desk(rehearsed_session(4.7)) as desk:
        await desk.press(">", ">")
        assert desk.stage is Stage.REPORT_BACK
        await desk.press("b")
        await desk.press("B")
        assert len(desk.messages) >= 1
        await desk.press("v")
        await desk.enter("we keep our word")
        assert board(desk, NoteKind.VALUE) == ["we keep our word"]
