"""The folder of sessions: listing, finding and naming them."""

from __future__ import annotations

import os
import socket
from datetime import UTC, date, timedelta
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from msgspec.structs import replace

from oneone_tui.store.atomic_file import SIZE_LIMIT
from oneone_tui.store.errors import AmbiguousSession, CannotRead, SessionNotFound
from oneone_tui.store.library import Library, sessions_folder, slug
from oneone_tui.store.session_file import SessionFile
from oneone_tui.store.session_files import FileVersion
from oneone_tui.store.session_search import (
    UNKNOWN,
    SortOrder,
    filter_sessions,
    list_session,
    sort_sessions,
)
from oneone_tui.store.session_summary import read_summary
from oneone_tui.store.tinydb_storage import AtomicStorage
from oneone_tui.workshop.model.changes import DetailSet, StageShown
from oneone_tui.workshop.model.session import Session
from oneone_tui.workshop.model.terms import Stage
from tests.support.environment import local_zone
from tests.support.requirements import needs_ordinary_user
from tests.support.session_store import change_to_save, error_line, note_to_save
from tests.support.sessions import SIX, fresh_session, running_session

DAY = date(2026, 11, 9)
TITLES = ["Tenants again", "Climate strike", "Tenants' Union"]


def session_titled(title: str, days: int = 0, session_id: str = "") -> Session:
    session = running_session(*SIX)
    created = session.info.created + timedelta(days=days)
    info = replace(session.info, title=title, created=created, id=session_id or title or "x")
    return replace(session, info=info)


@pytest.fixture
def library(tmp_path: Path, utc: None) -> Library:
    return Library(tmp_path / "sessions")


@pytest.fixture
def library_of_three(library: Library) -> Library:
    for days, title in enumerate(reversed(TITLES)):
        library.create(session_titled(title, days))
    return library


# ------------------------------------------------------------------------------ what there is


def test_entries_are_empty_without_folder(library: Library) -> None:
    assert library.entries() == ()
    assert not library.folder.exists()


def test_entries_summarize_session(library: Library) -> None:
    file = library.create(session_titled("Tenants' Union", session_id="abc"))
    file.change([note_to_save("a"), note_to_save("b")])
    [entry] = library.entries()
    assert entry.path == file.path == library.folder / "2026-11-09-tenants-union.json"
    assert (entry.name, entry.id, entry.title) == (file.path.name, "abc", "Tenants' Union")
    assert (entry.people, entry.notes, entry.stage) == (6, 2, Stage.SETUP)
    assert entry.created == file.session.info.created
    assert entry.size == file.path.stat().st_size
    assert entry.saved.tzinfo == UTC
    assert entry.problem == ""


def test_entries_are_newest_first(library_of_three: Library) -> None:
    titles = [entry.title for entry in library_of_three.entries()]
    assert titles == TITLES


def test_entries_ignore_other_files(library_of_three: Library, tmp_path: Path) -> None:
    before = library_of_three.entries()
    outside = SessionFile.create(tmp_path / "outside.json", session_titled("Outside"))
    (library_of_three.folder / ".linked.json").symlink_to(outside.path)
    (library_of_three.folder / ".hidden.json").write_text("{}")
    (library_of_three.folder / ".first.json.abcd.tmp").write_text("{")
    (library_of_three.folder / "notes.txt").write_text("x")
    (library_of_three.folder / "folder").mkdir()
    assert library_of_three.entries() == before


