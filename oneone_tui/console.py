"""What a screen may read of the console that it is shown on, and ask of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from pathlib import Path

    from oneone_tui.exports.formats import ExportOptions
    from oneone_tui.state import CrossSessionState, LibraryState, SessionState
    from oneone_tui.workshop.history.commitments import TrackedCommitment
    from oneone_tui.workshop.model.changes import AnyChange
    from oneone_tui.workshop.model.terms import NoteKind


PublishedState = Literal["state", "library_state", "cross_session_state"]
"""The states that screens watch, by their names on the app."""


class OpenSession(Protocol):
    """What may be asked of the open session."""

    def apply(self, *changes: AnyChange, note: str = "") -> bool:
        """Apply changes in this order; `note` is shown once all of them are applied."""
        ...

    def undo(self, ask: Callable[[str, Callable[[], None]], None]) -> None:
        """Undo the last change of this console.

        Where it has none, `ask` gets a question about that of another one, and what a yes does.
        """
        ...

    def undo_others(self, ask: Callable[[str, Callable[[], None]], None]) -> None:
        """Ask whether to undo the last change of another console or of the clock."""
        ...

    def redo(self) -> None:
        """Redo what this console undid last."""
        ...

    def accept_suggestion(self) -> None:
        """Make the suggested changes."""
        ...

    def dismiss_suggestion(self) -> None:
        """Suggest something else, or nothing."""
        ...

    def draw_pairs(self) -> None:
        """Draw the pairs, by all that is known of earlier sessions."""
        ...

    def set_draft(self, text: str, kind: NoteKind, team: str) -> None:
        """Take the line that is being typed, to be kept against a crash."""
        ...


class SessionLibrary(Protocol):
    """What may be asked of the library."""

    def rename(self, path: Path, title: str) -> None:
        """Give a session another title, and its file the name that goes with it."""
        ...

    def trash(self, path: Path) -> None:
        """Put a session's file in the trash."""
        ...

    def restore(self) -> None:
        """Put back what was put in the trash last."""
        ...


class CrossSessions(Protocol):
    """What may be asked of all sessions of the folder together."""

    @property
    def today(self) -> date:
        """The day in the room."""
        ...

    def load_commitments(self) -> None:
        """Read the commitments of all sessions."""
        ...

    def load_attendance(self) -> None:
        """Read who met whom."""
        ...

    def load_trends(self) -> None:
        """Read what came up in several sessions."""
        ...

    def mark_done(
        self,
        commitment: TrackedCommitment,
        *,
        done: bool,
        note: str = "",
        on_refused: Callable[[], None],
    ) -> None:
        """Mark a commitment as done, or as open again; `note` is shown once that is saved."""
        ...


class SessionNavigation(Protocol):
    """The ways to a session."""

    def begin(self, title: str) -> None:
        """Begin a new session of that title."""
        ...

    def begin_next(self, path: Path, title: str) -> None:
        """Begin a new session of that title for the people of the one at `path`."""
        ...

    def open(self, path: Path) -> None:
        """Open a session."""
        ...

    def rehearse(self, guide: str) -> None:
        """Play a whole workshop, sped up, by a guide's name or file; without one, by the usual."""
        ...

    def review(self, path: Path) -> None:
        """Look through a session, and leave it as it is."""
        ...

    def report_stage_shown(self) -> None:
        """Do what can wait until a stage is shown."""
        ...

    def show_stage(self) -> None:
        """Show the stage that the session is at, if the screen of another one is on."""
        ...


class Console(Protocol):
    """The app, as its screens know it."""

    @property
    def state(self) -> SessionState:
        """The open session, and how it stands with it."""
        ...

    @property
    def library_state(self) -> LibraryState:
        """What the library screen shows of the folder."""
        ...

    @property
    def cross_session_state(self) -> CrossSessionState:
        """What all sessions of the folder tell together."""
        ...

    @property
    def session(self) -> OpenSession:
        """The open session."""
        ...

    @property
    def library(self) -> SessionLibrary:
        """The folder of sessions."""
        ...

    @property
    def cross_sessions(self) -> CrossSessions:
        """All sessions of the folder together."""
        ...

    @property
    def navigation(self) -> SessionNavigation:
        """The ways to a session."""
        ...

    def notify_line(self, line: str, *, wrong: bool = False) -> None:
        """Show a line that goes away by itself; `wrong` where something went wrong."""
        ...

    def copy_text(self, text: str, what: str) -> None:
        """Put a text in the clipboard; `what` says what it is."""
        ...

    def export_session(self, form: str, options: ExportOptions, path: Path | None = None) -> None:
        """Write a session in a form; without a path it is the open one."""
        ...

    def rescue_session(self, folder: str) -> None:
        """Write all of the open session to a folder; without one, where there is room."""
        ...
