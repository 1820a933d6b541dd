"""The draft of a line, kept off the event loop."""

from __future__ import annotations

import asyncio
from pathlib import Path

from oneone_tui.drafting import Drafting
from oneone_tui.store.drafts import Draft, DraftFile
from oneone_tui.workshop.text import ENTRY_LIMIT
from oneone_tui.workshop.words import Kind

HALF = Draft("a garden behind the hou", Kind.INTEREST)


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


def test_a_draft_comes_back_as_long_as_a_line_may_be(tmp_path: Path) -> None:
    draft = Draft("x" * ENTRY_LIMIT, Kind.VALUE)
    file = DraftFile(tmp_path / "first.json")
    file.keep(draft)
    assert file.load() == draft
