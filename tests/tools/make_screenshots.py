"""Take a picture of every screen in every theme into ``docs/screenshots/``, alike at every run.

Run from the checkout: ``python -m tests.tools.make_screenshots [FOLDER]``. Names and texts are
those of the rehearsal, all of them made up; the clock on the wall stands still.
"""

from __future__ import annotations

import asyncio
import re
import sys
from collections.abc import Awaitable, Callable
from contextlib import chdir
from dataclasses import dataclass
from datetime import timedelta
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from msgspec.structs import replace

from oneone_tui.store.library import Library
from oneone_tui.terminal.themes import THEMES, Appearance
from tests.screens.test_board_snapshots import with_common, with_reporters
from tests.support.environment import local_zone
from tests.support.pilot import (
    OVER,
    PAIRING,
    ROUNDS,
    SEVEN,
    SIX,
    TWENTY_FOUR,
    Desk,
    HandClock,
    TestedApp,
    rehearsed_session,
)
from tests.support.session_folder import (
    TODAY,
    create_files,
    distinct_names,
    weekly_sessions,
    with_commitments,
    with_values,
)

if TYPE_CHECKING:
    from oneone_tui.workshop.model.session import Session

FOLDER = Path("docs/screenshots")
SIZE = (100, 30)
SESSIONS = Path("sessions")
"""Seen from a folder of its own, so that the path shown is the same on every machine."""
TALKING = "turn-1-conversation"
UNIQUE = re.compile(r"terminal-\d+")
FONT_FACES = re.compile(r"\s*@font-face \{.*?\n    \}\n", re.DOTALL)


@dataclass(frozen=True)
class View:
    """One screen: what there is before, and the keys that lead to it.

    Attributes:
        name: What its file is called.
        session: The session that is open; None for the library.
        keys: What is pressed; ``~text`` is typed into the line, ``=text`` waited for.
        before: The sessions that were held before.
        minutes: How long after its last change the session is looked at.
    """

    name: str
    session: Callable[[], Session] | None
    keys: tuple[str, ...] = ()
    before: Callable[[], list[Session]] = list
    minutes: float = 0


def _shelf() -> list[Session]:
    return [
        replace(session, info=replace(session.info, created=session.info.created - days))
        for session, days in (
            (rehearsed_session(ROUNDS, title="Tenants' Union leadership team"), timedelta()),
            (rehearsed_session(OVER, *SEVEN, title="Harbour Street"), timedelta(days=7)),
            (
                rehearsed_session(OVER, *TWENTY_FOUR, title="The whole neighbourhood"),
                timedelta(days=21),
            ),
            (rehearsed_session(PAIRING, *SIX, title="Youth group"), timedelta(days=33)),
        )
    ]


def _season() -> list[Session]:
    day = timedelta(days=1)
    dues = (TODAY - 3 * day, TODAY - day, TODAY, TODAY + 4 * day, None, TODAY + 30 * day)
    *earlier, last = weekly_sessions(distinct_names(10), 12, 7)
    return [*earlier, with_commitments(last, *dues)]


def _again() -> list[Session]:
    said = (
        ("we keep our word", "nobody is left behind", "dignity at work"),
        ("We keep our words.", "courage", "dignity at work and at home"),
        ("patience", "nobody's left behind", "we keep our word"),
    )
    held = weekly_sessions(SIX, len(said), len(SIX))
    return [with_values(session, *texts) for session, texts in zip(held, said, strict=True)]


VIEWS = (
    View("first", None),
    View("library", None, ("=Harbour", "down"), _shelf),
    View("setup", lambda: rehearsed_session(3), ("end",)),
    View("pairing", lambda: rehearsed_session(PAIRING, *SEVEN), ("down", "x", "down")),
    View("rounds", lambda: rehearsed_session(TALKING), ("2", "v", "~we keep our w"), minutes=4.4),
    View("report-back", lambda: rehearsed_session("report-2", *SEVEN), minutes=1.3),
    View("summary", lambda: rehearsed_session("wrap-up"), minutes=2),
    View("review", None, ("=Harbour", "down", "v", "=review · finished", "2"), _shelf),
    View("people", None, ("=Week", "p", "=pairs have met", "down", "down", "right"), _season),
    View("followup", None, ("=Week", "c", "=promised on", "down"), _season),
    View("trends", None, ("=Week", "p", "=pairs have met", "t", "=sessions,"), _again),
    View("agenda", lambda: rehearsed_session(TALKING), ("j",), minutes=4.4),
    View("face", lambda: rehearsed_session(TALKING), ("F",), minutes=4.4),
    View("help", lambda: rehearsed_session(TALKING), ("?",), minutes=4.4),
    View("board", with_common, ("right",)),
    View("larger-group", with_reporters, ("g",)),
)
"""Every screen."""


async def show(
    view: View,
    size: tuple[int, int],
    use: Callable[[Desk], Awaitable[None]],
    look: Appearance | None = None,
) -> None:
    """Show a view in the folder that one is in, and hand the desk over."""
    create_files(SESSIONS, *view.before())
    library, wall = Library(SESSIONS), HandClock()
    path = None
    if view.session:
        session = view.session()
        path = library.create(session).path
        wall = HandClock(session.history[-1].at + timedelta(minutes=view.minutes))
    app = TestedApp(library, path, wall, look)
    async with app.run_test(size=size) as pilot:
        desk = Desk(app, pilot)
        await desk.wait_until(
            lambda: desk.stage is not None if path else app.library_state.rows is not None
        )
        await desk.settle()
        for key in view.keys:
            if key.startswith("="):
                await desk.wait_for(key[1:])
            elif key.startswith("~"):
                await desk.type(key[1:])
            else:
                await desk.press(key)
        await desk.wait_until(lambda: bool(desk.rows))
        await use(desk)


def picture(desk: Desk) -> str:
    """The screen as an SVG that loads nothing, and differs only where the screen does."""
    drawn = UNIQUE.sub("oneone", FONT_FACES.sub("\n", desk.app.export_screenshot(title="oneone")))
    # What is not a browser leaves out the spaces that a text begins with.
    drawn = drawn.replace("<text ", '<text xml:space="preserve" ')
    return "\n".join(line.rstrip() for line in drawn.splitlines()) + "\n"


async def _take(view: View, theme: str, folder: Path) -> None:
    async def use(desk: Desk) -> None:
        await desk.pilot.pause()
        (folder / f"{view.name}-{theme}.svg").write_text(picture(desk), encoding="utf-8")

    await show(view, SIZE, use, Appearance(theme=theme))


def main() -> None:
    """Take all pictures anew."""
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else FOLDER).resolve()
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.svg"):
        old.unlink()
    for view, theme in product(VIEWS, THEMES):
        with TemporaryDirectory() as place, chdir(place), local_zone("UTC"):
            asyncio.run(_take(view, theme, folder))


if __name__ == "__main__":
    main()
