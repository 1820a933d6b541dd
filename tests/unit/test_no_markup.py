"""No text of a session is given to anything that reads markup in it; and the lint that says so."""

from __future__ import annotations

from pathlib import Path

import pytest

import oneone_tui
from tests.tools.markup_lint import offenders

SOURCES = Path(oneone_tui.__file__).parent


def test_console_code_reads_no_markup() -> None:
    shown = {path: path.read_text() for path in SOURCES.rglob("*.py")}
    shown = {path: source for path, source in shown.items() if "textual" in source}
    assert len(shown) > 50
    found = {str(path): offenders(source) for path, source in shown.items()}
    assert {path: places for path, places in found.items() if places} == {}


@pytest.mark.parametrize(
    "planted",
    [
        "from textual.widgets import Static",
        "from textual.widgets import Button, Input",
        "from textual.widgets import DataTable as Rows",
        "from textual import widgets",
        "import textual.widgets",
        "import textual.widgets._label as shown",
        "from textual.widgets._static import Static",
        "from rich.markdown import Markdown",
        "from rich import print",
        "class Names(OptionList): pass",
        "class Names(widgets.OptionList): pass",
        "OptionList(markup=True)",
        "Input(placeholder=person.name)",
        "Content.from_markup(name)",
        "Text.from_markup('[b]x[/b]')",
        "visualize(self, name)",
        "self.notify(name)",
        "self.notify(f'{name} is here', severity='error')",
        "self.app.notify('hello ' + name)",
        "self.notify(name, markup=True)",
        "app.notify(name, markup=wanted)",
        "self.border_title = session.info.title",
        "self.query_one('#x').border_subtitle = f'{name}'",
        "self.tooltip: str = name",
        "Widget(tooltip=name)",
        "label.update(name)",
        "self.query_one('#x').update(f'[b]{name}')",
        "SystemCommand(name, 'key x', run)",
        "SystemCommand(f'Open {name}', '', run)",
        "SystemCommand('Open', help=name, callback=run)",
        "self.exit(message=name)",
        "class Line:\n    def render(self): return self.name",
        "class Line:\n    def render(self) -> str: return self.name",
        "class Line:\n    def render(self) -> RenderResult: return self.name",
    ],
)
def test_markup_lint_finds_markup_readers(planted: str) -> None:
    assert len(offenders(f"import json\n{planted}")) >= 1
    assert all(found.line >= 2 for found in offenders(f"import json\n{planted}"))


@pytest.mark.parametrize(
    "harmless",
    [
        "from textual.widgets import Input, OptionList",
        "from textual.widgets.option_list import Option",
        "from textual.content import Content",
        "class PlainList(OptionList): pass",
        "class Names(PlainList): pass",
        "Content(name)",
        "Content.assemble(name, (name, 'bold'))",
        "self.notify(name, markup=False)",
        "self.border_title = 'Notes'",
        "self.tooltip = None",
        "self.tooltip = Content(name)",
        "Binding('x', 'tick', 'done', tooltip='it is done')",
        "self._integration.notify(timer)",
        "SystemCommand('Quit', 'key q', run)",
        "SystemCommand(escape(name), escape(f'key {key}'), run)",
        "self.exit()",
        "class Line:\n    def render(self) -> Content: return Content(self.name)",
    ],
)
def test_markup_lint_accepts_plain_text(harmless: str) -> None:
    assert offenders(harmless) == []
