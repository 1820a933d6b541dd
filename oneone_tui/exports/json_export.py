"""The session's records as JSON, table by table, for other programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from oneone_tui.workshop.json_text import write_json
from oneone_tui.workshop.model.terms import NoteKind

if TYPE_CHECKING:
    from oneone_tui.workshop.model.session import Session

_TABLES = ("people", "teams", "wishes", "pairs", "notes", "commitments", "agenda", "clock")


def as_json(session: Session, *, feedback: bool = False) -> str:
    """Return a session as an indented JSON object: ``session``, ``guide``, tables.

    Feedback is left out unless `feedback` is set. The history is never included: it contains what
    was edited, deleted and undone.
    """
    notes = tuple(n for n in session.notes if feedback or n.kind is not NoteKind.FEEDBACK)
    shown = msgspec.structs.replace(session, notes=notes)
    data = {"session": shown.info, "guide": shown.guide}
    data |= {table: getattr(shown, table) for table in _TABLES}
    return write_json(data)


def person_reference(person: str, name: str) -> dict[str, str] | None:
    """Return a person's id and name for JSON; None if there is no person."""
    return {"id": person, "name": name} if person else None
