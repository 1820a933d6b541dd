"""Commitments that have a date, as a calendar (RFC 5545).

Each is an all-day event, not a to-do: hardly any calendar shows the to-dos in a file. Its UID stays
the same for as long as the commitment exists, and its SEQUENCE grows with every change, so a
calendar that reads a later export moves the event instead of adding a second one. The day stays
free for other things, and the calendar reminds the day before.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from icalendar import Alarm, Calendar, Event

from oneone_tui import __version__
from oneone_tui.exports.errors import NothingToExport
from oneone_tui.workshop.model.changes import (
    CommitmentDeleted,
    CommitmentDone,
    CommitmentEdited,
    Redone,
    Undone,
)
from oneone_tui.workshop.text import format_count

if TYPE_CHECKING:
    from datetime import tzinfo

    from oneone_tui.workshop.model.changes import AnyChange
    from oneone_tui.workshop.model.records import Commitment
    from oneone_tui.workshop.model.session import Session


REMINDER = timedelta(hours=-15)
"""When a calendar reminds, from the start of the day: at nine in the morning, the day before."""


class Revision(NamedTuple):
    """How often a commitment has changed, and when it did last (UTC)."""

    number: int
    at: datetime


def as_calendar(session: Session, zone: tzinfo | None = None) -> str:
    """Return the calendar. Raises `NothingToExport` if no commitment has a date.

    Args:
        session: The session with the commitments.
        zone: The time zone for the session's day; None for the machine's.
    """
    calendar = Calendar()
    calendar.add("prodid", f"-//oneone//oneone {__version__}//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("x-wr-calname", session.info.title)
    for commitment in session.commitments:
        if commitment.due:
            calendar.add_component(_event(session, commitment, zone))
    if not calendar.subcomponents:
        raise NothingToExport("no commitment has a date: there is nothing for a calendar")
    return calendar.to_ical().decode()


def format_undated(session: Session) -> str:
    """Return a line that counts the commitments that a calendar cannot have, or nothing."""
    undated = sum(commitment.due is None for commitment in session.commitments)
    if not undated:
        return ""
    have = "has" if undated == 1 else "have"
    return f"{format_count(undated, 'commitment')} {have} no date: not in the calendar"


def find_revision(session: Session, commitment: Commitment) -> Revision:
    """Return how often `commitment` has changed; undoing a change counts, too."""
    touching = {
        entry.id for entry in session.history if _commitment_of(entry.change) == commitment.id
    }
    steps = [
        entry.at
        for entry in session.history
        if entry.id in touching
        or (isinstance(entry.change, Undone | Redone) and entry.change.entry in touching)
    ]
    return Revision(len(steps), max(steps, default=commitment.at))


def _commitment_of(change: AnyChange) -> str:
    if isinstance(change, CommitmentEdited | CommitmentDeleted | CommitmentDone):
        return change.commitment
    return ""


def _event(session: Session, commitment: Commitment, zone: tzinfo | None) -> Event:
    who, to = session.name_of(commitment.who), session.name_of(commitment.to)
    day = session.info.created.astimezone(zone)
    description = f"{session.info.title}, {day.day} {day:%B %Y}"
    event = Event()
    event.add("uid", f"{commitment.id}.{session.info.id}@oneone")
    revision = find_revision(session, commitment)
    # Without a METHOD, the stamp is when the event was last revised (RFC 5545, 3.8.7.2).
    event.add("dtstamp", revision.at)
    event.add("last-modified", revision.at)
    event.add("sequence", revision.number)
    event.add("created", commitment.at)
    event.add("dtstart", commitment.due)
    event.add("dtend", commitment.due + timedelta(days=1) if commitment.due else None)
    event.add("transp", "TRANSPARENT")
    summary = f"{who}: {commitment.text}" if who else commitment.text
    description = f"Promised to {to}. {description}" if to else description
    # The status of an event cannot say that it is done, only whether it takes place.
    event.add("summary", f"✓ {summary}" if commitment.done else summary)
    event.add("description", f"Done. {description}" if commitment.done else description)
    if not commitment.done:
        event.add_component(_reminder(summary))
    return event


def _reminder(summary: str) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", summary)
    alarm.add("trigger", REMINDER)
    return alarm
