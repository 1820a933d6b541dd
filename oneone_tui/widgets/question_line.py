"""An entry line for questions, on screens without notes."""

from __future__ import annotations

from typing import Protocol

from textual.widgets import Input

from oneone_tui.widgets.entry_line import EntryLine, LineInput


class Asker(Protocol):
    """The screen that asks through an entry line."""

    def focus_home(self) -> None:
        """Move the focus back to where it belongs."""

    def answered(self, purpose: str, text: str) -> None:
        """Take the answer."""

    def typed(self, purpose: str, text: str) -> None:
        """Take the changed text of an unfinished answer."""

    def left(self, purpose: str) -> None:
        """Note that the line was left without an answer."""


class AskLine(EntryLine):
    """An entry line that calls its asker: an answer takes effect before the next key."""

    asker: Asker | None = None

    def finish(self) -> None:
        """Pass the answer on."""
        purpose, text = self.purpose, self.text
        self._close()
        if self.asker:
            self.asker.answered(purpose, text)

    def leave(self) -> None:
        """Close the line without an answer."""
        purpose = self.purpose
        self._close()
        if self.asker:
            self.asker.left(purpose)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Pass on the current text, which may be newer than the event's."""
        event.stop()
        if self.asker and self.purpose:
            self.asker.typed(self.purpose, self.text)

    def on_line_input_pasted(self, event: LineInput.Pasted) -> None:
        """Insert pasted lines as one line."""
        event.stop()
        self.insert(event.text)

    def _close(self) -> None:
        self.stop_asking()
        self.clear()
        if self.asker:
            self.asker.focus_home()
