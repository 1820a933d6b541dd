"""A monkey at the console: any keys, in any haste, at any size, through every screen.

`python -m tests.torture.monkey --keys 100000 --seed 1` sends so many keys, in rounds that each
have a folder and a console of their own; `--round 17` plays one of them again.
"""

from __future__ import annotations

import argparse
import asyncio
import logging
import signal
import sys
import time
import traceback
from collections import Counter, deque
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cached_property
from multiprocessing import get_context
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from textual import events
from textual.command import CommandPalette
from textual.drivers.headless_driver import HeadlessDriver
from textual.geometry import Size
from textual.keys import _character_to_key, key_to_character

from oneone_tui.screens.library import LibraryScreen
from oneone_tui.screens.stage import StageScreen
from oneone_tui.services.time_source import SystemTime
from oneone_tui.store.errors import StoreError
from oneone_tui.store.integrity import InvalidSession
from oneone_tui.store.library import Library
from oneone_tui.store.session_file import SessionFile
from oneone_tui.widgets.entry_line import LineInput
from tests.support.invariants import check_invariants
from tests.support.pilot import (
    DEFAULT_SIZE,
    START,
    Desk,
    HandClock,
    TestedApp,
)
from tests.support.session_folder import create_files
from tests.torture.monkey_input import (
    BROWSING,
    HOME,
    LEAVING,
    LETTERS,
    NAMED,
    PASTES,
    PRINTED,
    SIZES,
    TEXTS,
)
from tests.torture.start_folders import beginnings
from tests.torture.table import Kind, Trial, merged

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from types import FrameType

    from oneone_tui.workshop.model.session import Session

WHAT = "any keys, sizes and pastes"
KEYS_IN_A_ROUND = 1_500
KEYS_TILL_CHECK = 60
REMEMBERED = 60
"""Keys that are told of where it crashes."""
SIDE_BY_SIDE = 2
SPINNING = 120.0
"""Seconds of the processor's time after which a round will not end any more."""
PATIENCE = 20.0
"""Seconds after which a console that has not done what it was sent is stuck."""


class Slip(AssertionError):
    """Something that should hold of a console does not."""


class Spins(SystemExit):
    """It does something without end. Of its kind, so that no event loop keeps it to itself."""


class Unkept(Slip):
    """What is shown as saved is not on disk."""


class Watch(HandClock):
    """A clock on the wall that somebody also sets."""

    _set = 0.0

    def monotonic(self) -> float:
        """Seconds that nobody can set."""
        return super().monotonic() - self._set

    def jump(self, seconds: float) -> None:
        """Somebody sets the clock."""
        self._at += timedelta(seconds=seconds)
        self._set += seconds


class Unending(TestedApp):
    """The console, which a monkey can't end: all that comes before the end is as it is."""

    def exit(self, *_: object, **__: object) -> None:
        """Go on."""


