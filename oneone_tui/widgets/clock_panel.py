"""The clock as a stage shows it: what is on, how long still, what comes next."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.reactive import var

from oneone_tui.widgets.big_digits import BigDigits, DigitSize
from oneone_tui.widgets.chrome import OneRow
from oneone_tui.widgets.lines import Lines, fit, spread
from oneone_tui.widgets.progress_line import ProgressLine
from oneone_tui.widgets.words import clock_time, countdown
from oneone_tui.workshop.clock import Moment
from oneone_tui.workshop.nothing import NO_MOMENT
from oneone_tui.workshop.schedule import Segment, spoken_length

RED_SECONDS = 10
USUAL, TALL = 24, 34
"""Rows of the screen from which on the digits are larger."""
SIZES: tuple[DigitSize, ...] = ("small", "medium", "giant")
"""The digits on a low, a usual and a tall screen."""
AMBER_SHARE, RED_SHARE = 0.2, 0.05
"""The last parts of a segment in which the clock warns."""


def segment_title(segment: Segment, turns: int = 0) -> str:
    """A segment as the room calls it: ``Turn 1 of 2 · Conversation``."""
    if segment.turn:
        of = f" of {turns}" if turns else ""
        return f"Turn {segment.turn}{of} · {segment.title}"
    if segment.slot:
        return f"{segment.title} · pair {segment.slot}"
    return segment.title


def alarm(moment: Moment) -> str:
    """How the clock stands, as a class of the style sheet: empty while there is time."""
    if moment.segment is None:
        return ""
    if moment.paused:
        return "-paused"
    if moment.left <= 0:
        return "-over"
    if moment.left <= max(RED_SECONDS, moment.segment.seconds * RED_SHARE):
        return "-red"
    return "-amber" if moment.left <= moment.segment.seconds * AMBER_SHARE else ""


SIGNS = {"-paused": "‖ paused", "-over": "! over time", "-red": "! ending", "-amber": "soon"}
"""How each state of the clock reads without its colour."""


class ClockLine(OneRow):
    """The clock in one row, for the stages that need the room for something else."""

    def compose_row(self, width: int) -> Content:
        """The row as it should read now."""
        moment = self.moment
        if moment.segment is None:
            words = "the workshop is over" if moment.finished else "space starts the clock"
            return fit(Content.styled(words, "$muted"), width)
        state = alarm(moment)
        style = "bold $muted" if state == "-paused" else "bold $warning" if state else "bold"
        sign = SIGNS.get(state, "")
        left = Content.assemble(
            (segment_title(moment.segment), "bold"), (f"  {sign}" if sign else "", "$warning")
        )
        return spread(left, Content.styled(countdown(moment.left), style), width)


class ClockPanel(Vertical):
    """Heading, big digits, a progress line, and what comes next."""

    DEFAULT_CSS = """
    ClockPanel { height: auto; }
    """

    moment: var[Moment] = var(NO_MOMENT)

    def __init__(self, *sizes: DigitSize) -> None:
        super().__init__()
        self._sizes = sizes or SIZES

    def compose(self) -> ComposeResult:
        """From the top."""
        yield Lines(id="clock-heading")
        with Vertical(id="clock-face"):
            yield BigDigits(id="digits", places=5)
        yield ProgressLine(id="progress")
        yield Lines(id="clock-next")

    def on_mount(self) -> None:
        """Take the size that the screen has room for."""
        self.watch_moment(self.moment)

    def on_resize(self) -> None:
        """Larger digits where there is room."""
        rows = self.screen.size.height
        at = (rows >= USUAL) + (rows >= TALL)
        self.query_one(BigDigits).digit_size = self._sizes[at]

    def watch_moment(self, moment: Moment) -> None:
        """Show the second."""
        if not self.is_mounted:
            return
        shown = countdown(moment.left) if moment.segment else "0:00"
        self.query_one(BigDigits).show(shown)
        state = alarm(moment)
        for name in ("-paused", "-over", "-red", "-amber"):
            self.set_class(state == name, name)
        share = (
            moment.elapsed / moment.segment.seconds
            if moment.segment and moment.segment.seconds
            else 0
        )
        self.query_one(ProgressLine).show(share)
        self.query_one("#clock-heading", Lines).show(self._heading(moment, state))
        self.query_one("#clock-next", Lines).show(self._next(moment))

    def _heading(self, moment: Moment, state: str) -> Content:
        if moment.finished:
            return Content.styled("The workshop is over", "bold")
        if moment.segment is None:
            return Content.assemble(("Not started yet", "bold"), ("   space starts", "$muted"))
        turns = max((s.turn for s in moment.segments), default=0)
        sign = SIGNS.get(state, "")
        style = "$muted" if state == "-amber" else "bold $warning"
        return Content.assemble(
            (segment_title(moment.segment, turns), "bold"), (f"   {sign}" if sign else "", style)
        )

    def _next(self, moment: Moment) -> Content:
        following = moment.upcoming
        if moment.finished or (following is None and moment.segment is None):
            return Content()
        if following is None:
            return Content.styled("n ends the workshop", "$muted")
        length = spoken_length(following.seconds)
        text = f"next  {segment_title(following)} {length}"
        if moment.running:
            text += f" at {clock_time(moment.upcoming_at)}"
        return Content.styled(text, "$muted")
