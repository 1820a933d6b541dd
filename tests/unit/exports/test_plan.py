from __future__ import annotations

import json
from datetime import UTC, datetime
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oneone_tui.exports.plan import build_plan, divide_evenly, plan_as_json, plan_as_text
from oneone_tui.exports.text_wrapping import width
from oneone_tui.workshop.model.terms import STAGE_TITLES, Stage
from tests.support.sessions import GUIDE

SEVEN = datetime(2000, 1, 1, 19, 0, tzinfo=UTC)

crowds = st.integers(2, 500)


def test_plan_as_json_of_six_people() -> None:
    data = json.loads(plan_as_json(build_plan(GUIDE, (6,), SEVEN)))
    minutes = [segment["seconds"] / 60 for segment in data["segments"]]
    assert minutes == [5, 8, 2, 8, 2, 5, 4, 4, 4, 3, 5]
    assert [s["slot"] for s in data["segments"] if s["kind"] == "report"] == [1, 2, 3]
    assert (data["total_seconds"], data["start"], data["ends"]) == (3000, "19:00", "19:50")
    assert data["people"] == 6
    assert data["trio"] == []
    assert data["segments"][1] == {
        "id": "turn-1-conversation",
        "stage": "rounds",
        "kind": "conversation",
        "title": "Conversation",
        "turn": 1,
        "slot": 0,
        "start": "19:05",
        "end": "19:13",
        "seconds": 480,
    }


def test_plan_as_text_shows_times_and_roles() -> None:
    lines = plan_as_text(build_plan(GUIDE, (6,), SEVEN)).splitlines()
    assert lines[:2] == ["1:1 training · 6 people · 3 pairs", "19:00–19:50 · 50:00 in all"]
    assert "  19:13–19:15   2:00  Turn 1 · Feedback" in lines
    assert "  19:38–19:42   4:00  Report-back · 3" in lines
    text = "\n".join(lines)
    for title in STAGE_TITLES.values():
        assert title in text
    assert "Organizee: Answer as yourself. Ask back." in text
    assert "Observer" not in text


def test_plan_as_text_shows_trio_of_odd_number() -> None:
    text = plan_as_text(build_plan(GUIDE, (7,), SEVEN))
    assert "2 pairs and a trio" in text
    assert "  19:19–19:24   5:00  turn 3 · conversation" in text
    assert "Observer: Watch" in text
    assert "a trio" in plan_as_text(build_plan(GUIDE, (3,), SEVEN)).splitlines()[0]


def test_build_plan_rejects_one_person() -> None:
    with pytest.raises(ValueError, match="takes two"):
        divide_evenly(1, 1)


@given(crowds)
def test_build_plan_fills_time_without_gaps(people: int) -> None:
    planned = build_plan(GUIDE, (people,), SEVEN)
    assert planned.slots[0].start == planned.start
    assert planned.slots[-1].end == planned.ends
    assert all(a.end == b.start for a, b in pairwise(planned.slots))
    assert (planned.ends - planned.start).total_seconds() == 3000


@given(crowds)
def test_build_plan_gives_trio_the_time_of_pairs(people: int) -> None:
    planned = build_plan(GUIDE, (people,), SEVEN)
    rounds = [slot for slot in planned.slots if slot.segment.stage is Stage.ROUNDS]
    assert bool(planned.trio) == (people % 2 == 1)
    if planned.trio:
        assert planned.trio[0].start == rounds[0].start
        assert planned.trio[-1].end == rounds[-1].end
        assert all(a.end == b.start for a, b in pairwise(planned.trio))


@given(st.integers(2, 20), st.integers(0, 200))
def test_plan_as_text_fits_width(people: int, columns: int) -> None:
    text = plan_as_text(build_plan(GUIDE, (people,), SEVEN), columns)
    assert all(width(line) <= max(columns, 80) for line in text.splitlines())
