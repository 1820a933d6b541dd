"""The part of the app that looks across sessions: what was promised, and who has met whom."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from msgspec.structs import replace
from textual import work
from textual.reactive import var

from oneone_tui.screens.followup import FollowUpScreen
from oneone_tui.screens.people import PeopleScreen
from oneone_tui.session_app import SessionApp
from oneone_tui.store.across import PromisesRead, read_promises, tick
from oneone_tui.store.errors import StoreError
from oneone_tui.store.past import read_past
from oneone_tui.workshop.changes import Refused
from oneone_tui.workshop.followup import Promise
from oneone_tui.workshop.past import Past

if TYPE_CHECKING:
    from pathlib import Path

    from oneone_tui.keeper import Keeper
    from oneone_tui.store.library import Library
    from oneone_tui.wall import Wall
    from oneone_tui.widgets.intent import TickOff


class AcrossApp(SessionApp):
    """Reads all sessions of the folder when somebody wants to see across them."""

    library: Library

    promises: var[tuple[Promise, ...] | None] = var(None, init=False)
    """What was promised in all sessions; None until that has been read."""
    everybody: var[Past | None] = var(None, init=False)
    """What all sessions tell about the people; None until that has been read."""

    _folder: Path | None = None
    _read = PromisesRead()

    def __init__(self, wall: Wall | None = None) -> None:
        super().__init__(wall)
        self._one_at_a_time = asyncio.Lock()

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
        self._look_for_promises()
        today = self.wall.now().astimezone().date()
        self.push_screen(FollowUpScreen(today), lambda _: self.came_back())

    def action_people(self) -> None:
        """Show who has met whom."""
        self._look_at_everybody()
        self.push_screen(PeopleScreen(), lambda _: self.came_back())

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
        try:
            self._read = await asyncio.to_thread(read_promises, self._looked_at)
        except StoreError as error:
            self.tell(str(error), wrong=True)
        else:
            self.promises = self._read.promises

    @work(exclusive=True, group="everybody")
    async def _look_at_everybody(self) -> None:
        try:
            read = await asyncio.to_thread(read_past, self._looked_at)
        except StoreError as error:
            self.tell(str(error), wrong=True)
        else:
            self.everybody = read.past

    @property
    def _looked_at(self) -> Path:
        return self._folder or self.library.folder
