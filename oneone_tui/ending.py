"""How the console ends, or is put aside: asked to, told to, its line dropped, or in a crash."""

from __future__ import annotations

import asyncio
import os
import select
import signal
import sys
import threading
from contextlib import suppress
from typing import TYPE_CHECKING

from textual import work

from oneone_tui.keymap import QUIT
from oneone_tui.library_messages import RescueSession
from oneone_tui.paths import show_path
from oneone_tui.services.crash_report import CRASHED, log_crash
from oneone_tui.services.off_loop import INCOMPLETE, do_off_loop
from oneone_tui.services.time_source import AcceleratedTime, SystemTime
from oneone_tui.shelf_app import ShelfApp
from oneone_tui.store.errors import StoreError, refused_by_system
from oneone_tui.terminal.integration import give_title_back
from oneone_tui.textual_patches.driver import ConnectionLost, PutAside
from oneone_tui.user_keys import key_for
from oneone_tui.workshop.model.session import EMPTY_SESSION

if TYPE_CHECKING:
    from oneone_tui.services.time_source import TimeSource
    from oneone_tui.store.library import Library

END_SECONDS = 5.0
"""After a signal to end, how long there is to save and to leave the terminal in order."""
SAVE_SECONDS = 2.0
"""How much of that the keys have, and then the disk, before what is not saved is put elsewhere."""
ASIDE_SECONDS = 1.0
"""How long the disk has before the console is put aside."""
PATIENCE = 5.0
"""Seconds after which a disk that says nothing is taken for one that says no."""
TOP = 2
"""Screens there are while only one is shown: Textual's own, empty one lies below."""
RESCUE, LEAVE = "session.rescue", "session.leave"
"""Ids of keys, whatever a person has set them to."""
USUAL_KEYS = {QUIT: "ctrl+q", LEAVE: "q", RESCUE: "E"}


