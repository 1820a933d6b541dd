"""A desk with the console on it, for tests: worked by keys, with a clock that tests move by hand.

Nothing here sleeps: what has to come about is waited for.
"""

from __future__ import annotations

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
from oneone_tui.workshop.changes import PeopleAdded
from oneone_tui.workshop.changes.setup import Listed
from oneone_tui.workshop.rehearsal import preparation, script
from oneone_tui.workshop.session import TEAM_ONE, Session, apply, new_session

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.pilot import Pilot

    from oneone_tui.workshop.changes import AnyChange
    from oneone_tui.workshop.words import Stage

START = datetime(2026, 11, 9, 18, 0, tzinfo=UTC)
TITLE = "Tenants' Union leadership team"
SEED = 9
USUAL, ROOMY = (80, 24), (120, 40)
PATIENCE = 10.0
"""Seconds of real time after which what is waited for will not come any more."""

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
"""Names that are long, wide, short, or have signs in them."""
TWENTY_FOUR = tuple(
    f"{first} {last}"
    for first in ("Ana", "Ben", "Cy", "Dee", "Eve", "Fay")
    for last in ("Ruiz", "Okafor", "Lam", "Ødegård")
)

SETUP, PAIRING, ROUNDS, REPORT_BACK, SUMMARY, OVER = 0.0, 4.7, 11.0, 38.0, 48.5, 60.0
"""Minutes of the rehearsal at which a session is at each stage, and over."""


class HandClock:
    """A clock on the wall that stands still until it is moved."""

    speed = 1.0

    def __init__(self, at: datetime = START) -> None:
        self._at = at

    def now(self) -> datetime:
        """The time, UTC."""
        return self._at

    def advance(self, seconds: float) -> None:
        """Go on by so many seconds."""
        self._at += timedelta(seconds=seconds)


def fresh(*names: str, title: str = TITLE) -> Session:
    """A session with these people and nothing else done yet."""
    session = new_session("a-session", title, load_guide(), START, SEED)
    if not names:
        return session
    added = PeopleAdded(people=tuple(Listed(name=name) for name in names), team=TEAM_ONE)
    return apply(session, added, START, "rehearsal")


def rehearsed(minute: float, *names: str, title: str = TITLE) -> Session:
    """A session as the rehearsal has left it at `minute`; at 0 only its people and details are."""
    session, chance = fresh(*(names or SIX), title=title), Random(SEED)
    for change in preparation(session, chance):
        session = apply(session, change, START, "rehearsal")
    for act in script(session, chance) if minute else ():
        if act.after > minute * 60:
            break
        for change in act.changes(session):
            session = apply(session, change, START + timedelta(seconds=act.after), "rehearsal")
    return session


def after(session: Session, *changes: AnyChange, minute: float = 0) -> Session:
    """The session after more changes."""
    for change in changes:
        session = apply(session, change, START + timedelta(minutes=minute), "rehearsal")
    return session


class TestedApp(OneOneApp):
    """The console, which also remembers what it has told."""

    __test__ = False

    def __init__(self, library: Library, path: Path | None, wall: HandClock) -> None:
        super().__init__(library, path, wall=wall)
        self._console = "desk"
        self.told: list[str] = []

    def tell(self, line: str, *, wrong: bool = False) -> None:
        """Say something, and remember it."""
        self.told.append(line)
        super().tell(line, wrong=wrong)


