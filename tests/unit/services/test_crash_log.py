"""What is kept of a crash, and what is not."""

from __future__ import annotations

import stat
from datetime import UTC, datetime
from pathlib import Path

import pytest

from oneone_tui.cli import run as command_line
from oneone_tui.services.crash_report import CRASHED, log_crash

NOW = datetime(2026, 11, 9, 18, 0, tzinfo=UTC)
SECRET = "Ana Ruiz owes rent"


@pytest.fixture
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's folder for such things is the test's own."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    return tmp_path / "state" / "oneone"


def nested_error() -> Exception:
    """An error with somebody's text in it wherever an error can have one."""
    people: dict[str, str] = {}
    inner: Exception = ValueError(SECRET)
    try:
        try:
            people[SECRET]
        except KeyError as error:
            error.add_note(SECRET)
            raise OSError(28, SECRET, f"/{SECRET}") from error
    except OSError as error:
        inner = error
    return ExceptionGroup(SECRET, [inner, ValueError(SECRET)])


def test_log_crash_writes_locations_without_session_text(state: Path) -> None:
    line = log_crash(nested_error(), NOW)
    (report,) = state.rglob("crash-20261109-180000-*.txt")
    assert str(report) in line
    assert "\n" not in line
    assert stat.S_IMODE(report.stat().st_mode) == 0o600
    assert stat.S_IMODE(report.parent.stat().st_mode) == 0o700
    text = report.read_text()
    for kind in (
        "ExceptionGroup",
        "OSError (errno 28)",
        "ValueError",
        "KeyError",
        "in nested_error",
    ):
        assert kind in text
    # The program's own lines are in it, as they stand in this file; no text that they handled.
    assert SECRET not in text
    assert "Ana" not in text


def test_log_crash_ends_on_errors_that_cause_each_other(state: Path) -> None:
    one, two = ValueError(), KeyError()
    one.__cause__, two.__cause__ = two, one
    assert log_crash(one, NOW)


def test_log_crash_uses_temporary_folder_if_state_folder_fails(state: Path) -> None:
    state.parent.write_text("not a folder")
    line = log_crash(ValueError(), NOW)
    (report,) = state.parents[1].glob("oneone-*/crash-*.txt")
    assert str(report) in line


def test_run_reports_crash_in_one_line(
    state: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(_: object) -> int:
        raise ValueError(SECRET)

    monkeypatch.setattr(command_line, "_invoke", fail)
    assert command_line.run([]) == CRASHED
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1
    assert SECRET not in said.err
