"""Progress of reading many sessions, as text."""

from __future__ import annotations

from collections.abc import Iterator

from textual.content import Content

BAR = 40
"""Cells of the bar."""


def progress_lines(done: int, of: int, then: str = "") -> Iterator[Content]:
    """Yield a bar, and a line with how many of the sessions are read, followed by `then`."""
    filled = round(done / max(of, 1) * BAR)
    yield Content.assemble(("━" * filled, "$primary"), ("─" * (BAR - filled), "$border"))
    yield Content(f"{done:,} of {of:,} sessions read{then}")
