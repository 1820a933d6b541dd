"""Turns the tokens of `terminal.input_parser` into Textual's events.

It replaces Textual's `XTermParser`, and uses its tables of keys. What 8.2.8 does differently, with
the issues about it:

- It turns unknown complete sequences into one key per character (decided in textual#570).
- It ends a bracketed paste at the first ESC, and waits for ever for an end that never comes.
- It raises at key releases, alternate keys and large numbers of kitty's protocol (textual#6417).
- It reads Esc and a letter in one packet as alt and that letter, or as a letter such as £.
- It believes every size report, whoever sent it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from textual import constants, events, messages
from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual._keyboard_protocol import FUNCTIONAL_KEYS, MODIFIER_FUNCTIONAL_KEYS
from textual._xterm_parser import IS_ITERM, SPECIAL_KEY_TO_CHARACTER
from textual.geometry import Size
from textual.keys import KEY_NAME_REPLACEMENTS, Keys, _character_to_key

from oneone_tui.messages import Typing
from oneone_tui.terminal.input_parser import Pasted, Sequence, Token, Typed

if TYPE_CHECKING:
    from textual.message import Message

SYNCHRONIZED, IN_BAND_RESIZE = "2026", "2048"
MOST_CELLS = 1000
"""The most columns or rows that a terminal may report if its tty does not know them."""
MODIFY_OTHER_KEYS = 27
RELEASED = "3"
SHIFT, ALT, CTRL = 1, 2, 4
MODIFIERS = {ALT: "alt", CTRL: "ctrl", 8: "super", 16: "hyper", 32: "meta"}
KITTY_KEYS = range(0xE000, 0xF900)
LOCKS = 64 | 128
"""Caps lock and num lock, which the reported key takes into account."""

_KEY = r"\x1b\[([\d:]{0,32})(?:;([\d:]{0,16})(?:;([\d:]{0,200}))?)?([u~ABCDEFHPQRS])"
_MOUSE = r"\x1b\[<(\d{1,6});(-?\d{1,6});(-?\d{1,6})([Mm])"
_MODE = r"\x1b\[\?(\d{1,6});(\d)\$y"
_SIZE = r"\x1b\[48((?:;\d{1,6}(?::[\d:]*)?){4})t"


class Key(NamedTuple):
    """The name and character of a key event."""

    name: str
    character: str | None

    def event(self) -> events.Key:
        """Return a new event."""
        return events.Key(self.name, self.character)


class InputEvents:
    """Converts tokens to events.

    Args:
        tty_size: Returns the columns and rows of the tty, or None.
    """

    def __init__(self, tty_size: Callable[[], Size | None]) -> None:
        self._tty_size = tty_size
        self._asked = {SYNCHRONIZED, IN_BAND_RESIZE}
        """Modes that the driver has queried, and the terminal has not reported yet."""
        self._reports_size = False
        self._pixels_per_cell: tuple[float, float] | None = None
        self._mouse_at = (0, 0)

    def convert(self, tokens: Iterable[Token]) -> Iterator[Message]:
        """Yield the events for `tokens`."""
        for token in tokens:
            match token:
                case Typed(text) if len(text) > 1:
                    yield Typing(text)
                case Typed(text):
                    yield from (key.event() for key in keys_of(text))
                case Pasted(text):
                    if text:
                        yield events.Paste(text.replace("\x00", ""))  # textual#1661
                case Sequence(text):
                    yield from self._convert_sequence(text)

    def _convert_sequence(self, text: str) -> Iterator[Message]:
        if text == "\x1b[I":
            yield events.AppFocus()
        elif text == "\x1b[O":
            yield events.AppBlur()
        elif found := re.fullmatch(_MOUSE, text):
            buttons, x, y = map(int, found.groups()[:3])
            if x > 0 and y > 0:  # Ghostty sends others, too
                yield self._mouse(buttons, x - 1, y - 1, pressed=found[4] == "M")
        elif found := re.fullmatch(_MODE, text):
            yield from self._mode(found[1], int(found[2]))
        elif found := re.fullmatch(_SIZE, text):
            yield from self._size([int(one.split(":")[0]) for one in found[1].split(";")[1:]])
        else:
            yield from (key.event() for key in keys_of(text))

    def _mode(self, mode: str, state: int) -> Iterator[Message]:
        if mode not in self._asked:
            return
        self._asked.remove(mode)
        if mode == SYNCHRONIZED and state > 0:
            yield messages.TerminalSupportsSynchronizedOutput()
        elif mode == IN_BAND_RESIZE and constants.SMOOTH_SCROLL and not IS_ITERM:
            answer = messages.InBandWindowResize.from_setting_parameter(state)
            self._reports_size = answer.supported
            yield answer

    def _size(self, report: list[int]) -> Iterator[Message]:
        """Yield the event for a size report; the tty's size overrides the report's."""
        rows, columns, pixel_rows, pixel_columns = report
        if not self._reports_size or not (rows and columns):
            return
        if pixel_rows >= rows and pixel_columns >= columns:
            self._pixels_per_cell = pixel_columns / columns, pixel_rows / rows
        size = self._tty_size()
        if size is None and max(rows, columns) <= MOST_CELLS:
            size = Size(columns, rows)
        if size:
            yield events.Resize(size, size, pixel_size=Size(pixel_columns, pixel_rows))

    def _mouse(self, buttons: int, x: float, y: float, *, pressed: bool) -> Message:
        if self._pixels_per_cell:
            x, y = x / self._pixels_per_cell[0], y / self._pixels_per_cell[1]
        before, self._mouse_at = self._mouse_at, (int(x), int(y))
        kind: type[events.MouseEvent]
        button = 0
        if buttons & 64:
            kind = (
                events.MouseScrollUp,
                events.MouseScrollDown,
                events.MouseScrollLeft,
                events.MouseScrollRight,
            )[buttons & 3]
        else:
            button = (buttons + 1) & 3
            if buttons & 32 or not button:
                kind = events.MouseMove
            else:
                kind = events.MouseDown if pressed else events.MouseUp
        return kind(
            None,
            x,
            y,
            int(x) - before[0],
            int(y) - before[1],
            button,
            bool(buttons & 4),
            bool(buttons & 8),
            bool(buttons & 16),
            screen_x=x,
            screen_y=y,
        )


@lru_cache(maxsize=1024)
def keys_of(text: str) -> tuple[Key, ...]:
    """Return the keys of a character or sequence; empty if it is unknown."""
    if found := re.fullmatch(_KEY, text):
        if found[4] == "R" and found[2] is not None:
            return ()  # a cursor position report, which was not requested
        keys = None if constants.DISABLE_KITTY_KEY else _extended(*found.groups(default=""))
        if keys is not None:
            return keys
    known = ANSI_SEQUENCES_KEYS.get(text)
    if isinstance(known, tuple):
        character = text if len(text) == 1 else None
        return tuple(Key(key.value, character) for key in known if key is not Keys.Ignore)
    if isinstance(known, str):
        text = known
    return (Key(_name(text), text),) if len(text) == 1 else ()


def _name(character: str) -> str:
    name = character if character.isalnum() else _character_to_key(character)
    return KEY_NAME_REPLACEMENTS.get(name, name)


def _extended(code: str, held: str, typed: str, end: str) -> tuple[Key, ...] | None:
    """Return keys as kitty's protocol and xterm encode them; None to try the older tables.

    https://sw.kovidgoyal.net/kitty/keyboard-protocol/
    """
    codes = code.split(":")
    if end != "u" and len(codes) > 1:
        return ()
    modifiers, _, happened = held.partition(":")
    if happened == RELEASED:
        return ()
    bits = max(int(modifiers or 1) - 1, 0) & ~LOCKS
    if end == "~" and codes[0] == str(MODIFY_OTHER_KEYS) and typed:
        codes, typed, end = [typed], "", "u"
    name = FUNCTIONAL_KEYS.get(f"{codes[0] or 1}{end}")
    # A code for private use is a key without a character, for which Textual has no name.
    codes = ["" if one.isdecimal() and int(one) in KITTY_KEYS else one for one in codes]
    if name is None and (end != "u" or not (typed or _letter(codes[0]))):
        return None
    letters = [_letter(one) for one in typed.split(":")] if typed else [None]
    return tuple(key for letter in letters if (key := _key(name, codes, bits, letter)))


def _key(name: str | None, codes: list[str], bits: int, letter: str | None) -> Key | None:
    if name is None:
        if bits == SHIFT and len(codes) > 1:  # the shifted character of the same key
            letter = letter or _letter(codes[1])
        character = letter or _letter(codes[0])
        if character is None:
            return None
        if not bits:
            letter = character
        name = _character_to_key(character)
    parts = []
    if bits and name not in MODIFIER_FUNCTIONAL_KEYS:
        if bits & SHIFT and (letter is None or letter.isspace()):
            parts.append("shift")
        parts += [
            word
            for bit, word in MODIFIERS.items()
            if bits & bit and not (bit == ALT and letter is not None)
        ]
    usual = None if bits else SPECIAL_KEY_TO_CHARACTER.get(name)
    return Key("+".join([*sorted(parts), name]), letter or usual)


def _letter(code: str) -> str | None:
    """Return the character of a code point; None if it cannot be typed."""
    number = int(code) if code.isdecimal() and len(code) <= len("1114111") else 0
    if number > 0x10FFFF:
        return None
    return None if unicodedata.category(chr(number)) in {"Cc", "Cs"} else chr(number)
