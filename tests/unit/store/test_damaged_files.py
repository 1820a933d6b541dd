"""Whatever a file may hold, it is a session or one line that says what is wrong."""

from __future__ import annotations

import copy
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from oneone_tui.store.atomic_file import Tables
from oneone_tui.store.errors import DamagedFile, StoreError
from oneone_tui.store.serialization import (
    from_tables,
    to_tables,
)
from oneone_tui.store.session_file import SessionFile
from oneone_tui.workshop.model.changes import MinutesSet, Undone
from oneone_tui.workshop.model.session import TEAM_ONE, Session
from oneone_tui.workshop.model.undo_stack import last_change_in_effect
from oneone_tui.workshop.reducers.apply import describe_change
from tests.support.session_store import (
    FULL,
    create_file,
    damage_line,
    error_line,
    full_tables,
    session_of_tables,
    tables_from_json,
)
from tests.support.sessions import apply_changes

Spoil = Callable[[dict[str, dict[str, dict[str, Any]]]], object]


def put(table: str, number: str, **fields: object) -> Spoil:
    return lambda data: data[table][number].update(fields)


def drop(table: str, number: str, field: str) -> Spoil:
    return lambda data: data[table][number].pop(field)


def double(table: str) -> Spoil:
    return lambda data: data[table].update({"99": dict(data[table]["1"])})


def person_in_two_pairs(data: dict[str, dict[str, dict[str, Any]]]) -> None:
    data["pairs"]["2"]["members"][0] = data["pairs"]["1"]["members"][0]


def other_kind_in_one_entry(data: dict[str, dict[str, dict[str, Any]]]) -> None:
    value = data["notes"]["1"] | {"board": "on-note-1"}
    data["notes"] = {"1": value, "2": value | {"id": "note-9", "kind": "interest"}}


def commitment_due(year: int | str) -> Spoil:
    due = f"{year}-10-14" if isinstance(year, int) else year
    promise = {"id": "c", "text": "x", "at": "2026-11-09T18:00:00Z", "team": TEAM_ONE, "due": due}
    return lambda data: data.update(commitments={"1": promise})


def nested_list(levels: int) -> object:
    value: object = 1
    for _ in range(levels):
        value = [value]
    return value


