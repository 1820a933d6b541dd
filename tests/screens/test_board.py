"""The board, worked by keys: a cursor over it, lines made one, taken apart, worded, taken off."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual.widgets import OptionList

from oneone_tui.screens.larger_group import LargerGroupScreen
from oneone_tui.widgets.board_column import BoardColumn
from oneone_tui.widgets.board_view import BoardView
from oneone_tui.widgets.pair_notes import PairNotes
from oneone_tui.widgets.text_block import TextBlock
from oneone_tui.workshop.model.changes import EntriesMerged, NoteDeleted, StageShown
from oneone_tui.workshop.model.session import TEAM_ONE
from oneone_tui.workshop.model.terms import NoteKind, Stage
from oneone_tui.workshop.notes.board import board_columns
from tests.support.pilot import ROOMY, apply_changes
from tests.support.screen_boards import OVERFLOWING, UNLIKE, I, R, V, add_notes, reporting_session
from tests.support.team_sessions import session_in_teams

if TYPE_CHECKING:
    from tests.support.pilot import Desk, Room


def board(desk: Desk) -> BoardView:
    return desk.app.screen.query_one(BoardView)


def cursor(desk: Desk) -> str:
    """How the entry reads that the cursor is on."""
    return board(desk).text


def reads(desk: Desk, kind: NoteKind = V) -> list[str]:
    """A column as it stands in the session: ``×2 honesty``."""
    return [
        f"×{entry.pairs} {entry.text}" if entry.pairs > 1 else entry.text
        for entry in board_columns(desk.session, TEAM_ONE)[kind]
    ]


def proposed(desk: Desk) -> str:
    return desk.app.state.suggestion.text if desk.app.state.suggestion else ""


# ---------------------------------------------------------------------------- the cursor


async def test_cursor_goes_over_the_board_and_back(room: Room) -> None:
    async with room.desk(reporting_session(*UNLIKE)) as desk:
        assert isinstance(desk.app.focused, PairNotes)
        seen = []
        for key in ("right", "down", "up", "up", "end", "down", "right", "right", "home", "right"):
            await desk.press(key)
            seen.append(cursor(desk))
        lies = "nobody lies to a neighbour"
        assert seen[:6] == ["honesty", "we tell the truth", "honesty", "honesty", lies, lies]
        assert seen[6:] == ["rent control", "cooks for fifty", "cooks for fifty", "cooks for fifty"]
        await desk.press("left", "left")
        assert cursor(desk) == lies  # each column knows where the cursor was
        await desk.press("left")
        assert isinstance(desk.app.focused, PairNotes)
        assert cursor(desk) == ""
        await desk.type_at_once("right", "down", "down", "x", "up", "x")
        assert reads(desk) == ["honesty", "we tell the truth", "patience"]  # of one pair


async def test_cursor_is_always_in_sight(room: Room) -> None:
    async with room.desk(reporting_session(*OVERFLOWING)) as desk:
        for way in (
            ["right", *["down"] * 29],
            ["up"] * 29,
            ["end", "home", "end"],
            ["right", "end"],
        ):
            for key in way:
                await desk.press(key)
                start = cursor(desk)[:10]
                column = desk.app.focused
                assert isinstance(column, BoardColumn)
                at = column.highlighted or 0
                top = column._index_to_line[at] - column.scroll_offset.y
                assert 0 <= top <= column.size.height - min(column._heights[at], column.size.height)
                assert start in desk.screen_text
        first = board(desk).query(BoardColumn).first()
        assert first.scroll_offset.y == first.max_scroll_y  # each column scrolls by itself
        assert board(desk).query(BoardColumn).last().scroll_offset.y == 0


async def test_mouse_puts_the_cursor_on_a_line(room: Room) -> None:
    async with room.desk(reporting_session(*UNLIKE)) as desk:
        await desk.pilot.click("#column-interest", offset=(3, 1))
        await desk.settle()
        assert cursor(desk) == "warm flats in winter"
        await desk.press("escape", "R")  # a click writes, as on any list: esc goes back here
        await desk.replace("warm homes")
        assert reads(desk, I) == ["rent control", "warm homes"]
        assert cursor(desk) == "warm homes"


async def test_authors_stand_below_unless_names_are_hidden(room: Room) -> None:
    session = reporting_session(*UNLIKE)
    ids = [note.board for note in session.notes]
    async with room.desk(
        apply_changes(session, EntriesMerged(entries=tuple(ids[:2])), minute=31)
    ) as desk:

        def said() -> str:
            return desk.text_of("#board-authors")

        first = " & ".join(
            desk.session.name_of(m).split()[0] for m in desk.session.pairs[0].members
        )
        await desk.press("right")
        assert said().startswith(f"1 honesty (pair 1 · {first}) 2 we tell the truth (pair 2 · ")
        await desk.press("down")
        assert said().startswith("pair 3 · ")
        await desk.press("up", "N")
        assert said() == "said by 2 pairs"
        assert first.split()[0] not in "".join(desk.rows[13:20])
        await desk.press("N", "left")
        assert not desk.app.screen.query_one("#board-authors", TextBlock).display
        assert "★ ×2 honesty" in desk.screen_text


# ---------------------------------------------------------------------------- the same


async def test_lines_are_made_one_and_taken_apart_and_all_is_undone(room: Room) -> None:
    async with room.desk(reporting_session(*UNLIKE)) as desk:
        before = reads(desk)
        await desk.press("right", "down", "x")
        await desk.wait_for("⇄ we tell the truth")
        await desk.press("x")  # the same twice is nothing
        assert "⇄" not in desk.screen_text
        await desk.press("x", "up", "x")
        assert reads(desk)[:1] == ["×2 honesty"]
        assert cursor(desk) == "honesty"
        await desk.press("x", "down", "down", "x")
        assert reads(desk) == ["×3 honesty", "patience"]
        assert "★ ×3 honesty" in desk.screen_text
        await desk.press("k")
        await desk.enter("7")  # there is none
        await desk.replace("1")
        assert reads(desk) == ["×2 we tell the truth", "honesty", "patience"]
        assert cursor(desk) == "we tell the truth"
        await desk.press("k")
        assert reads(desk) == before
        await desk.press("k")
        assert desk.messages[-1] == "it stands alone"
        await desk.press("u", "u", "k", "enter")
        assert reads(desk) == before
        await desk.press("u", "u", "u")
        assert reads(desk) == before
        assert len(desk.session.notes) == len(UNLIKE)


async def test_lines_of_two_columns_are_never_the_same(room: Room) -> None:
    async with room.desk(reporting_session(*UNLIKE)) as desk:
        await desk.press("right", "x", "right", "x")
        assert desk.messages[-1] == "only entries of one column are the same"
        assert "⇄" not in desk.screen_text


async def test_entry_is_reworded_and_taken_off(room: Room) -> None:
    async with room.desk(reporting_session(*UNLIKE)) as desk:
        await desk.press("right", "x", "down", "x", "R")
        assert desk.line.text == "honesty"
        await desk.replace("we are honest")
        assert reads(desk)[0] == "×2 we are honest"
        assert cursor(desk) == "we are honest"
        await desk.press("R", "escape")
        assert isinstance(desk.app.focused, BoardColumn)
        await desk.press("R")
        await desk.replace("")
        assert reads(desk)[0] == "×2 honesty"
        await desk.press("b")
        assert reads(desk) == ["patience", "nobody lies to a neighbour"]
        assert cursor(desk) == "patience"
        await desk.press("u", "u")
        assert reads(desk)[0] == "×2 honesty"
        await desk.press("left", "b")  # the pair's own notes have the key again
        assert "honesty" not in reads(desk)


async def test_keys_of_the_board_do_nothing_where_nothing_stands(room: Room) -> None:
    async with room.desk(reporting_session()) as desk:
        await desk.press("x", "k", "R")
        assert not desk.line.typing
        await desk.press("right", "x", "k", "R", "b", "down", "up", "home", "end", "right", "x")
        assert not desk.line.typing
        assert desk.session.notes == ()
        assert not desk.messages


async def test_cursor_stays_where_others_delete(room: Room) -> None:
    async with room.desk(reporting_session(*UNLIKE)) as desk:
        await desk.press("right", "x", "down", "down")
        marked, gone = desk.session.notes[0], desk.session.notes[2]
        desk.app.session.apply(NoteDeleted(note=marked.id))
        await desk.settle()
        assert (cursor(desk), board(desk).marked) == ("patience", "")
        desk.app.session.apply(NoteDeleted(note=gone.id))
        await desk.settle()
        assert cursor(desk) == "nobody lies to a neighbour"
        for note in desk.session.notes:
            desk.app.session.apply(NoteDeleted(note=note.id))
        await desk.settle()
        assert cursor(desk) == ""


# ---------------------------------------------------------------------------- what resembles


async def test_similar_entries_are_offered_and_never_merged_silently(room: Room) -> None:
    async with room.desk(reporting_session((V, 1, "children"), (V, 2, "our word"))) as desk:
        assert proposed(desk) == ""
        await desk.press("2", "v")
        await desk.enter("Childrens")
        await desk.enter("our words")
        assert proposed(desk) == "is “our words” the same as “our word”?"  # the newest first
        assert len(reads(desk)) == 4
        await desk.press("escape", "d")
        assert proposed(desk) == "is “Childrens” the same as “children”?"
        await desk.press("y")
        assert reads(desk) == ["×2 children", "our word", "our words"]
        assert proposed(desk) == ""
        await desk.press("u")  # who restores it has answered
        assert proposed(desk) == ""
        await desk.press("3", "v")
        await desk.enter("the children")
        await desk.wait_for("is “the children” the same as “children”?")
        await desk.press("escape", "y")
        await desk.wait_for("★ ×2 children")


async def test_declined_suggestion_does_not_come_back(room: Room) -> None:
    async with room.desk(reporting_session((V, 1, "children"), (V, 2, "childrens"))) as desk:
        assert proposed(desk) == "is “childrens” the same as “children”?"
        await desk.press("d", "right", "down", "b")
        assert reads(desk) == ["children"]
        await desk.press("u")
        assert reads(desk) == ["children", "childrens"]
        await desk.press("<", ">")
        assert proposed(desk) == ""
        await desk.press("right", "x", "down", "x", "k")
        assert reads(desk) == ["children", "childrens"]
        assert proposed(desk) == ""


async def test_note_put_on_the_board_is_compared_too(room: Room) -> None:
    session = reporting_session((V, 2, "dignity"), (V, 3, "dignity"))
    first, second = session.notes
    session = apply_changes(session, EntriesMerged(entries=(first.board, second.board)), minute=31)
    session = add_notes(session, (V, 1, "Dignity!"), (I, 1, "dignity"), on_board=False)
    async with room.desk(session) as desk:
        assert proposed(desk) == ""
        await desk.press("b", "b")
        assert proposed(desk) == "is “Dignity!” the same as “dignity” (×2)?"
        await desk.press("y")
        assert (reads(desk), reads(desk, I)) == (["×3 dignity"], ["dignity"])


# ---------------------------------------------------------------------------- several teams


async def test_larger_group_sees_what_teams_share_and_who_reports_when(room: Room) -> None:
    session = session_in_teams("report-2")
    session = add_notes(session, (V, 1, "dignity"), (V, 4, "Dignity"), (V, 8, "patience"))
    async with room.desk(session, ROOMY) as desk:
        await desk.press("g")
        assert isinstance(desk.app.screen, LargerGroupScreen)
        await desk.wait_for("The larger group", "2:00", "★ dignity (Team 1, Team 2)")
        turns = desk.text_of("#group-turns")
        assert sorted(turns.index(f"Team {number}") for number in range(1, 5))
        await desk.press("N")
        await desk.press("space", "escape")
        assert desk.stage is Stage.REPORT_BACK
        await desk.press("g")
        desk.app.session.apply(StageShown(stage=Stage.SUMMARY))  # another console goes on
        await desk.press("q")
        assert str(desk.stage) == str(Stage.SUMMARY)
        await desk.press("g")
        assert isinstance(desk.app.screen, LargerGroupScreen)


async def test_one_team_has_no_larger_group(room: Room) -> None:
    async with room.desk(reporting_session(*UNLIKE)) as desk:
        await desk.press("g")
        assert desk.stage is Stage.REPORT_BACK
        ids = {active.binding.id for active in desk.app.screen.active_bindings.values()}
        assert "group.open" not in ids


# ---------------------------------------------------------------------------- what it costs


async def test_key_in_the_line_lays_nothing_out_and_a_note_one_column(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    laid: list[str] = []
    set_options = OptionList.set_options

    def noted(self: OptionList, options: object) -> object:
        laid.append(self.id or "")
        return set_options(self, options)  # type: ignore[arg-type]

    async with room.desk(reporting_session(*OVERFLOWING)) as desk:
        monkeypatch.setattr(OptionList, "set_options", noted)
        await desk.press("i")
        await desk.type("v we keep our word; 2r van")
        assert laid == []
        await desk.press("enter")
        await desk.wait_until_saved()
        assert set(laid) <= {"column-value", "column-interest", "own"}
        laid.clear()
        await desk.press("escape")
        await desk.pass_time(5)
        assert laid == []
        await desk.press("r")
        await desk.enter("a van")
        assert set(laid) - {"own"} == {f"column-{R}"}


async def test_escape_forgets_the_marked_line_and_then_leaves_the_board(room: Room) -> None:
    async with room.desk(reporting_session(*UNLIKE)) as desk:
        before = reads(desk)
        await desk.press("right", "down", "x")
        await desk.wait_for("⇄ we tell the truth")
        await desk.press("escape", "up")
        assert "⇄" not in desk.screen_text
        await desk.press("x")
        assert reads(desk) == before
        await desk.wait_for("⇄ honesty")
        await desk.press("escape")
        assert cursor(desk) == "honesty"
        await desk.press("escape")
        assert isinstance(desk.app.focused, PairNotes)
        assert cursor(desk) == ""
