"""The clock of the wall: as large as there is room, or on top of another part."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import zip_longest
from typing import NamedTuple

from textual.content import Content
from textual.geometry import Size

from oneone_tui.wall.columns import (
    LEAST_PAIR,
    Block,
    DigitsRow,
    Page,
    center,
    center_in_room,
    column_count,
    column_width,
    side_by_side,
)
from oneone_tui.wall.view import Frame, PairLine, RoundsPart, SegmentClock
from oneone_tui.widgets.big_digits import DigitFace, block_face, line_face
from oneone_tui.widgets.formatting.time_text import format_countdown
from oneone_tui.widgets.text_block import Row, fit, wrap_rows
from oneone_tui.workshop.agenda.alarms import Alarm

LEAST_DIGITS = 5
"""Rows of the big digits at least."""
PROMPT_COLUMNS = 76
"""Columns of a prompt at most: longer lines are hard to read."""
ROLE = 11
"""Columns of the name of a role."""
MINUTE = 60
SHARES = {-1: 0.25, 0: 0.5, 1: 1.0}
"""The share of the rows that the digits keep, whatever else there is, by the zoom."""
ZOOMS = tuple(SHARES)
"""How large the clock is: smaller, with more beside it, or larger, with less."""
COLORS = {
    Alarm.CALM: "primary",
    Alarm.AMBER: "warning",
    Alarm.RED: "error",
    Alarm.OVER: "error",
    Alarm.PAUSED: "muted",
}
"""The color of the clock."""
URGENT = "bold $warning"


class Moment(NamedTuple):
    """What clocks are drawn by: the time (UTC), the cells there are, and one of `ZOOMS`."""

    now: datetime
    room: Size
    zoom: int


def format_wall_time(clock: SegmentClock, now: datetime) -> str:
    """Format the time of the big digits: ``6:42``, ``42`` in the last minute, ``+0:31``."""
    text = format_countdown(clock.countdown.seconds_left(now))
    is_pausing = clock.alarm is Alarm.PAUSED
    return text if is_pausing or text == "0:00" else text.removeprefix("0:")


def draw_clock_on_top(frame: Frame, question: str, moment: Moment) -> Page:
    """Return the clock above another part: the segment on the left, digits on the right.

    `question` takes the place of what comes next.
    """
    clock = frame.clock
    if clock is None:
        return []
    text = format_countdown(clock.countdown.seconds_left(moment.now)).rjust(5)
    digits = _join_glyphs(_face_on_top(moment), text)
    width = max(moment.room.width - len(digits[0]) - 1, 1)
    below = Content.styled(question, "bold") if question else _next(frame)
    words = [fit(_heading(clock, moment.now), width), *wrap_rows([below], width)][: len(digits)]
    style = f"bold ${COLORS[clock.alarm]}"
    rows = zip_longest(words, digits, fillvalue=Content())
    return [*(Content.assemble(fit(a, width), " ", (str(b), style)) for a, b in rows), Content()]


def draw_rounds(frame: Frame, part: RoundsPart, moment: Moment) -> Page:
    """Return the clock as large as there is room, with what people do now."""
    clock, room = frame.clock, moment.room
    if clock is None:
        words = "The workshop is over" if frame.is_finished else "The rounds begin in a moment"
        over = center_in_room([Content.styled(words, "bold")], Size(room.width, 3))
        return [*over, Content(), *_pair_rows(part.pairs, room.width, room.height - 4)]
    above = [*center([_heading(clock, moment.now)], room.width), Content()]
    below = [Content(), *center(_what_to_do(frame, part, moment), room.width)]
    free = room.height - len(above) - len(below)
    keeps = max(LEAST_DIGITS, round(room.height * SHARES[moment.zoom]))
    extras: Block = []
    for more in _extras(part, moment):
        if free - len(extras) - len(more) >= keeps:
            extras += more
    free -= len(extras)
    digits = _draw_digits(clock, Size(room.width, max(free, LEAST_DIGITS)), moment.now)
    spare = max(free - len(digits), 0)
    blanks = [Content()] * spare
    return [*above, *blanks[: spare // 2], *digits, *blanks[spare // 2 :], *below, *extras]


def _heading(clock: SegmentClock, now: datetime) -> Content:
    words = clock.words
    if clock.moves_on:
        words = f"{words}, next in {format_countdown(clock.moves_on.seconds_left(now))}"
    return Content.assemble((clock.title, "bold $accent"), (f"   {words}" if words else "", URGENT))


def _next(frame: Frame) -> Content:
    return Content.styled(f"next  {frame.following}" if frame.following else "", "$muted")


def _what_to_do(frame: Frame, part: RoundsPart, moment: Moment) -> Block:
    says = part.switch or part.prompt
    prompt = Content.styled(says, URGENT if part.switch else "bold")
    lines = wrap_rows([prompt], min(moment.room.width, PROMPT_COLUMNS))
    if part.trio:
        lines.append(_trio(part, moment.now))
    if moment.zoom < ZOOMS[-1]:
        lines.append(_next(frame))
    return lines


def _trio(part: RoundsPart, now: datetime) -> Content:
    if part.trio_switch:
        return Content.styled(part.trio_switch, URGENT)
    left = part.trio_clock.seconds_left(now) if part.trio_clock else 0
    # Whole minutes until the last one: two clocks that count seconds are one too many.
    time = f"{math.ceil(left / MINUTE)} min left" if left > MINUTE else format_countdown(left)
    return Content.styled(f"Trios: {part.trio}, {time if left > 0 else 'time is up'}", "bold")


def _extras(part: RoundsPart, moment: Moment) -> Iterator[Block]:
    """Yield what stands below the clock if there is room: the roles, then the pairs."""
    if moment.zoom == ZOOMS[-1]:
        return
    width = min(moment.room.width, PROMPT_COLUMNS)
    indent = Content(" " * ((moment.room.width - width) // 2))
    roles = [
        Row(Content.styled(f"{role:<{ROLE}}", "bold"), Content(text)) for role, text in part.roles
    ]
    if roles:
        yield [Content(), *(indent + line for line in wrap_rows(roles, width))]
    pairs = _pair_rows(part.pairs, moment.room.width, moment.room.height)
    if pairs:
        yield [Content(), *pairs]


def _pair_rows(pairs: Sequence[PairLine], width: int, height: int) -> Block:
    """Return the pairs in as many columns as fit; nothing if they are too many for that."""
    if not pairs:
        return []
    columns = column_count(width, LEAST_PAIR, len(pairs))
    lines = [
        Content.assemble(
            (f"{pair.number:>3} ", "bold $accent"),
            (pair.organizer, "bold"),
            f" → {pair.organizee}" if pair.organizee else "",
            (f"  {pair.beside}" if pair.beside else "", "$muted"),
        )
        for pair in pairs
    ]
    rows = math.ceil(len(lines) / columns)
    if rows > height:
        return []
    parts = [lines[first : first + rows] for first in range(0, len(lines), rows)]
    return [
        row for row in side_by_side(parts, column_width(width, columns)) if isinstance(row, Content)
    ]


def _draw_digits(clock: SegmentClock, space: Size, now: datetime) -> Page:
    text = format_wall_time(clock, now)
    text = text if len(text) < 3 else text.rjust(4)
    rows = [row.rstrip() for row in _join_glyphs(_largest_face(space, text), text)]
    across = max(map(len, rows))
    color = COLORS[clock.alarm]
    return [DigitsRow(row.ljust(across).center(space.width), color) for row in rows]


def _largest_face(space: Size, text: str) -> DigitFace:
    """Return the largest face that fits and whose pixels are whole rows.

    A half row would have to be sent as a sign of three bytes in two colors.
    """
    pixels = sum(2 if char == ":" else 4 for char in text) - 1
    across = max(1, space.width // pixels)
    rows = max(1, min(space.height // 5, (across * 3 + 1) // 4))
    return block_face(across, 2 * rows)


def _face_on_top(moment: Moment) -> DigitFace:
    room = moment.room
    large = (room.height >= 20) + (room.height >= 50 and room.width >= 146) + moment.zoom
    return line_face() if large <= 0 else block_face(2, 2) if large == 1 else block_face(3, 3)


def _join_glyphs(face: DigitFace, text: str) -> list[str]:
    return ["".join(row) for row in zip(*map(face.rows, text), strict=True)]
