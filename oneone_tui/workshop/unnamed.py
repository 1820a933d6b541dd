"""A session that does not tell who said what, for a room that had better not see it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

if TYPE_CHECKING:
    from oneone_tui.workshop.session import Session


def unnamed(session: Session) -> Session:
    """`session` in which nobody is named for a note or a commitment; the pairs keep their names."""
    return replace(
        session,
        notes=tuple(replace(n, person="", console="") for n in session.notes),
        commitments=tuple(replace(c, who="", to="", console="") for c in session.commitments),
    )
