"""The open session: its changes, saving, clock, suggestions and draft."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from oneone_tui.services.draft_saver import DraftSaver, place_of_console
from oneone_tui.services.off_loop import do_off_loop
from oneone_tui.services.save_loop import SaveLoop
from oneone_tui.services.session_sync import SessionSync, UnsavedChange
from oneone_tui.services.time_source import (
    AcceleratedTime,
    SystemTime,
    TimeSource,
    session_time,
)
from oneone_tui.services.undo_redo import UndoRedo
from oneone_tui.state import SessionState
from oneone_tui.store.attendance_reader import read_attendance
from oneone_tui.store.draft_file import Draft, DraftFile
from oneone_tui.store.errors import StoreError
from oneone_tui.store.open_consoles import console_name, machine_name
from oneone_tui.workshop.agenda.schedule import format_duration
from oneone_tui.workshop.agenda.timer import EMPTY_TIMER_STATE, TimerState
from oneone_tui.workshop.history.attendance import NO_ATTENDANCE
from oneone_tui.workshop.model.changes import AnyChange, ChangeRejected, PairsDrawn, SegmentsCut
from oneone_tui.workshop.model.session import EMPTY_SESSION, Session
from oneone_tui.workshop.notes.recall import is_last_entry

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

    from oneone_tui.services.outlet import Outlet
    from oneone_tui.services.ticker import SessionTicker
    from oneone_tui.services.undo_redo import Ask
    from oneone_tui.store.session_file import SessionFile
    from oneone_tui.workshop.model.terms import NoteKind

ABSENCE_SECONDS = 10.0
"""Seconds of absence from which on the console says how long it was away."""
REHEARSAL_SPEED = 60.0
"""Fifty minutes in fifty seconds: slow enough to watch."""
RESCUE = "session.rescue"
"""Id of the command that saves a copy elsewhere."""
DRAFT, DRAW, HISTORY, REHEARSAL = "draft", "draw", "history", "rehearsal"
ANNOUNCE = "announce"
"""Groups of background work."""


class SessionController:
    """Holds one session at a time, and publishes its state whole.

    Args:
        outlet: Where lines are shown, and how work is started.
        publish: Takes each new state.
        ring: Rings the bell for what the timer shows.
        time: Where the time comes from.
        console: What this console is called in the history; by default after its machine.
    """

    def __init__(
        self,
        outlet: Outlet,
        publish: Callable[[SessionState], None],
        *,
        ring: Callable[[TimerState], None],
        time: TimeSource | None = None,
        console: str | None = None,
    ) -> None:
        self._outlet = outlet
        self._publish = publish
        self._ring = ring
        self.time = time or SystemTime()
        self.console = console or console_name()
        self._undo_redo = UndoRedo(outlet, self.console, lambda: self.session, self._make)
        self._place = place_of_console(machine_name())
        self.state = SessionState()
        self._sync: SessionSync | None = None
        self._ticker: SessionTicker | None = None
        self._draft_saver: DraftSaver | None = None
        self.draft: Draft | None = None
        """The unfinished line that was left of another time."""
        self._cancel_tick: Callable[[], None] = lambda: None
        self._save_loop: SaveLoop | None = None
        self._attendance_read = asyncio.Event()
        self._unread: Path | None = None
        """The session's file, until the others of its folder are being read."""

    @property
    def is_open(self) -> bool:
        """Whether a session is open."""
        return self._sync is not None

    @property
    def session(self) -> Session:
        """The session as it is shown; an empty one while none is open."""
        return self.state.session

    @property
    def path(self) -> Path | None:
        """The file of the session that was opened last."""
        return Path(self.state.session_path) if self.state.session_path else None

    @property
    def file_name(self) -> str:
        """The name of that file."""
        return self.path.name if self.path else ""

    async def open(self, path: Path, file: SessionFile | None = None) -> bool:
        """Open a session file; False, and a line that says why, where that cannot be done.

        Args:
            path: The file.
            file: The same file, where it has just been opened.
        """
        try:
            sync = await do_off_loop(
                SessionSync.open, path, self.console, file, names_shown=self.state.names_shown
            )
        except StoreError as error:
            self._outlet.notify(str(error), wrong=True)
            return False
        from oneone_tui.services.ticker import SessionTicker

        save_loop = SaveLoop(sync, self._outlet, self._set_save_error, self._refresh)
        draft_file = DraftFile(path, sync.token, sync.view.info.id, self._place)
        draft_saver = DraftSaver(draft_file, path, save_loop.wait_until_saved)
        self.draft = await self._take_up_draft(draft_saver, sync.view)
        self._sync, self._save_loop, self._draft_saver = sync, save_loop, draft_saver
        self._ticker = SessionTicker(sync, self.time)
        self._set(replace(self.state, session_path=str(path)))
        self._attendance_read.clear()
        self._refresh()
        self._unread = path
        return True

    def report_absence(self) -> None:
        """Say how long nobody was at the session before this console came."""
        sync, timer = self._sync, self.state.timer
        # With others there it was never left, and by whose clock that would be nobody knows.
        if sync is None or sync.others or sync.left_at is None or timer.segment is None:
            return
        away = (timer.now - sync.left_at).total_seconds()
        if away >= ABSENCE_SECONDS:
            goes = "the clock went on" if timer.running else "the clock stands still"
            self._outlet.notify(f"back after {format_duration(round(away))} away: {goes}")

    def load_attendance(self) -> bool:
        """Read who met whom in the folder's other sessions, once; whether that was begun."""
        path, self._unread = self._unread, None
        if path is None or not self.is_open:
            return False
        self._outlet.spawn(partial(self._load_attendance, path), HISTORY, exclusive=True)
        return True

    def stop_work(self) -> None:
        """Stop what runs in the background; all is saved, or nobody wants it saved."""
        self._unread = None
        if self._save_loop:
            self._save_loop.stop()
        for group in (DRAFT, DRAW, HISTORY):
            self._outlet.cancel(group)

    async def sign_off(self) -> None:
        """Have the other consoles see that this one has gone."""
        if self._sync:
            await self._sync.leave(self.time.now())

    def close(self) -> None:
        """Close the session. Await `wait_until_written` first, or lose what is pending."""
        self._sync = self._save_loop = self._ticker = self._draft_saver = self.draft = None
        # The timer first: no screen may show it for the empty session.
        self._set(replace(self.state, timer=EMPTY_TIMER_STATE))
        self._set(
            replace(self.state, save_error="", attendance=NO_ATTENDANCE, peers=(), has_wall=False)
        )
        self._refresh()
        self.restore_time()

    def apply(self, *changes: AnyChange, note: str = "") -> bool:
        """Apply changes now, on disk a moment later and marked until then.

        Args:
            changes: What to do, in this order.
            note: A line that is shown once all of them are applied.

        Returns:
            Whether all were applied; a line has said why one was not.
        """
        if self._sync is None:
            return False
        self._undo_redo.forget_stuck()
        reason = self._make(*changes)
        if reason or note:
            self._outlet.notify(reason or note)
        return not reason

    def undo(self, ask: Ask) -> None:
        """Undo this console's last change, or ask about that of another."""
        self._undo_redo.undo(ask)

    def undo_others(self, ask: Ask) -> None:
        """Ask whether to undo the last change of another console or of the clock."""
        self._undo_redo.undo_others(ask)

    def redo(self) -> None:
        """Redo what this console undid last."""
        self._undo_redo.redo()

    def accept_suggestion(self) -> None:
        """Do what is suggested."""
        suggestion = self.state.suggestion
        if suggestion and suggestion.change and self._ticker:
            self._ticker.agree(suggestion)
            self.apply(suggestion.change)

    def dismiss_suggestion(self) -> None:
        """Send what is suggested away."""
        suggestion = self.state.suggestion
        if suggestion and self._ticker:
            self._ticker.dismiss(suggestion)
            self.apply(*([suggestion.otherwise] if suggestion.otherwise else []))

    def toggle_names(self) -> None:
        """Hide who said what, or show it again."""
        names_shown = not self.state.names_shown
        self._set(replace(self.state, names_shown=names_shown))
        self._outlet.notify("names are shown" if names_shown else "names are hidden")
        self._outlet.spawn(self._announce, ANNOUNCE)  # the wall hides them, too

    def draw_pairs(self) -> None:
        """Look for the best pairs, without the keys waiting, and apply them."""
        self._outlet.spawn(self._draw_pairs, DRAW, exclusive=True)

    def start_rehearsal(self, chance: Random) -> None:
        """Play a whole workshop in the open session."""
        self._outlet.spawn(partial(self._rehearse, chance), REHEARSAL)

    def stop_rehearsal(self) -> None:
        """Stop the one that is played, if one is."""
        self._outlet.cancel(REHEARSAL)

    def speed_up_time(self) -> None:
        """Let the time go on faster from now, until the session is closed."""
        self.time = AcceleratedTime(self.time.now(), REHEARSAL_SPEED)

    def restore_time(self) -> None:
        """Let the time go on as it does outside."""
        if isinstance(self.time, AcceleratedTime):
            self.time = SystemTime()

    @property
    def is_pending(self) -> bool:
        """Whether something of the session is not on disk yet."""
        return bool(self._sync and self._sync.pending)

    @property
    def unsaved(self) -> str:
        """How much of the session is not on disk yet, such as "3 notes"; empty if all is."""
        return self._sync.unsaved if self._sync else ""

    @property
    def draft_in_line(self) -> Draft | None:
        """The line that is being typed."""
        return self._draft_saver.draft if self._draft_saver else None

    @property
    def is_draft_pending(self) -> bool:
        """Whether that line is not on disk yet."""
        return bool(self._draft_saver and self._draft_saver.pending)

    def set_draft(self, text: str, kind: NoteKind, team: str) -> None:
        """Take the line that is being typed, to be kept against a crash."""
        draft = Draft(text, kind, team) if text else None
        if self._draft_saver and self._draft_saver.set_draft(draft):
            self._outlet.spawn(self._draft_saver.save_changes, DRAFT)

    async def wait_until_written(self) -> None:
        """Wait until everything shown is on disk."""
        if self._draft_saver and self._draft_saver.draft:
            await self._draft_saver.save()  # it needs not wait for what is entered
        if self._save_loop:
            await self._save_loop.wait_until_saved()
        if self._draft_saver:
            await self._draft_saver.save()

    def save_last(self) -> tuple[UnsavedChange, ...]:
        """Save once more after the event loop has ended; returns what could not be applied."""
        return self._sync.save_last() if self._sync else ()

    async def _take_up_draft(self, saver: DraftSaver, session: Session) -> Draft | None:
        """The line that was left; not one that was entered before its draft could be cleared."""
        today = self.time.now().astimezone().date()
        draft, more = await saver.take_over(
            lambda one: is_last_entry(one.text, one.kind, session, today)
        )
        if more:
            lines = "1 more unfinished line" if more == 1 else f"{more} more unfinished lines"
            self._outlet.notify(
                f"{lines} left here: the next console that opens this session gets one"
            )
        return draft

    def _set_save_error(self, error: str) -> None:
        is_news = error != self.state.save_error
        self._set(replace(self.state, save_error=error))
        if error and is_news:  # told once; its sign stands until it is over
            key = self._outlet.key_for(RESCUE)
            self._outlet.notify(f"{error} ({key} saves everything elsewhere)", wrong=True)

    def tick(self) -> None:
        """Look at the clock, and again when its next second begins."""
        self._cancel_tick()
        if self._ticker is None or self._sync is None:
            self._set(
                replace(
                    self.state,
                    session=EMPTY_SESSION,
                    pending=False,
                    timer=EMPTY_TIMER_STATE,
                    suggestion=None,
                )
            )
            return
        tick = self._ticker.tick()
        self._set(
            replace(
                self.state,
                session=self._sync.view,
                pending=self._sync.pending,
                timer=tick.moment,
                suggestion=tick.proposal,
            )
        )
        if tick.notice:
            self._outlet.warn(tick.notice)
        if tick.rings:
            self._ring(tick.moment)
        if self._sync.pending and self._save_loop:
            self._save_loop.start()
        self._cancel_tick = self._outlet.call_in(tick.next_in, self.tick)

    async def poll_remote(self) -> None:
        """Take in what other consoles wrote, and leave the sign that this one is here."""
        sync = self._sync
        if sync is None or sync.pending:
            return
        has_news, error = False, ""
        try:
            has_news = await sync.poll_remote()
        except StoreError as failure:
            error = str(failure)
        if sync is not self._sync:  # it was left meanwhile: what is wrong with it is no news
            return
        self._set_save_error(error)
        if has_news:
            self._refresh()
        if not error:
            await self._announce()

    async def _announce(self) -> None:
        """Leave the sign that this console is here, and see who else is."""
        sync, peers = self._sync, None
        if sync is None:
            return
        sync.tell_walls(names_shown=self.state.names_shown, time=session_time(self.time))
        with suppress(StoreError):  # it helps, and nothing depends on it
            peers = await sync.announce(self.time.now())
        if peers is not None and sync is self._sync:
            self._set_peers(peers, has_wall=sync.has_wall)

    def _set_peers(self, peers: tuple[str, ...], *, has_wall: bool) -> None:
        before = self.state.peers
        self._set(replace(self.state, peers=peers, has_wall=has_wall))
        for name in peers:
            if name not in before:
                self._outlet.notify(
                    f"{name} also has this session open: you both see and save everything"
                )
        for name in before:
            if name not in peers:
                self._outlet.notify(f"{name} has closed this session")

    async def _load_attendance(self, path: Path) -> None:
        try:
            read = await do_off_loop(read_attendance, path.parent, path, self.session.info.created)
        except StoreError as error:
            self._outlet.notify(str(error), wrong=True)
        else:
            self._set(replace(self.state, attendance=read.attendance))
            if self._ticker:
                self._ticker.past = read.attendance
                self._refresh()
        finally:
            self._attendance_read.set()

    async def _draw_pairs(self) -> None:
        from oneone_tui.workshop.pairing.draw import NotEnoughPeople, draw_pairs

        self._set(replace(self.state, drawing=True))
        try:
            await self._attendance_read.wait()
            session = self.session
            # The next seed after the last one: as often drawn, the same session has the same pairs.
            seed = session.info.seed + (1 if session.pairs else 0)
            found = await do_off_loop(draw_pairs, session, self.state.attendance, seed)
        except (NotEnoughPeople, StoreError) as why:
            self._outlet.notify(str(why))
            return
        finally:
            self._set(replace(self.state, drawing=False))
        self.apply(PairsDrawn(pairs=found.pairs, seed=seed))
        for unkept in found.unkept:
            self._outlet.notify(unkept)

    async def _rehearse(self, chance: Random) -> None:
        from oneone_tui.services.rehearsal_player import play_live

        await play_live(lambda: self.session, self.apply, self.time, chance)

    def _make(self, *changes: AnyChange) -> str:
        """Apply changes and save them; return why one is not possible, or an empty text."""
        if self._sync is None:
            return "no session is open"
        reason = ""
        try:
            for change in changes:
                self._sync.apply(change, self.time.now())
        except ChangeRejected as rejection:
            reason = str(rejection)
        self._refresh()
        if self._save_loop:
            self._save_loop.start()
        return reason

    def _refresh(self) -> None:
        """Publish the session as it is now, with its timer, and say who has to move."""
        before = self.session
        self.tick()
        self._report_moves(before)

    def _report_moves(self, before: Session) -> None:
        """Say who goes where, if somebody has come or gone, at this console or at another."""
        after = self.session
        is_other = before.info.id != after.info.id
        moved = (before.people, before.pairs) != (after.people, after.pairs)
        if is_other or not (moved or before.agenda != after.agenda):
            return
        known = {entry.id for entry in before.history}
        news = [entry for entry in after.history if entry.id not in known]
        for entry in news:
            if isinstance(entry.change, SegmentsCut) and entry.console != self.console:
                self._outlet.notify(entry.said)
        if not moved:
            return
        from oneone_tui.workshop.notes.moved_people import describe_moves, is_attendance

        if any(is_attendance(entry.change, after) for entry in news):
            moves = describe_moves(before, after)
            if moves:
                self._outlet.notify(moves)

    def _set(self, state: SessionState) -> None:
        self.state = state
        self._publish(state)
