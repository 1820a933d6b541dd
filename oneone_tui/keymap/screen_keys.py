"""The keys that can be used on each screen: its own scopes, and those of Textual."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from oneone_tui.keymap.commands import COMMANDS


class Place(NamedTuple):
    """A screen with its widgets, by their scopes; `is_typed_on` where it has a line to type in.

    Without `has_palette`, nothing there is found by its name.
    """

    title: str
    scopes: tuple[str, ...]
    is_typed_on: bool = False
    has_palette: bool = True


class BoundCommand(NamedTuple):
    """Something that keys do at a place.

    `id` is empty where the keys are fixed. `typing` is whether they work while a line is typed;
    None where they work always.
    """

    id: str
    keys: tuple[str, ...]
    what: str
    typing: bool | None = False


class KeyScope(NamedTuple):
    """A screen with its widgets: all keys that can be meant there."""

    title: str
    bound: tuple[BoundCommand, ...]


PALETTE = "palette.open"
_STAGE = ("timed", "stage")
_NOTES = (*_STAGE, "attendance", "notes")
PLACES = (
    Place("Library", ("library", "rows"), is_typed_on=True),
    Place("Setup", (*_STAGE, "setup", "list", "agenda-list"), is_typed_on=True),
    Place("Pairing", (*_STAGE, "attendance", "pairing", "cards"), is_typed_on=True),
    Place("Rounds", (*_NOTES, "rounds", "pair-list"), is_typed_on=True),
    Place(
        "Report-back",
        (*_NOTES, "board-editing", "report-back", "pair-notes", "board", "board-column"),
        is_typed_on=True,
    ),
    Place("Summary", (*_NOTES, "summary", "list", "board", "board-column"), is_typed_on=True),
    Place("Agenda", ("agenda", "agenda-list")),
    Place("Larger group", ("timed", "larger-group", "board", "board-column")),
    Place("Clock only", ("timed", "clock-only")),
    Place("Review", ("review", "rows"), is_typed_on=True),
    Place("Commitments", ("commitments", "rows"), is_typed_on=True),
    Place("Roster", ("roster", "rows"), is_typed_on=True),
    Place("People", ("people", "matrix")),
    Place("Recurring themes", ("trends", "rows")),
    Place("Help", ("help", "rows")),
    Place("Wall", ("wall",), has_palette=False),
)
"""Each screen, in the order in which `docs/keys.md` lists them."""

_SCROLL = {
    "pageup": "Page Up",
    "pagedown": "Page Down",
    "ctrl+pageup": "Page Left",
    "ctrl+pagedown": "Page Right",
}
_LIST = {
    "up": "Up",
    "down": "Down",
    "left": "Scroll Left",
    "right": "Scroll Right",
    "home": "First",
    "end": "Last",
    **_SCROLL,
    "enter": "Select",
}
_LINE = {
    "left": "Move cursor left",
    "right": "Move cursor right or accept the completion suggestion",
    "home,ctrl+a": "Go to start",
    "end,ctrl+e": "Go to end",
    **_SCROLL,
    "shift+left": "Move cursor left and select",
    "ctrl+left": "Move cursor left a word",
    "ctrl+shift+left": "Move cursor left a word and select",
    "shift+right": "Move cursor right and select",
    "ctrl+right": "Move cursor right a word",
    "ctrl+shift+right": "Move cursor right a word and select",
    "backspace": "Delete character left",
    "ctrl+shift+a": "Select all",
    "shift+home": "Select line start",
    "shift+end": "Select line end",
    "delete,ctrl+d": "Delete character right",
    "ctrl+w": "Delete left to start of word",
    "ctrl+u,super+backspace": "Delete all to the left",
    "ctrl+backspace,alt+backspace": "Delete right to start of word",
    "ctrl+k": "Delete all to the right",
    "ctrl+x": "Cut selected text",
    "ctrl+v": "Paste text from the clipboard",
}
FIXED_KEYS = {
    "agenda-list": _LIST,
    "board-column": _LIST,
    "cards": _SCROLL,
    "line": _LINE,
    "list": _LIST,
    "pair-list": _LIST,
    "pair-notes": _LIST,
}
"""What Textual itself has keys for in a widget, by their scopes; ours of the same key hide them.

What it has on every screen may be taken for something else, and is left out.
"""


def key_scopes() -> tuple[KeyScope, ...]:
    """Give all keys there are, place by place."""
    program = tuple(_bound("program", None))
    line = tuple(_bound("line", typing=True))
    return tuple(
        KeyScope(
            place.title,
            (
                *(one for scope in place.scopes for one in _bound(scope, typing=False)),
                *(line if place.is_typed_on else ()),
                *(one for one in program if place.has_palette or one.id != PALETTE),
            ),
        )
        for place in PLACES
    )


def _bound(scope: str, typing: bool | None) -> Iterator[BoundCommand]:
    taken = set[str]()
    for command in COMMANDS.get(scope, ()):
        keys = tuple(command.keys.split(","))
        taken.update(keys)
        yield BoundCommand(command.id, keys, command.words, typing)
    for fixed, words in FIXED_KEYS.get(scope, {}).items():
        if free := tuple(key for key in fixed.split(",") if key not in taken):
            yield BoundCommand("", free, words, typing)
