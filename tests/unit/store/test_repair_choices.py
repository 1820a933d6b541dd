"""What a repair leaves out, what it says of that, and which of two copies it takes."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from oneone_tui.store.atomic_file import previous_copy_path
from oneone_tui.store.errors import DamagedFile, MissingFile, NewerFile
from oneone_tui.store.repair import repair
from oneone_tui.store.session_file import SessionFile
from oneone_tui.workshop.model.session import TEAM_ONE, Session
from tests.support.session_store import FULL, create_file, note_texts, note_to_save

Spoil = Callable[[dict[str, Any]], object]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A session with a note, of which there is no copy."""
    return create_file(tmp_path, FULL).path


def spoil_file(path: Path, how: Spoil) -> None:
    data = json.loads(path.read_bytes())
    how(data)
    path.write_text(json.dumps(data))


def read_session(path: Path) -> Session:
    return SessionFile.open(path).session


def add_rows(table: str, rows: list[dict[str, object]]) -> Spoil:
    return lambda data: data[table].update({str(1000 + n): row for n, row in enumerate(rows)})


# ---------------------------------------------------------------- what is left out


def impossible_pairs(count: int) -> list[dict[str, object]]:
    """Pairs of people who are not on the roster: each fits nowhere."""
    return [{"id": f"p-{n}", "team": TEAM_ONE, "members": ["x", "y"]} for n in range(count)]


def test_repair_drops_forty_misfits_per_table_at_most(path: Path) -> None:
    spoil_file(path, add_rows("pairs", impossible_pairs(40)))
    done = repair(path)
    assert read_session(done.path).pairs == FULL.pairs
    assert done.lost["pairs"] == 40
    spoil_file(path, add_rows("pairs", impossible_pairs(41)))
    with pytest.raises(DamagedFile, match="too much in it does not fit together"):
        repair(path)


@pytest.mark.parametrize(
    "table, rows, most",
    [
        ("people", [{"id": f"p-{n}", "name": "x", "team": TEAM_ONE} for n in range(600)], 500),
        ("teams", [{"id": f"t-{n}", "name": "x"} for n in range(60)], 50),
    ],
)
def test_repair_keeps_first_records_over_limit(
    path: Path, table: str, rows: list[dict[str, object]], most: int
) -> None:
    spoil_file(path, add_rows(table, rows))
    there = len(getattr(FULL, table))
    done = repair(path)
    found = getattr(read_session(done.path), table)
    assert len(found) == done.recovered[table] == most
    assert found[:there] == getattr(FULL, table)
    assert done.lost[table] == there + len(rows) - most


def test_repair_counts_only_existing_records(path: Path) -> None:
    done = repair(path)
    assert done.recovered == {
        "people": 6,
        "teams": 1,
        "pairs": 3,
        "notes": 1,
        "agenda": 1,
        "clock": len(FULL.clock),
        "history": len(FULL.history),
    }
    assert done.lost == {}


@pytest.mark.parametrize("table", ["session", "guide"])
@pytest.mark.parametrize("gone", [True, False])
def test_repair_counts_lost_session_or_guide_as_one(path: Path, table: str, gone: bool) -> None:
    spoil_file(path, lambda data: data.pop(table) if gone else data[table]["1"].update(title=[]))
    done = repair(path)
    assert done.lost[table] == 1
    assert {"session", "guide"} & set(done.lost) == {table}


def test_repair_drops_history_if_record_is_missing(
    path: Path,
) -> None:
    spoil_file(path, lambda data: data["notes"]["1"].update(text=None))
    done = repair(path)
    assert not done.breaks_off
    assert read_session(done.path).history == ()
    assert done.lost == {"notes": 1, "history": len(FULL.history)}


def test_repair_drops_history_if_file_is_truncated(path: Path) -> None:
    path.write_bytes(path.read_bytes().rstrip()[:-1])
    done = repair(path)
    assert done.breaks_off
    assert read_session(done.path).history == ()
    assert done.lost == {"history": len(FULL.history)}


# ---------------------------------------------------------------- which of two copies


