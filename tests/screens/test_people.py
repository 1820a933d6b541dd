"""Who has met whom, as a picture that the cursor goes over."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from oneone_tui.screens.library import LibraryScreen
from oneone_tui.screens.people import PeopleScreen
from oneone_tui.state import CrossSessionState
from oneone_tui.widgets.people_matrix import PeopleMatrix
from oneone_tui.workshop.history.attendance import AttendanceHistory
from tests.support.pilot import DEFAULT_SIZE, ROOMY, SIX, Desk, Room, fresh_session
from tests.support.session_folder import create_files, distinct_names, weekly_sessions, with_values


async def looking(desk: Desk) -> None:
    """Go from the library to the people."""
    await desk.wait_for("p people")
    await desk.press("p")
    await desk.wait_until(lambda: isinstance(desk.app.screen, PeopleScreen))
    await desk.wait_for("pairs have met")


def matrix(desk: Desk) -> PeopleMatrix:
    return desk.app.screen.query_one(PeopleMatrix)


def names(desk: Desk) -> tuple[str, str]:
    two = matrix(desk).two
    assert two is not None
    return two[0].name, two[1].name


async def test_meetings_are_numbers_in_both_rows(room: Room) -> None:
    create_files(room.folder, *weekly_sessions(SIX, 5, 6))
    async with room.desk() as desk:
        await looking(desk)
        await desk.wait_for("6 people · 15 of 15 pairs have met", *(f" {name} " for name in SIX))
        rows = [row.split()[-6:] for row in desk.rows if row[5:].startswith(SIX)]
        assert len(rows) == 6
        for at, row in enumerate(rows):
            cells = [cell.strip("[]") for cell in row]
            assert cells == ["╲" if at == other else "1" for other in range(6)]


async def test_words_follow_the_cursor(room: Room) -> None:
    create_files(room.folder, *weekly_sessions(SIX, 2, 6))
    async with room.desk() as desk:
        await looking(desk)
        assert names(desk) == ("Ana Ruiz", "Ana Ruiz")
        await desk.wait_for("Ana Ruiz  came 2×, last on 2 Nov 2026 · organized 2× · timekeeper 2×")
        assert "with" not in desk.screen_text
        past: AttendanceHistory = desk.app.cross_session_state.attendance or pytest.fail(
            "nothing was read"
        )
        for _ in SIX[1:]:
            await desk.press("right")
            one, other = matrix(desk).two or pytest.fail("nobody")
            met = past.meeting(one.id, other.id)
            await desk.wait_for(f"with {other.name}  {'met 1×, last on' if met else 'not met yet'}")
        await desk.press("right", "down")
        assert names(desk) == ("Ben Okafor", "Fay Wu")
        await desk.press("home", "pagedown")
        assert names(desk) == ("Fay Wu", "Ana Ruiz")


@pytest.mark.parametrize("size", [DEFAULT_SIZE, ROOMY])
async def test_matrix_of_sixty_can_be_scrolled(room: Room, size: tuple[int, int]) -> None:
    create_files(room.folder, *weekly_sessions(distinct_names(60), 3, 60))
    async with room.desk(size=size) as desk:
        await looking(desk)
        seen = set()
        for _ in range(10):
            seen |= {
                number for number in range(1, 61) if any(_is_row(r, number) for r in desk.rows)
            }
            await desk.press("pagedown")
        assert seen == set(range(1, 61))
        await desk.press("end")
        await desk.wait_for(" 59 60", "–60 of 60")
        assert all("60" in row[:4] for row in desk.rows if row.lstrip().startswith("60 "))
        await desk.resize(60, 20)
        await desk.wait_for(" 59 60")


def _is_row(row: str, number: int) -> bool:
    return row.strip().startswith(f"{number} ") and row[:5].strip() == str(number)


async def test_people_screen_says_when_empty(room: Room) -> None:
    create_files(room.folder, fresh_session(*SIX))
    async with room.desk() as desk:
        await desk.wait_for("p people")
        await desk.press("p")
        await desk.wait_for("Nobody has met anybody yet.")
        await desk.press("down", "right", "end", "pagedown", "escape")
        await desk.wait_until(lambda: isinstance(desk.app.screen, LibraryScreen))


async def test_recurring_themes_are_a_key_away(room: Room) -> None:
    held = weekly_sessions(SIX, 3, 6)
    kept = ("we keep our word", "courage"), ("We keep our words.", "[@click=app.quit]x"), ()
    create_files(
        room.folder, *(with_values(one, *texts) for one, texts in zip(held, kept, strict=True))
    )
    async with room.desk() as desk:
        await looking(desk)
        await desk.press("t")
        await desk.wait_for("Recurring themes", "1 in more than one session")
        await desk.wait_for("we keep our word  · 2 sessions, 2 teams, last on 26 Oct 2026", "also:")
        await desk.wait_for("Interests", "nothing has come up in two sessions yet")
        assert "courage" not in desk.screen_text
        await desk.press("down", "escape")
        await desk.wait_until(lambda: isinstance(desk.app.screen, PeopleScreen))


async def test_how_far_the_reading_is_stands_where_the_people_will(room: Room) -> None:
    create_files(room.folder, *weekly_sessions(SIX, 1, 6))
    async with room.desk() as desk:
        await looking(desk)
        await desk.press("t")
        await desk.wait_until(
            lambda: desk.app.cross_session_state.trends is not None
        )  # nothing is read any more
        for key in ("", "escape"):
            desk.app.cross_session_state = CrossSessionState(progress=(3_000, 10_000))
            await desk.press(*filter(None, [key]))
            await desk.wait_for("3,000 of 10,000 sessions read")


async def test_rehearsal_does_not_count(room: Room) -> None:
    first, second = weekly_sessions(SIX, 2, 6)
    create_files(room.folder, replace(first, info=replace(first.info, rehearsal=True)), second)
    async with room.desk() as desk:
        await looking(desk)
        await desk.wait_for("6 people · 3 of 15 pairs have met", "came 1×")


async def test_names_are_never_markup(room: Room) -> None:
    create_files(
        room.folder, *weekly_sessions(("[red]Ana", "[/]", "[@click=app.quit]Cy", "[b]Dee"), 1, 4)
    )
    async with room.desk(size=ROOMY) as desk:
        await looking(desk)
        await desk.wait_for("[red]Ana", "[/]", "[@click=app.quit", "[b]Dee")
        await desk.press("pagedown")
