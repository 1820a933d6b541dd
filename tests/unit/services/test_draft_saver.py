"""The draft of a line, kept off the event loop."""

from __future__ import annotations

import asyncio
import os
import pty
import sys
import threading
from pathlib import Path

import pytest

from oneone_tui.services.draft_saver import DraftSaver, place_of_console
from oneone_tui.store.draft_file import Draft, DraftFile, draft_path
from oneone_tui.store.open_consoles import ConsolesAtSession
from oneone_tui.workshop.model.terms import NoteKind
from oneone_tui.workshop.text import ENTRY_LIMIT
from tests.support.session_store import read_drafts

HALF = Draft("a garden behind the hou", NoteKind.INTEREST)
NEWER = Draft("we keep our wor", NoteKind.VALUE)


async def test_draft_saver_keeps_draft_until_line_is_on_disk(tmp_path: Path) -> None:
    asked, landed = asyncio.Event(), asyncio.Event()

    async def on_disk() -> None:
        asked.set()
        await landed.wait()

    path = tmp_path / "a.json"
    file = DraftFile(path)
    drafting = DraftSaver(file, path, on_disk)
    assert drafting.set_draft(HALF)
    await drafting.save()
    assert drafting.set_draft(None)
    keeping = asyncio.create_task(drafting.save_changes())
    await asked.wait()
    assert file.load() == HALF
    landed.set()
    keeping.cancel()
    await drafting.save()
    assert file.load() is None


async def all_on_disk() -> None:
    """Where all that was entered is on disk."""


async def test_draft_saver_keeps_newest_line_if_older_write_is_slow(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk takes its time over a line that was entered, and another one is typed meanwhile."""
    begun, go_on = threading.Event(), threading.Event()
    save = DraftFile.save

    def save_slowly(self: DraftFile, draft: Draft | None) -> bool:
        if draft is None:
            begun.set()
            assert go_on.wait(10)
        return save(self, draft)

    monkeypatch.setattr(DraftFile, "save", save_slowly)
    path = tmp_path / "a.json"
    file = DraftFile(path)
    drafting = DraftSaver(file, path, all_on_disk)
    drafting.set_draft(HALF)
    await drafting.save()
    drafting.set_draft(None)
    waiting = asyncio.create_task(drafting.save())
    await asyncio.to_thread(begun.wait)
    waiting.cancel()
    drafting.set_draft(NEWER)
    newest = asyncio.create_task(drafting.save())
    go_on.set()
    await newest
    assert file.load() == NEWER
    assert not drafting.pending


async def test_draft_saver_is_pending_until_disk_accepts_line(tmp_path: Path) -> None:
    folder = tmp_path / "stick"
    drafting = DraftSaver(DraftFile(folder / "a.json"), folder / "a.json", all_on_disk)
    drafting.set_draft(HALF)
    await drafting.save()
    assert drafting.pending
    folder.mkdir()
    await drafting.save()
    assert not drafting.pending


async def test_draft_saver_writes_at_once_and_then_every_second(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pauses: asyncio.Queue[float] = asyncio.Queue()
    over = asyncio.Semaphore(0)
    entered: list[str] = []

    async def pause(seconds: float) -> None:
        pauses.put_nowait(seconds)
        await over.acquire()

    async def on_disk() -> None:
        entered.append("a line")

    monkeypatch.setattr(asyncio, "sleep", pause)
    file = DraftFile(tmp_path / "a.json")
    drafting = DraftSaver(file, tmp_path / "a.json", on_disk)
    assert not drafting.set_draft(None)
    assert drafting.set_draft(HALF)
    assert drafting.draft == HALF
    keeping = asyncio.create_task(drafting.save_changes())
    assert await pauses.get() == 1.0
    assert file.load() == HALF
    assert not drafting.set_draft(NEWER), "somebody keeps it already"
    await drafting.save_changes()
    assert file.load() == HALF
    over.release()
    assert await pauses.get() == 1.0
    assert file.load() == NEWER
    over.release()
    await keeping
    assert entered == []
    assert drafting.set_draft(None)
    over.release()
    await drafting.save_changes()
    assert (file.load(), entered) == (None, ["a line"])


async def test_draft_saver_left_returns_draft_of_departed_console(tmp_path: Path) -> None:
    path, here = tmp_path / "a.json", ConsolesAtSession(tmp_path / "a.json", "desk")
    here.announce()
    DraftFile(path, here.token).save(NEWER)
    drafting = DraftSaver(DraftFile(path, "00000002"), path, all_on_disk)
    assert await drafting.take_over(lambda _: False) == (None, 0)
    DraftFile(path, "00000001").save(HALF)
    assert await drafting.take_over(lambda _: False) == (HALF, 0)
    assert drafting.draft == HALF
    assert not drafting.pending
    assert DraftFile(path, here.token).load() == NEWER
    here.leave()


async def test_draft_saver_left_deletes_drafts_already_entered(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    drafting = DraftSaver(DraftFile(path, "00000003"), path, all_on_disk)
    for at, (token, draft) in enumerate((("00000001", NEWER), ("00000002", HALF))):
        DraftFile(path, token).save(draft)
        os.utime(draft_path(path, token), (at, at))
    assert await drafting.take_over(HALF.__eq__) == (NEWER, 0)
    assert read_drafts(path) == [NEWER]
    DraftFile(path, "00000001").save(HALF)
    assert await drafting.take_over(lambda _: True) == (None, 0)
    assert read_drafts(path) == []
    assert not drafting.pending


def test_place_of_console_is_machine_and_terminal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen, keyboard = pty.openpty()
    with os.fdopen(screen, "rb", 0), os.fdopen(keyboard) as stdin:
        monkeypatch.setattr(sys, "__stdin__", stdin)
        assert place_of_console("desk") == f"desk {os.ttyname(keyboard)}"
    assert place_of_console("desk") == "desk "  # it is closed
    (tmp_path / "keys").touch()
    with (tmp_path / "keys").open() as file:
        monkeypatch.setattr(sys, "__stdin__", file)
        assert place_of_console("desk") == "desk "
    monkeypatch.setattr(sys, "__stdin__", None)
    assert place_of_console("desk") == "desk "


def test_draft_file_keeps_line_of_maximum_length(tmp_path: Path) -> None:
    draft = Draft("x" * ENTRY_LIMIT, NoteKind.VALUE)
    file = DraftFile(tmp_path / "first.json")
    file.save(draft)
    assert file.load() == draft