def file_with_copy(folder: Path) -> Path:
    """A session whose previous copy has one note less."""
    file = create_file(folder, FULL)
    file.change([note_to_save("a")])
    file.change([note_to_save("b")])
    return file.path


def test_repair_uses_file_if_it_has_more(tmp_path: Path) -> None:
    path = file_with_copy(tmp_path)
    done = repair(path)
    assert not done.from_previous
    assert note_texts(read_session(done.path))[-2:] == ["a", "b"]


def test_repair_uses_copy_if_file_lost_session_and_people(tmp_path: Path) -> None:
    path = file_with_copy(tmp_path)
    before = read_session(previous_copy_path(path))

    def lose(data: dict[str, Any]) -> None:
        del data["session"], data["people"], data["pairs"], data["notes"]

    spoil_file(path, lose)
    done = repair(path)
    assert done.from_previous
    assert read_session(done.path) == before
    assert done.lost.get("notes", 0) == 0


def test_repair_counts_records_only_in_other_copy_as_lost(tmp_path: Path) -> None:
    path = file_with_copy(tmp_path)
    spoil_file(path, lambda data: data.pop("agenda"))
    done = repair(path)
    assert not done.from_previous
    assert done.lost["agenda"] == len(FULL.agenda) == 1


def test_repair_rejects_newer_format_despite_older_copy(tmp_path: Path) -> None:
    path = file_with_copy(tmp_path)
    spoil_file(path, lambda data: data["session"]["1"].update(format=99))
    with pytest.raises(NewerFile):
        repair(path)


def test_repair_names_damage_of_file_if_copy_is_unreadable_too(tmp_path: Path) -> None:
    path = file_with_copy(tmp_path)
    path.write_bytes(b"")
    previous_copy_path(path).unlink()
    previous_copy_path(path).symlink_to(tmp_path)
    with pytest.raises(DamagedFile, match="nothing in it to recover"):
        repair(path)


def test_repair_names_file_and_copy_if_both_are_missing(tmp_path: Path) -> None:
    with pytest.raises(MissingFile, match=r"first\.json is not there, nor a copy of it"):
        repair(tmp_path / "first.json")


# ---------------------------------------------------------------- what holds together stays


def note_rows(when: str, count: int) -> list[dict[str, object]]:
    return [
        {"id": f"n-{n}", "kind": "value", "text": "x", "at": when, "team": TEAM_ONE}
        for n in range(count)
    ]


def test_repair_drops_all_records_with_impossible_times(path: Path) -> None:
    spoil_file(path, add_rows("notes", note_rows("1066-10-14T09:00:00Z", 60)))
    done = repair(path)
    assert read_session(done.path).notes == FULL.notes
    assert done.lost["notes"] == 60


def test_repair_drops_misfit_and_keeps_next_record(path: Path) -> None:
    before = read_session(path).pairs

    def put_between(data: dict[str, Any]) -> None:
        rows = [*data["pairs"].values()]
        stranger = {"id": "p-x", "team": TEAM_ONE, "members": ["x", "y"]}
        data["pairs"] = {str(n): row for n, row in enumerate([rows[0], stranger, *rows[1:]], 1)}

    spoil_file(path, put_between)
    done = repair(path)
    assert read_session(done.path).pairs == before
    assert done.lost["pairs"] == 1


def test_repair_drops_records_without_id(path: Path) -> None:
    spoil_file(
        path, add_rows("notes", [row | {"id": ""} for row in note_rows("2026-11-09T18:00:00Z", 3)])
    )
    done = repair(path)
    assert read_session(done.path).notes == FULL.notes
    assert done.lost["notes"] == 3


def test_repair_drops_note_without_team(path: Path) -> None:
    spoil_file(path, lambda data: data["notes"]["1"].update(team=""))
    done = repair(path)
    assert read_session(done.path).notes == ()
    assert [team.id for team in read_session(done.path).teams] == [TEAM_ONE]
    assert done.lost["notes"] == 1