@pytest.mark.parametrize(
    "spoil, said",
    [
        (drop("notes", "1", "text"), "notes, record 1: missing field text"),
        (put("notes", "1", kind="feedback", board="on-note-1"), "the board has no column for it"),
        (other_kind_in_one_entry, "notes, record 2: its entry on the board is of another kind"),
        (commitment_due(1066), "commitments, record 1: its day is not between 1970 and 2200"),
        (commitment_due("soon"), "commitments, record 1: due: not a time"),
        (put("notes", "1", text=3), "notes, record 1: text: expected str, got int"),
        (put("notes", "1", text=None), "notes, record 1: text: expected str, got null"),
        (put("notes", "1", kind="Ana \x1b[2J"), "kind: not a value that this version knows"),
        (put("notes", "1", at="noon"), "notes, record 1: at: not a time"),
        (put("notes", "1", at="9999-12-31T23:59:59Z"), "its time is not between 1970 and 2200"),
        (put("notes", "1", at="0001-01-01T00:00:00+14:00"), "notes, record 1: its time is not"),
        (put("notes", "1", at=1), "notes, record 1: at: expected datetime, got int"),
        (put("notes", "1", pair="pair-x"), "notes, record 1: there is no such pair"),
        (put("notes", "1", team="team-x"), "notes, record 1: there is no such team"),
        (put("notes", "1", id=""), "notes, record 1: its id is empty"),
        (double("notes"), "notes, record 99: another record has the same id"),
        (double("history"), "history, record 99: another record has the same id"),
        (double("session"), "session: there should be one record, not 2"),
        (lambda data: data.update(guide={}), "guide: there should be one record, not 0"),
        (lambda data: data.pop("people"), "people: the table is missing"),
        (lambda data: data["notes"].update({"01": {}}), "notes: a record has no proper number"),
        (lambda data: data["notes"].update({"x": {}}), "notes: a record has no proper number"),
        (lambda data: data["notes"].update({"": {}}), "notes: a record has no proper number"),
        (lambda data: data["notes"].update({"9" * 5_000: {}}), "a record has no proper number"),
        (put("people", "2", name=" \u202e"), "people, record 2: the name is empty"),
        (put("people", "2", team="x"), "people, record 2: there is no such team"),
        (put("people", "2", id="ana-ruiz"), "people, record 2: another record has the same id"),
        (lambda data: data.update(teams={}), "there is no such team"),
        (put("teams", "1", note_taker="x"), "there is no such person to be note-taker"),
        (put("pairs", "1", members=["ana-ruiz"]), "pairs, record 1: it is not of two or three"),
        (put("pairs", "1", members=["ana-ruiz"] * 2), "pairs, record 1: it is not of two or"),
        (put("pairs", "1", members=["ana-ruiz", "x"]), "somebody in it is not on the roster"),
        (put("pairs", "1", members=["ana-ruiz", 3]), "pairs, record 1: members[1]: expected str"),
        (put("pairs", "1", team="x"), "pairs, record 1: there is no such team"),
        (person_in_two_pairs, "pairs, record 2: somebody in it is in another pair, too"),
        (put("agenda", "1", seconds=10**9), "agenda, record 1: that is more than a day"),
        (put("agenda", "1", seconds=10**30), "agenda, record 1: a number is too large"),
        (put("agenda", "1", seconds=1.5), "agenda, record 1: seconds: expected int, got float"),
        (put("clock", "2", at="2026-11-09T17:00:00Z"), "clock, record 2: its time is before"),
        (put("clock", "1", running="yes"), "clock, record 1: running: expected bool, got str"),
        (put("session", "1", title=nested_list(100)), "session, record 1: too many things inside"),
        (put("session", "1", stage="lunch"), "stage: not a value that this version knows"),
        (put("session", "1", created="1066-10-14T09:00:00Z"), "its time is not between"),
        (put("guide", "1", turns=7), "guide: its turns are not 1 to 6"),
        (put("guide", "1", stages=[]), "guide: its stages are not the five, in their order"),
        (put("guide", "1", ana="x"), "guide, record 1: not a value that this version knows"),
        (put("history", "1", change={"change": "Ana"}), "not a value that this version knows"),
        (put("history", "1", change=[]), "history, record 1: change: expected object, got array"),
        (put("history", "1", before={"people": {"count": "6"}}), "expected int, got str"),
    ],
)
def test_from_tables_says_damage_in_one_line(spoil: Spoil, said: str) -> None:
    data = full_tables()
    spoil(data)
    line = damage_line(tables_from_json(data))
    assert line.startswith("first.json is damaged: ")
    assert line.endswith("; it was left as it is")
    assert said in line


@pytest.mark.parametrize(
    "minutes, said",
    [(0, "minutes"), (-1, "minutes"), (10**9, "minutes"), (1e300, "minutes")],
)
def test_from_tables_rejects_guide_with_impossible_minutes(minutes: float, said: str) -> None:
    for spoilt in ("step", "trio"):
        data = full_tables()
        guide = data["guide"]["1"]
        if spoilt == "step":
            guide["stages"][0]["steps"][0]["minutes"] = minutes
        else:
            guide["trio"]["conversation"] = minutes or -1
        assert said in damage_line(data)


@pytest.mark.parametrize(
    "odd, said",
    [
        ({"shortest": 1e308}, "a step's shortest is not 0 to 1440 minutes"),
        ({"shortest": -1}, "a step's shortest is not 0 to 1440 minutes"),
        ({"prompts": [{"at": 1e308, "text": "x"}]}, "a prompt's at is not 0 to 1"),
        ({"prompts": [{"at": -1, "text": "x"}]}, "a prompt's at is not 0 to 1"),
        ({"id": ""}, "a step has no id, or one with digits"),
        ({"id": "turn-1-feedback"}, "a step has no id, or one with digits"),
        ({"minutes": True}, "minutes: expected float, got bool"),
    ],
)
def test_from_tables_rejects_impossible_step(odd: dict[str, object], said: str) -> None:
    data = full_tables()
    data["guide"]["1"]["stages"][4]["steps"][0].update(odd)
    assert said in damage_line(data)


@pytest.mark.parametrize("minutes", [1e308, -1, 10**9])
def test_from_tables_rejects_impossible_total_minutes(minutes: float) -> None:
    said = "its minutes, or a stage's, are not 0 to 1728000"
    whole, part = full_tables(), full_tables()
    whole["guide"]["1"]["minutes"] = minutes
    part["guide"]["1"]["stages"][1]["minutes"] = minutes
    assert said in damage_line(whole)
    assert said in damage_line(part)