@dataclass
class Desk:
    """A running console and what a person at it does and sees."""

    app: TestedApp
    pilot: Pilot[None]
    wall: HandClock = field(repr=False)

    # ------------------------------------------------------------------ what there is

    @property
    def session(self) -> Session:
        """The session as the console shows it."""
        return self.app.session

    @property
    def kept(self) -> Session:
        """The session as it is on disk."""
        return SessionFile.open(self.path).session

    @property
    def path(self) -> Path:
        """Where the session that is open lies."""
        return Path(self.app.session_path)

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
    def told(self) -> list[str]:
        """All that the console has told so far."""
        return self.app.told

    @property
    def rows(self) -> list[str]:
        """The screen's rows, trailing blanks cut off."""
        return [strip.text.rstrip() for strip in self.app.screen._compositor.render_strips()]

    @property
    def seen(self) -> str:
        """The screen as one text; what goes over several rows has one space between them."""
        return "\n".join(self.rows)

    # ------------------------------------------------------------------ what one does

    async def settle(self) -> None:
        """Let everything that is under way in the console come to its end, but for the disk."""
        for _ in range(8):  # a key goes up through a widget's parents, its change comes down
            await self.pilot._wait_for_screen()

    async def press(self, *keys: str) -> None:
        """Press keys by name, each after the one before has done its work."""
        for key in keys:
            self._send(_character_to_key(key) if len(key) == 1 else key, key)
            await self.settle()

    async def type(self, text: str) -> None:
        """Type into the line, which must have the keys."""
        await self.until(lambda: isinstance(self.app.focused, LineInput))
        for char in text:
            self._send(_character_to_key(char), char)
        await self.settle()

    async def enter(self, text: str) -> None:
        """Type into the line, and keep it."""
        await self.type(text)
        await self.press("enter")

    async def replace(self, text: str) -> None:
        """Put another text in the line for what stands there, and keep it."""
        await self.press("ctrl+u")
        assert self.line.text == ""
        await self.enter(text)

    async def paste(self, text: str) -> None:
        """Paste, as a terminal with bracketed paste does."""
        event = events.Paste(text)
        event.set_sender(self.app)
        driver = self.app._driver
        assert driver is not None
        driver.send_message(event)
        await self.settle()

    async def pass_time(self, seconds: float) -> None:
        """Let time pass in the room; the console looks at the clock."""
        self.wall.advance(seconds)
        self.app.make()
        await self.settle()

    async def until(self, comes_about: Callable[[], bool]) -> None:
        """Wait until something is so."""
        end = time.monotonic() + PATIENCE
        while not comes_about():
            if time.monotonic() > end:
                raise TimeoutError(f"it did not come about; told {self.told}\n{self.seen}")
            await self.pilot.pause()

    async def saved(self) -> None:
        """Wait until all that is shown is on disk."""
        await self.until(lambda: not self.app.pending)

    async def resize(self, columns: int, rows: int) -> None:
        """Give the console another size."""
        await self.pilot.resize_terminal(columns, rows)
        await self.until(lambda: self.app.screen.size == (columns, rows))
        await self.settle()

    async def check_kept(self) -> None:
        """What is shown is what is on disk."""
        await self.saved()
        assert self.kept == self.session

    def _send(self, key: str, character: str) -> None:
        event = events.Key(key, character if len(character) == 1 else None)
        event.set_sender(self.app)
        driver = self.app._driver
        assert driver is not None
        driver.send_message(event)


@dataclass
class Room:
    """A folder of sessions, and the clock on the wall."""

    folder: Path
    wall: HandClock = field(default_factory=HandClock)

    def keep(self, session: Session) -> Path:
        """Keep a session in the folder; the wall shows when its last change was made."""
        self.wall = HandClock(session.history[-1].at if session.history else START)
        return Library(self.folder).create(session).path

    def names(self) -> list[str]:
        """The session files in the folder."""
        return sorted(path.name for path in self.folder.glob("*.json"))

    @asynccontextmanager
    async def desk(
        self, session: Session | Path | None = None, size: tuple[int, int] = USUAL
    ) -> AsyncIterator[Desk]:
        """The console with a session open, or the library; in the end what it shows is on disk."""
        path = self.keep(session) if isinstance(session, Session) else session
        app = TestedApp(Library(self.folder), path, self.wall)
        async with app.run_test(size=size) as pilot:
            desk = Desk(app, pilot, self.wall)
            await desk.until(lambda: path is None or desk.stage is not None)
            await desk.settle()
            yield desk
            if app.is_running and app.session_path and desk.stage and desk.path.exists():
                await desk.check_kept()


def texts(rows: Iterable[str], needle: str) -> list[str]:
    """The rows in which `needle` stands."""
    return [row for row in rows if needle in row]


def on_help(desk: Desk) -> bool:
    """Whether the help is shown."""
    return isinstance(desk.app.screen, HelpScreen)