def test_repair_restores_team_of_its_people(path: Path) -> None:
    spoil_file(path, lambda data: data.pop("teams"))
    assert [(t.id, t.name) for t in read_session(repair(path).path).teams] == [(TEAM_ONE, TEAM_ONE)]


def test_repair_makes_one_team_if_nobody_is_left(path: Path) -> None:
    def empty(data: dict[str, Any]) -> None:
        for table in ("teams", "people", "pairs", "notes", "history"):
            del data[table]

    spoil_file(path, empty)
    assert [(t.id, t.name) for t in read_session(repair(path).path).teams] == [(TEAM_ONE, "Team")]


def test_repair_keeps_pair_of_note_if_it_exists(path: Path) -> None:
    here, gone = FULL.pairs[0].id, FULL.pairs[1].id
    when = "2026-11-09T18:00:00Z"

    def say(data: dict[str, Any]) -> None:
        for n, pair in enumerate((here, gone, "")):
            row = {"id": f"x-{n}", "text": "x", "at": when, "team": TEAM_ONE, "pair": pair}
            data["notes"][str(90 + n)] = row | {"kind": "value"}
            data.setdefault("commitments", {})[str(90 + n)] = row
        data["pairs"].pop(next(n for n, row in data["pairs"].items() if row["id"] == gone))

    spoil_file(path, say)
    session = read_session(repair(path).path)
    assert [note.pair for note in session.notes[-3:]] == [here, "", ""]
    assert [one.pair for one in session.commitments] == [here, "", ""]


def test_repair_keeps_note_on_board_if_entry_fits(path: Path) -> None:
    when = "2026-11-09T18:00:00Z"
    rows = [("value", "on-a"), ("value", "on-a"), ("interest", "on-a"), ("feedback", "on-b")]

    def say(data: dict[str, Any]) -> None:
        for n, (kind, entry) in enumerate(rows):
            row = {"id": f"x-{n}", "text": "x", "at": when, "team": TEAM_ONE, "kind": kind}
            data["notes"][str(90 + n)] = row | {"board": entry}

    spoil_file(path, say)
    notes = read_session(repair(path).path).notes[-4:]
    assert [note.board for note in notes] == ["on-a", "on-a", "", ""]


def test_repair_keeps_role_if_person_exists(path: Path) -> None:
    spoil_file(
        path,
        lambda data: data["teams"]["1"].update(
            timekeeper="ana-ruiz", note_taker="nobody", reporter="ben-okafor"
        ),
    )
    (team,) = read_session(repair(path).path).teams
    assert (team.timekeeper, team.note_taker, team.reporter) == ("ana-ruiz", "", "ben-okafor")


def test_repair_dates_session_of_impossible_time_now_with_new_id(path: Path) -> None:
    before = read_session(path).info
    spoil_file(path, lambda data: data["session"]["1"].update(created="1066-10-14T09:00:00Z"))
    done = repair(path)
    info = read_session(done.path).info
    assert info.title == before.title
    assert info.id not in ("", before.id)
    assert info.created.year != 1066
    assert done.lost["session"] == 1


def test_repair_titles_session_by_file_name(path: Path) -> None:
    spoil_file(path, lambda data: data.pop("session"))
    assert read_session(repair(path).path).info.title == "first"
    path.rename(previous_copy_path(path))
    done = repair(path)
    assert done.from_previous
    assert read_session(done.path).info.title == "first"


@pytest.mark.parametrize("seconds, year", [(1_790_000_000, 2026), (0, 1970)])
def test_repair_dates_session_by_file_time(path: Path, seconds: int, year: int) -> None:
    spoil_file(path, lambda data: data.pop("session"))
    os.utime(path, (seconds, seconds))
    created = read_session(repair(path).path).info.created
    assert created == datetime.fromtimestamp(seconds, UTC)
    assert created.year == year


def test_repair_dates_session_now_if_file_time_is_impossible(path: Path) -> None:
    spoil_file(path, lambda data: data.pop("session"))
    os.utime(path, (-30_000_000_000, -30_000_000_000))
    earliest = datetime.now(UTC)
    assert read_session(repair(path).path).info.created >= earliest
