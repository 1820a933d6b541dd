"""The agenda over any stage: jump to a segment, give it time, pin it, let it wait at its end."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePath
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList

from oneone_tui.screens.clocked import draw_first
from oneone_tui.screens.covering import Covering
from oneone_tui.sheets import sheets
from oneone_tui.widgets.agenda_list import AgendaList
from oneone_tui.widgets.intent import Make, Tell
from oneone_tui.widgets.lines import Lines
from oneone_tui.widgets.set_keys import key_of, start_key
from oneone_tui.workshop.clock import Moment
from oneone_tui.workshop.session import Session


class AgendaScreen(Covering, ModalScreen[None]):
    """The list of segments as it stands now."""

    CSS_PATH: ClassVar[list[str | PurePath]] = sheets("agenda")

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,j,q", "dismiss", "close", key_display="esc", id="agenda.close"),
    ]

    def compose(self) -> ComposeResult:
        """The list, and its keys below."""
        with Vertical(id="agenda-page"):
            yield Lines(Content.styled("Agenda", "bold $accent"))
            yield AgendaList(id="agenda")
            keys = [
                part for key, what in _keys() for part in ((key, "bold $accent"), f" {what}   ")
            ]
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
            self.post_message(Tell(draw_first()))
        elif jump:
            self.post_message(Make(jump))
            self.dismiss()
        else:
            self.post_message(Tell(f"start the clock first: {start_key()}"))


def _keys() -> Iterator[tuple[str, str]]:
    yield "enter", "go there"
    yield f"{key_of('agenda.more', '+')} {key_of('agenda.less', '-')}", "a minute"
    yield key_of("agenda.hold", "h"), "wait at its end, or go on (→)"
    yield key_of("agenda.pin", "P"), "pin its length"
    yield key_of("agenda.close", "esc"), "close"
