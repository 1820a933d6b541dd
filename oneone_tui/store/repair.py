"""Repair: a new session file from a damaged one, or from its previous copy."""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple, TypeVar

import msgspec
from msgspec.structs import replace

from oneone_tui.guides import load_guide
from oneone_tui.store.atomic_file import Tables, previous_copy_path, read_content, time_of
from oneone_tui.store.errors import DamagedFile, MissingFile, NewerFile, StoreError, display_name
from oneone_tui.store.integrity import YEARS, InvalidSession, check_integrity
from oneone_tui.store.salvage import SalvagedTables, salvage
from oneone_tui.store.serialization import RECORDS, NotSerializable, from_document, records_in_table
from oneone_tui.store.session_file import SessionFile
from oneone_tui.store.session_files import free_path
from oneone_tui.workshop.model.guide import Guide
from oneone_tui.workshop.model.records import FORMAT, MAX_PEOPLE, Record, SessionInfo, Team
from oneone_tui.workshop.model.session import TEAM_ONE, Session
from oneone_tui.workshop.model.terms import COLUMNS, Role
from oneone_tui.workshop.pairing.teams import MOST_TEAMS

TRIES = 40
"""The most inconsistent records that a repair leaves out before it gives up."""

MAX_ROWS = {"people": MAX_PEOPLE, "teams": MOST_TEAMS}
"""The most records of a table."""

S = TypeVar("S", bound=msgspec.Struct)
R = TypeVar("R", bound=Record)


class RepairResult(NamedTuple):
    """The result of a repair.

    Attributes:
        path: The new file.
        from_previous: Whether it comes from the previous copy.
        recovered: How many records were recovered, by table.
        lost: How many records are known to be missing, by table. If the file is cut off, there may
            be more.
        breaks_off: Whether the file is cut off.
    """

    path: Path
    from_previous: bool
    recovered: dict[str, int]
    lost: dict[str, int]
    breaks_off: bool


class _Recovered(NamedTuple):
    """A valid session, and what could not be read of it.

    Attributes:
        session: The session.
        broken: How many records could not be read, by table.
        whole: Whether the file was read to its end.
    """

    session: Session
    broken: Counter[str]
    whole: bool

    @property
    def counts(self) -> dict[str, int]:
        return {table: len(records_in_table(self.session, table)) for table in RECORDS}

    @property
    def worth(self) -> tuple[int, bool, int]:
        """Which of two is better: the one with more records first, then the complete one.

        The history counts last.
        """
        counts = self.counts
        history = counts.pop("history")
        return sum(counts.values()), self.whole, history


def repair(path: Path, target: Path | None = None) -> RepairResult:
    """Recover the session at `path` in a new file.

    Of the file and its previous copy, the one that holds more is used. Neither is changed.

    Args:
        path: The damaged file.
        target: The new file; by default one beside `path` with a similar name.

    Raises:
        FileExists: `target` is taken.
        DamagedFile: There is nothing to recover.
        NewerFile: The file was written by a newer version.
        StoreError: The system does not allow reading or writing.
    """
    found = _candidates(path)
    best = max(found, key=lambda one: found[one].worth)
    chosen = found[best]
    new = target or free_path(path.with_stem(f"{path.stem}-repaired"))
    kept = SessionFile.create(new, chosen.session)
    counts = chosen.counts
    known = [other.counts for other in found.values()]
    lost = {t: max(max(c[t] for c in known) - counts[t], chosen.broken[t]) for t in RECORDS}
    lost |= {table: chosen.broken[table] for table in ("session", "guide")}
    return RepairResult(
        path=kept.path,
        from_previous=best != path,
        recovered={table: number for table, number in counts.items() if number},
        lost={table: number for table, number in lost.items() if number},
        breaks_off=not chosen.whole,
    )


def _candidates(path: Path) -> dict[Path, _Recovered]:
    """Return what can be recovered from the file, and from its previous copy.

    A copy of another session that had the same file name before is left out.
    """
    found: dict[Path, _Recovered] = {}
    trouble: StoreError | None = None
    for source in (path, previous_copy_path(path)):
        try:
            salvaged = salvage(read_content(source))
            found[source] = _recover(source, salvaged, display_name(path))
        except StoreError as error:
            if isinstance(error, NewerFile):
                raise
            # That the file is missing matters only if there is no copy either.
            trouble = trouble if trouble or isinstance(error, MissingFile) else error
    if not found:
        raise trouble or MissingFile(f"{display_name(path)} is not there, nor a copy of it")
    ids = [one.session.info.id for one in found.values() if not one.broken["session"]]
    if len(set(ids)) > 1:
        del found[previous_copy_path(path)]
    return found


