"""A proposed pairing as text and as JSON, before there is a session."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import msgspec

from oneone_tui.exports.json_export import person_reference
from oneone_tui.exports.plan import format_pairs_and_trios
from oneone_tui.exports.text_wrapping import pad, readable_columns, width, wrap_hanging
from oneone_tui.workshop.agenda.schedule import format_duration, trio_switches
from oneone_tui.workshop.history.identity import find_likely_same_people
from oneone_tui.workshop.json_text import write_json
from oneone_tui.workshop.model.terms import TRIO, Role
from oneone_tui.workshop.pairing.draw import FIRST_TIME, format_meetings
from oneone_tui.workshop.pairing.explain_repeats import explain_repeats
from oneone_tui.workshop.pairing.rotation import roles_in_turn
from oneone_tui.workshop.text import format_count

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from oneone_tui.workshop.history.attendance import AttendanceHistory, TimesAndLast
    from oneone_tui.workshop.model.records import Team
    from oneone_tui.workshop.model.session import Session
    from oneone_tui.workshop.pairing.draw import ProposedPairs

_INDENT = " " * 6

Members = tuple[str, ...]


class PairingProposal(msgspec.Struct, frozen=True):
    """A pairing that is proposed.

    Attributes:
        session: A session with the proposed teams, roles and pairs.
        past: The attendance that the draw takes into account.
        paired: What was drawn.
        seed: The source of chance.
    """

    session: Session
    past: AttendanceHistory
    paired: ProposedPairs
    seed: int


def pairing_as_json(proposed: PairingProposal) -> str:
    """Return the proposal as a JSON object; times are those of the sessions, in UTC."""
    session = proposed.session
    data = {
        "seed": proposed.seed,
        "repeats": proposed.paired.repeats,
        "why": _reasons_for_repeats(proposed),
        "teams": [
            {
                "name": team.name,
                "roles": {role: _person_data(session, team.person_in_role(role)) for role in Role},
                "pairs": [_pair_data(proposed, members) for members in _pairs(session, team)],
            }
            for team in session.teams
        ],
        "unkept": proposed.paired.unkept,
        "likely_same": [
            {
                "id": likely.person,
                "name": session.name_of(likely.person),
                "known_id": likely.known,
                "known_name": likely.name,
                "last": likely.last,
            }
            for likely in find_likely_same_people(session, proposed.past)
        ],
    }
    return write_json(data)


def pairing_as_text(proposed: PairingProposal, columns: int = 80) -> str:
    """Return the proposal as text, in lines of at most `columns`."""
    across = readable_columns(columns)
    return "\n".join(line.rstrip() for line in _lines(proposed, across)) + "\n"


def _lines(proposed: PairingProposal, across: int) -> Iterator[str]:
    session, paired = proposed.session, proposed.paired
    several = len(session.teams) > 1
    teams = f" · {format_count(len(session.teams), 'team')}" if several else ""
    people = sum(map(len, paired.pairs))
    yield f"{people} people{teams} · {_format_sizes(paired.pairs)} · seed {proposed.seed}"
    again = format_count(paired.repeats, "repeat") if paired.repeats else "no repeats"
    yield from wrap_hanging(
        "", ": ".join(filter(None, (again, "; ".join(_reasons_for_repeats(proposed))))), across
    )
    for line in paired.unkept:
        yield from wrap_hanging("! ", line, across)
    yield "Who organizes first stands first."
    number = 1
    for team in session.teams:
        yield ""
        if several:
            yield from wrap_hanging("", team.name, across)
        pairs = _pairs(session, team)
        yield from _pair_lines(proposed, pairs, number, across)
        yield from wrap_hanging(_INDENT, _roles_line(session, team), across)
        number += len(pairs)
    likely = find_likely_same_people(session, proposed.past)
    if likely:
        yield ""
    for one in likely:
        day = one.last.astimezone()
        known = f"{one.name} of {day.day} {day:%b %Y}"
        line = f"{session.name_of(one.person)} may be {known}: write the name the same way"
        yield from wrap_hanging("? ", line, across)


def _pair_lines(
    proposed: PairingProposal, pairs: Sequence[Members], number: int, across: int
) -> Iterator[str]:
    texts = [_format_pair(proposed, members) for members in pairs]
    widest = max(width(who) for who, _ in texts)
    for at, (members, (who, how)) in enumerate(zip(pairs, texts, strict=True), number):
        start = f"{at:>4}  "
        line = f"{start}{pad(who, widest)}  {how}"
        if width(line) > across:
            yield from wrap_hanging(start, f"{who} · {how}", across)
        else:
            yield line
        if len(members) == TRIO:
            yield from _trio_lines(proposed, members, across)


def _format_pair(proposed: PairingProposal, members: Members) -> tuple[str, str]:
    names = [proposed.session.name_of(member) for member in members]
    meetings = _meetings(proposed, members)
    if len(members) < TRIO:
        return " → ".join(names), _met_words(proposed, meetings[0][1])
    new = all(met is None for _, met in meetings)
    return ", ".join(names), f"a trio, {FIRST_TIME}" if new else "a trio"


def _trio_lines(proposed: PairingProposal, members: Members, across: int) -> Iterator[str]:
    session = proposed.session
    for two, met in _meetings(proposed, members):
        if met:
            names = " and ".join(map(session.name_of, two))
            yield from wrap_hanging(_INDENT, f"{names} {_met_words(proposed, met)}", across)
    for turn, (start, end) in enumerate(_turns(session), 1):
        organizer, organizee, third = map(session.name_of, roles_in_turn(members, turn))
        times = f"{format_duration(start)}–{format_duration(end)}"
        text = f"{organizer} → {organizee}, {third} observes"
        yield from wrap_hanging(f"{_INDENT}turn {turn}  {pad(times, 11)}  ", text, across)


def _turns(session: Session) -> list[tuple[int, int]]:
    """Return each turn's start and end in a trio, in seconds after the rounds start."""
    switches = [switch for switch in trio_switches(session.guide) if switch.turn]
    turns = sorted({switch.turn for switch in switches})
    return [
        (
            min(s.after for s in switches if s.turn == turn),
            max(s.after + s.seconds for s in switches if s.turn == turn),
        )
        for turn in turns
    ]


