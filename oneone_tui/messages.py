"""What a person wants, on its way from a widget to the app, the only one who changes state."""

from __future__ import annotations

from pathlib import Path

from textual import events
from textual.message import Message

from oneone_tui.workshop.history.commitments import TrackedCommitment
from oneone_tui.workshop.model.changes import AnyChange
from oneone_tui.workshop.model.terms import NoteKind


class MakeChanges(Message):
    """These changes are to be made, in this order; `said` is told once they are."""

    def __init__(self, *changes: AnyChange, said: str = "") -> None:
        super().__init__()
        self.changes = changes
        self.said = said


class Undo(Message):
    """The last change is to be taken back, whichever it is by then."""


class StageUncovered(Message):
    """A stage is on top, maybe again: the room can have moved on while something lay over it."""


class StageShownOnScreen(Message):
    """A stage has come on: what else there is to do can be done now."""


class ShowMessage(Message):
    """A line is to be shown that goes away by itself; `wrong` where something went wrong."""

    def __init__(self, line: str, *, wrong: bool = False) -> None:
        super().__init__()
        self.line = line
        self.wrong = wrong


class ScreenClosed(Message):
    """A screen has closed: what is left of it can go."""


class CopyText(Message):
    """A text is to be in the clipboard; `what` says what it is."""

    def __init__(self, text: str, what: str) -> None:
        super().__init__()
        self.text = text
        self.what = what


class Draw(Message):
    """The pairs are to be drawn, by all that is known of earlier sessions."""


class DraftChanged(Message):
    """What stands unfinished in the note line, to be kept against a crash."""

    def __init__(self, text: str, kind: NoteKind, team: str) -> None:
        super().__init__()
        self.text = text
        self.kind = kind
        self.team = team


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


class MarkDone(Message):
    """What somebody promised is done, or open again."""

    def __init__(self, promise: TrackedCommitment, *, done: bool, said: str = "") -> None:
        super().__init__()
        self.promise = promise
        self.done = done
        self.said = said
        """What is told once it is kept."""
        self.refused = False
        """Whether it could not be kept; known once that has been tried."""


class Typing(events.InputEvent, bubble=False):
    """Several characters that were typed at once: after a stall, or pasted without brackets."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text
