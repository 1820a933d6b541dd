"""A terminal emulator, for tests that run the program in a pty.

It answers like xterm, and can claim to support synchronized updates, as most newer terminals do.
"""

from __future__ import annotations

import codecs
import re

import pyte

ESCAPE = re.compile(
    r"\x1b(?:"
    r"\[(?P<private>[<-?]?)(?P<args>[0-;]*)(?P<between>[ -/]*)(?P<final>[@-~])"  # CSI
    r"|\](?P<osc>[^\x07\x1b]*)(?:\x07|\x1b\\)"  # OSC
    r"|P(?P<dcs>[^\x1b]*)\x1b\\"  # DCS
    r"|[X^_][^\x1b]*\x1b\\"  # SOS, PM, APC
    r"|(?P<short>[ -/]*[0-OQ-WYZ\\`-~])"
    r")"
)
ESCAPE_BEGUN = re.compile(r"\x1b(?:\[[<-?]?[0-;]*[ -/]*|[\]PX^_][^\x07\x1b]*\x1b?|[ -/]*)?\Z")
BROKEN_OFF = re.compile(r"\x1b(?:\[[<-?]?[0-;]*[ -/]*)?")

MODES_AT_START = frozenset({7, 25})
"""Private modes of a new terminal: lines wrap, the cursor is shown."""
ALTERNATE = frozenset({47, 1047, 1049})
SYNCHRONIZED = 2026
LEFT_ON = {
    47: "alternate screen",
    1047: "alternate screen",
    1049: "alternate screen",
    1000: "mouse reports",
    1002: "mouse reports while dragging",
    1003: "mouse reports of every move",
    1004: "focus reports",
    1006: "mouse reports in SGR form",
    1015: "mouse reports in urxvt form",
    1016: "mouse reports in pixels",
    2004: "bracketed paste",
    SYNCHRONIZED: "an unfinished update",
    2048: "in-band resize",
}
LEFT_OFF = {7: "line wrap off", 25: "cursor hidden"}


