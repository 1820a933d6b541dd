"""An entry line for questions, on screens without notes."""

from __future__ import annotations

from typing import Protocol

from textual.widgets import Input

from oneone_tui.widgets.entry_line import EntryLine, LineInput


class Asker(Protocol):
    """Who asks: the screen that the line stands on."""

    def focus_home(self) -> None:
        """Put the keys back to where they belong."""

    def answered(self, purpose: str, text: str) -> None:
        """A line was finished."""

    def typed(self, purpose: str, text: str) -> None:
        """Something else stands in the line."""

    def left(self, purpose: str) -> None:
        """The person turned away from the line."""


class AskLine(EntryLine):
    """Tells who asks at once: what an answer does is done before the next key is looked at."""

    asker: Asker | None = None

    def finish(self) -> None:
        """The person pressed enter."""
        purpose, text = self.purpose, self.text
        self._close()
        if self.asker:
            self.asker.answered(purpose, text)

    def leave(self) -> None:
        """The person pressed escape."""
        purpose = self.purpose
        self._close()
        if self.asker:
            self.asker.left(purpose)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Tell what stands there now, which need not be what stood there then."""
        event.stop()
        if self.asker and self.purpose:
            self.asker.typed(self.purpose, self.text)

    def on_line_input_pasted(self, event: LineInput.Pasted) -> None:
        """What is asked for is one line, however it was pasted."""
        event.stop()
        self.insert(event.text)

    def _close(self) -> None:
        self.stop_asking()
        self.clear()
        if self.asker:
            self.asker.focus_home()
