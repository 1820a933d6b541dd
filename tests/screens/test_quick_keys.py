"""Keys that come quicker than a screen, or where a screen has no room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widgets import Input
from textual.widgets._toast import Toast

from oneone_tui.screens.agenda import AgendaScreen
from oneone_tui.screens.clock_only import ClockOnlyScreen
from oneone_tui.screens.library import LibraryScreen
from oneone_tui.textual_patches.command_palette import Commands
from oneone_tui.textual_patches.notification import SafeNotification
from oneone_tui.workshop.model.changes import StageShown
from oneone_tui.workshop.model.terms import STAGES, Presence
from tests.screens.test_hostile_text import ESCAPES, check_harmless
from tests.support.pilot import ROUNDS, SIX, Room, fresh_session, on_help, rehearsed_session

if TYPE_CHECKING:
    from tests.support.pilot import Desk


async def rush(desk: Desk, *keys: str) -> None:
    """Send keys by name, all before the first has done its work."""
    for key in keys:
        desk._send(key, key)
    await desk.settle()


async def test_pages_are_turned_where_there_is_no_room_for_a_row(room: Room) -> None:
    async with room.desk(rehearsed_session(ROUNDS, *SIX), size=(20, 5)) as desk:
        for _ in range(2):
            await rush(desk, "home", "pagedown", "end", "pageup", "j", "pagedown", "escape")
            await rush(desk, "ctrl+p", "pagedown", "pageup", "escape", "escape")
            await desk.press("escape", "<")
        assert desk.stage is STAGES[0]


async def test_palette_takes_one_answer(room: Room) -> None:
    async with room.desk(rehearsed_session(ROUNDS, *SIX)) as desk:
        await desk.press("ctrl+p")
        await desk.wait_until(lambda: isinstance(desk.app.screen, Commands))
        for letter in "help":
            desk._send(letter, letter)
        await desk.wait_until(lambda: "-ready" in desk.app.screen.classes)
        await desk.wait_for("key ?")
        await rush(desk, "enter", "enter", "enter")
        await desk.wait_until(lambda: on_help(desk))
        await desk.press("escape")
        assert desk.stage is STAGES[2]


async def test_palette_may_be_closed_while_it_looks(room: Room) -> None:
    async with room.desk(rehearsed_session(ROUNDS, *SIX)) as desk:
        for _ in range(3):
            await rush(desk, "ctrl+p", "a", "b", "escape", "ctrl+p", "c", "escape")
            await desk.press("escape", "escape")
        assert desk.stage is STAGES[2]


async def test_palette_cleans_pasted_text(room: Room) -> None:
    async with room.desk(fresh_session(*SIX)) as desk:
        await desk.press("ctrl+p")
        await desk.wait_until(lambda: isinstance(desk.app.screen, Commands))
        for text in ESCAPES:
            await desk.paste(text)
            check_harmless(desk)
        assert desk.app.screen.query_one(Input).value.isprintable()
        await desk.press("escape", "escape")


async def test_agenda_is_left_once(room: Room) -> None:
    async with room.desk(rehearsed_session(ROUNDS, *SIX)) as desk:
        await desk.press("j")
        await desk.wait_until(lambda: isinstance(desk.app.screen, AgendaScreen))
        await rush(desk, "down", "enter", "enter", "enter")
        assert desk.stage is not None
        await desk.press("F")
        face = desk.app.screen
        assert isinstance(face, ClockOnlyScreen)
        face.dismiss()
        face.dismiss()
        assert desk.stage is not None


async def test_leaving_screen_gets_no_question(room: Room) -> None:
    async with room.desk(rehearsed_session(ROUNDS, *SIX)) as desk:
        await rush(desk, "q", "space", "n", "space", "u", "plus", "space")
        await desk.wait_until(lambda: isinstance(desk.app.screen, LibraryScreen))


async def test_session_just_trashed_is_not_opened(room: Room) -> None:
    room.keep(fresh_session(*SIX, title="One"))
    async with room.desk() as desk:
        await desk.wait_for("One")
        await rush(desk, "x", "enter", "enter")
        await desk.wait_until(lambda: desk.stage is not None or len(desk.messages) > 0)
        if desk.stage is not None:  # the enter was first: then it stays where it is
            await desk.check_saved()
        else:
            assert room.names() == []


async def test_notification_may_come_late(room: Room) -> None:
    async with room.desk(fresh_session(*SIX), news=True) as desk:
        desk.app.notify("over already", timeout=-1.0)
        late = SafeNotification("over by now", timeout=-0.0001)
        assert late.has_expired
        await desk.app.screen.mount(Toast(late))  # a timer of less than no time would never end
        await desk.wait_until(lambda: not desk.app.screen.query(Toast))
        await desk.press("a")


async def test_keys_that_mend_a_line_come_in_their_turn(room: Room) -> None:
    async with room.desk(rehearsed_session(ROUNDS, *SIX)) as desk:
        await desk.press("v")
        await desk.type_at_once("abcde", "backspace", "backspace", "XY", "enter")
        assert desk.session.notes[-1].text == "abcXY"


async def test_command_right_after_an_answer_is_a_command(room: Room) -> None:
    async with room.desk(rehearsed_session(ROUNDS, *SIX)) as desk:
        people = len(desk.session.people)
        await desk.type_at_once("LZed", "enter", "G")
        assert desk.line.question
        assert (desk.line.question.chip, desk.line.text) == ("who left?", "")
        assert [person.name for person in desk.session.people[people:]] == ["Zed"]
        name = desk.session.name_of(desk.session.pairs[0].members[0])
        await desk.type_at_once(name, "enter", "n", "enter", "u")  # the n answers the next question
        assert "Z" not in desk.line.text
        assert desk.messages[-1].startswith(f"undone: {name}")


async def test_letters_right_after_enter_mend_the_row(room: Room) -> None:
    async with room.desk(fresh_session(*SIX)) as desk:
        await desk.type_at_once("end", "enter", "X", "enter", "up")
        last = desk.session.people[-1]
        assert (last.name, last.presence) == ("Fay WuX", Presence.HERE)


async def test_undo_twice_undoes_two_changes(room: Room) -> None:
    async with room.desk(fresh_session("Ana Ruiz")) as desk:
        before = desk.session
        await desk.type_at_once("aBen", "enter", "Cy", "enter", "escape", "uuuy", "enter", "u")
        assert desk.messages == [
            "undone: added Cy",
            "undone: added Ben",
            "undone: added Ana Ruiz",
            "there is nothing to undo",
        ]
        assert len(before.people) == 1
        assert desk.session.people == ()


async def test_stage_that_the_room_moved_to_is_shown_after_the_palette(room: Room) -> None:
    async with room.desk(rehearsed_session(ROUNDS, *SIX)) as desk:
        for key in ("ctrl+p", "?", "j", "F"):
            stage = next(one for one in STAGES if one is not desk.stage)
            await desk.press(key)
            await desk.wait_until(lambda: desk.stage is None)
            desk.app.session.apply(StageShown(stage=stage))
            await desk.press("escape")
            await desk.wait_until(lambda stage=stage: desk.stage is stage)  # type: ignore[misc]
