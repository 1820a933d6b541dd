"""The note line: its grammar, what will happen to a line, and the changes that it becomes."""

from oneone_tui.workshop.entry.becoming import changes_for, mends_for
from oneone_tui.workshop.entry.completing import completion
from oneone_tui.workshop.entry.grammar import (
    LETTER,
    LETTERS,
    Line,
    Piece,
    Problem,
    Target,
    aim,
    read_line,
)
from oneone_tui.workshop.entry.naming import people_called, short_name
from oneone_tui.workshop.entry.said import all_said, is_said
from oneone_tui.workshop.entry.shown import chip, written_as

__all__ = [
    "LETTER",
    "LETTERS",
    "Line",
    "Piece",
    "Problem",
    "Target",
    "aim",
    "all_said",
    "changes_for",
    "chip",
    "completion",
    "is_said",
    "mends_for",
    "people_called",
    "read_line",
    "short_name",
    "written_as",
]
