"""A running console for tests, driven by keys and a clock moved by hand.

Nothing here sleeps: tests wait for conditions.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from textual import events
from textual.keys import _character_to_key

from oneone_tui.app import OneOneApp
from oneone_tui.guides import load_guide
from oneone_tui.screens.help import HelpScreen
from oneone_tui.screens.stage import StageScreen
from oneone_tui.store.library import Library
from oneone_tui.store.session_file import SessionFile
from oneone_tui.widgets.entry_line import EntryLine, LineInput
from oneone_tui.widgets.text_block import TextBlock
from oneone_tui.workshop.model.changes import PeopleAdded
from oneone_tui.workshop.model.changes.setup import NewPerson
from oneone_tui.workshop.model.session import TEAM_ONE, Session, new_session
from oneone_tui.workshop.reducers.apply import apply
from oneone_tui.workshop.rehearsal import prepare_rehearsal, rehearsal_script

if TYPE_CHECKING:
    from textual.message_pump import MessagePump
    from textual.pilot import Pilot

    from oneone_tui.terminal.themes import Appearance
    from oneone_tui.workshop.model.changes import AnyChange
    from oneone_tui.workshop.model.terms import Stage

START = datetime(2026, 11, 9, 18, 0, tzinfo=UTC)
EARLIER = START - timedelta(days=14)
TITLE = "Tenants' Union leadership team"
SEED = 9
DEFAULT_SIZE, ROOMY = (80, 24), (120, 40)
KEYS = {
    *("enter", "escape", "tab", "shift+tab", "space", "backspace"),
    *("up", "down", "left", "right", "home", "end"),
}
"""Keys that have a name, as `Desk.type_at_once` takes them."""
PATIENCE = 10.0
"""Seconds of real time after which waiting for a condition fails."""

SIX = ("Ana Ruiz", "Ben Okafor", "Cy Lam", "Dee Park", "Eve Sol", "Fay Wu")
SEVEN = (*SIX, "Gus Ødegård")
MIXED = (
    "Seán O'Brien",
    "李小龍",
    "Maria-Magdalena von und zu Hohenstein-Lichtenberg",
    "Фатима Ахметова",
    "Zoë",
    "นภา ใจดี",
)
"""Names that are long, wide or short, or contain punctuation."""
TWENTY_FOUR = tuple(
    f"{first} {last}"
    for first in ("Ana", "Ben", "Cy", "Dee", "Eve", "Fay")
    for last in ("Ruiz", "Okafor", "Lam", "Ødegård")
)

SETUP, PAIRING, ROUNDS, REPORT_BACK, SUMMARY, OVER = 0.0, 4.7, 11.0, 38.0, 48.5, 60.0
"""Minutes of the rehearsal at which a session is at each stage or over."""


class HandClock:
    """A wall clock that stands still until it is moved."""

    speed = 1.0

    def __init__(self, at: datetime = START) -> None:
        self._at = at

    def now(self) -> datetime:
        """The time, UTC."""
        return self._at

    def monotonic(self) -> float:
        """The monotonic time in seconds; it moves with the wall clock."""
        return self._at.timestamp()

    def advance(self, seconds: float) -> None:
        """Move the clock forward by `seconds`."""
        self._at += timedelta(seconds=seconds)


def fresh_session(*names: str, title: str = TITLE) -> Session:
    """A session with these people and nothing else."""
    session = new_session("a-session", title, load_guide(), START, SEED)
    if not names:
        return session
    added = PeopleAdded(people=tuple(NewPerson(name=name) for name in names), team=TEAM_ONE)
    return apply(session, added, START, "rehearsal")


def rehearsed_session(till: float | str, *names: str, title: str = TITLE) -> Session:
    """A session as rehearsed up to `till`.

    `till` is a minute (at 0 there are only people and details), or the id of the segment that has
    just begun.
    """
    session, chance = fresh_session(*(names or SIX), title=title), Random(SEED)
    for change in prepare_rehearsal(session, chance):
        session = apply(session, change, START, "rehearsal")
    for act in rehearsal_script(session, chance) if till else ():
        over = act.after > till * 60 if not isinstance(till, str) else _in(session, till)
        if over:
            break
        for change in act.changes(session):
            session = apply(session, change, START + timedelta(seconds=act.after), "rehearsal")
    return session


def _in(session: Session, segment: str) -> bool:
    return bool(session.clock) and session.clock[-1].segment == segment


def apply_changes(session: Session, *changes: AnyChange, minute: float = 0) -> Session:
    """The session after these changes, made at `minute`."""
    for change in changes:
        session = apply(session, change, START + timedelta(minutes=minute), "rehearsal")
    return session


class TestedApp(OneOneApp):
    """The console, which also records its notices."""

    __test__ = False

    def __init__(
        self,
        library: Library,
        path: Path | None,
        wall: HandClock,
        look: Appearance | None = None,
        console: str = "desk",
    ) -> None:
        super().__init__(library, path, wall=wall, look=look, console=console)
        self.hand_clock = wall
        self.messages: list[str] = []

    def notify_line(self, line: str, *, wrong: bool = False) -> None:
        """Show a notice and record it."""
        self.messages.append(line)
        super().notify_line(line, wrong=wrong)


@dataclass
class Desk:
    """A running console, with what a person does and sees there."""

    app: TestedApp
    pilot: Pilot[None] = field(repr=False)

    # ------------------------------------------------------------------ what there is

    @property
    def session(self) -> Session:
        """The session as the console shows it."""
        return self.app.state.session

    @property
    def saved_session(self) -> Session:
        """The session as it is on disk."""
        return SessionFile.open(self.path).session

    @property
    def path(self) -> Path:
        """The path of the open session."""
        return Path(self.app.state.session_path)

    @property
    def stage(self) -> Stage | None:
        """The stage whose screen is shown; None for the library and the help."""
        screen = self.app.screen
        return screen.stage if isinstance(screen, StageScreen) else None

    @property
    def line(self) -> EntryLine:
        """The line at the foot of the screen."""
        return self.app.screen.query_one(EntryLine)

    @property
    def messages(self) -> list[str]:
        """All notices of the console so far."""
        return self.app.messages

    @property
    def rows(self) -> list[str]:
        """The screen's rows, trailing blanks cut off."""
        return [strip.text.rstrip() for strip in self.app.screen._compositor.render_strips()]

    @property
    def screen_text(self) -> str:
        """The screen as one text."""
        return "\n".join(self.rows)

    def text_of(self, selector: str) -> str:
        """The text of a `TextBlock`, as one line."""
        return " ".join(self.app.screen.query_one(selector, TextBlock).render().plain.split())

    # ------------------------------------------------------------------ what one does

    async def wait_for(self, *texts: str) -> None:
        """Wait until all these texts are visible, each on one row."""
        await self.wait_until(lambda: all(text in self.screen_text for text in texts))

    async def settle(self) -> None:
        """Wait until the last key is fully processed, except for the disk.

        A key goes from the app to the focused widget, up through its parents, and back to the
        app; a message that it causes takes the same way once more.
        """
        for _ in range(4):
            focused = self.app.focused or self.app.screen
            for node in (self.app, *focused.ancestors_with_self):
                await self._turn_of(node)

    async def press(self, *keys: str) -> None:
        """Press keys by name, each after the one before is processed."""
        for key in keys:
            self._send(_character_to_key(key) if len(key) == 1 else key, key)
            await self.settle()

    async def type(self, text: str) -> None:
        """Type into the entry line, which must have the focus."""
        await self.wait_until(lambda: isinstance(self.app.focused, LineInput))
        for char in text:
            self._send(_character_to_key(char), char)
        await self.settle()

    async def type_at_once(self, *pieces: str) -> None:
        """Send keys in one go, as a slow line does: characters as they are, others by name."""
        for piece in pieces:
            for key in [piece] if piece in KEYS else piece:
                self._send(_character_to_key(key) if len(key) == 1 else key, key)
        await self.settle()

    async def enter(self, text: str) -> None:
        """Type into the entry line and press enter."""
        await self.type(text)
        await self.press("enter")

    async def replace(self, text: str) -> None:
        """Replace the text in the entry line and press enter."""
        await self.press("ctrl+u")
        assert self.line.text == ""
        await self.enter(text)

    async def paste(self, text: str) -> None:
        """Paste, as a terminal with bracketed paste does."""
        event = events.Paste(text)
        event.set_sender(self.app)
        self.app.post_message(event)
        await self.settle()

    async def pass_time(self, seconds: float) -> None:
        """Move the clock forward and let the console look at it."""
        self.app.hand_clock.advance(seconds)
        self.app.session.apply()
        await self.settle()

    async def wait_until(self, comes_about: Callable[[], bool]) -> None:
        """Wait until a condition is true."""
        end = time.monotonic() + PATIENCE
        while not comes_about():
            if self.app._exception:
                raise self.app._exception
            if time.monotonic() > end:
                raise TimeoutError(
                    f"it did not come about; told {self.messages[-3:]}\n{self.screen_text}"
                )
            await self.pilot.pause()

    async def wait_until_saved(self) -> None:
        """Wait until all changes are on disk."""
        await self.wait_until(lambda: not self.app.state.pending)

    async def resize(self, columns: int, rows: int) -> None:
        """Resize the terminal, in cells."""
        await self.pilot.resize_terminal(columns, rows)
        await self.wait_until(lambda: self.app.size == (columns, rows))
        await self.settle()

    async def check_saved(self) -> None:
        """Check that the session shown is the one on disk."""
        await self.wait_until_saved()
        assert self.saved_session == self.session

    async def _turn_of(self, node: MessagePump) -> None:
        """Wait until `node` has processed its pending messages."""
        done = asyncio.Event()
        if not node.call_later(done.set):
            return
        waits = [asyncio.ensure_future(e.wait()) for e in (done, self.app._exception_event)]
        _, left = await asyncio.wait(waits, timeout=PATIENCE, return_when=asyncio.FIRST_COMPLETED)
        for wait in left:
            wait.cancel()
        if len(left) == len(waits):
            raise TimeoutError(f"{node} is stuck; told {self.messages[-3:]}\n{self.screen_text}")

    def _send(self, key: str, character: str) -> None:
        event = events.Key(key, character if len(character) == 1 else None)
        event.set_sender(self.app)
        self.app.post_message(event)


