"""The typed link from every screen to the app and the states it publishes."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar, cast

from oneone_tui.widgets.formatting.export_choice import UnknownFormat, parse_export_choice

if TYPE_CHECKING:
    from pathlib import Path

    from textual.screen import Screen

    from oneone_tui.console import Console, PublishedState
    from oneone_tui.messages import MakeChanges, ShowMessage
    from oneone_tui.state import CrossSessionState, LibraryState, SessionState

    Base = Screen[None]
else:
    Base = object  # as a screen of its own it would hide the style sheets of the other base

S = TypeVar("S")
T = TypeVar("T")


class ConsoleScreen(Base):
    """A screen of the console. Name it before Textual's own class among the bases."""

    @property
    def console(self) -> Console:
        """The app."""
        return cast("Console", self.app)

    def on_make_changes(self, event: MakeChanges) -> None:
        """Apply the changes that a widget asks for."""
        event.stop()
        self.console.session.apply(*event.changes)

    def on_show_message(self, event: ShowMessage) -> None:
        """Show the notification that a widget asks for."""
        event.stop()
        self.console.notify_line(event.line)

    def export(self, answer: str, path: Path | None = None) -> None:
        """Export in the format that was typed; without a path it is the open session."""
        try:
            choice = parse_export_choice(answer)
        except UnknownFormat as unknown:
            self.console.notify_line(str(unknown))
        else:
            self.console.export_session(choice.form, choice.options, path)

    def observe(self, select: Callable[[SessionState], T], show: Callable[[T], object]) -> None:
        """Call `show` with what `select` takes from the session's state, now and on changes."""
        self._observe("state", self.console.state, select, show)

    def observe_library(
        self, select: Callable[[LibraryState], T], show: Callable[[T], object]
    ) -> None:
        """Call `show` with what `select` takes from the library's state, now and on changes."""
        self._observe("library_state", self.console.library_state, select, show)

    def observe_cross_session(
        self, select: Callable[[CrossSessionState], T], show: Callable[[T], object]
    ) -> None:
        """Call `show` with what `select` takes from all sessions' state, now and on changes."""
        self._observe("cross_session_state", self.console.cross_session_state, select, show)

    def _observe(
        self, name: PublishedState, state: S, select: Callable[[S], T], show: Callable[[T], object]
    ) -> None:
        def show_change(before: S, now: S) -> None:
            selected = select(now)
            if selected != select(before):
                show(selected)

        show(select(state))
        self.watch(self.app, name, show_change, init=False)
