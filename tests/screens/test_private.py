"""What a console leaves on disk is for its owner's eyes, and stays in its folder."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from oneone_tui.store.draft_file import drafts_beside
from oneone_tui.store.library import Library
from tests.support.pilot import Room, rehearsed_session

TALKING = "turn-1-conversation"


@pytest.fixture
def open_umask() -> Iterator[None]:
    """A user who takes nothing away from anybody."""
    before = os.umask(0)
    yield
    os.umask(before)


@pytest.mark.usefixtures("open_umask")
async def test_files_of_a_console_are_private(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("oneone_tui.app.POLL_SECONDS", 0.05)
    monkeypatch.setattr("oneone_tui.store.summary_cache.MIN_CACHED", 0)
    Library(room.folder).create(rehearsed_session(0, title="to be thrown away"))
    async with room.desk(rehearsed_session(TALKING)) as desk:
        await desk.press("v")
        await desk.enter("we keep our word")
        await desk.wait_until_saved()
        await desk.press("escape", "e")
        await desk.enter("md")
        await desk.wait_until(lambda: any("written to" in line for line in desk.messages))
        await desk.press("v")
        await desk.type("a gard")
        await desk.wait_until(lambda: bool(drafts_beside(desk.path)))
        await desk.wait_until(lambda: any(room.folder.glob(".consoles/*")))
        check_private(room.folder)
        await desk.press("escape", "q")
        await desk.wait_until(lambda: "to be thrown away" in desk.screen_text)
        await desk.press("down", "x")
        await desk.wait_until(lambda: bool(desk.app.library_state.trash_count))
        await desk.settle()
    names = check_private(room.folder)
    for part in (".lock", ".seen", ".draft", ".previous", ".md", "index"):
        assert any(part in name for name in names), part
    assert (room.folder / "trash").is_dir()


def check_private(folder: Path) -> list[str]:
    """Nobody else can read `folder` or anything in it; the names of all there is."""
    there = [folder, *folder.rglob("*")]
    for path in there:
        private = 0o700 if path.is_dir() else 0o600
        assert stat.S_IMODE(path.stat().st_mode) == private, path
    return [path.name for path in there]


async def test_exports_do_not_follow_a_link_out_of_the_folder(room: Room, tmp_path: Path) -> None:
    (tmp_path / "public").mkdir()
    async with room.desk(rehearsed_session(TALKING)) as desk:
        (room.folder / "exports").symlink_to(tmp_path / "public")
        await desk.press("e")
        await desk.enter("md")
        await desk.wait_until(lambda: bool(desk.messages))
        assert desk.messages == ["exports is a link: put a folder in its place"]
        assert not list((tmp_path / "public").iterdir())


async def test_network_disk_is_reported_once(
    room: Room, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mounts = tmp_path / "mountinfo"
    here = str(tmp_path).replace(" ", r"\040")
    mounts.write_text(f"30 22 0:25 / {here} rw - nfs4 server:/team rw\n")
    monkeypatch.setattr("oneone_tui.store.network_disk.MOUNTS", mounts)
    async with room.desk() as desk:
        await desk.wait_until(
            lambda: any("network disk (nfs4)" in n.message for n in desk.app._notifications)
        )
        await desk.press("n")
        await desk.enter("First")
        await desk.wait_until(lambda: desk.stage is not None)
        told = [n for n in desk.app._notifications if "network disk" in n.message]
        assert len(told) == 1
