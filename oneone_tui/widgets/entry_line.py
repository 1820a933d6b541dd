"""The line at the foot of every stage, where everything is typed."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.widgets import Input

from oneone_tui.widgets.lines import Lines
from oneone_tui.workshop.text import LINE_LIMIT, TEXT_LIMIT, clean


class LineInput(Input):
    """One row to type in. It hands on pasted lines instead of dropping all but the first."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "submit", "keep", id="line.keep"),
        Binding("escape", "leave", "back to the keys", id="line.leave"),
    ]

    class Left(Message):
        """The line was left unfinished."""

    class Pasted(Message):
        """More than one line was pasted."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    def __init__(self) -> None:
        super().__init__(compact=True, select_on_focus=False, max_length=LINE_LIMIT)
        self.cursor_blink = False

    def action_leave(self) -> None:
        """Leave; what was typed stays."""
        self.post_message(self.Left())

    def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        # What is typed on this line is painted at once: escape sequences must not get that far.
        text = clean(event.text, limit=TEXT_LIMIT, lines=True)
        if len([line for line in text.splitlines() if line.strip()]) > 1:
            self.post_message(self.Pasted(text))
        else:
            self.insert_text_at_cursor(text.replace("\n", "").replace("\t", " "))


class EntryLine(Horizontal):
    """A chip that says what is asked, the line itself, and whether all is saved.

    Asked for something with `ask`, it answers with `Entered`, or `Left` if the person turns away.
    """

    DEFAULT_CSS = """
    EntryLine { height: 1; }
    EntryLine > .chip { width: auto; }
    EntryLine > LineInput { width: 1fr; height: 1; border: none; padding: 0; }
    EntryLine > .saved { width: auto; }
    """

    class Entered(Message):
        """A line was finished: what it answers, and the text."""

        def __init__(self, purpose: str, text: str) -> None:
            super().__init__()
            self.purpose = purpose
            self.text = text

    class Turned(Message):
        """The person turned away from the line."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.purpose = ""
        self._chip = Lines(classes="chip")
        self._saved = Lines(classes="saved")
        self._input = LineInput()

    def compose(self) -> ComposeResult:
        """The three parts, side by side."""
        yield self._chip
        yield self._input
        yield self._saved

    @property
    def text(self) -> str:
        """What stands in the line."""
        return self._input.value

    @property
    def typing(self) -> bool:
        """Whether the keys go into the line now."""
        return self._input.has_focus

    def ask(self, purpose: str, chip: str, text: str = "") -> None:
        """Ask for a line; `chip` says what for, `text` stands there to be mended."""
        self.purpose = purpose
        self.show_chip(Content.assemble((f" {chip} ", "bold $accent"), "› "))
        self._input.value = text
        self._input.cursor_position = len(text)
        self._input.disabled = False
        self._input.focus()

    def show_chip(self, chip: Content) -> None:
        """Say before the line what it is for."""
        self._chip.show(chip)

    def show_saved(self, state: Content) -> None:
        """Say behind the line whether all is on disk."""
        self._saved.show(state)

    def insert(self, text: str) -> None:
        """Put a text of several lines where the cursor is, as one line."""
        self._input.insert_text_at_cursor(" ".join(text.split()))

    def clear(self) -> None:
        """Empty the line."""
        self._input.value = ""

    def on_line_input_left(self, event: LineInput.Left) -> None:
        """The person pressed escape."""
        event.stop()
        self.post_message(self.Turned())

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """The person pressed enter."""
        event.stop()
        self.submit(event.value)

    def submit(self, text: str) -> None:
        """Hand the finished line on."""
        self.post_message(self.Entered(self.purpose, text))
