"""`oneone roster`, and what the other commands tell of a roster."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from oneone_tui.store.session_file import SessionFile

if TYPE_CHECKING:
    from tests.support.command_line import Oneone

SIGN_UP = b"""\
Name,Team,Tags,Email,Phone,Status
Ana Ruiz,North,press,ana@x.example,555-010-0100,confirmed
Ben Okafor,North,"data, host",,,confirmed
Cy Lam,South,,,,cancelled
Dee Park,South,,,,confirmed
Eve Sol,South,,,,confirmed
Total,,,,,5
"""
DOUBTFUL = b"Ana Ruiz\nBen Okafor\nDee and Eve\niPhone\n"


def test_roster_shows_people_and_who_is_left_out(oneone: Oneone) -> None:
    code, out, err = oneone("roster", "-", stdin=SIGN_UP)
    assert (code, err) == (0, "")
    lines = [" ".join(line.split()) for line in out.splitlines()]
    assert "1 Ana Ruiz North press" in lines
    assert "2 Ben Okafor North data, host" in lines
    assert lines[lines.index("Left out") + 1 :][:2] == [
        "line 4 Cy Lam cancelled",
        "line 7 Total a total",
    ]
    assert "x.example" not in out
    assert max(map(len, out.splitlines())) <= 80


def test_roster_as_json_has_contacts_when_asked(oneone: Oneone) -> None:
    data = json.loads(oneone("roster", "-", "--json", stdin=SIGN_UP).out)
    assert data["people"][1] == {"name": "Ben Okafor", "team": "North", "tags": ["data", "host"]}
    assert [(row["line"], row["text"], row["reason"]) for row in data["left_out"]] == [
        (4, "Cy Lam", "cancelled"),
        (7, "Total", "a total"),
    ]
    assert data["left_out"][0]["person"]["team"] == "South"
    asked = oneone("roster", "-", "--json", "--with-contacts", stdin=SIGN_UP).out
    ana = json.loads(asked)["people"][0]
    assert (ana["email"], ana["phone"]) == ("ana@x.example", "555-010-0100")


def test_roster_tells_every_name_that_is_listed_twice(oneone: Oneone) -> None:
    code, out, _ = oneone("roster", "-", stdin=b"Ana\nBen\nAna\nBen\nCy\n")
    assert code == 1
    assert "Ana is listed twice (lines 1 and 3)" in out
    assert "Ben is listed twice (lines 2 and 4)" in out


def test_roster_with_strict_fails_on_doubt(oneone: Oneone) -> None:
    assert oneone("roster", "-", "--strict", stdin=SIGN_UP).code == 0
    code, out, _ = oneone("roster", "-", "--strict", stdin=DOUBTFUL)
    assert code == 1
    assert "line 3: read as 2 people" in out
    assert oneone("roster", "-", stdin=DOUBTFUL).code == 0


@pytest.mark.parametrize("command", ["new", "plan", "pair", "rehearse"])
def test_commands_tell_names_and_doubts(oneone: Oneone, command: str) -> None:
    more = {"new": ["--no-open"], "rehearse": ["--speed", "100000", "--headless"]}
    code, _, err = oneone(command, "--roster", "-", *more.get(command, []), stdin=DOUBTFUL)
    assert code == 0
    assert "Ana Ruiz, Ben Okafor, Dee and Eve" in err
    assert "line 3: read as 2 people" in err
    assert "line 4: «iPhone» left out: a device" in err


@pytest.mark.parametrize("command", ["new", "plan", "pair", "rehearse"])
def test_commands_refuse_doubts_with_strict(oneone: Oneone, command: str) -> None:
    code, out, err = oneone(command, "--strict", "--roster", "-", stdin=DOUBTFUL)
    assert (code, out) == (2, "")
    assert "line 3: read as 2 people" in err
    assert "standard input: 2 doubts, and --strict takes none" in err


def test_commands_name_first_of_many_left_out(oneone: Oneone) -> None:
    gone = "".join(f"Zed {chr(97 + at)}{chr(97 + at)},cancelled\n" for at in range(15))
    text = f"Name,Status\nAna,\nBen,\n{gone}"
    err = oneone("plan", "--roster", "-", stdin=text.encode()).err
    assert err.count("left out: cancelled") == 10
    assert "5 more left out: oneone roster FILE lists them" in err


def test_plan_is_for_teams_of_roster(oneone: Oneone) -> None:
    four = SIGN_UP.replace(b"cancelled", b"confirmed")
    code, out, err = oneone("plan", "--json", "--start", "7:00", "--roster", "-", stdin=four)
    data = json.loads(out)
    assert (code, data["people"], data["teams"]) == (0, 5, 2)
    assert "in 2 teams, as the roster names them" in err
    alone = oneone("plan", "--json", "--teams", "1", "--roster", "-", stdin=four)
    assert json.loads(alone.out)["teams"] == 1


def test_rehearse_plays_teams_of_roster(oneone: Oneone) -> None:
    Path("sessions").mkdir()
    code, _, _ = oneone(
        "rehearse", "--headless", "--speed", "100000", "--seed", "1", "--roster", "-", stdin=SIGN_UP
    )
    made = next(path for path in Path("sessions/rehearsals").glob("2*.json"))
    session = SessionFile.open(made).session
    assert code == 0
    assert [team.name for team in session.teams] == ["North", "South"]
    assert session.people[0].email == "ana@x.example"
