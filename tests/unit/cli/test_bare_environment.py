"""Where the environment says little, or what is not so: in a container, a cron job, a service."""

from __future__ import annotations

import os
import pwd
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.support.command_line import check_refused

if TYPE_CHECKING:
    from tests.support.command_line import Oneone

PYTHONPATH = os.pathsep.join([str(Path(__file__).parents[3]), *filter(None, sys.path)])


@pytest.mark.parametrize(
    "environ",
    [
        {},
        {"LC_ALL": "C"},
        {"LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"LANG": "xx_XX.UTF-8"},
        {"HOME": "/nowhere"},
        {"HOME": ""},
        {"TERM": ""},
        {"TZ": "Nowhere/Land"},
        {"PYTHONUNBUFFERED": "1"},
    ],
    ids=str,
)
def test_new_and_list_work_in_any_environment(environ: dict[str, str], tmp_path: Path) -> None:
    def oneone(*arguments: str) -> str:
        done = subprocess.run(
            # Without `site`, which before 3.13 reads no path with an accent in such a locale.
            [sys.executable, "-S", "-m", "oneone_tui", *arguments, "--sessions", "kept"],
            env={"PYTHONPATH": PYTHONPATH, "XDG_CONFIG_HOME": str(tmp_path), **environ},
            cwd=tmp_path,
            input="Zoë\n李小龍\n".encode(),
            capture_output=True,
            check=False,
        )
        assert (done.returncode, b"Traceback" in done.stderr) == (0, False), done.stderr
        return done.stdout.decode()

    oneone("new", "Zoë", "--roster", "-", "--no-open")
    (made,) = (tmp_path / "kept").glob("*.json")
    assert "李小龍" in made.read_text(encoding="utf-8")
    assert made.name in oneone("list", "--json")


def test_commands_without_home_say_so_and_new_continues(
    oneone: Oneone, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nobody(_: int) -> None:
        raise KeyError

    monkeypatch.setattr(pwd, "getpwuid", nobody)
    for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"):
        monkeypatch.delenv(name)
    check_refused(oneone("config"), "that settings file can't be")
    check_refused(oneone("list"), "that sessions folder can't be")
    made = oneone("new", "First", "--no-open", "--sessions", "kept")
    assert made.code == 0
    assert "that settings file can't be" in made.err.splitlines()[0]
    assert len(list(Path("kept").glob("*.json"))) == 1
