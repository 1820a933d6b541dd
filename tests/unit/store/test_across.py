"""What the files of a folder promise and say, read without the rest; and ticked off."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from msgspec.structs import replace

from oneone_tui.store.across import read_promises, read_sayings, tick
from oneone_tui.store.errors import CannotRead, MissingFile, StoreError
from oneone_tui.store.glance import QUICK_LIMIT
from oneone_tui.store.session_file import SessionFile
from oneone_tui.store.storage import AtomicStorage
from oneone_tui.workshop.changes import CommitmentStruck, NotesWritten, Refused, Written
from oneone_tui.workshop.followup import promises_in
from oneone_tui.workshop.session import TEAM_ONE, Session
from oneone_tui.workshop.trends import sayings_in
from oneone_tui.workshop.words import Kind
from tests.effort import effort
from tests.needs import needs_ordinary_user
from tests.unit.store.keeping import at
from tests.unit.workshop.building import START, made
from tests.unit.workshop.promising import promised, promising


def keep(folder: Path, session: Session, name: str = "") -> SessionFile:
    return SessionFile.create(folder / f"{name or session.info.id}.json", session)


def full(week: int) -> Session:
    values = NotesWritten(kind=Kind.VALUE, notes=(Written("honesty"),), team=TEAM_ONE)
    return made(promising(week, promised("call"), promised("señora 李雷")), values)


@pytest.fixture
def three(tmp_path: Path) -> Path:
    for week in range(3):
        keep(tmp_path, full(week))
    return tmp_path


def test_a_folder_that_is_not_there_has_nothing(tmp_path: Path) -> None:
    read = read_promises(tmp_path / "none")
    assert (read.promises, read.paths, read.unread) == ((), {}, 0)
    assert read_sayings(tmp_path / "none").sayings == ()
    assert not (tmp_path / "none").exists()


def test_it_is_what_the_whole_sessions_tell(three: Path) -> None:
    promises, sayings = read_promises(three), read_sayings(three)
    sessions = [full(week) for week in range(3)]
    assert set(promises.promises) == {p for session in sessions for p in promises_in(session)}
    assert set(sayings.sayings) == {s for session in sessions for s in sayings_in(session)}
    assert promises.paths == {f"s{week}": three / f"s{week}.json" for week in range(3)}
    assert promises.unread == sayings.unread == 0


def test_a_tick_is_kept_whatever_the_history_has_lost(tmp_path: Path) -> None:
    """An entry too few, and the next number is one that an entry has."""
    session = full(0)
    file = keep(tmp_path, replace(session, history=session.history[1:]))
    [promise] = [one for one in read_promises(tmp_path).promises if one.text == "call"]
    tick(file.path, promise, START, "here", done=True)
    [ticked] = [one for one in read_promises(tmp_path).promises if one.text == "call"]
    assert ticked.done


def test_of_copies_the_one_that_was_saved_last_counts(three: Path) -> None:
    copy = keep(three, replace(full(1), commitments=()), "copy").path
    later = copy.stat().st_mtime_ns + 1_000_000_000
    os.utime(copy, ns=(later, later))
    read = read_promises(three)
    assert {promise.session for promise in read.promises} == {"s0", "s2"}
    assert read.paths["s1"] == copy


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"\xff\xfe\x00",
        b"[" * 100_000,
        b'{"session": {"1": {"format": 99}}}',
        b'{"session": {"1": {"id": "a", "title": "", "created": "x"}}, "people": {}, '
        b'"commitments": {}, "notes": {}}',
        b'{"session": {"1": {"id": "a", "title": "", "created": "9999-12-31T23:59:59Z"}}, '
        b'"people": {}, "commitments": {}, "notes": {}}',
        b'{"session": {}, "people": {}, "commitments": {}, "notes": {}}',
    ],
)
def test_what_is_no_session_is_counted_and_left_alone(three: Path, content: bytes) -> None:
    bad = three / "bad.json"
    bad.write_bytes(content)
    assert (len(read_promises(three).promises), read_promises(three).unread) == (6, 1)
    assert (len(read_sayings(three).sayings), read_sayings(three).unread) == (3, 1)
    assert bad.read_bytes() == content


def spoil(path: Path, table: str, **fields: object) -> None:
    storage = AtomicStorage(path)
    tables = storage.read()
    assert tables is not None
    tables[table]["1"] |= fields
    storage.write(tables)


def test_what_a_file_says_is_cleaned(three: Path) -> None:
    path = three / "s0.json"
    spoil(path, "commitments", text="a\x1b[2J\u202eb  c")
    spoil(path, "people", name="Ana\x07 Ruiz")
    spoil(path, "session", title="[red]x\n\x9b1m")
    first = next(p for p in read_promises(three).promises if p.session == "s0")
    assert (first.text, first.who_name, first.title) == ("ab c", "Ana Ruiz", "[red]x")
    spoil(path, "notes", text="hon\x00esty")
    assert {text for saying in read_sayings(three).sayings for text in saying.texts} == {"honesty"}


def test_a_time_without_a_zone_is_utc(three: Path) -> None:
    spoil(three / "s0.json", "session", created=START.replace(tzinfo=None).isoformat())
    read = read_promises(three)
    assert read.unread == 0
    assert min(promise.held for promise in read.promises) == START


def test_a_file_that_is_large_is_read_too(three: Path) -> None:
    path = three / "s0.json"
    path.write_bytes(path.read_bytes() + b" " * QUICK_LIMIT)
    assert len(read_promises(three).promises) == 6


@needs_ordinary_user
def test_a_folder_that_can_not_be_read(tmp_path: Path) -> None:
    (tmp_path / "shut").mkdir(mode=0)
    with pytest.raises(CannotRead):
        read_promises(tmp_path / "shut")


def test_many_are_read_quickly(tmp_path: Path) -> None:
    content = keep(tmp_path, full(0)).path.read_text()
    for number in range(500):
        (tmp_path / f"{number}.json").write_text(content.replace('"s0"', f'"t{number}"'))
    with effort() as spent:
        assert len(read_promises(tmp_path).promises) == 1_002
        assert len(read_sayings(tmp_path).sayings) == 501
    assert spent.seconds < 2


# ------------------------------------------------------------------------------ ticked off


def test_a_promise_is_ticked_off_in_its_file(three: Path) -> None:
    first = read_promises(three).promises[0]
    path = read_promises(three).paths[first.session]
    others = {other: other.read_bytes() for other in three.glob("*.json") if other != path}
    tick(path, first, START, "here", done=True)
    kept = SessionFile.open(path).session
    assert [commitment.done for commitment in kept.commitments] == [True, False]
    assert (kept.history[-1].at, kept.history[-1].console) == (START, "here")
    assert replace(first, done=True) in read_promises(three).promises
    assert all(other.read_bytes() == content for other, content in others.items())
    tick(path, first, START, "here", done=False)
    assert first in read_promises(three).promises


def test_another_session_in_its_place_is_left_alone(three: Path) -> None:
    first = next(p for p in read_promises(three).promises if p.session == "s0")
    other = three / "s1.json"
    before = other.read_bytes()
    with pytest.raises(MissingFile, match="another session"):
        tick(other, first, START, "here", done=True)
    assert other.read_bytes() == before
    with pytest.raises(StoreError):
        tick(three / "gone.json", first, START, "here", done=True)


def test_what_was_struck_out_meanwhile_is_refused(three: Path) -> None:
    first = next(p for p in read_promises(three).promises if p.session == "s0")
    path = three / "s0.json"
    SessionFile.open(path).change([at(CommitmentStruck(commitment=first.commitment))])
    with pytest.raises(Refused, match="no such commitment"):
        tick(path, first, START, "here", done=True)
