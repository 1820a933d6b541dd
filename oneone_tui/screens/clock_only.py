"""The clock-only screen: digits as large as the terminal, for the whole room."""

from __future__ import annotations

from pathlib import PurePath
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from oneone_tui.keymap import bindings
from oneone_tui.screens.base import TimedScreen
from oneone_tui.style_sheets import sheets
from oneone_tui.textual_patches.modal import Covering
from oneone_tui.widgets.big_digits import BigDigits
from oneone_tui.widgets.formatting.clock_text import format_heading, format_next, format_trio
from oneone_tui.widgets.formatting.time_text import format_countdown
from oneone_tui.widgets.suggestion_bar import SuggestionBar
from oneone_tui.widgets.text_block import TextBlock
from oneone_tui.workshop.agenda.alarms import Alarm, alarm_of
from oneone_tui.workshop.agenda.timer import TimerState
from oneone_tui.workshop.agenda.trio_timer import trio_timer_state


class ClockOnlyScreen(Covering, TimedScreen):
    """The current segment, giant digits, and what comes next; with the clock's keys."""

    CSS_PATH: ClassVar[list[str | PurePath]] = sheets("clock_only")

    BINDINGS: ClassVar[list[BindingType]] = bindings("clock-only")

    def compose(self) -> ComposeResult:
        """Yield the parts from the top."""
        yield TextBlock(id="face-heading")
        yield BigDigits(id="face-digits", size="giant", places=4)
        yield TextBlock(id="face-next")
        yield SuggestionBar(id="proposal").data_bind(TimedScreen.proposal)

    def watch_moment(self, moment: TimerState) -> None:
        """Update the clock."""
        if not self.ready:
            return
        self.query_one(BigDigits).set_time(
            format_countdown(moment.seconds_left) if moment.segment else "0:00"
        )
        state = alarm_of(moment)
        for name in Alarm:
            self.set_class(state is name, f"-{name}")
        self.query_one("#face-heading", TextBlock).set_lines(format_heading(self.session, moment))
        trio = trio_timer_state(self.session, moment.now)
        more = [format_trio(trio)] if trio else []
        self.query_one("#face-next", TextBlock).set_lines(format_next(moment), *more)
