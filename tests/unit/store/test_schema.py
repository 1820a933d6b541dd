"""The form of the session file: there and back, and whatever else a file may hold."""

from __future__ import annotations

import copy
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from oneone_tui.store import schema
from oneone_tui.store.errors import DamagedFile, NewerFile, StoreError
from oneone_tui.store.schema import (
    TABLES,
    UPGRADES,
    Unkeepable,
    clean_change,
    from_tables,
    load,
    to_tables,
)
from oneone_tui.store.session_file import SessionFile
from oneone_tui.store.storage import AtomicStorage, Tables
from oneone_tui.workshop.changes import DetailSet, NotesWritten, TimeAdded, Undone, Written
from oneone_tui.workshop.changes.undo import last_standing
from oneone_tui.workshop.records import FORMAT
from oneone_tui.workshop.session import TEAM_ONE, Session
from oneone_tui.workshop.text import clean
from oneone_tui.workshop.words import Kind
from tests.unit.store.keeping import kept, one_line
from tests.unit.workshop.building import SIX, made, running
from tests.unit.workshop.strategies import Run, runs

FULL = made(
    running(*SIX, segment="turn-1-conversation"),
    NotesWritten(kind=Kind.VALUE, notes=(Written("we keep our word"),), team=TEAM_ONE),
    TimeAdded(segment="turn-1-conversation", seconds=60),
)
"""A session with something in nearly every table."""


def tables() -> dict[str, dict[str, dict[str, Any]]]:
    """The tables of a session, fresh from a file, to be spoilt."""
    found: dict[str, dict[str, dict[str, Any]]] = as_read(to_tables(FULL))
    return found


def as_read(data: Tables) -> Any:
    return msgspec.json.decode(msgspec.json.encode(data))


def refused(data: Tables) -> str:
    with pytest.raises(DamagedFile) as error:
        from_tables(data, "first.json")
    return one_line(error)


# ------------------------------------------------------------------------------ there and back


def test_a_session_comes_back_as_it_was() -> None:
    assert from_tables(tables()) == FULL
    assert tuple(to_tables(FULL)) == TABLES


@given(runs())
def test_any_session_comes_back_clean_and_then_the_same(run: Run) -> None:
    try:
        once = from_tables(as_read(to_tables(run.last)))
    except DamagedFile as error:
        # Pairs drawn anew under notes: see the session file's tests.
        assert "there is no such pair" in str(error)  # noqa: PT017
        return
    assert from_tables(as_read(to_tables(once))) == once
    assert once.people == run.last.people
    assert once.notes == run.last.notes


def test_times_are_utc_and_say_so() -> None:
    assert tables()["session"]["1"]["created"] == "2026-11-09T18:00:00Z"


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
def test_a_time_in_another_form_is_read_as_utc(written: str) -> None:
    data = tables()
    data["notes"]["1"]["at"] = written
    at = from_tables(data).notes[0].at
    assert at == datetime(2026, 11, 9, 18, 30, tzinfo=UTC)
    assert at.utcoffset() == datetime.now(UTC).utcoffset()
    assert load(data, "first.json").tables["notes"]["1"]["at"] == "2026-11-09T18:30:00Z"


def test_records_are_read_in_the_order_of_their_numbers() -> None:
    data = tables()
    data["history"] = {key: data["history"][key] for key in sorted(data["history"], reverse=True)}
    assert from_tables(data) == FULL


def test_gaps_in_the_numbers_are_closed() -> None:
    data = tables()
    data["people"] = {str(int(key) * 7): person for key, person in data["people"].items()}
    loaded = load(data, "first.json")
    assert loaded.session == FULL
    assert list(loaded.tables["people"]) == ["1", "2", "3", "4", "5", "6"]


def test_tables_of_others_stay_and_do_not_matter() -> None:
    data = tables()
    data["_default"] = {"1": {"mine": True}}
    loaded = load(data, "first.json")
    assert loaded.session == FULL
    assert loaded.tables["_default"] == {"1": {"mine": True}}


