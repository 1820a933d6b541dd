"""Small wrongs that a test should notice: each is one place of a module, and what stands there."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
ARITHMETIC: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
}
TEXT = "mutant"
"""What a text becomes."""


class Mutant(NamedTuple):
    """A wrong: the bytes from `start` to `end` of a module's text become `after`.

    `line` is the line where it stands, without blanks around it; with `before` and `after` it is
    what the wrong is known by, wherever the line goes.
    """

    start: int
    end: int
    line: str
    before: str
    after: str

    def put_into(self, source: str) -> str:
        """The module's text with the wrong in it."""
        text = source.encode()
        return (text[: self.start] + self.after.encode() + text[self.end :]).decode()

    def __str__(self) -> str:
        """One line for people."""
        return f"{self.line}\n      {_short(self.before)}  →  {_short(self.after)}"


def mutants_of(source: str) -> tuple[Mutant, ...]:
    """Every wrong that can be done to a module, in the order of the text, each once."""
    tree = ast.parse(source)
    return tuple(sorted(dict.fromkeys(_Finder(source).find(tree))))


class _Finder:
    """Goes through a module, but for what only people and type checkers read."""

    def __init__(self, source: str) -> None:
        self._text = source.encode()
        self._lines = source.splitlines()
        self._starts = [0]
        for line in source.encode().splitlines(keepends=True):
            self._starts.append(self._starts[-1] + len(line))

    def find(self, node: ast.AST) -> Iterator[Mutant]:
        """The wrongs of a node and of all within it."""
        if _is_typing_only(node):
            return
        yield from self._of(node)
        for child in _children(node):
            yield from self.find(child)

    def _of(self, node: ast.AST) -> Iterator[Mutant]:
        match node:
            case ast.Compare(ops=[one]) if type(one) in COMPARISONS:
                operator = COMPARISONS[type(one)]()
                yield self._instead(node, ast.Compare(node.left, [operator], node.comparators))
            case ast.BoolOp():
                joined = ast.Or() if isinstance(node.op, ast.And) else ast.And()
                yield self._instead(node, ast.BoolOp(joined, node.values))
            case ast.UnaryOp(op=ast.Not()):
                yield self._instead(node, node.operand)
            case ast.BinOp() if type(node.op) in ARITHMETIC and not _is_text(node):
                other = ARITHMETIC[type(node.op)]()
                yield self._instead(node, ast.BinOp(node.left, other, node.right))
            case ast.AugAssign() if type(node.op) in ARITHMETIC:
                other = ARITHMETIC[type(node.op)]()
                yield self._instead(node, ast.AugAssign(node.target, other, node.value))
            case ast.Constant():
                yield from self._of_constant(node)
            case ast.If(test=test) | ast.IfExp(test=test) | ast.While(test=test):
                if not isinstance(test, ast.Compare | ast.UnaryOp | ast.Constant):
                    yield self._instead(test, ast.UnaryOp(ast.Not(), test))
            case ast.comprehension(ifs=ifs):
                for test in ifs:
                    yield self._instead(test, ast.Constant(True))
            case ast.Return(value=ast.expr() as value) if not _is_nothing(value):
                yield self._instead(value, ast.Constant(None))
            case ast.Expr(value=ast.Call() | ast.Await()) | ast.Assign() | ast.Raise():
                yield self._instead(node, ast.Pass())
            case ast.Continue() | ast.Break():
                other_way = ast.Break() if isinstance(node, ast.Continue) else ast.Continue()
                yield self._instead(node, other_way)
            case _:
                pass

    def _of_constant(self, node: ast.Constant) -> Iterator[Mutant]:
        match node.value:
            case bool(value):
                yield self._instead(node, ast.Constant(not value))
            case int(value) | float(value):
                yield self._instead(node, ast.Constant(value + 1))
            case str(value) if value:
                yield self._instead(node, ast.Constant(TEXT))
            case bytes(value) if value:
                yield self._instead(node, ast.Constant(TEXT.encode()))
            case _:
                pass

    def _instead(self, node: ast.expr | ast.stmt, other: ast.AST) -> Mutant:
        start = self._starts[node.lineno - 1] + node.col_offset
        end = self._starts[(node.end_lineno or 0) - 1] + (node.end_col_offset or 0)
        after = ast.unparse(ast.fix_missing_locations(other))
        return Mutant(
            start=start,
            end=end,
            line=self._lines[node.lineno - 1].strip(),
            before=self._text[start:end].decode(),
            after=f"({after})" if isinstance(node, ast.expr) else after,
        )


def _children(node: ast.AST) -> Iterator[ast.AST]:
    for name, value in ast.iter_fields(node):
        if name in ("annotation", "returns", "decorator_list", "type_params"):
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST) and not _is_for_people(node, child):
                yield child


def _is_for_people(node: ast.AST, child: ast.AST) -> bool:
    # Docstrings, the words of an error, the parts of an f-string that are words; and what a class
    # says of itself, such as that nothing changes its records: a type checker sees to it.
    if isinstance(child, ast.Expr) and isinstance(child.value, ast.Constant):
        return True
    if isinstance(node, ast.Raise) or (
        isinstance(node, ast.ClassDef) and isinstance(child, ast.keyword)
    ):
        return True
    return isinstance(node, ast.JoinedStr) and isinstance(child, ast.Constant)


def _is_typing_only(node: ast.AST) -> bool:
    match node:
        case ast.If(test=ast.Name(id="TYPE_CHECKING")):
            return True
        case ast.Assign(value=ast.Call(func=ast.Name(id="TypeVar"))):
            return True
        case _:
            return False


def _is_text(node: ast.BinOp) -> bool:
    parts = (node.left, node.right)
    return any(
        isinstance(part, ast.JoinedStr)
        or (isinstance(part, ast.Constant) and isinstance(part.value, str))
        for part in parts
    )


def _is_nothing(node: ast.expr) -> bool:
    # To whoever asks whether something is so, no answer is a no.
    return isinstance(node, ast.Constant) and node.value in (None, False)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 90 else f"{line[:89]}…"
