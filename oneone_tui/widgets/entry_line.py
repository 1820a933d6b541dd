"""The entry line at the foot of every stage."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import Reactive
from textual.widgets import Input

from oneone_tui.messages import Typing
from oneone_tui.textual_patches.key_bindings import bindings_of_key
from oneone_tui.widgets.text_block import TextBlock
from oneone_tui.workshop.text import LINE_LIMIT, clean, is_text

MOST_ROOM = 30
"""Cells of a line that are left to what is typed, and to the sign behind it."""


class LineInput(Input):
    """One row to type in. It hands on pasted lines instead of dropping all but the first.

    A slow line delivers many keys at once. Textual runs a binding only after the key has gone up
    to the app and back, and what was typed next would be there first. So the line's own keys are
    handled here, where the letters are, in the order in which they came.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "finish", "keep", id="line.keep"),
        Binding("escape", "leave", "back to the keys", id="line.leave"),
        Binding("tab", "kind(1)", "next kind", id="line.next-kind"),
        Binding("shift+tab", "kind(-1)", "kind before", id="line.previous-kind"),
        Binding("up", "recall(-1)", "line before", id="line.recall"),
        Binding("down", "recall(1)", "line after", id="line.recall-later"),
    ]

    virtual_size = Reactive(Size(0, 0))
    """As Textual has it, but for the layout: what stands in the line never moves what is beside."""

    class Pasted(Message):
        """More than one line was pasted."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    def __init__(self, owner: EntryLine) -> None:
        super().__init__(select_on_focus=False, max_length=LINE_LIMIT)
        self.cursor_blink = False
        self._owner = owner

    def on_resize(self) -> None:
        """There is less room, or more: what is typed next is in sight."""
        at = self.cursor_screen_offset.x - self.content_region.x + self.scroll_offset.x
        self.scroll_to_region(Region(at, 0, 1, 1), force=True, animate=False)

    def action_finish(self) -> None:
        """Hand the line on."""
        self._owner.finish()

    def action_leave(self) -> None:
        """Leave; what was typed stays."""
        self._owner.leave()

    def action_kind(self, step: int) -> None:
        """Another kind of note."""
        self._owner.next_kind(step)

    def action_recall(self, step: int) -> None:
        """An earlier line, or a later one."""
        self._owner.recall(step)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Kinds, and lines to recall, are there only where notes are taken."""
        return self._owner.takes_notes or action not in ("kind", "recall")

    async def on_key(self, event: events.Key) -> None:
        if self.screen.focused is not self:  # it came after the key with which the line was left
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
        # An input has bindings of its own for some of these keys, and for backspace and its kin.
        bound = bindings_of_key(self, event.key)
        for binding in sorted(bound, key=lambda one: not (one.id or "").startswith("line."))[:1]:
            event.stop()
            event.prevent_default()
            await self.run_action(binding.action)

    def on_typing(self, event: Typing) -> None:
        """All of it at once, as if it had come key by key."""
        event.stop()
        if self.screen.focused is self:
            self.type_in("".join(filter(is_text, event.text)))
        else:
            self.app.post_message(Typing(event.text))

    def type_in(self, text: str) -> None:
        """Put a text where the cursor is, as far as there is room for it."""
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
        # Cleaned before it is shown: a clipboard can hold what would command the terminal.
        self.type_in(clean(event.text, limit=LINE_LIMIT))


class EntryLine(Horizontal):
    """A chip that says what is asked, the line itself, and whether all is saved.

    Asked for something with `ask`, it calls `answer` with what it was asked for and the text. It
    calls, rather than posts a message, so that the next key meets what the answer has done.
    """

    DEFAULT_CSS = """
    EntryLine { height: 1; }
    EntryLine > .chip { width: auto; }
    EntryLine > LineInput { width: 1fr; height: 1; border: none; padding: 0; }
    EntryLine > .saved { width: auto; padding: 0 0 0 1; }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.purpose = ""
        self.go_home: Callable[[], None] = lambda: None
        """Puts the keys back to where they belong; the screen says where that is."""
        self.answer: Callable[[str, str], None] = lambda purpose, text: None  # noqa: ARG005
        """Takes the purpose and the text of a finished line; the screen says what then."""
        self._told = Content()
        self._chip = TextBlock(classes="chip")
        self.sign = TextBlock(classes="saved")
        """Whether all is on disk."""
        self._input = LineInput(self)

    def compose(self) -> ComposeResult:
        """The three parts, side by side."""
        yield self._chip
        yield self._input
        yield self.sign

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
        self.enter()

    @property
    def takes_notes(self) -> bool:
        """Whether the line takes notes now."""
        return False

    def enter(self) -> None:
        """Put the keys into the line at once: the next one is the first letter."""
        self.screen.set_focus(self._input)

    def stop_asking(self) -> None:
        """Ask for nothing any more."""
        self.purpose = ""
        self.show_chip(Content())

    def show_chip(self, chip: Content) -> None:
        """Say before the line what it is for; what is typed keeps its room."""
        self._told = chip
        most = self.size.width - MOST_ROOM if self.size.width else chip.cell_length
        if chip.cell_length > most:
            chip = Content.assemble(chip.truncate(max(most - 3, 0), ellipsis=True), " › ")
        self._chip.set_lines(*[chip] if chip else [])

    def on_resize(self) -> None:
        """There is room for more, or for less."""
        self.show_chip(self._told)

    def show_save_state(self, state: Content) -> None:
        """Say behind the line whether all is on disk."""
        self.sign.set_lines(state)

    def insert(self, text: str) -> None:
        """Put a text of several lines where the cursor is, as one line."""
        self._input.type_in(clean(text, limit=LINE_LIMIT))

    def clear(self) -> None:
        """Empty the line."""
        self._input.value = ""

    def leave(self) -> None:
        """The person pressed escape: the next key is a command, and what is unfinished stays."""
        if not self.text:
            self.stop_asking()
        self.go_home()

    def finish(self) -> None:
        """The person pressed enter: what comes next is the next line."""
        text = self._input.value
        self.clear()
        self.submit(text)

    def next_kind(self, step: int) -> None:
        """The person pressed tab; a line that takes no notes has no kinds."""

    def recall(self, step: int) -> None:
        """The person pressed up or down; a line that takes no notes has nothing to recall."""

    def submit(self, text: str) -> None:
        """Hand the finished line on."""
        self.answer(self.purpose, text)
