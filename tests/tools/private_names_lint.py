"""Finds private names of Textual and of rich: they may be used in `textual_patches` alone."""

from __future__ import annotations

import ast
import re
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from tests.tools.markup_lint import Found

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

LIBRARIES = ("textual", "rich")
PYTHONS = {"_asdict", "_exit", "_fields", "_make", "_replace"}
"""Names that look private and are Python's own."""
PRIVATE = re.compile(r"_[a-z]\w*", re.IGNORECASE)
MODULE = re.compile(rf"(?:{'|'.join(LIBRARIES)})(?:\.\w+)*\._[a-z]")

Function = ast.FunctionDef | ast.AsyncFunctionDef


def offenders(source: str, namespace: Mapping[str, object], ours: frozenset[str]) -> list[Found]:
    """Every place in a module of ours where a private name of the libraries is used.

    Args:
        source: The text of the module.
        namespace: What the module has defined; its classes are looked at for what they inherit.
        ours: The private names that our own code defines anywhere: on `self` they are ours.
    """
    tree = ast.parse(source)
    theirs = names_of_libraries() - private_names(tree)
    found = [*_imports(tree)]
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in theirs:
            if not (_is_self(node.value) and node.attr in ours):
                found.append(Found(node.lineno, f"{ast.unparse(node)} is private"))
        elif isinstance(node, ast.ClassDef):
            hidden = private_names(node) & _inherited(namespace.get(node.name))
            found += [Found(node.lineno, f"{node.name} hides {name}") for name in sorted(hidden)]
    return sorted(set(found))


def private_names(tree: ast.AST) -> frozenset[str]:
    """The private names that a module or a class defines: functions, methods, attributes."""
    return frozenset(filter(PRIVATE.fullmatch, _defined(tree)))


@cache
def names_of_libraries() -> frozenset[str]:
    """All private names that the modules of the libraries define."""
    return frozenset[str]().union(*_classes_and_modules().values()) - PYTHONS


@cache
def _classes_and_modules() -> dict[str, frozenset[str]]:
    """The private names of each module and each class of the libraries, by its dotted name."""
    found: dict[str, frozenset[str]] = {}
    for library in LIBRARIES:
        spec = find_spec(library)
        assert spec
        assert spec.origin
        folder = Path(spec.origin).parent
        for path in folder.rglob("*.py"):
            parts = path.relative_to(folder.parent).with_suffix("").parts
            module = ".".join(parts).removesuffix(".__init__")
            tree = ast.parse(path.read_text("utf-8"))
            found[module] = private_names(tree)
            for node in ast.walk(tree):
                if isinstance(node, ast.ClassDef):
                    found[f"{module}.{node.name}"] = private_names(node)
    return found


def _defined(tree: ast.AST) -> Iterator[str]:
    left: list[tuple[ast.AST, bool]] = [(tree, False)]
    while left:
        node, is_local = left.pop()
        if isinstance(node, Function):
            if not is_local:
                yield node.name
            is_local = True
        elif isinstance(getattr(node, "ctx", None), ast.Store):
            if isinstance(node, ast.Name) and not is_local:
                yield node.id
            elif isinstance(node, ast.Attribute) and _is_self(node.value):
                yield node.attr
        left += [(inner, is_local) for inner in ast.iter_child_nodes(node)]


def _is_self(node: ast.expr) -> bool:
    return isinstance(node, ast.Name) and node.id in ("self", "cls")


def _imports(tree: ast.AST) -> Iterator[Found]:
    for node in ast.walk(tree):
        modules: list[str] = []
        if isinstance(node, ast.Import):
            modules = [name.name for name in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            modules = [f"{node.module}.{name.name}" for name in node.names]
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            modules = [node.value]
        for module in filter(MODULE.match, modules):
            yield Found(getattr(node, "lineno", 0), f"{module} is private")


def _inherited(kind: object) -> frozenset[str]:
    """The private names that a class, or what is made of it, has from the libraries."""
    if not isinstance(kind, type):
        return frozenset()
    bases: set[type] = set()
    for heir in _with_subclasses(kind):
        bases.update(heir.__mro__)
    known = _classes_and_modules()
    names = (known.get(f"{base.__module__}.{base.__name__}") for base in bases)
    return frozenset[str]().union(*filter(None, names))


def _with_subclasses(kind: type) -> Iterator[type]:
    yield kind
    heirs: list[type] = kind.__subclasses__()
    for heir in heirs:
        yield from _with_subclasses(heir)
