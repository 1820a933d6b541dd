"""Notes and commitments as CSV tables for a spreadsheet (RFC 4180).

The text begins with a byte order mark: without one, a spreadsheet reads UTF-8 in another encoding.
A cell that a spreadsheet would take for a formula gets an apostrophe in front.
"""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

from oneone_tui.workshop.model.terms import NoteKind
from oneone_tui.workshop.notes.board import board_columns
from oneone_tui.workshop.text import ENTRY_LIMIT, clean

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime, tzinfo

    from oneone_tui.workshop.model.session import Session

BYTE_ORDER_MARK = "\ufeff"

NOTES = ("session", "time", "team", "pair", "members", "kind", "person", "text", "board")
COMMITMENTS = ("session", "time", "team", "pair", "who", "to", "text", "by", "due", "done")

_SIGNS = r"=+\-@＝＋－＠﹦﹢﹣﹫⁼⁺⁻₌₊₋−"  # noqa: RUF001
"""What begins a formula: also as East Asian keyboards write it, and in what some take it for."""
# Also after a semicolon: where commas part decimals, spreadsheets take it for the end of a cell;
# some part cells at a bar. Quotes that come then are taken for those around a cell, and vanish.
_FORMULA = re.compile(rf'(?:^|(?<=[;|]))(?=[\t\r]|[\s"]*[{_SIGNS}])')


def notes_as_csv(session: Session, zone: tzinfo | None = None, *, feedback: bool = False) -> str:
    """A row a note, in the order they were written; feedback only where it is asked for.

    ``board`` is the entry of the team's board that the note stands under, as it reads there.
    """
    boarded = {
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
                boarded.get(note.id, ""),
            )
            for note in session.notes
            if feedback or note.kind is not NoteKind.FEEDBACK
        ),
    )


def commitments_as_csv(session: Session, zone: tzinfo | None = None) -> str:
    """A row a commitment; ``by`` is the day as it was written, ``due`` the date it means.

    ``done`` is ``yes`` once it was ticked off, and empty before.
    """
    return _table(
        COMMITMENTS,
        (
            (
                session.info.title,
                _time(promise.at, zone),
                _team(session, promise.team),
                _number(session, promise.pair),
                session.name_of(promise.who),
                session.name_of(promise.to),
                promise.text,
                promise.by,
                promise.due.isoformat() if promise.due else "",
                "yes" if promise.done else "",
            )
            for promise in session.commitments
        ),
    )


def guard_against_formulas(cell: str) -> str:
    """`cell` so that no spreadsheet computes it: an apostrophe before whatever begins a formula."""
    return _FORMULA.sub("'", cell)


def _table(header: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    table = io.StringIO()
    writer = csv.writer(table)
    writer.writerow(header)
    # Cleaned, no cell has a tab or a line's end in it, where others part cells and rows.
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
