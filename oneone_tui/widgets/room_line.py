"""What a terminal shows that has no room for a screen."""

from __future__ import annotations

from textual.content import Content
from textual.reactive import var

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

    def on_show(self) -> None:
        """It is needed now: show how it stands."""
        self.watch_moment(self.moment)

    def keep_time(self) -> None:
        """Show the app's own clock, on a screen that has none."""
        self.watch(self.app, "moment", self._take)

    def watch_moment(self, moment: Moment) -> None:
        """Show the second, where somebody sees it."""
        if not self.display:
            return
        lines = [Content.styled(TOO_SMALL, "$muted")]
        if moment.segment:
            words, style = urgency(self.session, moment)
            clock = Content.assemble(
                (countdown(moment.left), "bold $primary"), "  ", (words, style)
            )
            lines = [clock, Content.styled(segment_title(moment.segment), "bold"), *lines]
        self.show(*lines)

    def _take(self, moment: Moment) -> None:
        self.session = getattr(self.app, "session", NO_SESSION)
        self.moment = moment
