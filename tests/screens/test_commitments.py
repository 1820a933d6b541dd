"""The follow-up: commitments of all sessions, ticked off, and shown at the next setup."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from oneone_tui.screens.commitments import CommitmentsScreen
from oneone_tui.screens.library import LibraryScreen
from oneone_tui.store.cross_session import CommitmentsRead, read_commitments
from oneone_tui.store.session_file import SessionFile
from oneone_tui.workshop.model.session import Session
from oneone_tui.workshop.model.terms import Stage
from tests.support.pilot import ROOMY, SIX, Desk, Room, fresh_session, on_help
from tests.support.session_folder import TODAY, create_files, weekly_sessions, with_commitments

if TYPE_CHECKING:
    from oneone_tui.store.summary_cache import Progress

DAY = timedelta(days=1)
HOSTILE = "[@click=app.quit]x[/] [red]"


def two() -> list[Session]:
    """Two sessions of six; in the second the promises are overdue, due, to come and undated."""
    first, second = weekly_sessions(SIX, 2, 6)
    dues = (TODAY - 2 * DAY, TODAY, TODAY + 3 * DAY, None)
    return [with_commitments(first, TODAY - 9 * DAY), with_commitments(second, *dues)]


@pytest.fixture
def paths(room: Room) -> list[Path]:
    return create_files(room.folder, *two())


async def looking(desk: Desk) -> None:
    """Go from the library to the follow-up."""
    await desk.wait_for("c commitments")
    await desk.press("c")
    await desk.wait_until(lambda: isinstance(desk.app.screen, CommitmentsScreen))
    await desk.wait_for("open", "promised on")


def done_in(path: Path) -> list[bool]:
    return [commitment.done for commitment in SessionFile.open(path).session.commitments]


@pytest.mark.usefixtures("paths")
async def test_commitments_are_sorted_by_urgency_under_headings(room: Room) -> None:
    async with room.desk() as desk:
        await looking(desk)
        await desk.wait_for("5 open, 2 overdue · 0 done")
        order = ["Overdue  2", "Due today  1", "To come  1", "Without a day  1"]
        await desk.wait_for(*order)
        at = [next(n for n, row in enumerate(desk.rows) if text in row) for text in order]
        assert at == sorted(at)
        await desk.wait_for("[ ] ! Sat 31 Oct", "[ ] ! Sat 7 Nov", "[ ] Thu 12 Nov")
        await desk.wait_for("overdue since Sat 31 Oct · promised on 26 Oct 2026, Week 1")
        texts = ("write to the council", "To come  1", "Due today  1", "Sat 7 Nov", "Overdue  2")
        for text in texts[1::2]:  # a heading comes into sight with what stands under it
            await desk.press("up" if text != texts[1] else "end")
            await desk.wait_for(text)


async def test_space_ticks_off_in_the_file_and_u_takes_it_back(
    room: Room, paths: list[Path]
) -> None:
    untouched = paths[0].read_bytes()
    async with room.desk() as desk:
        await looking(desk)
        await desk.type_at_once("down", "space")
        await desk.wait_for("[✓]   Sat 7 Nov", "4 open, 1 overdue · 1 done")
        assert done_in(paths[1]) == [True, False, False, False]
        await desk.press("space")  # it stays where it is, and is open again
        await desk.wait_for("[ ] ! Sat 7 Nov", "5 open, 2 overdue · 0 done")
        assert done_in(paths[1]) == [False] * 4
        await desk.press("u")
        await desk.wait_until(lambda: done_in(paths[1])[0])
        await desk.press("u")
        await desk.wait_until(lambda: not done_in(paths[1])[0])
        await desk.press("u")
        await desk.wait_until(lambda: "nothing has been marked done here yet" in desk.messages)
    assert paths[0].read_bytes() == untouched


async def test_commitments_are_filtered_by_status(room: Room, paths: list[Path]) -> None:
    async with room.desk() as desk:
        await looking(desk)
        await desk.press("end", "enter")
        await desk.wait_for("open, of all", "[✓]", "4 open, 2 overdue · 1 done")
        await desk.press("a")
        await desk.wait_for("due, of all", "Overdue  2", "Due today  1", "4 open")
        assert "To come" not in desk.screen_text
        assert "[✓]" not in desk.screen_text
        await desk.press("a")
        await desk.wait_for("done, of all", "Done  1", "[✓]")
        assert "[ ]" not in desk.screen_text
        await desk.press("space")  # it stays where it is
        await desk.wait_for("5 open, 2 overdue · 0 done", "Done  1", "[ ]")
        await desk.press("u")
        await desk.wait_for("4 open, 2 overdue · 1 done")
        await desk.press("a")
        await desk.wait_for("all, of all", "Overdue  2", "To come  1", "Done  1", "4 open")
        await desk.press("escape")
        await desk.wait_for("open, of all", "To come  1")
        assert "[✓]" not in desk.screen_text
        await desk.press("escape")
        await desk.wait_until(lambda: isinstance(desk.app.screen, LibraryScreen))


async def test_click_chooses_and_another_one_ticks_off(room: Room, paths: list[Path]) -> None:
    async with room.desk() as desk:
        await looking(desk)
        await desk.wait_for("To come", "Thu 12 Nov")
        last = next(n for n, row in enumerate(desk.rows) if "Thu 12 Nov" in row)
        heading = next(n for n, row in enumerate(desk.rows) if "To come" in row)
        for _ in range(2):
            await desk.pilot.click(offset=(10, heading))
        await desk.pilot.click(offset=(10, last))
        await desk.wait_for("by Thu 12 Nov · promised")
        assert not any(done_in(paths[1]))
        await desk.pilot.click(offset=(30, last))
        await desk.wait_until(lambda: done_in(paths[1])[2])


async def test_thousands_of_commitments_can_be_reached(room: Room) -> None:
    first, second = two()
    create_files(room.folder, with_commitments(first, *[TODAY - DAY] * 1_200), second)
    async with room.desk() as desk:
        await looking(desk)
        await desk.wait_for("1,204 open", "Overdue  1,201")
        await desk.press("end")
        await desk.wait_for("Without a day  1", "no day · promised on 2 Nov 2026, Week 2")
        await desk.press("home", "pagedown", "pageup", "up")
        await desk.wait_for("Overdue  1,201", "overdue since Sat 7 Nov")


@pytest.mark.usefixtures("paths")
async def test_commitments_are_filtered_by_person(room: Room) -> None:
    async with room.desk() as desk:
        await looking(desk)
        await desk.press("f")
        await desk.enter("dee")
        await desk.wait_for("of dee", "2 open")
        assert sum("[ ]" in row and "Dee Park" in row for row in desk.rows) == 2
        await desk.press("a", "a")
        await desk.wait_for("No commitment done of anybody called dee")
        await desk.press("f")
        await desk.replace("zoe")
        await desk.wait_for("anybody called zoe")
        await desk.press("space")  # there is nothing to tick off
        await desk.press("escape")
        await desk.wait_for("5 open")
        await desk.press("f")
        await desk.type("q")
        await desk.press("escape", "escape")
        await desk.wait_until(lambda: isinstance(desk.app.screen, LibraryScreen))


@pytest.mark.usefixtures("paths")
async def test_commitments_hide_people_while_names_are_hidden(room: Room) -> None:
    async with room.desk() as desk:
        await desk.wait_for("c commitments")
        desk.app.session.toggle_names()
        await looking(desk)
        assert not any(name.split()[0] in desk.screen_text for name in SIX)
        desk.app.session.toggle_names()
        await desk.wait_for("Ana Ruiz")


@pytest.mark.usefixtures("paths")
async def test_letters_are_letters_while_a_name_is_typed(room: Room) -> None:
    async with room.desk() as desk:
        await looking(desk)
        await desk.type_at_once("f", "uqa ", "enter")
        await desk.wait_for("of uqa")
        await desk.press("?")
        assert on_help(desk)


async def test_missing_session_is_reported(room: Room, paths: list[Path]) -> None:
    async with room.desk() as desk:
        await looking(desk)
        paths[0].unlink()
        await desk.press("space")
        await desk.wait_until(lambda: any(paths[0].name in line for line in desk.messages))
        await desk.wait_for("5 open, 2 overdue · 0 done")
        await desk.press("u")
        await desk.wait_until(lambda: "nothing has been marked done here yet" in desk.messages)


async def test_undo_of_a_tick_is_told_only_once_it_is_kept(room: Room, paths: list[Path]) -> None:
    async with room.desk() as desk:
        await looking(desk)
        await desk.press("down", "space")
        await desk.wait_for("4 open, 1 overdue · 1 done")
        paths[1].unlink()
        await desk.press("u")
        await desk.wait_until(lambda: any(paths[1].name in line for line in desk.messages))
        assert not any(line.startswith("undone") for line in desk.messages)
        await desk.wait_for("4 open, 1 overdue · 1 done")


async def test_tick_outlives_a_reading_that_began_before_it(
    room: Room, paths: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    been_there, goes_on = Event(), Event()

    def slow(folder: Path, progress: Progress) -> CommitmentsRead:
        read = read_commitments(folder, progress)
        been_there.set()
        assert goes_on.wait(60)
        return read

    async with room.desk() as desk:
        await looking(desk)
        await desk.press("escape")
        monkeypatch.setattr("oneone_tui.services.cross_session.read_commitments", slow)
        await looking(desk)
        await desk.wait_until(been_there.is_set)
        await desk.press("down", "space")
        await desk.wait_for("4 open, 1 overdue · 1 done")
        goes_on.set()
        await desk.wait_until(lambda: not desk.app.cross_sessions.progress.is_reading)
        await desk.settle()
        await desk.wait_for("4 open, 1 overdue · 1 done")
        assert done_in(paths[1])[0]


@pytest.mark.usefixtures("paths")
async def test_files_that_cannot_be_read_are_told_where_one_looks(room: Room) -> None:
    (room.folder / "broken.json").write_text("{")
    async with room.desk() as desk:
        await desk.wait_for("c commitments")
        for times, key in enumerate(("c", "p", "t"), 1):
            await desk.press(key)
            await desk.wait_until(lambda times=times: len(desk.messages) == times)  # type: ignore[misc]
            if key == "c":
                await desk.press("escape")
        assert set(desk.messages) == {"left out: 1 file that cannot be read; the library says why"}


async def test_open_commitments_leave_out_other_folders(room: Room, tmp_path: Path) -> None:
    _, path = create_files(tmp_path / "elsewhere", *two())
    async with room.desk(path) as desk:
        await desk.wait_until(lambda: bool(desk.app.cross_session_state.commitments))
        await desk.press("q")
        await desk.wait_until(lambda: not desk.app.session.is_open)
        assert desk.app.cross_session_state.commitments is None


async def test_commitments_screen_says_when_empty(room: Room) -> None:
    create_files(room.folder, fresh_session(*SIX))
    async with room.desk() as desk:
        await desk.wait_for("c commitments")
        await desk.press("c")
        await desk.wait_for("No commitments yet.")
        await desk.press("space", "u", "down", "a", "q")
        await desk.wait_until(lambda: isinstance(desk.app.screen, LibraryScreen))


async def test_texts_are_never_markup(room: Room) -> None:
    first, second = two()
    commitments = (replace(second.commitments[0], text=HOSTILE), *second.commitments[1:])
    people = tuple(replace(p, name=f"{p.name} [b]") for p in second.people)
    info = replace(second.info, title="[/]")
    create_files(
        room.folder, replace(second, info=info, people=people, commitments=commitments), first
    )
    async with room.desk() as desk:
        await looking(desk)
        await desk.press("down")
        await desk.wait_for(f"[b]: {HOSTILE}", "[/]")


# ------------------------------------------------------------------------------ last time


@pytest.mark.usefixtures("paths")
async def test_at_the_next_setup_it_is_said_how_many_are_open(room: Room) -> None:
    async with room.desk(fresh_session(*SIX)) as desk:
        await desk.wait_for("c 5 commitments still open")
        await desk.wait_for("50 of 50 min", "Learn what each of you brings.")  # still in sight
        await desk.press("c")
        await desk.wait_for("5 open, 2 overdue")
        await desk.press("space")
        await desk.wait_for("4 open, 1 overdue")
        await desk.press("escape")
        assert desk.stage is Stage.SETUP
        await desk.wait_for("c 4 commitments still open")


@pytest.mark.usefixtures("paths")
async def test_open_commitments_are_listed_where_there_is_room(room: Room) -> None:
    async with room.desk(fresh_session(*SIX), ROOMY) as desk:
        await desk.wait_for("Last time you committed to", "Ana Ruiz: call three", "1 more")
        await desk.press("N")
        await desk.wait_for("· call three neighbours")
        await desk.resize(80, 24)
        await desk.wait_for("c 5 commitments still open")


@pytest.mark.usefixtures("paths")
async def test_open_commitments_are_of_people_present(room: Room) -> None:
    async with room.desk(fresh_session("Fay Wu", "Zoë")) as desk:
        await desk.wait_until(lambda: desk.app.cross_session_state.commitments is not None)
        await desk.settle()
        assert "still open" not in desk.screen_text
        await desk.press("a")
        await desk.enter("Dee Park")
        await desk.press("escape")
        await desk.wait_for("c 1 commitment still open")


@pytest.mark.usefixtures("paths")
async def test_c_in_a_name_opens_nothing(room: Room) -> None:
    async with room.desk(fresh_session(*SIX)) as desk:
        await desk.press("a")
        await desk.type("cc")
        assert desk.line.text == "cc"
        assert desk.stage is Stage.SETUP
