"""Private names of Textual and rich are used in `textual_patches` alone; and the lint for that."""

from __future__ import annotations

import ast
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import oneone_tui
from tests.tools.private_names_lint import names_of_libraries, offenders, private_names

if TYPE_CHECKING:
    from collections.abc import Iterator

SOURCES = Path(oneone_tui.__file__).parent
PATCHES = SOURCES / "textual_patches"
START = SOURCES / "__main__.py"
"""It starts the program as soon as it is imported."""


def modules() -> Iterator[tuple[str, Path]]:
    """The names and paths of all modules that may not use such names."""
    for path in SOURCES.rglob("*.py"):
        if PATCHES not in path.parents and path != START:
            parts = path.relative_to(SOURCES.parent).with_suffix("").parts
            yield ".".join(parts).removesuffix(".__init__"), path


def test_source_uses_private_names_in_textual_patches_only() -> None:
    sources = {name: path.read_text("utf-8") for name, path in modules()}
    assert len(sources) > 200
    ours = frozenset[str]().union(
        *(private_names(ast.parse(source)) for source in sources.values())
    )
    found = {
        name: offenders(source, vars(import_module(name)), ours) for name, source in sources.items()
    }
    assert {name: places for name, places in found.items() if places} == {}


def test_lint_knows_private_names_of_libraries() -> None:
    assert {"_driver", "_dirty_widgets", "_on_key", "_bindings"} <= names_of_libraries()


IMPORTS = """\
from textual.app import App
from textual.widget import Widget
from textual.widgets import Input, OptionList
"""


@pytest.mark.parametrize(
    "planted",
    [
        "from textual._compositor import LayoutUpdate",
        "from textual import _compositor",
        "import textual.widgets._toast",
        "from textual.keys import _character_to_key",
        "from rich._loop import loop_last",
        "import_module('textual.widgets._toast')",
        "def write(app): app._driver.write('x')",
        "def keys(kind): return kind._merge_bindings()",
        "class Shown(App):\n def write(self): self._driver.write('x')",
        "class Shown(App):\n def _fatal_error(self): pass",
        "class Shown(App):\n def end(self): self._return_code = 70",
        "class Line(Input):\n async def _on_key(self, event): pass",
        "class Line(Input):\n def keys(self): return self._bindings",
        "class Listed(OptionList):\n def page(self): super()._move_page(1)",
        "class Base(Widget): pass\nclass Shown(Base):\n _size = None",
    ],
)
def test_lint_finds_private_names_of_libraries(planted: str) -> None:
    source = IMPORTS + planted
    namespace: dict[str, object] = {}
    if "class " in planted:
        exec(source, namespace)
    assert offenders(source, namespace, frozenset())


@pytest.mark.parametrize(
    "harmless",
    [
        "class Line(Input):\n def on_key(self, event): pass",
        "class Rows(Widget):\n def __init__(self): self._rows_shown = ()",
        "class Clock:\n def __init__(self): self._driver = None\n def stop(self): self._driver = 1",
        "for _ in range(3): pass",
        "def first(row): return row._asdict()",
        "say('textual is here')",
    ],
)
def test_lint_accepts_own_names(harmless: str) -> None:
    source = IMPORTS + harmless
    namespace: dict[str, object] = {}
    if "class " in harmless:
        exec(source, namespace)
    assert offenders(source, namespace, frozenset()) == []
