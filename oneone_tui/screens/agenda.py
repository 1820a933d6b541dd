"""The agenda over any stage: jump to a segment, give it time, pin it, let it wait at its end."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList

from oneone_tui.screens.clocked import DRAW_FIRST
from oneone_tui.screens.covering import Covering
from oneone_tui.widgets.agenda_list import AgendaList
from oneone_tui.widgets.intent import Make, Tell
from oneone_tui.widgets.lines import Lines
from oneone_tui.workshop.clock import Moment
from oneone_tui.workshop.session import Session

KEYS = (
    ("enter", "go there"),
    ("+ -", "a minute"),
    ("h", "wait at its end, or go on (→)"),
    ("P", "pin its length"),
    ("esc", "close"),
)


class AgendaScreen(Covering, ModalScreen[None]):
    """The list of segments as it stands now."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,j,q", "dismiss", "close", key_display="esc", id="agenda.close"),
    ]

    def compose(self) -> ComposeResult:
        """The list, and its keys below."""
        with Vertical(id="agenda-page"):
            yield Lines(Content.styled("Agenda", "bold $accent"))
            yield AgendaList(id="agenda")
            keys = [part for key, what in KEYS for part in ((key, "bold $accent"), f" {what}   ")]
            yield Lines(Content(), Content.assemble(*keys))

    def on_mount(self) -> None:
        """Show the agenda as the app has it, now and whenever it changes."""
        agenda = self.query_one(AgendaList)
        self.watch(self.app, "session", self._take_session)
        self.watch(self.app, "moment", self._take_moment)
        agenda.focus()

    def _take_session(self, session: Session) -> None:
        self.query_one(AgendaList).session = session

    def _take_moment(self, moment: Moment) -> None:
        self.query_one(AgendaList).moment = moment

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter on a row: the room goes there."""
        event.stop()
        agenda = self.query_one(AgendaList)
        jump = agenda.jump()
        if jump and agenda.needs_pairs:
            self.post_message(Tell(DRAW_FIRST))
        elif jump:
            self.post_message(Make(jump))
            self.dismiss()
        else:
            self.post_message(Tell("start the clock first"))
