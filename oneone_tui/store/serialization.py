"""Conversion between a session and its tables, with validation: the file format.

The file is one JSON object of tables, and a table is one object of documents by number; `session`
and `guide` have one document each. Nothing is trusted: every text is cleaned, every field's type is
checked, and the records must fit together.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import NamedTuple, TypeVar

import msgspec

from oneone_tui.store.atomic_file import Document, Tables
from oneone_tui.store.errors import DamagedFile, NewerFile
from oneone_tui.store.integrity import InvalidSession, check_integrity
from oneone_tui.workshop.model.changes import AnyChange
from oneone_tui.workshop.model.guide import Guide
from oneone_tui.workshop.model.records import (
    Allotment,
    Anchor,
    Commitment,
    Note,
    Pair,
    Person,
    Record,
    SessionInfo,
    Team,
    Wish,
)
from oneone_tui.workshop.model.session import HistoryEntry, Session
from oneone_tui.workshop.text import LINE_LIMIT, clean

Upgrade = Callable[[Tables], Tables]

UPGRADES: tuple[Upgrade, ...] = ()
"""Functions that upgrade tables by one version each, starting with version 1.

A new field is a new version, too: an older program would drop it when it saves.
"""

RECORDS: dict[str, type[Record]] = {
    "people": Person,
    "teams": Team,
    "wishes": Wish,
    "pairs": Pair,
    "notes": Note,
    "commitments": Commitment,
    "agenda": Allotment,
    "clock": Anchor,
    "history": HistoryEntry,
}
"""The tables of many documents, with their record types.

They are named like the fields of `Session`.
"""

TABLES = ("session", "guide", *RECORDS)
"""All tables of a session file, in the order of the file."""

_TIMES = {"at", "created"}
_DEPTH = 32
_LONGEST = 10 * LINE_LIMIT  # the rest would be cut off anyway, so it is not even cleaned
_WORD = 2**63
_FIRST_MARK = "\u0300"  # the first combining character

S = TypeVar("S", bound=msgspec.Struct)
T = TypeVar("T", str, Document)


class NotSerializable(ValueError):
    """A value that the JSON of a session file cannot hold; the message says why."""


class LoadedSession(NamedTuple):
    """A session with its tables, as `to_tables` makes them.

    Unknown tables of the file are included.
    """

    session: Session
    tables: Tables


def to_document(record: msgspec.Struct) -> Document:
    """Return a record as a document: plain JSON values, times as ISO 8601 in UTC."""
    doc: Document = msgspec.json.decode(msgspec.json.encode(record))
    return doc


def from_document(doc: Document, form: type[S]) -> S:
    """Return the record in a document, with its texts cleaned. Raises `NotSerializable`."""
    try:
        return msgspec.convert(_clean(doc), form)
    except msgspec.ValidationError as error:
        raise NotSerializable(_describe_validation_error(str(error))) from error


def to_tables(session: Session) -> Tables:
    """Return all tables of `session`, with documents numbered from 1."""
    tables: Tables = {
        "session": {"1": to_document(session.info)},
        "guide": {"1": to_document(session.guide)},
    }
    for name in RECORDS:
        rows = enumerate(records_in_table(session, name), 1)
        tables[name] = {str(number): to_document(row) for number, row in rows}
    return tables


def from_tables(
    data: Tables,
    name: str,
    known: LoadedSession | None = None,
    upgrades: Sequence[Upgrade] = UPGRADES,
) -> LoadedSession:
    """Return the session in a file's tables, and the tables in today's format.

    Args:
        data: The tables. The upgrades may change them; unknown tables are ignored.
        name: The file's name, for messages.
        known: An earlier state of the same file, from which unchanged records are reused.
        upgrades: The upgrades from version 1 on.

    Raises:
        NewerFile: The file was written by a newer version.
        DamagedFile: The tables are not a valid session.
    """
    upgraded = _upgrade(data, name, upgrades)
    try:
        return _Reader(upgraded, known).loaded()
    except InvalidSession as error:
        raise DamagedFile(f"{name} is damaged: {error}; it was left as it is") from error


def records_in_table(session: Session, table: str) -> tuple[Record, ...]:
    """Return the records of one of the tables in `RECORDS`."""
    rows: tuple[Record, ...] = getattr(session, table)
    return rows


def clean_change(change: AnyChange) -> AnyChange:
    """Return `change` with its texts cleaned. Raises `NotSerializable`."""
    try:
        cleaned: AnyChange = msgspec.convert(_clean(msgspec.to_builtins(change)), AnyChange)
    except msgspec.ValidationError as error:
        raise NotSerializable("it holds a value of the wrong kind") from error
    return cleaned


def _upgrade(data: Tables, name: str, upgrades: Sequence[Upgrade]) -> Tables:
    newest = len(upgrades) + 1
    version = data.get("session", {}).get("1", {}).get("format")
    if type(version) is not int or version < 1:
        raise DamagedFile(
            f"{name} is not a session, or damaged: it names no version of its form; "
            "it was left as it is"
        )
    if version > newest:
        raise NewerFile(
            f"{name} was written by a newer version of oneone (form {version}, this one reads "
            f"up to {newest}): update oneone to open it; the file was left as it is"
        )
    for upgrade in upgrades[version - 1 :]:
        data = upgrade(data)
    return data


class _Reader:
    """Reads tables into records, and remembers the documents' numbers for error messages."""

    def __init__(self, data: Tables, known: LoadedSession | None) -> None:
        self._data = data
        self._known = known
        self._numbers: dict[str, list[str]] = {}
        self._tables: Tables = {}

    def loaded(self) -> LoadedSession:
        known = self._known.session if self._known else None
        session = Session(
            info=self._one("session", SessionInfo, (known.info,) if known else ()),
            guide=self._one("guide", Guide, (known.guide,) if known else ()),
            people=self._rows("people", Person, known.people if known else ()),
            teams=self._rows("teams", Team, known.teams if known else ()),
            wishes=self._rows("wishes", Wish, known.wishes if known else ()),
            pairs=self._rows("pairs", Pair, known.pairs if known else ()),
            notes=self._rows("notes", Note, known.notes if known else ()),
            commitments=self._rows("commitments", Commitment, known.commitments if known else ()),
            agenda=self._rows("agenda", Allotment, known.agenda if known else ()),
            clock=self._rows("clock", Anchor, known.clock if known else ()),
            history=self._rows("history", HistoryEntry, known.history if known else ()),
        )
        try:
            check_integrity(session)
        except InvalidSession as error:
            if error.row is None:
                raise
            number = self._numbers[error.table][error.row]
            raise InvalidSession(error.table, error.what, error.row, number) from error
        others = {name: table for name, table in self._data.items() if name not in TABLES}
        return LoadedSession(session, self._tables | others)

    def _one(self, table: str, form: type[S], known: tuple[S, ...]) -> S:
        rows = self._rows(table, form, known)
        if len(rows) != 1:
            raise InvalidSession(table, f"there should be one record, not {len(rows)}")
        return rows[0]

    def _rows(self, table: str, form: type[S], known: tuple[S, ...]) -> tuple[S, ...]:
        docs = self._data.get(table)
        if docs is None:
            raise InvalidSession(table, "the table is missing")
        if not all(_is_number(number) for number in docs):
            raise InvalidSession(table, "a record has no proper number")
        # Another tool that sorted the file's keys may have put "10" before "2".
        self._numbers[table] = numbers = sorted(docs, key=int)
        known_docs = self._known.tables[table] if self._known else {}
        rows: list[S] = []
        kept: dict[str, Document] = {}
        for number in numbers:
            doc = docs[number]
            if doc == known_docs.get(number):
                record = known[int(number) - 1]  # known tables are numbered from 1, without gaps
            else:
                record = self._record(table, len(rows), doc, form)
                doc = _reuse_if_equal(doc, to_document(record))
            rows.append(record)
            kept[str(len(rows))] = doc
        self._tables[table] = kept
        return tuple(rows)

    def _record(self, table: str, row: int, doc: Document, form: type[S]) -> S:
        try:
            return from_document(doc, form)
        except NotSerializable as error:
            raise InvalidSession(table, str(error), row, self._numbers[table][row]) from error


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 15 and text[0] != "0"


