"""The frozen states that the console publishes, each replaced whole."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from msgspec import Struct

from oneone_tui.workshop.agenda.timer import EMPTY_TIMER_STATE, TimerState
from oneone_tui.workshop.history.attendance import NO_ATTENDANCE, AttendanceHistory
from oneone_tui.workshop.model.session import EMPTY_SESSION, Session

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from oneone_tui.workshop.history.commitments import TrackedCommitment
    from oneone_tui.workshop.history.trends import Trend
    from oneone_tui.workshop.model.terms import Stage
    from oneone_tui.workshop.suggestions.timing import Suggestion


@dataclass(frozen=True)
class SessionState:
    """The open session, its timer, and how it stands with the disk and the other consoles."""

    session: Session = EMPTY_SESSION
    timer: TimerState = EMPTY_TIMER_STATE
    suggestion: Suggestion | None = None
    pending: bool = False
    """Whether something that is shown is not on disk yet."""
    save_error: str = ""
    """Why nothing can be saved; empty while all is well."""
    peers: tuple[str, ...] = ()
    """The other consoles at the session."""
    has_wall: bool = False
    """Whether a wall shows the session to the room."""
    attendance: AttendanceHistory = NO_ATTENDANCE
    """What the other sessions of the folder tell about the people."""
    names_shown: bool = True
    """Whether the screens tell who said what."""
    drawing: bool = False
    """Whether pairs are being looked for."""
    session_path: str = ""
    """The file of the session that was opened last."""


class SessionRow(Struct, frozen=True, gc=False):
    """A session of the library: what its row says, and in `text` all that it can be found by.

    `problem` is empty for a file that can be opened. There may be ten thousand: the collector of
    garbage does not look at them.
    """

    path: Path
    day: str
    title: str = ""
    stage: Stage | None = None
    finished: bool = False
    people: int = 0
    pairs: int = 0
    notes: int = 0
    commitments: int = 0
    names: str = ""
    text: str = ""
    problem: str = ""


@dataclass(frozen=True, eq=False)
class SessionRows:
    """The sessions of the folder in every order there is, by its name; and which one to show.

    No two are equal: each reading of the folder is shown, whatever it found.
    """

    orders: Mapping[str, Sequence[SessionRow]]
    chosen: Path | None = None


@dataclass(frozen=True)
class LibraryState:
    """What the library screen shows of the folder."""

    rows: SessionRows | None = None
    """The sessions; None until they have been read for the first time."""
    progress: tuple[int, int] | None = None
    """How many files are read, of how many, where it takes long."""
    trash_count: int = 0
    """How many sessions can be taken back out of the trash."""


@dataclass(frozen=True)
class CrossSessionState:
    """What all sessions of the folder tell together; None until that has been read."""

    commitments: tuple[TrackedCommitment, ...] | None = None
    """What people committed to, the most urgent first."""
    attendance: AttendanceHistory | None = None
    """Who came to which session, and met whom."""
    trends: tuple[Trend, ...] | None = None
    """What came up in several sessions."""
    progress: tuple[int, int] | None = None
    """How many files are read, of how many, where it takes long."""
