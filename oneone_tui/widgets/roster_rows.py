"""What a list of people was read as: people to add, who is left out and why, every doubt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from textual.content import Content

from oneone_tui.widgets.choice_rows import GroupedRows
from oneone_tui.workshop.roster.records import LeftOut, Roster, RosterPerson
from oneone_tui.workshop.text import fold

ALREADY = "already on the roster"
_NAME_CELLS = 26


@dataclass
class RosterEntry:
    """A row of a roster: somebody to add or to leave out, or a remark without anybody.

    Attributes:
        person: Who it is; None if there is nobody in the row.
        text: What the list has.
        reason: Why the row is left out; empty if it is taken.
        taken: Whether the person will be added.
        line: The line of the list; 0 if it is about the whole.
        doubt: Whether it was guessed.
    """

    person: RosterPerson | None
    text: str
    reason: str = ""
    taken: bool = False
    line: int = 0
    doubt: bool = False

    def describe(self) -> str:
        """Return all that is known of the row, in words."""
        where = f"line {self.line}: " if self.line else ""
        if self.person is None and not self.reason:
            return f"{where}{self.text}"
        if self.reason:
            shown = f"«{self.text}» " if self.text else ""
            return f"{where}{shown}is left out: {self.reason}"
        team = f", team {self.person.team}" if self.person and self.person.team else ""
        tags = f", {', '.join(self.person.tags)}" if self.person and self.person.tags else ""
        return f"{self.text}{team}{tags}"


def roster_entries(roster: Roster, known: Sequence[str]) -> tuple[list[RosterEntry], ...]:
    """Return the people to add, the rows left out, and the remarks of a roster.

    Args:
        roster: What was read.
        known: The names that are in the session already.
    """
    folded = {fold(name) for name in known}
    people = [RosterEntry(person, person.name, taken=True) for person in roster.people]
    fresh = [entry for entry in people if fold(entry.text) not in folded]
    again = [replace(e, taken=False, reason=ALREADY) for e in people if e not in fresh]
    out = [_left_out(row) for row in roster.left_out]
    notes = [
        RosterEntry(None, remark.text, line=remark.line, doubt=remark.doubt)
        for remark in sorted(roster.remarks, key=lambda remark: (not remark.doubt, remark.line))
    ]
    return fresh, [*again, *out], notes


def _left_out(row: LeftOut) -> RosterEntry:
    return RosterEntry(row.person, row.text, row.reason, line=row.line, doubt=row.doubt)


class RosterRows(GroupedRows[RosterEntry]):
    """The rows of a roster under three headings; a row stays where it is when it is switched."""

    def __init__(self, groups: Sequence[Sequence[RosterEntry]], *, id: str) -> None:
        super().__init__(id=id)
        titles = ("To add", "Left out", "How it was read")
        for title, entries in zip(titles, groups, strict=True):
            if entries:
                heading = ((title, "bold $accent"), (f"  {len(entries):,}", "$muted"))
                self.add_group(Content.assemble(*heading), entries)

    @property
    def taken(self) -> tuple[RosterPerson, ...]:
        """Everybody who will be added, in the order of the rows."""
        entries = (row for row in self._rows if isinstance(row, RosterEntry) and row.taken)
        return tuple(entry.person for entry in entries if entry.person)

    @property
    def left(self) -> int:
        """The number of rows with a reason, or with a person, that are not taken."""
        entries = (row for row in self._rows if isinstance(row, RosterEntry) and not row.taken)
        return sum(bool(entry.person or entry.reason) for entry in entries)

    def row(self, at: int) -> Content:
        """Return a heading, or an entry with its mark, team and tags, or reason."""
        row = self._rows[at]
        if isinstance(row, Content):
            return row
        if row.person is None and not row.reason:
            where = f"line {row.line}: " if row.line else ""
            return Content.assemble(("? " if row.doubt else "· ", "$warning"), f"{where}{row.text}")
        mark = ("[✓] ", "bold $success") if row.taken else ("[ ] ", "$muted")
        name = (row.text or "–", "bold" if row.taken else "$muted")
        room = " " * max(_NAME_CELLS - Content(row.text or "–").cell_length, 1)
        if row.reason and not row.taken:
            return Content.assemble(mark, name, room, (row.reason, "$warning"))
        about = [row.person.team, ", ".join(row.person.tags)] if row.person else []
        return Content.assemble(mark, name, room, ("   ".join(filter(None, about)), "$muted"))
