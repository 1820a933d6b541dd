"""Detection of another console's wrong clock, from the entries it writes.

Consoles with the same session open share a folder, but not a clock. Each entry has the time of the
computer it was made on, and the session's clock depends on these times: two computers that are
hours apart would advance the session for each other. An entry in the future comes from a clock
that is ahead. An entry that arrives now and lies far in the past usually comes from a clock that
is behind; a disk that refuses writes delays entries only by minutes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from oneone_tui.workshop.model.changes import SegmentEntered

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from oneone_tui.workshop.model.session import HistoryEntry, Session

AHEAD_SECONDS = 30.0
"""How far ahead an entry must be for its console's clock to count as ahead."""
BEHIND_SECONDS = 300.0
"""How far behind a new entry must be for its console's clock to count as behind."""
MINUTE = 60
"""Seconds in a minute."""
AGREED = "the clocks agree again: this console moves the room on by itself again"
"""The notice once all clocks agree."""
AGAIN_SECONDS = 60.0
"""How much a reported skew must change to be reported again."""


class SkewWatch:
    """Checks each state of a session for wrong clocks of the other consoles."""

    def __init__(self, console: str) -> None:
        self._machine = machine_of(console)
        self._known: frozenset[str] | None = None
        self._last_history: tuple[HistoryEntry, ...] | None = None
        self._skews: dict[str, float] = {}
        self._reported: dict[str, float] = {}
        self._overdue_reported = False

    @property
    def disagree(self) -> bool:
        """Whether the clock of a console with the session open differs from this one's."""
        return bool(self._skews)

    def check(self, session: Session, now: datetime, others: Collection[str]) -> str:
        """Check the new entries and return a notice, or an empty text.

        A rehearsal is not checked: its time is accelerated, so its entries can be ahead of any
        clock.

        Args:
            session: The session as shown.
            now: The time in UTC.
            others: The names of the other consoles with the session open.
        """
        if session.info.rehearsal:
            return ""
        first_check = self._known is None
        for name, entries in self._new_entries(session).items():
            skew = (max(entry.at for entry in entries) - now).total_seconds()
            # Entries older than this console's start reveal only a clock that is ahead.
            fresh = not first_check and any(_has_entry_time(entry) for entry in entries)
            if skew > AHEAD_SECONDS or (fresh and skew < -BEHIND_SECONDS):
                self._skews[name] = skew
            elif fresh and name in self._skews:
                del self._skews[name]
                if not self._skews:
                    return AGREED
        notice = self._unreported()
        # A console that has left changes nothing more: its skew is reported, then forgotten.
        self._skews = {name: skew for name, skew in self._skews.items() if name in others}
        self._reported = {
            name: reported for name, reported in self._reported.items() if name in self._skews
        }
        return notice

    def report_overdue(self, seconds: float, other: str) -> str:
        """Return a notice, once, if another console has left a move undone for too long.

        Args:
            seconds: How long the move has been due.
            other: The name of the other console.
        """
        if seconds <= BEHIND_SECONDS or self._overdue_reported:
            return ""
        self._overdue_reported = True
        return (
            f"by this clock the room should have moved on {_duration(seconds)} ago, but {other} is"
            " here and has not moved it: check that both clocks show the same time"
        )

    def _new_entries(self, session: Session) -> dict[str, list[HistoryEntry]]:
        """Return the new entries of the other computers' consoles, by console."""
        if session.history is self._last_history:
            return {}
        known = self._known or frozenset()
        found: dict[str, list[HistoryEntry]] = {}
        for entry in session.history:
            if entry.id not in known and machine_of(entry.console) != self._machine:
                found.setdefault(entry.console, []).append(entry)
        self._last_history = session.history
        self._known = frozenset(entry.id for entry in session.history)
        return found

    def _unreported(self) -> str:
        for name, skew in self._skews.items():
            reported = self._reported.get(name)
            if reported is None or abs(skew - reported) > AGAIN_SECONDS:
                self._reported[name] = skew
                return describe_skew(name, skew)
        return ""


def machine_of(console: str) -> str:
    """Return the computer that a console runs on; its name ends with its process id."""
    return console.rpartition("-")[0] or console


def describe_skew(console: str, seconds: float) -> str:
    """Return a notice: whose clock is wrong, by how much, and what to do."""
    way = "ahead of" if seconds > 0 else "behind"
    return (
        f"{console}'s clock is {_duration(abs(seconds))} {way} this one's: set the one that is"
        " wrong, and undo what it did to the room's clock; nothing moves on by itself here"
        " until then"
    )


def _duration(seconds: float) -> str:
    if seconds < MINUTE:
        return f"{seconds:.0f} s"
    hours, minutes = divmod(round(seconds / MINUTE), MINUTE)
    return f"{hours:,} h {minutes:02d} min" if hours else f"{minutes} min"


def _has_entry_time(entry: HistoryEntry) -> bool:
    # A console that was suspended makes its automatic moves with the times they were due.
    return not (isinstance(entry.change, SegmentEntered) and entry.change.by_itself)
