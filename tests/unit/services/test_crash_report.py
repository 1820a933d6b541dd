"""What a report of a crash holds: which errors, how they hang together, and how much of each."""

from __future__ import annotations

import os
import platform
import sys
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

import pytest

from oneone_tui import __version__
from oneone_tui.services.crash_report import CRASHED, log_crash

NOW = datetime(2026, 11, 9, 18, 0, 7, tzinfo=UTC)


@pytest.fixture
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's folder for such things is the test's own."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    return tmp_path / "state" / "oneone"


def report_of(error: BaseException, state: Path) -> str:
    log_crash(error, NOW)
    (path,) = state.glob("crash-*.txt")
    return path.read_text()


def error_lines(report: str) -> list[str]:
    """The errors of a report, each with what it had to do with the one before."""
    names = ("builtins.", "in it: ", "because of: ", "while dealing with: ")
    return [line for line in report.splitlines() if line.startswith(names)]


def raise_and_catch(error: Exception) -> Exception:
    try:
        raise error
    except type(error) as caught:
        return caught


def test_log_crash_names_report_by_time_and_process(state: Path) -> None:
    lines = [log_crash(ValueError(), NOW) for _ in range(2)]  # of one second, one is enough
    assert all(str(state) in line for line in lines)
    assert [path.name for path in state.iterdir()] == [f"crash-20261109-180007-{os.getpid()}.txt"]


def test_log_crash_writes_versions_and_time_first(state: Path) -> None:
    first, at, _, why, *_ = report_of(ValueError(), state).splitlines()
    assert first == (
        f"oneone {__version__}, textual {version('textual')}, "
        f"python {platform.python_version()}, {sys.platform}"
    )
    assert at == "2026-11-09T18:00:07+00:00"
    assert why.startswith("Where the program was.")


def test_log_crash_tells_how_errors_led_to_each_other(state: Path) -> None:
    cause = ValueError()
    cause.__context__ = KeyError()
    error = RuntimeError()
    error.__cause__ = cause
    error.__context__ = IndexError()  # Python itself tells the cause and not this one
    assert error_lines(report_of(error, state)) == [
        "builtins.RuntimeError",
        "because of: builtins.ValueError",
        "while dealing with: builtins.KeyError",
    ]


def test_log_crash_leaves_out_suppressed_context(state: Path) -> None:
    error = RuntimeError()
    error.__context__ = KeyError()
    error.__suppress_context__ = True
    assert error_lines(report_of(error, state)) == ["builtins.RuntimeError"]


def test_log_crash_lists_errors_of_group_and_worker(state: Path) -> None:
    failed = RuntimeError()
    failed.error = OSError(28, "secret")  # type: ignore[attr-defined] # as a worker's failure has it
    group = ExceptionGroup("secret", [failed, KeyError("secret")])
    report = report_of(group, state)
    assert error_lines(report) == [
        "builtins.ExceptionGroup",
        "in it: builtins.RuntimeError",
        "in it: builtins.KeyError",
        "in it: builtins.OSError (errno 28)",
    ]
    assert "secret" not in report


def test_log_crash_lists_twenty_errors_at_most(state: Path) -> None:
    first = error = ValueError()
    for _ in range(30):
        error.__cause__ = error = ValueError()
    assert len(error_lines(report_of(first, state))) == 20


def test_log_crash_lists_last_sixty_steps(state: Path) -> None:
    def even(left: int) -> None:
        if not left:
            raise ZeroDivisionError
        odd(left - 1)

    def odd(left: int) -> None:
        even(left - 1)

    with pytest.raises(ZeroDivisionError) as error:
        even(200)
    report = report_of(error.value, state)
    assert report.count("  File ") == 60
    assert "raise ZeroDivisionError" in report


def test_log_crash_says_if_no_report_was_written(
    state: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    state.parent.write_text("not a folder")
    monkeypatch.setattr("tempfile.tempdir", str(state.parent / "nowhere"))
    assert log_crash(raise_and_catch(ValueError()), NOW) == (
        "oneone crashed: a fault in oneone itself; no report could be written"
    )


def test_log_crash_names_report_in_temporary_folder(
    state: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    state.parent.write_text("not a folder")
    line = log_crash(ValueError(), NOW)
    (report,) = state.parents[1].glob("oneone-*/crash-*.txt")
    assert line == f"oneone crashed: a fault in oneone itself; a report is in {report}"
    text = report.read_text()
    assert text.endswith("builtins.ValueError\n\n")


def test_log_crash_lists_errors_after_repeated_one(state: Path) -> None:
    twice = KeyError()
    report = report_of(ExceptionGroup("", [twice, twice, ValueError()]), state)
    assert error_lines(report)[1:] == ["in it: builtins.KeyError", "in it: builtins.ValueError"]


def test_log_crash_replaces_undecodable_names(state: Path) -> None:
    odd = type("Odd", (Exception,), {"__module__": "od\udc80d"})
    assert "od?d.Odd" in report_of(odd(), state)


def test_crashed_is_exit_code_for_software_error() -> None:
    assert CRASHED == os.EX_SOFTWARE == 70
