"""What is told of sessions, of what lies beside them, and of their folder."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from oneone_tui.store.atomic_file import previous_copy_path
from oneone_tui.store.drafts import Draft, DraftFile
from oneone_tui.store.validation import FileFinding, check_folder, check_session
from oneone_tui.workshop.model.terms import NoteKind
from tests.support.session_store import kept, noted


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A private folder with one sound session that was saved once."""
    folder = tmp_path / "sessions"
    kept(folder).change([noted("we keep our word")])
    return folder


def wrong(folder: Path) -> list[str]:
    return [finding.line for finding in check_folder(folder) if finding.wrong]


def aged(path: Path) -> Path:
    path.write_text("{")
    path.chmod(0o600)
    os.utime(path, (0, 0))
    return path


def test_a_sound_session_is_ok(folder: Path) -> None:
    path = folder / "first.json"
    assert [*check_folder(folder)] == [
        FileFinding(path, "first.json: ok, 6 people, 1 note, 0 commitments", wrong=False)
    ]


def test_a_folder_that_is_not_there_has_nothing_wrong(tmp_path: Path) -> None:
    assert [*check_folder(tmp_path / "none")] == []


def test_nothing_is_changed_by_a_check(folder: Path) -> None:
    aged(folder / ".first.json.0123abcd.tmp")
    before = {path.name: path.stat() for path in folder.iterdir()}
    wrong(folder)
    assert {path.name: path.stat() for path in folder.iterdir()} == before


def test_a_torn_session_can_be_mended(folder: Path) -> None:
    path = folder / "first.json"
    path.write_bytes(path.read_bytes()[:-20])
    found = [*check_session(path)]
    assert [(one.wrong, one.mendable) for one in found] == [(True, True)]
    assert found[0].line.startswith("first.json is damaged: it is not whole JSON")


def test_what_others_can_read_is_told(folder: Path) -> None:
    folder.chmod(0o755)
    (folder / "first.json").chmod(0o640)
    previous_copy_path(folder / "first.json").chmod(0o604)
    assert wrong(folder) == [
        f"{folder} is open to others on this machine: chmod 700 it",
        "first.json is open to others on this machine: chmod 600 it",
        ".first.json.previous is open to others on this machine: chmod 600 it",
    ]


def test_links_are_told_and_not_followed(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere.json").write_text("{}")
    (folder / "link.json").symlink_to(tmp_path / "elsewhere.json")
    assert wrong(folder) == ["link.json is a link: open the file that it points to"]


def test_the_folder_itself_may_be_a_link(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(folder)
    assert wrong(tmp_path / "link") == []


def test_what_a_killed_save_left_is_told_once_it_is_old(folder: Path) -> None:
    (folder / ".first.json.ffffffff.tmp").write_text("still being written")
    aged(folder / ".first.json.0123abcd.tmp")
    (line,) = wrong(folder)
    assert line.startswith(".first.json.0123abcd.tmp was left by a save that was cut short")


@pytest.mark.parametrize("name", ["gone.json", "report.html", "oneone-index"])
def test_what_no_save_will_remove_is_told_to_be_deleted(folder: Path, name: str) -> None:
    aged(folder / f".{name}.0123abcd.tmp")
    (line,) = wrong(folder)
    assert line.endswith(": delete it")


def test_a_copy_of_a_session_that_is_gone_is_told(folder: Path) -> None:
    (folder / "first.json").unlink()
    (found,) = check_folder(folder)
    assert found.mendable
    assert found.line.startswith("first.json is gone, and .first.json.previous still has")


def test_a_copy_that_is_no_good_is_told(folder: Path) -> None:
    previous_copy_path(folder / "first.json").write_text("{")
    assert wrong(folder) == [".first.json.previous is no good copy: the next save mends that"]


def test_check_names_a_draft_whose_session_is_gone(folder: Path) -> None:
    DraftFile(folder / "first.json").save(Draft("we keep", NoteKind.VALUE))
    DraftFile(folder / "gone.json", "0123abcd").save(Draft("we keep", NoteKind.VALUE))
    [line] = wrong(folder)
    assert line.startswith("gone.json is gone, and .gone.json.0123abcd.draft still has")
