"""The index of the library: right whatever happens to it, and private."""

from __future__ import annotations

import os
import zlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from oneone_tui.store import summary_cache as index
from oneone_tui.store.errors import StoreError
from oneone_tui.store.library import Library
from oneone_tui.store.serialization import TABLES, to_tables
from oneone_tui.store.session_file import SessionFile
from oneone_tui.store.session_files import FileVersion
from oneone_tui.store.session_search import ListedSession
from oneone_tui.store.session_summary import QUICK_LIMIT, Attendee, fold_quickly, read_summary
from oneone_tui.store.summary_cache import MIN_CACHED, NAME, SummaryCache
from oneone_tui.workshop.model.changes import CommitmentAdded, Finished
from oneone_tui.workshop.model.session import TEAM_ONE
from oneone_tui.workshop.model.terms import Stage
from oneone_tui.workshop.text import fold
from tests.support.requirements import needs_ordinary_user
from tests.support.session_store import FULL, create_file, file_mode, full_tables
from tests.support.sessions import apply_changes

MANY = MIN_CACHED + 10
CONTENT = msgspec.json.encode(to_tables(FULL))
STAMP = FileVersion(1, 1, 1, 1)


class Stopped(Exception):
    """Somebody did not want to wait any longer."""


class ProgressRecorder:
    """What is told of the progress; at `stop_at` files it ends the reading."""

    def __init__(self, stop_at: int = 0) -> None:
        self.said: list[tuple[int, int]] = []
        self._stop_at = stop_at

    def __call__(self, done: int, total: int) -> None:
        self.said.append((done, total))
        if done == self._stop_at:
            raise Stopped

    @property
    def total(self) -> int:
        """How many files were to be read."""
        return self.said[-1][1] if self.said else 0


def write_session(folder: Path, number: int, title: str = "") -> Path:
    path = folder / f"{number:04}.json"
    path.write_bytes(CONTENT.replace(b'"First"', f'"{title or f"Number {number:04}"}"'.encode()))
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for number in range(MANY):
        write_session(tmp_path, number)
    return tmp_path


def read_entries(folder: Path, told: ProgressRecorder | None = None) -> tuple[ListedSession, ...]:
    """What a process that starts now finds."""
    return Library(folder).entries(told)


def titles_of(found: tuple[ListedSession, ...]) -> set[str]:
    return {entry.title for entry in found}


# ------------------------------------------------------------------------------ what is kept


def test_entries_read_nothing_the_second_time(folder: Path) -> None:
    told = ProgressRecorder()
    first = read_entries(folder, told)
    assert told.said == [(done, MANY) for done in range(1, MANY + 1)]
    assert titles_of(first) == {f"Number {number:04}" for number in range(MANY)}
    told = ProgressRecorder()
    assert read_entries(folder, told) == first
    assert told.said == []


def test_entries_write_private_cache(folder: Path) -> None:
    read_entries(folder)
    assert file_mode(folder / NAME) == 0o600
    assert [path.name for path in folder.iterdir() if path.suffix != ".json"] == [NAME]
    assert b"we keep our word" in (folder / NAME).read_bytes()
    assert len(read_entries(folder)) == MANY


def test_entries_delete_cache_of_few_sessions(folder: Path) -> None:
    read_entries(folder)
    for number in range(MIN_CACHED, MANY):
        (folder / f"{number:04}.json").unlink()
    assert len(read_entries(folder)) == MIN_CACHED
    assert not (folder / NAME).exists()


@pytest.mark.parametrize("again", [True, False])
def test_entries_read_only_new_and_changed_files(folder: Path, *, again: bool) -> None:
    library = Library(folder)
    library.entries()

    def found(told: ProgressRecorder) -> set[str]:
        return titles_of((library if again else Library(folder)).entries(told))

    write_session(folder, MANY, "New")
    write_session(folder, 1, "Changed")
    (folder / "0002.json").rename(folder / "moved.json")
    told = ProgressRecorder()
    assert {"New", "Changed", "Number 0002"} <= found(told)
    assert told.total == 3
    (folder / "0003.json").unlink()
    told = ProgressRecorder()
    assert "Number 0003" not in found(told)
    assert told.said == []
    assert b"Number 0003" not in (folder / NAME).read_bytes()
    assert b"Number 1\0" not in (folder / NAME).read_bytes()


def test_entries_see_change_with_same_size_and_time(folder: Path) -> None:
    read_entries(folder)
    path = folder / "0001.json"
    was = path.stat()
    write_session(folder, 1, "Number 000x")
    os.utime(path, ns=(was.st_atime_ns, was.st_mtime_ns))
    now = path.stat()
    assert (now.st_ino, now.st_size) == (was.st_ino, was.st_size)
    assert "Number 000x" in titles_of(read_entries(folder))


