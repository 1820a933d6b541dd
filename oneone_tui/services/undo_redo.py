"""Undo and redo of a console: its own changes at once, those of others when it agrees."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oneone_tui.workshop.model.changes import Redone, Undone
from oneone_tui.workshop.model.undo_stack import (
    changes_to_redo,
    is_made_by,
    is_made_by_clock,
    last_change_in_effect,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from oneone_tui.services.outlet import Outlet
    from oneone_tui.workshop.model.changes import AnyChange
    from oneone_tui.workshop.model.session import HistoryEntry, Session

    Ask = Callable[[str, Callable[[], None]], None]

MOST_SAID = 30
"""Letters of a change that a question shows, so that there is room for whose it is and where."""
UNDO, REDO = "change.undo", "change.redo"
"""Ids of the two commands."""


class UndoRedo:
    """Undoes and redoes in the open session.

    A change that cannot be undone any more is told once; the next undo goes to the one before it.

    Args:
        outlet: Where lines are shown.
        console: What this console is called in the history.
        session: Returns the session as it is shown.
        make: Applies a change; returns why that is not possible, or an empty text.
    """

    def __init__(
        self,
        outlet: Outlet,
        console: str,
        session: Callable[[], Session],
        make: Callable[[AnyChange], str],
    ) -> None:
        self._outlet = outlet
        self._console = console
        self._session = session
        self._make = make
        self._stuck: set[str] = set()

    def forget_stuck(self) -> None:
        """Try every change again at the next undo: something else has been done since."""
        self._stuck.clear()

    def undo(self, ask: Ask) -> None:
        """Undo this console's last change; if it has none, ask about that of another."""
        last = last_change_in_effect(self._session(), self._is_own)
        if last:
            self._undo(last)
        else:
            self.undo_others(ask)

    def undo_others(self, ask: Ask) -> None:
        """Ask whether to undo the last change of another console or of the clock."""
        last = last_change_in_effect(self._session(), self._is_others)
        if last is None:
            self._outlet.notify("there is nothing to undo")
        else:
            ask(f"undo {_describe_whose(last, self._session())}?", lambda: self._undo(last))

    def redo(self) -> None:
        """Redo what this console undid last."""
        session = self._session()
        undone = changes_to_redo(session, self._console)
        last = next((entry for entry in undone if entry not in self._stuck), None)
        if last is None:
            self._outlet.notify("there is nothing to redo")
            return
        reason = self._make(Redone(entry=last))
        if reason:
            self._stuck.add(last)
            self._outlet.notify(f"{reason}; {self._outlet.key_for(REDO)} goes on before it")
        else:
            self._outlet.notify(self._session().history[-1].said)

    def _undo(self, entry: HistoryEntry) -> None:
        reason = self._make(Undone(entry=entry.id))
        if not reason:
            self._outlet.notify(f"undone: {entry.said}")
            return
        self._stuck.add(entry.id)
        self._outlet.notify(f"{reason}; {self._outlet.key_for(UNDO)} goes on before it")

    def _is_own(self, entry: HistoryEntry) -> bool:
        return is_made_by(entry, self._console) and entry.id not in self._stuck

    def _is_others(self, entry: HistoryEntry) -> bool:
        return not is_made_by(entry, self._console) and entry.id not in self._stuck


def _describe_whose(entry: HistoryEntry, session: Session) -> str:
    whose = "the clock's" if is_made_by_clock(entry) else f"{entry.console or 'another console'}'s"
    number = session.pair_number(getattr(entry.change, "pair", "") or "")
    said = entry.said if len(entry.said) <= MOST_SAID else f"{entry.said[: MOST_SAID - 1]}…"
    return f"{whose} “{said}”{f' in pair {number}' if number else ''}"
