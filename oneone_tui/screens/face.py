"""The clock alone, as large as the screen: for the far end of the room."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.reactive import var

from oneone_tui.screens.clocked import ClockedScreen
from oneone_tui.screens.covering import Covering
from oneone_tui.widgets.big_digits import BigDigits
from oneone_tui.widgets.clock_words import heading, trio_words, what_next
from oneone_tui.widgets.command_key import START, CommandKey
from oneone_tui.widgets.foot import key_of
from oneone_tui.widgets.lines import Lines
from oneone_tui.widgets.proposal_line import ProposalLine
from oneone_tui.widgets.words import countdown
from oneone_tui.workshop.clock import Moment
from oneone_tui.workshop.cues import Alarm, alarm
from oneone_tui.workshop.proposals import Proposal
from oneone_tui.workshop.trio import trio_moment


class FaceScreen(Covering, ClockedScreen):
    """What is on, giant digits, and what comes next. The clock's keys work here too."""

    BINDINGS: ClassVar[list[BindingType]] = [
        CommandKey("F,escape,q", "dismiss", "back", key_display="esc", id="face.close"),
    ]

    proposal: var[Proposal | None] = var(None)

    def compose(self) -> ComposeResult:
        """From the top."""
        yield Lines(id="face-heading")
        yield BigDigits(id="face-digits", size="giant", places=4)
        yield Lines(id="face-next")
        yield ProposalLine(id="proposal").data_bind(FaceScreen.proposal)

    def begin(self) -> None:
        """What is proposed is shown here, too."""
        super().begin()
        self.watch(self.app, "proposal", self._take_proposal)

    def _take_proposal(self, proposal: Proposal | None) -> None:
        self.proposal = proposal

    def watch_moment(self, moment: Moment) -> None:
        """Show the second."""
        if not self.ready:
            return
        self.query_one(BigDigits).show(countdown(moment.left) if moment.segment else "0:00")
        state = alarm(moment)
        for name in Alarm:
            self.set_class(state is name, f"-{name}")
        self.query_one("#face-heading", Lines).show(
            heading(self.session, moment, key_of(self.app, START, "space"))
        )
        trio = trio_moment(self.session, moment.now)
        more = [trio_words(trio)] if trio else []
        self.query_one("#face-next", Lines).show(what_next(moment), *more)
