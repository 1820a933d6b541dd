"""What a terminal shows that has no room for a screen."""

from __future__ import annotations

from textual.content import Content
from textual.geometry import Region
from textual.reactive import var
from textual.strip import Strip

from oneone_tui.widgets.clock_words import urgency
from oneone_tui.widgets.lines import Lines
from oneone_tui.widgets.words import countdown
from oneone_tui.workshop.clock import Moment
from oneone_tui.workshop.nothing import NO_MOMENT, NO_SESSION
from oneone_tui.workshop.schedule import segment_title
from oneone_tui.workshop.session import Session

TOO_SMALL = "A little more room, please: 60 × 18."


class RoomLine(Lines):
    """What a terminal shows that is too small for a screen: the clock, and that it is too small.

    It lies over everything but the line to type in. Where there is no clock, it only asks.
    """

    session: var[Session] = var(NO_SESSION)
    moment: var[Moment] = var(NO_MOMENT)

    def keep_time(self) -> None:
        """Show the app's own clock, on a screen that has none."""
        self.watch(self.app, "moment", self._take)

    def watch_moment(self) -> None:
        """Show the second, where somebody sees it."""
        if self.display:
            self.show(*self._told())

    def render_lines(self, crop: Region) -> list[Strip]:
        """What is so now: while it was out of sight, it took nothing in."""
        self.show(*self._told())
        return super().render_lines(crop)

    def _told(self) -> list[Content]:
        moment, small = self.moment, Content.styled(TOO_SMALL, "$muted")
        if moment.segment is None:
            return [small]
        words, style = urgency(self.session, moment)
        clock = Content.assemble((countdown(moment.left), "bold $primary"), "  ", (words, style))
        return [clock, Content.styled(segment_title(moment.segment), "bold"), small]

    def _take(self, moment: Moment) -> None:
        self.session = getattr(self.app, "session", NO_SESSION)
        self.moment = moment
