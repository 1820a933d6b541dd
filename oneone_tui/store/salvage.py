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
"""At so many broken places what is left is given up: each may cost a look at all of it."""

# A table's head is told from a name that only reads like one by what comes in it: a number and
# a document, or nothing.
_FIRST = r'"[1-9][0-9]{0,14}"\s*:\s*\{'
_HEAD = rf'"(?P<table>{"|".join(TABLES)})"\s*:\s*\{{(?=\s*(?:\}}|{_FIRST}|\Z))'
_NEXT = re.compile(r'[\s,]*"(?P<number>[1-9][0-9]{0,14})"\s*:\s*(?=\{)')
_ANYWHERE = re.compile(rf'{_HEAD}|"(?P<number>[1-9][0-9]{{0,14}})"\s*:\s*(?=\{{)')
_DECODER = json.JSONDecoder(strict=False)


class SalvagedTables(NamedTuple):
    """What was found: the tables, how many records of each were broken, and whether all is whole.

    `whole` says that one JSON object was read to its end, whatever came after it.
    """

    tables: Tables
    broken: Counter[str]
    whole: bool


def salvage(content: bytes) -> SalvagedTables:
    """Whatever documents can be read in `content`, which may be torn, spoilt or run on."""
    text = content.decode("utf-8-sig", errors="replace")
    tables = _whole(text)
    return (
        _Search(text).found() if tables is None else SalvagedTables(tables, Counter(), whole=True)
    )


def _whole(text: str) -> Tables | None:
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
    """Goes through a text once, from one table's head to the next, over what is broken."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._tables: Tables = {}
        self._broken: Counter[str] = Counter()

    def found(self) -> SalvagedTables:
        table = ""
        while self._broken.total() < TRIES and (hit := _ANYWHERE.search(self._text, self._at)):
            if hit["table"]:
                # A second head of that name is not ours: what runs on is another state.
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
        """Read records on until the table ends, or something is broken; then stand after that."""
        while row := _NEXT.match(self._text, self._at):
            self._at = row.end()
            try:
                doc, self._at = _DECODER.raw_decode(self._text, self._at)
            except (ValueError, RecursionError):
                self._broken[table] += 1
                return
            self._tables[table].setdefault(row["number"], doc)