def _describe_validation_error(error: str) -> str:
    """Return msgspec's message without the values that it quotes, which may be private."""
    what, _, path = error.partition(" - at `$")
    if what.startswith(("Expected ", "Object missing required field ")):
        what = what.replace("`", "").replace("Object missing required field", "missing field")
        what = what[0].lower() + what[1:]
    elif "RFC3339" in what:
        what = "not a time"
    else:
        what = "not a value that this version knows"
    field = path.rstrip("`").lstrip(".")
    return f"{field}: {what}" if field else what


def _clean(value: object, depth: int = 0) -> object:
    """Return `value` with clean texts and times in UTC. Raises `NotSerializable`."""
    if isinstance(value, str):
        return value if is_plain(value) else _reuse_if_equal(value, clean(value[:_LONGEST]))
    if depth > _DEPTH:
        raise NotSerializable("too many things inside one another")
    if isinstance(value, dict):
        return {
            key: _to_utc(item)
            if key in _TIMES and isinstance(item, str)
            else _clean(item, depth + 1)
            for key, item in value.items()
        }
    if isinstance(value, (list, tuple)):
        return [_clean(item, depth + 1) for item in value]
    if isinstance(value, float) and not math.isfinite(value):
        raise NotSerializable("a number is not one")
    if isinstance(value, int) and not -_WORD <= value < _WORD:
        raise NotSerializable("a number is too large")
    return value


def _reuse_if_equal(before: T, after: T) -> T:
    """Return `before` if `after` equals it, so that a large file is in memory only once."""
    return before if before == after else after


def is_plain(text: str) -> bool:
    """Return whether `clean` would change nothing; a quick test that most texts pass."""
    return (
        text.isprintable()
        and (text.isascii() or max(text) < _FIRST_MARK)
        and len(text) <= LINE_LIMIT
        and "  " not in text
        and text[:1] != " "
        and text[-1:] != " "
    )


def _to_utc(text: str) -> str:
    """Return a time in UTC, as the file has it. A time without a zone is UTC, too."""
    if text.endswith("Z"):
        return text
    try:
        time = datetime.fromisoformat(text)
        aware = time.replace(tzinfo=UTC) if time.tzinfo is None else time.astimezone(UTC)
    except (ValueError, OverflowError):
        return text  # not a time: the check of the record reports it
    return aware.isoformat().replace("+00:00", "Z")