def _roles_line(session: Session, team: Team) -> str:
    held = [(role, session.name_of(team.person_in_role(role))) for role in Role]
    return " · ".join(f"{role} {name}" for role, name in held if name)


def _pair_data(proposed: PairingProposal, members: Members) -> dict[str, object]:
    return {
        "people": [_person_data(proposed.session, member) for member in members],
        "organizes_first": members[0],
        "met": [
            {"people": two, "times": met.times if met else 0, "last": met.last if met else None}
            for two, met in _meetings(proposed, members)
        ],
    }


def _meetings(
    proposed: PairingProposal, members: Members
) -> list[tuple[Members, TimesAndLast | None]]:
    identities = {person.id: person.identity for person in proposed.session.people}
    return [
        (two, proposed.past.meeting(*(identities[member] for member in two)))
        for two in combinations(members, 2)
    ]


def _met_words(proposed: PairingProposal, met: TimesAndLast | None) -> str:
    return format_meetings(met, None, proposed.session.info.created.astimezone().year)


def _reasons_for_repeats(proposed: PairingProposal) -> tuple[str, ...]:
    return explain_repeats(proposed.session, proposed.past, proposed.paired, proposed.seed)


def _pairs(session: Session, team: Team) -> list[Members]:
    return [pair.members for pair in session.pairs if pair.team == team.id]


def _person_data(session: Session, person: str) -> dict[str, str] | None:
    return person_reference(person, session.name_of(person))


def _format_sizes(pairs: Sequence[Members]) -> str:
    trios = sum(len(members) == TRIO for members in pairs)
    return format_pairs_and_trios(len(pairs) - trios, trios)
