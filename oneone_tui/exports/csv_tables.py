"""Notes and commitments as CSV tables for a spreadsheet (RFC 4180).

The text begins with a byte order mark: without one, a spreadsheet reads UTF-8 in another encoding.
A cell that a spreadsheet would take for a formula gets an apostrophe in front.
"""

from __future__ import annotations

import csv
import io
import locale
import re
from typing import TYPE_CHECKING

from oneone_tui.workshop.model.terms import NoteKind
from oneone_tui.workshop.notes.board import board_columns
from oneone_tui.workshop.text import ENTRY_LIMIT, clean

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime, tzinfo

    from oneone_tui.workshop.model.records import Person
    from oneone_tui.workshop.model.session import Session

BYTE_ORDER_MARK = "\ufeff"

NOTES = ("session", "time", "team", "pair", "members", "kind", "person", "text", "board")
COMMITMENTS = ("session", "time", "team", "pair", "who", "to", "text", "by", "due", "done")
CONTACTS = ("email", "phone")

_SIGNS = r"=+\-@＝＋－＠﹦﹢﹣﹫⁼⁺⁻₌₊₋−"  # noqa: RUF001
"""The characters that begin a formula, with their full-width and look-alike forms."""
# Also after a semicolon, which separates cells where the comma is the decimal separator; some
# spreadsheets separate cells at a bar. Quotes after it count as those around a cell, and vanish.
_FORMULA = re.compile(rf'(?:^|(?<=[;|]))(?=[\t\r]|[\s"]*[{_SIGNS}])')


def locale_delimiter() -> str:
    """Return what spreadsheets put between cells here: a semicolon where 1.5 is 1,5."""
    before = locale.setlocale(locale.LC_NUMERIC)
    try:
        locale.setlocale(locale.LC_NUMERIC, "")
        return ";" if locale.localeconv()["decimal_point"] == "," else ","
    except locale.Error:  # the system does not have the locale that it names
        return ","
    finally:
        locale.setlocale(locale.LC_NUMERIC, before)


def notes_as_csv(
    session: Session,
    zone: tzinfo | None = None,
    *,
    feedback: bool = False,
    delimiter: str = ",",
) -> str:
    """Return one row per note, in the order they were written.

    The column ``board`` is the text of the board's entry that the note belongs to.

    Args:
        session: The session with the notes.
        zone: The time zone of the times; None for the machine's.
        feedback: Whether feedback is included.
        delimiter: The character between cells.
    """
    board_texts = {
        note.id: entry.text
        for team in session.teams
        for entries in board_columns(session, team.id).values()
        for entry in entries
        for note in entry.notes
    }
    return _table(
        NOTES,
        (
            (
                session.info.title,
                _time(note.at, zone),
                _team(session, note.team),
                _number(session, note.pair),
                _members(session, note.pair),
                note.kind,
                session.name_of(note.person),
                note.text,
                board_texts.get(note.id, ""),
            )
            for note in session.notes
            if feedback or note.kind is not NoteKind.FEEDBACK
        ),
        delimiter,
    )


def commitments_as_csv(
    session: Session,
    zone: tzinfo | None = None,
    *,
    contacts: bool = False,
    delimiter: str = ",",
) -> str:
    """Return one row per commitment.

    The column ``by`` is the day as it was typed, ``due`` the date it means; ``done`` is ``yes`` or
    empty.

    Args:
        session: The session.
        zone: The time zone of the times; None for the machine's.
        contacts: Add the email and phone of whoever made the commitment.
        delimiter: The character between cells.
    """
    return _table(
        (*COMMITMENTS, *CONTACTS) if contacts else COMMITMENTS,
        (
            (
                session.info.title,
                _time(commitment.at, zone),
                _team(session, commitment.team),
                _number(session, commitment.pair),
                session.name_of(commitment.who),
                session.name_of(commitment.to),
                commitment.text,
                commitment.by,
                commitment.due.isoformat() if commitment.due else "",
                "yes" if commitment.done else "",
                *(_contacts(session.person(commitment.who)) if contacts else ()),
            )
            for commitment in session.commitments
        ),
        delimiter,
    )


def _contacts(person: Person | None) -> tuple[str, str]:
    return (person.email or "", person.phone or "") if person else ("", "")


def guard_against_formulas(cell: str) -> str:
    """Return `cell` with an apostrophe before what a spreadsheet would compute."""
    return _FORMULA.sub("'", cell)


def _table(header: tuple[str, ...], rows: Iterable[tuple[str, ...]], delimiter: str) -> str:
    table = io.StringIO()
    writer = csv.writer(table, delimiter=delimiter)
    writer.writerow(header)
    # A cleaned cell has no tab or line break, where some programs split cells and rows.
    writer.writerows(
        [guard_against_formulas(clean(cell, limit=ENTRY_LIMIT)) for cell in row] for row in rows
    )
    return BYTE_ORDER_MARK + table.getvalue()


def _time(at: datetime, zone: tzinfo | None) -> str:
    return f"{at.astimezone(zone):%Y-%m-%d %H:%M}"


def _team(session: Session, team_id: str) -> str:
    team = session.team(team_id)
    return team.name if team else ""


def _number(session: Session, pair_id: str) -> str:
    return str(session.pair_number(pair_id) or "")


def _members(session: Session, pair_id: str) -> str:
    pair = session.pair(pair_id)
    return ", ".join(map(session.name_of, pair.members)) if pair else ""
