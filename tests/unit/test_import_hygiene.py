"""What is not imported: the command line answers at once, the workshop stays pure."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).parents[2]

PRINTERS = {"icalendar", "jinja2"}
HEAVY = {"asyncio", "filelock", "msgspec", "platformdirs", "rich", "textual", "tinydb", *PRINTERS}
SCREEN_AND_STORE = {"asyncio", "click", "filelock", "platformdirs", "rich", "textual", "tinydb"}


def loaded_after(code: str) -> set[str]:
    """The packages, and ours with their second name, that are loaded once `code` has run."""
    # With -I, nothing of the user's own is loaded; then the checkout is put on the path.
    script = (
        f"import json, sys; sys.path.insert(0, {str(CHECKOUT)!r})\n"
        f"{code}\nprint('\\n' + json.dumps(sorted(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-I", "-c", script],
        capture_output=True,
        text=True,
        check=True,
    )
    names: list[str] = json.loads(done.stdout.splitlines()[-1])
    return {n.partition(".")[0] for n in names} | {".".join(n.split(".")[:2]) for n in names}


@pytest.mark.parametrize(
    "arguments",
    [
        *(["--version"], ["--help"], ["new", "--help"], ["rehearse", "--help"]),
        *(["export", "--help"], ["handout", "--help"], ["guide", "--help"], ["nope"], ["--nope"]),
        *(["config", "--help"], ["completion", "zsh"]),
    ],
)
def test_help_and_version_load_no_heavy_package(arguments: list[str]) -> None:
    loaded = loaded_after(f"from oneone_tui.cli.run import run; run({arguments!r})")
    assert "click" in loaded
    assert loaded & HEAVY == set()


@pytest.mark.parametrize("arguments", [["list"], ["plan"], ["show", "nothing"]])
def test_plain_commands_do_not_load_textual(arguments: list[str], tmp_path: Path) -> None:
    arguments = ["--sessions", str(tmp_path), *arguments]
    loaded = loaded_after(f"from oneone_tui.cli.run import run; run({arguments!r})")
    assert loaded & {"rich.console", "textual", *PRINTERS} == set()


def modules_of(package: str) -> str:
    """Code that imports every module of one of our packages."""
    return (
        f"import importlib, pkgutil, oneone_tui.{package} as top\n"
        "for found in pkgutil.walk_packages(top.__path__, top.__name__ + '.'):\n"
        "    importlib.import_module(found.name)"
    )


def test_workshop_imports_neither_screen_nor_store() -> None:
    loaded = loaded_after(modules_of("workshop"))
    ours = {name for name in loaded if name.startswith("oneone_tui.")}
    assert ours == {"oneone_tui.workshop"}
    assert loaded & SCREEN_AND_STORE == set()


def test_exports_import_workshop_only() -> None:
    loaded = loaded_after(modules_of("exports"))
    ours = {name for name in loaded if name.startswith("oneone_tui.")}
    assert ours == {"oneone_tui.exports", "oneone_tui.workshop"}
    assert loaded & SCREEN_AND_STORE == {"rich"}
    assert "rich.console" not in loaded


def test_store_imports_no_screen() -> None:
    assert loaded_after(modules_of("store")) & {"click", "rich", "textual"} == set()
