"""The team's board as a flipchart: three columns that fill up."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.reactive import var

from oneone_tui.widgets.lines import Line, Lines, Row
from oneone_tui.widgets.words import short_name
from oneone_tui.workshop.board import BoardEntry, columns
from oneone_tui.workshop.nothing import NO_SESSION
from oneone_tui.workshop.session import Session
from oneone_tui.workshop.words import COLUMN_TITLES, COLUMNS, Kind


class BoardView(Horizontal):
    """Our Common Values, Our Shared Interests, Our Unique Resources, side by side."""

    session: var[Session] = var(NO_SESSION)
    team: var[str] = var("")

    def compose(self) -> ComposeResult:
        """A heading and a list for each column."""
        for kind in COLUMNS:
            with Vertical(classes="column"):
                yield Lines(classes="column-heading", id=f"heading-{kind}")
                with VerticalScroll(can_focus=False):
                    yield Lines(id=f"column-{kind}")

    def on_mount(self) -> None:
        """Fill in what was already known."""
        self._fill()

    def watch_session(self) -> None:
        """Something was put on the board, or taken off."""
        self._fill()

    def watch_team(self) -> None:
        """Another team's board."""
        self._fill()

    def _fill(self) -> None:
        if not self.is_mounted:
            return
        team = self.team or self.session.teams[0].id
        for kind, entries in columns(self.session, team).items():
            heading = Content.assemble(
                (COLUMN_TITLES[kind], "bold"), (f" {len(entries) or ''}", "$muted")
            )
            self.query_one(f"#heading-{kind}", Lines).show(heading)
            lines: list[Line] = [_entry(self.session, kind, entry) for entry in entries]
            empty = Content.styled("nothing yet", "$muted")
            self.query_one(f"#column-{kind}", Lines).show(*(lines or [empty]))


def _entry(session: Session, kind: Kind, entry: BoardEntry) -> Row:
    times = f"×{entry.pairs} " if entry.pairs > 1 else "· "
    who = short_name(session, entry.notes[0].person) if kind is Kind.RESOURCE else ""
    return Row(
        Content.styled(times, "bold $accent"),
        Content.assemble((f"{who}: " if who else "", "bold"), entry.text),
    )
