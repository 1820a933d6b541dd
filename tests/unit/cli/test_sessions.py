"""`oneone list`, `show` and `export`."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from oneone_tui.cli import progress as waiting
from oneone_tui.exports.plain_text import as_text
from oneone_tui.workshop.model.terms import COLUMN_TITLES, STAGE_TITLES
from tests.support.command_line import check_refused

if TYPE_CHECKING:
    from tests.support.command_line import Oneone


@pytest.fixture
def rehearsed(oneone: Oneone, home: Path) -> Path:
    """A session with everything in it."""
    oneone("rehearse", "--headless", "--speed", "100000", "--seed", "9", "--sessions", "sessions")
    played = next(Path("sessions/rehearsals").glob("2*.json"))
    return played.rename(Path("sessions", played.name))


def test_list_accepts_missing_folder(oneone: Oneone) -> None:
    code, out, _ = oneone("list", "--sessions", "s")
    assert code == 0
    assert out.startswith("No sessions in ")
    assert oneone("list", "--sessions", "s", "--json")[:2] == (0, "[]\n")
    assert not Path("s").exists()


def test_list_shows_one_line_per_session(oneone: Oneone, first_session: Path) -> None:
    code, out, _ = oneone("list")
    assert code == 0
    assert out.endswith(f"  First  6 people  0 notes  Setup  {first_session.name}\n")
    (entry,) = json.loads(oneone("list", "--json").out)
    assert entry["path"] == str(first_session)
    assert entry["created"].endswith("Z")
    assert (entry["title"], entry["people"], entry["stage"]) == ("First", 6, "setup")


def test_list_cuts_long_title_on_terminal_only(
    oneone: Oneone, first_session: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    long = "Harbour Street " * 8
    oneone("new", long, "--no-open")
    for cut, shown in ((False, long.strip()), (True, f"{long[:39]}…  0 people")):
        monkeypatch.setattr("sys.stdout.isatty", lambda cut=cut: cut)
        out = oneone("list").out
        assert f"  {shown}" in out
        assert f"  First{' ' * 37}6 people" in out


def test_list_sorts_and_searches(oneone: Oneone, first_session: Path, rehearsed: Path) -> None:
    def titles(*options: str) -> list[str]:
        listed = oneone("list", "--json", *options)
        assert (listed.code, listed.err) == (0, "")
        return [entry["title"] for entry in json.loads(listed.out)]

    rehearsal = "Rehearsal: Tenants' Union leadership team"
    assert titles("--sort", "title") == ["First", rehearsal]
    assert titles("--sort", "stage") == [rehearsal, "First"]
    assert titles("--search", "REHEARSAL tenants") == [rehearsal]
    assert titles("--search", "okafor", "--sort", "title") == ["First", rehearsal]
    note = json.loads(oneone("show", rehearsal, "--json").out)["notes"][0]["text"]
    assert titles("--search", note) == [rehearsal]
    assert titles("--search", "zzz") == []
    nothing = oneone("list", "--search", "zzz")
    assert (nothing.code, nothing.out[:14]) == (0, "No session in ")
    check_refused(oneone("list", "--sort", "color"), "color")


def test_list_json_counts_tables(oneone: Oneone, rehearsed: Path) -> None:
    (entry,) = json.loads(oneone("list", "--json").out)
    shown = json.loads(oneone("show", rehearsed.name, "--json", "--with-feedback").out)
    assert entry["finished"] is True
    assert entry["names"] == [person["name"] for person in shown["people"]]
    assert entry["people"] == len(entry["names"])
    for table in ("pairs", "notes", "commitments"):
        assert entry[table] == len(shown[table]) > 0


@pytest.mark.parametrize("command", ["list", "commitments", "people", "trends"])
def test_commands_show_progress_on_terminal(
    oneone: Oneone, first_session: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    assert oneone(command).err == ""
    monkeypatch.setattr(waiting, "DELAY", 0)
    assert oneone(command).err == ""
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    told, _, wiped = oneone(command).err.removeprefix("\r").partition("\r")
    assert told == "Reading the sessions: 1 of 1"
    assert wiped == " " * len(told) + "\r"


def test_list_shows_damaged_files_with_reason(oneone: Oneone, first_session: Path) -> None:
    half = first_session.with_name("half.json")
    half.write_bytes(first_session.read_bytes()[: first_session.stat().st_size // 2])
    before = half.read_bytes()
    code, out, err = oneone("list")
    assert (code, err) == (1, "")
    assert "First" in out
    assert "! half.json is damaged" in out
    code, out, _ = oneone("list", "--json")
    assert code == 1
    assert [bool(entry["problem"]) for entry in json.loads(out)].count(True) == 1
    check_refused(oneone("show", "half"), "half.json is damaged")
    check_refused(oneone("export", "half"), "half.json is damaged")
    assert half.read_bytes() == before


def test_show_rejects_newer_format(oneone: Oneone, first_session: Path) -> None:
    data = json.loads(first_session.read_text())
    data["session"]["1"]["format"] = 99
    first_session.write_text(json.dumps(data))
    before = first_session.read_bytes()
    check_refused(oneone("show", "First"), "newer version")
    assert oneone("list").code == 1
    assert first_session.read_bytes() == before


@pytest.mark.parametrize("form", ["path", "name", "stem", "first", "FIR"])
def test_show_accepts_path_name_or_title(oneone: Oneone, first_session: Path, form: str) -> None:
    name = {"path": str(first_session), "name": first_session.name, "stem": first_session.stem}.get(
        form, form
    )
    assert oneone("show", name).out.startswith("First\n")


def test_show_rejects_ambiguous_name(oneone: Oneone, first_session: Path) -> None:
    oneone("new", "Fir tree")
    check_refused(oneone("show", "fir"), "first.json", "fir-tree.json")
    check_refused(oneone("show", "nobody"), "nobody")


def test_show_prints_whole_report(oneone: Oneone, rehearsed: Path) -> None:
    code, out, err = oneone("show", rehearsed.name)
    assert (code, err) == (0, "")
    for title in (*STAGE_TITLES.values(), *COLUMN_TITLES.values()):
        assert title in out.splitlines()
    assert "nothing yet" not in out
    assert "Feedback\n" not in out
    assert "Feedback\n" in oneone("show", rehearsed.name, "--with-feedback").out


def test_show_json_prints_records(oneone: Oneone, rehearsed: Path) -> None:
    data = json.loads(oneone("show", rehearsed.name, "--json").out)
    assert data["session"]["stage"] == "summary"
    assert len(data["people"]) == 6
    assert "feedback" not in {note["kind"] for note in data["notes"]}
    data = json.loads(oneone("show", rehearsed.name, "--json", "--with-feedback").out)
    assert "feedback" in {note["kind"] for note in data["notes"]}


def test_export_writes_private_file_here(oneone: Oneone, rehearsed: Path) -> None:
    made = oneone("export", "rehearsal", "--format", "md")
    path = Path(made.out.strip())
    assert (made.code, made.err) == (0, "")
    assert path == Path(f"{rehearsed.stem}.md")
    assert path.read_text().startswith("# Rehearsal: Tenants' Union leadership team\n")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert not list(Path().glob(".*.tmp"))


def test_export_prints_to_standard_output(oneone: Oneone, first_session: Path) -> None:
    code, out, _ = oneone("export", "First", "--output", "-")
    assert code == 0
    assert out.startswith("# First\n")
    assert oneone("export", "First", "--format", "txt", "--output", "-") == oneone("show", "First")
    assert list(Path().glob("*.md")) == []


def test_export_never_overwrites_without_force(oneone: Oneone, first_session: Path) -> None:
    Path("mine.md").write_text("mine")
    check_refused(
        oneone("export", "First", "--output", "mine.md"), "mine.md is there already", "--force"
    )
    assert Path("mine.md").read_text() == "mine"
    assert oneone("export", "First", "--output", "mine.md", "--force").code == 0
    assert Path("mine.md").read_text().startswith("# First")
    assert not list(Path().glob(".*.tmp"))


def test_export_rejects_dangling_link(oneone: Oneone, first_session: Path) -> None:
    Path("link.md").symlink_to("elsewhere.md")
    check_refused(oneone("export", "First", "--output", "link.md"), "is there already")
    assert not Path("elsewhere.md").exists()


@pytest.mark.parametrize("target", [".", "pipe", "nowhere/x.md", "a\0b", ""])
def test_export_rejects_impossible_target(oneone: Oneone, first_session: Path, target: str) -> None:
    os.mkfifo("pipe")  # as little a file as a device is, and nobody else's
    for force in ([], ["--force"]):
        check_refused(oneone("export", "First", f"--output={target}", *force))
    assert Path("pipe").is_fifo()
    assert sorted(path.name for path in Path().iterdir()) == ["pipe", "sessions"]


def test_show_prints_same_text_as_report(oneone: Oneone, rehearsed: Path) -> None:
    from datetime import UTC, datetime

    from oneone_tui.exports.report import build_report
    from oneone_tui.store.session_file import SessionFile

    session = SessionFile.open(rehearsed).session
    assert oneone("show", rehearsed.name).out == as_text(build_report(session, datetime.now(UTC)))
