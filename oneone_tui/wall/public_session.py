"""What of a session a whole room may see."""

from __future__ import annotations

from msgspec.structs import replace

from oneone_tui.workshop.model.records import Person
from oneone_tui.workshop.model.session import Session
from oneone_tui.workshop.model.terms import COLUMNS, NoteKind
from oneone_tui.workshop.notes.hide_names import hide_names

PUBLIC_KINDS = (*COLUMNS, NoteKind.COMMITMENT, NoteKind.TAKEAWAY)
"""The kinds of notes that a room may see."""


def public_session(session: Session, *, names_shown: bool) -> Session:
    """Return what of the session the room may see.

    Feedback, history and wishes are not for it, and of people nothing but their names. Unless
    `names_shown`, nobody can see who said what either; the pairs keep their names, as on the
    console. Whatever is not named here stays out.
    """
    public = Session(
        info=session.info,
        guide=session.guide,
        people=tuple(
            Person(id=p.id, name=p.name, team=p.team, presence=p.presence) for p in session.people
        ),
        teams=session.teams,
        pairs=session.pairs,
        notes=tuple(
            replace(note, console="") for note in session.notes if note.kind in PUBLIC_KINDS
        ),
        commitments=tuple(replace(one, console="") for one in session.commitments),
        agenda=session.agenda,
        clock=session.clock,
    )
    return public if names_shown else hide_names(public)
