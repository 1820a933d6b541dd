"""The clock alone, as large as the screen: for the far end of the room."""

from __future__ import annotations

from pathlib import PurePath
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from oneone_tui.screens.clocked import ClockedScreen
from oneone_tui.screens.covering import Covering
from oneone_tui.sheets import sheets
from oneone_tui.widgets.big_digits import BigDigits
from oneone_tui.widgets.clock_words import heading, trio_words, what_next
from oneone_tui.widgets.command_key import CommandKey
from oneone_tui.widgets.lines import Lines
from oneone_tui.widgets.proposal_line import ProposalLine
from oneone_tui.widgets.words import countdown
from oneone_tui.workshop.clock import Moment
from oneone_tui.workshop.cues import Alarm, alarm
from oneone_tui.workshop.trio import trio_moment


class FaceScreen(Covering, ClockedScreen):
    """What is on, giant digits, and what comes next. The clock's keys work here too."""

    CSS_PATH: ClassVar[list[str | PurePath]] = sheets("face")

    BINDINGS: ClassVar[list[BindingType]] = [
        CommandKey("F,escape,q", "dismiss", "back", key_display="esc", id="face.close"),
    ]

    def compose(self) -> ComposeResult:
        """From the top."""
        yield Lines(id="face-heading")
        yield BigDigits(id="face-digits", size="giant", places=4)
        yield Lines(id="face-next")
        yield ProposalLine(id="proposal").data_bind(ClockedScreen.proposal)

    def watch_moment(self, moment: Moment) -> None:
        """Show the second."""
        if not self.ready:
            return
        self.query_one(BigDigits).show(countdown(moment.left) if moment.segment else "0:00")
        state = alarm(moment)
        for name in Alarm:
            self.set_class(state is name, f"-{name}")
        self.query_one("#face-heading", Lines).show(heading(self.session, moment))
        trio = trio_moment(self.session, moment.now)
        more = [trio_words(trio)] if trio else []
        self.query_one("#face-next", Lines).show(what_next(moment), *more)
