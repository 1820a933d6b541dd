"""The part of the app that looks across sessions: what was promised, and who has met whom."""

from __future__ import annotations

import asyncio
import threading
from time import monotonic
from typing import TYPE_CHECKING, TypeVar

from msgspec.structs import replace
from textual import work
from textual.message import Message
from textual.reactive import var

from oneone_tui.session_app import SessionApp
from oneone_tui.store.across import PromisesRead, read_promises, read_sayings, tick
from oneone_tui.store.errors import StoreError
from oneone_tui.store.past import read_past
from oneone_tui.workshop.changes import Refused
from oneone_tui.workshop.followup import Promise, pressing_first
from oneone_tui.workshop.past import Past
from oneone_tui.workshop.trends import Theme, themes_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from pathlib import Path

    from oneone_tui.keeper import Keeper
    from oneone_tui.store.index import Progress
    from oneone_tui.store.library import Library
    from oneone_tui.wall import Wall
    from oneone_tui.widgets.intent import TickOff


T = TypeVar("T")

SOON = 0.2
"""Seconds after which it is told how far a reading is, and how often."""


class ReadAcross(Message):
    """So many sessions were looked at, of how many."""

    def __init__(self, done: int, of: int) -> None:
        super().__init__()
        self.done = done
        self.of = of


class Leaving(Exception):
    """The program ends: what a thread still reads is not needed any more."""


class AcrossApp(SessionApp):
    """Reads all sessions of the folder when somebody wants to see across them."""

    library: Library

    promises: var[tuple[Promise, ...] | None] = var(None, init=False)
    """What was promised in all sessions, the most pressing first; None until that was read."""
    everybody: var[Past | None] = var(None, init=False)
    """What all sessions tell about the people; None until that has been read."""
    themes: var[tuple[Theme, ...] | None] = var(None, init=False)
    """What came up in several sessions; None until that has been read."""
    across_read: var[tuple[int, int] | None] = var(None, init=False)
    """How far the reading of all sessions is, where it takes long."""

    _folder: Path | None = None
    _read = PromisesRead()

    def __init__(self, wall: Wall | None = None) -> None:
        super().__init__(wall)
        self._one_at_a_time = asyncio.Lock()
        self._leaving = threading.Event()

    async def hold(self, path: Path) -> Keeper | None:
        """Open a session file; what its people promised before is looked up."""
        keeper = await super().hold(path)
        if keeper:
            self._folder = path.parent
            self._look_for_promises()
        return keeper

    def let_go(self) -> None:
        """Hold no session any more."""
        self._folder = None
        super().let_go()

    def action_followup(self) -> None:
        """Show what was promised."""
        from oneone_tui.screens.followup import FollowUpScreen  # noqa: PLC0415 - seldom needed

        self._look_for_promises()
        self.push_screen(FollowUpScreen(self._today), lambda _: self.came_back())

    def action_people(self) -> None:
        """Show who has met whom."""
        from oneone_tui.screens.people import PeopleScreen  # noqa: PLC0415 - seldom needed

        self._look_at_everybody()
        self.push_screen(PeopleScreen(), lambda _: self.came_back())

    def action_trends(self) -> None:
        """Show what comes up again."""
        from oneone_tui.screens.trends import TrendsScreen  # noqa: PLC0415 - seldom needed

        self._look_for_themes()
        self.push_screen(TrendsScreen())

    def telling(self, message: Callable[[int, int], Message]) -> Progress:
        """What a thread that reads tells how far it is; now and then that is a message."""
        due = monotonic() + SOON

        def tell(done: int, of: int) -> None:
            nonlocal due
            if self._leaving.is_set():
                raise Leaving
            if monotonic() >= due:
                due = monotonic() + SOON
                self.post_message(message(done, of))

        return tell

    def on_read_across(self, read: ReadAcross) -> None:
        """The sessions are being read."""
        self.across_read = (read.done, read.of)

    def on_unmount(self) -> None:
        """What is still being read is not waited for."""
        self._leaving.set()

    def came_back(self) -> None:
        """What lay over a screen is gone."""

    @work(group="tick")
    async def on_tick_off(self, intent: TickOff) -> None:
        """A person has kept a promise, or takes that back: it is on disk before it is shown."""
        promise, done = intent.promise, intent.done
        path = self._read.paths.get(promise.session)
        if path is None:
            return
        now = self.wall.now()
        try:
            async with self._one_at_a_time:
                await asyncio.to_thread(tick, path, promise, now, self._console, done=done)
        except (StoreError, Refused) as error:
            self.tell(str(error), wrong=True)
            return
        kept = replace(promise, done=done)
        self.promises = tuple(kept if p.key == kept.key else p for p in self.promises or ())

    @work(exclusive=True, group="promises")
    async def _look_for_promises(self) -> None:
        folder, today = self._looked_at, self._today

        def look() -> tuple[PromisesRead, tuple[Promise, ...]]:
            read = read_promises(folder, self.telling(ReadAcross))
            return read, pressing_first(read.promises, today)

        found = await self._looked(look)
        if found:
            self._read, self.promises = found

    @work(exclusive=True, group="everybody")
    async def _look_at_everybody(self) -> None:
        folder, progress = self._looked_at, self.telling(ReadAcross)
        found = await self._looked(lambda: read_past(folder, progress=progress).past)
        self.everybody = found or self.everybody

    @work(exclusive=True, group="themes")
    async def _look_for_themes(self) -> None:
        folder, progress = self._looked_at, self.telling(ReadAcross)
        found = await self._looked(lambda: themes_of(read_sayings(folder, progress).sayings))
        self.themes = self.themes if found is None else found

    async def _looked(self, look: Callable[[], T]) -> T | None:
        """What was found, off the event loop; None, and a line that says why, if it failed."""
        try:
            return await asyncio.to_thread(look)
        except StoreError as error:
            self.tell(str(error), wrong=True)
        except Leaving:
            pass
        finally:
            self.across_read = None
        return None

    @property
    def _today(self) -> date:
        return self.wall.now().astimezone().date()

    @property
    def _looked_at(self) -> Path:
        return self._folder or self.library.folder
