"""What a team's reporter tells the larger group, who reports, and in which order."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from oneone_tui.workshop.board import BoardEntry, columns
from oneone_tui.workshop.days import said_due
from oneone_tui.workshop.entry.naming import short_name
from oneone_tui.workshop.places import talkers
from oneone_tui.workshop.text import LINE_LIMIT, clean, listed
from oneone_tui.workshop.words import IN_THE_ROOM, Kind, Role

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from random import Random

    from oneone_tui.workshop.past import Past
    from oneone_tui.workshop.records import Commitment, Pair, Person
    from oneone_tui.workshop.session import Session

REPORT_SECONDS = 120
"""What a reporter has in the larger group where nobody says otherwise."""

EASY = 200
"""Signs of a drafted line that can still be read out at a glance, and mended."""

_OPENINGS = {
    Kind.VALUE: "What we share",
    Kind.INTEREST: "What moves us",
    Kind.RESOURCE: "What we bring",
}


class Takeaways(msgspec.Struct, frozen=True):
    """What a person takes away; without a name, what nobody's was."""

    name: str
    texts: tuple[str, ...]


class ReportTurn(msgspec.Struct, frozen=True):
    """A team's turn in the larger group: its id, its reporter's (or nobody's), and seconds."""

    team: str
    reporter: str
    seconds: int


def draft(session: Session, team: str, *, today: date | None = None, names: bool = False) -> str:
    """What the reporter could say, from the board: a line a thought.

    Who made a commitment is told only with `names`; a promise is between two people.
    """
    found = session.team(team)
    if found is None:
        return ""
    people = [short_name(session, p.id) for p in could_report(session, team)]
    who = [found.name] if len(session.teams) > 1 or not people else []
    lines = [f"We are {': '.join([*who, listed(people)] if people else who)}."]
    for kind, entries in columns(session, team).items():
        lines += _lines(_OPENINGS[kind], [_told(session, entry) for entry in entries])
    promised = [c for c in session.commitments if c.team == team]
    said = [_promise(session, c, today, names=names) for c in promised]
    lines += _lines("What we committed to", said)
    return "\n".join(lines)


def talk(session: Session, team: str, *, today: date | None = None, names: bool = False) -> str:
    """What the reporter will say: as it was written, else the draft."""
    found = session.team(team)
    if found and found.talk:
        return "\n".join(found.talk)
    return draft(session, team, today=today, names=names)


def with_line(lines: tuple[str, ...], at: int, before: str, text: str) -> tuple[str, ...]:
    """What will be said, with the line `at` that read `before` now reading `text`, or gone.

    A `before` that is empty, or that somebody else has changed meanwhile, makes it a line more.
    """
    text = clean(text, limit=LINE_LIMIT)
    if before and before in lines:
        at = at if lines[at : at + 1] == (before,) else lines.index(before)
        return (*lines[:at], *([text] if text else []), *lines[at + 1 :])
    return (*lines[:at], text, *lines[at:]) if text else lines


def takeaways_by_person(session: Session, team: str) -> tuple[Takeaways, ...]:
    """What each takes away, in the roster's order; what was nobody's comes last."""
    texts: dict[str, list[str]] = {person.id: [] for person in session.team_members(team)}
    for note in session.notes:
        if note.team == team and note.kind is Kind.TAKEAWAY:
            texts.setdefault(note.person if session.person(note.person) else "", []).append(
                note.text
            )
    nobodys = texts.pop("", [])
    told = [Takeaways(session.name(person), tuple(said)) for person, said in texts.items() if said]
    return (*told, Takeaways("", tuple(nobodys))) if nobodys else tuple(told)


def still_to_ask(session: Session, team: str) -> tuple[Person, ...]:
    """Who of a team is there and has not said yet what they take away."""
    said = {note.person for note in session.notes if note.kind is Kind.TAKEAWAY}
    return tuple(p for p in could_report(session, team) if p.id not in said)


def pairs_without_commitment(session: Session, team: str = "") -> tuple[Pair, ...]:
    """The pairs, of a team or of the room, in which nobody has committed to anything yet.

    A pair that nobody is left of is none of them.
    """
    done = {c.pair for c in session.commitments}
    who = {c.who for c in session.commitments if c.who}
    return tuple(
        pair
        for pair in session.pairs
        if (not team or pair.team == team)
        and pair.id not in done
        and who.isdisjoint({*pair.members, *pair.observers})
        and talkers(session, pair)
    )


def could_report(session: Session, team: str) -> tuple[Person, ...]:
    """The people of a team who are in the room, whether or not they talked."""
    return tuple(p for p in session.team_members(team) if p.presence in IN_THE_ROOM)


def times_reported(past: Past) -> dict[str, int]:
    """How often each person reported in earlier sessions, by their lasting id."""
    return {
        person: known.roles[Role.REPORTER].times
        for person, known in past.people.items()
        if Role.REPORTER in known.roles
    }


def draw_reporter(
    session: Session, team: str, served: Mapping[str, int], chance: Random
) -> str | None:
    """Somebody of the team, by chance among those who reported least; None where nobody is there.

    `served` says how often each reported before, by the id that they go by over all sessions.
    Who reports already is drawn again only if nobody else has reported as seldom.
    """
    there, found = could_report(session, team), session.team(team)
    if not there or found is None:
        return None
    least = min(served.get(p.lasting_id, 0) for p in there)
    seldom = [p.id for p in there if served.get(p.lasting_id, 0) == least]
    return chance.choice([p for p in seldom if p != found.reporter] or seldom)


def report_order(session: Session) -> tuple[str, ...]:
    """The ids of the teams as they report to the larger group: another one begins each session."""
    teams = tuple(team.id for team in session.teams if session.team_members(team.id))
    first = session.info.seed % len(teams) if teams else 0
    return teams[first:] + teams[:first]


def larger_group(session: Session, seconds: int | None = None) -> tuple[ReportTurn, ...]:
    """Each team's turn in the larger group, in order, `seconds` shared among them."""
    order = report_order(session)
    whole = REPORT_SECONDS * len(order) if seconds is None else seconds
    turns = []
    for number, team in enumerate(order, 1):
        found = session.team(team)
        share = whole * number // len(order) - whole * (number - 1) // len(order)
        turns.append(ReportTurn(team, found.reporter if found else "", share))
    return tuple(turns)


def _lines(opening: str, said: list[str]) -> list[str]:
    # One line, or as many as it takes to keep each short; one text stays in one line.
    lines: list[str] = []
    for text in dict.fromkeys(said):
        if lines and len(lines[-1]) + len(text) + 3 <= EASY:
            lines[-1] += f"; {text}"
        else:
            lines.append(f"{opening}: {text}")
    return [f"{line}." for line in lines]


def _told(session: Session, entry: BoardEntry) -> str:
    if entry.common:
        return f"{_ended(entry.text)} ({entry.pairs} pairs)"
    people = dict.fromkeys(short_name(session, note.person) for note in entry.notes)
    whose = listed([name for name in people if name]) if entry.kind is Kind.RESOURCE else ""
    return f"{whose}: {_ended(entry.text)}" if whose else _ended(entry.text)


def _promise(session: Session, commitment: Commitment, today: date | None, *, names: bool) -> str:
    text = _ended(commitment.text)
    by = said_due(commitment.due, commitment.by, today) if today else commitment.by
    text = f"{text} by {by}" if by else text
    who = short_name(session, commitment.who) if names else ""
    return f"{who}: {text}" if who else text


def _ended(text: str) -> str:
    return text.rstrip(" .;,")
