"""Finds where a text that somebody typed could be read as markup by a widget.

What a screen shows is `Content`, which is never read as markup. Whatever of Textual or Rich
takes a `str` and reads markup in it may be given only what stands in the program: a literal
without anything filled in, or what `escape` has made harmless.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

WIDGETS = {"Input", "OptionList"}
"""What may be had of `textual.widgets`: everything else shows a `str` as markup."""
PLAIN_LIST = "PlainList"
"""The one list that may be made of Textual's: it turns markup off for all that are made of it."""
READERS = {
    *("from_markup", "from_text", "to_content", "visualize"),  # Content, Text, visuals
    *("Text", "render_markup", "Markdown"),
}
"""Functions and methods that read markup, whatever they are called on."""
SHOWN = {
    *("border_title", "border_subtitle", "tooltip", "placeholder", "label", "sub_title", "prompt"),
}
"""Attributes and arguments of widgets that are shown; most of them as markup."""
APPS = ("self", "self.app", "app")
"""What has Textual's `notify`."""
ESCAPE = "escape"


class Found(NamedTuple):
    """A place, and what is wrong there."""

    line: int
    what: str


def offenders(source: str) -> list[Found]:
    """Every place in a module's source where a text could be read as markup."""
    return sorted(found for node in ast.walk(ast.parse(source)) for found in _look(node))


def _look(node: ast.AST) -> Iterator[Found]:
    if isinstance(node, ast.ImportFrom | ast.Import):
        yield from _import(node)
    elif isinstance(node, ast.ClassDef):
        bases = {_name(base) for base in node.bases}
        if "OptionList" in bases and node.name != PLAIN_LIST:
            yield Found(node.lineno, f"make it of {PLAIN_LIST}")
    elif isinstance(node, ast.FunctionDef) and node.name == "render":
        if node.returns is None or ast.unparse(node.returns) != "Content":
            yield Found(node.lineno, "render returns Content and says so")
    elif isinstance(node, ast.Assign | ast.AnnAssign):
        yield from _set(node)
    elif isinstance(node, ast.Call):
        yield from _call(node)


def _import(node: ast.ImportFrom | ast.Import) -> Iterator[Found]:
    names = {alias.name for alias in node.names}
    if isinstance(node, ast.Import):
        wrong = {name for name in names if name.startswith(("textual.widgets", "rich.markup"))}
    elif node.module == "textual.widgets":
        wrong = names - WIDGETS
    elif node.module in ("textual", "rich"):
        wrong = names & {"widgets", "markup", "print"}
    else:
        wrong = names & {"Markdown", "Static"}
    for name in sorted(wrong):
        yield Found(node.lineno, f"{name} shows text as markup: use Lines")


def _set(node: ast.Assign | ast.AnnAssign) -> Iterator[Found]:
    targets = node.targets if isinstance(node, ast.Assign) else [node.target]
    for target in targets:
        if not isinstance(target, ast.Attribute) or target.attr not in SHOWN:
            continue
        if node.value and not _is_safe(node.value):
            yield Found(node.lineno, f"{target.attr} is shown as markup")


def _call(node: ast.Call) -> Iterator[Found]:
    name = _name(node.func)
    given = {word.arg: word.value for word in node.keywords if word.arg}
    if name in READERS:
        yield Found(node.lineno, f"{name} reads markup")
    if "markup" in given and not _is(given["markup"], value=False):
        yield Found(node.lineno, "markup is turned on")
    if name == "notify" and _on_app(node.func) and "markup" not in given:
        yield Found(node.lineno, "notify without markup=False")
    if name == "update" and _on_widget(node.func) and not all(map(_is_safe, node.args)):
        yield Found(node.lineno, "update is shown as markup: use Lines.show")
    if name == "exit" and "message" in given:
        yield Found(node.lineno, "a message of exit is printed as markup")
    if name == "SystemCommand":
        shown = [*node.args[:2], *(given[word] for word in ("title", "help") if word in given)]
        if not all(map(_is_safe, shown)):
            yield Found(node.lineno, f"the palette reads markup: {ESCAPE} what it shows")
    for word in sorted(SHOWN):
        if word in given and not _is_safe(given[word]):
            yield Found(node.lineno, f"{word} is shown as markup")


def _on_app(node: ast.expr) -> bool:
    return isinstance(node, ast.Attribute) and ast.unparse(node.value) in APPS


def _on_widget(node: ast.expr) -> bool:
    on = node.value if isinstance(node, ast.Attribute) else node
    return not isinstance(on, ast.Call) or _name(on.func) == "query_one"


def _name(node: ast.expr) -> str:
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def _is(node: ast.expr, *, value: bool) -> bool:
    return isinstance(node, ast.Constant) and node.value is value


def _is_safe(node: ast.expr) -> bool:
    """Whether it stands in the program, or was made harmless."""
    if isinstance(node, ast.Call):
        return _name(node.func) in (ESCAPE, "Content", "assemble", "styled")
    return isinstance(node, ast.Constant)
