"""The summary: what each takes away, who promised what, who reports, how the time went."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widget import Widget

from oneone_tui.screens.noting import NotingScreen
from oneone_tui.widgets.board_view import BoardView
from oneone_tui.widgets.clock_panel import ClockLine
from oneone_tui.widgets.command_key import CommandKey
from oneone_tui.widgets.lines import Lines, Row
from oneone_tui.widgets.outcome import commitments, plan_and_actual, reporters, takeaways
from oneone_tui.workshop.changes import RoleGiven
from oneone_tui.workshop.clock import Moment
from oneone_tui.workshop.session import Session
from oneone_tui.workshop.words import Role, Stage


class SummaryScreen(NotingScreen):
    """The last five minutes, and what one comes back to later."""

    stage: ClassVar[Stage] = Stage.SUMMARY
    foot: ClassVar[tuple[str, ...]] = ("summary.reporter",)

    BINDINGS: ClassVar[list[BindingType]] = [
        CommandKey("o", "reporter", "reporter", id="summary.reporter"),
    ]

    def compose_stage(self) -> Iterator[Widget]:
        """What was said on the left, how it went on the right, the board below."""
        with Horizontal(id="top"):
            with VerticalScroll(id="left"):
                yield ClockLine(id="clock").data_bind(SummaryScreen.session, SummaryScreen.moment)
                yield Lines(id="reporters")
                yield Lines(id="takeaways")
                yield Lines(id="commitments")
            with VerticalScroll(id="right"):
                yield Lines(id="times")
                yield Lines(id="lies")
        with Vertical(id="bottom"):
            yield BoardView(id="board").data_bind(SummaryScreen.session)

    def begin(self) -> None:
        """The keys go to what was said first."""
        super().begin()
        self.watch(self.app, "session_path", self._take_path)

    def focus_stage(self) -> None:
        """What was said scrolls with the arrow keys."""
        self.set_focus(self.query_one("#left", VerticalScroll))

    def on_resize(self) -> None:
        """The times are laid out for the width."""
        self._show_times()

    def watch_session(self, session: Session) -> None:
        """Something was written."""
        if self.ready:
            self.query_one("#reporters", Lines).show(*reporters(session))
            self.query_one("#takeaways", Lines).show(*takeaways(session))
            self.query_one("#commitments", Lines).show(*commitments(session))
            self._show_times()

    def watch_moment(self, before: Moment, now: Moment) -> None:
        """The running segment takes longer; it is enough to say so when it ends."""
        if self.ready and (before.segment != now.segment or before.started != now.started):
            self._show_times()

    def action_reporter(self) -> None:
        """The next person of the team reports to the larger group."""
        for team in self.session.teams:
            members = [person.id for person in self.session.team_members(team.id)]
            if members:
                at = members.index(team.reporter) + 1 if team.reporter in members else 0
                person = members[at % len(members)]
                self.make(RoleGiven(team=team.id, role=Role.REPORTER, person=person))

    def _take_path(self, path: str) -> None:
        kept = Content.styled("Kept in  ", "bold $accent")
        self.query_one("#lies", Lines).show(Row(kept, Content(path)))

    def _show_times(self) -> None:
        width = self.query_one("#right", VerticalScroll).scrollable_content_region.width
        times = plan_and_actual(self.session, self.moment, max(width, 20))
        self.query_one("#times", Lines).show(*times)
