"""The larger group: which team reports when, and what the teams share. For the whole room."""

from __future__ import annotations

from pathlib import PurePath
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content

from oneone_tui.screens.clocked import ClockedScreen
from oneone_tui.screens.covering import Covering
from oneone_tui.screens.readable import READABLE
from oneone_tui.sheets import sheets
from oneone_tui.widgets.board_view import JointBoard
from oneone_tui.widgets.chrome import TitleLine
from oneone_tui.widgets.command_key import CommandKey
from oneone_tui.widgets.lines import Line, Lines, fit
from oneone_tui.widgets.proposal_line import ProposalLine
from oneone_tui.widgets.room_line import RoomLine
from oneone_tui.widgets.set_keys import key_of
from oneone_tui.workshop.report_talk import larger_group
from oneone_tui.workshop.schedule import spoken_length
from oneone_tui.workshop.session import Session

NAME = 24
"""Cells that a team's name takes at the most."""


class LargerGroupScreen(Covering, ClockedScreen):
    """The order of the reporters with each one's time, and the joint board. Nothing is typed."""

    DEFAULT_CLASSES = READABLE
    CSS_PATH: ClassVar[list[str | PurePath]] = sheets("larger_group", "board")

    BINDINGS: ClassVar[list[BindingType]] = [
        CommandKey("g,escape,q", "dismiss", "back", key_display="esc", id="group.close"),
    ]

    def compose(self) -> ComposeResult:
        """The order above, the board below."""
        yield TitleLine().data_bind(ClockedScreen.session, ClockedScreen.moment)
        yield Lines(id="group-heading")
        with VerticalScroll(id="group-order", can_focus=False):
            yield Lines(id="group-turns")
        yield JointBoard(id="board").data_bind(ClockedScreen.named, session=ClockedScreen.seen)
        yield ProposalLine(id="proposal").data_bind(ClockedScreen.proposal)
        yield RoomLine().data_bind(ClockedScreen.session, ClockedScreen.moment)

    def begin(self) -> None:
        """The arrow keys go over the board."""
        super().begin()
        self.query_one(JointBoard).enter()

    def watch_session(self, session: Session) -> None:
        """Somebody else reports, or another team has come."""
        if not self.ready:
            return
        turns = larger_group(session)
        whole = spoken_length(sum(turn.seconds for turn in turns))
        heading = Content.assemble(
            ("The larger group", "bold $accent"),
            (f"  {len(turns)} teams in {whole}    ", "$muted"),
            (key_of("group.close", "esc"), "bold $accent"),
            (" back", "$muted"),
        )
        self.query_one("#group-heading", Lines).show(heading)
        self.query_one("#group-turns", Lines).show(*turn_lines(session))


def turn_lines(session: Session) -> list[Line]:
    """A line a team in the order of reporting: its name, who reports, and for how long."""
    turns = larger_group(session)
    names = [team.name if team else "" for team in (session.team(t.team) for t in turns)]
    width = min(max((Content(name).cell_length for name in names), default=0), NAME)
    lines: list[Line] = []
    for number, (turn, name) in enumerate(zip(turns, names, strict=True), 1):
        reporter = session.name(turn.reporter)
        lines.append(
            Content.assemble(
                (f"{number:>2} ", "bold $accent"),
                fit(Content(name), width).stylize("bold"),
                (f"  {spoken_length(turn.seconds)}  ", "bold $primary"),
                (reporter or "nobody chosen to report yet", "" if reporter else "$muted"),
            )
        )
    return lines
