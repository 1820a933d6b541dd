"""What is recovered of a session that is damaged, and that it is sound and nowhere in the way."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest

from oneone_tui.store.atomic_file import previous_copy_path
from oneone_tui.store.errors import (
    CannotRead,
    DamagedFile,
    FileExists,
    MissingFile,
    NewerFile,
    StoreError,
)
from oneone_tui.store.repair import RepairResult, repair
from oneone_tui.store.session_file import SessionFile
from oneone_tui.store.validation import check_session
from oneone_tui.workshop.model.session import Session
from tests.support.session_store import FULL, create_file, error_line, note_texts, note_to_save

NOTES = [f"note {number}" for number in range(20)]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A session with notes, of which there is no copy."""
    file = create_file(tmp_path, FULL)
    file.change([note_to_save(text) for text in NOTES])
    previous_copy_path(file.path).unlink()
    return file.path


def open_repaired(done: RepairResult) -> Session:
    assert not [finding for finding in check_session(done.path) if finding.wrong]
    return SessionFile.open(done.path).session


def spoil_file(path: Path, spoil: Callable[[dict[str, Any]], object]) -> None:
    data = json.loads(path.read_bytes())
    spoil(data)
    path.write_text(json.dumps(data))


def test_repair_recovers_whole_records_of_truncated_file(path: Path) -> None:
    whole, before = path.read_bytes(), SessionFile.open(path).session
    kept_until_now = 0
    for end in range(600, len(whole), len(whole) // 60):
        path.write_bytes(whole[:end])
        done = repair(path)
        assert path.read_bytes() == whole[:end]
        assert done.breaks_off
        found = open_repaired(done)
        assert found.people == before.people[: len(found.people)]
        assert note_texts(found) == note_texts(before)[: len(found.notes)]
        assert len(found.notes) >= kept_until_now
        kept_until_now = len(found.notes)
        done.path.unlink()
    assert kept_until_now == len(before.notes)


def test_repair_recovers_all_if_file_has_trailing_bytes(path: Path) -> None:
    before = SessionFile.open(path).session
    for rest in (b"}", b"\0" * 4_096, path.read_bytes()[5_000:], path.read_bytes()):
        content = path.read_bytes()
        path.write_bytes(content + rest)
        done = repair(path)
        assert open_repaired(done) == before
        assert (done.lost, done.breaks_off, done.from_previous) == ({}, False, False)
        done.path.unlink()
        path.write_bytes(content)


def test_repair_loses_only_record_with_bad_bytes(path: Path) -> None:
    content = path.read_bytes()
    at = content.index(b'"note 7"') + 3
    for bad in (b"\xff\xfe", b'"', b"\0" * 40):
        path.write_bytes(content[:at] + bad + content[at + len(bad) :])
        done = repair(path)
        found = note_texts(open_repaired(done))
        assert [text for text in found if text in NOTES and text != "note 7"] == [
            text for text in NOTES if text != "note 7"
        ]
        assert done.lost.get("notes", 0) <= 1
        done.path.unlink()


def test_repair_uses_previous_copy_if_it_has_more(tmp_path: Path) -> None:
    file = create_file(tmp_path)
    file.change([note_to_save(text) for text in NOTES])
    file.change([note_to_save("the last one")])
    content = file.path.read_bytes()
    file.path.write_bytes(content[: content.index(b'"note 3"')])
    done = repair(file.path)
    assert done.from_previous
    assert note_texts(open_repaired(done)) == NOTES
    assert open_repaired(done).history
    file.path.write_bytes(content[:-40])  # the end of the history
    done = repair(file.path)
    assert not done.from_previous
    assert note_texts(open_repaired(done)) == [*NOTES, "the last one"]
    assert done.lost == {"history": len(file.session.history)}
    assert done.path.name == "first-repaired-2.json"


def test_repair_uses_previous_copy_if_file_is_missing(tmp_path: Path) -> None:
    file = create_file(tmp_path)
    file.change([note_to_save("a")])
    file.change([note_to_save("b")])
    file.path.unlink()
    assert note_texts(open_repaired(repair(file.path))) == ["a"]


def test_repair_ignores_copy_of_another_session(path: Path) -> None:
    previous_copy_path(path).write_bytes(path.read_bytes())
    spoil_file(path, lambda data: data["session"]["1"].update(id="another"))
    spoil_file(path, lambda data: data.pop("people"))
    assert open_repaired(repair(path)).info.id == "another"


@pytest.mark.parametrize(
    "spoil",
    [
        lambda data: data.pop("session"),
        lambda data: data.pop("guide"),
        lambda data: data["guide"]["1"].update(turns=77),
        lambda data: data["session"]["1"].update(created="1066-10-14T00:00:00Z"),
        lambda data: data.pop("teams"),
        lambda data: data.pop("pairs"),
        lambda data: data.pop("people"),
        lambda data: data["pairs"]["1"].update(members=["ana-ruiz"] * 2),
        lambda data: data["teams"]["1"].update(note_taker="nobody"),
        lambda data: data["people"]["3"].update(name=""),
        lambda data: data["clock"]["2"].update(at="2026-11-09T17:00:00Z"),
        lambda data: data["history"]["2"].pop("change"),
        lambda data: data.update(extra={"1": {"x": 1}}),
        lambda data: data["people"].update({"x": data["people"].pop("2")}),
    ],
)
def test_repair_keeps_notes_whatever_else_is_broken(
    path: Path, spoil: Callable[[dict[str, Any]], object]
) -> None:
    before = note_texts(SessionFile.open(path).session)
    spoil_file(path, spoil)
    assert note_texts(open_repaired(repair(path))) == before


def test_repair_keeps_duplicate_note_once(path: Path) -> None:
    spoil_file(path, lambda data: data["notes"].update({"99": data["notes"]["4"]}))
    done = repair(path)
    assert note_texts(open_repaired(done))[-len(NOTES) :] == NOTES
    assert done.lost["notes"] == 1


def test_repair_never_overwrites(path: Path, tmp_path: Path) -> None:
    torn = path.read_bytes()[:-50]
    path.write_bytes(torn)
    other = tmp_path / "other.json"
    other.write_text("another's")
    for target in (path, other):
        with pytest.raises(FileExists):
            repair(path, target)
    assert (path.read_bytes(), other.read_text()) == (torn, "another's")


@pytest.mark.parametrize(
    "content, kind",
    [
        (b"", DamagedFile),
        (b"\0" * 9_000, DamagedFile),
        (b"[1, 2]", DamagedFile),
        (b'{"notes": {}}', DamagedFile),
        (b'{"session": {"1": {"format": 99}}, "x', NewerFile),
    ],
)
def test_repair_rejects_file_without_records(
    path: Path, content: bytes, kind: type[StoreError]
) -> None:
    path.write_bytes(content)
    with pytest.raises(kind) as error:
        repair(path)
    error_line(error)
    assert sorted(p.name for p in path.parent.glob("*.json")) == ["first.json"]


def test_repair_rejects_missing_file_and_link(path: Path, tmp_path: Path) -> None:
    with pytest.raises(MissingFile):
        repair(tmp_path / "nowhere.json")
    (tmp_path / "link.json").symlink_to(path)
    with pytest.raises(CannotRead):
        repair(tmp_path / "link.json")


def test_repair_makes_session_that_can_be_changed(path: Path) -> None:
    content = msgspec.json.format(path.read_bytes(), indent=0)
    path.write_bytes(content[: len(content) * 3 // 4])
    done = repair(path)
    file = SessionFile.open(done.path)
    file.change([note_to_save("and on")])
    assert note_texts(file.session)[-1] == "and on"
