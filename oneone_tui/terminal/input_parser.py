"""A parser for terminal input: bytes and the time go in, tokens come out.

Pure: no terminal, no clock, no Textual. It accepts any input:

- A finished control sequence or string is one token, or none. A string (OSC, DCS, APC, PM, SOS) is
  an answer to a question that the program did not ask: it is dropped.
- A sequence that a slow connection splits can continue for `CUT_SECONDS`. What is still unfinished
  then is dropped, unless it reads like something typed: Esc and the next key in one packet.
- A lone Esc is a key after `escape_seconds`. If it was the start of a sequence after all, the rest
  of the sequence is dropped for `CUT_SECONDS`.
- In a bracketed paste everything is text up to the end marker, or up to `CUT_SECONDS` of silence.

The grammar is that of ECMA-48, section 5.4, and of xterm's "Control Sequences".
"""

import codecs
import re
from typing import NamedTuple

CUT_SECONDS = 1.25
"""How long a sequence can be interrupted: a stall of one second, plus a busy machine."""
GAP_SECONDS = 0.9
"""In an unfinished paste, what follows so many seconds of silence was typed."""
GAP_BYTES = 256
"""More bytes than that after a gap belong to the paste: nobody types so much."""
PASTE_BYTES = 1_000_000
"""The most bytes kept of one paste; the rest is dropped."""
STRING_BYTES = 65_536
"""The most bytes held of an unfinished string."""

ESC, DEL = 0x1B, 0x7F
INTRODUCERS = {0x8F: b"O", 0x90: b"P", 0x98: b"X", 0x9B: b"[", 0x9D: b"]", 0x9E: b"^", 0x9F: b"_"}
"""C1 controls that begin a sequence, and the character that means it after ESC."""
STRINGS = b"PX]^_"

# The patterns are compiled by `re` when they are first needed.
_TEXT = rb"[^\x00-\x1f\x7f]+"
_C1 = "[\x80-\x9f\udc80-\udc9f]"  # decoded, or as a single byte
_NOT_UTF_8 = "[\udc80-\udcff]"
_CONTROL = rb"\[[0-?]*[ -/]*(?P<final>[@-~])?"
_UNNUMBERED = rb"\[[ -/]*"
_MOUSE = rb"\[M[\x20-\xff]{0,3}"  # xterm's oldest protocol, the only one in some terminals
_LINUX_KEY = rb"\[\[[A-E]?"
_SHIFT_3 = rb"O(?P<modifier>(?:1;)?[2-9]|1;?)?(?P<final>[A-Za-z])?"
_MODIFIED = b"ABCDFHPQRS"
"""The final bytes of key sequences that contain modifiers."""
_STRING_END = rb"[\x00-\x1f\x7f]|\xc2\x9c|(?<![\x80-\xff])\x9c"
_ANSWER = rb"\]\d+;|P(?:\d[$+]|[>!]\||=\d)|_G"
"""The beginnings of the strings with which terminals answer."""


class Typed(NamedTuple):
    """Typed characters: one control character, or any number of others."""

    text: str


class Sequence(NamedTuple):
    """A finished control sequence, in its 7-bit form."""

    text: str


class Pasted(NamedTuple):
    """The text of a bracketed paste, not cleaned."""

    text: str


Token = Typed | Sequence | Pasted


