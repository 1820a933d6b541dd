"""What a list of people was read as, before anybody is added."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import PurePath
from typing import ClassVar

from msgspec.structs import replace
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.screen import Screen

from oneone_tui.keymap import bindings, footer_bindings, key_for
from oneone_tui.screens.console_screen import ConsoleScreen
from oneone_tui.style_sheets import sheets
from oneone_tui.textual_patches.modal import Covering
from oneone_tui.widgets.entry_line import EntryLine, LineInput, Question
from oneone_tui.widgets.formatting.line_length import READABLE, readable_columns
from oneone_tui.widgets.roster_rows import RosterEntry, RosterRows, roster_entries
from oneone_tui.widgets.status_rows import KeysLine
from oneone_tui.widgets.text_block import TextBlock, fit, spread_apart, wrap_in_two_lines
from oneone_tui.widgets.too_small import TooSmallNotice
from oneone_tui.workshop.roster.records import Roster, RosterPerson
from oneone_tui.workshop.text import NAME_LIMIT, clean, fold


class RosterPreviewScreen(ConsoleScreen, Covering, Screen[None]):
    """The people of a roster, to take or leave one by one."""

    DEFAULT_CLASSES = READABLE
    CSS_PATH: ClassVar[list[str | PurePath]] = sheets("roster_preview")

    BINDINGS: ClassVar[list[BindingType]] = bindings("roster")

    def __init__(
        self,
        roster: Roster,
        known: Sequence[str],
        add: Callable[[tuple[RosterPerson, ...]], bool],
    ) -> None:
        """Show a roster.

        Args:
            roster: What was read.
            known: The names that are in the session already.
            add: Called with whoever is taken; returns whether they were added.
        """
        super().__init__()
        self._roster = roster
        self._known = {fold(name) for name in known}
        self._groups = roster_entries(roster, known)
        self._add = add

    def compose(self) -> ComposeResult:
        """Yield the heading, the rows, all about the selected row, the keys."""
        yield TooSmallNotice()
        yield TextBlock(id="roster-title")
        yield RosterRows(self._groups, id="roster-rows")
        yield TextBlock(id="roster-about")
        yield EntryLine(id="line")
        yield KeysLine(id="keys")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Allow no command while a line is being typed."""
        return not isinstance(self.focused, LineInput)

    def on_mount(self) -> None:
        """Focus the rows."""
        self.observe(lambda state: state, self.query_one(TooSmallNotice).show_state)
        self.query_one(EntryLine).go_home = self._focus_rows
        self.bindings_updated_signal.subscribe(self, lambda _: self._show_keys())
        self._show_keys()
        self._focus_rows()
        self._list.select_row(0)

    def on_resize(self) -> None:
        """Fit the texts to the new width."""
        self._show()

    def action_switch(self) -> None:
        """Take the selected row, or leave it."""
        entry = self._list.chosen_entry
        if entry is None or (entry.person is None and not entry.reason):
            self.console.notify_line("that is a remark: there is nobody to add in it")
        elif entry.person is None:
            self.console.notify_line(f"there is nobody to add in this row: {entry.reason}")
        elif entry.taken:
            entry.taken = False
            self._show_changed()
        else:
            self._take(entry, entry.person)

    def action_take(self) -> None:
        """Add everybody who is marked."""
        people = self._list.taken
        if not people:
            keys = key_for("roster.switch"), key_for("roster.leave")
            self.console.notify_line(
                f"nobody is marked: {keys[0]} marks a row, {keys[1]} goes back"
            )
        elif self._add(people):
            self.dismiss()

    def on_choice_rows_chosen(self, event: RosterRows.Chosen) -> None:
        """Show all about the newly selected row."""
        event.stop()
        self._show()

    def on_choice_rows_opened(self, event: RosterRows.Opened) -> None:
        """Take or leave the clicked row, unless a name is being typed."""
        event.stop()
        if not isinstance(self.focused, LineInput):
            self.action_switch()

    @property
    def _list(self) -> RosterRows:
        return self.query_one(RosterRows)

    def _focus_rows(self) -> None:
        self.set_focus(self._list)

    def _take(self, entry: RosterEntry, person: RosterPerson, name: str = "") -> None:
        """Take a row; if its name is in use, ask for one that tells the two apart."""
        name = clean(name or person.name, limit=NAME_LIMIT)
        used = self._known | {fold(one.name) for one in self._list.taken}
        if fold(name) in used:
            asked = Question("a name to tell them apart", partial(self._take, entry, person))
            self.query_one(EntryLine).ask(asked, name)
            return
        entry.person, entry.text, entry.taken = replace(person, name=name), name, True
        self._show_changed()

    def _show_changed(self) -> None:
        self._list.refresh_rows()
        self._show()

    def _show(self) -> None:
        if not self.is_mounted:
            return
        width = readable_columns(self)
        taken, left = len(self._list.taken), self._list.left
        right = Content.assemble(
            (f"{taken} to add", "bold"), (f" · {left} left out" if left else "", "$muted")
        )
        title = Content.assemble((" 1:1 ", "bold $accent"), " ", ("Who is on the list", "bold"))
        self.query_one("#roster-title", TextBlock).set_lines(spread_apart(title, right, width - 1))
        chosen = self._list.chosen_entry
        about = Content(self._roster.about)
        lines = [fit(about.stylize("$muted"), width - 4)]
        if chosen:
            lines += wrap_in_two_lines(Content(chosen.describe()), max(width - 4, 1))
        self.query_one("#roster-about", TextBlock).set_lines(*lines)

    def _show_keys(self) -> None:
        self.query_one("#keys", KeysLine).bindings = footer_bindings(self, "roster")
