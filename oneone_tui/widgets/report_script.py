"""The reporter's script of a team: one editable row for each line."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content
from textual.reactive import var
from textual.widgets.option_list import Option

from oneone_tui.keymap import bindings
from oneone_tui.textual_patches.option_list import PlainList
from oneone_tui.widgets.text_block import Row, wrap_hanging
from oneone_tui.workshop.model.session import EMPTY_SESSION, Session
from oneone_tui.workshop.notes.report_script import report_script


class ReportScriptList(PlainList):
    """The lines as written or, before that, as drafted; then a row that adds a line."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("list")

    session: var[Session] = var(EMPTY_SESSION)
    team: var[str] = var("")
    today: var[date | None] = var(None)
    """The day of the session, which due dates are relative to."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._shown: tuple[str, int, tuple[str, ...]] | None = None

    @property
    def lines(self) -> tuple[str, ...]:
        """The script of the shown team."""
        return self.lines_of(self.team)

    def lines_of(self, team: str) -> tuple[str, ...]:
        """Return the script of a team."""
        return tuple(report_script(self.session, team, today=self.today).splitlines())

    def on_resize(self) -> None:
        """Lay the rows out for the new width."""
        self._fill()

    def watch_session(self) -> None:
        """Update the lines."""
        self._fill()

    def watch_team(self) -> None:
        """Show another team's script."""
        self._fill()

    def watch_today(self) -> None:
        """Update the due dates."""
        self._fill()

    def _fill(self) -> None:
        width = self.scrollable_content_region.width
        lines = self.lines if width else ()
        if not width or self._shown == (self.team, width, lines):
            return
        at = self.highlighted or 0
        if self._shown is None or self._shown[0] != self.team:
            at = 0
        elif at == len(self._shown[2]):  # a line was added: stay on the row that adds
            at = len(lines)
        self._shown = (self.team, width, lines)
        rows = [
            wrap_hanging(Row(Content.styled("· ", "bold $accent"), Content(t)), width)
            for t in lines
        ]
        more = Content.styled("+ add a line", "$muted")
        self.set_options([Option(row) for row in (*rows, more)])
        self.highlighted = min(at, len(lines))
