"""The library screen: find, open, review, rename, export and trash sessions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import PurePath
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.reactive import var
from textual.screen import Screen

from oneone_tui.keymap import bindings, footer_bindings, key_for
from oneone_tui.paths import printable_path
from oneone_tui.screens.console_screen import ConsoleScreen
from oneone_tui.state import SessionRow, SessionRows
from oneone_tui.style_sheets import sheets
from oneone_tui.textual_patches.first_frame import Settling
from oneone_tui.widgets.entry_line import EntryLine, LineInput, Question
from oneone_tui.widgets.formatting.export_choice import export_question
from oneone_tui.widgets.formatting.line_length import READABLE, readable_columns
from oneone_tui.widgets.formatting.progress_text import progress_lines
from oneone_tui.widgets.session_list import SessionList, format_heading_row
from oneone_tui.widgets.status_rows import KeysLine
from oneone_tui.widgets.text_block import TextBlock, spread_apart, wrap_in_two_lines
from oneone_tui.widgets.too_small import TooSmallNotice
from oneone_tui.workshop.text import fold

if TYPE_CHECKING:
    from pathlib import Path

NEXT_TIME = "; next time only what has changed"
WITH_SESSIONS = {
    *("open", "review", "duplicate", "copy", "rename", "export", "trash"),
    *("find", "order", "followup", "people"),
}
"""Actions that need at least one session."""

SOON = 0.1
"""Seconds to wait for the sessions before the screen is shown without them."""


class LibraryScreen(ConsoleScreen, Settling, Screen[None]):
    """The screen that `oneone` opens: the sessions, the newest first."""

    DEFAULT_CLASSES = READABLE
    CSS_PATH: ClassVar[list[str | PurePath]] = sheets("library")

    BINDINGS: ClassVar[list[BindingType]] = bindings("library")

    shelf: var[SessionRows | None] = var(None, init=False, always_update=True)
    """The sessions; None until they have been read for the first time."""
    order: var[str] = var("date", init=False)
    sought: var[str] = var("", init=False)

    def __init__(self, folder: str) -> None:
        super().__init__()
        self._folder = folder
        self._going: set[Path] = set()
        """The files that are being moved to the trash."""

    def compose(self) -> ComposeResult:
        """Yield the title, the list, the line, the keys."""
        yield TooSmallNotice()
        yield TextBlock(id="library-title")
        with Vertical(id="library-body"):
            yield TextBlock(id="library-heading")
            yield SessionList(id="shelf")
            yield TextBlock(id="library-reading")
            yield TextBlock(id="library-empty")
            yield TextBlock(id="library-about")
        yield EntryLine(id="line")
        yield KeysLine(id="keys")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Allow no command while a line is being typed; most need at least one session."""
        if isinstance(self.focused, LineInput):
            return False
        if action in WITH_SESSIONS:
            return bool(self._all)
        return action != "take_back" or bool(self.console.library_state.trash_count)

    def on_mount(self) -> None:
        """Show the sessions, now and whenever they change."""
        self.observe(lambda state: state, self.query_one(TooSmallNotice).show_state)
        self.query_one(EntryLine).go_home = self._focus_list
        self.observe_library(lambda state: state.rows, self._take_shelf)
        self.observe_library(lambda state: state.progress, self._show_reading)
        self.observe_library(lambda state: state.trash_count, lambda _: self.refresh_bindings())
        self.bindings_updated_signal.subscribe(self, lambda _: self._show_keys())
        self._focus_list()
        self.set_timer(SOON, self.settle)  # shown empty if reading takes longer

    def settled(self) -> None:
        """Show the keys that work here."""
        self._show_keys()

    def on_resize(self) -> None:
        """Fit the title, the headings and the details to the new width."""
        self._show_title()
        self.on_choice_rows_chosen()

    def action_open(self) -> None:
        """Open the selected session; if it is finished, review it."""
        chosen = self._sound()
        if chosen and chosen.finished:
            self.console.navigation.review(chosen.path)
        elif chosen:
            self.console.navigation.open(chosen.path)

    def action_review(self) -> None:
        """Review the selected session."""
        chosen = self._sound()
        if chosen:
            self.console.navigation.review(chosen.path)

    def action_new(self) -> None:
        """Ask for a title."""
        self._line.ask(Question("title of the new workshop", self._begin))

    def action_rehearse(self) -> None:
        """Ask by which guide to rehearse."""
        asked = Question(
            "rehearse: Enter, or the name or file of a guide", self.console.navigation.rehearse
        )
        self._line.ask(asked)

    def action_duplicate(self) -> None:
        """Ask for the title of the next session with the same people."""
        chosen = self._sound()
        if chosen:
            begin = partial(self._begin_next, chosen.path)
            self._line.ask(Question("next time, same people: title", begin), chosen.title)

    def action_rename(self) -> None:
        """Ask for a new title."""
        chosen = self._sound()
        if chosen:
            self._line.ask(Question("title", partial(self._rename, chosen.path)), chosen.title)

    def action_export(self) -> None:
        """Ask for the export format."""
        chosen = self._sound()
        if chosen:
            self._line.ask(Question(export_question(), partial(self.export, path=chosen.path)))

    def action_copy(self) -> None:
        """Copy the path of the selected session's file."""
        chosen = self._shelf_list.chosen
        if chosen:
            self.console.copy_text(printable_path(chosen.path), "the file's path")

    def action_trash(self) -> None:
        """Move the selected session to the trash."""
        chosen = self._sound()
        if chosen:
            self._going.add(chosen.path)
            self._show_rows(None)
            self.console.library.trash(chosen.path)

    def action_take_back(self) -> None:
        """Restore the session that was moved to the trash last."""
        self.console.library.restore()

    def action_find(self) -> None:
        """Filter the sessions by a text, as it is typed."""
        find = Question("find", self._find, on_change=self._find, on_leave=self.action_unfind)
        self._line.ask(find, self.sought)

    def action_unfind(self) -> None:
        """Show all sessions again."""
        self.sought = ""

    def action_order(self) -> None:
        """Switch to the next sort order."""
        orders = list(self.shelf.orders) if self.shelf else [self.order]
        self.order = orders[(orders.index(self.order) + 1) % len(orders)]

    async def action_followup(self) -> None:
        """Show the commitments of all sessions."""
        await self.run_action("app.show('commitments')")

    async def action_people(self) -> None:
        """Show who has met whom."""
        await self.run_action("app.show('people')")

    async def action_leave(self) -> None:
        """Quit the program."""
        await self.run_action("app.quit")

    def on_choice_rows_chosen(self) -> None:
        """Show the selected session's title and people, or why it cannot be read."""
        chosen = self._shelf_list.chosen
        named = self.console.state.names_shown
        about = _about(chosen, named=named) if chosen else Content()
        lines = wrap_in_two_lines(about, readable_columns(self) - 4) if chosen else ()
        self._say("#library-about", list(lines))

    def on_choice_rows_opened(self) -> None:
        """Open the clicked session, unless a line is being typed."""
        if not isinstance(self.focused, LineInput):
            self.action_open()

    def watch_order(self) -> None:
        """Sort the sessions; the selected one stays selected."""
        chosen = self._shelf_list.chosen
        self._show_rows(chosen.path if chosen else None)
        self._show_title()

    def watch_sought(self) -> None:
        """Filter the sessions and select the first."""
        self._shelf_list.at = 0
        self._show_rows(None)
        self._show_title()

    def watch_shelf(self, shelf: SessionRows | None) -> None:
        """Show the new list of sessions."""
        self._going.clear()
        chosen, meant = self._shelf_list.chosen, shelf.chosen if shelf else None
        self._show_rows(meant or (chosen.path if chosen else None))
        self._say("#library-empty", list(self._welcome()) if shelf and not self._all else [])
        self._shelf_list.display = bool(self._all)
        self._show_title()
        self.refresh_bindings()

    @property
    def _shelf_list(self) -> SessionList:
        return self.query_one(SessionList)

    @property
    def _line(self) -> EntryLine:
        return self.query_one(EntryLine)

    @property
    def _all(self) -> Sequence[SessionRow]:
        return self.shelf.orders[self.order] if self.shelf else ()

    def _sound(self) -> SessionRow | None:
        """Return the selected session, or None with a notification if it cannot be read."""
        chosen = self._shelf_list.chosen
        if chosen and chosen.problem:
            self._notify_line(chosen.problem, wrong=True)
            return None
        return chosen

    def _focus_list(self) -> None:
        self.set_focus(self._shelf_list)

    def _find(self, text: str) -> None:
        self.sought = text

    def _begin(self, title: str) -> None:
        if title.strip():
            self.console.navigation.begin(title)

    def _begin_next(self, path: Path, title: str) -> None:
        if title.strip():
            self.console.navigation.begin_next(path, title)

    def _rename(self, path: Path, title: str) -> None:
        if title.strip():
            self.console.library.rename(path, title)

    def _take_shelf(self, shelf: SessionRows | None) -> None:
        self.shelf = shelf
        if shelf:
            self.settle()

    def _show_rows(self, on: Path | None) -> None:
        rows = self._all
        for word in fold(self.sought).split():
            rows = [one for one in rows if word in one.text]
        if self._going:
            rows = [one for one in rows if one.path not in self._going]
        self._shelf_list.set_rows(rows, on)

    def _show_title(self) -> None:
        width = readable_columns(self)
        title = Content.assemble((" 1:1 ", "bold $accent"), " ", ("Library", "bold"))
        if self.sought.strip():
            found = f"  {self._shelf_list.count:,} of {len(self._all):,} with “{self.sought}”"
            title = Content.assemble(title, (found, "$muted"))
        folder, room = self._folder, max(width - title.cell_length - 3, 1)
        where = Content.styled(folder if len(folder) <= room else f"…{folder[-room:]}", "$muted")
        self.query_one("#library-title", TextBlock).set_lines(spread_apart(title, where, width - 1))
        heading = format_heading_row(self.order, max(width - 5, 1)) if self._all else Content()
        self.query_one("#library-heading", TextBlock).set_lines(heading)

    def _show_reading(self, reading: tuple[int, int] | None) -> None:
        lines = progress_lines(*reading, NEXT_TIME) if reading else ()
        self._say("#library-reading", list(lines))

    def _say(self, place: str, lines: list[Content]) -> None:
        block = self.query_one(place, TextBlock)
        block.set_lines(*lines)
        block.display = bool(lines)

    def _welcome(self) -> Iterator[Content]:
        rehearse, new = (
            key_for("library.rehearse"),
            key_for("library.new"),
        )
        wide = max(len(rehearse), len(new)) + 2
        yield Content.styled("No workshop here yet.", "bold")
        yield Content()
        for key, does in (
            (rehearse, "watch a rehearsal: fifty minutes in fifty seconds"),
            (new, "start a new workshop"),
        ):
            yield Content.assemble((key, "bold $accent"), " " * (wide - len(key)), does)

    def _show_keys(self) -> None:
        if self.is_settled:
            self.query_one(KeysLine).bindings = footer_bindings(self, "library")

    def _notify_line(self, line: str, *, wrong: bool = False) -> None:
        self.console.notify_line(line, wrong=wrong)


def _about(shelved: SessionRow, *, named: bool) -> Content:
    if shelved.problem:
        return Content.styled(shelved.problem, "$error")
    who = f"  {shelved.names}" if named and shelved.names else ""
    return Content.assemble((shelved.title, "bold"), (who, "$muted"))
