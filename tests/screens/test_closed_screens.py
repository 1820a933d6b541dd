"""What has closed is gone from memory, and nothing of it stays behind."""

from __future__ import annotations

import gc
import weakref
from functools import partial
from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING

from textual._styles_cache import StylesCache
from textual.app import App
from textual.color import Color
from textual.reactive import var
from textual.screen import Screen

from oneone_tui import screens
from oneone_tui.navigation import LOWEST
from oneone_tui.textual_patches.screen_styles import Styled
from oneone_tui.workshop.model.terms import STAGES, Stage
from tests.support.pilot import SIX, Desk, Room
from tests.support.session_folder import create_files, weekly_sessions
from tests.support.team_sessions import session_in_teams

if TYPE_CHECKING:
    from collections.abc import Iterator

OVER_A_STAGE = ("?", "j", "F", "ctrl+p")
OVER_THE_LIBRARY = (("v",), ("c",), ("p",), ("p", "t"), ("?",), ("ctrl+p",))
"""The keys that show what lies over a screen, one after the other."""
PACKAGE = screens.__name__.partition(".")[0]
"""Other tests, too, make screens."""

Watched = dict[str, list[weakref.ref[Screen[object]]]]


def every_screen() -> Iterator[str]:
    """The names of all screens that can be shown."""
    for module in iter_modules(screens.__path__):
        import_module(f"{screens.__name__}.{module.name}")
    left: list[type] = [Styled]
    while left:
        one = left.pop()
        heirs: list[type] = one.__subclasses__()
        ours = [heir for heir in heirs if heir.__module__.startswith(PACKAGE)]
        left += ours
        if not ours:
            yield one.__name__


def watch(desk: Desk, seen: Watched) -> None:
    """Look out for the screen that is shown, without holding it."""
    on = desk.app.screen
    seen.setdefault(type(on).__name__, []).append(weakref.ref(on))


def still_there(desk: Desk, seen: Watched) -> list[str]:
    """The names of the screens that have closed and are in memory all the same."""
    gc.collect()
    shown = desk.app.screen_stack
    return [name for name, refs in seen.items() for ref in refs if ref() and ref() not in shown]


async def look_over(desk: Desk, seen: Watched, *keys: str) -> None:
    """Show what these keys show, one over the other, and come back."""
    for number, key in enumerate(keys, LOWEST + 1):
        await desk.press(key)
        await desk.wait_until(partial(_lie, desk, number))
        watch(desk, seen)
    for number in range(LOWEST + len(keys) - 1, LOWEST - 1, -1):
        await desk.press("escape")
        await desk.wait_until(partial(_lie, desk, number))


async def look_over_list(desk: Desk, seen: Watched) -> None:
    """Show what a pasted list was read as, and come back."""
    await desk.press("a")
    await desk.paste("Hal Kim\nIda Berg\n")
    await desk.wait_until(partial(_lie, desk, LOWEST + 1))
    watch(desk, seen)
    await desk.press("escape")
    await desk.wait_until(partial(_lie, desk, LOWEST))


def _lie(desk: Desk, screens: int) -> bool:
    return len(desk.app.screen_stack) == screens and desk.app.screen.is_mounted


async def test_closed_screens_are_freed(room: Room) -> None:
    create_files(room.folder, *weekly_sessions(SIX, 2, 6))
    seen: Watched = {}
    async with room.desk(session_in_teams("report-2")) as desk:
        watch(desk, seen)
        await look_over(desk, seen, "g")
        for key, stage in (
            *((">", one) for one in STAGES[4:]),
            *(("<", one) for one in STAGES[3::-1]),
        ):
            await desk.press(key)
            await desk.wait_until(partial(_shows, desk, stage))
            watch(desk, seen)
            if stage is Stage.SETUP:
                await look_over_list(desk, seen)
            for over in OVER_A_STAGE:
                await look_over(desk, seen, over)
        await desk.press("q")
        await desk.wait_until(lambda: desk.app.navigation.at_library)
        watch(desk, seen)
        await desk.wait_for("p people")
        for keys in OVER_THE_LIBRARY:
            await look_over(desk, seen, *keys)
        await desk.press("enter")
        await desk.wait_until(lambda: len(desk.app.screen_stack) == LOWEST + 1)
        # Work that a screen had begun may have to hear first that it is not wanted any more.
        await desk.wait_until(lambda: not still_there(desk, seen))
    assert {*seen} == {*every_screen()}


def test_textual_still_holds_what_it_mixed_colors_for() -> None:
    """When this fails, `cache_clear` in `oneone_tui.textual_patches.screen_styles` can go."""
    cache, colors = StylesCache(), (Color(1, 2, 3), Color(4, 5, 6, 0.5))
    cache.get_inner_outer(*colors)
    held = weakref.ref(cache)
    del cache
    gc.collect()
    assert held()
    StylesCache.get_inner_outer.cache_clear()
    assert held() is None


async def test_textual_still_remembers_watchers_of_what_has_closed() -> None:
    """When this fails, `forget_closed_watchers` can go."""

    class Watched(App[None]):
        seldom: var[int] = var(0, init=False)

    class Watching(Screen[None]):
        def on_mount(self) -> None:
            self.watch(self.app, "seldom", lambda _: None)

    app = Watched()
    async with app.run_test() as pilot:
        await app.push_screen(Watching())
        closed = weakref.ref(app.screen)
        await app.pop_screen()
        await pilot.pause()
        gc.collect()
        assert closed()
        app.seldom = 1
        await pilot.pause()
        gc.collect()
        assert closed() is None


def _shows(desk: Desk, stage: Stage) -> bool:
    return desk.stage is stage and desk.app.screen.is_mounted
