"""`oneone completion`, and what a shell is told could come next."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from oneone_tui.cli.commands.completion import SHELLS
from oneone_tui.cli.root import COMMANDS
from tests.support.requirements import needs
from tests.unit.test_import_hygiene import HEAVY, loaded_after

if TYPE_CHECKING:
    from tests.support.command_line import Oneone


@pytest.fixture
def complete(oneone: Oneone, monkeypatch: pytest.MonkeyPatch) -> object:
    """Ask, as bash does, what could come at the end of a line."""

    def ask(line: str) -> list[str]:
        words = line.split(" ")
        monkeypatch.setenv("COMP_WORDS", line)
        monkeypatch.setenv("COMP_CWORD", str(len(words) - 1))
        monkeypatch.setenv("_ONEONE_COMPLETE", "bash_complete")
        return oneone().out.splitlines()

    return ask


def test_completion_offers_commands_sessions_and_choices(
    complete: object, first_session: Path
) -> None:
    assert callable(complete)
    folder = first_session.parent
    for name in ("2026-01-02-spring-day.json", "2026-03-04-autumn-day.json", "two words.json"):
        shutil.copy(first_session, folder / name)
    (folder / "a\x1b[2Jb.json").write_text("{}")
    assert complete("oneone ") == [f"plain,{name}" for name in COMMANDS]
    assert complete("oneone exp") == ["plain,export"]
    newest, *older = complete("oneone show ")
    assert newest == f"plain,{first_session.stem}"
    assert older == ["plain,2026-03-04-autumn-day", "plain,2026-01-02-spring-day"]
    assert complete("oneone open 2026-03") == ["plain,2026-03-04-autumn-day"]
    assert complete("oneone open spring") == ["plain,2026-01-02-spring-day"]
    assert complete("oneone export nothing") == ["file,nothing"]
    assert complete("oneone export x --format cs") == ["plain,csv", "plain,csv-commitments"]
    assert complete("oneone plan --guide uno") == ["plain,uno-a-uno"]
    assert complete("oneone plan --guide mine") == ["file,mine"]
    assert complete("oneone config ch") == ["plain,check"]
    assert complete("oneone completion ") == [f"plain,{shell}" for shell in SHELLS]


@pytest.mark.parametrize("shell", SHELLS)
def test_completion_prints_script_for_shell(oneone: Oneone, shell: str) -> None:
    code, out, err = oneone("completion", shell)
    assert (code, err) == (0, "")
    assert f"_ONEONE_COMPLETE={shell}_complete" in out


@pytest.mark.parametrize("shell", [pytest.param(shell, marks=needs(shell)) for shell in SHELLS])
def test_completion_script_is_valid_for_shell(oneone: Oneone, shell: str) -> None:
    subprocess.run([shell, "-n", "-c", oneone("completion", shell).out], check=True)


def test_completion_loads_no_heavy_package(tmp_path: Path) -> None:
    asking = {"COMP_WORDS": "oneone show ", "COMP_CWORD": "2", "_ONEONE_COMPLETE": "bash_complete"}
    loaded = loaded_after(
        f"import os; os.environ |= {asking!r} | {{'ONEONE_SESSIONS': {str(tmp_path)!r}}}\n"
        "from oneone_tui.cli.run import run; run([])"
    )
    assert loaded & (HEAVY - {"msgspec", "filelock", "tinydb"}) == set()
