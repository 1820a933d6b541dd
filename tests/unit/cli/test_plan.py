"""`oneone plan`."""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from oneone_tui.cli.commands.plan import soon
from tests.support.command_line import SIX

if TYPE_CHECKING:
    from tests.support.command_line import Oneone


def test_plan_for_six_people(oneone: Oneone) -> None:
    code, out, err = oneone("plan", "--people", "6", "--start", "19:00", "--json")
    data = json.loads(out)
    assert (code, err) == (0, "")
    assert [s["seconds"] // 60 for s in data["segments"]] == [5, 8, 2, 8, 2, 5, 4, 4, 4, 3, 5]
    assert (data["total_seconds"], data["ends"]) == (3000, "19:50")


def test_plan_for_roster(oneone: Oneone) -> None:
    code, out, err = oneone(
        "plan", "--roster", "-", "--start", "7:00", "--json", stdin=SIX + b"Gus\n"
    )
    data = json.loads(out)
    assert code == 0
    assert (data["people"], data["start"]) == (7, "07:00")
    assert data["trio"][0] == {
        "kind": "conversation",
        "turn": 1,
        "start": "07:05",
        "end": "07:10",
        "seconds": 300,
    }
    assert "7 people" in err


TURNS = [("conversation", 300), ("feedback", 120)]


@pytest.mark.parametrize("people, pairs", [(7, "2 pairs and a trio"), (9, "3 pairs and a trio")])
def test_plan_shows_trio_of_odd_number(oneone: Oneone, people: int, pairs: str) -> None:
    arguments = ("plan", "--people", str(people), "--start", "19:00")
    data = json.loads(oneone(*arguments, "--json").out)
    assert [(s["kind"], s["seconds"]) for s in data["trio"]] == [*TURNS * 3, ("commit", 240)]
    assert [s["turn"] for s in data["trio"]] == [1, 1, 2, 2, 3, 3, 0]
    rounds = [s for s in data["segments"] if s["stage"] == "rounds"]
    assert (data["trio"][0]["start"], data["trio"][-1]["end"]) == ("19:05", "19:30")
    assert (rounds[0]["start"], rounds[-1]["end"]) == ("19:05", "19:30")
    assert (data["total_seconds"], data["ends"]) == (3000, "19:50")
    text = oneone(*arguments).out
    assert pairs in text
    assert "19:00–19:50 · 50:00 in all" in text
    for line in (
        "19:05–19:10   5:00  turn 1 · conversation",
        "19:12–19:17   5:00  turn 2 · conversation",
        "19:19–19:24   5:00  turn 3 · conversation",
        "19:26–19:30   4:00  write down and commit",
    ):
        assert line in text


def test_plan_lets_teams_report_in_parallel(oneone: Oneone) -> None:
    arguments = ("plan", "--people", "24", "--teams", "4", "--start", "19:00")
    data = json.loads(oneone(*arguments, "--json").out)
    assert (data["people"], data["teams"], data["ends"]) == (24, 4, "19:50")
    assert [s["slot"] for s in data["segments"] if s["kind"] == "report"] == [1, 2, 3]
    assert data["trio"] == []
    assert "24 people · 4 teams · 12 pairs" in oneone(*arguments).out


def test_plan_counts_trio_per_odd_team(oneone: Oneone) -> None:
    arguments = ("plan", "--people", "14", "--teams", "2", "--start", "19:00")
    assert "14 people · 2 teams · 4 pairs and 2 trios" in oneone(*arguments).out
    assert json.loads(oneone(*arguments, "--json").out)["trio"]


def test_plan_continues_past_midnight(oneone: Oneone) -> None:
    assert "23:30–00:20" in oneone("plan", "--start", "23:30").out


def test_plan_without_start_begins_soon(oneone: Oneone) -> None:
    data = json.loads(oneone("plan", "--json").out)
    assert data["people"] == 6
    assert int(data["start"][3:]) % 5 == 0


@pytest.mark.parametrize(
    "now, start",
    [("18:00:00", "18:00"), ("18:00:01", "18:05"), ("18:01:00", "18:05"), ("23:58:00", "00:00")],
)
def test_soon_is_next_five_minutes(now: str, start: str) -> None:
    assert f"{soon(datetime.fromisoformat(f'2026-11-09T{now}Z')):%H:%M}" == start
