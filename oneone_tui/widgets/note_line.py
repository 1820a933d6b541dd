"""The note line: a note costs its text, a prefix and Enter."""

from __future__ import annotations

from typing import NamedTuple

from textual.content import Content
from textual.message import Message
from textual.reactive import var
from textual.widgets import Input

from oneone_tui.widgets.entry_line import EntryLine
from oneone_tui.widgets.words import LETTER
from oneone_tui.workshop.entry import Line, Target, read_line
from oneone_tui.workshop.nothing import NO_SESSION
from oneone_tui.workshop.session import Session
from oneone_tui.workshop.words import Kind

NOTE = "note"
"""The purpose of the line while it takes notes; anything else is a question being answered."""


class Unfinished(NamedTuple):
    """A note begun and not kept: its text, the kind chosen, and whether it is being typed."""

    text: str
    kind: Kind
    typing: bool


class NoteLine(EntryLine):
    """An entry line that understands the grammar of notes while nothing else is asked.

    `pair` is where a line goes that names no pair; an unfinished line stays when one leaves.
    """

    session: var[Session] = var(NO_SESSION)
    pair: var[str] = var("")

    class Written(Message):
        """A line was kept."""

        def __init__(self, line: Line) -> None:
            super().__init__()
            self.line = line

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.kind = Kind.VALUE
        self._draft = ""
        self._kept: list[str] = []
        self._recalled = 0

    def on_mount(self) -> None:
        """Nothing is asked yet: the line takes notes."""
        self.rest()

    @property
    def takes_notes(self) -> bool:
        """Whether the line takes notes now, and asks for nothing else."""
        return self.purpose == NOTE

    def rest(self) -> None:
        """Take notes again; an unfinished note is back in the line."""
        self.purpose = NOTE
        self._input.value = self._draft
        self._say()

    def unfinished(self) -> Unfinished | None:
        """The note that stands unfinished in the line, or None."""
        if self.purpose == NOTE:
            self._draft = self._input.value
        typing = self.typing and self.purpose == NOTE
        if not self._draft and not typing:
            return None
        # In another stage another pair is on: the text says itself whose it is.
        target = self._read(self._draft).target
        number = self.session.pair_number(target.pair)
        plain = target == Target(kind=self.kind, pair=self.pair)
        named = f"{number}{LETTER[self.kind]} " if self._draft and number and plain else ""
        return Unfinished(named + self._draft, self.kind, typing)

    def carry_on(self, unfinished: Unfinished) -> None:
        """Go on with what was begun in another line."""
        self._draft, self.kind = unfinished.text, unfinished.kind
        self.rest()
        if unfinished.typing:
            self.write()

    def write(self, kind: Kind | None = None) -> None:
        """Go into the line to write a note of `kind`, or of the last one."""
        if self.purpose != NOTE:
            self.rest()
        if kind is not None:
            self.kind = kind
        self._say()
        self.enter()
        self._input.cursor_position = len(self._input.value)

    def ask(self, purpose: str, chip: str, text: str = "") -> None:
        """Ask for something else; an unfinished note waits."""
        if self.purpose == NOTE:
            self._draft = self._input.value
        super().ask(purpose, chip, text)

    def next_kind(self, step: int) -> None:
        """Go on to the next kind of note."""
        if self.purpose != NOTE:
            return
        kinds = tuple(Kind)
        self.kind = kinds[(kinds.index(self.kind) + step) % len(kinds)]
        self._say()

    def recall(self, step: int) -> None:
        """Bring an earlier line back, to be mended and kept anew."""
        if self.purpose != NOTE or not self._kept:
            return
        self._recalled = max(0, min(self._recalled + step, len(self._kept)))
        value = self._kept[self._recalled] if self._recalled < len(self._kept) else ""
        self._input.value = value
        self._input.cursor_position = len(value)

    def on_input_changed(self, event: Input.Changed) -> None:
        """The chip says what would happen to what stands there now."""
        event.stop()
        if self.purpose == NOTE:
            self._draft = event.value
            self._say()

    def submit(self, text: str) -> None:
        """Keep the line and stay ready for the next one."""
        if self.purpose != NOTE:
            super().submit(text)
            return
        line = self._read(text)
        if not line.pieces:
            return
        self._kept.append(text)
        self._recalled = len(self._kept)
        self.post_message(self.Written(line))

    def submit_lines(self, text: str) -> None:
        """Keep each of several pasted lines as if it had been typed."""
        for line in text.splitlines():
            self.submit(line)

    def watch_session(self) -> None:
        """Pairs and names may have changed."""
        self._say()

    def watch_pair(self) -> None:
        """Another pair was chosen."""
        self._say()

    def _read(self, text: str) -> Line:
        return read_line(text, self.session, Target(kind=self.kind, pair=self.pair))

    def _say(self) -> None:
        if self.purpose != NOTE:
            return
        line = self._read(self._input.value)
        number = self.session.pair_number(line.target.pair)
        several = f" ×{len(line.pieces)}" if len(line.pieces) > 1 else ""
        who = self.session.name(line.pieces[0].who) if len(line.pieces) == 1 else ""
        self.show_chip(
            Content.assemble(
                (f" {number} " if number else " ", "bold $accent"),
                (f"{line.target.kind}{several}", "bold $accent"),
                (f" {who}" if who else "", "$muted"),
                " › ",
            )
        )


KIND_KEYS = {LETTER[kind]: kind for kind in Kind}
"""The key of each kind in command mode."""
