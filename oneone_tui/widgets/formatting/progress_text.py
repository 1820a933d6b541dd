"""Progress of reading many sessions, as text."""

from __future__ import annotations

from collections.abc import Iterator

from textual.content import Content

BAR = 40
"""Cells of the bar."""


def progress_lines(done: int, of: int, then: str = "") -> Iterator[Content]:
    """A bar, and under it how many of how many are read; `then` is added to that."""
    filled = round(done / max(of, 1) * BAR)
    yield Content.assemble(("━" * filled, "$primary"), ("─" * (BAR - filled), "$border"))
    yield Content(f"{done:,} of {of:,} sessions read{then}")
