"""The form of the session file: there and back, and from version to version."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oneone_tui.store import serialization as schema
from oneone_tui.store.atomic_file import Tables
from oneone_tui.store.errors import DamagedFile, NewerFile
from oneone_tui.store.serialization import (
    TABLES,
    UPGRADES,
    NotSerializable,
    clean_change,
    from_tables,
    to_tables,
)
from oneone_tui.store.session_file import SessionFile
from oneone_tui.store.tinydb_storage import AtomicStorage
from oneone_tui.workshop.model.changes import DetailSet, TimeAdded
from oneone_tui.workshop.model.records import FORMAT
from oneone_tui.workshop.text import clean
from tests.support.session_store import (
    FULL,
    damage_line,
    error_line,
    full_tables,
    session_of_tables,
    tables_from_json,
)
from tests.support.strategies import Run, runs

# ------------------------------------------------------------------------------ there and back


def test_from_tables_restores_session() -> None:
    assert session_of_tables(full_tables()) == FULL
    assert tuple(to_tables(FULL)) == TABLES


@given(runs())
def test_from_tables_is_stable_for_any_session(run: Run) -> None:
    try:
        once = session_of_tables(tables_from_json(to_tables(run.last)))
    except DamagedFile as error:
        # What a session file would not have kept: `SessionFile.change` refuses it.
        told = ("there is no such pair", "a number is too large")
        assert any(what in str(error) for what in told)  # noqa: PT017
        return
    assert session_of_tables(tables_from_json(to_tables(once))) == once
    assert once.people == run.last.people
    assert once.notes == run.last.notes


def test_to_tables_writes_utc_times() -> None:
    assert full_tables()["session"]["1"]["created"] == "2026-11-09T18:00:00Z"


@pytest.mark.parametrize(
    "written",
    [
        "2026-11-09T18:30:00Z",
        "2026-11-09T18:30:00",
        "2026-11-09 18:30:00",
        "2026-11-09T18:30:00+00:00",
        "2026-11-09T20:30:00+02:00",
        "2026-11-09T18:30:00.000000Z",
    ],
)
def test_from_tables_reads_other_time_forms_as_utc(written: str) -> None:
    data = full_tables()
    data["notes"]["1"]["at"] = written
    at = session_of_tables(data).notes[0].at
    assert at == datetime(2026, 11, 9, 18, 30, tzinfo=UTC)
    assert at.utcoffset() == datetime.now(UTC).utcoffset()
    assert from_tables(data, "first.json").tables["notes"]["1"]["at"] == "2026-11-09T18:30:00Z"


def test_from_tables_orders_records_by_number() -> None:
    data = full_tables()
    data["history"] = {key: data["history"][key] for key in sorted(data["history"], reverse=True)}
    assert session_of_tables(data) == FULL


def test_from_tables_renumbers_records_without_gaps() -> None:
    data = full_tables()
    data["people"] = {str(int(key) * 7): person for key, person in data["people"].items()}
    found = from_tables(data, "first.json")
    assert found.session == FULL
    assert list(found.tables["people"]) == ["1", "2", "3", "4", "5", "6"]


def test_from_tables_keeps_foreign_tables() -> None:
    data = full_tables()
    data["_default"] = {"1": {"mine": True}}
    found = from_tables(data, "first.json")
    assert found.session == FULL
    assert found.tables["_default"] == {"1": {"mine": True}}


def test_from_tables_cleans_every_text() -> None:
    data = full_tables()
    data["notes"]["1"]["text"] = "\x1b[2Jwe \u202ekeep\n our word "
    data["people"]["1"]["tags"] = ["\x07tag"]
    data["guide"]["1"]["goals"] = ["go\x9bal"]
    data["history"]["1"]["change"]["people"][0]["name"] = "A\x00na"
    data["session"]["1"]["title"] = "\ue000x" * 5_000
    found = from_tables(data, "first.json")
    assert found.session.notes[0].text == "we keep our word"
    assert found.session.people[0].tags == ("tag",)
    assert len(found.session.info.title) <= 2_000
    assert found.tables == to_tables(found.session)


@given(st.one_of(st.text(), st.text("ab  é\u0301\xad\xa0\t\n\u200d’"), st.text(min_size=1_990)))
def test_is_plain_accepts_only_clean_texts(text: str) -> None:
    if schema.is_plain(text):
        assert clean(text) == text


def test_from_tables_reuses_known_records() -> None:
    known = from_tables(full_tables(), "first.json")
    data = full_tables()
    data["notes"]["2"] = data["notes"]["1"] | {"id": "note-x", "text": "new"}
    data["people"]["2"]["name"] = "Benjamin Okafor"
    found = from_tables(data, "first.json", known)
    assert found.session == from_tables(data, "first.json").session
    assert found.tables == from_tables(data, "first.json").tables
    assert found.session.history[0] is known.session.history[0]
    assert found.session.people[1].name == "Benjamin Okafor"


@given(runs(most=8), runs(most=8))
def test_from_tables_reads_same_session_with_or_without_known(one: Run, other: Run) -> None:
    sessions = []
    for run in (one, other):
        try:
            sessions.append(from_tables(tables_from_json(to_tables(run.last)), "x"))
        except DamagedFile:
            return
    data = tables_from_json(to_tables(other.last))
    assert from_tables(data, "x", known=sessions[0]) == sessions[1]


# ------------------------------------------------------------------------------ versions


@pytest.mark.parametrize("version", [FORMAT + 1, 10**6])
def test_open_rejects_newer_format_and_leaves_file(tmp_path: Path, version: int) -> None:
    data = full_tables()
    data["session"]["1"]["format"] = version
    del data["guide"]
    storage = AtomicStorage(tmp_path / "first.json")
    storage.write(data)
    before = storage.path.read_bytes()
    with pytest.raises(NewerFile) as error:
        SessionFile.open(storage.path)
    assert error_line(error) == (
        f"first.json was written by a newer version of oneone (form {version}, this one reads "
        "up to 1): update oneone to open it; the file was left as it is"
    )
    assert storage.path.read_bytes() == before


@pytest.mark.parametrize("version", [0, -1, "1", 1.0, True, None, [], 2**70 * -1])
def test_from_tables_rejects_invalid_format_number(version: object) -> None:
    data = full_tables()
    data["session"]["1"]["format"] = version
    assert "names no version of its form" in damage_line(data)


def test_upgrades_cover_every_earlier_format() -> None:
    assert len(UPGRADES) + 1 == FORMAT


def test_from_tables_upgrades_older_format_step_by_step() -> None:
    def to_two(data: Tables) -> Tables:
        # As if form 1 had called the ask a question.
        info = data["session"]["1"]
        return data | {"session": {"1": info | {"ask": info["question"], "format": 2}}}

    def to_three(data: Tables) -> Tables:
        info = data["session"]["1"]
        return data | {"session": {"1": info | {"ask": f"{info['ask']}!", "format": 3}}}

    data = full_tables()
    data["session"]["1"]["question"] = "Will you come"
    found = from_tables(data, "first.json", upgrades=(to_two, to_three))
    assert found.session.info.ask == "Will you come!"
    assert found.tables["session"]["1"]["format"] == 3
    assert "question" not in found.tables["session"]["1"]
    data["session"]["1"]["format"] = 2
    assert session_of_tables(data, upgrades=(to_two, to_three)).info.ask == "!"
    with pytest.raises(NewerFile):
        session_of_tables(data)


# ------------------------------------------------------------------------------ changes


def test_clean_change_cleans_texts() -> None:
    change = clean_change(DetailSet(detail="title", text=" a\ud800\x1b[2J\n b "))
    assert change == DetailSet(detail="title", text="a b")


@pytest.mark.parametrize(
    "seconds", [2**63, -(2**63) - 1, 10**5_000], ids=("over", "under", "far over")
)
def test_clean_change_rejects_number_too_large(seconds: int) -> None:
    with pytest.raises(NotSerializable):
        clean_change(TimeAdded(segment="roles", seconds=seconds))