class Emulator:
    """Interpret bytes as a terminal does: its screens, modes and replies."""

    def __init__(self, columns: int, rows: int, *, synchronized: bool) -> None:
        self.synchronized = synchronized
        self.modes = set(MODES_AT_START)
        self.title = ""
        self.frames = 0
        self._screens = [pyte.Screen(columns, rows), pyte.Screen(columns, rows)]
        self._streams = [pyte.Stream(screen) for screen in self._screens]
        self._kitty_depth = [0, 0]
        self._decode = codecs.getincrementaldecoder("utf-8")(errors="replace").decode
        self._held = ""
        self._replies: list[str] = []

    @property
    def alternate(self) -> int:
        """Which screen is shown: 0 the main one, 1 the alternate one."""
        return int(bool(self.modes & ALTERNATE))

    @property
    def lines(self) -> list[str]:
        """The screen's rows, trailing blanks cut off."""
        return [line.rstrip() for line in self._screens[self.alternate].display]

    @property
    def cursor(self) -> tuple[int, int]:
        """Column and row of the cursor, from 0."""
        cursor = self._screens[self.alternate].cursor
        return cursor.x, cursor.y

    @property
    def leftovers(self) -> list[str]:
        """Names of modes that differ from those at the start."""
        left = {name for mode, name in LEFT_ON.items() if mode in self.modes}
        left |= {name for mode, name in LEFT_OFF.items() if mode not in self.modes}
        if self._kitty_depth[0]:
            left.add("kitty keyboard")
        return sorted(left)

    def resize(self, columns: int, rows: int) -> None:
        """Change the size, in cells."""
        for screen in self._screens:
            screen.resize(rows, columns)

    def feed(self, data: bytes) -> str:
        """Process bytes from the program and return the terminal's reply."""
        text = self._held + self._decode(data)
        self._held = ""
        at = 0
        while (escape := text.find("\x1b", at)) >= 0:
            self._show(text[at:escape])
            if found := ESCAPE.match(text, escape):
                self._escape(found)
                at = found.end()
            elif ESCAPE_BEGUN.match(text, escape):
                self._held = text[escape:]
                at = len(text)
            else:  # broken off: what was begun is dropped, as terminals do
                broken = BROKEN_OFF.match(text, escape)
                at = broken.end() if broken else escape + 1
        self._show(text[at:])
        answer = "".join(self._replies)
        self._replies.clear()
        return answer

    def _show(self, text: str) -> None:
        if text:
            self._streams[self.alternate].feed(text)

    def _escape(self, found: re.Match[str]) -> None:
        if found["final"] is not None:
            self._control(found)
        elif found["osc"] is not None:
            self._operating_system(found["osc"])
        elif found["dcs"] is not None:
            for query, refusal in (("$q", "0$r"), ("+q", "0+r")):
                if found["dcs"].startswith(query):
                    self._replies.append(f"\x1bP{refusal}\x1b\\")
        elif found["short"] is not None and found["short"][-1] in "78cDEHM":
            self._show(found[0])

    def _control(self, found: re.Match[str]) -> None:
        private, args, between, final = found.group("private", "args", "between", "final")
        if private == "?" and final in "hl" and not between:
            for mode in (int(arg) for arg in args.split(";") if arg.isdigit()):
                self._set_mode(mode, on=final == "h")
        elif private in "<>=" and private and final == "u":
            depth = self._kitty_depth
            step = {">": 1, "<": -1, "=": 0}[private]
            depth[self.alternate] = max(0, depth[self.alternate] + step)
        elif reply := self._reply(private + between + final, args):
            self._replies.append(reply)
        elif not private and not between and ":" not in args:
            try:
                self._show(found[0])
            except TypeError:
                return  # more arguments than pyte's handler takes: a terminal ignores them too

    def _set_mode(self, mode: int, *, on: bool) -> None:
        was = self.alternate
        (self.modes.add if on else self.modes.discard)(mode)
        if self.alternate > was:
            self._screens[1].reset()
        if mode == SYNCHRONIZED and not on:
            self.frames += 1
        if mode in MODES_AT_START:
            self._show(f"\x1b[?{mode}{'h' if on else 'l'}")

    def _reply(self, kind: str, args: str) -> str:
        """The reply to a query, or nothing."""
        column, row = self.cursor
        screen = self._screens[self.alternate]
        if kind == "?$p":
            return f"\x1b[?{args};{self._mode_state(int(args or 0))}$y"
        return {
            ("c", ""): "\x1b[?64;1;2;6;9;15;16;17;18;21;22;28c",
            ("c", "0"): "\x1b[?64;1;2;6;9;15;16;17;18;21;22;28c",
            (">c", args): "\x1b[>41;388;0c",
            (">q", args): "\x1bP>|XTerm(388)\x1b\\",
            ("n", "5"): "\x1b[0n",
            ("n", "6"): f"\x1b[{row + 1};{column + 1}R",
            ("?n", "6"): f"\x1b[?{row + 1};{column + 1};1R",
            ("t", "18"): f"\x1b[8;{screen.lines};{screen.columns}t",
        }.get((kind, args), "")

    def _mode_state(self, mode: int) -> int:
        """What DECRPM reports: 0 unknown, 1 set, 2 reset."""
        if mode == 2048 or (mode == SYNCHRONIZED and not self.synchronized):
            return 0
        known = mode in LEFT_ON or mode in LEFT_OFF
        return (1 if mode in self.modes else 2) if known else 0

    def _operating_system(self, command: str) -> None:
        number, _, value = command.partition(";")
        if number in {"0", "2"}:
            self.title = value
        elif number in {"10", "11"} and value == "?":
            color = "ffff/ffff/ffff" if number == "10" else "0000/0000/0000"
            self._replies.append(f"\x1b]{number};rgb:{color}\x1b\\")
