"""The library: what is found, renamed, put in the trash and taken back, and what is said of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from oneone_tui.exports.formats import ExportOptions
from oneone_tui.services.library_controller import LibraryController
from oneone_tui.state import LibraryState
from oneone_tui.store.library import Library
from tests.support.recording_outlet import RecordingOutlet
from tests.support.sessions import fresh_session

if TYPE_CHECKING:
    from pathlib import Path

GUIDE = "one-to-one"


class Shelf:
    """A library, and what was published of it."""

    def __init__(self, folder: Path) -> None:
        self.outlet = RecordingOutlet()
        self.published: list[LibraryState] = []
        self.is_session_open = False
        self.library = Library(folder)
        self.controller = LibraryController(
            self.library,
            self.outlet.outlet,
            self.published.append,
            console="desk",
            is_session_open=lambda: self.is_session_open,
        )

    @property
    def titles(self) -> list[str]:
        rows = self.controller.state.rows
        assert rows
        return [row.title for row in rows.orders["date"]]

    async def refreshed(self, chosen: Path | None = None) -> list[str]:
        self.controller.refresh(chosen)
        await self.outlet.finish()
        return self.titles


@pytest.fixture
async def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path / "sessions")


async def test_refresh_publishes_the_sessions_and_which_to_highlight(shelf: Shelf) -> None:
    assert await shelf.refreshed() == []
    path = await shelf.controller.create("First", GUIDE)
    assert path
    assert await shelf.refreshed(path) == ["First"]
    rows = shelf.published[-1].rows
    assert rows
    assert rows.chosen == path
    assert shelf.published[-1].progress is None


async def test_refresh_shows_every_reading_of_the_same_folder(shelf: Shelf) -> None:
    await shelf.refreshed()
    first = shelf.controller.state
    await shelf.refreshed()
    assert shelf.controller.state != first


async def test_create_says_why_it_could_not(shelf: Shelf) -> None:
    assert await shelf.controller.create("First", "no-such-guide") is None
    assert len(shelf.outlet.errors) == 1


async def test_duplicate_takes_the_people_along(shelf: Shelf) -> None:
    path = shelf.library.create(fresh_session("Ana Ruiz")).path
    copy = await shelf.controller.duplicate(path, "Second")
    assert copy
    session = await shelf.controller.read(copy)
    assert session
    assert session.info.title == "Second"
    assert [person.name for person in session.people] == ["Ana Ruiz"]


async def test_rename_gives_the_file_another_name(shelf: Shelf) -> None:
    path = await shelf.controller.create("First", GUIDE)
    assert path
    shelf.controller.rename(path, "Second")
    await shelf.outlet.finish()
    assert shelf.titles == ["Second"]
    assert not path.exists()


@pytest.mark.parametrize("what", ["rename", "trash"])
async def test_no_file_is_touched_once_a_session_is_open(shelf: Shelf, what: str) -> None:
    path = await shelf.controller.create("First", GUIDE)
    assert path
    shelf.is_session_open = True
    if what == "rename":
        shelf.controller.rename(path, "Second")
    else:
        shelf.controller.trash(path)
    await shelf.outlet.finish()
    assert path.exists()
    assert await shelf.refreshed() == ["First"]


async def test_trash_and_restore_are_told_and_counted(shelf: Shelf) -> None:
    path = await shelf.controller.create("First", GUIDE)
    assert path
    shelf.controller.trash(path)
    await shelf.outlet.finish()
    assert shelf.titles == []
    assert shelf.controller.state.trash_count == 1
    assert shelf.outlet.notified[-1].endswith("<library.undo> restores it")
    shelf.controller.restore()
    await shelf.outlet.finish()
    assert shelf.titles == ["First"]
    assert shelf.controller.state.trash_count == 0
    assert shelf.outlet.notified[-1] == "First is back"


async def test_restore_without_trash_says_nothing(shelf: Shelf) -> None:
    shelf.controller.restore()
    await shelf.outlet.finish()
    assert shelf.outlet.notified == shelf.outlet.errors == []


async def test_export_writes_the_session_as_shown_or_as_on_disk(shelf: Shelf) -> None:
    path = shelf.library.create(fresh_session("Ana Ruiz")).path
    shelf.controller.export(None, path, "md", ExportOptions())
    shelf.controller.export(fresh_session("Ben Okafor"), path, "md", ExportOptions())
    await shelf.outlet.finish()
    one, other = sorted((path.parent / "exports").iterdir(), key=lambda at: at.stat().st_mtime_ns)
    assert "Ana" in one.read_text()
    assert "Ben" in other.read_text()
    assert [line.startswith("written to") for line in shelf.outlet.notified] == [True, True]


async def test_read_says_what_is_wrong_with_a_file(shelf: Shelf, tmp_path: Path) -> None:
    (tmp_path / "broken.json").write_text("{")
    assert await shelf.controller.read(tmp_path / "broken.json") is None
    assert "broken.json" in shelf.outlet.errors[0]