def test_every_text_is_cleaned() -> None:
    data = tables()
    data["notes"]["1"]["text"] = "\x1b[2Jwe \u202ekeep\n our word "
    data["people"]["1"]["tags"] = ["\x07tag"]
    data["guide"]["1"]["goals"] = ["go\x9bal"]
    data["history"]["1"]["change"]["people"][0]["name"] = "A\x00na"
    data["session"]["1"]["title"] = "\ue000x" * 5_000
    loaded = load(data, "first.json")
    assert loaded.session.notes[0].text == "we keep our word"
    assert loaded.session.people[0].tags == ("tag",)
    assert len(loaded.session.info.title) <= 2_000
    assert loaded.tables == to_tables(loaded.session)


@given(st.one_of(st.text(), st.text("ab  é\u0301\xad\xa0\t\n\u200d’"), st.text(min_size=1_990)))
def test_what_passes_as_plain_is_what_cleaning_would_leave(text: str) -> None:
    if schema._is_plain(text):
        assert clean(text) == text


def test_what_is_known_is_taken_from_there() -> None:
    known = load(tables(), "first.json")
    data = tables()
    data["notes"]["2"] = data["notes"]["1"] | {"id": "note-x", "text": "new"}
    data["people"]["2"]["name"] = "Benjamin Okafor"
    loaded = load(data, "first.json", known)
    assert loaded.session == load(data, "first.json").session
    assert loaded.tables == load(data, "first.json").tables
    assert loaded.session.history[0] is known.session.history[0]
    assert loaded.session.people[1].name == "Benjamin Okafor"


@given(runs(most=8), runs(most=8))
def test_what_is_known_makes_no_difference(one: Run, other: Run) -> None:
    sessions = []
    for run in (one, other):
        try:
            sessions.append(load(as_read(to_tables(run.last)), "x"))
        except DamagedFile:
            return
    data = as_read(to_tables(other.last))
    assert load(data, "x", known=sessions[0]) == sessions[1]


# ------------------------------------------------------------------------------ versions


@pytest.mark.parametrize("version", [FORMAT + 1, 10**6])
def test_what_a_newer_version_wrote_is_neither_read_nor_rewritten(
    tmp_path: Path, version: int
) -> None:
    data = tables()
    data["session"]["1"]["format"] = version
    del data["guide"]
    storage = AtomicStorage(tmp_path / "first.json")
    storage.write(data)
    before = storage.path.read_bytes()
    with pytest.raises(NewerFile) as error:
        SessionFile.open(storage.path)
    assert one_line(error) == (
        f"first.json was written by a newer version of oneone (form {version}, this one reads "
        "up to 1): update oneone to open it; the file was left as it is"
    )
    assert storage.path.read_bytes() == before


@pytest.mark.parametrize("version", [0, -1, "1", 1.0, True, None, [], 2**70 * -1])
def test_a_version_that_is_none_is_damage(version: object) -> None:
    data = tables()
    data["session"]["1"]["format"] = version
    assert "names no version of its form" in refused(data)


def test_every_version_before_this_one_has_its_upgrade() -> None:
    assert len(UPGRADES) + 1 == FORMAT


def test_an_older_form_is_brought_up_step_by_step() -> None:
    def to_two(data: Tables) -> Tables:
        # As if form 1 had called the ask a question.
        info = data["session"]["1"]
        return data | {"session": {"1": info | {"ask": info["question"], "format": 2}}}

    def to_three(data: Tables) -> Tables:
        info = data["session"]["1"]
        return data | {"session": {"1": info | {"ask": f"{info['ask']}!", "format": 3}}}

    data = tables()
    data["session"]["1"]["question"] = "Will you come"
    loaded = load(data, "first.json", upgrades=(to_two, to_three))
    assert loaded.session.info.ask == "Will you come!"
    assert loaded.tables["session"]["1"]["format"] == 3
    assert "question" not in loaded.tables["session"]["1"]
    data["session"]["1"]["format"] = 2
    assert from_tables(data, upgrades=(to_two, to_three)).info.ask == "!"
    with pytest.raises(NewerFile):
        from_tables(data)


# ------------------------------------------------------------------------------ damage

Spoil = Callable[[dict[str, dict[str, dict[str, Any]]]], object]


def put(table: str, number: str, **fields: object) -> Spoil:
    return lambda data: data[table][number].update(fields)


def drop(table: str, number: str, field: str) -> Spoil:
    return lambda data: data[table][number].pop(field)


def double(table: str) -> Spoil:
    return lambda data: data[table].update({"99": dict(data[table]["1"])})


def person_in_two_pairs(data: dict[str, dict[str, dict[str, Any]]]) -> None:
    data["pairs"]["2"]["members"][0] = data["pairs"]["1"]["members"][0]