class TerminalInput:
    """Turns the bytes of one terminal into tokens.

    Pass what was read to `feed`. If nothing has come by `deadline`, call `tick`.

    Args:
        escape_seconds: How long a lone Esc may be the beginning of a sequence.
        shift_tab_is_escape: Whether shift+tab is sent as Esc and tab, as on Linux's own console.
    """

    def __init__(self, escape_seconds: float = 0.1, *, shift_tab_is_escape: bool = False) -> None:
        self._escape_seconds = escape_seconds
        self._shift_tab_is_escape = shift_tab_is_escape
        self._tokens: list[Token] = []
        self._held = b""
        """The unfinished bytes, from the one that began the sequence."""
        self._late = False
        """Whether the ESC at the beginning of the held bytes was taken for a key."""
        self._since = self._last = 0.0
        """When the first held byte came, and when the last byte of all; in seconds."""
        self._paste: bytearray | None = None
        self._paste_end = b""
        self._gap: int | None = None
        """The position in the paste of the first byte after a silence."""

    @property
    def deadline(self) -> float | None:
        """When to call `tick`, on the clock of `feed`, in seconds; None if nothing is held."""
        if self._paste is not None:
            return self._last + CUT_SECONDS
        held = self._held
        if not held:
            return None
        if held == b"\x1b":
            return self._since + (CUT_SECONDS if self._late else self._escape_seconds)
        if self._late and len(held) == len("\x1b["):
            return self._last + self._escape_seconds
        if held[0] == ESC and (held[1] not in STRINGS or re.match(_ANSWER, held[1:])):
            return self._last + CUT_SECONDS
        return self._since + CUT_SECONDS  # from the first byte: it may be typed, byte by byte

    def feed(self, data: bytes, now: float) -> list[Token]:
        """Take bytes that were read at `now`, in seconds; return the tokens they finish."""
        if self._paste is not None and self._gap is None and now - self._last >= GAP_SECONDS:
            self._gap = len(self._paste)
        self._last = now
        if not self._held:
            self._since = now
        held, self._held = self._held, b""
        self._read(held + data)
        return self._take_tokens()

    def tick(self, now: float) -> list[Token]:
        """Return the tokens that must be taken as they are, as nothing came until `now`."""
        deadline = self.deadline
        if deadline is None or now < deadline:
            return []
        if self._paste is not None:
            self._give_up_paste()
        elif self._held == b"\x1b" and not self._late:
            self._tokens.append(Typed("\x1b"))
            self._late = True
        else:
            held, self._held = self._held, b""
            self._read(held, last=True)
        return self._take_tokens()

    def _take_tokens(self) -> list[Token]:
        taken, self._tokens = self._tokens, []
        return taken

    def _read(self, data: bytes, *, last: bool = False) -> None:
        """Read `data`; with `last`, do not hold any of it for what may follow."""
        at = 0
        while at < len(data):
            if self._paste is not None:
                at = self._read_paste(data, at)
            elif data[at] == ESC:
                at = self._read_escape(data, at, last=last)
            elif data[at] < ord(" ") or data[at] == DEL:
                self._tokens.append(Typed(chr(data[at])))
                at += 1
            else:
                at = self._read_text(data, at, last=last)

    # ------------------------------------------------------------------ text

    def _read_text(self, data: bytes, at: int, *, last: bool) -> int:
        self._late = False
        found = re.compile(_TEXT).match(data, at)
        assert found
        ends = last or found.end() < len(data)
        text, used = codecs.utf_8_decode(found[0], "surrogateescape", ends)
        control = re.search(_C1, text)
        if control:
            used = len(text[: control.start()].encode("utf-8", "surrogateescape"))
            text = text[: control.start()]
        if text:
            self._tokens.append(Typed(re.sub(_NOT_UTF_8, "\N{REPLACEMENT CHARACTER}", text)))
        if control:
            return self._read_c1(data, at + used, ord(control[0]) & 0xFF, last=last)
        if at + used < found.end():  # an incomplete UTF-8 character
            self._hold(data, at + used)
            return len(data)
        return at + used

    def _read_c1(self, data: bytes, at: int, control: int, *, last: bool) -> int:
        """Read a C1 control at `at`, of one byte or two."""
        after = at + (2 if data[at] != control else 1)
        if control not in INTRODUCERS:
            return after
        # Continue as after an ESC. No key sends this, so an unfinished sequence is dropped.
        plain = b"\x1b" + INTRODUCERS[control] + data[after:]
        end = self._read_introduced(plain, last=last)
        if end is None:
            self._hold(data, at)
            return len(data)
        if self._paste is not None:
            self._paste_end = data[at:after] + b"201~"
        return after + max(end - len("\x1b["), 0)

    # ------------------------------------------------------------------ sequences

    def _read_escape(self, data: bytes, at: int, *, last: bool) -> int:
        if at + 1 == len(data) and not last:
            self._hold(data, at)
            return len(data)
        begun = data[at + 1 : at + 2]
        if begun and begun in b"[O" + STRINGS:
            end = self._read_introduced(data[at:], last=last)
            if end is None:
                self._hold(data, at)
                return len(data)
            if end:
                self._late = False
                return at + end
        if begun == b"\t" and self._shift_tab_is_escape:
            self._take(data[at : at + 2])
            self._late = False
            return at + 2
        # Esc was pressed; what follows is the next key.
        if not self._late:
            self._tokens.append(Typed("\x1b"))
        self._late = False
        return at + 1

    def _read_introduced(self, data: bytes, *, last: bool) -> int | None:
        """Read the sequence at the start of `data`, which is ESC and an introducer.

        Returns:
            Where it ends; 0 if a person typed it; None if it may continue.
        """
        if data[1] in STRINGS:
            return self._read_string(data, last=last)
        read = self._read_single_shift if data[1] == ord("O") else self._read_control
        return read(data, last=last)

    def _read_single_shift(self, data: bytes, *, last: bool) -> int | None:
        found = re.compile(_SHIFT_3).match(data, 1)
        assert found
        if found["final"] and (not found["modifier"] or found["final"] in _MODIFIED):
            self._take(data[: found.end()])
            return found.end()
        return 0 if last or found.end() < len(data) else None

    def _read_control(self, data: bytes, *, last: bool) -> int | None:
        open_ended = len(data) if not last else -1
        if found := re.compile(_LINUX_KEY).match(data, 1):
            return self._read_linux_key(found, open_ended)
        if found := re.compile(_MOUSE).match(data, 1):
            whole = len(found[0]) == len("[Mbxy")
            if found.end() == open_ended and not whole:
                return None
            return found.end() if whole else len("\x1b[M")
        found = re.compile(_CONTROL).match(data, 1)
        assert found
        end = found.end()
        if found["final"]:
            self._take(data[:end])
        elif end == open_ended:
            return None
        elif re.fullmatch(_UNNUMBERED, found[0]):
            return 0
        return end

    def _read_linux_key(self, found: re.Match[bytes], open_ended: int) -> int | None:
        if len(found[0]) == len("[[A"):
            self._take(found.string[: found.end()])
        elif found.end() == open_ended:
            return None
        elif self._late:  # the key [ is held down
            return 0
        return found.end()

    def _read_string(self, data: bytes, *, last: bool) -> int | None:
        found = re.compile(_STRING_END).search(data, 2)
        if found and (found[0] == b"\x07" or found[0].endswith(b"\x9c")):
            return found.end()
        if found and found[0] == b"\x1b":
            if found.end() == len(data) and not last:
                return None
            if data[found.end() : found.end() + 1] == b"\\":
                return found.end() + 1
        if not found and not last:
            return None
        end = found.start() if found else len(data)
        return end if re.match(_ANSWER, data[1:end]) else 0

    def _take(self, sequence: bytes) -> None:
        if sequence == b"\x1b[200~":
            self._paste, self._paste_end, self._gap = bytearray(), b"\x1b[201~", None
        elif not self._late:
            self._tokens.append(Sequence(sequence.decode("ascii")))

    def _hold(self, data: bytes, at: int) -> None:
        self._held = data[at:]
        if at:
            self._since = self._last
        if len(self._held) > STRING_BYTES:  # part of a string, which will be dropped anyway
            self._held = self._held[: STRING_BYTES // 2] + self._held[-2:]

    # ------------------------------------------------------------------ pastes

    def _read_paste(self, data: bytes, at: int) -> int:
        paste = self._paste
        assert paste is not None
        before = len(paste)
        paste += data[at:]
        end = paste.find(self._paste_end, max(before - len(self._paste_end), 0))
        if end >= 0:
            after = end + len(self._paste_end) - before
            self._end_paste(bytes(paste[:end]))
            return at + after
        if len(paste) > PASTE_BYTES + len(self._paste_end):
            del paste[PASTE_BYTES : -len(self._paste_end)]
        return len(data)

    def _end_paste(self, text: bytes) -> None:
        self._paste, self._late = None, False
        self._tokens.append(Pasted(text[:PASTE_BYTES].decode("utf-8", "replace")))

    def _give_up_paste(self) -> None:
        """End a paste whose end marker has not come."""
        paste = bytes(self._paste or b"")
        gap = len(paste) if self._gap is None else self._gap
        if len(paste) - gap > GAP_BYTES:
            gap = len(paste)
        self._end_paste(paste[:gap])
        self._read(paste[gap:], last=True)
