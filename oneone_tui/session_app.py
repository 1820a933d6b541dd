"""The half of the app that holds a session: opened, changed, kept, followed, and its clock."""

from __future__ import annotations

import asyncio
import os
import socket
from typing import TYPE_CHECKING

from textual import work
from textual.app import App
from textual.reactive import var

from oneone_tui.conductor import Conductor
from oneone_tui.keeper import Keeper
from oneone_tui.store.errors import StoreError
from oneone_tui.store.session_file import SessionFile
from oneone_tui.wall import SystemWall, Wall
from oneone_tui.workshop.changes import AnyChange, Refused
from oneone_tui.workshop.clock import Moment
from oneone_tui.workshop.nothing import NO_MOMENT, NO_SESSION
from oneone_tui.workshop.proposals import Proposal
from oneone_tui.workshop.session import Session
from oneone_tui.workshop.text import clean

if TYPE_CHECKING:
    from pathlib import Path

    from textual.timer import Timer

RETRY_SECONDS = 2.0
"""How long to wait before trying the disk again after it said no."""
TOLD_SECONDS = 5.0
"""How long a line of news stays on the screen."""
FOLLOW_SECONDS = 1.0
"""How often to look whether another console has written."""


class SessionApp(App[None]):
    """Holds one session at a time. `session` and `moment` are replaced whole, never changed.

    They are `var`, not `reactive`: what watches them paints itself, the app need not be repainted.
    """

    session: var[Session] = var(NO_SESSION, init=False)
    moment: var[Moment] = var(NO_MOMENT, init=False)
    pending: var[bool] = var(default=False, init=False)
    trouble: var[str] = var("", init=False)
    """Why nothing can be kept at the moment; empty while all is well."""
    proposal: var[Proposal | None] = var(None, init=False)
    session_path: var[str] = var("", init=False)

    def __init__(self, wall: Wall | None = None) -> None:
        super().__init__()
        self.wall = wall or SystemWall()
        self.quiet = False
        self._console = f"{socket.gethostname()[:20]}-{os.getpid()}"
        self._keeper: Keeper | None = None
        self._conductor: Conductor | None = None
        self._tick_timer: Timer | None = None
        self._saving = False

    async def hold(self, path: Path) -> Keeper | None:
        """Open a session file; None, and a line that says why, where that cannot be done."""
        try:
            file = await asyncio.to_thread(SessionFile.open, path)
        except StoreError as error:
            self.tell(str(error), wrong=True)
            return None
        self._keeper = Keeper(file, self._console)
        self._conductor = Conductor(self._keeper, self.wall)
        self.session_path = clean(str(path))
        self._show()
        return self._keeper

    def let_go(self) -> None:
        """Hold no session any more; wait for `saved` first."""
        self._keeper = self._conductor = None
        self.trouble = ""
        self.moment = NO_MOMENT  # first: no screen may take it for one of no session
        self._show()

    @property
    def holding(self) -> bool:
        """Whether a session is open."""
        return self._keeper is not None

    def make(self, *changes: AnyChange) -> None:
        """Make changes now; they are on disk a moment later, and marked until then."""
        if self._keeper is None:
            return
        try:
            for change in changes:
                self._keeper.put(change, self.wall.now())
        except Refused as refusal:
            self.tell(str(refusal))
        self._show()
        self._save()

    def tell(self, line: str, *, wrong: bool = False) -> None:
        """Say something in one line that goes away by itself."""
        self.notify(
            line,
            severity="error" if wrong else "information",
            timeout=TOLD_SECONDS,
            markup=False,
        )

    def watch_trouble(self, trouble: str) -> None:
        """A lasting problem is told once; its sign stands until it is over."""
        if trouble:
            self.tell(trouble, wrong=True)

    def action_accept(self) -> None:
        """Agree to what is proposed."""
        proposal = self.proposal
        if proposal and proposal.change and self._conductor:
            self._conductor.agree(proposal)
            self.make(proposal.change)

    def action_dismiss_proposal(self) -> None:
        """Send what is proposed away."""
        if self.proposal and self._conductor:
            self._conductor.dismiss(self.proposal)
            self._show()

    def action_quiet(self) -> None:
        """Turn the bell off, or on again."""
        self.quiet = not self.quiet
        self.tell("the bell is off" if self.quiet else "the bell is on")

    async def saved(self) -> None:
        """Wait until everything typed so far is shown, and everything shown is on disk."""
        await self._settled()
        while self._keeper and self._keeper.pending:
            self._save()
            saving = [worker for worker in self.workers if worker.group == "save"]
            if saving:  # of none, Textual would wait for all workers there are
                await self.workers.wait_for_complete(saving)

    async def _settled(self) -> None:
        # A key's work goes from the widget that has the keys up to the app: a line that was
        # finished just before is then on its way, and must have arrived.
        for _ in range(2):
            for node in (self.focused or self.screen).ancestors_with_self:
                arrived = asyncio.Event()
                if node.call_later(arrived.set):
                    await arrived.wait()

    def tick(self) -> None:
        """Look at the clock, and again when its next second begins."""
        if self._tick_timer:
            self._tick_timer.stop()
        if self._conductor is None or self._keeper is None:
            self.moment, self.proposal = NO_MOMENT, None
            return
        beat = self._conductor.beat()
        self.session = self._keeper.view
        self.moment, self.proposal = beat.moment, beat.proposal
        if beat.rings and not self.quiet:
            self.bell()
        if self._keeper.pending:
            self._save()
        self._tick_timer = self.set_timer(beat.next_in, self.tick)

    async def follow(self) -> None:
        """Take in what other consoles wrote, and leave the sign that this one is here."""
        keeper = self._keeper
        if keeper is None or keeper.pending:
            return
        try:
            if await keeper.follow():
                self._show()
            await keeper.be_here(self.wall.now())
        except StoreError as error:
            self.trouble = str(error)
        else:
            self.trouble = ""

    @work(group="save")
    async def _save(self) -> None:
        keeper = self._keeper
        if keeper is None or self._saving:
            return
        self._saving = True
        try:
            while keeper.pending:
                await self._save_once(keeper)
        finally:
            self._saving = False

    async def _save_once(self, keeper: Keeper) -> None:
        try:
            refused = await keeper.save()
        except StoreError as error:
            self.trouble = str(error)
            await asyncio.sleep(RETRY_SECONDS)
            return
        self.trouble = ""
        for why in refused:
            self.tell(why)
        self._show()

    def _show(self) -> None:
        self.session = self._keeper.view if self._keeper else NO_SESSION
        self.pending = self._keeper.pending if self._keeper else False
        self.tick()
