"""Files that nobody means well with: sessions, guides and rosters, mutated or made too much."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from importlib import resources
from typing import Any

import msgspec
from hypothesis import strategies as st

from oneone_tui.guides import MAX_SIZE as GUIDE_SIZE
from oneone_tui.store.atomic_file import NON_ASCII_LIMIT, SIZE_LIMIT, VALUES_LIMIT
from oneone_tui.store.serialization import TABLES, to_tables
from oneone_tui.workshop.roster.records import MAX_SIZE as ROSTER_SIZE
from tests.support.session_store import FULL, tables_from_json

# Just under what is refused unread, and under what is refused for its many values.
SIZE = SIZE_LIMIT - 20_000
VALUES = VALUES_LIMIT - 10_000
LETTERS = NON_ASCII_LIMIT - 20_000

GOOD: dict[str, Any] = tables_from_json(to_tables(FULL))
CONTENT = msgspec.json.encode(GOOD)
GUIDE = resources.files("oneone_tui.guides").joinpath("one-to-one.toml").read_text("utf-8")
ROSTER = "first name,last name,email,team\nAna,Ruiz,ana@example.org,East\nBen,Okafor,,West\n"

MARKS = "\u0301\u0316"  # the second sorts before the first, so that there is much to sort
ARABIC = "مرحبا بكم في المكان الجديد " * 3

ODD_TEXTS = (
    *("", " ", "\x00", "\x1b[2J", "\u202e", "\ud800", "a" * 30_000, "\u0301\u0316" * 3_000),
    *("\x90" * 3_000, "[bold]x[/]", "{{x}}", "=cmd|' /C calc'!A0", "<script>", "../../etc/passwd"),
    *("team-1", "pair-1-1", "ana-ruiz", "Undone", "value", "2026-11-09T18:00:00Z", "9999-12-31"),
    *("0001-01-01T00:00:00+14:00", "e\u0301" * 100, "\U0001f600\u200d" * 200, "\n\r\t" * 50),
)
_SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.integers(min_value=-(2**70), max_value=2**70),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(max_size=20),
    st.sampled_from(ODD_TEXTS),
)
ODD = st.recursive(
    _SCALARS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.dictionaries(st.text(max_size=5) | st.sampled_from(TABLES), inner, max_size=4),
    ),
    max_leaves=8,
)


def _places(value: object, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    inner: list[tuple[Any, Any]] = []
    if isinstance(value, dict):
        inner = list(value.items())
    elif isinstance(value, list):
        inner = list(enumerate(value))
    return [path, *(place for key, item in inner for place in _places(item, (*path, key)))]


PLACES = _places(GOOD)[1:]
_WAYS = ("value", "key", "gone", "twice", "moved")


@st.composite
def sessions(draw: st.DrawFn) -> bytes:
    """A session file with values, types and keys changed, at any depth of it."""
    data = copy.deepcopy(GOOD)
    for _ in range(draw(st.integers(1, 6))):
        place, way = draw(st.sampled_from(PLACES)), draw(st.sampled_from(_WAYS))
        value = copy.deepcopy(draw(ODD)) if way in ("value", "key") else None
        _spoil(data, place, way, value, draw(st.sampled_from(PLACES)))
    # As JSON can have it: lone surrogates escaped, whatever else as it is.
    return _json(data)


def _spoil(data: Any, place: tuple[Any, ...], way: str, value: object, other: Any) -> None:
    try:
        inner = _at(data, place[:-1])
        match way:
            case "value":
                inner[place[-1]] = value
            case "gone":
                del inner[place[-1]]
            case "key":
                inner[str(value)[:200]] = inner.pop(place[-1])
            case "twice":
                inner["77"] = copy.deepcopy(inner[place[-1]])
            case _:
                inner[place[-1]] = copy.deepcopy(_at(data, other))
    except (KeyError, IndexError, TypeError, AttributeError):
        return  # what was there is gone already


def _at(data: Any, place: tuple[Any, ...]) -> Any:
    for key in place:
        data = data[key]
    return data


def _json(data: object) -> bytes:
    return json.dumps(data).encode()


@st.composite
def torn(draw: st.DrawFn, content: bytes = CONTENT) -> bytes:
    """A file with bytes that went wrong: changed, missing, doubled, cut, run on, or none of it."""
    spoilt = bytearray(content)
    for _ in range(draw(st.integers(1, 5))):
        at = draw(st.integers(0, max(len(spoilt) - 1, 0)))
        length = draw(st.integers(1, 300))
        match draw(st.sampled_from(("byte", "gone", "twice", "cut", "zero", "more"))):
            case "byte":
                spoilt[at : at + 1] = bytes([draw(st.integers(0, 255))])
            case "gone":
                del spoilt[at : at + length]
            case "twice":
                spoilt[at:at] = spoilt[at : at + length]
            case "cut":
                del spoilt[at:]
            case "zero":
                spoilt[at : at + length] = bytes(length)
            case _:
                spoilt += draw(st.binary(max_size=100)) + content[at:]
    return bytes(spoilt)


@st.composite
def guides(draw: st.DrawFn) -> bytes:
    """A guide's file with values and lines that are not what they should be."""
    if draw(st.booleans()):
        return draw(torn(GUIDE.encode()))
    lines = GUIDE.splitlines()
    for _ in range(draw(st.integers(1, 5))):
        at = draw(st.integers(0, len(lines) - 1))
        key, sign, _ = lines[at].partition("=")
        match draw(st.sampled_from(("value", "gone", "twice", "line"))):
            case "value" if sign:
                lines[at] = f"{key}= {draw(_TOML)}"
            case "gone":
                lines[at] = ""
            case "twice":
                lines.insert(at, lines[at])
            case _:
                lines.insert(at, draw(st.text(max_size=40)))
    return "\n".join(lines).encode("utf-8", "replace")


