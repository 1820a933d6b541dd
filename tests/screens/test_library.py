"""The library: opened, left, begun from, and what it says of files that cannot be opened."""

from __future__ import annotations

from oneone_tui.screens.library import LibraryScreen
from oneone_tui.workshop.words import Stage
from tests.screens.desk import OVER, ROUNDS, SUMMARY, Room, fresh, rehearsed

HALF = b'{"session": {"1": {"id"'


async def test_an_empty_library_says_what_to_do_and_makes_nothing(room: Room) -> None:
    async with room.desk() as desk:
        await desk.shows("No workshop here yet")
        await desk.press("enter", "down", "enter")
        await desk.press("n", "escape", "n")  # no new one after all
        await desk.shows("title of the new workshop ›")
        await desk.press("escape")
        await desk.press("n", "space", "enter")  # a title of nothing
        assert isinstance(desk.app.screen, LibraryScreen)
        assert desk.line.text == ""
    assert not room.folder.exists()


async def test_a_new_workshop_is_kept_at_once_and_stands_in_the_library(room: Room) -> None:
    async with room.desk() as desk:
        await desk.press("n")
        await desk.enter("  Tenants' Union: 李 & Zoë  ")
        await desk.until(lambda: desk.stage is Stage.SETUP)
        assert desk.session.info.title == "Tenants' Union: 李 & Zoë"
        assert desk.kept == desk.session
        assert room.names() == ["2026-11-09-tenants-union-zoe.json"]
        await desk.press("q")
        await desk.until(lambda: isinstance(desk.app.screen, LibraryScreen))
        await desk.shows("People", "Tenants' Union: 李 & Zoë")
        await desk.press("n")
        await desk.paste("Tenants' Union:\n李 & Zoë\n")
        await desk.press("enter")
        await desk.until(lambda: desk.stage is Stage.SETUP)
    assert room.names() == [
        "2026-11-09-tenants-union-zoe-2.json",
        "2026-11-09-tenants-union-zoe.json",
    ]


async def test_each_session_opens_at_its_stage_and_leaves_nothing_behind(room: Room) -> None:
    room.keep(rehearsed(ROUNDS, title="A: at the rounds"))
    room.keep(rehearsed(OVER, title="B: over"))
    room.keep(fresh("Ana Ruiz", title="C: just begun"))
    async with room.desk() as desk:
        await desk.shows("A: at", "B: over", "C: just")
        rows = [row for row in desk.rows if row.strip().startswith("2026-11-09")]
        assert [row.split()[1] for row in rows] == ["A:", "B:", "C:"]
        assert [row.split()[-2:] for row in rows] == [
            ["Rounds", "6"],
            ["Summary", "6"],
            ["Setup", "1"],
        ]
        for downs, stage in ((0, Stage.ROUNDS), (1, Stage.SUMMARY), (2, Stage.SETUP)):
            await desk.press("home", *["down"] * downs, "enter")
            await desk.until(lambda stage=stage: desk.stage is stage)  # type: ignore[misc]
            assert desk.kept == desk.session
            await desk.press("q")
            await desk.until(lambda: isinstance(desk.app.screen, LibraryScreen))
            assert desk.session.people == ()


async def test_what_was_done_shows_in_the_library_on_return(room: Room) -> None:
    async with room.desk(rehearsed(SUMMARY, title="Last week")) as desk:
        await desk.press("<", "<")
        assert desk.stage is Stage.ROUNDS
        await desk.press("q")
        await desk.until(lambda: isinstance(desk.app.screen, LibraryScreen))
        await desk.shows("Rounds", "Last week")


async def test_a_damaged_and_a_newer_file_are_told_and_left_as_they_are(room: Room) -> None:
    whole = room.keep(fresh("Ana Ruiz", title="Newer")).read_text()
    (room.folder / "2026-11-08-cut.json").write_bytes(HALF)
    newer = room.folder / "2026-11-09-newer.json"
    newer.write_text(whole.replace('"format": 1', '"format": 99'))
    as_it_was = {path: path.read_bytes() for path in room.folder.iterdir()}
    async with room.desk() as desk:
        await desk.shows("2026-11-08-cut.json")
        for _ in range(2):
            await desk.press("enter", "down")
        assert len(desk.told) == 2
        assert {line.split()[0] for line in desk.told} == {path.name for path in as_it_was}
        assert isinstance(desk.app.screen, LibraryScreen)
    assert {path: path.read_bytes() for path in room.folder.iterdir()} == as_it_was


async def test_a_session_that_is_gone_by_the_time_it_is_opened_is_told(room: Room) -> None:
    path = room.keep(fresh("Ana Ruiz"))
    async with room.desk() as desk:
        path.unlink()
        await desk.press("enter")
        await desk.until(lambda: bool(desk.told))
        assert path.name in desk.told[0]
        assert isinstance(desk.app.screen, LibraryScreen)


async def test_the_rehearsal_runs_by_itself_and_can_be_left(room: Room) -> None:
    async with room.desk() as desk:
        await desk.press("r")
        await desk.until(lambda: len(desk.session.people) == 6 and desk.app.moment.running)
        await desk.press("q")
        await desk.until(lambda: isinstance(desk.app.screen, LibraryScreen))
        await desk.shows("Rehearsal", "People")
        assert desk.session.people == ()
    assert len(room.names()) == 1


async def test_q_in_the_library_ends_the_program(room: Room) -> None:
    async with room.desk() as desk:
        await desk.press("q")
        await desk.until(lambda: not desk.app.is_running)
        assert desk.app.return_code == 0
