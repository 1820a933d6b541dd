"""One odd file, name or time in a folder never keeps a command from telling of the others."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from oneone_tui.exports.formats import FORMS
from oneone_tui.store.session_file import SessionFile
from tests.support.command_line import SIX
from tests.support.session_store import FULL

if TYPE_CHECKING:
    from tests.support.command_line import Oneone

ACROSS = (
    ("list",),
    ("list", "--json"),
    ("list", "--search", "word"),
    ("people",),
    ("trends",),
    ("trends", "--json"),
    ("commitments",),
    ("commitments", "--json"),
    ("check",),
    ("show", "first"),
    ("show", "first", "--pages"),
    ("pair", "--roster", "-", "--history", "sessions"),
    *(("export", "first", "--format", form, "--output", "-") for form in FORMS),
)
NOT_TEXT = os.fsdecode(b"caf\xe9.json")


@pytest.fixture
def folder(home: Path) -> Path:
    """A folder with one sound session."""
    SessionFile.create(home / "sessions" / "first.json", FULL)
    return home / "sessions"


def check_all_commands(oneone: Oneone) -> None:
    """Every command comes to its end, and says something."""
    for call in ACROSS:
        said = oneone(*call, stdin=SIX)
        assert said.code in (0, 1) or "no commitment has a date" in said.err, (call, said)
        assert said.out or said.err


def test_commands_ignore_emptied_note(oneone: Oneone, folder: Path) -> None:
    path = folder / "first.json"
    data = json.loads(path.read_text())
    data["notes"]["1"]["text"] = ""
    path.write_text(json.dumps(data))
    assert "first.json: ok" in oneone("check").out
    check_all_commands(oneone)


def test_commands_report_non_sessions_and_continue(oneone: Oneone, folder: Path) -> None:
    (folder / "loop.json").symlink_to("loop.json")
    (folder / "folder.json").mkdir()
    os.mkfifo(folder / "pipe.json")
    (folder / "torn.json").write_text('{"session": {')
    (folder / NOT_TEXT).write_text("{}")
    for beside in ("seen", "draft", "lock", "previous"):
        (folder / f".first.json.{beside}").mkdir()
    check_all_commands(oneone)
    said = oneone("list")
    assert said.code == 1
    for line in (
        "! loop.json is a link: open the file that it points to",
        "! folder.json is not a file: a session is one JSON file",
        "! pipe.json is not a file: a session is one JSON file",
        "! torn.json is damaged: it is not whole JSON; it was left as it is",
    ):
        assert line in said.out
    assert "First" in said.out
    assert "5 files cannot be read: see oneone list" in oneone("people").err


def test_commands_accept_undecodable_name(oneone: Oneone, folder: Path) -> None:
    path = (folder / "first.json").rename(folder / NOT_TEXT)
    check_all_commands(oneone)
    assert [one["title"] for one in json.loads(oneone("list", "--json").out)] == ["First"]
    for call in (("show", str(path)), ("check", str(path)), ("show", NOT_TEXT)):
        said = oneone(*call)
        assert (said.code, said.err) == (0, "")


@pytest.mark.parametrize("seconds", [-(10**10), -1, 0, 253_402_300_800, 10**15])
def test_commands_accept_any_file_time(oneone: Oneone, folder: Path, seconds: int) -> None:
    os.utime(folder / "first.json", (seconds, seconds))
    (folder / ".first.json.seen").touch()
    os.utime(folder / ".first.json.seen", (seconds, seconds))
    check_all_commands(oneone)
