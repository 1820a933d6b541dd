"""What a person wants, on its way from a widget to the app, the only one who changes state."""

from __future__ import annotations

from pathlib import Path

from textual.message import Message

from oneone_tui.workshop.changes import AnyChange


class Make(Message):
    """These changes are to be made, in this order."""

    def __init__(self, *changes: AnyChange) -> None:
        super().__init__()
        self.changes = changes


class Tell(Message):
    """A line is to be shown that goes away by itself; `wrong` where something went wrong."""

    def __init__(self, line: str, *, wrong: bool = False) -> None:
        super().__init__()
        self.line = line
        self.wrong = wrong


class OpenSession(Message):
    """A session is to be opened."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.path = path


class NewSession(Message):
    """A new session of that title is to be begun."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.title = title
