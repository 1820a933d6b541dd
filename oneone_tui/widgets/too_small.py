"""The message for a terminal that is too small for a screen."""

from __future__ import annotations

from textual.content import Content
from textual.geometry import Region
from textual.reactive import var
from textual.strip import Strip

from oneone_tui.state import SessionState
from oneone_tui.widgets.formatting.clock_text import format_urgency
from oneone_tui.widgets.formatting.time_text import format_countdown
from oneone_tui.widgets.text_block import TextBlock
from oneone_tui.workshop.agenda.schedule import format_segment_title
from oneone_tui.workshop.agenda.timer import EMPTY_TIMER_STATE, TimerState
from oneone_tui.workshop.model.session import EMPTY_SESSION, Session

TOO_SMALL = "oneone needs 60 × 18."


class TooSmallNotice(TextBlock):
    """The clock and a request for more room, for a terminal that is too small.

    It covers everything but the entry line. Where there is no clock, it only asks for room.
    """

    session: var[Session] = var(EMPTY_SESSION)
    moment: var[TimerState] = var(EMPTY_TIMER_STATE)

    def show_state(self, state: SessionState) -> None:
        """Show the clock of the open session, on a screen that has none of its own."""
        self.session, self.moment = state.session, state.timer

    def watch_moment(self) -> None:
        """Update the clock if the notice is visible."""
        if self.display:
            self.set_lines(*self._compose_lines())

    def render_lines(self, crop: Region) -> list[Strip]:
        """Render the current lines: while hidden, the notice was not updated."""
        self.set_lines(*self._compose_lines())
        return super().render_lines(crop)

    def _compose_lines(self) -> list[Content]:
        moment, small = self.moment, Content.styled(TOO_SMALL, "$muted")
        if moment.segment is None:
            return [small]
        words, style = format_urgency(self.session, moment)
        clock = Content.assemble(
            (format_countdown(moment.seconds_left), "bold $primary"), "  ", (words, style)
        )
        return [clock, Content.styled(format_segment_title(moment.segment), "bold"), small]
