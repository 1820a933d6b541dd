"""Salvage of every intact record from the bytes of a damaged session file."""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from oneone_tui.store.serialization import TABLES

if TYPE_CHECKING:
    from oneone_tui.store.atomic_file import Document, Tables

TRIES = 500
"""The most broken places before the rest is given up.

After each of them, all of the rest may be searched.
"""

# The head of a table, unlike a text that only looks like one, is followed by a number and a
# document, or by nothing.
_FIRST = r'"[1-9][0-9]{0,14}"\s*:\s*\{'
_HEAD = rf'"(?P<table>{"|".join(TABLES)})"\s*:\s*\{{(?=\s*(?:\}}|{_FIRST}|\Z))'
_NEXT = re.compile(r'[\s,]*"(?P<number>[1-9][0-9]{0,14})"\s*:\s*(?=\{)')
_ANYWHERE = re.compile(rf'{_HEAD}|"(?P<number>[1-9][0-9]{{0,14}})"\s*:\s*(?=\{{)')
_DECODER = json.JSONDecoder(strict=False)


class SalvagedTables(NamedTuple):
    """What was found in a damaged file.

    Attributes:
        tables: The tables.
        broken: How many records were broken, by table.
        whole: Whether one JSON object was read to its end, whatever came after it.
    """

    tables: Tables
    broken: Counter[str]
    whole: bool


def salvage(content: bytes) -> SalvagedTables:
    """Return all documents that can be read in a file that is cut off or corrupted."""
    text = content.decode("utf-8-sig", errors="replace")
    tables = _parse_whole(text)
    return (
        _Search(text).found() if tables is None else SalvagedTables(tables, Counter(), whole=True)
    )


def _parse_whole(text: str) -> Tables | None:
    start = len(text) - len(text.lstrip())
    try:
        found, _ = _DECODER.raw_decode(text, start)
    except (ValueError, RecursionError):
        return None
    if not isinstance(found, dict) or not found.keys() & {*TABLES}:
        return None
    return {name: _documents(table) for name, table in found.items() if name in TABLES}


def _documents(table: object) -> dict[str, Document]:
    rows = table.items() if isinstance(table, dict) else ()
    return {number: doc for number, doc in rows if isinstance(doc, dict)}


class _Search:
    """A search through a text for tables, which skips what is broken."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._tables: Tables = {}
        self._broken: Counter[str] = Counter()

    def found(self) -> SalvagedTables:
        table = ""
        while self._broken.total() < TRIES and (hit := _ANYWHERE.search(self._text, self._at)):
            if hit["table"]:
                # A second head of the same name belongs to another state of the file.
                table = "" if hit["table"] in self._tables else hit["table"]
                self._at = hit.end()
                if table:
                    self._tables[table] = {}
            elif table:
                self._at = hit.start()
                self._read(table)
            else:
                self._at = hit.end()
        return SalvagedTables(self._tables, self._broken, whole=False)

    def _read(self, table: str) -> None:
        """Read records until the table ends or one is broken; stop after that."""
        while row := _NEXT.match(self._text, self._at):
            self._at = row.end()
            try:
                doc, self._at = _DECODER.raw_decode(self._text, self._at)
            except (ValueError, RecursionError):
                self._broken[table] += 1
                return
            self._tables[table].setdefault(row["number"], doc)