def test_from_tables_accepts_step_changed_below_its_shortest() -> None:
    session = apply_changes(FULL, MinutesSet(step="report", minutes=1))
    step = session.guide.step("report")
    assert step
    assert (step.shortest or 0) > step.minutes
    assert session_of_tables(tables_from_json(to_tables(session))) == session


def test_from_tables_rejects_too_many_steps() -> None:
    data = full_tables()
    stage = data["guide"]["1"]["stages"][0]
    stage["steps"] = [stage["steps"][0] | {"id": "a" * n} for n in range(1, 300)]
    assert "it has more than 200 steps" in damage_line(data)
    stage["steps"] = stage["steps"][:1] * 2
    assert "two of its steps have the same id" in damage_line(data)


def test_from_tables_rejects_too_many_people() -> None:
    data = full_tables()
    data["people"] |= {
        str(n): {"id": f"p-{n}", "name": "x", "team": TEAM_ONE} for n in range(10, 600)
    }
    assert "people: there are more than 500" in damage_line(data)


def test_from_tables_rejects_too_many_teams() -> None:
    data = full_tables()
    data["teams"] |= {str(n): {"id": f"t-{n}", "name": "x"} for n in range(10, 60)}
    assert "teams: there are more than 50" in damage_line(data)


def paths_in(value: object, path: tuple[object, ...] = ()) -> list[tuple[object, ...]]:
    """Every place in a structure, as the keys that lead there."""
    inner: list[tuple[object, Any]] = []
    if isinstance(value, dict):
        inner = list(value.items())
    elif isinstance(value, list):
        inner = list(enumerate(value))
    return [path, *(p for key, item in inner for p in paths_in(item, (*path, key)))]


PLACES = paths_in(full_tables())[1:]
ODD = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(max_size=20),
    st.sampled_from(("", "team-1", "pair-1-1", "2026-11-09T18:00:00Z", "Undone", "value")),
    st.lists(st.text(max_size=3), max_size=3),
    st.dictionaries(st.text(max_size=3), st.integers(), max_size=3),
)


@given(st.lists(st.tuples(st.sampled_from(PLACES), ODD, st.booleans()), min_size=1, max_size=3))
def test_from_tables_reads_or_rejects_odd_values_in_one_line(
    spoilt: list[tuple[tuple[Any, ...], object, bool]],
) -> None:
    data: Any = full_tables()
    for path, value, gone in spoilt:
        inner = data
        try:
            for key in path[:-1]:
                inner = inner[key]
            if gone:
                del inner[path[-1]]
            else:
                inner[path[-1]] = copy.deepcopy(value)
        except (KeyError, IndexError, TypeError):
            continue
    try:
        tree = msgspec.convert(data, Tables)
    except msgspec.ValidationError:
        return  # the storage says so
    try:
        session = session_of_tables(tree)
    except StoreError as error:
        said = str(error)
        assert said.isprintable()
        assert len(said) < 300
    else:
        check_usable(session)


def check_usable(session: Session) -> None:
    """What the program does first with a session works."""
    assert session_of_tables(to_tables(session)) == session
    last = last_change_in_effect(session)
    if last:
        from_tables(to_tables(session), "x")
        describe_change(Undone(entry=last.id), session)


@given(st.randoms(use_true_random=False))
def test_open_reads_or_rejects_corrupt_bytes_in_one_line(
    tmp_path_factory: pytest.TempPathFactory, random: Random
) -> None:
    content = bytearray(msgspec.json.encode(to_tables(FULL)))
    for _ in range(random.randint(1, 4)):
        at = random.randrange(len(content))
        match random.randrange(3):
            case 0:
                content[at] = random.randrange(256)
            case 1:
                del content[at : at + random.randint(1, 200)]
            case _:
                content[at:at] = content[at : at + random.randint(1, 200)]
    path = tmp_path_factory.mktemp("torn") / "first.json"
    path.write_bytes(content)
    try:
        check_usable(SessionFile.open(path).session)
    except StoreError as error:
        said = str(error)
        assert said.isprintable()
        assert len(said) < 300


def test_open_rejects_truncated_session_in_one_line(tmp_path: Path) -> None:
    file = create_file(tmp_path)
    content = file.path.read_bytes()
    for end in range(0, len(content) - 2, len(content) // 40):
        file.path.write_bytes(content[:end])
        with pytest.raises(DamagedFile) as error:
            SessionFile.open(file.path)
        assert error_line(error).startswith("first.json is damaged: it is ")
        assert file.path.read_bytes() == content[:end]
