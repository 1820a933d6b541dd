"""The agenda with clock times: a row for each segment, the total and the end."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content
from textual.reactive import var
from textual.widgets.option_list import Option

from oneone_tui.keymap import bindings
from oneone_tui.messages import MakeChanges
from oneone_tui.textual_patches.option_list import PlainList
from oneone_tui.widgets.formatting.time_text import format_clock_time, format_minutes
from oneone_tui.widgets.text_block import spread_apart
from oneone_tui.workshop.agenda.schedule import Segment, format_segment_title
from oneone_tui.workshop.agenda.timer import EMPTY_TIMER_STATE, TimerState, expected_starts
from oneone_tui.workshop.model.changes import (
    HoldSet,
    MinutesSet,
    SegmentEntered,
    SegmentPinned,
    TimeAdded,
)
from oneone_tui.workshop.model.session import EMPTY_SESSION, Session
from oneone_tui.workshop.model.terms import Stage


class AgendaList(PlainList):
    """One row for each segment; the keys change the highlighted one."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("agenda-list")

    session: var[Session] = var(EMPTY_SESSION)
    moment: var[TimerState] = var(EMPTY_TIMER_STATE)

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._rows: list[Content] = []

    @property
    def segment(self) -> Segment | None:
        """The highlighted segment, or None."""
        at = self.highlighted
        segments = self.moment.segments
        return segments[at] if at is not None and at < len(segments) else None

    def on_mount(self) -> None:
        """Fill the list with what was set before it was mounted."""
        self._fill()

    def on_resize(self) -> None:
        """Lay the rows out for the new width."""
        self._fill()

    def watch_moment(self) -> None:
        """Refill the list.

        The lengths may have changed, and before the start all times move with the time of day.
        """
        self._fill()

    def action_add(self, seconds: int) -> None:
        """Make the highlighted segment longer or shorter by `seconds`.

        Before the start, this changes the step, and so all its turns alike; later only the
        segment.
        """
        segment = self.segment
        step = self.session.guide.step(segment.step) if segment else None
        if segment is None or step is None:
            return
        if self.moment.started:
            self.post_message(MakeChanges(TimeAdded(segment=segment.id, seconds=seconds)))
            return
        minutes = round(step.minutes + seconds / 60, 4)
        if minutes > 0:
            self.post_message(MakeChanges(MinutesSet(step=step.id, minutes=minutes)))

    def action_hold(self) -> None:
        """Switch whether the clock waits at the end of the step or goes on by itself."""
        if self.segment:
            self.post_message(
                MakeChanges(HoldSet(step=self.segment.step, holds=self.segment.goes_on))
            )

    def action_pin(self) -> None:
        """Switch whether the segment keeps its length when the rest is shortened."""
        if self.segment:
            pinned = not self.segment.pinned
            self.post_message(MakeChanges(SegmentPinned(segment=self.segment.id, pinned=pinned)))

    @property
    def needs_pairs(self) -> bool:
        """Whether the highlighted segment cannot start yet because there are no pairs."""
        segment = self.segment
        return bool(segment and segment.stage is not Stage.SETUP and not self.session.pairs)

    def jump(self) -> SegmentEntered | None:
        """Return the change that jumps to the highlighted segment, if that is possible."""
        here, segment = self.moment, self.segment
        if segment is None or not here.started or here.segment == segment:
            return None
        return SegmentEntered(left=here.segment.id if here.segment else "", to=segment.id)

    def _fill(self) -> None:
        width = self.scrollable_content_region.width
        segments = self.moment.segments
        if not width or not segments:
            return
        rows = [
            self._row(at, segment, width)
            for at, segment in zip(
                expected_starts(self.session, self.moment), segments, strict=True
            )
        ]
        rows.append(self._total(width))
        if len(rows) == len(self._rows) and all(
            a.is_same(b) for a, b in zip(rows, self._rows, strict=True)
        ):
            return
        self._rows = rows
        before = self.highlighted
        last = len(rows) - 1
        self.set_options([Option(row, disabled=at == last) for at, row in enumerate(rows)])
        self.highlighted = min(max(self.moment.index, 0) if before is None else before, last - 1)

    def _row(self, at: datetime, segment: Segment, width: int) -> Content:
        here = segment == self.moment.segment
        left = Content.assemble(
            (f"{format_clock_time(at)} ", "$muted"),
            "▶" if here else " ",
            (format_segment_title(segment), "bold" if here else ""),
        )
        marks = ("pin " if segment.pinned else "") + ("→ " if segment.goes_on else "")
        right = Content.assemble(
            (marks, "$muted"), (f"{format_minutes(segment.seconds / 60):>4}", "bold")
        )
        return spread_apart(left, right, width)

    def _total(self, width: int) -> Content:
        total = sum(segment.seconds for segment in self.moment.segments)
        ends = self.moment.ends or self.moment.now + timedelta(seconds=total)
        nominal = format_minutes(self.session.guide.minutes)
        return spread_apart(
            Content.assemble((f"{format_clock_time(ends)}  ", "$muted"), ("ends", "bold")),
            Content.styled(f"{format_minutes(total / 60)} of {nominal} min", "bold"),
            width,
        )
