"""Drawing the wall in the cells of a terminal, page by page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from textual.content import Content
from textual.geometry import Size

from oneone_tui.wall.clock_drawing import Moment, draw_clock_on_top, draw_rounds
from oneone_tui.wall.columns import DigitsRow, Page, WallRow
from oneone_tui.wall.part_drawing import (
    draw_larger_group,
    draw_pairing,
    draw_report_back,
    draw_setup,
    draw_summary,
)
from oneone_tui.wall.view import (
    AnyPart,
    LargerGroupPart,
    PairingPart,
    ReportBackPart,
    RoundsPart,
    SetupPart,
    SummaryPart,
    View,
)
from oneone_tui.widgets.formatting.time_text import format_clock_time
from oneone_tui.widgets.text_block import fit, spread_apart
from oneone_tui.workshop.model.session import Session
from oneone_tui.workshop.model.terms import STAGES

FRAME_ROWS = 4
"""Rows around a part: the title, the stages, a rule, and the foot."""
MARGIN = 2
"""Columns that stay free at both sides."""


class Drawing(NamedTuple):
    """One page of the wall, a row of the terminal each.

    `parts` has the text of what is read on each page, without the clock above it.
    """

    rows: tuple[WallRow, ...]
    page: int
    parts: tuple[str, ...]

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return len(self.parts)


def draw(
    view: View,
    session: Session,
    size: Size,
    now: datetime,
    *,
    page: int = 0,
    zoom: int = 0,
    notice: str = "",
) -> Drawing:
    """Return one page of the wall, exactly `size` cells.

    Args:
        view: What the wall shows.
        session: The public session that it was built from, for the names of the pairs.
        size: Columns and rows of the terminal.
        now: The time (UTC).
        page: The page, from 0; beyond the last one, it begins anew.
        zoom: One of `ZOOMS`.
        notice: A line for the foot, such as why the session cannot be read.
    """
    room = Size(max(size.width - 2 * MARGIN, 1), max(size.height - FRAME_ROWS, 1))
    top, pages = _draw_pages(view, session, Moment(now, room, zoom))
    at = page % len(pages)
    body = [_indented(row, size.width) for row in _padded([*top, *pages[at]], room)]
    rows = [*_head(view, size.width, now), *body, _foot(at, len(pages), notice, size.width)]
    return Drawing(tuple(rows[: size.height]), at, tuple(map(_text, pages)))


def _draw_pages(view: View, session: Session, moment: Moment) -> tuple[Page, list[Page]]:
    """Return what is above each page, and the pages."""
    part = view.part
    if isinstance(part, RoundsPart):
        return draw_rounds(view.frame, part, moment), [[]]
    question = part.question if isinstance(part, ReportBackPart) else ""
    top = draw_clock_on_top(view.frame, question, moment)
    room = Size(moment.room.width, max(moment.room.height - len(top), 1))
    return top, _draw_part(part, session, room)


def _text(page: Page) -> str:
    return "\n".join(row.plain for row in page if isinstance(row, Content))


def _draw_part(part: AnyPart, session: Session, room: Size) -> list[Page]:
    match part:
        case SetupPart():
            return draw_setup(part, room)
        case PairingPart():
            return draw_pairing(part, session, room)
        case ReportBackPart():
            return draw_report_back(part, room)
        case SummaryPart():
            return draw_summary(part, room)
        case LargerGroupPart():
            return draw_larger_group(part, room)
        case RoundsPart():
            return []


def _head(view: View, width: int, now: datetime) -> Iterator[Content]:
    frame = view.frame
    times = [Content.styled(format_clock_time(now), "bold")]
    if frame.times:
        times.append(Content.styled(frame.times, "" if frame.is_finished else "$muted"))
    if frame.slip:
        times.append(Content.styled(frame.slip, "bold $warning" if frame.is_late else "$muted"))
    title = Content.assemble((" 1:1 ", "bold $accent"), " ", (frame.title, "bold"))
    yield spread_apart(title, Content("   ").join(times) + " ", width)
    rails = (_rail(view, "   ", minutes=True), _rail(view, "  ", minutes=False))
    yield fit(next((rail for rail in rails if rail.cell_length <= width), rails[-1]), width)
    yield Content.styled("─" * width, "$border")


def _rail(view: View, gap: str, *, minutes: bool) -> Content:
    here = STAGES.index(view.frame.stage)
    parts = []
    for index, (name, length) in enumerate(view.frame.stages):
        sign = "▶" if index == here else "✓" if index < here else "·"
        text = f"{sign} {name} {length if minutes else ''}".rstrip()
        parts.append(Content.styled(text, "bold $accent" if index == here else "$muted"))
    return Content(" ") + Content(gap).join(parts)


def _foot(page: int, pages: int, notice: str, width: int) -> Content:
    count = f"page {page + 1} of {pages} " if pages > 1 else ""
    left = Content.styled(f" {notice}" if notice else "", "$warning")
    return spread_apart(left, Content.styled(count, "$muted"), width)


def _padded(rows: Sequence[WallRow], room: Size) -> Page:
    return [*rows[: room.height], *[Content()] * (room.height - len(rows))]


def _indented(row: WallRow, width: int) -> WallRow:
    if isinstance(row, DigitsRow):
        return DigitsRow((" " * MARGIN + row.cells).ljust(width)[:width], row.color)
    return fit(Content(" " * MARGIN) + row, width)
