"""How well, and how quickly, pairs are proposed, against simpler ways of drawing them.

Run from the checkout: ``python -m tests.bench.pair_draw [SEEDS]``.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from itertools import combinations
from random import Random
from time import perf_counter

from oneone_tui.workshop.history.attendance import AttendanceHistory, attendance_history
from oneone_tui.workshop.model.session import Session
from oneone_tui.workshop.pairing.draw import draw_pairs
from oneone_tui.workshop.pairing.weighted_matching import match_groups, pack_weights
from tests.support.weekly_workshops import (
    Draw,
    Pairs,
    count_repeats,
    held_session,
    hold_sessions,
    propose_pairs,
    random_pairs,
    session_of_size,
)

SEEDS = 200
LENGTHS = (5, 9)


def at_random(session: Session, past: AttendanceHistory, seed: int) -> Pairs:
    """Pairs that know no past."""
    return random_pairs([person.id for person in session.people], Random(seed))


def greedy(session: Session, past: AttendanceHistory, seed: int) -> Pairs:
    """Each in turn, by chance, takes whom of those left they met least."""
    chance = Random(seed)
    left = [person.id for person in session.people]
    chance.shuffle(left)
    pairs = []
    while left:
        one = left.pop()
        other = min(left, key=lambda other: _times(past, one, other))
        left.remove(other)
        pairs.append((one, other))
    return pairs


def plain(session: Session, past: AttendanceHistory, seed: int) -> Pairs:
    """The least times met, squared, of today: a matching that does not look ahead."""
    ids = [person.id for person in session.people]
    rows = [[0] * len(ids) for _ in ids]
    for a, b in combinations(range(len(ids)), 2):
        rows[a][b] = rows[b][a] = _times(past, ids[a], ids[b]) ** 2
    weights = pack_weights([rows], []).with_random_ties(Random(seed))
    return [tuple(ids[n] for n in group) for group in match_groups(weights, range(len(ids)), ())]


def _times(past: AttendanceHistory, one: str, other: str) -> int:
    met = past.meeting(one, other)
    return met.times if met else 0


WAYS: dict[str, Draw] = {"random": at_random, "greedy": greedy, "plain matching": plain}


def print_repeats(people: int, lengths: tuple[int, ...], seeds: int) -> None:
    """A table: repeats over some sessions of a stable roster, each way."""
    print(f"{people} people, {seeds} seeds: repeats, and seeds without any")
    for name, draw in {**WAYS, "ours": propose_pairs}.items():
        cells = []
        began = perf_counter()
        for length in lengths:
            found = [
                count_repeats(hold_sessions([session_of_size(people)] * length, seed, draw))
                for seed in range(seeds)
            ]
            cells.append(f"{length} sessions {sum(found) / seeds:6.2f} {found.count(0):4} ")
        print(f"  {name:15}", *cells, f"  {perf_counter() - began:5.1f} s")


def print_times(people: int, sessions: int) -> None:
    """A line: how long one proposal takes, and the matching in it, for many people."""
    roster = session_of_size(people)
    weeks = [
        held_session(roster, at_random(roster, attendance_history([]), week), week)
        for week in range(sessions)
    ]
    past = attendance_history(weeks)
    whole = _milliseconds(lambda: draw_pairs(roster, past, 1))
    rows = [[0] * people for _ in range(people)]
    for a, b in combinations(range(people), 2):
        rows[a][b] = rows[b][a] = _times(past, roster.people[a].id, roster.people[b].id) ** 2
    weights = pack_weights([rows], []).with_random_ties(Random(1))
    matching = _milliseconds(lambda: match_groups(weights, range(people), ()))
    found = draw_pairs(roster, past, 1).repeats
    print(
        f"{people:4} people, {sessions:3} sessions before: {whole:5.0f} ms, "
        f"of it the matching {matching:4.0f} ms; {found} repeats"
    )


def _milliseconds(work: Callable[[], object]) -> float:
    # The best of three: the first may have to import networkx.
    took = []
    for _ in range(3):
        began = perf_counter()
        work()
        took.append(perf_counter() - began)
    return min(took) * 1_000


def main() -> None:
    """Print it all."""
    seeds = int(sys.argv[1]) if len(sys.argv) > 1 else SEEDS
    print_repeats(10, LENGTHS, seeds)
    for people, sessions in ((10, 8), (11, 6), (24, 20), (60, 20), (61, 20), (60, 200), (200, 20)):
        print_times(people, sessions)


if __name__ == "__main__":
    main()
