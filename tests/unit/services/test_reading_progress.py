"""How far the reading of many files is: shown now and then, and over when the last one is."""

from __future__ import annotations

import asyncio

import pytest

from oneone_tui.services.reading_progress import ReadingCancelled, ReadingProgress

Shown = list[tuple[int, int] | None]


@pytest.fixture(autouse=True)
def _soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Show each file that has been read."""
    monkeypatch.setattr("oneone_tui.services.reading_progress.SOON", 0.0)


async def test_progress_is_shown_until_the_last_reading_is_over() -> None:
    shown: Shown = []
    progress = ReadingProgress(shown.append)
    with progress.reading() as one:
        with progress.reading() as other:
            await asyncio.to_thread(other, 1, 9)
            assert shown == [(1, 9)]
            other(8, 9)
        await asyncio.sleep(0)
        assert shown == [(1, 9)]  # that reading is over
        one(2, 9)
        await asyncio.sleep(0)
        assert shown == [(1, 9), (2, 9)]
    assert shown == [(1, 9), (2, 9), None]
    assert not progress.is_reading
    with pytest.raises(ReadingCancelled):
        one(3, 9)


async def test_cancel_ends_what_a_thread_still_reads() -> None:
    progress = ReadingProgress(Shown().append)
    with progress.reading() as tell:
        progress.cancel()
        with pytest.raises(ReadingCancelled):
            await asyncio.to_thread(tell, 1, 9)
