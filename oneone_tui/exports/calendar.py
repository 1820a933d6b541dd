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
    """The calendar, written at `now`. Raises `NothingToExport` where no commitment has a date."""
    calendar = Calendar()
    calendar.add("prodid", f"-//oneone//oneone {__version__}//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", session.info.title)
    for promise in session.commitments:
        if promise.due:
            calendar.add_component(_event(session, promise, now, zone))
    if not calendar.subcomponents:
        raise NothingToExport("no commitment has a date: there is nothing for a calendar")
    return calendar.to_ical().decode()


def _event(session: Session, promise: Commitment, now: datetime, zone: tzinfo | None) -> Event:
    who, to = session.name_of(promise.who), session.name_of(promise.to)
    day = session.info.created.astimezone(zone)
    told = f"{session.info.title}, {day.day} {day:%B %Y}"
    event = Event()
    event.add("uid", f"{promise.id}.{session.info.id}@oneone")
    event.add("dtstamp", now)
    event.add("created", promise.at)
    event.add("dtstart", promise.due)
    event.add("dtend", promise.due + timedelta(days=1) if promise.due else None)
    event.add("transp", "TRANSPARENT")
    said = f"{who}: {promise.text}" if who else promise.text
    told = f"Promised to {to}. {told}" if to else told
    # An event's own status can't say that it was done: it knows only whether it takes place.
    event.add("summary", f"✓ {said}" if promise.done else said)
    event.add("description", f"Done. {told}" if promise.done else told)
    return event
