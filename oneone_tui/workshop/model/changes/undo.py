"""The change that undoes another one."""

from oneone_tui.workshop.model.changes.base import Change


class Undone(Change, frozen=True):
    """The change of the history's entry `entry` was taken back; only the last one can be."""

    entry: str