def _recover(source: Path, salvaged: SalvagedTables, name: str) -> _Recovered:
    broken = salvaged.broken
    tables = salvaged.tables
    if not any(tables.values()):
        raise DamagedFile(f"{name}: there is nothing in it to recover")
    _refuse_newer(tables, name)
    rows: dict[str, tuple[Record, ...]] = {
        table: tuple(_records(tables, table, form, broken)) for table, form in RECORDS.items()
    }
    info = next(_records(tables, "session", SessionInfo, broken), None)
    guide = next(_records(tables, "guide", Guide, broken), None)
    # There is none in the file, or none that can be read: either way one is missing.
    broken["session"], broken["guide"] = int(info is None), int(guide is None)
    session = msgspec.convert(
        {"info": info or _new_info(source), "guide": guide or load_guide(), **rows}, Session
    )
    session = _drop_invalid(_drop_dangling_references(session, broken), broken, name)
    torn = not salvaged.whole or broken.total() > 0
    if torn:
        # With a part missing, undoing a change could remove what came after it.
        broken["history"] += len(session.history)
        session = replace(session, history=())
    return _Recovered(session, broken, whole=salvaged.whole)


def _refuse_newer(tables: Tables, name: str) -> None:
    for doc in tables.get("session", {}).values():
        form = doc.get("format")
        if isinstance(form, int) and form > FORMAT:
            raise NewerFile(f"{name} was written by a newer version of oneone: update it first")


def _records(tables: Tables, table: str, form: type[S], broken: Counter[str]) -> Iterator[S]:
    docs = tables.get(table, {})
    for number in sorted(docs, key=lambda text: (len(text), text)):
        try:
            row = from_document(docs[number], form)
        except NotSerializable:
            broken[table] += 1
            continue
        at = getattr(row, "at", None)
        if at is None or at.year in YEARS:
            yield row
        else:
            broken[table] += 1


def _new_info(source: Path) -> SessionInfo:
    # The file's modification time is the best guess for the day.
    day = time_of(source.lstat().st_mtime) or datetime.now(UTC)
    title = source.name.removeprefix(".").partition(".json")[0]
    return SessionInfo(id=secrets.token_hex(8), created=day, title=title)


def _drop_dangling_references(session: Session, broken: Counter[str]) -> Session:
    """Return `session` without references to missing records. No text is lost by that."""
    for table in RECORDS:
        rows = records_in_table(session, table)
        unique = _unique(rows)
        broken[table] += len(rows) - len(unique)
        session = replace(session, **{table: unique})
    session = replace(session, teams=_teams(session))
    people = {person.id for person in session.people}
    pairs = {pair.id for pair in session.pairs}
    kinds: dict[str, object] = {}
    return replace(
        session,
        notes=tuple(
            replace(
                note,
                pair=note.pair if note.pair in pairs else "",
                board=note.board
                if note.kind in COLUMNS and kinds.setdefault(note.board, note.kind) is note.kind
                else "",
            )
            for note in session.notes
        ),
        commitments=tuple(
            replace(one, pair=one.pair if one.pair in pairs else "") for one in session.commitments
        ),
        teams=tuple(_drop_missing_roles(team, people) for team in session.teams),
    )


def _unique(rows: Iterable[R]) -> tuple[R, ...]:
    first: dict[str, R] = {}
    for row in rows:
        first.setdefault(row.id, row)
    return tuple(first.values())


def _teams(session: Session) -> tuple[Team, ...]:
    """Return the teams, with a new team for each missing id that a record refers to."""
    ids = dict.fromkeys(team.id for team in session.teams)
    for rows in (session.people, session.pairs, session.notes, session.commitments):
        ids |= dict.fromkeys(row.team for row in rows)
    known = {team.id: team for team in session.teams}
    teams = tuple(known.get(i) or Team(id=i, name=i) for i in ids if i)
    return teams or (Team(id=TEAM_ONE, name="Team"),)


def _drop_missing_roles(team: Team, people: set[str]) -> Team:
    gone = {role.name.lower(): "" for role in Role if team.person_in_role(role) not in people}
    return replace(team, **gone)


def _drop_invalid(session: Session, broken: Counter[str], name: str) -> Session:
    """Return `session` without the records that are still inconsistent."""
    for _ in range(TRIES + 1):
        try:
            check_integrity(session)
        except InvalidSession as error:
            session = _drop_record(session, error, broken)
        else:
            return session
    raise DamagedFile(f"{name}: too much in it does not fit together")


def _drop_record(session: Session, error: InvalidSession, broken: Counter[str]) -> Session:
    rows = () if error.table in ("guide", "session") else records_in_table(session, error.table)
    row = error.row
    kept_rows = (
        rows[: MAX_ROWS.get(error.table)] if row is None else (*rows[:row], *rows[row + 1 :])
    )
    broken[error.table] += max(len(rows) - len(kept_rows), 1)
    if error.table == "guide":
        return replace(session, guide=load_guide())
    if error.table == "session":
        now = datetime.now(UTC)
        return replace(session, info=replace(session.info, id=secrets.token_hex(8), created=now))
    return _drop_dangling_references(replace(session, **{error.table: kept_rows}), Counter())
