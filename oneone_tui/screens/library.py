"""The library: every session in the folder, and a new one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.reactive import var
from textual.screen import Screen
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from oneone_tui.widgets.chrome import KeysLine
from oneone_tui.widgets.command_key import CommandKey
from oneone_tui.widgets.entry_line import EntryLine, LineInput
from oneone_tui.widgets.intent import NewSession, OpenSession, Tell
from oneone_tui.widgets.lines import Lines, fit, spread
from oneone_tui.workshop.words import STAGE_TITLES, Stage

if TYPE_CHECKING:
    from pathlib import Path

NEW = "new"
DAY = 12
STAGE = 13


class Shelved(NamedTuple):
    """A session on the shelf: what its row says. `problem` is empty for a sound file."""

    path: Path
    day: str
    title: str
    people: int
    stage: Stage | None
    problem: str = ""


class LibraryScreen(Screen[None]):
    """What `oneone` opens: the sessions, newest first."""

    BINDINGS: ClassVar[list[BindingType]] = [
        CommandKey("enter", "open", "open", id="library.open"),
        CommandKey("n", "new", "new workshop", id="library.new"),
        CommandKey("r", "app.rehearse", "rehearsal", id="library.rehearse"),
        CommandKey("q", "leave", "quit", id="library.quit"),
        CommandKey("question_mark", "app.help", "help", key_display="?", id="help"),
    ]

    shelf: var[tuple[Shelved, ...]] = var(())

    def __init__(self, folder: str) -> None:
        super().__init__()
        self._folder = folder

    def compose(self) -> ComposeResult:
        """The title, the shelf, the line, the keys."""
        yield Lines(id="library-title")
        yield Lines(id="library-heading")
        yield OptionList(id="shelf", markup=False, compact=True)
        yield Lines(id="library-empty")
        yield EntryLine(id="line")
        yield KeysLine(id="keys")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """No command while somebody types."""
        return not isinstance(self.focused, LineInput)

    def on_mount(self) -> None:
        """Show what the app has found, now and whenever it looks again."""
        self.query_one(EntryLine).go_home = self.focus_shelf
        self.watch(self.app, "shelf", self._take_shelf)
        shown = [b for _, b in self._bindings if b.show]
        self.query_one("#keys", KeysLine).bindings = tuple(shown)
        self.query_one("#shelf", OptionList).focus()

    def on_resize(self) -> None:
        """The rows are made for the width."""
        self.watch_shelf()

    def action_open(self) -> None:
        """Open the highlighted session."""
        at = self.query_one("#shelf", OptionList).highlighted
        if at is None or at >= len(self.shelf):
            return
        chosen = self.shelf[at]
        if chosen.problem:
            self.post_message(Tell(chosen.problem, wrong=True))
        else:
            self.post_message(OpenSession(chosen.path))

    async def action_leave(self) -> None:
        """Leave the program."""
        await self.app.action_quit()

    def action_new(self) -> None:
        """Ask for a title."""
        self.query_one(EntryLine).ask(NEW, "title of the new workshop")

    def on_entry_line_entered(self, event: EntryLine.Entered) -> None:
        """A title was given."""
        event.stop()
        self.query_one(EntryLine).clear()
        self.focus_shelf()
        if event.text.strip():
            self.post_message(NewSession(event.text))

    def on_line_input_pasted(self, event: LineInput.Pasted) -> None:
        """A title is one line, however it was pasted."""
        event.stop()
        self.query_one(EntryLine).insert(event.text)

    def on_entry_line_turned(self, event: EntryLine.Turned) -> None:
        """No new session after all."""
        event.stop()
        self.query_one(EntryLine).clear()
        self.focus_shelf()

    def focus_shelf(self) -> None:
        """Put the keys back to the shelf."""
        line = self.query_one(EntryLine)
        line.show_chip(Content())
        self.query_one("#shelf", OptionList).focus()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter on a row opens it."""
        event.stop()
        self.action_open()

    def watch_shelf(self) -> None:
        """Sessions have come or gone."""
        if not self.is_mounted:
            return
        width = max(self.size.width - 4, 20)
        title = Content.assemble((" 1:1 ", "bold $accent"), " ", ("Library", "bold"))
        folder, room = self._folder, max(self.size.width - title.cell_length - 3, 1)
        where = Content.styled(folder if len(folder) <= room else f"…{folder[-room:]}", "$muted")
        self.query_one("#library-title", Lines).show(spread(title, where, self.size.width - 1))
        heading = _columns("Date", "Workshop", "Stage", "People", width)
        self.query_one("#library-heading", Lines).show(
            Content.styled(heading.plain, "$muted") if self.shelf else Content()
        )
        self.query_one("#library-empty", Lines).show(*([] if self.shelf else _welcome()))
        shelf = self.query_one("#shelf", OptionList)
        before = shelf.highlighted
        shelf.set_options([Option(_row(shelved, width)) for shelved in self.shelf])
        shelf.display = bool(self.shelf)
        if self.shelf:
            shelf.highlighted = min(before or 0, len(self.shelf) - 1)

    def _take_shelf(self, shelf: tuple[Shelved, ...]) -> None:
        self.shelf = shelf


def _welcome() -> Iterator[Content]:
    yield Content.styled("No workshop here yet.", "bold")
    yield Content()
    yield Content.assemble(
        ("r", "bold $accent"), "  watch a rehearsal: fifty minutes in fifty seconds"
    )
    yield Content.assemble(("n", "bold $accent"), "  start a new workshop")


def _row(shelved: Shelved, width: int) -> Content:
    if shelved.problem:
        return fit(
            Content.assemble(
                (f"{shelved.day:<{DAY}}", "$muted"), ("! ", "bold $error"), shelved.problem
            ),
            width,
        )
    stage = STAGE_TITLES[shelved.stage] if shelved.stage else ""
    return _columns(shelved.day, shelved.title, stage, str(shelved.people), width)


def _columns(day: str, title: str, stage: str, people: str, width: int) -> Content:
    right = Content(f"{stage:<{STAGE}}{people:>6}")
    return spread(Content.assemble((f"{day:<{DAY}}", "$muted"), (title, "bold")), right, width)
