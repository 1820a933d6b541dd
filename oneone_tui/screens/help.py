"""The help screen: the commands that work on a screen; typing filters, Enter runs one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePath
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.reactive import var
from textual.screen import ModalScreen, Screen

from oneone_tui.keymap import bindings, key_for
from oneone_tui.style_sheets import sheets
from oneone_tui.textual_patches.modal import Covering
from oneone_tui.widgets.choice_rows import ChoiceRows
from oneone_tui.widgets.command_rows import CommandRow, CommandRows, command_rows
from oneone_tui.widgets.text_block import TextBlock
from oneone_tui.workshop.text import is_text

GRAMMAR = (
    ("2v we keep our word", "a value of pair 2"),
    ("v honesty; courage", "two values: a ; and a space"),
    ("r Ana: has a van", "a resource, and whose it is"),
    ("c Ana > Ben: coffee by fri", "who commits, to whom, by when"),
    ("{recall}, then {keep}", "edit a note; empty deletes it"),
    ("right", "take the suggested name"),
    ("\\; \\: \\>", "that character itself"),
)
WRITE = "note.last"
"""The command that opens the note line."""
MOST_CHARACTERS = 40
"""Characters that are taken as a search."""


class HelpScreen(Covering, ModalScreen[None]):
    """The commands of the screen below, and how to write a note."""

    CSS_PATH: ClassVar[list[str | PurePath]] = sheets("help")

    BINDINGS: ClassVar[list[BindingType]] = bindings("help")

    searched: var[str] = var("")
    """What was typed to find a command."""

    def __init__(self) -> None:
        super().__init__()
        self._below: Screen[object] = self.app.screen

    def compose(self) -> ComposeResult:
        """Yield what is searched for, and the rows below it."""
        with Vertical(id="help-page"):
            yield TextBlock(id="help-searched")
            yield CommandRows(tuple(self._rows()), id="help-rows")
            yield TextBlock(id="help-foot")

    def on_mount(self) -> None:
        """Show all commands."""
        run, close = key_for("help.run"), key_for("help.close")
        foot = Content.styled(f"{run} runs it · {close} closes", "$muted")
        self.query_one("#help-foot", TextBlock).set_lines(foot)
        self.query_one(CommandRows).focus()
        self._show_matches()

    def watch_searched(self) -> None:
        """Show the commands that match."""
        if self.is_mounted:
            self._show_matches()

    @on(events.Key)
    def search(self, event: events.Key) -> None:
        """Take a typed letter as part of what is searched for."""
        character = event.character or ""
        if event.key == "backspace":
            self.searched = self.searched[:-1]
        elif len(character) == 1 and is_text(character):
            self.searched = (self.searched + character).lstrip()[:MOST_CHARACTERS]
        else:
            return
        event.stop()

    @on(ChoiceRows.Opened)
    def action_run(self) -> None:
        """Close the help, and run the selected command."""
        row = self.query_one(CommandRows).chosen_entry
        if row and row.node and self.is_current:
            self.dismiss()
            self.app.call_later(self.app.run_action, row.action, row.node)

    def _show_matches(self) -> None:
        rows = self.query_one(CommandRows)
        rows.show_matches(self.searched)
        if not self.searched:
            line = Content.styled("Keys here · type to find one", "$muted")
        else:
            nothing = "" if rows.count else "   nothing is called that"
            line = Content.assemble(("find › ", "bold $accent"), self.searched, (nothing, "$muted"))
        self.query_one("#help-searched", TextBlock).set_lines(line)

    def _rows(self) -> Iterator[CommandRow]:
        own = {
            one.id
            for one in vars(type(self._below)).get("BINDINGS", ())
            if isinstance(one, Binding) and one.id
        }
        active = self._below.active_bindings.values()
        yield from command_rows(active, own, self.app.get_key_display)
        if any(one.binding.id == WRITE for one in active):
            for line, what in grammar():
                yield CommandRow("In the note line", line, what)


def grammar() -> Iterator[tuple[str, str]]:
    """Yield what can be typed in the note line, with the user's keys, and its meaning."""
    keys = {"recall": key_for("line.recall"), "keep": key_for("line.keep")}
    for line, what in GRAMMAR:
        yield line.format(**keys), what
