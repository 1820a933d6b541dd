"""The draft of a line, kept off the event loop."""

from __future__ import annotations

import asyncio
import threading
from pathlib import Path

import pytest

from oneone_tui.drafting import Drafting
from oneone_tui.store.drafts import Draft, DraftFile
from oneone_tui.workshop.text import ENTRY_LIMIT
from oneone_tui.workshop.words import Kind

HALF = Draft("a garden behind the hou", Kind.INTEREST)
NEWER = Draft("we keep our wor", Kind.VALUE)


async def test_the_draft_of_an_entered_line_stays_till_the_line_is_on_disk(tmp_path: Path) -> None:
    asked, landed = asyncio.Event(), asyncio.Event()

    async def on_disk() -> None:
        asked.set()
        await landed.wait()

    path = tmp_path / "a.json"
    file = DraftFile(path)
    drafting = Drafting(file, path, on_disk)
    assert drafting.want(HALF)
    await drafting.settle()
    assert drafting.want(None)
    keeping = asyncio.create_task(drafting.keep())
    await asked.wait()
    assert file.load() == HALF
    landed.set()
    keeping.cancel()
    await drafting.settle()
    assert file.load() is None


async def at_once() -> None:
    """Where all that was entered is on disk."""


async def test_drafting_keeps_the_newest_line_where_nobody_waited_for_an_older_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk takes its time over a line that was entered, and another one is typed meanwhile."""
    begun, go_on = threading.Event(), threading.Event()
    keep = DraftFile.keep

    def keep_slowly(self: DraftFile, draft: Draft | None) -> bool:
        if draft is None:
            begun.set()
            assert go_on.wait(10)
        return keep(self, draft)

    monkeypatch.setattr(DraftFile, "keep", keep_slowly)
    path = tmp_path / "a.json"
    file = DraftFile(path)
    drafting = Drafting(file, path, at_once)
    drafting.want(HALF)
    await drafting.settle()
    drafting.want(None)
    waiting = asyncio.create_task(drafting.settle())
    await asyncio.to_thread(begun.wait)
    waiting.cancel()
    drafting.want(NEWER)
    newest = asyncio.create_task(drafting.settle())
    go_on.set()
    await newest
    assert file.load() == NEWER
    assert not drafting.pending


async def test_drafting_is_pending_until_the_disk_takes_the_line(tmp_path: Path) -> None:
    folder = tmp_path / "stick"
    drafting = Drafting(DraftFile(folder / "a.json"), folder / "a.json", at_once)
    drafting.want(HALF)
    await drafting.settle()
    assert drafting.pending
    folder.mkdir()
    await drafting.settle()
    assert not drafting.pending


def test_a_draft_comes_back_as_long_as_a_line_may_be(tmp_path: Path) -> None:
    draft = Draft("x" * ENTRY_LIMIT, Kind.VALUE)
    file = DraftFile(tmp_path / "first.json")
    file.keep(draft)
    assert file.load() == draft
