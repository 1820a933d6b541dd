"""A copy of a session goes to the first place that takes it."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from oneone_tui.services.rescue_copy import FOLDER, write_rescue_copy
from oneone_tui.store.draft_file import Draft, DraftFile
from oneone_tui.store.errors import CannotWrite, StoreError
from oneone_tui.store.session_file import SessionFile
from oneone_tui.workshop.model.terms import NoteKind
from tests.support.pilot import START, rehearsed_session

NAME = "2026-11-09-a-session.json"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "home"
    folder.mkdir()
    monkeypatch.setenv("HOME", str(folder))
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporary"))
    return folder


@pytest.mark.parametrize("umask", [0, 0o022, 0o077])
def test_write_rescue_copy_is_private_and_never_overwrites(home: Path, umask: int) -> None:
    session = rehearsed_session(38.0)
    (home / FOLDER).mkdir()
    (home / FOLDER).chmod(0o777)
    before = os.umask(umask)
    try:
        paths = [write_rescue_copy(session, NAME, START) for _ in range(2)]
    finally:
        os.umask(before)
    assert len(set(paths)) == 2
    assert all(SessionFile.open(path).session == session for path in paths)
    assert stat.S_IMODE((home / FOLDER).stat().st_mode) == 0o700
    modes = {stat.S_IMODE(one.stat().st_mode) for one in (home / FOLDER).iterdir()}
    assert modes == {0o600}
    assert len(list((home / FOLDER).glob("*.md"))) == 2


@pytest.mark.parametrize("at_home", ["a file", "a link"])
def test_write_rescue_copy_uses_temporary_folder_if_home_fails(home: Path, at_home: str) -> None:
    if at_home == "a file":
        (home / FOLDER).write_text("")
    else:
        (home.parent / "elsewhere").mkdir()
        (home / FOLDER).symlink_to(home.parent / "elsewhere")
    path = write_rescue_copy(rehearsed_session(38.0), NAME, START)
    assert path.parents[1] == home.parent / "temporary"
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert SessionFile.open(path).session.notes


def test_write_rescue_copy_uses_named_folder_or_rejects_it(home: Path) -> None:
    session = rehearsed_session(38.0)
    assert write_rescue_copy(session, NAME, START, " ~/a stick ").parent == home / "a stick"
    (home / "file").write_text("")
    with pytest.raises(StoreError, match="file"):
        write_rescue_copy(session, NAME, START, str(home / "file"))
    with pytest.raises(StoreError, match="no place"):
        write_rescue_copy(session, NAME, START, "~nobody-of-that-name/x")


def test_write_rescue_copy_uses_plain_folder_and_file_names(home: Path) -> None:
    session = rehearsed_session(38.0)
    first, second = (write_rescue_copy(session, NAME, START, folder) for folder in ("", "  "))
    folder = home / "oneone-rescue"
    assert (first, second) == (folder / NAME, folder / "2026-11-09-a-session-2.json")
    assert sorted(path.name for path in folder.glob("*.md")) == [
        "2026-11-09-a-session-2.md",
        "2026-11-09-a-session.md",
    ]
    assert session.info.title in (folder / "2026-11-09-a-session.md").read_text()


def test_write_rescue_copy_includes_draft(home: Path) -> None:
    draft = Draft("a garden behind the hou", NoteKind.INTEREST)
    path = write_rescue_copy(rehearsed_session(38.0), NAME, START, draft=draft)
    assert DraftFile(path).load() == draft
    assert DraftFile(write_rescue_copy(rehearsed_session(38.0), NAME, START)).load() is None


def test_write_rescue_copy_accepts_relative_folder(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(home)
    path = write_rescue_copy(rehearsed_session(38.0), NAME, START, "stick")
    assert path == home / "stick" / NAME
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_write_rescue_copy_names_last_failure_if_all_places_fail(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (home / FOLDER).write_text("")
    monkeypatch.setattr("tempfile.tempdir", str(home / "nowhere"))
    with pytest.raises(StoreError, match="oneone-rescue is not a folder"):
        write_rescue_copy(rehearsed_session(38.0), NAME, START)


def test_write_rescue_copy_writes_session_without_report(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: Path, content: bytes, *, force: bool = False) -> None:
        raise CannotWrite("there is no room left")

    monkeypatch.setattr("oneone_tui.services.rescue_copy.write_private", full)
    path = write_rescue_copy(rehearsed_session(38.0), NAME, START)
    assert SessionFile.open(path).session.notes
    assert list(path.parent.glob("*.md")) == []


def test_write_rescue_copy_skips_folder_it_cannot_make_private(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chmod = Path.chmod

    def of_somebody_else(path: Path, mode: int) -> None:
        if path == home / FOLDER:
            raise PermissionError(1, "Operation not permitted", str(path))
        chmod(path, mode)

    monkeypatch.setattr(Path, "chmod", of_somebody_else)
    path = write_rescue_copy(rehearsed_session(38.0), NAME, START)
    assert path.parents[1] == home.parent / "temporary"
    assert list((home / FOLDER).iterdir()) == []
