"""What only a process of its own shows: pipes that close, disks that fill, interrupts."""

from __future__ import annotations

import os
import shlex
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.support.requirements import needs

CHECKOUT = Path(__file__).parents[3]


@pytest.fixture
def env(tmp_path: Path) -> dict[str, str]:
    return {
        **os.environ,
        "PYTHONPATH": str(CHECKOUT),
        "ONEONE_SESSIONS": str(tmp_path / "s"),
        "XDG_DATA_HOME": str(tmp_path),
    }


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "oneone_tui", *arguments]


def test_process_ends_quietly_if_reader_is_gone(env: dict[str, str]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        command("plan"), env=env, stdout=writing, stderr=subprocess.PIPE, check=False
    )
    os.close(writing)
    assert done.stderr == b""
    assert done.returncode == 141


@needs("/dev/full")
def test_process_reports_full_disk_in_one_line(env: dict[str, str]) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            command("plan"), env=env, stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert done.stderr == (
        b"oneone: something could not be read or written: no space left on device; try again\n"
    )
    assert done.returncode == 2


@needs("/dev/full")
@pytest.mark.parametrize("unbuffered", ["", "1"])
@pytest.mark.parametrize("arguments,status", [(["plan"], 0), (["show", "nobody's"], 2)])
def test_process_keeps_exit_status_if_standard_error_is_full(
    env: dict[str, str], arguments: list[str], status: int, unbuffered: str
) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            command(*arguments),
            env=env | {"PYTHONUNBUFFERED": unbuffered},
            stdout=subprocess.DEVNULL,
            stderr=full,
            check=False,
        )
    assert done.returncode == status


@needs("/dev/full")
def test_process_fails_if_both_streams_are_full(env: dict[str, str]) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(command("plan"), env=env, stdout=full, stderr=full, check=False)
    assert done.returncode == 2


def test_process_replaces_unencodable_letters(env: dict[str, str]) -> None:
    done = subprocess.run(
        command("plan", "--start", "23:00"),
        env=env | {"PYTHONIOENCODING": "iso-8859-1"},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0
    assert b"23:00-23:50" in done.stdout


def test_process_ends_quietly_on_interrupt(env: dict[str, str], tmp_path: Path) -> None:
    # Where the tests run in the background it is ignored, and would be by what they start.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    rehearsal = subprocess.Popen(
        command("rehearse", "--headless", "--speed", "1"),
        env=env,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    signal.signal(signal.SIGINT, before)
    deadline = time.monotonic() + 20
    # Once the changes at the start are on disk it waits for minutes.
    while time.monotonic() < deadline and not any((tmp_path / "s").glob(".*.lock")):
        time.sleep(0.02)
    rehearsal.send_signal(signal.SIGINT)
    out, err = rehearsal.communicate(timeout=20)
    assert (rehearsal.returncode, out, err) == (130, b"", b"")


def test_process_accepts_closed_streams(env: dict[str, str]) -> None:
    line = f"exec {shlex.quote(sys.executable)} -m oneone_tui plan >&- 2>&- <&-"
    assert subprocess.run(["sh", "-c", line], env=env, check=False).returncode == 0


def test_process_completes_for_shell(env: dict[str, str]) -> None:
    done = subprocess.run(
        command(),
        env=env
        | {"_ONEONE_COMPLETE": "bash_complete", "COMP_WORDS": "oneone reh", "COMP_CWORD": "1"},
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, b"plain,rehearse\n", b"")
