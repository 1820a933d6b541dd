from __future__ import annotations

from datetime import UTC, date

import pytest
from icalendar import Calendar

from oneone_tui.exports.anonymous_export import anonymize
from oneone_tui.exports.calendar import as_calendar
from oneone_tui.exports.errors import NothingToExport
from oneone_tui.workshop.model.changes import CommitmentAdded, CommitmentDone, CommitmentEdited
from oneone_tui.workshop.model.session import TEAM_ONE
from tests.support.hostile_session import HOSTILE, hostile_session
from tests.support.sessions import apply_changes, running_session, time_at

NOW = time_at(3600)
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
    (event,) = read_events(as_calendar(session, NOW, UTC))
    assert event == {
        "uid": f"{session.commitments[0].id}.a-session@oneone",
        "summary": "Ana Ruiz: coffee, with cake; maybe",
        "description": "Promised to Ben Okafor. First, 9 November 2026",
        "start": FRIDAY,
        "end": date(2026, 11, 14),
    }


def test_as_calendar_keeps_uid_when_commitment_changes() -> None:
    session = apply_changes(running_session(), COFFEE)
    (before,) = read_events(as_calendar(session, NOW, UTC))
    promise = session.commitments[0]
    mended = CommitmentEdited(commitment=promise.id, text="tea", due=date(2026, 11, 20))
    (later,) = read_events(as_calendar(apply_changes(session, mended), time_at(7200), UTC))
    assert later["uid"] == before["uid"]
    assert (later["summary"], later["start"]) == ("tea", date(2026, 11, 20))


def test_as_calendar_marks_done_commitment() -> None:
    session = apply_changes(running_session(), COFFEE)
    done = apply_changes(session, CommitmentDone(commitment=session.commitments[0].id, done=True))
    (before,), (event,) = (read_events(as_calendar(one, NOW, UTC)) for one in (session, done))
    assert event == before | {
        "summary": f"✓ {before['summary']}",
        "description": f"Done. {before['description']}",
    }


def test_as_calendar_escapes_hostile_texts() -> None:
    found = read_events(as_calendar(hostile_session(), NOW, UTC))
    summaries = [str(event["summary"]) for event in found]
    assert len(found) == len(hostile_session().commitments)
    for text, summary in zip(HOSTILE, summaries, strict=True):
        # What is written is right; this reader takes a backslash and an n for a line's end.
        assert summary.endswith(text.replace("\\n", "\n"))


def test_as_calendar_folds_lines_at_75_bytes() -> None:
    lines = as_calendar(hostile_session(), NOW, UTC).encode().split(b"\r\n")
    assert all(len(line) <= 75 for line in lines)


def test_as_calendar_of_anonymous_session_has_no_names() -> None:
    (event,) = read_events(
        as_calendar(anonymize(apply_changes(running_session(), COFFEE)), NOW, UTC)
    )
    assert event["summary"] == "coffee, with cake; maybe"
    assert event["description"] == "First, 9 November 2026"


def test_as_calendar_rejects_session_without_dates() -> None:
    with pytest.raises(NothingToExport):
        as_calendar(
            apply_changes(running_session(), CommitmentAdded(text="some day", team=TEAM_ONE)), NOW
        )


def test_as_calendar_sets_required_properties() -> None:
    session = apply_changes(running_session(), COFFEE)
    calendar = Calendar.from_ical(as_calendar(session, NOW, UTC))
    assert str(calendar["VERSION"]) == "2.0"
    assert str(calendar["PRODID"]).startswith("-//oneone//")
    assert str(calendar["X-WR-CALNAME"]) == session.info.title
    (event,) = calendar.walk("VEVENT")
    assert str(event["TRANSP"]) == "TRANSPARENT"  # the day stays free
    assert event.decoded("DTSTAMP") == NOW
    assert event.decoded("CREATED") == session.commitments[0].at
