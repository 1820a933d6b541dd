"""Splitting text into rows of cells."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from oneone_tui.workshop.roster.records import RosterError
from oneone_tui.workshop.text import clean

SEPARATORS = ("\t", ";", ",", "|")
NO_SEPARATOR = "\x1f"
"""Splits nothing, for rows of one cell with commas: a character that no list has."""

_DECLARED = re.compile(r'"?sep=([\t;,|])"?[\t;,|]*(?=\n)', re.IGNORECASE)  # as Excel writes it
_NUMBER = re.compile(r"[\W\d_]*\d[\W\d_]*")


# What separates in other scripts, and the lines of drawn tables.
_OTHER_SIGNS = str.maketrans(
    {
        "،": ",",
        "、": ",",
        "\uff0c": ",",
        "\uff1b": ";",
        "\uff1a": ": ",
        "؛": ";",
        "│": "|",
        "┃": "|",
        "║": "|",
    }
)
_OUTER_PIPES = re.compile(r"^[^\S\n]*\|[^\S\n]*|[^\S\n]*\|[^\S\n]*$", re.MULTILINE)
_WIDE_SPACES = re.compile(r"(?<=\S)(?: {2,}|\u3000+)(?=\S)")


class Row(msgspec.Struct, frozen=True):
    """The cells of one row, stripped; `line` is the line on which it starts."""

    line: int
    cells: tuple[str, ...]

    def cell(self, index: int | None) -> str:
        """Return the cell in a column; empty if the row is shorter or `column` is None."""
        return self.cells[index] if index is not None and index < len(self.cells) else ""

    def filled(self) -> tuple[str, ...]:
        """Return the cells that are not empty."""
        return tuple(cell for cell in self.cells if cell)


def split_rows(text: str, separator: str) -> list[Row]:
    """Split `text` into rows, blank ones included, as spreadsheets write them.

    Quoted cells may hold separators and newlines. An unclosed quotation mark would swallow the
    rest of the file: then quotation marks are taken as plain characters.

    Raises:
        RosterError: A cell is longer than in any real table.
    """
    for quotes in (True, False):
        try:
            rows = list(_rows(text, separator, quotes=quotes))
        except csv.Error:  # a cell that is far too long: what an open quotation mark makes
            continue
        if not rows[-1].cells:  # the empty line put at the end came through as a row
            return rows[:-1]
    raise RosterError("a line is far too long: this is not a list of people")


def detect_separators(text: str) -> tuple[str, Sequence[str]]:
    """Return the possible separators; only one if the first line is "sep=;".

    That line is blanked but keeps its newline, so that line numbers stay right.
    """
    match = _DECLARED.match(text)
    return (text[match.end() :], match[1]) if match else (text, SEPARATORS)


def normalize_separators(text: str) -> str:
    """Return `text` with the separators of other scripts and of drawn tables as plain ones.

    Columns that are aligned by spaces get tabs, if every line with people has such a gap.
    """
    text = text.translate(_OTHER_SIGNS)
    if text.count("|") > text.count("\n") and text.lstrip().startswith("|"):
        text = _OUTER_PIPES.sub("", text)
    if "\t" not in text and "  " in text:
        lines = [line.strip() for line in text.split("\n") if line.strip()]
        aligned = sum(_WIDE_SPACES.search(line) is not None for line in lines)
        if aligned > 1 and aligned * 4 >= len(lines) * 3 and not any("," in x for x in lines):
            text = _WIDE_SPACES.sub("\t", text)
    return text


def is_data_cell(cell: str) -> bool:
    """Return whether a cell holds data and no label: a number, date or address."""
    return "@" in cell or _NUMBER.fullmatch(cell) is not None


def format_cells(cells: Iterable[str], joint: str = ", ") -> str:
    """Format some cells for use in a sentence, shortened where there are many."""
    shown = [f"«{clean(cell, limit=40)}»" for cell in cells]
    more = f" and {len(shown) - 4} more" if len(shown) > 4 else ""
    return joint.join(shown[:4]) + more


def _rows(text: str, separator: str, *, quotes: bool) -> Iterator[Row]:
    lines = [*(f"{line}\n" for line in text.split("\n")), "\n"]
    if quotes:
        reader = csv.reader(lines, delimiter=separator, skipinitialspace=True)
    else:
        reader = csv.reader(
            lines, delimiter=separator, skipinitialspace=True, quoting=csv.QUOTE_NONE
        )
    around = None if quotes else ' "'
    start = 1
    for cells in reader:
        yield Row(start, tuple(cell.strip(around) for cell in cells))
        start = reader.line_num + 1
