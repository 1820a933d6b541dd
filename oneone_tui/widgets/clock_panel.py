"""The clock of a stage: the segment, the time left, and what comes next."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.reactive import var

from oneone_tui.keymap import start_key
from oneone_tui.widgets.big_digits import BigDigits, DigitSize
from oneone_tui.widgets.formatting.clock_text import (
    format_heading,
    format_next,
    format_time_left,
    format_urgency,
)
from oneone_tui.widgets.formatting.time_text import format_countdown
from oneone_tui.widgets.progress_line import ProgressLine
from oneone_tui.widgets.status_rows import OneRow
from oneone_tui.widgets.text_block import TextBlock, fit, spread_apart
from oneone_tui.workshop.agenda.alarms import Alarm, alarm_of
from oneone_tui.workshop.agenda.schedule import format_segment_title
from oneone_tui.workshop.agenda.timer import EMPTY_TIMER_STATE, TimerState
from oneone_tui.workshop.model.session import EMPTY_SESSION, Session

DEFAULT_ROWS, TALL = 24, 34
"""Rows of the terminal from which on the digits are larger."""
VAST = (150, 56)
"""Columns and rows from which on the digits can be read from across a large room."""
SIZES: tuple[DigitSize, ...] = ("small", "medium", "large", "huge")
"""The sizes of the digits on a low, a usual, a tall and a vast terminal."""


class ClockLine(OneRow):
    """The clock in one row, for stages that need the space for something else."""

    def compose_row(self, width: int) -> Content:
        """Return the title of the segment and the time left."""
        moment = self.moment
        if moment.segment is None:
            starts = f"{start_key()} starts the clock"
            words = "the workshop is over" if moment.finished else starts
            return fit(Content.styled(words, "$muted"), width)
        words, style = format_urgency(self.session, moment)
        left = Content.assemble(
            (format_segment_title(moment.segment), "bold"), (f"  {words}" if words else "", style)
        )
        return spread_apart(
            left, Content.styled(format_countdown(moment.seconds_left), "bold"), width
        )


class ClockPanel(Vertical):
    """The heading, big digits, a progress line, and what comes next."""

    DEFAULT_CSS = """
    ClockPanel { height: auto; }
    """

    session: var[Session] = var(EMPTY_SESSION)
    moment: var[TimerState] = var(EMPTY_TIMER_STATE)
    compact: var[bool] = var(default=False)
    """Whether the digits stay small: the room reads another clock."""

    def __init__(self, *sizes: DigitSize) -> None:
        # The most frequent state: adding the class later would style all children once more.
        super().__init__(classes=f"-{Alarm.CALM}")
        self._sizes = sizes or SIZES

    def compose(self) -> ComposeResult:
        """Yield the parts from the top."""
        yield TextBlock(id="clock-heading")
        with Vertical(id="clock-face"):
            yield BigDigits(id="digits", places=5)
        yield ProgressLine(id="progress")
        yield TextBlock(id="clock-next")

    def on_mount(self) -> None:
        """Choose the size of the digits."""
        self._fit_digits()

    def on_resize(self) -> None:
        """Choose the size of the digits for the new size of the terminal."""
        self._fit_digits()

    def watch_compact(self) -> None:
        """Choose the size of the digits anew."""
        if self.is_mounted:
            self._fit_digits()

    def watch_moment(self, moment: TimerState) -> None:
        """Update the clock."""
        if not self.is_mounted:
            return
        self.query_one(BigDigits).set_time(
            format_countdown(moment.seconds_left) if moment.segment else "0:00"
        )
        state = alarm_of(moment)
        for name in Alarm:
            self.set_class(state is name, f"-{name}")
        self.query_one(ProgressLine).set_fraction(moment.share_elapsed)
        self.query_one("#clock-heading", TextBlock).set_lines(format_heading(self.session, moment))
        below = self.query_one("#clock-next", TextBlock)
        width = below.content_size.width
        below.set_lines(format_next(moment, width), format_time_left(moment, width))

    def _fit_digits(self) -> None:
        columns, rows = self.app.size
        vast = columns >= VAST[0] and rows >= VAST[1]
        at = 3 if vast else (rows >= DEFAULT_ROWS) + (rows >= TALL)
        self.query_one(BigDigits).digit_size = self._sizes[0 if self.compact else at]
        self.watch_moment(self.moment)
