"""What a widget posts to its screen, and what comes up from the terminal."""

from __future__ import annotations

from textual import events
from textual.message import Message

from oneone_tui.workshop.model.changes import AnyChange


class MakeChanges(Message):
    """These changes are to be made, in this order."""

    def __init__(self, *changes: AnyChange) -> None:
        super().__init__()
        self.changes = changes


class ShowMessage(Message):
    """A line is to be shown that goes away by itself."""

    def __init__(self, line: str) -> None:
        super().__init__()
        self.line = line


class ScreenClosed(Message):
    """A screen has closed: what is left of it can go."""


class Typing(events.InputEvent, bubble=False):
    """Several characters that were typed at once: after a stall, or pasted without brackets."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text
