"""The entry line at the foot of every stage."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar, NamedTuple

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import Reactive
from textual.widgets import Input

from oneone_tui.keymap import bindings
from oneone_tui.messages import Typing
from oneone_tui.textual_patches.key_bindings import bindings_of_key
from oneone_tui.widgets.text_block import TextBlock
from oneone_tui.workshop.text import LINE_LIMIT, clean, is_text

INPUT_CELLS = 30
"""Cells of the line that are kept for the typed text and the save state."""


class LineInput(Input):
    """A one-line input that passes pasted lines on instead of dropping all but the first.

    On a slow connection many keys arrive at once. Textual runs a binding only after the key event
    has bubbled to the app and back, and what was typed next would be handled first. So the line's
    own keys are handled here, like the letters, in the order in which they arrive.
    """

    BINDINGS: ClassVar[list[BindingType]] = bindings("line")

    virtual_size = Reactive(Size(0, 0))
    """As in Textual, but without a layout: typing never moves the line's neighbours."""

    class Pasted(Message):
        """Several lines were pasted."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    def __init__(self, owner: EntryLine) -> None:
        super().__init__(select_on_focus=False, max_length=LINE_LIMIT)
        self.cursor_blink = False
        self._entry_line = owner

    def on_resize(self) -> None:
        """Scroll the cursor into view."""
        at = self.cursor_screen_offset.x - self.content_region.x + self.scroll_offset.x
        self.scroll_to_region(Region(at, 0, 1, 1), force=True, animate=False)

    def action_finish(self) -> None:
        """Submit the line."""
        self._entry_line.finish()

    def action_leave(self) -> None:
        """Leave the line; the typed text stays."""
        self._entry_line.leave()

    def action_kind(self, step: int) -> None:
        """Switch to another kind of note."""
        self._entry_line.next_kind(step)

    def action_recall(self, step: int) -> None:
        """Recall an earlier entry, or a later one."""
        self._entry_line.recall(step)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Allow changing the kind only while the line takes notes."""
        return self._entry_line.takes_notes or action != "kind"

    async def on_key(self, event: events.Key) -> None:
        if self.screen.focused is not self:  # it arrived after the key that left the line
            event.stop()
            event.prevent_default()
            self.app.post_message(events.Key(event.key, event.character))
            return
        character = event.character or ""
        if len(character) == 1 and is_text(character) and not event.is_printable:
            event.stop()
            event.prevent_default()
            self.type_in(character)
            return
        # Textual's input binds some of these keys, too, and others such as backspace.
        bound = bindings_of_key(self, event.key)
        for binding in sorted(bound, key=lambda one: not (one.id or "").startswith("line."))[:1]:
            event.stop()
            event.prevent_default()
            await self.run_action(binding.action)

    def on_typing(self, event: Typing) -> None:
        """Insert all characters at once, as if they had been typed one by one."""
        event.stop()
        if self.screen.focused is self:
            self.type_in("".join(filter(is_text, event.text)))
        else:
            self.app.post_message(Typing(event.text))

    def type_in(self, text: str) -> None:
        """Insert a text at the cursor, as far as it fits."""
        start, end = sorted(self.selection)
        fits = text[: max(LINE_LIMIT - len(self.value) + end - start, 0)]
        if fits:
            self.replace(fits, start, end)
        if fits != text:
            self.restricted()

    def on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        if len([line for line in event.text.splitlines() if line.strip()]) > 1:
            self.post_message(self.Pasted(event.text))
            return
        # Cleaned before it is shown: a clipboard can hold control sequences for the terminal.
        self.type_in(clean(event.text, limit=LINE_LIMIT))


class Question(NamedTuple):
    """What an entry line asks for.

    Attributes:
        chip: What stands before the answer.
        then: Called with the answer. A call rather than a message, so that the answer has taken
            effect before the next key is handled.
        again: Whether it is asked again until an empty line is entered.
        on_lines: Called with several pasted lines; without it they become one line.
        on_change: Called with the unfinished answer whenever it changes.
        on_leave: Called when the question is left without an answer.
    """

    chip: str
    then: Callable[[str], object]
    again: bool = False
    on_lines: Callable[[str], object] | None = None
    on_change: Callable[[str], object] | None = None
    on_leave: Callable[[], object] | None = None


