"""Why people meet again although the draw avoids it."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from msgspec.structs import replace

from oneone_tui.workshop.pairing.draw import draw_pairs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from oneone_tui.workshop.history.attendance import AttendanceHistory
    from oneone_tui.workshop.model.session import Session
    from oneone_tui.workshop.pairing.draw import ProposedPairs

Two = frozenset[str]
NAMED = 3
"""The most people that a reason names."""


def explain_repeats(
    session: Session, past: AttendanceHistory, paired: ProposedPairs, seed: int
) -> tuple[str, ...]:
    """Return one line for each reason why the drawn pairs have repeats.

    The pairs are drawn once more without wishes to see whether these are the reason. The result is
    empty where nobody meets again.
    """
    if not paired.repeats:
        return ()
    freely: Sequence[Sequence[str]] = paired.pairs
    if session.wishes:
        freely = draw_pairs(replace(session, wishes=()), past, seed).pairs
    lasting = {person.id: person.identity for person in session.people}
    teams_by_reason: dict[str, list[str]] = {}
    for team in session.teams:
        people = [person.id for person in session.people_to_pair(team.id)]
        met = {two for two in _twosomes([people]) if past.meeting(*(lasting[p] for p in two))}
        again = met & _twosomes(paired.pairs)
        if again:
            wished = len(met & _twosomes(freely)) < len(again)
            reason = _explain_repeat(session, people, met, again, wished=wished)
            teams_by_reason.setdefault(reason, []).append(team.name)
    if len(session.teams) == 1:
        return tuple(teams_by_reason)
    return tuple(f"in {' and '.join(teams)}, {reason}" for reason, teams in teams_by_reason.items())


def _explain_repeat(
    session: Session, people: Sequence[str], met: set[Two], again: set[Two], *, wished: bool
) -> str:
    if met == _twosomes([people]):
        return "everybody has met everybody else"
    if wished:
        return "wishes leave no other way"
    done = [p for p in people if all(frozenset((p, o)) in met for o in people if o != p)]
    if all(two & set(done) for two in again) and len(done) <= NAMED:
        names = " and ".join(map(session.name_of, done))
        return f"{names} {'has' if len(done) == 1 else 'have'} met everybody else"
    return "not everybody can meet somebody new at the same time"


def _twosomes(groups: Sequence[Sequence[str]]) -> set[Two]:
    return {frozenset(two) for group in groups for two in combinations(group, 2)}
