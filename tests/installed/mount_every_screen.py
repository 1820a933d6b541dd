"""Mount every screen from an installed package: ``python -I mount_every_screen.py``.

It needs nothing but the package itself and what that depends on, and is not run by pytest. It
prints a line a screen, and ends with 1 where one of them could not be mounted.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from time import monotonic
from typing import TYPE_CHECKING

from textual.strip import Strip

import oneone_tui
from oneone_tui.app import OneOneApp
from oneone_tui.guides import guide_names, load_guide
from oneone_tui.store.library import Library
from oneone_tui.style_sheets import common_sheet
from oneone_tui.workshop.model.changes import RehearsalMarked, StageShown, TeamsMade
from oneone_tui.workshop.model.changes.teams import Group
from oneone_tui.workshop.model.session import Session, new_session
from oneone_tui.workshop.model.terms import STAGES, Stage
from oneone_tui.workshop.reducers.apply import apply
from oneone_tui.workshop.rehearsal import prepare_rehearsal, rehearsal_script

if TYPE_CHECKING:
    from textual.pilot import Pilot

SIZES = ((80, 24), (120, 40))
START = datetime(2026, 11, 9, 18, 0, tzinfo=UTC)
SEED = 9
OVER_ROUNDS = {"help": ("question_mark",), "agenda": ("j",), "clock": ("F",)}
OVER_REPORT_BACK = {"larger group": ("g",)}
OVER_LIBRARY = {"review": ("v",), "follow-up": ("c",), "people": ("p",), "trends": ("p", "t")}
"""What lies over a screen, and the keys that show it, one after the other."""
PATIENCE = 30.0
"""Seconds after which what is waited for does not come any more."""


def check_package() -> None:
    """The style sheets and the guides were packed, and it is the package's own that are used."""
    package = Path(oneone_tui.__file__).resolve().parent
    sheets = [sheet.resolve() for sheet in Path(common_sheet()).parent.rglob("*.tcss")]
    if len(sheets) < len(Stage):
        raise AssertionError(f"style sheets are missing: {sheets}")
    if not all(sheet.is_relative_to(package) for sheet in sheets):
        raise AssertionError(f"style sheets from outside the package: {sheets}")
    if "one-to-one" not in guide_names() or not load_guide().goals:
        raise AssertionError(f"the guide is missing: there is {guide_names()}")


def rehearsed() -> Session:
    """A whole workshop of two teams, which counts: people have met, and promised something."""
    chance = Random(SEED)
    session = new_session("installed", "Installed", load_guide(), START, SEED)
    for change in prepare_rehearsal(session, chance):
        if not isinstance(change, RehearsalMarked):
            session = apply(session, change, START)
    ids = tuple(person.id for person in session.people)
    groups = (Group(name="One", people=ids[::2]), Group(name="Two", people=ids[1::2]))
    session = apply(session, TeamsMade(teams=groups), START)
    for act in rehearsal_script(session, chance):
        for change in act.changes(session):
            session = apply(session, change, START + timedelta(seconds=act.after))
    return session


async def mounted(library: Library, size: tuple[int, int], stage: Stage | None, *keys: str) -> str:
    """Show a stage (None is the library), press keys; the name of the screen that is then on."""
    path = None
    if stage is not None:
        at = START + timedelta(hours=1)
        path = library.create(apply(rehearsed(), StageShown(stage=stage), at)).path
    app = OneOneApp(library, path)
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: app.library_state.rows is not None or stage is not None)
        for depth, key in enumerate(keys, len(app.screen_stack) + 1):
            await pilot.press(key)
            await until(pilot, lambda depth=depth: len(app.screen_stack) == depth)  # type: ignore[misc]
        screen = app.screen
        if not screen.is_mounted or not any(strip.text.strip() for strip in shown(app)):
            raise AssertionError(f"{type(screen).__name__} shows nothing")
        if stage is not None and not keys and app.state.session.info.stage is not stage:
            raise AssertionError(f"{stage} is not on")
        return type(screen).__name__


async def until(pilot: Pilot[None], comes_about: Callable[[], bool]) -> None:
    """Wait until something is so."""
    end = monotonic() + PATIENCE
    await pilot.pause()
    while not comes_about():
        if monotonic() > end:
            raise TimeoutError("it did not come about")
        await pilot.pause()


def shown(app: OneOneApp) -> list[Strip]:
    """The rows that are on the screen."""
    return app.screen._compositor.render_strips()


def main() -> int:
    """Mount them all, at each size."""
    check_package()
    count = 0
    with tempfile.TemporaryDirectory() as folder:
        library = Library(Path(folder) / "sessions")
        screens: list[tuple[str, Stage | None, tuple[str, ...]]] = [("library", None, ())]
        screens += [(stage.value, stage, ()) for stage in STAGES]
        screens += [(page, Stage.ROUNDS, keys) for page, keys in OVER_ROUNDS.items()]
        screens += [(page, Stage.REPORT_BACK, keys) for page, keys in OVER_REPORT_BACK.items()]
        screens += [(page, None, keys) for page, keys in OVER_LIBRARY.items()]
        library.create(rehearsed())
        for size in SIZES:
            seen = set()
            for name, stage, keys in screens:
                screen = asyncio.run(mounted(library, size, stage, *keys))
                if screen in seen:
                    raise AssertionError(f"{name}: {screen} again")
                seen.add(screen)
                count += 1
                print(f"{name:<12} {size[0]}x{size[1]}  {screen}")
    print(f"mounted {count} screens")
    return 0


if __name__ == "__main__":
    sys.exit(main())
