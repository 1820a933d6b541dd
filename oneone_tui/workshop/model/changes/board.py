"""Changes to a team's board: its entries, their wording, and the report."""

from oneone_tui.workshop.model.changes.base import Change


class NoteBoarded(Change, frozen=True):
    """A note was put on the team's board, or taken off it.

    `entry` is the entry that it was said to be the same as.
    """

    note: str
    on: bool
    entry: str = ""


class EntriesMerged(Change, frozen=True):
    """Entries of one column were said to be the same: all their notes stand under the first."""

    entries: tuple[str, ...]


class NoteSplit(Change, frozen=True):
    """A note stands alone again, apart from what it was said to be the same as."""

    note: str


class EntrySplit(Change, frozen=True):
    """Every note of an entry stands alone again."""

    entry: str


class EntryReworded(Change, frozen=True, tag="EntryWorded"):
    """How an entry reads was written by hand; an empty text is its first note's again.

    The notes stay as they were said.
    """

    entry: str
    text: str


class ReportScriptWritten(Change, frozen=True, tag="TalkWritten"):
    """What a team's reporter will say was written, line by line; no lines are the draft again."""

    team: str
    lines: tuple[str, ...]
