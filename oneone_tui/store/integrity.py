"""Invariants between the records of a session."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from oneone_tui.workshop import dates as days
from oneone_tui.workshop.model.changes.pairs import PAIR_SIZES
from oneone_tui.workshop.model.guide import MAX_GRACE, MAX_MINUTES, MAX_STEPS, MAX_TURNS
from oneone_tui.workshop.model.records import MAX_PEOPLE
from oneone_tui.workshop.model.terms import COLUMNS, STAGES, NoteKind, Role
from oneone_tui.workshop.pairing.teams import MOST_TEAMS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from oneone_tui.workshop.model.guide import Guide, Step
    from oneone_tui.workshop.model.records import Commitment, Note, Record
    from oneone_tui.workshop.model.session import Session

YEARS = days.YEARS

MAX_TOTAL = MAX_STEPS * MAX_TURNS * MAX_MINUTES
"""The most minutes that all steps of a guide can add up to."""

MAX_EXTRA = MAX_MINUTES * 60
"""The most seconds by which a segment can be longer or shorter than in the guide."""

MAX_NUMBER = 9_999
"""The highest number of a pair."""


class InvalidSession(ValueError):
    """A record that breaks an invariant.

    Args:
        table: The record's table.
        what: What is wrong with it.
        row: Its row in the table, from 0; None if it is the table as a whole.
        number: Its number in the file, if that is known.
    """

    def __init__(self, table: str, what: str, row: int | None = None, number: str = "") -> None:
        self.table = table
        self.what = what
        self.row = row
        record = number or ("" if row is None else str(row + 1))
        super().__init__(f"{table}, record {record}: {what}" if record else f"{table}: {what}")


def check_integrity(session: Session) -> None:
    """Raise `InvalidSession` for the first record of `session` that breaks an invariant."""
    people = _unique_ids("people", session.people)
    teams = _unique_ids("teams", session.teams)
    pairs = _unique_ids("pairs", session.pairs)
    _unique_ids("session", (session.info,))
    _check_time("session", 0, session.info.created)
    _check_guide(session.guide)
    _check_people(session, teams)
    _check_teams(session, people)
    _check_wishes(session, people)
    _check_pairs(session, people, teams)
    _check_entries("notes", session.notes, teams, pairs)
    _check_entries("commitments", session.commitments, teams, pairs)
    _check_board(session)
    _check_due(session)
    _check_agenda(session)
    _check_clock(session)
    _unique_ids("history", session.history)
    for row, entry in enumerate(session.history):
        _check_time("history", row, entry.at)


def _unique_ids(table: str, rows: Sequence[Record]) -> set[str]:
    ids: set[str] = set()
    for row, record in enumerate(rows):
        if not record.id:
            raise InvalidSession(table, "its id is empty", row)
        if record.id in ids:
            raise InvalidSession(table, "another record has the same id", row)
        ids.add(record.id)
    return ids


def _check_time(table: str, row: int, time: datetime) -> None:
    if time.tzinfo is None:
        raise InvalidSession(table, "its time has no time zone", row)
    if time.year not in YEARS:
        raise InvalidSession(table, f"its time is not between {YEARS[0]} and {YEARS[-1]}", row)


def _check_guide(guide: Guide) -> None:
    # Only what the schedule depends on. The totals need not match the minutes of the steps: they
    # are not updated when a step is made longer or shorter.
    if tuple(part.stage for part in guide.stages) != STAGES:
        raise InvalidSession("guide", "its stages are not the five, in their order")
    if not 1 <= guide.turns <= MAX_TURNS:
        raise InvalidSession("guide", f"its turns are not 1 to {MAX_TURNS}")
    if not (0 <= guide.grace <= MAX_GRACE and 0 <= guide.change_over <= MAX_GRACE):
        raise InvalidSession(
            "guide", f"its grace or change-over is not 0 up to {MAX_GRACE} seconds"
        )
    steps = [step for part in guide.stages for step in part.steps]
    if not steps:
        raise InvalidSession("guide", "it has no steps")
    if len(steps) > MAX_STEPS:
        raise InvalidSession("guide", f"it has more than {MAX_STEPS} steps")
    _check_steps(steps)
    trio = guide.trio
    if not all(0 <= m <= MAX_MINUTES for m in (trio.conversation, trio.feedback, trio.write)):
        raise InvalidSession("guide", f"a trio's minutes are not 0 to {MAX_MINUTES}")
    if not all(0 <= m <= MAX_TOTAL for m in (guide.minutes, *(p.minutes for p in guide.stages))):
        raise InvalidSession("guide", f"its minutes, or a stage's, are not 0 to {MAX_TOTAL}")


def _check_steps(steps: Sequence[Step]) -> None:
    if not all(0 < step.minutes <= MAX_MINUTES for step in steps):
        raise InvalidSession("guide", f"a step's minutes are not above 0 and up to {MAX_MINUTES}")
    # A step can have been made shorter than its own `shortest`, so the two are not compared.
    if not all(s.shortest is None or 0 <= s.shortest <= MAX_MINUTES for s in steps):
        raise InvalidSession("guide", f"a step's shortest is not 0 to {MAX_MINUTES} minutes")
    if not all(0 <= prompt.at <= 1 for step in steps for prompt in step.prompts):
        raise InvalidSession("guide", "a prompt's at is not 0 to 1")
    # A segment's id is the step's id followed by the number of its turn or slot.
    if not all(step.id and not re.search("[0-9]", step.id) for step in steps):
        raise InvalidSession("guide", "a step has no id, or one with digits")
    if len({step.id for step in steps}) < len(steps):
        raise InvalidSession("guide", "two of its steps have the same id")


def _check_people(session: Session, teams: set[str]) -> None:
    if len(session.people) > MAX_PEOPLE:
        raise InvalidSession("people", f"there are more than {MAX_PEOPLE}")
    for row, person in enumerate(session.people):
        if not person.name:
            raise InvalidSession("people", "the name is empty", row)
        if person.team not in teams:
            raise InvalidSession("people", "there is no such team", row)


def _check_teams(session: Session, people: set[str]) -> None:
    if not session.teams:
        raise InvalidSession("teams", "there is none")
    if len(session.teams) > MOST_TEAMS:
        raise InvalidSession("teams", f"there are more than {MOST_TEAMS}")
    for row, team in enumerate(session.teams):
        for role in Role:
            if team.person_in_role(role) and team.person_in_role(role) not in people:
                raise InvalidSession("teams", f"there is no such person to be {role}", row)


def _check_wishes(session: Session, people: set[str]) -> None:
    _unique_ids("wishes", session.wishes)
    for row, wish in enumerate(session.wishes):
        if not set(wish.people) <= people or wish.people[0] == wish.people[1]:
            raise InvalidSession("wishes", "it is not about two people of the roster", row)


def _check_pairs(session: Session, people: set[str], teams: set[str]) -> None:
    placed: set[str] = set()
    numbers: set[int] = set()
    for row, pair in enumerate(session.pairs):
        if not 0 <= pair.number <= MAX_NUMBER:
            raise InvalidSession("pairs", f"its number is not 0 to {MAX_NUMBER}", row)
        if pair.number and pair.number in numbers:
            raise InvalidSession("pairs", "another pair has the same number", row)
        numbers.add(pair.number)
        members = set(pair.members)
        if len(pair.members) not in PAIR_SIZES or len(members) != len(pair.members):
            raise InvalidSession("pairs", "it is not of two or three people", row)
        if not members | set(pair.observers) <= people:
            raise InvalidSession("pairs", "somebody in it is not on the roster", row)
        if members & set(pair.observers) or len(set(pair.observers)) != len(pair.observers):
            raise InvalidSession("pairs", "an observer of it has another place in it, too", row)
        if members & placed:
            raise InvalidSession("pairs", "somebody in it is in another pair, too", row)
        if pair.team not in teams:
            raise InvalidSession("pairs", "there is no such team", row)
        placed |= members


def _check_entries(
    table: str, rows: Sequence[Note | Commitment], teams: set[str], pairs: set[str]
) -> None:
    _unique_ids(table, rows)
    for row, record in enumerate(rows):
        _check_time(table, row, record.at)
        if record.team not in teams:
            raise InvalidSession(table, "there is no such team", row)
        if record.pair and record.pair not in pairs:
            raise InvalidSession(table, "there is no such pair", row)


def _check_board(session: Session) -> None:
    kinds: dict[str, NoteKind] = {}
    for row, note in enumerate(session.notes):
        if note.board and note.kind not in COLUMNS:
            raise InvalidSession("notes", "the board has no column for it", row)
        if note.board and kinds.setdefault(note.board, note.kind) is not note.kind:
            raise InvalidSession("notes", "its entry on the board is of another kind", row)


def _check_due(session: Session) -> None:
    for row, commitment in enumerate(session.commitments):
        if commitment.due and commitment.due.year not in YEARS:
            raise InvalidSession(
                "commitments", f"its day is not between {YEARS[0]} and {YEARS[-1]}", row
            )


def _check_agenda(session: Session) -> None:
    _unique_ids("agenda", session.agenda)
    for row, allotment in enumerate(session.agenda):
        if not -MAX_EXTRA <= allotment.seconds <= MAX_EXTRA:
            raise InvalidSession("agenda", "that is more than a day", row)


def _check_clock(session: Session) -> None:
    _unique_ids("clock", session.clock)
    for row, anchor in enumerate(session.clock):
        _check_time("clock", row, anchor.at)
    for row, (earlier, later) in enumerate(pairwise(session.clock), 1):
        if later.at < earlier.at:
            raise InvalidSession("clock", "its time is before that of the record before it", row)