@dataclass
class Monkey:
    """One round: who sits at the console, what was pressed lately and where it was."""

    chance: Random
    desk: Desk
    folder: Path
    pressed: deque[str] = field(default_factory=lambda: deque(maxlen=REMEMBERED))
    seen: Counter[str] = field(default_factory=Counter)
    tries: int = 0
    browses: bool = False
    """Whether it goes back to the library whenever it can, and looks at what lies behind that."""

    @cached_property
    def app(self) -> Unending:
        """The console."""
        assert isinstance(self.desk.app, Unending)
        return self.desk.app

    async def play(self, keys: int) -> None:
        """Press so many keys; raises what goes wrong."""
        checked = 0
        while self.tries < keys:
            await self._move()
            if self.tries - checked >= KEYS_TILL_CHECK:
                checked = self.tries
                await self.check()
        await self.check()

    async def _move(self) -> None:
        move = self.chance.random()
        if move < 0.04:
            self._resize()
        elif move < 0.09:
            self._paste()
        elif move < 0.18:
            self._let_time_pass()
        else:
            self._send(self._burst())
        await self._done()
        self.seen[type(self.app.screen).__name__] += 1

    def _burst(self) -> Iterable[str]:
        chance = self.chance
        kind = chance.random()
        typing = isinstance(self.app.focused, LineInput)
        if typing and kind < 0.6:
            end = chance.choices(("enter", "escape", "tab", "", "up"), (70, 12, 6, 6, 6))[0]
            return [*chance.choice(TEXTS), *([end] if end else [])]
        if isinstance(self.app.screen, CommandPalette) and kind < 0.8:
            return [chance.choice(("escape", "escape", "down", "enter"))]
        if self.browses and isinstance(self.app.screen, StageScreen) and kind < 0.9:
            return HOME
        if isinstance(self.app.screen, LibraryScreen) and kind < 0.6:
            return chance.choices(BROWSING, k=2)
        if kind < 0.7:
            return self._bound(chance.randint(1, 12))
        if kind < 0.85:
            return chance.choices(LETTERS, k=chance.randint(1, 30))
        return chance.choices((*PRINTED, *NAMED, *NAMED), k=chance.randint(1, 20))

    def _bound(self, count: int) -> Sequence[str]:
        bound = self.app.screen.active_bindings
        keys = [key for key in bound if bound[key].enabled] or ["escape"]
        return self.chance.choices(keys, [0.1 if k in LEAVING else 1 for k in keys], k=count)

    def _send(self, keys: Iterable[str]) -> None:
        for key in keys:
            if key in LEAVING and keys is not HOME and self.chance.random() < 0.7:
                continue
            name = _character_to_key(key) if len(key) == 1 else key
            self._post(events.Key(name, key if len(key) == 1 else key_to_character(key)))
            self._pressed(key)

    def _pressed(self, what: str) -> None:
        self.pressed.append(ascii(what) if len(what) == 1 else what)
        self.tries += 1

    def _post(self, event: events.Event) -> None:
        event.set_sender(self.app)
        self.app.post_message(event)

    def _resize(self) -> None:
        chance = self.chance
        if chance.random() < 0.5:
            size = Size(*chance.choice(SIZES))
        else:
            size = Size(chance.randint(20, 200), chance.randint(5, 60))
        assert isinstance(self.app._driver, HeadlessDriver)
        self.app._driver._size = size
        self._post(events.Resize(size, size))
        self._pressed(f"size {size.width}×{size.height}")

    def _paste(self) -> None:
        at = self.chance.randrange(len(PASTES))
        self._post(events.Paste(PASTES[at]))
        self._pressed(f"paste {at}")

    def _let_time_pass(self) -> None:
        clock, chance = self.app.hand_clock, self.chance
        assert isinstance(clock, Watch)
        if chance.random() < 0.1:
            seconds = chance.choice((-7_200.0, -60.0, 45.0, 3_600.0, 86_400.0 * 3))
            clock.jump(seconds)
        else:
            seconds = chance.choice((0.3, 1.0, 20.0, 61.0, 240.0, 600.0, 3_000.0))
            clock.advance(seconds)
        self.pressed.append(f"time {seconds:+g}")
        self.app.session.apply()

    async def _done(self) -> None:
        await self.desk.settle()
        if isinstance(self.app.session.time, SystemTime):  # after a rehearsal
            self.app.session.time = self.app.hand_clock
        self._raise()

    def _raise(self) -> None:
        if self.app._exception:
            raise self.app._exception
        if not self.app.is_running:
            raise Slip("it has ended")

    async def check(self) -> None:
        """What is shown is as it has to be, and is what is kept."""
        await self._until_kept()
        for strip in self.app.screen._compositor.render_strips():
            if any(ord(char) < 32 or 127 <= ord(char) < 160 for char in strip.text):
                raise Slip(f"a control character on the screen: {strip.text!a}")
        if not self.app.session.is_open:
            return
        check_invariants(self.app.state.session)
        end = time.monotonic() + PATIENCE
        while (shown := self.app.state.session) != (kept := self.desk.saved_session):
            if time.monotonic() > end:
                raise Unkept(f"what is on disk is not what is shown: {_differences(kept, shown)}")
            await self.app.session.poll_remote()  # a promise ticked off is on disk first
            await self._until_kept()  # a rehearsal goes on meanwhile

    async def _until_kept(self) -> None:
        end = time.monotonic() + PATIENCE
        while self.app.state.pending or any(w.group in ("save", "leave") for w in self.app.workers):
            self._raise()
            if time.monotonic() > end:
                raise Unkept(f"not saved: {self.app.state.save_error or 'no trouble told'}")
            await asyncio.sleep(0.001)

    def check_files(self) -> None:
        """Every session in the folder opens."""
        for path in self.folder.glob("*.json"):
            check_invariants(SessionFile.open(path).session)


