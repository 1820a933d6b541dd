"""The people screen: who has met whom, organized and served, across sessions."""

from __future__ import annotations

from pathlib import PurePath
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.screen import Screen

from oneone_tui.keymap import bindings, footer_bindings
from oneone_tui.screens.console_screen import ConsoleScreen
from oneone_tui.style_sheets import sheets
from oneone_tui.textual_patches.modal import Covering
from oneone_tui.widgets.formatting.line_length import READABLE, readable_columns
from oneone_tui.widgets.formatting.progress_text import progress_lines
from oneone_tui.widgets.people_matrix import PeopleMatrix
from oneone_tui.widgets.status_rows import KeysLine
from oneone_tui.widgets.text_block import TextBlock, spread_apart
from oneone_tui.widgets.too_small import TooSmallNotice
from oneone_tui.workshop.history.attendance import NO_ATTENDANCE, AttendanceHistory, KnownPerson
from oneone_tui.workshop.model.terms import Role
from oneone_tui.workshop.pairing.draw import format_meetings


class PeopleScreen(ConsoleScreen, Covering, Screen[None]):
    """The matrix, and the details of the cell under the cursor."""

    DEFAULT_CLASSES = READABLE
    CSS_PATH: ClassVar[list[str | PurePath]] = sheets("people")

    BINDINGS: ClassVar[list[BindingType]] = bindings("people")

    def __init__(self) -> None:
        super().__init__()
        self._past: AttendanceHistory | None = None

    def compose(self) -> ComposeResult:
        """Yield the title, the matrix, the details, the keys."""
        yield TooSmallNotice()
        yield TextBlock(id="people-title")
        yield PeopleMatrix(id="matrix")
        yield TextBlock(id="people-empty")
        yield TextBlock(id="people-about")
        yield KeysLine(id="keys")

    def on_mount(self) -> None:
        """Show the people, now and whenever they change."""
        self.console.cross_sessions.load_attendance()
        self.observe(lambda state: state, self.query_one(TooSmallNotice).show_state)
        self.query_one("#keys", KeysLine).bindings = footer_bindings(self, "people")
        self.query_one(PeopleMatrix).focus()
        self.observe_cross_session(lambda state: state.attendance, self._take)
        self.observe_cross_session(lambda state: state.progress, self._show_reading)

    def on_resize(self) -> None:
        """Fit the title to the new width."""
        self._show()

    def on_people_matrix_moved(self, event: PeopleMatrix.Moved) -> None:
        """Show the details of the cell under the cursor."""
        event.stop()
        self._show_about()

    def _take(self, past: AttendanceHistory | None) -> None:
        self._past = past
        if past:
            self.query_one(PeopleMatrix).past = past
        self._show()

    def _show(self) -> None:
        if not self.is_mounted:
            return
        past = self._past or NO_ATTENDANCE
        people = len(past.people)
        left = Content.assemble((" 1:1 ", "bold $accent"), " ", ("Who has met whom", "bold"))
        possible = people * (people - 1) // 2
        met = f"{people} people · {len(past.met)} of {possible} pairs have met"
        right = Content.styled(met if people else "", "$muted")
        self.query_one("#people-title", TextBlock).set_lines(
            spread_apart(left, right, readable_columns(self) - 1)
        )
        matrix = self.query_one(PeopleMatrix)
        matrix.display = bool(people)
        empty = self.query_one("#people-empty", TextBlock)
        empty.display = not people
        if self._past is not None:
            empty.set_lines(Content("Nobody has met anybody yet."))
        self._show_about()

    def _show_reading(self, read: tuple[int, int] | None) -> None:
        if self._past is None:
            lines = progress_lines(*read) if read else (Content("Reading the sessions …"),)
            self.query_one("#people-empty", TextBlock).set_lines(*lines)

    def _show_about(self) -> None:
        two = self.query_one(PeopleMatrix).two
        past = self._past
        lines = self._about(past, *two) if two and past else ()
        self.query_one("#people-about", TextBlock).set_lines(*lines)

    def _about(
        self, past: AttendanceHistory, one: KnownPerson, other: KnownPerson
    ) -> tuple[Content, ...]:
        met = sum(one.id in two for two in past.met)
        last = one.last.astimezone()
        served = ", ".join(f"{r} {one.roles[r].times}×" for r in Role if r in one.roles)
        parts = [
            f"came {one.sessions}×, last on {last.day} {last:%b %Y}",
            f"organized {one.organized}×",
            served,
            f"has met {met} of {len(past.people) - 1}",
        ]
        about = Content.assemble((one.name, "bold"), "  ", " · ".join(filter(None, parts)))
        if one.id == other.id:
            return (about,)
        meeting = past.meeting(one.id, other.id)
        said = format_meetings(meeting, None) if meeting else "not met yet"
        return about, Content.assemble("with ", (other.name, "bold"), f"  {said}")
