"""How a sentence calls a key: as it is set by the person who sits there."""

from __future__ import annotations

from collections.abc import Mapping
from contextvars import ContextVar

from textual.keys import format_key

from oneone_tui.workshop.model.terms import NoteKind
from oneone_tui.workshop.notes.grammar import LETTER

_SET: ContextVar[Mapping[str, str]] = ContextVar("keys as they are set")


def set_user_keys(keys: Mapping[str, str]) -> None:
    """Take the keys by the ids of what they do; those that are not there are the usual ones."""
    _SET.set(keys)


def key_for(command: str, usual: str) -> str:
    """How the key of the command with that id reads; `usual` where nobody has set another."""
    keys = _SET.get({}).get(command, "")
    if not keys:
        return usual
    *modifiers, key = keys.partition(",")[0].split("+")
    return "+".join([*modifiers, format_key(key).replace("⏎", "enter")])


def undo_key() -> str:
    """The key that takes back the last change."""
    return key_for("change.undo", "u")


def start_key() -> str:
    """The key that starts the clock."""
    return key_for("clock.pause", "space")


def note_keys(*kinds: NoteKind) -> str:
    """The keys that begin a note of these kinds, one after the other."""
    return " ".join(key_for(f"note.{kind}", LETTER[kind]) for kind in kinds)