_TOML = st.one_of(
    st.sampled_from(("nan", "-inf", "1e999", "9" * 400, "[]", "[[]]", "{}", "true", "-0", '""')),
    st.sampled_from(("1979-05-27T07:32:00Z", "07:32:00", "[1, 'a', {}]", "'''", "{a={b={c={}}}}")),
    st.integers().map(str),
    st.floats(allow_nan=False, allow_infinity=False).map(str),
    st.sampled_from(ODD_TEXTS).map(lambda text: _json(text).decode()),
)


@st.composite
def rosters(draw: st.DrawFn) -> bytes:
    """A roster from a program that one never heard of, in whatever encoding."""
    if draw(st.booleans()):
        return draw(torn(ROSTER.encode()))
    cell = st.one_of(st.text(max_size=30), st.sampled_from(ODD_TEXTS), st.sampled_from(_CELLS))
    sign = draw(st.sampled_from((",", ";", "\t", "|", "\n", " - ")))
    rows = draw(st.lists(st.lists(cell, min_size=1, max_size=6), max_size=12))
    head = draw(st.sampled_from(("", "name", "first name,last name,team", "Name;E-Mail", "team")))
    text = "\n".join([head, *(sign.join(row) for row in rows)])
    encoding = draw(st.sampled_from(("utf-8", "utf-16", "latin-1", "cp1252", "utf-32")))
    return text.encode(encoding, "replace")


_CELLS = (
    "Ana Ruiz",
    "Ruiz, Ana",
    '"Ana',
    "ana@example.org",
    "<a@b>",
    "1.",
    "- ",
    "(host)",
    "x" * 9,
)

# ------------------------------------------------------------------------------ too much of it


def _with(table: str, rows: dict[str, Any]) -> bytes:
    return _utf8(GOOD | {table: rows})


def _utf8(data: object) -> bytes:
    return json.dumps(data, ensure_ascii=False).encode()


def _notes(text: str, count: int) -> bytes:
    note = GOOD["notes"]["1"]
    rows = {str(n): note | {"id": f"n{n}", "text": text} for n in range(1, count + 1)}
    return _with("notes", rows)


def _deep(levels: int) -> Any:
    value: Any = {}
    for _ in range(levels):
        value = {"a": value}
    return value


def _escaped(content: bytes) -> bytes:
    return content.replace(b"\xc2\x90", b"\\u0090")


def _odd(text: str, count: int) -> bytes:
    row = GOOD["session"]["1"] | {"x": [text] * count}
    return _with("session", {"1": row})