def deep(levels: int) -> object:
    value: object = 1
    for _ in range(levels):
        value = [value]
    return value


@pytest.mark.parametrize(
    "spoil, said",
    [
        (drop("notes", "1", "text"), "notes, record 1: missing field text"),
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
        (put("session", "1", title=deep(100)), "session, record 1: too many things inside"),
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
def test_damage_is_told_in_one_line(spoil: Spoil, said: str) -> None:
    data = tables()
    spoil(data)
    line = refused(as_read(data))
    assert line.startswith("first.json is damaged: ")
    assert line.endswith("; it was left as it is")
    assert said in line


@pytest.mark.parametrize(
    "minutes, said",
    [(0, "minutes"), (-1, "minutes"), (10**9, "minutes"), (1e300, "minutes")],
)
def test_a_guide_that_can_not_be_reckoned_with_is_damage(minutes: float, said: str) -> None:
    for spoilt in ("step", "trio"):
        data = tables()
        guide = data["guide"]["1"]
        if spoilt == "step":
            guide["stages"][0]["steps"][0]["minutes"] = minutes
        else:
            guide["trio"]["conversation"] = minutes or -1
        assert said in refused(data)


def test_a_guide_of_too_many_steps_is_damage() -> None:
    data = tables()
    stage = data["guide"]["1"]["stages"][0]
    stage["steps"] = [stage["steps"][0] | {"id": "a" * n} for n in range(1, 300)]
    assert "it has more than 200 steps" in refused(data)
    stage["steps"] = stage["steps"][:1] * 2
    assert "two of its steps have the same id" in refused(data)


def test_a_roster_of_too_many_is_damage() -> None:
    data = tables()
    data["people"] |= {
        str(n): {"id": f"p-{n}", "name": "x", "team": TEAM_ONE} for n in range(10, 600)
    }
    assert "people: there are more than 500" in refused(data)


def places(value: object, path: tuple[object, ...] = ()) -> list[tuple[object, ...]]:
    """Every place in a structure, as the keys that lead there."""
    inner: list[tuple[object, Any]] = []
    if isinstance(value, dict):
        inner = list(value.items())
    elif isinstance(value, list):
        inner = list(enumerate(value))
    return [path, *(p for key, item in inner for p in places(item, (*path, key)))]


PLACES = places(tables())[1:]
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
def test_whatever_is_odd_in_a_file_it_is_a_session_or_one_line(
    spoilt: list[tuple[tuple[Any, ...], object, bool]],
) -> None:
    data: Any = tables()
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
        session = from_tables(tree, "first.json")
    except StoreError as error:
        said = str(error)
        assert said.isprintable()
        assert len(said) < 300
    else:
        sound(session)


def sound(session: Session) -> None:
    """What the program does first with a session works."""
    assert from_tables(to_tables(session)) == session
    last = last_standing(session)
    if last:
        load(to_tables(session), "x")
        Undone(entry=last.id).say(session)


@given(st.randoms(use_true_random=False))
def test_a_file_with_bytes_gone_wrong_is_a_session_or_one_line(
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
        sound(SessionFile.open(path).session)
    except StoreError as error:
        said = str(error)
        assert said.isprintable()
        assert len(said) < 300


def test_a_session_cut_anywhere_is_one_line(tmp_path: Path) -> None:
    file = kept(tmp_path)
    content = file.path.read_bytes()
    for end in range(0, len(content) - 2, len(content) // 40):
        file.path.write_bytes(content[:end])
        with pytest.raises(DamagedFile) as error:
            SessionFile.open(file.path)
        assert one_line(error).startswith("first.json is damaged: it is ")
        assert file.path.read_bytes() == content[:end]


# ------------------------------------------------------------------------------ changes


def test_a_change_is_kept_clean() -> None:
    change = clean_change(DetailSet(detail="title", text=" a\ud800\x1b[2J\n b "))
    assert change == DetailSet(detail="title", text="a b")


@pytest.mark.parametrize(
    "seconds", [2**63, -(2**63) - 1, 10**5_000], ids=("over", "under", "far over")
)
def test_a_number_that_no_file_could_hold_is_not_kept(seconds: int) -> None:
    with pytest.raises(Unkeepable):
        clean_change(TimeAdded(segment="roles", seconds=seconds))
