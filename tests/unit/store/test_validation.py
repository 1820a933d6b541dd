"""What is told of sessions, of what lies beside them, and of their folder."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from oneone_tui.store.atomic_file import previous_copy_path
from oneone_tui.store.draft_file import Draft, DraftFile
from oneone_tui.store.validation import FileFinding, check_folder, check_session
from oneone_tui.workshop.model.terms import NoteKind
from tests.support.session_store import create_file, note_to_save


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A private folder with one sound session that was saved once."""
    folder = tmp_path / "sessions"
    create_file(folder).change([note_to_save("we keep our word")])
    return folder


def wrong_lines(folder: Path) -> list[str]:
    return [finding.line for finding in check_folder(folder) if finding.wrong]


def make_old_file(path: Path) -> Path:
    path.write_text("{")
    path.chmod(0o600)
    os.utime(path, (0, 0))
    return path


def test_check_folder_accepts_sound_session(folder: Path) -> None:
    path = folder / "first.json"
    assert [*check_folder(folder)] == [
        FileFinding(path, "first.json: ok, 6 people, 1 note, 0 commitments", wrong=False)
    ]


def test_check_folder_accepts_missing_folder(tmp_path: Path) -> None:
    assert [*check_folder(tmp_path / "none")] == []


def test_check_folder_changes_nothing(folder: Path) -> None:
    make_old_file(folder / ".first.json.0123abcd.tmp")
    before = {path.name: path.stat() for path in folder.iterdir()}
    wrong_lines(folder)
    assert {path.name: path.stat() for path in folder.iterdir()} == before


def test_check_session_says_if_truncated_file_is_mendable(folder: Path) -> None:
    path = folder / "first.json"
    path.write_bytes(path.read_bytes()[:-20])
    found = [*check_session(path)]
    assert [(one.wrong, one.repairable) for one in found] == [(True, True)]
    assert found[0].line.startswith("first.json is damaged: it is not whole JSON")


def test_check_folder_finds_files_open_to_others(folder: Path) -> None:
    folder.chmod(0o755)
    (folder / "first.json").chmod(0o640)
    previous_copy_path(folder / "first.json").chmod(0o604)
    assert wrong_lines(folder) == [
        f"{folder} is open to others on this machine: chmod 700 it",
        "first.json is open to others on this machine: chmod 600 it",
        ".first.json.previous is open to others on this machine: chmod 600 it",
    ]


def test_check_folder_finds_links_and_does_not_follow(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere.json").write_text("{}")
    (folder / "link.json").symlink_to(tmp_path / "elsewhere.json")
    assert wrong_lines(folder) == ["link.json is a link: open the file that it points to"]


def test_check_folder_accepts_link_to_folder(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(folder)
    assert wrong_lines(tmp_path / "link") == []


def test_check_folder_finds_old_leftovers_of_killed_save(folder: Path) -> None:
    (folder / ".first.json.ffffffff.tmp").write_text("still being written")
    make_old_file(folder / ".first.json.0123abcd.tmp")
    (line,) = wrong_lines(folder)
    assert line.startswith(".first.json.0123abcd.tmp was left by a save that was cut short")


@pytest.mark.parametrize("name", ["gone.json", "report.html", "oneone-index"])
def test_check_folder_says_which_leftovers_to_delete(folder: Path, name: str) -> None:
    make_old_file(folder / f".{name}.0123abcd.tmp")
    (line,) = wrong_lines(folder)
    assert line.endswith(": delete it")


def test_check_folder_finds_copy_of_missing_session(folder: Path) -> None:
    (folder / "first.json").unlink()
    (found,) = check_folder(folder)
    assert found.repairable
    assert found.line.startswith("first.json is gone, and .first.json.previous still has")


def test_check_folder_finds_broken_copy(folder: Path) -> None:
    previous_copy_path(folder / "first.json").write_text("{")
    assert wrong_lines(folder) == [".first.json.previous is no good copy: the next save mends that"]


def test_check_folder_finds_draft_of_missing_session(folder: Path) -> None:
    DraftFile(folder / "first.json").save(Draft("we keep", NoteKind.VALUE))
    DraftFile(folder / "gone.json", "0123abcd").save(Draft("we keep", NoteKind.VALUE))
    [line] = wrong_lines(folder)
    assert line.startswith("gone.json is gone, and .gone.json.0123abcd.draft still has")
