"""Changes of the pairing: who works with whom, and who organizes first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from oneone_tui.workshop.changes.base import Change, Refused, Stamp, replaced
from oneone_tui.workshop.records import Pair
from oneone_tui.workshop.schedule import schedule_of
from oneone_tui.workshop.words import Stage

if TYPE_CHECKING:
    from oneone_tui.workshop.session import Session

PAIR_SIZES = (2, 3)
ONE_TEAM = "the people of a pair are of one team"


class PairsDrawn(Change, frozen=True):
    """All pairs were drawn anew, by the chance that `seed` gives."""

    pairs: tuple[tuple[str, ...], ...]
    seed: int

    def apply_to(self, session: Session, stamp: Stamp) -> Session:
        _refuse_once_talking(session)
        placed = [person for members in self.pairs for person in members]
        if len(set(placed)) != len(placed) or any(
            len(members) not in PAIR_SIZES for members in self.pairs
        ):
            raise Refused("each person has one place, in a pair of two or three")
        pairs = []
        for index, members in enumerate(self.pairs, 1):
            people = [session.person(member) for member in members]
            teams = {person.team for person in people if person}
            if None in people:
                raise Refused("the roster has changed: draw the pairs again")
            if len(teams) > 1:
                raise Refused(ONE_TEAM)
            pairs.append(Pair(id=f"pair-{stamp.key}-{index}", team=teams.pop(), members=members))
        # What was said in a pair that is no more stays, as the team's.
        return replace(
            session,
            info=replace(session.info, seed=self.seed),
            pairs=tuple(pairs),
            notes=tuple(replace(n, pair="") if n.pair else n for n in session.notes),
            commitments=tuple(replace(c, pair="") if c.pair else c for c in session.commitments),
        )

    def say(self, session: Session) -> str:  # noqa: ARG002
        return f"drew {len(self.pairs)} {'pair' if len(self.pairs) == 1 else 'pairs'}"


class PeopleSwapped(Change, frozen=True):
    """Two people changed places."""

    one: str
    other: str

    def apply_to(self, session: Session, stamp: Stamp) -> Session:  # noqa: ARG002
        _refuse_once_talking(session)
        if _pair_of(session, self.one).team != _pair_of(session, self.other).team:
            raise Refused(ONE_TEAM)
        if self.one == self.other:
            raise Refused("a swap takes two people")
        places = {self.one: self.other, self.other: self.one}
        pairs = tuple(
            replace(pair, members=tuple(places.get(m, m) for m in pair.members))
            if places.keys() & set(pair.members)
            else pair
            for pair in session.pairs
        )
        return replace(session, pairs=pairs)

    def say(self, session: Session) -> str:
        return f"swapped {session.name(self.one)} and {session.name(self.other)}"


class OrganizerFirst(Change, frozen=True):
    """Somebody is to organize in the first turn of their pair."""

    person: str

    def apply_to(self, session: Session, stamp: Stamp) -> Session:  # noqa: ARG002
        _refuse_once_talking(session)
        pair = _pair_of(session, self.person)
        at = pair.members.index(self.person)
        members = pair.members[at:] + pair.members[:at]
        return replace(
            session,
            pairs=replaced(session.pairs, pair.id, lambda p: replace(p, members=members), "pair"),
        )

    def say(self, session: Session) -> str:
        return f"{session.name(self.person)} organizes first"


def _pair_of(session: Session, person: str) -> Pair:
    for pair in session.pairs:
        if person in pair.members:
            return pair
    raise Refused(f"{session.name(person) or 'that person'} is in no pair")


def _refuse_once_talking(session: Session) -> None:
    # Notes hang on pairs; once they talk, a pair is a fact and no longer a plan.
    before = {s.id for s in schedule_of(session) if s.stage in (Stage.SETUP, Stage.PAIRING)}
    if any(anchor.segment not in before for anchor in session.clock):
        raise Refused("the pairs are talking: they stay as they are")
