from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from oneone_tui.config.settings import DEFAULT_SETTINGS
from oneone_tui.store.session_file import SessionFile
from oneone_tui.store.session_reader import SessionReader
from oneone_tui.wall.app import PAGE_SECONDS, WallApp
from oneone_tui.wall.session_follower import SessionFollower
from oneone_tui.workshop.model.changes import NoteDraft, NotesWritten
from oneone_tui.workshop.model.session import TEAM_ONE, Session
from oneone_tui.workshop.model.terms import NoteKind
from tests.support.pilot import HandClock
from tests.support.session_store import change_to_save
from tests.support.sessions import time_at
from tests.support.wall_sessions import rehearsed_at


@asynccontextmanager
async def wall_of(
    folder: Path, session: Session, seconds: float, size: tuple[int, int] = (80, 24)
) -> AsyncIterator[tuple[WallApp, HandClock]]:
    """A running wall whose clock is moved by hand; it has shown its keys already."""
    path = SessionFile.create(folder / "session.json", session).path
    clock = HandClock(time_at(seconds))
    follower = SessionFollower(SessionReader.open(path))
    app = WallApp(follower, time=clock, settings=DEFAULT_SETTINGS)
    async with app.run_test(size=size):
        yield app, clock


def shown(app: WallApp) -> str:
    return "\n".join(app.surface.lines)


async def test_pages_turn_by_themselves_until_all_were_shown(tmp_path: Path) -> None:
    async with wall_of(tmp_path, rehearsed_at(4000, 60), 4000) as (app, clock):
        feet = []
        for _ in range(30):
            app.show_now()
            feet.append(shown(app).splitlines()[-1].rpartition("page ")[2].strip())
            clock.advance(PAGE_SECONDS)
        count = int(feet[0].split()[-1])
        assert count > 3
        assert feet == [f"{at % count + 1} of {count}" for at in range(30)]


async def test_new_line_of_the_flipchart_turns_to_its_page(tmp_path: Path) -> None:
    session = rehearsed_at(2700, 60)
    async with wall_of(tmp_path, session, 2700) as (app, _):
        app.show_now()
        assert "page 1 of" in shown(app)
        note = NoteDraft(text="the newest of all")
        kind = NoteKind.VALUE
        written = NotesWritten(kind=kind, notes=(note,), team=TEAM_ONE, pair="", on_board=True)
        file = SessionFile.open(tmp_path / "session.json")
        file.change([change_to_save(written, 2700)])
        async with asyncio.timeout(10):
            while "the newest of all" not in shown(app):
                await app._follower.poll()
                app.show_now()


async def test_keys_are_told_at_the_start_only(tmp_path: Path) -> None:
    async with wall_of(tmp_path, rehearsed_at(400), 400) as (app, clock):
        app.show_now()
        assert "q ends the wall" in shown(app)
        clock.advance(11)
        app.show_now()
        assert "q ends the wall" not in shown(app)


async def test_wall_on_a_tiny_terminal_asks_for_more_room(tmp_path: Path) -> None:
    async with wall_of(tmp_path, rehearsed_at(400), 400, (30, 8)) as (app, _):
        app.show_now()
        assert "the wall needs 60 × 18" in shown(app)
    for size in ((1, 1), (5, 3), (59, 17)):
        folder = tmp_path / f"{size}"
        folder.mkdir()
        async with wall_of(folder, rehearsed_at(2700), 2700, size) as (app, _):
            app.show_now()
            assert len(app.surface.lines) == size[1]
