"""The changes that undo another one, and redo it."""

from oneone_tui.workshop.model.changes.base import Change


class Undone(Change, frozen=True):
    """The change of the history's entry `entry` was taken back."""

    entry: str


class Redone(Change, frozen=True):
    """The change of the history's entry `entry`, which had been undone, was made again."""

    entry: str
