"""What a team reports to the larger group, who reports, and in which order."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from oneone_tui.workshop.dates import format_due
from oneone_tui.workshop.model.presence import present_members
from oneone_tui.workshop.model.terms import IN_THE_ROOM, NoteKind, Role
from oneone_tui.workshop.notes.board import BoardEntry, board_columns
from oneone_tui.workshop.notes.people_lookup import short_name
from oneone_tui.workshop.text import LINE_LIMIT, clean, listed

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from random import Random

    from oneone_tui.workshop.history.attendance import AttendanceHistory
    from oneone_tui.workshop.model.records import Commitment, Pair, Person
    from oneone_tui.workshop.model.session import Session

REPORT_SECONDS = 120
"""Seconds for each reporter in the larger group, unless set otherwise."""

EASY = 200
"""The most characters of a drafted line that is still read at a glance."""

_OPENINGS = {
    NoteKind.VALUE: "What we share",
    NoteKind.INTEREST: "What moves us",
    NoteKind.RESOURCE: "What we bring",
}


class Takeaways(msgspec.Struct, frozen=True):
    """The takeaways of one person; without a name, those of nobody in particular."""

    name: str
    texts: tuple[str, ...]


class ReportTurn(msgspec.Struct, frozen=True):
    """A team's turn in the larger group: team id, reporter's id or empty, and seconds."""

    team: str
    reporter: str
    seconds: int


def draft_report(
    session: Session, team: str, *, today: date | None = None, names: bool = False
) -> str:
    """Draft the report from the board, one thought a line.

    A commitment's person is named only with `names`: it is between two people.
    """
    found = session.team(team)
    if found is None:
        return ""
    people = [short_name(session, p.id) for p in possible_reporters(session, team)]
    who = [found.name] if len(session.teams) > 1 or not people else []
    lines = [f"We are {': '.join([*who, listed(people)] if people else who)}."]
    for kind, entries in board_columns(session, team).items():
        lines += _join_texts(_OPENINGS[kind], [_format_entry(session, entry) for entry in entries])
    promised = [c for c in session.commitments if c.team == team]
    said = [_format_commitment(session, c, today, names=names) for c in promised]
    lines += _join_texts("What we committed to", said)
    return "\n".join(lines)


def report_script(
    session: Session, team: str, *, today: date | None = None, names: bool = False
) -> str:
    """Return the report as it was written, or else the draft."""
    found = session.team(team)
    if found and found.talk:
        return "\n".join(found.talk)
    return draft_report(session, team, today=today, names=names)


def with_script_line(lines: tuple[str, ...], at: int, before: str, text: str) -> tuple[str, ...]:
    """Return the report with the line `before` at `at` replaced by `text`, or removed.

    If `before` is empty or no longer there, `text` is inserted as a new line.
    """
    text = clean(text, limit=LINE_LIMIT)
    if before and before in lines:
        at = at if lines[at : at + 1] == (before,) else lines.index(before)
        return (*lines[:at], *([text] if text else []), *lines[at + 1 :])
    return (*lines[:at], text, *lines[at:]) if text else lines


def takeaways_by_person(session: Session, team: str) -> tuple[Takeaways, ...]:
    """Return the takeaways by person in the roster's order; unnamed ones come last."""
    texts: dict[str, list[str]] = {person.id: [] for person in session.team_members(team)}
    for note in session.notes:
        if note.team == team and note.kind is NoteKind.TAKEAWAY:
            texts.setdefault(note.person if session.person(note.person) else "", []).append(
                note.text
            )
    nobodys = texts.pop("", [])
    told = [
        Takeaways(session.name_of(person), tuple(said)) for person, said in texts.items() if said
    ]
    return (*told, Takeaways("", tuple(nobodys))) if nobodys else tuple(told)


def people_without_takeaway(session: Session, team: str) -> tuple[Person, ...]:
    """Return the people of a team who are there and have no takeaway yet."""
    said = {note.person for note in session.notes if note.kind is NoteKind.TAKEAWAY}
    return tuple(p for p in possible_reporters(session, team) if p.id not in said)