class EndingApp(ShelfApp):
    """Sees to it that nothing is lost at the end, whichever way it comes."""

    crash_status = CRASHED

    def __init__(self, library: Library, wall: TimeSource | None = None) -> None:
        super().__init__(library, wall)
        self._troubled = asyncio.Event()
        self._asked = ""
        """What was asked last of somebody who wanted to go while not all was saved."""
        self._copied = EMPTY_SESSION
        """The session as it was last written elsewhere."""
        self._ending = False
        self._last_words: list[str] = []

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what is shown on a terminal can be put aside."""
        if action == "put_aside":
            return self.terminal is not None
        return super().check_action(action, parameters)

    def on_load(self) -> None:
        """Listen to the system's signals, before the terminal is taken."""
        loop = asyncio.get_running_loop()
        for sign in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
            loop.add_signal_handler(sign, self.end)

    async def on_unmount(self) -> None:
        """Other consoles see that this one has gone."""
        if self._keeper:
            await self._keeper.leave(self.wall.now())

    def on_connection_lost(self, _: ConnectionLost) -> None:
        """Nobody is at the other end of the line any more."""
        self.end()

    def on_put_aside(self, _: PutAside) -> None:
        """Somebody outside wants it stopped for a while."""
        self._put_aside()

    def watch_trouble(self, trouble: str) -> None:
        """Nothing can be kept, or all is well again: then nobody has to be asked."""
        super().watch_trouble(trouble)
        if trouble:
            self._troubled.set()
        else:
            self._troubled.clear()
            self._asked = ""

    def watch_pending(self) -> None:
        """All is kept, or no longer: what was asked before was about something else."""
        self._asked = ""

    # ------------------------------------------------------------------ asked to

    async def action_quit(self) -> None:
        """End the program once everything is on disk, or where a person says it twice."""
        self._quit()

    def action_help_quit(self) -> None:
        """Say how to go, where somebody tries the way that others have."""
        self.tell(f"{self._key(QUIT)} quits")

    def action_ask_anew(self) -> None:
        """A person does not go after all: the next time they are asked again."""
        if self._asked:
            self._asked = ""
            self.clear_notifications()

    def action_leave_session(self) -> None:
        """Go back to the library once everything is on disk; until then, all goes on."""
        if self.holding:
            self._leave()

    @work(exclusive=True, group="leave")
    async def _quit(self) -> None:
        if await self._may_go(QUIT, "quits"):
            self._stop_at_last()  # a thread at a disk that hangs would hold the program
            self.exit()

    @work(exclusive=True, group="leave")
    async def _leave(self) -> None:
        from oneone_tui.screens.base import TimedScreen

        self.workers.cancel_group(self, "rehearsal")
        if not await self._may_go(LEAVE, "leaves"):
            return
        self.look_no_more()
        for group in ("save", "draft", "draw", "recall"):
            self.workers.cancel_group(self, group)
        for screen in self.screen_stack:
            if isinstance(screen, TimedScreen):
                screen.detach()
        if self._keeper:
            await self._keeper.leave(self.wall.now())
        self.let_go()
        if isinstance(self.wall, AcceleratedTime):
            self.wall = SystemTime()
        while self.screen_stack and not self.at_library:
            if len(self.screen_stack) > TOP:
                await self.pop_screen()
            else:
                await self.switch_screen(self.library_screen())
        self.look_again(self._held)

    async def _may_go(self, key: str, does: str) -> bool:
        """Whether all is on disk or elsewhere, or a person has said twice that they go without."""
        saving = asyncio.create_task(self.saved())
        trouble = asyncio.create_task(self._troubled.wait())
        await asyncio.wait((saving, trouble), timeout=PATIENCE, return_when=asyncio.FIRST_COMPLETED)
        for task in (saving, trouble):
            task.cancel()
        kept = saving.done() and not self.trouble
        before, self._asked = self._asked, ""
        question = self._question(key, does)
        if kept or question == before or self.session is self._copied:
            return True
        self._asked = question
        self.insist(question)
        return False

    def _question(self, key: str, does: str) -> str:
        unsaved = self._keeper.unsaved if self._keeper else ""
        key, copy = self._key(key), self._key(RESCUE)
        if not unsaved:
            return f"the file is out of reach: {copy} writes a copy elsewhere, {key} again {does}"
        one = unsaved.startswith("1 ") and " and " not in unsaved
        verb, them = ("is", "it") if one else ("are", "them")
        return (
            f"{unsaved} {verb} not saved: {copy} writes {them} elsewhere, "
            f"{key} again {does} without {them}"
        )

    def _key(self, command: str) -> str:
        return key_for(command, USUAL_KEYS[command])

    # ------------------------------------------------------------------ written elsewhere

    @work(exclusive=True, group="rescue")
    async def on_rescue_session(self, intent: RescueSession) -> None:
        """A person wants all of the session written elsewhere."""
        if self.holding:
            self.insist(await do_off_loop(self._write_elsewhere, intent.folder))

    def _write_elsewhere(self, folder: str = "") -> str:
        """Write all there is elsewhere, and say in one line where it is, or why it is nowhere."""
        session, draft = self.session, self._drafting.wanted if self._drafting else None
        name = self._held.name if self._held else ""
        try:
            from oneone_tui.services.rescue_copy import write_rescue_copy

            path = write_rescue_copy(session, name, self.wall.now(), folder, draft)
        except StoreError as error:
            return str(error)
        except OSError as error:
            return str(refused_by_system(error))
        except ImportError:
            return INCOMPLETE
        self._copied = session
        return f"all of it is in {show_path(path)}: oneone open goes on with that file"

    # ------------------------------------------------------------------ told to

    def end(self) -> None:
        """A signal, or a line that dropped: keep what there is, and leave the terminal in order."""
        if self._ending:  # a line that drops is told of more than once
            return
        self._ending = True
        # Where the line is stalled for good, Textual waits for it for ever.
        self._stop_at_last()
        self._end()

    @work(exclusive=True, group="leave")
    async def _end(self) -> None:
        # Each by itself: a busy machine that is slow to show a key takes no time from the disk.
        for step in (self.drain_input, self.wait_until_written):
            with suppress(TimeoutError):
                async with asyncio.timeout(SAVE_SECONDS):
                    await step()
        unsaved = self._keeper and self._keeper.pending
        if unsaved or (self._drafting and self._drafting.pending):
            self._last_words.append(await do_off_loop(self._write_elsewhere))
        self.exit()

    def _stop_at_last(self) -> None:
        if self.is_headless:  # then the process is not ours alone
            return
        backstop = threading.Timer(END_SECONDS, self._give_up)
        backstop.daemon = True
        backstop.start()

    def _give_up(self) -> None:
        # Where it is the line that hangs, a word to it would hang as well.
        terminal = sys.__stderr__
        if terminal and select.select([], [terminal], [], 0)[1]:
            give_title_back(self.settings, os.environ, terminal)
        os._exit(1)

    def action_put_aside(self) -> None:
        """Stop, as a shell's other jobs do, with the terminal as it was."""
        self._put_aside()

    @work(exclusive=True, group="aside")
    async def _put_aside(self) -> None:
        # Stopped while it saves, it would hold the session's lock for as long.
        with suppress(TimeoutError):
            async with asyncio.timeout(ASIDE_SECONDS):
                await self.saved()
        if self.terminal:
            self.manners.step_aside()
            self.terminal.put_aside()
            self.manners.come_back()
            self.forget_painted()
            self.refresh(layout=True)
            self.tick()

    # ------------------------------------------------------------------ in a crash

    def conclude(self) -> tuple[str, ...]:
        """After the run, whatever became of it: save what a crash left, and what is to be said."""
        lines = list(self._last_words)
        if self.crash:
            lines.append(log_crash(self.crash, self.wall.now()))
            if self._keeper and self._keeper.pending:
                try:
                    lines += map(str, self._keeper.save_last())
                except (StoreError, OSError):
                    lines.append(self._write_elsewhere())
        return tuple(lines)
