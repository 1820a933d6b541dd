"""The agenda screen: jump to a segment, change its minutes, pin it, hold it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePath
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList

from oneone_tui.keymap import bindings, key_for, start_key
from oneone_tui.screens.base import draw_first
from oneone_tui.screens.console_screen import ConsoleScreen
from oneone_tui.style_sheets import sheets
from oneone_tui.textual_patches.modal import Covering
from oneone_tui.widgets.agenda_list import AgendaList
from oneone_tui.widgets.text_block import TextBlock
from oneone_tui.workshop.agenda.timer import TimerState
from oneone_tui.workshop.model.session import Session


class AgendaScreen(ConsoleScreen, Covering, ModalScreen[None]):
    """The list of segments, with their current lengths."""

    CSS_PATH: ClassVar[list[str | PurePath]] = sheets("agenda")

    BINDINGS: ClassVar[list[BindingType]] = bindings("agenda")

    def compose(self) -> ComposeResult:
        """Yield the list, and its keys below."""
        with Vertical(id="agenda-page"):
            yield TextBlock(Content.styled("Agenda", "bold $accent"))
            yield AgendaList(id="agenda")
            keys = [
                part for key, what in _keys() for part in ((key, "bold $accent"), f" {what}   ")
            ]
            yield TextBlock(Content(), Content.assemble(*keys))

    def on_mount(self) -> None:
        """Show the agenda, now and whenever it changes."""
        agenda = self.query_one(AgendaList)
        self.observe(lambda state: state.session, self._take_session)
        self.observe(lambda state: state.timer, self._take_moment)
        agenda.focus()

    def _take_session(self, session: Session) -> None:
        self.query_one(AgendaList).session = session

    def _take_moment(self, moment: TimerState) -> None:
        self.query_one(AgendaList).moment = moment

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Jump to the segment that was chosen with Enter."""
        event.stop()
        agenda = self.query_one(AgendaList)
        jump = agenda.jump()
        if jump and agenda.needs_pairs:
            self.console.notify_line(draw_first())
        elif jump:
            self.console.session.apply(jump)
            self.dismiss()
        else:
            self.console.notify_line(f"start the clock first: {start_key()}")


def _keys() -> Iterator[tuple[str, str]]:
    yield "enter", "go there"
    yield f"{key_for('agenda.more')} {key_for('agenda.less')}", "a minute"
    yield key_for("agenda.hold"), "wait at the end or move on (→)"
    yield key_for("agenda.pin"), "pin its length"
    yield key_for("agenda.close"), "close"
