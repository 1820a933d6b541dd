"""What constrains the draw: locked pairs, wishes, and those that cannot be met."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import TYPE_CHECKING

from msgspec import Struct

from oneone_tui.workshop.model.terms import TRIO, Presence, WishKind
from oneone_tui.workshop.text import listed

if TYPE_CHECKING:
    from oneone_tui.workshop.model.records import Wish
    from oneone_tui.workshop.model.session import Session

Members = tuple[str, ...]


class PairingConstraints(Struct, frozen=True):
    """The constraints of one team, as groups of people's ids.

    Attributes:
        locked: Pairs that stay as they are.
        together: Groups that are to be paired by wish.
        open_to: Pairs that may take in a third, where one person alone would have nobody.
        unkept: One line for each wish that cannot be met, with the reason.
    """

    locked: tuple[Members, ...]
    together: tuple[Members, ...]
    open_to: tuple[Members, ...]
    unkept: tuple[str, ...]

    @property
    def closed(self) -> tuple[Members, ...]:
        """The groups that take in nobody else."""
        return tuple(g for g in (*self.locked, *self.together) if g not in self.open_to)


def pairing_constraints(session: Session, team: str) -> PairingConstraints:
    """Return the constraints for a team. Locks come before wishes, older wishes first."""
    here = {person.id for person in session.people_to_pair(team)}
    locked = [
        p.members for p in session.pairs if p.locked and p.team == team and here >= {*p.members}
    ]
    together: list[Members] = []
    unkept: list[str] = []
    for wish in session.wishes:
        one = session.person(wish.people[0])
        if wish.kind is WishKind.APART or one is None or one.team != team:
            continue
        reason = _reason_against_wish(session, wish, locked) or _join_by_wish(
            session, wish, together
        )
        if reason:
            unkept.append(_format_unkept_wish(session, wish, "together", reason))
    return _build_constraints(session, here, locked, together, unkept)


def unkept_apart(
    session: Session, team: str, groups: Iterable[Members], locked: Sequence[Members]
) -> tuple[str, ...]:
    """Return one line, with the reason, for each wish to be apart that `groups` break."""
    lines = []
    for wish in session.wishes:
        group = next((g for g in groups if {*wish.people} <= {*g}), None)
        if wish.kind is WishKind.APART and group is not None:
            reason = "there is no other way"
            if group in locked:
                reason = "they are locked together"
            elif len(session.people_to_pair(team)) <= TRIO:
                reason = "there is nobody else"
            lines.append(_format_unkept_wish(session, wish, "apart", reason))
    return tuple(lines)


def couples_kept_apart(session: Session) -> frozenset[frozenset[str]]:
    """Return the ids of every two people who wish not to be paired."""
    return frozenset(frozenset(w.people) for w in session.wishes if w.kind is WishKind.APART)


def _reason_against_wish(session: Session, wish: Wish, locked: Sequence[Members]) -> str:
    people = [person for person in map(session.person, wish.people) if person]
    for person in people:
        if person.presence is Presence.SITS_OUT:
            return f"{person.name} sits out"
        if person.presence is not Presence.HERE:
            return f"{person.name} is not here"
    if len({person.team for person in people}) > 1:
        return "they are in different teams"
    for group in locked:
        inside = [person for person in people if person.id in group]
        if len(inside) == 1:
            return f"{inside[0].name} is in a locked {_size_word(group)}"
    return ""


def _join_by_wish(session: Session, wish: Wish, together: list[Members]) -> str:
    """Put the two of `wish` into one group of `together`, or say what is against it."""
    groups = [group for group in together if {*group} & {*wish.people}]
    members = tuple(dict.fromkeys([*(m for g in groups for m in g), *wish.people]))
    if len(members) > TRIO:
        return "a trio is the most that there can be"
    for two in combinations(members, 2):
        if frozenset(two) in couples_kept_apart(session):
            one, other = map(session.name_of, two)
            return f"{one} and {other} are to be apart"
    together[:] = [*(group for group in together if group not in groups), members]
    return ""


def _build_constraints(
    session: Session,
    here: set[str],
    locked: list[Members],
    together: list[Members],
    unkept: list[str],
) -> PairingConstraints:
    # Those whom a lock holds together need no wish for it.
    bound = {member for group in locked for member in group}
    together = [group for group in together if not {*group} & bound]
    open_to = [group for group in together if len(group) < TRIO]
    alone = here - bound - {member for group in together for member in group}
    if len(alone) == 1 and not open_to:
        open_to = [group for group in locked if len(group) < TRIO]
        if not open_to:
            unkept.append(_break_up_trio(session, alone.pop(), locked, together))
    return PairingConstraints(
        locked=tuple(locked),
        together=tuple(together),
        open_to=tuple(open_to),
        unkept=tuple(unkept),
    )


def _break_up_trio(
    session: Session, alone: str, locked: list[Members], together: list[Members]
) -> str:
    """Take one trio apart, where only trios stand, and say so."""
    if together:
        group = together.pop()
        together.append(group[:2])
    else:
        group = locked.pop()
    return _format_broken_group(session, group, "three", alone)


def explain_opened_locks(
    session: Session, locked: Iterable[Members], groups: Sequence[Members]
) -> list[str]:
    """Return one line for each locked pair that had to take in a person alone."""
    lines = []
    for group in locked:
        wider = next((g for g in groups if {*group} < {*g}), None)
        if wider:
            alone = next(member for member in wider if member not in group)
            lines.append(_format_broken_group(session, group, "two", alone))
    return lines


def _format_unkept_wish(session: Session, wish: Wish, what: str, reason: str) -> str:
    one, other = map(session.name_of, wish.people)
    return f"{one} and {other} can't be {what}: {reason}"


def _format_broken_group(session: Session, group: Members, size: str, alone: str) -> str:
    names = listed([session.name_of(person) for person in group])
    return f"{names} can't stay the {size} of them: {session.name_of(alone)} would be alone"


def _size_word(group: Members) -> str:
    return "trio" if len(group) == TRIO else "pair"
