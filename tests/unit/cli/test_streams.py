"""Standard streams that are closed or full, for every command: nothing breaks, nothing is lost."""

from __future__ import annotations

import os
import resource
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.requirements import needs

CHECKOUT = Path(__file__).parents[3]
FULL = "/dev/full"

COMMANDS = {
    "": 2,
    "--help": 0,
    "--nope": 2,
    "new Second --no-open": 0,
    "list": 0,
    "list --json": 0,
    "show first": 0,
    "show nope": 2,
    "export first --format csv --output -": 0,
    "export first --force": 0,
    "pair --roster nope": 2,
    "plan": 0,
    "commitments": 0,
    "people": 0,
    "trends": 0,
    "handout worksheet --force": 0,
    "guide list": 0,
    "check": 0,
    "config": 0,
    "completion bash": 0,
    "schema": 0,
}
"""A call of every command that ends soon, and its exit status where it has its streams."""


FEW = ("new Third --no-open", "list", "export first --force", "handout flipchart --force", "schema")
"""Of each kind one: what makes a file, what lists, what reads, what stands in the program."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where all are called: with one session in it."""
    return tmp_path_factory.mktemp("streams")


@pytest.fixture(scope="module")
def env(folder: Path) -> dict[str, str]:
    made = {name: str(folder / name.lower()) for name in ("HOME", "XDG_STATE_HOME")}
    keep = {name: os.environ[name] for name in ("PATH",) if name in os.environ}
    env = {**keep, **made, "PYTHONPATH": str(CHECKOUT), "ONEONE_SESSIONS": str(folder / "s")}
    assert run_command("new First --no-open", env, folder).returncode == 0
    return env


def run_command(
    line: str, env: dict[str, str], folder: Path, streams: str = ""
) -> subprocess.CompletedProcess[bytes]:
    line = f"exec {shlex.quote(sys.executable)} -m oneone_tui {line} {streams}"
    return subprocess.run(
        ["sh", "-c", line],
        env=env,
        cwd=folder,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )


@pytest.mark.parametrize("streams", ["2>&-", "<&- >&- 2>&-"])
@pytest.mark.parametrize("command", COMMANDS)
def test_commands_accept_closed_streams(
    command: str, streams: str, env: dict[str, str], folder: Path
) -> None:
    done = run_command(command, env, folder, streams)
    assert done.returncode == COMMANDS[command]
    assert b"Traceback" not in done.stderr
    assert not (folder / "xdg_state_home").exists()  # no report of a crash


@needs(FULL)
@pytest.mark.parametrize("command", FEW)
def test_commands_report_full_standard_output_in_one_line(
    command: str, env: dict[str, str], folder: Path
) -> None:
    done = run_command(command, env, folder, f">{FULL}")
    lines = done.stderr.decode().splitlines()
    assert done.returncode == 2
    assert "no space left on device" in lines[-1]
    assert "Traceback" not in done.stderr.decode()
    makes = command.startswith(("new", "export", "handout"))
    assert ("it is kept, and lies here: " in done.stderr.decode()) is makes


@needs(FULL)
@pytest.mark.parametrize("command", [*FEW, "show nope", "--nope"])
def test_commands_ignore_full_standard_error(
    command: str, env: dict[str, str], folder: Path
) -> None:
    done = run_command(command, env, folder, f"2>{FULL}")
    assert done.returncode == (0 if command in FEW else 2)
    assert bool(done.stdout) == (command in FEW)


def test_prepare_process_keeps_closed_streams_away_from_files(
    env: dict[str, str], tmp_path: Path
) -> None:
    script = (
        "import os, sys; from oneone_tui.cli.process import prepare_process; prepare_process(); "
        f"file = os.open({str(tmp_path / 'x')!r}, os.O_CREAT | os.O_WRONLY); "
        "sys.stdout.write('lost'); sys.stderr.write('lost'); sys.stdin.read(); "
        "sys.exit(file if file < 3 else 0)"
    )
    line = f"exec {shlex.quote(sys.executable)} -c {shlex.quote(script)} <&- >&- 2>&-"
    done = subprocess.run(["sh", "-c", line], env=env, check=False)
    assert done.returncode == 0
    assert (tmp_path / "x").read_bytes() == b""


@pytest.mark.parametrize("options, lines", [([], 0), (["-W", "default"], 2)])
def test_prepare_process_silences_python_warnings(
    options: list[str], lines: int, env: dict[str, str]
) -> None:
    script = (
        "import warnings; from oneone_tui.cli.process import prepare_process; prepare_process()\n"
        "class Stuck:\n def __del__(self): raise OSError\n"
        "Stuck(); warnings.warn('never awaited', RuntimeWarning)"
    )
    done = subprocess.run(
        [sys.executable, *options, "-c", script], env=env, capture_output=True, check=False
    )
    told = [word for word in (b"OSError", b"never awaited") if word in done.stderr]
    assert (done.returncode, len(told)) == (0, lines)
    assert bool(done.stderr) == bool(lines)


def test_prepare_process_prevents_core_dump(env: dict[str, str]) -> None:
    script = (
        "import resource; from oneone_tui.cli.process import prepare_process; prepare_process(); "
        "print(resource.getrlimit(resource.RLIMIT_CORE))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        env=env,
        capture_output=True,
        check=False,
        preexec_fn=_allow_core,
    )
    assert done.stdout == b"(0, 0)\n"


def _allow_core() -> None:
    _, most = resource.getrlimit(resource.RLIMIT_CORE)
    resource.setrlimit(resource.RLIMIT_CORE, (most, most))