@dataclass
class Room:
    """A folder of sessions and a wall clock."""

    folder: Path
    wall: HandClock = field(default_factory=HandClock)

    def keep(self, session: Session) -> Path:
        """Write a session to the folder; the clock shows the time of its last change."""
        self.wall = HandClock(session.history[-1].at if session.history else START)
        return Library(self.folder).create(session).path

    def names(self) -> list[str]:
        """The session files in the folder."""
        return sorted(path.name for path in self.folder.glob("*.json"))

    @asynccontextmanager
    async def desk(
        self,
        session: Session | Path | None = None,
        size: tuple[int, int] = DEFAULT_SIZE,
        *,
        news: bool = False,
        look: Appearance | None = None,
        console: str = "desk",
    ) -> AsyncIterator[Desk]:
        """Run the console on a session or the library; check in the end what is on disk.

        With `news`, notices are shown as well; otherwise they are only in `Desk.messages`.
        """
        path = self.keep(session) if isinstance(session, Session) else session
        app = TestedApp(Library(self.folder), path, self.wall, look, console)
        async with app.run_test(size=size, notifications=news) as pilot:
            desk = Desk(app, pilot)
            await desk.wait_until(lambda: path is None or desk.stage is not None)
            await desk.settle()
            yield desk
            if app.is_running and app.state.session_path and desk.stage and desk.path.exists():
                await desk.check_saved()


def on_help(desk: Desk) -> bool:
    """Whether the help is shown."""
    return isinstance(desk.app.screen, HelpScreen)
