"""Open commitments from earlier sessions of the people who are here."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from textual.content import Content
from textual.reactive import var

from oneone_tui.keymap import key_for
from oneone_tui.widgets.text_block import Line, Row, TextBlock
from oneone_tui.workshop.dates import format_weekday_date
from oneone_tui.workshop.history.commitments import (
    TrackedCommitment,
    open_commitments,
    sort_by_urgency,
)
from oneone_tui.workshop.model.session import EMPTY_SESSION, Session
from oneone_tui.workshop.text import format_count

ROOMY = 34
"""Rows of the terminal from which on the commitments are listed, not only counted."""
SHOWN = 4
"""How many commitments are listed."""


class OpenCommitments(TextBlock):
    """The number of open commitments, or the first few where there is room; else empty."""

    session: var[Session] = var(EMPTY_SESSION)
    promises: var[tuple[TrackedCommitment, ...]] = var(())
    """The commitments of all sessions."""
    today: var[date | None] = var(None)
    """The day of the session."""
    named: var[bool] = var(default=True)
    """Whether names may be shown."""

    def on_resize(self) -> None:
        """List the commitments or count them, as there is room."""
        self._fill()

    def watch_session(self) -> None:
        """Update the list: people may have come or gone."""
        self._fill()

    def watch_promises(self) -> None:
        """Update the list."""
        self._fill()

    def watch_named(self) -> None:
        """Show or hide the names."""
        self._fill()

    def watch_today(self) -> None:
        """Update the list for the day."""
        self._fill()

    def _fill(self) -> None:
        open_ones = open_commitments(self.session, self.promises)
        if not self.is_mounted or not self.today or not open_ones:
            self.set_lines()
        elif self.app.size.height < ROOMY:
            many = f"{format_count(len(open_ones), 'commitment')} still open  "
            self.set_lines(
                Content.assemble((f"{key_for('setup.promises')} ", "bold $accent"), many)
            )
        else:
            self.set_lines(*self._list_first(sort_by_urgency(open_ones, self.today), self.today))

    def _list_first(self, promises: tuple[TrackedCommitment, ...], today: date) -> Iterator[Line]:
        yield Content()
        yield Content.styled("Last time you committed to", "bold")
        for promise in promises[:SHOWN]:
            by = f" (by {format_weekday_date(promise.due, today)})" if promise.due else ""
            whose = f"{promise.who_name}: " if self.named else ""
            yield Row(Content("· "), Content(f"{whose}{promise.text}{by}"))
        more = len(promises) - SHOWN
        words = f" {more} more, and marks them done" if more > 0 else " marks them done"
        yield Content.assemble("  ", (key_for("setup.promises"), "bold $accent"), (words, "$muted"))