def pairs_without_commitment(session: Session, team: str = "") -> tuple[Pair, ...]:
    """Return the pairs without a commitment yet, in a team or in the whole room.

    A pair of which nobody is there any more does not count.
    """
    done = {c.pair for c in session.commitments}
    who = {c.who for c in session.commitments if c.who}
    return tuple(
        pair
        for pair in session.pairs
        if (not team or pair.team == team)
        and pair.id not in done
        and who.isdisjoint({*pair.members, *pair.observers})
        and present_members(session, pair)
    )


def possible_reporters(session: Session, team: str) -> tuple[Person, ...]:
    """Return the people of a team who are in the room, with a pair or without."""
    return tuple(p for p in session.team_members(team) if p.presence in IN_THE_ROOM)


def times_reported(past: AttendanceHistory) -> dict[str, int]:
    """Return how often each person reported earlier, by their id in all sessions."""
    return {
        person: known.roles[Role.REPORTER].times
        for person, known in past.people.items()
        if Role.REPORTER in known.roles
    }


def draw_reporter(
    session: Session, team: str, served: Mapping[str, int], chance: Random
) -> str | None:
    """Draw a reporter from those who reported least; None if nobody is there.

    The current reporter is drawn again only if nobody else reported as rarely. `served` counts
    earlier reports by the person's id in all sessions.
    """
    there, found = possible_reporters(session, team), session.team(team)
    if not there or found is None:
        return None
    least = min(served.get(p.identity, 0) for p in there)
    seldom = [p.id for p in there if served.get(p.identity, 0) == least]
    return chance.choice([p for p in seldom if p != found.reporter] or seldom)


def report_order(session: Session) -> tuple[str, ...]:
    """Return the teams' ids in the order of reporting; another begins each session."""
    teams = tuple(team.id for team in session.teams if session.team_members(team.id))
    first = session.info.seed % len(teams) if teams else 0
    return teams[first:] + teams[:first]


def larger_group_turns(session: Session, seconds: int | None = None) -> tuple[ReportTurn, ...]:
    """Return each team's turn in the larger group; `seconds` is shared among them."""
    order = report_order(session)
    whole = REPORT_SECONDS * len(order) if seconds is None else seconds
    turns = []
    for number, team in enumerate(order, 1):
        found = session.team(team)
        share = whole * number // len(order) - whole * (number - 1) // len(order)
        turns.append(ReportTurn(team, found.reporter if found else "", share))
    return tuple(turns)


def _join_texts(opening: str, said: list[str]) -> list[str]:
    # One line, or as many as it takes to keep each short; one text stays in one line.
    lines: list[str] = []
    for text in dict.fromkeys(said):
        if lines and len(lines[-1]) + len(text) + 3 <= EASY:
            lines[-1] += f"; {text}"
        else:
            lines.append(f"{opening}: {text}")
    return [f"{line}." for line in lines]


def _format_entry(session: Session, entry: BoardEntry) -> str:
    if entry.is_common:
        return f"{_strip_end(entry.text)} ({entry.pairs} pairs)"
    people = dict.fromkeys(short_name(session, note.person) for note in entry.notes)
    whose = listed([name for name in people if name]) if entry.kind is NoteKind.RESOURCE else ""
    return f"{whose}: {_strip_end(entry.text)}" if whose else _strip_end(entry.text)


def _format_commitment(
    session: Session, commitment: Commitment, today: date | None, *, names: bool
) -> str:
    text = _strip_end(commitment.text)
    by = format_due(commitment.due, commitment.by, today) if today else commitment.by
    text = f"{text} by {by}" if by else text
    who = short_name(session, commitment.who) if names else ""
    return f"{who}: {text}" if who else text


def _strip_end(text: str) -> str:
    return text.rstrip(" .;,")
