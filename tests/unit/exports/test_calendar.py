from __future__ import annotations

from datetime import UTC, date, timedelta

import pytest
from icalendar import Calendar

from oneone_tui.exports.anonymous_export import anonymize
from oneone_tui.exports.calendar import as_calendar, format_undated
from oneone_tui.exports.errors import NothingToExport
from oneone_tui.workshop.model.changes import (
    CommitmentAdded,
    CommitmentDone,
    CommitmentEdited,
    Undone,
)
from oneone_tui.workshop.model.session import TEAM_ONE
from tests.support.hostile_session import HOSTILE, hostile_session
from tests.support.sessions import apply_changes, running_session, time_at

FRIDAY = date(2026, 11, 13)
COFFEE = CommitmentAdded(
    text="coffee, with cake; maybe", team=TEAM_ONE, who="ana-ruiz", to="ben-okafor", due=FRIDAY
)


def read_events(text: str) -> list[dict[str, object]]:
    calendar = Calendar.from_ical(text)
    assert calendar.errors == []
    return [
        {
            "uid": str(event["UID"]),
            "summary": str(event["SUMMARY"]),
            "description": str(event["DESCRIPTION"]),
            "start": event.decoded("DTSTART"),
            "end": event.decoded("DTEND"),
        }
        for event in calendar.walk("VEVENT")
    ]


def test_as_calendar_makes_all_day_event_of_dated_commitment() -> None:
    session = apply_changes(
        running_session(), COFFEE, CommitmentAdded(text="no date", team=TEAM_ONE)
    )
    (event,) = read_events(as_calendar(session, UTC))
    assert event == {
        "uid": f"{session.commitments[0].id}.a-session@oneone",
        "summary": "Ana Ruiz: coffee, with cake; maybe",
        "description": "Promised to Ben Okafor. First, 9 November 2026",
        "start": FRIDAY,
        "end": date(2026, 11, 14),
    }


def test_as_calendar_keeps_uid_when_commitment_changes() -> None:
    session = apply_changes(running_session(), COFFEE)
    (before,) = read_events(as_calendar(session, UTC))
    promise = session.commitments[0]
    mended = CommitmentEdited(commitment=promise.id, text="tea", due=date(2026, 11, 20))
    (later,) = read_events(as_calendar(apply_changes(session, mended), UTC))
    assert later["uid"] == before["uid"]
    assert (later["summary"], later["start"]) == ("tea", date(2026, 11, 20))


def test_as_calendar_marks_done_commitment() -> None:
    session = apply_changes(running_session(), COFFEE)
    done = apply_changes(session, CommitmentDone(commitment=session.commitments[0].id, done=True))
    (before,), (event,) = (read_events(as_calendar(one, UTC)) for one in (session, done))
    assert event == before | {
        "summary": f"✓ {before['summary']}",
        "description": f"Done. {before['description']}",
    }


def test_as_calendar_escapes_hostile_texts() -> None:
    found = read_events(as_calendar(hostile_session(), UTC))
    summaries = [str(event["summary"]) for event in found]
    assert len(found) == len(hostile_session().commitments)
    for text, summary in zip(HOSTILE, summaries, strict=True):
        # What is written is right; this reader takes a backslash and an n for a line's end.
        assert summary.endswith(text.replace("\\n", "\n"))


def test_as_calendar_folds_lines_at_75_bytes() -> None:
    lines = as_calendar(hostile_session(), UTC).encode().split(b"\r\n")
    assert all(len(line) <= 75 for line in lines)


def test_as_calendar_of_anonymous_session_has_no_names() -> None:
    (event,) = read_events(as_calendar(anonymize(apply_changes(running_session(), COFFEE)), UTC))
    assert event["summary"] == "coffee, with cake; maybe"
    assert event["description"] == "First, 9 November 2026"


def test_as_calendar_rejects_session_without_dates() -> None:
    with pytest.raises(NothingToExport):
        as_calendar(
            apply_changes(running_session(), CommitmentAdded(text="some day", team=TEAM_ONE))
        )


def test_as_calendar_sets_required_properties() -> None:
    session = apply_changes(running_session(), COFFEE)
    calendar = Calendar.from_ical(as_calendar(session, UTC))
    assert str(calendar["VERSION"]) == "2.0"
    assert str(calendar["PRODID"]).startswith("-//oneone//")
    assert str(calendar["X-WR-CALNAME"]) == session.info.title
    (event,) = calendar.walk("VEVENT")
    assert str(event["TRANSP"]) == "TRANSPARENT"  # the day stays free
    assert event.decoded("DTSTAMP") == session.commitments[0].at
    assert event.decoded("CREATED") == session.commitments[0].at


def test_as_calendar_moves_event_in_calendar_that_has_it() -> None:
    session = apply_changes(running_session(), COFFEE)
    promise = session.commitments[0].id
    other = CommitmentAdded(text="tea", team=TEAM_ONE, due=FRIDAY)
    moved = apply_changes(
        apply_changes(session, other, seconds=60),
        CommitmentEdited(commitment=promise, text="coffee", due=date(2026, 11, 20)),
        seconds=120,
    )
    undone = apply_changes(moved, Undone(entry=moved.history[-1].id), seconds=180)
    told: dict[str, tuple[int, date]] = {}
    for state, day, seconds in ((session, 13, 0), (moved, 20, 120), (undone, 13, 180)):
        for event in Calendar.from_ical(as_calendar(state, UTC)).walk("VEVENT"):
            uid, number = str(event["UID"]), int(event["SEQUENCE"])
            assert event.decoded("DTSTAMP") == event.decoded("LAST-MODIFIED")
            # A calendar takes an event that it has only in a later revision.
            if uid not in told or number > told[uid][0]:
                told[uid] = number, event.decoded("DTSTART")
                if uid.startswith(promise) and seconds:
                    assert event.decoded("LAST-MODIFIED") == time_at(seconds)
        assert told[f"{promise}.a-session@oneone"][1] == date(2026, 11, day)
    assert len(told) == 2


def test_as_calendar_is_same_bytes_while_nothing_changes() -> None:
    session = apply_changes(running_session(), COFFEE)
    assert as_calendar(session, UTC) == as_calendar(apply_changes(session), UTC)


def test_as_calendar_reminds_of_open_commitment_on_day_before() -> None:
    session = apply_changes(running_session(), COFFEE)
    done = apply_changes(session, CommitmentDone(commitment=session.commitments[0].id, done=True))
    (alarm,) = Calendar.from_ical(as_calendar(session, UTC)).walk("VALARM")
    assert str(alarm["ACTION"]) == "DISPLAY"
    assert "coffee" in str(alarm["DESCRIPTION"])
    assert timedelta(days=-1) <= alarm.decoded("TRIGGER") < timedelta()
    assert Calendar.from_ical(as_calendar(done, UTC)).walk("VALARM") == []


def test_format_undated_counts_commitments_without_date() -> None:
    session = apply_changes(running_session(), COFFEE)
    assert format_undated(session) == ""
    session = apply_changes(session, CommitmentAdded(text="one day", team=TEAM_ONE))
    assert format_undated(session) == "1 commitment has no date: not in the calendar"
    session = apply_changes(session, CommitmentAdded(text="soon", team=TEAM_ONE))
    assert format_undated(session) == "2 commitments have no date: not in the calendar"
