"""What the people who are there promised last time, and is still open."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from textual.content import Content
from textual.reactive import var

from oneone_tui.widgets.lines import Line, Lines, Row
from oneone_tui.widgets.set_keys import key_of
from oneone_tui.workshop.days import said_day
from oneone_tui.workshop.followup import Promise, open_for, pressing_first
from oneone_tui.workshop.nothing import NO_SESSION
from oneone_tui.workshop.session import Session

PROMISES = "setup.promises"
"""Id of the key that shows all of them."""
ROOMY = 34
"""Rows of the screen from which on the promises themselves are shown, and not only how many."""
SHOWN = 4


class LastTime(Lines):
    """A line where there is little room, else the first few promises; nothing without any."""

    session: var[Session] = var(NO_SESSION)
    promises: var[tuple[Promise, ...]] = var(())
    """Those of all sessions."""
    today: var[date | None] = var(None)
    named: var[bool] = var(default=True)
    """Whether it is told who promised what."""

    def on_resize(self) -> None:
        """There may be more room, or less."""
        self._fill()

    def watch_session(self) -> None:
        """Somebody came, or went."""
        self._fill()

    def watch_promises(self) -> None:
        """They have been read, or one was ticked off."""
        self._fill()

    def watch_named(self) -> None:
        """Names are hidden, or shown again."""
        self._fill()

    def watch_today(self) -> None:
        """The day in the room is known."""
        self._fill()

    def _fill(self) -> None:
        open_ones = open_for(self.session, self.promises)
        if not self.is_mounted or not self.today or not open_ones:
            self.show()
        elif self.app.size.height < ROOMY:
            many = f"{len(open_ones)} commitment{'s' if len(open_ones) > 1 else ''} still open  "
            self.show(Content.assemble((f"{key_of(PROMISES, 'c')} ", "bold $accent"), many))
        else:
            self.show(*self._few(pressing_first(open_ones, self.today), self.today))

    def _few(self, promises: tuple[Promise, ...], today: date) -> Iterator[Line]:
        yield Content()
        yield Content.styled("Last time you committed to", "bold")
        for promise in promises[:SHOWN]:
            by = f" (by {said_day(promise.due, today)})" if promise.due else ""
            whose = f"{promise.who_name}: " if self.named else ""
            yield Row(Content("· "), Content(f"{whose}{promise.text}{by}"))
        more = len(promises) - SHOWN
        words = f" {more} more, and ticks them off" if more > 0 else " ticks them off"
        yield Content.assemble("  ", (key_of(PROMISES, "c"), "bold $accent"), (words, "$muted"))
