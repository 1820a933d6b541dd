"""Mount every screen from an installed package: ``python -I mount_every_screen.py``.

It needs nothing but the package itself and what that depends on, and is not run by pytest. It
prints a line a screen, and ends with 1 where one of them could not be mounted.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from textual.strip import Strip

import oneone_tui
from oneone_tui.app import OneOneApp
from oneone_tui.guides import guide_names, load_guide
from oneone_tui.look import stylesheets
from oneone_tui.store.library import Library
from oneone_tui.workshop.changes import StageShown
from oneone_tui.workshop.rehearsal import preparation, script
from oneone_tui.workshop.session import Session, apply, new_session
from oneone_tui.workshop.words import STAGES, Stage

SIZES = ((80, 24), (120, 40))
START = datetime(2026, 11, 9, 18, 0, tzinfo=UTC)
SEED = 9
PAGES = {"help": "question_mark", "agenda": "j", "clock": "F"}
"""What lies over a stage, and the key that shows it."""


def check_package() -> None:
    """The style sheets and the guides were packed, and it is the package's own that are used."""
    package = Path(oneone_tui.__file__).resolve().parent
    sheets = [Path(sheet).resolve() for sheet in stylesheets()]
    if not sheets or not all(sheet.is_file() for sheet in sheets):
        raise AssertionError(f"style sheets are missing: {sheets}")
    if not all(sheet.is_relative_to(package) for sheet in sheets):
        raise AssertionError(f"style sheets from outside the package: {sheets}")
    if "one-to-one" not in guide_names() or not load_guide().goals:
        raise AssertionError(f"the guide is missing: there is {guide_names()}")


def rehearsed() -> Session:
    """A whole workshop."""
    chance = Random(SEED)
    session = new_session("installed", "Installed", load_guide(), START, SEED)
    for change in preparation(session, chance):
        session = apply(session, change, START)
    for act in script(session, chance):
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
        await pilot.pause()
        await pilot.press(*keys)
        await pilot.pause()
        screen = app.screen
        if not screen.is_mounted or not any(strip.text.strip() for strip in shown(app)):
            raise AssertionError(f"{type(screen).__name__} shows nothing")
        if stage is not None and not keys and app.session.info.stage is not stage:
            raise AssertionError(f"{stage} is not on")
        return type(screen).__name__


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
        screens += [(page, Stage.ROUNDS, (key,)) for page, key in PAGES.items()]
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
