"""What is read after the start: everything that the console would import, or style by, later."""

from __future__ import annotations

import ast
import builtins
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import oneone_tui
from oneone_tui.preload import load_late_parts
from oneone_tui.style_sheets import all_sheets
from oneone_tui.textual_patches.preload import PreloadedStylesheet

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pytest

PACKAGE = Path(oneone_tui.__file__).parent
ELSEWHERE = {
    "oneone_tui.config.reader": "before the console is shown",
    "oneone_tui.guides": "before the console is shown",
    "oneone_tui.store.network_disk": "as soon as the console is shown",
    **{
        f"oneone_tui.exports.{form}": "off the loop, and where it can't be read that is told"
        for form in (
            *("calendar", "csv_tables", "flipchart", "json_export", "plain_text"),
            *("anonymous_export", "report"),
        )
    },
}
"""What is imported in functions, and need not be at hand: when it is, or why."""


def late_imports() -> Iterator[str]:
    """Our own modules that functions import, but for those of the command line."""
    for path in PACKAGE.rglob("*.py"):
        if "cli" in path.relative_to(PACKAGE).parts:
            continue
        tree = ast.parse(path.read_text("utf-8"))
        for function in ast.walk(tree):
            if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
                for node in ast.walk(function):
                    if isinstance(node, ast.ImportFrom) and node.module:
                        yield node.module


def test_load_late_parts_loads_all_late_imports() -> None:
    script = "import sys; from oneone_tui.preload import load_late_parts as load; load(); "
    done = subprocess.run(
        [sys.executable, "-c", f"{script} print(*sys.modules)"],
        cwd=PACKAGE.parent,
        capture_output=True,
        check=True,
        text=True,
    )
    ours = {name for name in late_imports() if name.startswith(oneone_tui.__name__)}
    assert ours - {*done.stdout.split()} <= {*ELSEWHERE}
    assert {*ELSEWHERE} <= ours


def test_kept_stylesheet_needs_no_file_after_loading(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError

    load_late_parts()
    sheet = PreloadedStylesheet()
    monkeypatch.setattr(builtins, "open", refuse)
    for path in all_sheets():
        sheet.read(path)
        assert sheet.has_source(str(path))
