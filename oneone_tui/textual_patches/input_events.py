"""Turns the tokens of `terminal_input` into Textual's events.

It stands in for Textual's own `XTermParser`, of which it keeps the tables of keys. What 8.2.8 does
otherwise, and where that is being talked about:

- Finished sequences that it does not know become keys, one a character (textual#570 chose so).
- It leaves a bracketed paste at the first ESC, and waits for ever for an end that never comes.
- Key releases, alternate keys and large numbers of kitty's protocol raise (textual#6417).
- Esc and a letter in one packet are alt and that letter, or a letter such as £.
- Size reports are believed, whoever sent them.
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
"""Columns or rows that a terminal may claim to have where its tty does not know."""
MODIFY_OTHER_KEYS = 27
RELEASED = "3"
SHIFT, ALT, CTRL = 1, 2, 4
MODIFIERS = {ALT: "alt", CTRL: "ctrl", 8: "super", 16: "hyper", 32: "meta"}
KITTY_KEYS = range(0xE000, 0xF900)
LOCKS = 64 | 128
"""Caps lock and num lock: what they do to a key has been done."""

_KEY = r"\x1b\[([\d:]{0,32})(?:;([\d:]{0,16})(?:;([\d:]{0,200}))?)?([u~ABCDEFHPQRS])"
_MOUSE = r"\x1b\[<(\d{1,6});(-?\d{1,6});(-?\d{1,6})([Mm])"
_MODE = r"\x1b\[\?(\d{1,6});(\d)\$y"
_SIZE = r"\x1b\[48((?:;\d{1,6}(?::[\d:]*)?){4})t"


class Key(NamedTuple):
    """What an event of a key says; the event itself is made anew each time."""

    name: str
    character: str | None

    def event(self) -> events.Key:
        """The event."""
        return events.Key(self.name, self.character)


class InputEvents:
    """Makes events of tokens.

    Args:
        tty_size: The columns and rows that the system knows of, or None.
    """

    def __init__(self, tty_size: Callable[[], Size | None]) -> None:
        self._tty_size = tty_size
        self._asked = {SYNCHRONIZED, IN_BAND_RESIZE}
        """Modes that the driver has asked for, and that the terminal has not answered yet."""
        self._tells_size = False
        self._pixels_per_cell: tuple[float, float] | None = None
        self._mouse_at = (0, 0)

    def of(self, tokens: Iterable[Token]) -> Iterator[Message]:
        """The events of `tokens`."""
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
                    yield from self._of_sequence(text)

    def _of_sequence(self, text: str) -> Iterator[Message]:
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
            self._tells_size = answer.supported
            yield answer

    def _size(self, told: list[int]) -> Iterator[Message]:
        """A report that says how large the terminal is; where the tty knows, it knows better."""
        rows, columns, pixel_rows, pixel_columns = told
        if not self._tells_size or not (rows and columns):
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
    """The keys of one character, or of a sequence; none if nobody knows it."""
    if found := re.fullmatch(_KEY, text):
        if found[4] == "R" and found[2] is not None:
            return ()  # where the cursor is, which nobody asked
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


def _extended(code: str, held: str, said: str, end: str) -> tuple[Key, ...] | None:
    """Keys as kitty's protocol and xterm tell of them; None where older tables may know more.

    https://sw.kovidgoyal.net/kitty/keyboard-protocol/
    """
    codes = code.split(":")
    if end != "u" and len(codes) > 1:
        return ()
    modifiers, _, happened = held.partition(":")
    if happened == RELEASED:
        return ()
    bits = max(int(modifiers or 1) - 1, 0) & ~LOCKS
    if end == "~" and codes[0] == str(MODIFY_OTHER_KEYS) and said:
        codes, said, end = [said], "", "u"
    name = FUNCTIONAL_KEYS.get(f"{codes[0] or 1}{end}")
    # A number for private use is a key without a letter, of which Textual has no name.
    codes = ["" if one.isdecimal() and int(one) in KITTY_KEYS else one for one in codes]
    if name is None and (end != "u" or not (said or _letter(codes[0]))):
        return None
    letters = [_letter(one) for one in said.split(":")] if said else [None]
    return tuple(key for letter in letters if (key := _key(name, codes, bits, letter)))


def _key(name: str | None, codes: list[str], bits: int, letter: str | None) -> Key | None:
    if name is None:
        if bits == SHIFT and len(codes) > 1:  # the key beside it, as it reads with shift
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
    """The character of a code point, if it is one that can be typed."""
    number = int(code) if code.isdecimal() and len(code) <= len("1114111") else 0
    if number > 0x10FFFF:
        return None
    return None if unicodedata.category(chr(number)) in {"Cc", "Cs"} else chr(number)
