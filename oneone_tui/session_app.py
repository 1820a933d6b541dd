"""The half of the app that holds a session: opened, changed, kept, followed, and its clock."""

from __future__ import annotations

import asyncio
import os
import socket
from contextlib import suppress
from typing import TYPE_CHECKING

from textual import work
from textual.notifications import Notify
from textual.reactive import var

from oneone_tui.keymap import key_for, set_user_keys
from oneone_tui.messages import CopyText, DraftChanged
from oneone_tui.services.draft_saver import DraftSaver, place_of_console
from oneone_tui.services.off_loop import do_off_loop
from oneone_tui.services.session_sync import SessionSync, UnsavedChange
from oneone_tui.services.time_source import SystemTime, TimeSource
from oneone_tui.store.attendance_reader import read_attendance
from oneone_tui.store.drafts import Draft, DraftFile
from oneone_tui.store.errors import StoreError
from oneone_tui.terminal.integration import TerminalIntegration
from oneone_tui.textual_patches.app import PatchedApp
from oneone_tui.textual_patches.notification import SafeNotification
from oneone_tui.workshop.agenda.timer import EMPTY_TIMER_STATE, TimerState
from oneone_tui.workshop.history.attendance import NO_ATTENDANCE, AttendanceHistory
from oneone_tui.workshop.model.changes import AnyChange, ChangeRejected, PairsDrawn
from oneone_tui.workshop.model.session import EMPTY_SESSION, Session
from oneone_tui.workshop.notes.recall import is_last_entry
from oneone_tui.workshop.suggestions.timing import Suggestion
from oneone_tui.workshop.text import clean

if TYPE_CHECKING:
    from pathlib import Path

    from textual.notifications import SeverityLevel
    from textual.timer import Timer

    from oneone_tui.config.settings import Settings
    from oneone_tui.services.ticker import SessionTicker
    from oneone_tui.store.session_file import SessionFile

RETRY_SECONDS = 2.0
"""How long to wait before trying the disk again after it said no."""
TOLD_SECONDS = 5.0
"""How long a line of news stays on the screen."""
INSIST_SECONDS = 60.0
"""How long a line stands that somebody has to act on."""
FOLLOW_SECONDS = 1.0
"""How often to look whether another console has written."""
HOPS = 5
"""From a key to its change there are so many messages, one after the other."""


