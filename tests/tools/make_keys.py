"""Make `docs/keys.md` anew, from the table of commands: ``python -m tests.tools.make_keys``.

With a file's name it is written there.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

from oneone_tui.keymap.key_names import written_key
from oneone_tui.keymap.screen_keys import BoundCommand, KeyScope, key_scopes
from oneone_tui.screens.help import grammar

Scopes = tuple[KeyScope, ...]

FILE = Path("docs/keys.md")
TYPING, ON_STAGES = "While you type in a line", "On every stage"
STAGES = ("Setup", "Pairing", "Rounds", "Report-back", "Summary")

HEAD = """\
# Keys

Made from the console's own bindings by `make keys`; `?` shows those that work where you are, and
`ctrl+p` finds any of them by its name. All of them work with tmux and GNU screen around them as
those are set up by default, and none needs alt, a function key or a mouse.

To change a key, write its id into the settings (`oneone config new` begins the file, and
`oneone config check` looks for clashes):

```toml
[keys]
"clock.pause" = "space,z"
```

A key is a letter or a sign as it is typed (`A` is shift and a), or a name: `space`, `enter`, `tab`,
`escape`, `up`, `home`, `pageup`, `delete`, `comma`, `f5`, `ctrl+x`. Several have commas between.
While you type in a line, letters are letters: only the keys of the line and those of everywhere
work then.
"""


def keys_page() -> str:
    """The whole page."""
    scopes = key_scopes()
    sections = (
        f"## {title}\n\n| key | does | id | also on |\n| --- | --- | --- | --- |\n"
        + "\n".join(_rows(bound, scopes, title))
        for title, bound in _sections(scopes)
        if bound
    )
    lines = "\n".join(f"| `{_cell(line)}` | {_cell(what)} |" for line, what in grammar())
    note = f"## What is written in the note line\n\n| line | means |\n| --- | --- |\n{lines}"
    return "\n\n".join((HEAD.rstrip(), *sections, note)) + "\n"


def _sections(scopes: Scopes) -> Iterator[tuple[str, list[BoundCommand]]]:
    """Each id once: where it works everywhere, on every stage, or first."""
    places = {place.title: {b.id: b for b in place.bound if b.id} for place in scopes}
    every = {b.id: b for scope in scopes for b in scope.bound if b.id}
    everywhere = [one for one in every.values() if one.typing is None]
    typing = [one for one in every.values() if one.typing]
    yield "Everywhere", everywhere
    yield TYPING, typing
    told = {one.id for one in (*everywhere, *typing)}
    on_stages = set.intersection(*(set(places[stage]) for stage in STAGES)) - told
    yield ON_STAGES, [one for name, one in places["Setup"].items() if name in on_stages]
    told |= on_stages
    for title, found in places.items():
        yield title, [one for name, one in found.items() if name not in told]
        told |= found.keys()


def _rows(bound: Iterable[BoundCommand], scopes: Scopes, title: str) -> Iterator[str]:
    """A row each; those that a digit alone tells apart have one row."""
    for _, alike in groupby(bound, lambda one: re.sub(r"\b\d$", "", one.id)):
        first, *others = alike
        key, what, name = _keys(first), _cell(first.what), f"`{first.id}`"
        if others:
            last = others[-1]
            key, what, name = f"{key} … {_keys(last)}", f"{what} …", f"{name} … `{last.id}`"
        yield f"| {key} | {what} | {name} | {_also(first, scopes, title)} |"


def _also(bound: BoundCommand, scopes: Scopes, title: str) -> str:
    """The other places where it works."""
    if bound.typing is not False:
        return ""
    here = STAGES if title == ON_STAGES else (title,)
    on = (place.title for place in scopes if bound.id in {one.id for one in place.bound})
    return ", ".join(other for other in on if other not in here)


def _keys(bound: BoundCommand) -> str:
    return " ".join(f"`{_cell(written_key(key))}`" for key in bound.keys)


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def main() -> None:
    """Write the page."""
    file = Path(sys.argv[1]) if len(sys.argv) > 1 else FILE
    file.write_text(keys_page(), encoding="utf-8")
    print(file)


if __name__ == "__main__":
    main()
