"""Finding the line of a field in a TOML file, for messages about mistakes in it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

FieldPath = tuple[str | int, ...]
"""Keys, and list positions from 0, that lead to a field: ``("stages", 2, "minutes")``."""

# Whatever can hold a bracket, an equals sign or a line's end without meaning it comes first.
_TOKEN = r"""(?sx)
      \"{3} (?: \\. | [^\\] )*? \"{3,5}  |  '{3} .*? '{3,5}
    | " (?: \\. | [^"\\\n] )* "          |  ' [^'\n]* '
    | \# [^\n]*
    | [\[\]{}=\n]
    | [^\[\]{}=\n"'\#]+
    """


def line_of(text: str, path: FieldPath) -> int:
    """Return the line, from 1, of the field at `path` or of what contains it; 0 for all.

    `text` must be valid TOML. A field in an inline table or list has the line of its key.
    """
    if not path:
        return 0
    lines = _lines_by_path(text)
    while path and path not in lines:
        path = path[:-1]
    return lines.get(path, 0)


def toml_error(said: str, text: str) -> tuple[str, int]:
    """Return the TOML reader's message without the place, and the line of that place."""
    what, _, place = said.partition(" (at ")
    found = re.match("line ([0-9]+)", place)
    if found:
        return what, int(found[1])
    return what, text.count("\n") + 1 if place else 0


@lru_cache(maxsize=1)  # whoever looks for one field of a text mostly looks for more
def _lines_by_path(text: str) -> dict[FieldPath, int]:
    return dict(_find_places(text))


def _find_places(text: str) -> Iterator[tuple[FieldPath, int]]:
    table: FieldPath = ()
    lasts: dict[FieldPath, int] = {}  # lists of tables, each with the place of its last one
    for line, start, is_header in _statements(text):
        if not is_header:
            yield (*table, *_parse_keys(f"{start} = 0")), line
            continue
        table = ()
        *above, last = _parse_keys(start)
        for key in above:
            table = (*table, key)
            if table in lasts:
                table = (*table, lasts[table])
        table = (*table, last)
        if start.startswith("[["):
            lasts[table] = lasts.get(table, -1) + 1
            table = (*table, lasts[table])
        yield table, line


def _parse_keys(statement: str) -> list[str]:
    """Return the keys of a header or an assignment, as TOML reads them."""
    import tomllib  # noqa: PLC0415 - a session has its guide in itself

    keys = []
    found: object = tomllib.loads(statement)
    while isinstance(found, dict | list) and found:
        if isinstance(found, dict):
            key = next(iter(found))
            keys.append(key)
            found = found[key]
        else:
            found = found[0]
    return keys


def _statements(text: str) -> Iterator[tuple[int, str, bool]]:
    """Yield each statement's line, its header or keys, and whether it is a header."""
    depth, line, begun, start, in_value = 0, 1, 0, "", False
    for match in re.finditer(_TOKEN, text):
        token = match[0]
        if token == "\n" and depth == 0:
            if start.strip():
                yield begun, start.strip(), start.strip().startswith("[")
            start, in_value = "", False
        elif token == "=" and depth == 0:
            in_value = True
        elif not in_value and not token.startswith("#"):
            begun = begun if start.strip() else line
            start += token
        depth += (token in "[{") - (token in "]}")
        line += token.count("\n")
    if start.strip():
        yield begun, start.strip(), start.strip().startswith("[")
