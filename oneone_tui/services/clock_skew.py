"""Detection of another console's wrong clock, from the entries it writes.

Consoles with the same session open share a folder, not a clock. Each entry has the time of the
machine it was made on, and the room's clock follows from that: two machines that differ by hours
would move the room on for each other. An entry that lies in the future is from a clock that is
ahead. One that arrives now and lies far in the past is usually from a clock that is behind: a disk
that refuses writes delays entries by minutes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from oneone_tui.workshop.model.changes import SegmentEntered

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from oneone_tui.workshop.model.session import HistoryEntry, Session

AHEAD_SECONDS = 30.0
"""How far ahead an entry must lie for its console's clock to be ahead."""
BEHIND_SECONDS = 300.0
"""How far behind an entry that comes in must lie for its console's clock to be behind."""
MINUTE = 60
AGREED = "the clocks agree again: what goes on by itself does so here, too"
AGAIN_SECONDS = 60.0
"""How much a clock must be off otherwise than was told for that to be told, too."""


class SkewWatch:
    """Looks at each state of a session for the clocks of the other consoles that are at it."""

    def __init__(self, console: str) -> None:
        self._machine = machine_of(console)
        self._known: frozenset[str] | None = None
        self._seen: tuple[HistoryEntry, ...] | None = None
        self._skews: dict[str, float] = {}
        self._told: dict[str, float] = {}
        self._wondered = False

    @property
    def disagree(self) -> bool:
        """Whether the clock of a console that is here differs from this one's."""
        return bool(self._skews)

    def look(self, session: Session, now: datetime, others: Collection[str]) -> str:
        """Look at what is new in `session` at `now` (UTC); a line where that is news, or nothing.

        `others` are the names of the other consoles that are here. In a rehearsal the time is sped
        up, so that entries of it can lie ahead of any clock.
        """
        if session.info.rehearsal:
            return ""
        opened = self._known is None
        for name, entries in self._news(session).items():
            skew = (max(entry.at for entry in entries) - now).total_seconds()
            # What was entered before this console came tells only by lying ahead.
            fresh = not opened and any(_is_of_its_moment(entry) for entry in entries)
            if skew > AHEAD_SECONDS or (fresh and skew < -BEHIND_SECONDS):
                self._skews[name] = skew
            elif fresh and name in self._skews:
                del self._skews[name]
                if not self._skews:
                    return AGREED
        notice = self._untold()
        # One that has left moves nothing: that its clock was off is told, and no more.
        self._skews = {name: skew for name, skew in self._skews.items() if name in others}
        self._told = {name: told for name, told in self._told.items() if name in self._skews}
        return notice

    def wonder(self, seconds: float, other: str) -> str:
        """A line, once, where the room should have gone on so long ago, and `other` let it be."""
        if seconds <= BEHIND_SECONDS or self._wondered:
            return ""
        self._wondered = True
        return (
            f"by this clock the room should have gone on {_length(seconds)} ago, and {other} is"
            " here and lets it be: look whether both show the same time"
        )

    def _news(self, session: Session) -> dict[str, list[HistoryEntry]]:
        """What the other consoles have entered since the last look."""
        if session.history is self._seen:
            return {}
        known = self._known or frozenset()
        found: dict[str, list[HistoryEntry]] = {}
        for entry in session.history:
            if entry.id not in known and machine_of(entry.console) != self._machine:
                found.setdefault(entry.console, []).append(entry)
        self._seen = session.history
        self._known = frozenset(entry.id for entry in session.history)
        return found

    def _untold(self) -> str:
        for name, skew in self._skews.items():
            told = self._told.get(name)
            if told is None or abs(skew - told) > AGAIN_SECONDS:
                self._told[name] = skew
                return describe_skew(name, skew)
        return ""


def machine_of(console: str) -> str:
    """The machine that a console runs on: it is called after that and after its process."""
    return console.rpartition("-")[0] or console


def describe_skew(console: str, seconds: float) -> str:
    """One line for people: whose clock is off, by how much, and what is to be done."""
    way = "ahead of" if seconds > 0 else "behind"
    return (
        f"{console}'s clock is {_length(abs(seconds))} {way} this one's: set the one that is wrong,"
        " and take back what it did to the room's clock; nothing goes on by itself here until then"
    )


def _length(seconds: float) -> str:
    if seconds < MINUTE:
        return f"{seconds:.0f} s"
    hours, minutes = divmod(round(seconds / MINUTE), MINUTE)
    return f"{hours:,} h {minutes:02d} min" if hours else f"{minutes} min"


def _is_of_its_moment(entry: HistoryEntry) -> bool:
    # A console that was away makes its moves at the times at which they were due.
    return not (isinstance(entry.change, SegmentEntered) and entry.change.by_itself)
