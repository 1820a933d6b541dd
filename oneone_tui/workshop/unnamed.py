"""A session that does not tell who said what, for a room that had better not see it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec.structs import replace

from oneone_tui.workshop.entry.naming import short_name

if TYPE_CHECKING:
    from collections.abc import Callable

    from oneone_tui.workshop.session import Session


def unnamed(session: Session) -> Session:
    """`session` in which nobody is named for a note or a commitment; the pairs keep their names.

    What a reporter will say keeps its lines, without the names that the draft put before a text.
    """
    nobodys = _without_names(session) if any(team.talk for team in session.teams) else str
    return replace(
        session,
        teams=tuple(replace(t, talk=tuple(map(nobodys, t.talk))) for t in session.teams),
        notes=tuple(replace(n, person="", console="") for n in session.notes),
        commitments=tuple(replace(c, who="", to="", console="") for c in session.commitments),
    )


def _without_names(session: Session) -> Callable[[str], str]:
    people = session.people
    names = {name for p in people for name in (p.name, short_name(session, p.id))}
    one = f"(?:{'|'.join(map(re.escape, sorted(names))) or '(?!)'})"
    whose = re.compile(rf"(?<!\w){one}(?:(?:, | and ){one})*: ")
    return lambda line: whose.sub("", line)