def test_entries_list_links_folders_and_pipes_with_problem(
    library_of_three: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = library_of_three.entries()
    outside = SessionFile.create(tmp_path / "outside.json", session_titled("Outside"))
    monkeypatch.chdir(library_of_three.folder)  # a socket's path is short
    Path("link.json").symlink_to(outside.path)
    Path("gone.json").symlink_to(tmp_path / "nowhere")
    Path("loop.json").symlink_to("loop.json")
    Path("folder.json").mkdir()
    os.mkfifo("pipe.json")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("socket.json")
        found = {entry.name: entry.problem for entry in library_of_three.entries()}
    assert {entry.name: entry.problem for entry in before}.items() <= found.items()
    for name in ("link", "gone", "loop"):
        assert found[f"{name}.json"] == f"{name}.json is a link: open the file that it points to"
    for name in ("folder", "pipe", "socket"):
        line = f"{name}.json is not a file: a session is one JSON file"
        assert found[f"{name}.json"] == line


@pytest.mark.parametrize("year", [1, 1066, 1969, 2201, 9999, 10_000, 300_000_000])
def test_entries_accept_any_file_time(library_of_three: Library, year: int) -> None:
    newest = library_of_three.entries()[0]
    seconds = (year - 1970) * 31_556_952
    os.utime(newest.path, (seconds, seconds))  # a disk that knows no such time takes the nearest
    assert [entry.title for entry in library_of_three.entries()] == [newest.title, *TITLES[1:]]
    stamp = FileVersion(1, max(-(2**63), min(seconds * 10**9, 2**63 - 1)), 3, 4)
    assert list_session(newest.path, stamp, read_summary(newest.path)).saved == UNKNOWN


def test_entries_list_unreadable_sessions_with_problem(library_of_three: Library) -> None:
    [good, newer, torn] = [entry.path for entry in library_of_three.entries()]
    storage = AtomicStorage(newer)
    data = storage.read()
    assert data is not None
    data["session"]["1"]["format"] = 99
    storage.write(data)
    torn.write_bytes(torn.read_bytes()[:400])
    large = library_of_three.folder / "large.json"
    with large.open("wb") as file:
        file.truncate(SIZE_LIMIT + 1)
    odd = library_of_three.folder / "odd\x1b[2J\udcff.json"
    odd.write_text("[]")
    before = {path: path.stat() for path in (newer, torn, large, odd)}
    entries = {entry.path: entry for entry in library_of_three.entries()}
    assert entries[good].problem == ""
    problems = {path: error_line(Exception(entries[path].problem)) for path in before}
    assert "newer version" in problems[newer]
    assert "damaged" in problems[torn]
    assert "too large" in problems[large]
    assert problems[odd].startswith("odd.json is not a session")
    assert entries[torn].created is None
    assert {path: path.stat() for path in before} == before


def test_entries_reject_file_as_folder(tmp_path: Path) -> None:
    (tmp_path / "sessions").write_text("x")
    with pytest.raises(CannotRead) as error:
        Library(tmp_path / "sessions").entries()
    assert error_line(error).endswith("sessions is not a folder: choose another for sessions")


@needs_ordinary_user
def test_entries_say_missing_permission(library_of_three: Library) -> None:
    library_of_three.entries()[0].path.chmod(0)
    assert "no permission" in error_line(Exception(library_of_three.entries()[0].problem))
    library_of_three.folder.chmod(0)
    try:
        with pytest.raises(CannotRead) as error:
            library_of_three.entries()
    finally:
        library_of_three.folder.chmod(0o700)
    assert "no permission" in error_line(error)


# ------------------------------------------------------------------------------ which is meant


@pytest.mark.parametrize(
    "text, name",
    [
        ("2026-11-09-tenants-union.json", "2026-11-09-tenants-union.json"),
        ("2026-11-09-tenants-union", "2026-11-09-tenants-union.json"),
        ("2026-11-09", "2026-11-09-tenants-union.json"),
        ("Tenants' Union", "2026-11-09-tenants-union.json"),
        ("TENANTS’  UNION", "2026-11-09-tenants-union.json"),
        ("union", "2026-11-09-tenants-union.json"),
        ("Climaté", "2026-11-10-climate-strike.json"),
        ("tenants-again", "2026-11-11-tenants-again.json"),
        ("tenants again", "2026-11-11-tenants-again.json"),
    ],
)
def test_find_accepts_part_of_name(library_of_three: Library, text: str, name: str) -> None:
    assert library_of_three.find(text) == library_of_three.folder / name


def test_find_accepts_id(library: Library) -> None:
    file = library.create(session_titled("First", session_id="4f2a"))
    library.create(session_titled("4f2a and more", session_id="other"))
    assert library.find("4f2a") == file.path


def test_find_accepts_path(
    library_of_three: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = SessionFile.create(tmp_path / "else" / "union.json", session_titled("Else")).path
    assert library_of_three.find(str(elsewhere)) == elsewhere
    monkeypatch.chdir(tmp_path / "else")
    assert library_of_three.find("union.json") == Path("union.json")
    assert library_of_three.find("./union.json") == Path("union.json")


def test_find_ignores_folder_of_same_name(
    library_of_three: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "union").mkdir()
    monkeypatch.chdir(tmp_path)
    assert library_of_three.find("union").name == "2026-11-09-tenants-union.json"


def test_find_prefers_whole_title(library: Library) -> None:
    whole = library.create(session_titled("First")).path
    library.create(session_titled("First and second"))
    assert library.find("first") == whole


def test_find_names_ambiguous_matches(library_of_three: Library) -> None:
    with pytest.raises(AmbiguousSession) as error:
        library_of_three.find("tenants")
    assert error_line(error) == (
        '"tenants" could mean 2026-11-11-tenants-again.json, 2026-11-09-tenants-union.json: '
        "type more of the name"
    )


def test_find_tells_equal_titles_apart_by_file_name(library: Library) -> None:
    library.create(session_titled("First"))
    second = library.create(session_titled("First")).path
    with pytest.raises(AmbiguousSession):
        library.find("First")
    assert library.find("2026-11-09-first-2") == second


def test_find_names_five_matches_at_most(library: Library) -> None:
    for _ in range(7):
        library.create(session_titled("First"))
    with pytest.raises(AmbiguousSession) as error:
        library.find("fir")
    assert error_line(error).count(".json") == 5
    assert "and 2 more" in error_line(error)


@pytest.mark.parametrize("text", ["x", "", " ", "\x1b[2J", "a\0b", "/no/such/file.json", "x" * 999])
def test_find_says_which_sessions_exist(library_of_three: Library, text: str) -> None:
    with pytest.raises(SessionNotFound) as error:
        library_of_three.find(text)
    assert error_line(error).startswith("there is no session ")
    assert "2026-11-11-tenants-again.json, 2026-11-10-climate-strike.json" in error_line(error)


def test_find_says_if_folder_is_empty(library: Library) -> None:
    with pytest.raises(SessionNotFound) as error:
        library.find("x")
    assert error_line(error).endswith("sessions has none yet")


def test_find_accepts_damaged_session_by_name(library_of_three: Library) -> None:
    path = library_of_three.find("climate")
    path.write_text("{")
    assert library_of_three.find("climate") == path


# ------------------------------------------------------------------------------ a new one


@pytest.mark.parametrize(
    "title, name",
    [
        ("Tenants' Union leadership team", "tenants-union-leadership-team"),
        ("Ünïted  Førces & Straße", "united-forces-strasse"),
        ("../../etc/passwd", "etc-passwd"),
        ("..", "workshop"),
        ("", "workshop"),
        ("李雷", "workshop"),
        ("\0\x1b[2J/", "workshop"),
        ("CON", "con"),
        ("a" * 200, "a" * 60),
        ("ab " * 100, "-".join(["ab"] * 20)),
    ],
)
def test_slug_of_title(title: str, name: str) -> None:
    assert slug(title) == name


@given(st.text())
@example("/" * 300)
def test_new_path_stays_in_folder_for_any_title(title: str) -> None:
    name = Library(Path("sessions")).new_path(title, DAY)
    assert name.parent == Path("sessions")
    stem = name.stem.removeprefix("2026-11-09-")
    assert 1 <= len(stem) <= 60
    assert stem.isascii()
    assert stem.replace("-", "a").isalnum()


def test_new_path_adds_number_if_name_is_taken(library: Library) -> None:
    names = [library.create(session_titled("First")).path.name for _ in range(3)]
    assert names == ["2026-11-09-first.json", "2026-11-09-first-2.json", "2026-11-09-first-3.json"]
    (library.folder / "2026-11-09-first-4.json").symlink_to("nowhere")
    assert library.new_path("First", DAY).name == "2026-11-09-first-5.json"


def test_create_names_file_by_local_day(library: Library) -> None:
    late = replace(
        fresh_session().info, created=fresh_session().info.created + timedelta(hours=10)
    )  # 04:00 UTC
    with local_zone("America/New_York"):
        file = library.create(replace(fresh_session(), info=late))
    assert file.path.name == "2026-11-09-first.json"


# ------------------------------------------------------------------------------ where


def test_sessions_folder_prefers_option_then_variable_then_local_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    named = {"ONEONE_SESSIONS": str(tmp_path / "named")}
    own = sessions_folder(None, {}, tmp_path)
    assert own.name == "sessions"
    assert tmp_path in own.parents
    assert own != tmp_path / "sessions"
    (tmp_path / "sessions").mkdir()
    assert sessions_folder(None, {}, tmp_path) == tmp_path / "sessions"
    assert sessions_folder("", {"ONEONE_SESSIONS": ""}, tmp_path) == tmp_path / "sessions"
    assert sessions_folder(None, named, tmp_path) == tmp_path / "named"
    assert sessions_folder("other", named, tmp_path) == tmp_path / "other"
    assert sessions_folder("~/s", {}, tmp_path) == tmp_path / "home" / "s"
    assert not (tmp_path / "named").exists()


# ------------------------------------------------------------------------------ sought, sorted


@pytest.mark.parametrize(
    "sought, found",
    [
        ("", 3),
        ("tenants", 2),
        ("TENANTS’ UNION", 1),
        ("climaté", 1),
        ("okafor", 3),
        ("Ben Okafor strike", 1),
        ("keep our word", 1),
        ("okafor keep", 1),
        ("ruiz\nben", 3),
        ("nobody", 0),
    ],
)
def test_filter_sessions_searches_titles_names_and_notes(
    library_of_three: Library, sought: str, found: int
) -> None:
    SessionFile.open(library_of_three.find("climate")).change([note_to_save("We keep our word")])
    assert len(filter_sessions(library_of_three.entries(), sought)) == found


def test_filter_sessions_searches_unreadable_file_by_name(library_of_three: Library) -> None:
    path = library_of_three.find("climate")
    path.write_text("{")
    [entry] = filter_sessions(library_of_three.entries(), "climate")
    assert entry.path == path


def test_sort_sessions_by_each_order(library_of_three: Library) -> None:
    library_of_three.create(fresh_session("Ana Ruiz", "Ben Okafor")).change(
        [
            change_to_save(StageShown(stage=Stage.ROUNDS)),
            change_to_save(DetailSet(detail="title", text="zebra")),
        ]
    )
    broken = library_of_three.folder / "a.json"
    broken.write_text("{")
    entries = library_of_three.entries()

    def titles(order: SortOrder) -> list[str]:
        return [entry.title for entry in sort_sessions(reversed(entries), order)]

    assert sort_sessions(reversed(entries), SortOrder.DATE) == entries
    newest = ["Tenants again", "Climate strike", "Tenants' Union"]
    assert titles(SortOrder.TITLE) == [
        "Climate strike",
        "Tenants again",
        "Tenants' Union",
        "zebra",
        "",
    ]
    assert titles(SortOrder.PEOPLE) == [*newest, "zebra", ""]
    assert titles(SortOrder.STAGE) == ["zebra", *newest, ""]