class SessionApp(PatchedApp):
    """Holds one session at a time. `session` and `moment` are replaced whole, never changed.

    They are `var`, not `reactive`: what watches them paints itself, the app need not be repainted.
    """

    session: var[Session] = var(EMPTY_SESSION, init=False)
    moment: var[TimerState] = var(EMPTY_TIMER_STATE, init=False)
    pending: var[bool] = var(default=False, init=False)
    trouble: var[str] = var("", init=False)
    """Why nothing can be kept at the moment; empty while all is well."""
    proposal: var[Suggestion | None] = var(None, init=False)
    session_path: var[str] = var("", init=False)
    past: var[AttendanceHistory] = var(NO_ATTENDANCE, init=False)
    """What the other sessions of the folder tell about the people."""
    names: var[bool] = var(default=True, init=False)
    """Whether the screens tell who said what."""
    others: var[tuple[str, ...]] = var((), init=False)
    """The other consoles at the session."""
    drawing: var[bool] = var(default=False, init=False)
    """Whether pairs are being looked for."""

    def __init__(self, wall: TimeSource | None = None) -> None:
        super().__init__()
        self.wall = wall or SystemTime()
        self.quiet = False
        host = clean(socket.gethostname(), limit=20)
        self._console = f"{host}-{os.getpid()}"
        self._place = place_of_console(host)
        self._keeper: SessionSync | None = None
        self._conductor: SessionTicker | None = None
        self._tick_timer: Timer | None = None
        self._saving = False
        self._at_rest = asyncio.Event()
        """Set when what was to be saved is, or no more can be done about it."""
        self._drafting: DraftSaver | None = None
        self.draft: Draft | None = None
        """The unfinished line that was left of another time."""
        self._recalled = asyncio.Event()
        self._unread: Path | None = None
        """The session that is open, until the others of its folder are being read."""

    def use(self, settings: Settings) -> None:
        """Take what a person has set."""
        self.settings = settings
        self.manners = TerminalIntegration(self.write_to_terminal, os.environ, settings)
        self.quiet = not settings.bell
        self.set_keymap(settings.keys)
        set_user_keys(settings.keys)

    async def hold(self, path: Path, file: SessionFile | None = None) -> SessionSync | None:
        """Open a session file; None, and a line that says why, where that cannot be done.

        `file` is the session at `path` where somebody has just opened it.
        """
        try:
            keeper = await do_off_loop(SessionSync.open, path, self._console, file)
        except StoreError as error:
            self.tell(str(error), wrong=True)
            return None
        from oneone_tui.services.ticker import SessionTicker

        draft_file = DraftFile(path, keeper.token, keeper.view.info.id, self._place)
        drafting = DraftSaver(draft_file, path, self._landed)
        self.draft = await self._left(drafting, keeper.view)
        self._keeper, self._drafting = keeper, drafting
        self._conductor = SessionTicker(keeper, self.wall)
        self.session_path = str(path)
        self._recalled.clear()
        self._show()
        self._unread = path
        return keeper

    def on_stage_shown_on_screen(self) -> None:
        """The session's first stage is shown: what is not needed for that can be read now."""
        path, self._unread = self._unread, None
        if path and self.holding:
            self.look_around(path)

    def look_no_more(self) -> None:
        """The session is being left: its folder need not be read any more."""
        self._unread = None

    def look_around(self, path: Path) -> None:
        """Read what the folder of the session at `path` tells of its people."""
        self._recall(path)

    def let_go(self) -> None:
        """Hold no session any more; wait for `saved` first."""
        self._keeper = self._conductor = self._drafting = self.draft = None
        self.trouble, self.past, self.others = "", NO_ATTENDANCE, ()
        self.moment = EMPTY_TIMER_STATE  # first: no screen may take it for one of no session
        self._show()
        self.manners.show_title(self.session, self.moment)

    @property
    def holding(self) -> bool:
        """Whether a session is open."""
        return self._keeper is not None

    def make(self, *changes: AnyChange) -> bool:
        """Make changes now, on disk a moment later and marked until then; whether all were made."""
        if self._keeper is None:
            return False
        made = True
        try:
            for change in changes:
                self._keeper.apply(change, self.wall.now())
        except ChangeRejected as refusal:
            made = False
            self.tell(str(refusal))
        self._show()
        self._save()
        return made

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = False,  # noqa: ARG002 - never: it may hold what somebody typed
    ) -> None:
        """Show something for a while, as Textual does, but for what may go wrong there."""
        seconds = self.NOTIFICATION_TIMEOUT if timeout is None else timeout
        self.post_message(Notify(SafeNotification(message, title, severity, seconds, markup=False)))

    def tell(self, line: str, *, wrong: bool = False) -> None:
        """Say something in one line that goes away by itself."""
        self.notify(
            line,
            severity="error" if wrong else "information",
            timeout=TOLD_SECONDS,
            markup=False,
        )

    def on_copy_text(self, intent: CopyText) -> None:
        """A person wants a text in the clipboard of the machine that they sit at."""
        if self.manners.copy(intent.text):
            self.tell(f"sent to your terminal's clipboard: {intent.what}")
        else:
            self.tell(f"{intent.what}: too long for a terminal's clipboard, export it to a file")

    def watch_moment(self, moment: TimerState) -> None:
        """The terminal's title tells the stage."""
        self.manners.show_title(self.session, moment)

    def insist(self, line: str) -> None:
        """Say something in one line that stands till it has surely been read."""
        self.clear_notifications()
        self.notify(line, severity="warning", timeout=INSIST_SECONDS, markup=False)

    def watch_trouble(self, trouble: str) -> None:
        """A lasting problem is told once; its sign stands until it is over."""
        if trouble:
            self.tell(
                f"{trouble} ({key_for('session.rescue')} writes all of it elsewhere)",
                wrong=True,
            )

    def watch_others(self, before: tuple[str, ...], now: tuple[str, ...]) -> None:
        """Somebody has come to the session, or left it."""
        for name in now:
            if name not in before:
                self.tell(f"{name} is at this session, too: both see and keep everything")
        for name in before:
            if name not in now and self.holding:
                self.tell(f"{name} has left this session")

    def action_accept(self) -> None:
        """Agree to what is proposed."""
        proposal = self.proposal
        if proposal and proposal.change and self._conductor:
            self._conductor.agree(proposal)
            self.make(proposal.change)

    def action_dismiss_proposal(self) -> None:
        """Send what is proposed away."""
        proposal = self.proposal
        if proposal and self._conductor:
            self._conductor.dismiss(proposal)
            self.make(*([proposal.otherwise] if proposal.otherwise else []))

    def action_names(self) -> None:
        """Hide who said what, or show it again."""
        self.names = not self.names
        self.tell("who said it is shown" if self.names else "who said it is hidden")

    def action_quiet(self) -> None:
        """Turn the bell off, or on again."""
        self.quiet = not self.quiet
        self.tell("the bell is off" if self.quiet else "the bell is on")

    @property
    def draft_in_line(self) -> Draft | None:
        """The line that is being typed."""
        return self._drafting.wanted if self._drafting else None

    @property
    def is_pending(self) -> bool:
        """Whether something of the session is not on disk yet."""
        return bool(self._keeper and self._keeper.pending)

    @property
    def is_draft_pending(self) -> bool:
        """Whether the line that is being typed is not on disk yet."""
        return bool(self._drafting and self._drafting.pending)

    @property
    def unsaved(self) -> str:
        """How much of the session is not on disk yet, such as "3 notes"; empty if all is."""
        return self._keeper.unsaved if self._keeper else ""

    def save_last(self) -> tuple[UnsavedChange, ...]:
        """Save once more after the event loop has ended; returns what could not be applied."""
        return self._keeper.save_last() if self._keeper else ()

    async def wait_until_written(self) -> None:
        """Wait until everything shown is on disk."""
        if self._drafting and self._drafting.wanted:
            await self._drafting.settle()  # it needs not wait for what is entered
        await self._landed()
        if self._drafting:
            await self._drafting.settle()

    async def _landed(self) -> None:
        while self._keeper and self._keeper.pending:
            # Not the worker is waited for: whoever stops waiting would stop it, too.
            self._at_rest.clear()
            self._save()
            await self._at_rest.wait()

    async def drain_input(self) -> None:
        """Wait until everything typed so far is shown."""
        # A key goes from the app to the widget that has the keys; what it sets off goes up from
        # there, as another message at each of the line, the screen and the app.
        for _ in range(HOPS):
            for node in (self.focused or self.screen).ancestors_with_self:
                arrived = asyncio.Event()
                if node.call_later(arrived.set):
                    await arrived.wait()

    def tick(self) -> None:
        """Look at the clock, and again when its next second begins."""
        if self._tick_timer:
            self._tick_timer.stop()
        if self._conductor is None or self._keeper is None:
            self.moment, self.proposal = EMPTY_TIMER_STATE, None
            return
        beat = self._conductor.tick()
        self.session, self.pending = self._keeper.view, self._keeper.pending
        self.moment, self.proposal = beat.moment, beat.proposal
        if beat.notice:
            self.insist(beat.notice)
        if beat.rings and not self.quiet:
            self.bell()
            self.manners.notify(beat.moment)
        if self._keeper.pending:
            self._save()
        self._tick_timer = self.set_timer(beat.next_in, self.tick)

    async def follow(self) -> None:
        """Take in what other consoles wrote, and leave the sign that this one is here."""
        keeper = self._keeper
        if keeper is None or keeper.pending:
            return
        news, trouble = False, ""
        try:
            news = await keeper.poll_remote()
        except StoreError as error:
            trouble = str(error)
        if keeper is not self._keeper:  # it was left meanwhile: what is wrong with it is no news
            return
        self.trouble = trouble
        if news:
            self._show()
        if not trouble:
            others = None
            with suppress(StoreError):  # it helps, and nothing depends on it
                others = await keeper.announce(self.wall.now())
            if others is not None and keeper is self._keeper:
                self.others = others

    @work(exclusive=True, group="draw")
    async def draw(self) -> None:
        """Look for the best pairs, without the keys waiting, and make them."""
        from oneone_tui.workshop.pairing.draw import NotEnoughPeople, draw_pairs

        self.drawing = True
        try:
            await self._recalled.wait()
            session = self.session
            # The next seed after the last one: as often drawn, the same session has the same pairs.
            seed = session.info.seed + (1 if session.pairs else 0)
            found = await do_off_loop(draw_pairs, session, self.past, seed)
        except (NotEnoughPeople, StoreError) as why:
            self.tell(str(why))
            return
        finally:
            self.drawing = False
        self.make(PairsDrawn(pairs=found.pairs, seed=seed))
        for unkept in found.unkept:
            self.tell(unkept)

    @work(exclusive=True, group="recall")
    async def _recall(self, path: Path) -> None:
        try:
            read = await do_off_loop(read_attendance, path.parent, path, self.session.info.created)
        except StoreError as error:
            self.tell(str(error), wrong=True)
        else:
            self.past = read.attendance
        finally:
            self._recalled.set()

    def watch_past(self, past: AttendanceHistory) -> None:
        """The conductor proposes by it."""
        if self._conductor:
            self._conductor.past = past
            self._show()

    def on_draft_changed(self, line: DraftChanged) -> None:
        """Somebody is typing a note."""
        if self._drafting:
            draft = Draft(line.text, line.kind, line.team) if line.text else None
            if self._drafting.want(draft):
                self._keep_draft(self._drafting)

    async def _left(self, drafting: DraftSaver, session: Session) -> Draft | None:
        """The line that was left; but not if it was entered, and all went before it was cleared."""
        today = self.wall.now().astimezone().date()
        draft, more = await drafting.left(
            lambda one: is_last_entry(one.text, one.kind, session, today)
        )
        if more:
            lines = "1 more unfinished line" if more == 1 else f"{more} more unfinished lines"
            self.tell(f"{lines} left here: the next console that opens this session gets one")
        return draft

    @work(group="draft")
    async def _keep_draft(self, drafting: DraftSaver) -> None:
        await drafting.keep()

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
            self._at_rest.set()

    async def _save_once(self, keeper: SessionSync) -> None:
        try:
            refused = await keeper.save()
        except StoreError as error:
            self.trouble = str(error)
            await asyncio.sleep(RETRY_SECONDS)
            return
        self.trouble = ""
        for why in refused:
            if not why.words:
                self.tell(why.reason)
        if written := [str(why) for why in refused if why.words]:
            self.insist("; ".join(written))  # it stands nowhere else
        self._show()

    def _show(self) -> None:
        before, self.session = self.session, self._keeper.view if self._keeper else EMPTY_SESSION
        self.pending = self._keeper.pending if self._keeper else False
        self.tick()
        self._tell_moves(before)

    def _tell_moves(self, before: Session) -> None:
        """Say who goes where, if somebody has come or gone, at this console or at another."""
        after = self.session
        places = (before.people, before.pairs) != (after.people, after.pairs)
        if before.info.id != after.info.id or not places:
            return
        from oneone_tui.workshop.notes.moves import describe_moves, is_attendance

        known = {entry.id for entry in before.history}
        news = (entry.change for entry in after.history if entry.id not in known)
        if any(is_attendance(change, after) for change in news):
            moves = describe_moves(before, after)
            if moves:
                self.tell(moves)