def test_entries_remember_unreadable_files(folder: Path) -> None:
    (folder / "half.json").write_bytes(CONTENT[:400])
    (folder / "newer.json").write_bytes(CONTENT.replace(b'"format":1', b'"format":99'))
    first = read_entries(folder)
    told = ProgressRecorder()
    assert read_entries(folder, told) == first
    assert told.said == []
    problems = {entry.name: entry.problem for entry in first if entry.problem}
    assert "half.json is damaged" in problems["half.json"]
    assert "newer version" in problems["newer.json"]


def test_entries_delete_leftover_of_killed_process(folder: Path) -> None:
    """It has every note in it."""
    stale = folder / f"{NAME}.0123abcd.tmp"
    stale.write_bytes(b"we keep our word")
    read_entries(folder)
    assert not stale.exists()
    assert (folder / NAME).exists()


def test_summaries_read_again_what_was_missing(tmp_path: Path) -> None:
    mine, path = SummaryCache(tmp_path), tmp_path / "late.json"
    [before] = mine.summaries([(path, STAMP)])
    assert "not there" in before.problem
    path.write_bytes(CONTENT)
    [after] = mine.summaries([(path, STAMP)])
    assert (after.title, after.problem) == ("First", "")


def test_entries_accept_undecodable_name(folder: Path) -> None:
    (folder / "odd\udcff.json").write_bytes(CONTENT)
    told = ProgressRecorder()
    assert read_entries(folder) == read_entries(folder, told)
    assert told.said == []


# ------------------------------------------------------------------------------ when in doubt


def _flip(at: int) -> Callable[[Path], None]:
    def spoil(path: Path) -> None:
        content = bytearray(path.read_bytes())
        content[at * (len(content) - 1) // 10] ^= 1
        path.write_bytes(content)

    return spoil


def _replace(path: Path, by: Callable[[Path], object]) -> None:
    path.unlink()
    by(path)


SPOILERS: list[Callable[[Path], object]] = [
    *(_flip(at) for at in range(11)),
    lambda path: path.write_bytes(b""),
    lambda path: path.write_bytes(path.read_bytes()[:-1]),
    lambda path: path.write_bytes(b"\0" * path.stat().st_size),
    lambda path: path.write_bytes(
        path.read_bytes().replace(b"index 1, ", b"index 1, 9", 1)  # another version's
    ),
    lambda path: path.chmod(0o660),  # who knows who wrote it
    lambda path: path.symlink_to(path.rename(f"{path}.other")),
    lambda path: _replace(path, os.mkfifo),
    lambda path: _replace(path, lambda path: (path / "x").mkdir(parents=True)),
]


@pytest.mark.parametrize("spoil", SPOILERS)
def test_entries_rebuild_doubtful_cache(folder: Path, spoil: Callable[[Path], object]) -> None:
    before = read_entries(folder)
    at = folder / NAME
    spoil(at)
    told = ProgressRecorder()
    assert read_entries(folder, told) == before
    assert told.total == MANY
    if not at.is_dir():
        assert file_mode(at) == 0o600
        told = ProgressRecorder()
        assert read_entries(folder, told) == before
        assert told.said == []


def test_entries_clean_texts_of_forged_cache(folder: Path) -> None:
    before = read_entries(folder)
    at = folder / NAME
    opening, body = at.read_bytes().split(b"\n", 1)
    body = body[4:].replace(b"Number 0007", b"\x1b[2J\x1b[7m 07")
    at.write_bytes(opening + b"\n" + zlib.crc32(body).to_bytes(4) + body)
    told = ProgressRecorder()
    assert read_entries(folder, told) == before
    assert told.said == [(1, 1)]


@needs_ordinary_user
def test_entries_work_in_read_only_folder(folder: Path) -> None:
    folder.chmod(0o500)
    try:
        assert len(read_entries(folder)) == MANY
    finally:
        folder.chmod(0o700)
    assert not (folder / NAME).exists()


def test_entries_resume_after_interruption(folder: Path) -> None:
    with pytest.raises(Stopped):
        read_entries(folder, ProgressRecorder(stop_at=MIN_CACHED + 3))
    told = ProgressRecorder()
    assert len(read_entries(folder, told)) == MANY
    assert told.total == MANY - MIN_CACHED - 3


def test_entries_agree_between_threads(folder: Path) -> None:
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda _: read_entries(folder), range(8)))
    assert set(found) == {found[0]}
    assert sorted(p.name for p in folder.iterdir() if p.suffix != ".json") == [NAME]
    told = ProgressRecorder()
    assert read_entries(folder, told) == found[0]
    assert told.said == []


