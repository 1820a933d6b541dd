"""The larger-group screen: which team reports when, and what the teams share."""

from __future__ import annotations

from pathlib import PurePath
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content

from oneone_tui.keymap import bindings, key_for
from oneone_tui.screens.base import TimedScreen
from oneone_tui.style_sheets import sheets
from oneone_tui.textual_patches.modal import Covering
from oneone_tui.widgets.board_view import JointBoard
from oneone_tui.widgets.formatting.line_length import READABLE
from oneone_tui.widgets.status_rows import TitleLine
from oneone_tui.widgets.suggestion_bar import SuggestionBar
from oneone_tui.widgets.text_block import Line, TextBlock, fit
from oneone_tui.widgets.too_small import TooSmallNotice
from oneone_tui.workshop.agenda.schedule import format_duration
from oneone_tui.workshop.model.session import Session
from oneone_tui.workshop.notes.report_script import larger_group_turns

NAME = 24
"""Cells of a team's name at most."""


class LargerGroupScreen(Covering, TimedScreen):
    """The order of the reporters with their times, and the joint board."""

    DEFAULT_CLASSES = READABLE
    CSS_PATH: ClassVar[list[str | PurePath]] = sheets("larger_group", "board")

    BINDINGS: ClassVar[list[BindingType]] = bindings("larger-group")

    def compose(self) -> ComposeResult:
        """Yield the order of the teams, and the board below."""
        yield TitleLine().data_bind(TimedScreen.session, TimedScreen.moment)
        yield TextBlock(id="group-heading")
        with VerticalScroll(id="group-order", can_focus=False):
            yield TextBlock(id="group-turns")
        yield JointBoard(id="board").data_bind(TimedScreen.named, session=TimedScreen.seen)
        yield SuggestionBar(id="proposal").data_bind(TimedScreen.proposal)
        yield TooSmallNotice().data_bind(TimedScreen.session, TimedScreen.moment)

    def bind_state(self) -> None:
        """Also move the cursor to the board."""
        super().bind_state()
        self.query_one(JointBoard).enter()

    def watch_session(self, session: Session) -> None:
        """Update the order of the teams and their reporters."""
        if not self.ready:
            return
        turns = larger_group_turns(session)
        whole = format_duration(sum(turn.seconds for turn in turns))
        heading = Content.assemble(
            ("The larger group", "bold $accent"),
            (f"  {len(turns)} teams in {whole}    ", "$muted"),
            (key_for("group.close"), "bold $accent"),
            (" back", "$muted"),
        )
        self.query_one("#group-heading", TextBlock).set_lines(heading)
        self.query_one("#group-turns", TextBlock).set_lines(*turn_lines(session))


def turn_lines(session: Session) -> list[Line]:
    """Return a line for each team in order: its name, its reporter, and the time."""
    turns = larger_group_turns(session)
    names = [team.name if team else "" for team in (session.team(t.team) for t in turns)]
    width = min(max((Content(name).cell_length for name in names), default=0), NAME)
    lines: list[Line] = []
    for number, (turn, name) in enumerate(zip(turns, names, strict=True), 1):
        reporter = session.name_of(turn.reporter)
        lines.append(
            Content.assemble(
                (f"{number:>2} ", "bold $accent"),
                fit(Content(name), width).stylize("bold"),
                (f"  {format_duration(turn.seconds)}  ", "bold $primary"),
                (reporter or "nobody chosen to report yet", "" if reporter else "$muted"),
            )
        )
    return lines
