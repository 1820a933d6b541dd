"""The agenda with clock times: a row a segment, its minutes, the total and the end."""

from __future__ import annotations

from datetime import timedelta

from textual.content import Content
from textual.reactive import var
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from oneone_tui.widgets.clock_panel import segment_title
from oneone_tui.widgets.lines import spread
from oneone_tui.widgets.words import clock_time, minutes_words
from oneone_tui.workshop.clock import Moment
from oneone_tui.workshop.nothing import NO_MOMENT, NO_SESSION
from oneone_tui.workshop.schedule import schedule_of, with_starts
from oneone_tui.workshop.session import Session


class AgendaList(OptionList):
    """A row a segment; the highlighted one's minutes can be changed. Its option's id is a step."""

    session: var[Session] = var(NO_SESSION)
    moment: var[Moment] = var(NO_MOMENT)

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id, markup=False, compact=True)
        self._rows: list[Content] = []

    @property
    def step(self) -> str:
        """The id of the highlighted step, or an empty text."""
        segments = schedule_of(self.session)
        at = self.highlighted
        return segments[at].step if at is not None and at < len(segments) else ""

    def on_mount(self) -> None:
        """Fill in what was already known."""
        self._fill()

    def on_resize(self) -> None:
        """The rows are made for the width."""
        self._fill()

    def watch_session(self) -> None:
        """Minutes may have changed."""
        self._fill()

    def watch_moment(self) -> None:
        """Before the start, the times move on with the time of day."""
        self._fill()

    def _fill(self) -> None:
        width = self.scrollable_content_region.width
        segments = schedule_of(self.session)
        if not width or not segments:
            return
        start = self.moment.started or self.moment.now
        rows = []
        for at, segment in with_starts(segments, start):
            minutes = minutes_words(segment.seconds / 60)
            left = Content.assemble((f"{clock_time(at)}  ", "$muted"), segment_title(segment))
            rows.append(spread(left, Content.styled(f"{minutes:>4}", "bold"), width))
        total = sum(segment.seconds for segment in segments)
        ends = start + timedelta(seconds=total)
        nominal = minutes_words(self.session.guide.minutes)
        rows.append(
            spread(
                Content.assemble((f"{clock_time(ends)}  ", "$muted"), ("ends", "bold")),
                Content.styled(f"{minutes_words(total / 60)} of {nominal} min", "bold"),
                width,
            )
        )
        if len(rows) == len(self._rows) and all(
            a.is_same(b) for a, b in zip(rows, self._rows, strict=True)
        ):
            return
        self._rows = rows
        before = self.highlighted
        last = len(rows) - 1
        self.set_options([Option(row, disabled=at == last) for at, row in enumerate(rows)])
        self.highlighted = min(before or 0, last - 1)
