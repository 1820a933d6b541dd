"""What a person wants done with session files, on its way to the app."""

from __future__ import annotations

from pathlib import Path

from textual.message import Message

from oneone_tui.exports.formats import ExportOptions


class ReviewSession(Message):
    """A session is to be looked through, and left as it is."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.path = path


class DuplicateSession(Message):
    """A new session of that title is to be begun for the people of this one."""

    def __init__(self, path: Path, title: str) -> None:
        super().__init__()
        self.path = path
        self.title = title


class RenameSession(Message):
    """A session, and its file, are to have that title."""

    def __init__(self, path: Path, title: str) -> None:
        super().__init__()
        self.path = path
        self.title = title


class TrashSession(Message):
    """A session's file is to be put in the trash."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.path = path


class RestoreSession(Message):
    """What was put in the trash last is to be put back."""


class RescueSession(Message):
    """All of the open session is to be written to a folder; without one, where there is room."""

    def __init__(self, folder: str) -> None:
        super().__init__()
        self.folder = folder


class ExportSession(Message):
    """A session is to be written in a form; without a path it is the one that is open."""

    def __init__(self, form: str, options: ExportOptions, path: Path | None = None) -> None:
        super().__init__()
        self.form = form
        self.options = options
        self.path = path
