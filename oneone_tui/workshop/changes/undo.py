"""The change that takes another one back."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from oneone_tui.workshop.before import restored
from oneone_tui.workshop.changes.base import Change, Refused, Stamp

if TYPE_CHECKING:
    from oneone_tui.workshop.session import Entry, Session


class Undone(Change, frozen=True):
    """The change of the history's entry `entry` was taken back; only the last one can be."""

    entry: str

    def apply_to(self, session: "Session", stamp: Stamp) -> "Session":  # noqa: ARG002
        last = last_standing(session)
        if last is None or last.id != self.entry:
            raise Refused("that cannot be taken back any more")
        return restored(session, last.before)

    def say(self, session: "Session") -> str:
        said = next((e.said for e in session.history if e.id == self.entry), "a change")
        return f"took back: {said}"


def standing(session: "Session") -> "Iterator[Entry]":
    """The changes that have not been taken back, the newest first."""
    gone: set[str] = set()
    for entry in reversed(session.history):
        if isinstance(entry.change, Undone):
            gone.add(entry.change.entry)
        elif entry.id not in gone:
            yield entry


def last_standing(session: "Session") -> "Entry | None":
    """The newest change that has not been taken back, or None."""
    return next(standing(session), None)
