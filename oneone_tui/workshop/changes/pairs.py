"""Changes of the pairing: who works with whom, and who organizes first."""

from typing import TYPE_CHECKING

from msgspec.structs import replace

from oneone_tui.workshop.changes.base import Change, Refused, Stamp, replaced
from oneone_tui.workshop.places import joining, talking, without_pair
from oneone_tui.workshop.records import Pair
from oneone_tui.workshop.words import PAIR, TRIO

if TYPE_CHECKING:
    from oneone_tui.workshop.session import Session

PAIR_SIZES = (PAIR, TRIO)
ONE_TEAM = "the people of a pair are of one team"


class PairsDrawn(Change, frozen=True):
    """All pairs were drawn anew, by the chance that `seed` gives; a locked pair stays."""

    pairs: tuple[tuple[str, ...], ...]
    seed: int

    def apply_to(self, session: "Session", stamp: Stamp) -> "Session":
        refuse_once_talking(session)
        placed = [person for members in self.pairs for person in members]
        if len(set(placed)) != len(placed) or any(
            len(members) not in PAIR_SIZES for members in self.pairs
        ):
            raise Refused("each person has one place, in a pair of two or three")
        locked = {pair.members: pair for pair in session.pairs if pair.locked}
        pairs = tuple(
            locked.get(members) or _drawn(session, members, f"pair-{stamp.key}-{index}")
            for index, members in enumerate(self.pairs, 1)
        )
        kept = {pair.id for pair in pairs} | {""}
        # What was said in a pair that is no more stays, as the team's.
        return replace(
            session,
            info=replace(session.info, seed=self.seed),
            pairs=pairs,
            notes=tuple(n if n.pair in kept else replace(n, pair="") for n in session.notes),
            commitments=tuple(
                c if c.pair in kept else replace(c, pair="") for c in session.commitments
            ),
        )

    def say(self, session: "Session") -> str:  # noqa: ARG002
        return f"drew {len(self.pairs)} {'pair' if len(self.pairs) == 1 else 'pairs'}"


class PeopleSwapped(Change, frozen=True):
    """Two people changed places."""

    one: str
    other: str

    def apply_to(self, session: "Session", stamp: Stamp) -> "Session":  # noqa: ARG002
        refuse_once_talking(session)
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

    def say(self, session: "Session") -> str:
        return f"swapped {session.name(self.one)} and {session.name(self.other)}"


class OrganizerFirst(Change, frozen=True):
    """Somebody is to organize in the first turn of their pair."""

    person: str

    def apply_to(self, session: "Session", stamp: Stamp) -> "Session":  # noqa: ARG002
        refuse_once_talking(session)
        pair = _pair_of(session, self.person)
        at = pair.members.index(self.person)
        members = pair.members[at:] + pair.members[:at]
        return replace(
            session,
            pairs=replaced(session.pairs, pair.id, lambda p: replace(p, members=members), "pair"),
        )

    def say(self, session: "Session") -> str:
        return f"{session.name(self.person)} organizes first"


class PairLocked(Change, frozen=True):
    """A pair is to stay when the others are drawn anew, or may go again."""

    pair: str
    locked: bool

    def apply_to(self, session: "Session", stamp: Stamp) -> "Session":  # noqa: ARG002
        return replace(
            session,
            pairs=replaced(
                session.pairs, self.pair, lambda p: replace(p, locked=self.locked), "pair"
            ),
        )

    def say(self, session: "Session") -> str:
        what = "locked" if self.locked else "unlocked"
        return f"{what} pair {session.pair_number(self.pair)}"


class PersonMoved(Change, frozen=True):
    """Somebody joined another pair, which is a trio then; a partner left alone was placed anew."""

    person: str
    pair: str

    def apply_to(self, session: "Session", stamp: Stamp) -> "Session":  # noqa: ARG002
        refuse_once_talking(session)
        person, target = session.person(self.person), session.pair(self.pair)
        if person is None or target is None:
            raise Refused("there is no such person or pair any more")
        if person.team != target.team:
            raise Refused(ONE_TEAM)
        if self.person in target.members:
            raise Refused(f"{person.name} is in that pair already")
        if len(target.members) != PAIR:
            raise Refused("that pair is a trio already: swap two instead")
        joined = joining(session, target.id, self.person)
        before = session.pair_of(self.person)
        if before is None:
            return joined
        left = tuple(member for member in before.members if member != self.person)
        if len(left) >= PAIR:
            return replace(
                joined,
                pairs=replaced(joined.pairs, before.id, lambda p: replace(p, members=left), "pair"),
            )
        others = (p for p in reversed(session.pairs) if p.team == target.team)
        third = next(
            (p for p in others if len(p.members) == PAIR and p.id not in {before.id, target.id}),
            None,
        )
        if third is None:
            raise Refused(f"{session.name(left[0])} would be left alone: swap two instead")
        return joining(without_pair(joined, before.id), third.id, left[0])

    def say(self, session: "Session") -> str:
        return f"moved {session.name(self.person)} to pair {session.pair_number(self.pair)}"


def refuse_once_talking(session: "Session") -> None:
    """Raise `Refused` once the pairs talk: notes hang on them, and nobody starts anew."""
    if talking(session):
        raise Refused("the pairs are talking: they stay as they are")


def _drawn(session: "Session", members: tuple[str, ...], pair_id: str) -> Pair:
    people = [session.person(member) for member in members]
    teams = {person.team for person in people if person}
    if None in people:
        raise Refused("the roster has changed: draw the pairs again")
    if len(teams) > 1:
        raise Refused(ONE_TEAM)
    return Pair(id=pair_id, team=teams.pop(), members=members)


def _pair_of(session: "Session", person: str) -> Pair:
    pair = session.pair_of(person)
    if pair is None:
        raise Refused(f"{session.name(person) or 'that person'} is in no pair")
    return pair
