"""Finds where a text from outside could reach a terminal as it is: a path, an error of the system.

What a command prints goes through `oneone_tui.cli.printing`. What is said of a path goes through
`oneone_tui.paths`. Of an OSError only its number or the system's own words may be told: its text
has the file's name in it.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from tests.tools.markup_lint import Found

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

PRINTERS = {"click.echo", "click.secho", "print", "sys.stdout.write", "sys.stderr.write"}
PATHS = {"path", "folder", "parent", "file", "target", "temporary", "previous", "trash", "sheet"}
"""Names that a path has, beside those that are annotated as one."""
PARTS = {"name", "stem", "parent", "suffix"}
"""What of a path is a text from outside, too."""
SHOWERS = {"show_path", "quote_path", "quote_word", "printable_path", "readable_path", "shown"}
"""What makes a text of a path that is safe to show."""
NAMERS = {"with_name", "with_stem", "joinpath", "free_path", "startswith", "fullmatch", "Path"}
"""What takes a text for a path, or looks at one: nothing of it is shown."""
SYSTEM_ERRORS = {
    *("OSError", "FileNotFoundError", "FileExistsError", "PermissionError", "IsADirectoryError"),
    *("NotADirectoryError", "BlockingIOError", "ConnectionError", "TimeoutError", "UnicodeError"),
}
TOLD_OF_ERRORS = {"errno", "strerror"}
TELLERS = {"refused_by_system"}
"""What tells of an error of the system only what may be told."""


def offenders(source: str) -> list[Found]:
    """Every place in a module's source where a text from outside could be told as it is."""
    nodes = [*ast.walk(ast.parse(source))]
    quiet = {id(inner) for node in nodes for inner in _never_shown(node)}
    paths = set(PATHS) | set(_annotated(nodes))
    found = [*_printed(nodes)]
    for node in nodes:
        if isinstance(node, ast.ExceptHandler) and node.name and _is_system(node.type):
            found += _errors_told(node, node.name)
        if id(node) not in quiet:
            found += _paths_told(node, paths)
    return sorted(set(found))


def _printed(nodes: Sequence[ast.AST]) -> Iterator[Found]:
    for node in nodes:
        if isinstance(node, ast.Call) and _dotted(node.func) in PRINTERS:
            yield Found(node.lineno, "print it with oneone_tui.cli.printing")


def _never_shown(node: ast.AST) -> Iterator[ast.AST]:
    """What is made into another path, or only looked at."""
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div):
        yield from ast.walk(node.right)
    elif isinstance(node, ast.Call) and _last(node.func) in NAMERS | SHOWERS:
        for given in (*node.args, *(word.value for word in node.keywords)):
            yield from ast.walk(given)


def _annotated(nodes: Sequence[ast.AST]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, ast.arg) and node.annotation and "Path" in ast.unparse(node.annotation):
            yield node.arg


def _paths_told(node: ast.AST, paths: set[str]) -> Iterator[Found]:
    told: list[ast.expr] = []
    if isinstance(node, ast.FormattedValue):
        told = [node.value]
    elif isinstance(node, ast.Call) and _last(node.func) in ("Content", "Problem", "print_text"):
        told = node.args
    elif isinstance(node, ast.Call) and _last(node.func) == "clean":
        told = [
            inner.args[0]
            for inner in node.args
            if isinstance(inner, ast.Call) and _last(inner.func) == "str" and inner.args
        ]
    for one in told:
        if _is_path(one, paths):
            yield Found(one.lineno, f"{ast.unparse(one)} is a path: see oneone_tui.paths")


def _is_path(node: ast.expr, paths: set[str]) -> bool:
    if isinstance(node, ast.Call):
        return _last(node.func) == "str" and bool(node.args) and _is_path(node.args[0], paths)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div):
        return True
    if isinstance(node, ast.Attribute) and node.attr in PARTS and _is_path(node.value, paths):
        return True
    return _last(node) in paths


def _errors_told(handler: ast.ExceptHandler, name: str) -> Iterator[Found]:
    for node in ast.walk(handler):
        told = isinstance(node, ast.FormattedValue)
        told = told or (isinstance(node, ast.Call) and _last(node.func) in ("str", "repr"))
        if not told:
            continue
        inner = [*ast.walk(node)]
        harmless = {
            id(one.value)
            for one in inner
            if isinstance(one, ast.Attribute) and one.attr in TOLD_OF_ERRORS
        } | {
            id(given)
            for one in inner
            if isinstance(one, ast.Call) and _last(one.func) in TELLERS
            for given in one.args
        }
        for one in inner:
            if isinstance(one, ast.Name) and one.id == name and id(one) not in harmless:
                yield Found(one.lineno, f"{name} has a path in its text: tell its strerror")


def _is_system(node: ast.expr | None) -> bool:
    kinds = node.elts if isinstance(node, ast.Tuple) else [node] if node else []
    return any(_last(kind) in SYSTEM_ERRORS for kind in kinds)


def _dotted(node: ast.expr) -> str:
    if isinstance(node, ast.Attribute):
        return f"{_dotted(node.value)}.{node.attr}"
    return _last(node)


def _last(node: ast.expr) -> str:
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""