SESSIONS: dict[str, Callable[[], bytes]] = {
    "50 MB": lambda: CONTENT + b" " * (50 * 1024**2),
    "spaces": lambda: b" " * SIZE,
    "a million texts": lambda: _odd("a  b", 1_000_000),
    "as many texts as may be": lambda: _odd("a  b\u0301", VALUES),
    "marks": lambda: _odd("a" + MARKS * 9_000, LETTERS // 36_000),
    "short marks": lambda: _odd(MARKS * 4, VALUES),
    "openings": lambda: _odd("\x90" * 19_000, LETTERS // 38_000),
    "escaped openings": lambda: _escaped(_odd("\x90" * 19_000, SIZE // 114_000)),
    "escapes": lambda: _odd("\x1b]" * 9_000, SIZE // 63_000),
    "wide letters": lambda: _notes("\U0001f600" + "a" * 1_990, SIZE // 2_200),
    "long plain notes": lambda: _notes("a" * 1_990, SIZE // 2_200),
    "as many notes as may be": lambda: _notes("we keep our word", VALUES // 11),
    "notes of another time": lambda: _notes("x", VALUES // 11).replace(
        b"2026-11-09", b"2526-11-09"
    ),
    "notes of no pair": lambda: _notes("x", VALUES // 11).replace(b'"pair": "', b'"pair": "x'),
    "notes in Arabic": lambda: _notes(ARABIC, SIZE // 450),
    "many documents": lambda: _with("notes", {str(n): {} for n in range(1, VALUES // 2)}),
    "many tables": lambda: _utf8(GOOD | {f"t{n}": {} for n in range(VALUES // 2)}),
    "deep": lambda: _with("notes", {"1": _deep(900)}),
    "many things in things": lambda: _with("notes", {"1": {"x": [_deep(20)] * (VALUES // 22)}}),
    "many lists": lambda: _odd("", 1).replace(b'[""]', b"[" + b"[]," * (VALUES // 2) + b"1]"),
    "long numbers": lambda: _odd("", 1).replace(b'[""]', b"9" * SIZE),
    "many observers": lambda: _with(
        "pairs", {"1": GOOD["pairs"]["1"] | {"observers": ["x"] * VALUES}}
    ),
    "many teams": lambda: _with(
        "teams",
        {str(n): GOOD["teams"]["1"] | {"id": f"team-{n}"} for n in range(1, VALUES // 8)},
    ),
    "one key": lambda: _utf8(GOOD | {"x" * SIZE: {}}),
}
"""Sessions at the limits, each a different way to be too much."""


def _titled(text: str) -> bytes:
    return GUIDE.replace('title = "', f'title = "{text}', 1).encode()


def _with_prompts(prompt: str) -> bytes:
    begun = GUIDE.index("  [[stages.steps.prompts]]")
    count = (GUIDE_SIZE - len(GUIDE) - 1_000) // len(prompt)
    return f"{GUIDE[:begun]}{prompt * count}{GUIDE[begun:]}".encode()


_LONG = GUIDE_SIZE - 1_000
GUIDES: dict[str, Callable[[], bytes]] = {
    "50 MB": lambda: b"#" * (50 * 1024**2),
    "lists in lists": lambda: b"a=" + b"[" * _LONG,
    "tables in tables": lambda: b"a=" + b"{a=" * (_LONG // 3),
    "a key of dots": lambda: b"a." * (_LONG // 2) + b"a=1",
    "a header of dots": lambda: b"[" + b"a." * (_LONG // 2) + b"a]",
    "dots in quotes": lambda: b'"\\"".' * (_LONG // 5) + b"a=1",
    "dots in braces": lambda: b"a={" + b"a." * (_LONG // 2) + b"a=1}",
    "keys of dots": lambda: b"".join(b"a." * 15 + b"k%d=1\n" % n for n in range(_LONG // 38)),
    "keys of dots below dots": lambda: (
        b"[" + b"h." * 15 + b"h]\n" + b"".join(b"a." * 15 + b"k%d=1\n" % n for n in range(2_600))
    ),
    "an open quote": lambda: b'"' + b'\\"' * (_LONG // 2),
    "open texts": lambda: b'"""\n' * (_LONG // 4),
    "many keys": lambda: b"".join(b"k%d=1\n" % n for n in range(10_000)),
    "many tables": lambda: b"[[a]]\n" * (_LONG // 6),
    "many mistakes": lambda: _with_prompts('[[stages.steps.prompts]]\nat=2\ntext=""\n'),
    "a long number": lambda: b"a=" + b"9" * _LONG,
    "openings": lambda: _titled("\x90" * 40_000),
    "marks": lambda: _titled("a" + MARKS * 20_000),
}
_MUCH = ROSTER_SIZE - 10_000
ROSTERS: dict[str, Callable[[], bytes]] = {
    "50 MB": lambda: b"Ana Ruiz\n" * 5_800_000,
    "one line": lambda: b"x" * _MUCH,
    "many lines": lambda: b"".join(b"Name %d\n" % n for n in range(70_000)),
    "as many as may be": lambda: b"".join(b"Ana Ruiz %d\n" % n for n in range(9_990)),
    "one name": lambda: b"Ana Ruiz\n" * 9_990,
    "openings": lambda: ("\x90" * 240 + "\n").encode() * 2_000,
    "long openings": lambda: ("\x90" * 2_000 + "\n").encode() * 240,
    "marks": lambda: ("a" + "\u0301\u0316" * 1_000 + "\n").encode() * 240,
    "quotes": lambda: b'name\n"' + b'""' * (_MUCH // 2),
    "commas": lambda: (b"," * 290 + b"\n") * 3_000,
    "addresses": lambda: (b"<a@b" * 500 + b"\n") * 490,
    "digits": lambda: (b"1. " * 600 + b"x\n") * 500,
    "zeros": lambda: b"\x00" * _MUCH,
}
