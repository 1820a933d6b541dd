"""Removal of names from a session, for people who were not there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from oneone_tui.workshop.model.terms import Role

if TYPE_CHECKING:
    from oneone_tui.workshop.model.session import Session

SOMEBODY = "somebody"
"""Who everybody is."""


def anonymize(session: Session) -> Session:
    """`session` with nobody's name, id, tags or console; nothing tells who said or promised what.

    Who talked with whom, and who had a role, is still there, all of it about `SOMEBODY`; who only
    listened in is not. Teams go by numbers: people name them after themselves. Texts stay as they
    were typed, also where they name somebody. What a reporter will say and the history go: the
    program itself wrote names into these.
    """
    ids = _new_ids(session)
    known = {person.id: person for person in session.people}
    return replace(
        session,
        # Who has the roster could draw the pairs anew by the seed, and see who is who.
        info=replace(session.info, seed=0),
        people=tuple(
            replace(
                known[old],
                id=new,
                name=SOMEBODY,
                tags=(),
                given_team="",
                same="",
                organized=None,
            )
            for old, new in ids.items()
        ),
        teams=tuple(
            replace(
                team,
                name=f"Team {number}" if len(session.teams) > 1 else "Team",
                talk=(),
                **{role.name.lower(): ids.get(team.person_in_role(role), "") for role in Role},
            )
            for number, team in enumerate(session.teams, 1)
        ),
        wishes=(),
        pairs=tuple(
            replace(
                pair,
                members=tuple(ids[member] for member in pair.members),
                observers=(),
            )
            for pair in session.pairs
        ),
        notes=tuple(replace(note, person="", console="") for note in session.notes),
        commitments=tuple(replace(c, who="", to="", console="") for c in session.commitments),
        history=(),
    )


def _new_ids(session: Session) -> dict[str, str]:
    # Numbered by their places in the pairs: the order of the roster would tell who is who.
    paired = (person for pair in session.pairs for person in pair.members)
    ids = dict.fromkeys([*paired, *(person.id for person in session.people)])
    return {person: f"person-{number}" for number, person in enumerate(ids, 1)}
