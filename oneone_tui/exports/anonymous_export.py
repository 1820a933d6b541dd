"""Removal of names, or only of contacts, from a session, for people who were not there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import UNSET
from msgspec.structs import replace

from oneone_tui.workshop.model.terms import Role

if TYPE_CHECKING:
    from oneone_tui.workshop.model.session import Session

SOMEBODY = "somebody"
"""The name that replaces every name."""


def anonymize(session: Session) -> Session:
    """Return `session` without names, personal ids, tags and consoles.

    Nothing says who said or promised what. Who talked with whom and who had a role remains, all
    under the name `SOMEBODY`; observers are removed. Teams get numbers, because people name them
    after themselves. Texts stay as they were typed, even if they contain names. The report script
    and the history are removed, because the program has put names into them.
    """
    ids = _new_ids(session)
    known = {person.id: person for person in session.people}
    return replace(
        session,
        # With the roster and the seed, the pairs could be drawn again to see who is who.
        info=replace(session.info, seed=0),
        people=tuple(
            replace(
                known[old],
                id=new,
                name=SOMEBODY,
                tags=(),
                given_team="",
                email=UNSET,
                phone=UNSET,
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


def without_contacts(session: Session) -> Session:
    """Return `session` without the email addresses and phone numbers of its people."""
    people = tuple(replace(person, email=UNSET, phone=UNSET) for person in session.people)
    return replace(session, people=people)


def _new_ids(session: Session) -> dict[str, str]:
    # Numbered by their places in the pairs: the order of the roster would reveal who is who.
    paired = (person for pair in session.pairs for person in pair.members)
    ids = dict.fromkeys([*paired, *(person.id for person in session.people)])
    return {person: f"person-{number}" for number, person in enumerate(ids, 1)}