def _differences(kept: Session, shown: Session) -> str:
    """The records that are only in one of them, table by table."""
    told = []
    for table in kept.__struct_fields__:
        one, other = getattr(kept, table), getattr(shown, table)
        if one != other and isinstance(one, tuple):
            only = (
                [row for row in one if row not in other],
                [row for row in other if row not in one],
            )
            told.append(f"{table}: kept {str(only[0])[:500]}, shown {str(only[1])[:500]}")
        elif one != other:
            told.append(table)
    return "; ".join(told)


async def sit_down(folder: Path, chance: Random, keys: int) -> Monkey:
    """One round in `folder`; what goes wrong is raised, with the last keys noted on it."""
    first, before = beginnings(chance)
    create_files(folder, *before)
    path = Library(folder).create(first).path if first else None
    watch = Watch(first.history[-1].at if first and first.history else START)
    app = Unending(Library(folder), path, watch)
    async with app.run_test(size=DEFAULT_SIZE, notifications=True) as pilot:
        desk = Desk(app, pilot)
        monkey = Monkey(chance, desk, folder, browses=chance.random() < 0.3)
        try:
            await desk.wait_until(lambda: isinstance(app.screen, StageScreen | LibraryScreen))
            await monkey.play(keys)
        except Exception as error:
            error.add_note("the last keys: " + " ".join(monkey.pressed))
            raise
        app.session.close()
    # What was begun with a file is done, also where the console has not waited for it.
    await asyncio.get_running_loop().shutdown_default_executor()
    monkey.check_files()
    return monkey


@contextmanager
def no_longer_than(seconds: float) -> Iterator[None]:
    """Raise `Spins` where what is done takes more of the processor's time."""

    def stop(_: int, frame: FrameType | None) -> None:
        raise Spins(f"{seconds} seconds")

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def play_round(seed: int, number: int, keys: int) -> Trial:
    """One round: a folder and a console of its own, begun as `seed` and `number` say."""
    trial = Trial(WHAT, tries=keys)
    chance = Random(f"{seed} {number}")
    with TemporaryDirectory(prefix="monkey-") as folder:
        try:
            with no_longer_than(SPINNING):
                monkey = asyncio.run(sit_down(Path(folder) / "sessions", chance, keys))
        except (Exception, Spins) as error:  # noqa: BLE001 - whatever it is, it is looked for
            told = "".join(traceback.format_exception(error, limit=-12))
            kinds = {Unkept: Kind.LOST, StoreError: Kind.DAMAGED, InvalidSession: Kind.DAMAGED}
            found = (kind for wrong, kind in kinds.items() if isinstance(error, wrong))
            trial.lose(next(found, Kind.CRASHED), f"--seed {seed} --round {number}\n{told}")
        else:
            trial.findings = monkey.seen
    return trial.ended()


def play_rounds(keys: int, seed: int) -> Iterator[Trial]:
    """So many keys, in rounds, some of them side by side; each as it is over."""
    rounds = range(-(-keys // KEYS_IN_A_ROUND))
    shares = [min(KEYS_IN_A_ROUND, keys - n * KEYS_IN_A_ROUND) for n in rounds]
    # A process each: forked off one that has run consoles, it would have their threads' locks.
    with ProcessPoolExecutor(SIDE_BY_SIDE, get_context("spawn")) as pool:
        yield from pool.map(play_round, [seed] * len(shares), rounds, shares)


def _told(trial: Trial) -> Trial:
    for loss in trial.losses:
        print(loss, file=sys.stderr, flush=True)
    return trial


def main() -> int:
    """Play, and tell what came of it; the exit code is 1 if anything went wrong."""
    parser = argparse.ArgumentParser(prog="python -m tests.torture.monkey", description=__doc__)
    parser.add_argument("--keys", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--round", type=int, help="only this one, in this process")
    options = parser.parse_args()
    logging.disable()
    began = time.monotonic()
    if options.round is None:
        rounds = play_rounds(options.keys, options.seed)
    else:
        keys = min(options.keys, KEYS_IN_A_ROUND)
        rounds = iter([play_round(options.seed, options.round, keys)])
    trial = merged(WHAT, map(_told, rounds))
    trial.seconds = time.monotonic() - began
    where = ", ".join(f"{name} {count:,}" for name, count in trial.findings.most_common())
    rate = trial.tries / max(trial.seconds, 0.001)
    print(
        f"tries {trial.tries:,}  losses {len(trial.losses)}  {rate:.0f} keys/s  seed {options.seed}"
    )
    print(f"looked at: {where}")
    return 1 if trial.losses else 0


if __name__ == "__main__":
    sys.exit(main())
