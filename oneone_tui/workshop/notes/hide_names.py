"""Hiding who said what, for a room that should not see it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec.structs import replace

from oneone_tui.workshop.notes.people_lookup import short_name

if TYPE_CHECKING:
    from collections.abc import Callable

    from oneone_tui.workshop.model.session import Session


def hide_names(session: Session) -> Session:
    """Return the session without the names of people on notes and commitments.

    The pairs keep their names. A written report keeps its lines, without the names that the draft
    put before a text.
    """
    nobodys = _name_remover(session) if any(team.talk for team in session.teams) else str
    return replace(
        session,
        teams=tuple(replace(t, talk=tuple(map(nobodys, t.talk))) for t in session.teams),
        notes=tuple(replace(n, person="", console="") for n in session.notes),
        commitments=tuple(replace(c, who="", to="", console="") for c in session.commitments),
    )


def _name_remover(session: Session) -> Callable[[str], str]:
    people = session.people
    names = {name for p in people for name in (p.name, short_name(session, p.id))}
    one = f"(?:{'|'.join(map(re.escape, sorted(names))) or '(?!)'})"
    whose = re.compile(rf"(?<!\w){one}(?:(?:, | and ){one})*: ")
    return lambda line: whose.sub("", line)
