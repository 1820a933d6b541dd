"""The help: commands by group, found by typing, and run."""

from __future__ import annotations

from oneone_tui.screens.agenda import AgendaScreen
from oneone_tui.widgets.command_rows import CommandRows
from oneone_tui.workshop.model.terms import Stage
from tests.support.pilot import PAIRING, ROUNDS, Desk, Room, on_help, rehearsed_session


def shown_rows(desk: Desk) -> list[str]:
    """The rows of the help, headings included, without the blank ones."""
    rows = desk.app.screen.query_one(CommandRows)
    return [text for at in range(rows.count) if (text := rows.row(at).plain.strip())]


async def test_help_shows_the_commands_of_the_screen_first(room: Room) -> None:
    async with room.desk(rehearsed_session(PAIRING)) as desk:
        await desk.press("?")
        await desk.settle()
        headings = [one for one in shown_rows(desk) if one[0].isupper() and "   " not in one]
        assert headings == [
            "On this screen",
            "Clock and agenda",
            "Undo and suggestions",
            "Who is here",
            "Session and program",
            "Moving around",
        ]
        assert shown_rows(desk)[1].split() == ["s", "shuffle"]


async def test_help_finds_a_command_by_typing_and_runs_it(room: Room) -> None:
    async with room.desk(rehearsed_session(ROUNDS)) as desk:
        await desk.press("?", *"jump")
        await desk.settle()
        assert shown_rows(desk) == ["Clock and agenda", "j   agenda: jump, pin, hold"]
        await desk.press("enter")
        await desk.wait_until(lambda: isinstance(desk.app.screen, AgendaScreen))


async def test_help_takes_letters_that_are_commands_elsewhere_as_a_search(room: Room) -> None:
    async with room.desk(rehearsed_session(ROUNDS)) as desk:
        before = desk.session
        await desk.press("?", *"next stage", "enter")
        await desk.wait_until(lambda: desk.stage is Stage.REPORT_BACK)
        assert desk.session.notes == before.notes


async def test_help_without_a_match_says_so_and_runs_nothing(room: Room) -> None:
    async with room.desk(rehearsed_session(ROUNDS)) as desk:
        await desk.press("?", *"zzz", "enter")
        assert on_help(desk)
        await desk.wait_for("nothing is called that")
        await desk.press("backspace", "backspace", "backspace")
        await desk.wait_for("type to find one")
        await desk.press("?")
        assert not on_help(desk)
        assert desk.stage is Stage.ROUNDS