class EntryLine(Horizontal):
    """A chip that tells what is asked for, the input, and the save state."""

    DEFAULT_CSS = """
    EntryLine { height: 1; }
    EntryLine > .chip { width: auto; }
    EntryLine > LineInput { width: 1fr; height: 1; border: none; padding: 0; }
    EntryLine > .saved { width: auto; padding: 0 0 0 1; }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.question: Question | None = None
        """What the line asks for now."""
        self.go_home: Callable[[], None] = lambda: None
        """Moves the focus back to where it belongs; set by the screen."""
        self._unanswered: dict[str, str] = {}
        """By their chips, the answers that were begun and left."""
        self._whole_chip = Content()
        self._chip = TextBlock(classes="chip")
        self.sign = TextBlock(classes="saved")
        """The save state."""
        self._input = LineInput(self)

    def compose(self) -> ComposeResult:
        """Yield the three parts from the left."""
        yield self._chip
        yield self._input
        yield self.sign

    @property
    def text(self) -> str:
        """The text in the line."""
        return self._input.value

    @property
    def typing(self) -> bool:
        """Whether the line has the focus."""
        return self._input.has_focus

    def ask(self, question: Question, text: str = "") -> None:
        """Ask a question; `text` is the answer to edit."""
        self.question = question
        self.show_chip(Content.assemble((f" {question.chip} ", "bold $accent"), "› "))
        self._set_text(text)
        self.enter()

    @property
    def takes_notes(self) -> bool:
        """Whether the line takes notes now."""
        return False

    def enter(self) -> None:
        """Focus the line at once, so that the next key is its first letter."""
        self.screen.set_focus(self._input)

    def stop_asking(self) -> None:
        """Stop asking."""
        self.question = None
        self.show_chip(Content())

    def show_chip(self, chip: Content) -> None:
        """Show the chip, cut so that the typed text keeps its room."""
        self._whole_chip = chip
        most = self.size.width - INPUT_CELLS if self.size.width else chip.cell_length
        if chip.cell_length > most:
            chip = Content.assemble(chip.truncate(max(most - 3, 0), ellipsis=True), " › ")
        self._chip.set_lines(*[chip] if chip else [])

    def on_resize(self) -> None:
        """Fit the chip to the new width."""
        self.show_chip(self._whole_chip)

    def show_save_state(self, state: Content) -> None:
        """Show behind the line whether everything is saved."""
        self.sign.set_lines(state)

    def insert(self, text: str) -> None:
        """Insert a text of several lines at the cursor, as one line."""
        self._input.type_in(clean(text, limit=LINE_LIMIT))

    def clear(self) -> None:
        """Empty the line."""
        self._input.value = ""

    def leave(self) -> None:
        """Leave the line, so that the next key is a command.

        An unfinished note stays. An unfinished answer can be recalled at the same question.
        """
        question = self.question
        if question is None:
            self.go_home()
            return
        self._unanswered[question.chip] = self.text
        self.clear()
        self._close()
        if question.on_leave:
            question.on_leave()

    def finish(self) -> None:
        """Submit the line and empty it."""
        text = self.text
        self.clear()
        self.submit(text)

    def next_kind(self, step: int) -> None:
        """Do nothing: a line that takes no notes has no kinds."""

    def recall(self, step: int) -> None:
        """Recall the answer to this question that was begun before and left."""
        text = self._unanswered.get(self.question.chip, "") if self.question else ""
        if step < 0 and text:
            self._set_text(text)

    def submit(self, text: str) -> None:
        """Pass the answer on."""
        question = self.question
        if question is None:
            return
        self._unanswered.pop(question.chip, None)
        if not (question.again and text.strip()):
            self._close()
        question.then(text)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Take the changed text, unless it has changed again."""
        event.stop()
        if event.value == self.text:
            self.take_change()

    def take_change(self) -> None:
        """Pass the unfinished answer on."""
        if self.question and self.question.on_change:
            self.question.on_change(self.text)

    def on_line_input_pasted(self, event: LineInput.Pasted) -> None:
        """Take several pasted lines."""
        event.stop()
        self.take_lines(event.text)

    def take_lines(self, text: str) -> None:
        """Pass several pasted lines on, or insert them as one line."""
        if self.question and self.question.on_lines:
            self.question.on_lines(text)
        else:
            self.insert(text)

    def _set_text(self, text: str) -> None:
        self._input.value = text
        self._input.cursor_position = len(text)

    def _close(self) -> None:
        self.go_home()
        self.stop_asking()