def test_entries_ignore_cache_of_another_version(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read_entries(folder)
    monkeypatch.setattr(index, "_OPENING", index._OPENING.replace(b"form 1", b"form 2"))
    told = ProgressRecorder()
    read_entries(folder, told)
    assert told.total == MANY


# ------------------------------------------------------------------------------ at a glance


def test_read_summary_summarizes_session(tmp_path: Path) -> None:
    session = apply_changes(
        FULL,
        CommitmentAdded(text="Draw the Poster", team=TEAM_ONE, who=FULL.people[0].id),
        Finished(left="turn-1-conversation"),
    )
    glance = read_summary(create_file(tmp_path, session).path)
    assert (glance.id, glance.title, glance.created) == (
        session.info.id,
        "First",
        session.info.created,
    )
    assert glance.created
    assert glance.created.tzinfo == UTC
    assert glance.stage is session.info.stage
    assert glance.finished
    assert glance.attendees == tuple(Attendee(p.identity, p.name) for p in session.people)
    assert (glance.pairs, glance.notes, glance.commitments) == (3, 1, 1)
    assert glance.text.split("\n") == [
        "first",
        *(fold(person.name) for person in session.people),
        "we keep our word",
        "draw the poster",
    ]


def test_read_summary_of_running_session_is_not_finished(tmp_path: Path) -> None:
    assert not read_summary(create_file(tmp_path).path).finished


def test_read_summary_cleans_like_full_reader(tmp_path: Path) -> None:
    data = full_tables()
    data["session"]["1"] |= {"title": "Fi\x1b[2Jrst  one", "created": "2026-11-09T18:00:00"}
    del data["session"]["1"]["stage"]
    first, second = list(data["people"].values())[:2]
    data["people"]["1"] = second | {"name": "Zoe\u0301 \x07Li", "same": "zoe-li"}
    data["people"]["2"] = first
    data["people"] = dict(sorted(data["people"].items(), reverse=True))
    path = tmp_path / "x.json"
    path.write_bytes(msgspec.json.encode(data))
    session, glance = SessionFile.open(path).session, read_summary(path)
    assert (glance.title, glance.created) == ("First one", session.info.created)
    assert glance.stage is Stage.SETUP
    names = [Attendee(person.identity, person.name) for person in session.people]
    assert list(glance.attendees) == names
    assert names[0] == Attendee("zoe-li", "Zoé Li")


def test_read_summary_opens_large_file_in_full(tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    path.write_bytes(CONTENT)
    glance = read_summary(path)
    path.write_bytes(CONTENT + b" " * QUICK_LIMIT)
    assert read_summary(path) == glance


@pytest.mark.parametrize("table", TABLES)
def test_read_summary_rejects_missing_table_like_open(tmp_path: Path, table: str) -> None:
    data = full_tables()
    del data[table]
    _check_same_error(tmp_path, msgspec.json.encode(data))


@pytest.mark.parametrize("share", range(10))
def test_read_summary_rejects_truncated_file_like_open(tmp_path: Path, share: int) -> None:
    _check_same_error(tmp_path, CONTENT[: len(CONTENT) * share // 10])


@pytest.mark.parametrize(
    "content",
    [
        CONTENT.replace(b'"title":"First"', b'"title":5'),
        CONTENT.replace(b'"format":1', b'"format":"1"'),
        CONTENT.replace(b'"format":1', b'"format":99'),
        CONTENT.replace(b'"format":1', b'"format":0'),
        CONTENT.replace(b"2026-11-09", b"9026-11-09"),
        CONTENT.replace(b'"people":{"1"', b'"people":{"one"'),
        CONTENT.replace(b'"session":{"1"', b'"session":{"2":{},"1"'),
        CONTENT.replace(b"we keep our word", b"we keep \xff our word"),
        b"[]",
        b"{}",
        b"[" * 100_000,
        b'{"session":' * 100_000,
    ],
    ids=lambda content: f"{len(content)} bytes",
)
def test_read_summary_rejects_other_forms_like_open(tmp_path: Path, content: bytes) -> None:
    _check_same_error(tmp_path, content)


def _check_same_error(folder: Path, content: bytes) -> None:
    path = folder / "x.json"
    path.write_bytes(content)
    with pytest.raises(StoreError) as opened:
        SessionFile.open(path)
    with pytest.raises(type(opened.value)) as glanced:
        read_summary(path)
    assert str(glanced.value) == str(opened.value)
    [entry] = read_entries(folder)
    assert entry.problem == str(opened.value)


@given(st.text() | st.text("aA `'\t -", max_size=20) | st.text("Ab ", min_size=1_990))
def test_fold_quickly_equals_fold(text: str) -> None:
    assert fold_quickly(text) == fold(text)
