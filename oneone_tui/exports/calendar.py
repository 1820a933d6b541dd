"""Commitments that have a date, as a calendar (RFC 5545).

Each is an all-day event, not a to-do: hardly any calendar shows the to-dos in a file. Its UID stays
the same for as long as the commitment exists, so a calendar that reads a later export moves the
event instead of adding a second one. The day stays free for other things.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from icalendar import Calendar, Event

from oneone_tui import __version__
from oneone_tui.exports.errors import NothingToExport

if TYPE_CHECKING:
    from datetime import datetime, tzinfo

    from oneone_tui.workshop.model.records import Commitment
    from oneone_tui.workshop.model.session import Session


def as_calendar(session: Session, now: datetime, zone: tzinfo | None = None) -> str:
    """Return the calendar. Raises `NothingToExport` if no commitment has a date.

    Args:
        session: The session with the commitments.
        now: When the calendar is made (UTC).
        zone: The time zone for the session's day; None for the machine's.
    """
    calendar = Calendar()
    calendar.add("prodid", f"-//oneone//oneone {__version__}//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", session.info.title)
    for commitment in session.commitments:
        if commitment.due:
            calendar.add_component(_event(session, commitment, now, zone))
    if not calendar.subcomponents:
        raise NothingToExport("no commitment has a date: there is nothing for a calendar")
    return calendar.to_ical().decode()


def _event(session: Session, commitment: Commitment, now: datetime, zone: tzinfo | None) -> Event:
    who, to = session.name_of(commitment.who), session.name_of(commitment.to)
    day = session.info.created.astimezone(zone)
    description = f"{session.info.title}, {day.day} {day:%B %Y}"
    event = Event()
    event.add("uid", f"{commitment.id}.{session.info.id}@oneone")
    event.add("dtstamp", now)
    event.add("created", commitment.at)
    event.add("dtstart", commitment.due)
    event.add("dtend", commitment.due + timedelta(days=1) if commitment.due else None)
    event.add("transp", "TRANSPARENT")
    summary = f"{who}: {commitment.text}" if who else commitment.text
    description = f"Promised to {to}. {description}" if to else description
    # The status of an event cannot say that it is done, only whether it takes place.
    event.add("summary", f"✓ {summary}" if commitment.done else summary)
    event.add("description", f"Done. {description}" if commitment.done else description)
    return event
