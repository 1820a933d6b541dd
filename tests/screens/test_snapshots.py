"""A snapshot of every screen, at the usual size and a roomy one; `make snapshots` keeps them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from oneone_tui.store.library import Library
from oneone_tui.workshop.history.attendance import NO_ATTENDANCE
from oneone_tui.workshop.model.changes import PairsDrawn, Paused, StageShown
from oneone_tui.workshop.model.terms import Stage
from oneone_tui.workshop.pairing.draw import draw_pairs
from oneone_tui.workshop.suggestions.setup import split_into_teams
from tests.support.pilot import (
    DEFAULT_SIZE,
    EARLIER,
    MIXED,
    OVER,
    PAIRING,
    REPORT_BACK,
    ROOMY,
    ROUNDS,
    SEVEN,
    SIX,
    TWENTY_FOUR,
    Desk,
    HandClock,
    TestedApp,
    apply_changes,
    rehearsed_session,
)

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from oneone_tui.workshop.model.session import Session
    from tests.support.screen_snapshot import SnapshotFiles

SESSIONS = Path("sessions")
"""Beside the tests' own folder, so that the path shown is the same on every machine."""

pytestmark = pytest.mark.usefixtures("unpainted")
both_sizes = pytest.mark.parametrize("size", [DEFAULT_SIZE, ROOMY], ids=["80x24", "120x40"])


def opened(session: Session) -> TestedApp:
    """The console with a session open, at the time of its last change."""
    at = session.history[-1].at
    return TestedApp(Library(SESSIONS), Library(SESSIONS).create(session).path, HandClock(at))


def doing(
    *keys: str, typing: str = "", then: tuple[str, ...] = ()
) -> Callable[[Pilot[None]], Awaitable[None]]:
    """Press keys, type into the line (``v:text`` is the key and the text), then press others."""

    async def do(pilot: Pilot[None]) -> None:
        assert isinstance(pilot.app, TestedApp)
        desk = Desk(pilot.app, pilot)
        await pilot.pause()
        await desk.press(*keys)
        if typing:
            key, _, text = typing.partition(":")
            await desk.press(key)
            await desk.type(text)
        await desk.press(*then)
        await desk.wait_until_saved()

    return do


SIGN_UP = """\
Name,Team,Tags,Status
Ana Ruiz,North,press,confirmed
Ben Okafor,North,"data, host",confirmed
Cy Lam,South,,cancelled
"Park, Dee",South,,confirmed
Zoë Ødegård,South,,maybe
Ana Ruiz,South,,confirmed
iPhone,,,confirmed
Total,,,7
"""


@both_sizes
async def test_roster_preview(snapshot: SnapshotFiles, size: tuple[int, int]) -> None:
    async def do(pilot: Pilot[None]) -> None:
        assert isinstance(pilot.app, TestedApp)
        desk = Desk(pilot.app, pilot)
        await desk.press("a")
        await desk.paste(SIGN_UP)
        await desk.wait_for("Left out")
        await desk.press("down", "space", "down", "down")

    await snapshot.check(opened(rehearsed_session(3, "Hal Kim", "Ida Berg")), size, do)


@both_sizes
async def test_setup(snapshot: SnapshotFiles, size: tuple[int, int]) -> None:
    app = opened(rehearsed_session(3, *MIXED))
    await snapshot.check(app, size, doing("end", typing="a:Hal K"))


@both_sizes
@pytest.mark.parametrize("names", [MIXED, SEVEN, TWENTY_FOUR], ids=["6", "7", "24"])
async def test_pairing(
    snapshot: SnapshotFiles, size: tuple[int, int], names: tuple[str, ...]
) -> None:
    app = opened(rehearsed_session(PAIRING, *names))
    await snapshot.check(app, size, doing("down", "x", "down"))


@both_sizes
async def test_pairing_of_people_who_met(snapshot: SnapshotFiles, size: tuple[int, int]) -> None:
    earlier = rehearsed_session(OVER, *SEVEN)
    Library(SESSIONS).create(
        replace(earlier, info=replace(earlier.info, id="earlier", rehearsal=False, created=EARLIER))
    )
    app = opened(rehearsed_session(PAIRING, *SEVEN))
    keys = ("l", "w", *"ana/ben", "enter", "end", "X")
    await snapshot.check(app, size, doing(*keys))


@both_sizes
async def test_pairing_in_teams(snapshot: SnapshotFiles, size: tuple[int, int]) -> None:
    session = rehearsed_session(0, *TWENTY_FOUR)
    parted = apply_changes(session, split_into_teams(session, NO_ATTENDANCE))
    pairs = draw_pairs(parted, NO_ATTENDANCE, 1).pairs
    drawn = PairsDrawn(pairs=pairs, seed=1)
    app = opened(apply_changes(parted, drawn, StageShown(stage=Stage.PAIRING)))
    await snapshot.check(app, size, doing("down", "right"))


@both_sizes
async def test_setup_of_teams(snapshot: SnapshotFiles, size: tuple[int, int]) -> None:
    session = rehearsed_session(0, *TWENTY_FOUR)
    parted = apply_changes(session, split_into_teams(session, NO_ATTENDANCE))
    await snapshot.check(opened(parted), size, doing("g", "end", "X"))


@both_sizes
@pytest.mark.parametrize("names", [MIXED, SEVEN, TWENTY_FOUR], ids=["notes", "trio", "24"])
async def test_rounds(
    snapshot: SnapshotFiles, size: tuple[int, int], names: tuple[str, ...]
) -> None:
    app = opened(rehearsed_session(ROUNDS, *names))
    await snapshot.check(app, size, doing("2"))


@both_sizes
@pytest.mark.parametrize(
    "typing, then",
    [
        ("v:we keep our w", ()),
        ("v:2r Be", ()),
        ("v:honesty; courage", ()),
        ("v:9v honesty", ("enter",)),
        ("c:Ana > Ben: coffee by fri", ()),
        ("v:", ("up",)),
        ("v:", ("up", "ctrl+u")),
        ("v:we keep our w", ("escape",)),
        ("G:", ()),
    ],
    ids=["note", "name", "several", "asked", "day", "mend", "strike", "left", "question"],
)
async def test_note_line(
    snapshot: SnapshotFiles, size: tuple[int, int], typing: str, then: tuple[str, ...]
) -> None:
    app = opened(rehearsed_session(12, *SIX))
    await snapshot.check(app, size, doing(typing=typing, then=then))


@both_sizes
async def test_rounds_running(snapshot: SnapshotFiles, size: tuple[int, int]) -> None:
    app = opened(rehearsed_session("turn-1-conversation"))
    await snapshot.check(app, size, doing())


@both_sizes
async def test_rounds_paused(snapshot: SnapshotFiles, size: tuple[int, int]) -> None:
    app = opened(apply_changes(rehearsed_session(ROUNDS), Paused(), minute=ROUNDS))
    await snapshot.check(app, size, doing(typing="v:2r cooks for fifty; 李 can draw"))


@both_sizes
async def test_report_back(snapshot: SnapshotFiles, size: tuple[int, int]) -> None:
    app = opened(rehearsed_session(REPORT_BACK, *SEVEN))
    await snapshot.check(app, size, doing("b"))


@both_sizes
async def test_summary(snapshot: SnapshotFiles, size: tuple[int, int]) -> None:
    await snapshot.check(opened(rehearsed_session(OVER)), size, doing())


@both_sizes
async def test_help(snapshot: SnapshotFiles, size: tuple[int, int]) -> None:
    await snapshot.check(opened(rehearsed_session(ROUNDS)), size, doing("?"))
