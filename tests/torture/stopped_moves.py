"""A session renamed, thrown away or taken back, stopped or refused at each call of the system."""

from __future__ import annotations

import shutil
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from oneone_tui.store.errors import StoreError
from oneone_tui.store.session_file import SessionFile
from oneone_tui.store.session_files import TrashedSession
from tests.support.session_store import note_texts, note_to_save, read_drafts
from tests.torture.harm import KILLED, Harm
from tests.torture.power_cuts import LINE, Room
from tests.torture.stopped_saves import REFUSED, SAVED, Where, at_each, in_child, outcome
from tests.torture.table import Kind, Trial

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


class Move(NamedTuple):
    """A way to give a session's file another name."""

    prepare: Callable[[Room], object]
    act: Callable[[Room, Path], object]
    has_moved: Callable[[Room], bool]


MOVES = {
    "rename": Move(
        lambda room: None,
        lambda room, path: room.library.rename_file(path, "Other"),
        lambda room: room.path.stem.endswith("other"),
    ),
    "trash": Move(
        lambda room: None,
        lambda room, path: room.library.trash(path),
        lambda room: any(path.stat().st_size for path in room.trash),
    ),
    "restore": Move(
        lambda room: room.library.trash(room.path),
        lambda room, path: room.library.restore(TrashedSession(path, path.name, "")),
        lambda room: not room.trash,
    ),
}


def stop_moves(folder: Path, name: str, harms: tuple[Harm, ...], *, links: bool = True) -> Trial:
    """Move a session as often as that makes calls, each time with harm done to another one."""
    trial = Trial(f"{name}, stopped at each call" + ("" if links else "; no hard links"))
    before = Room(folder / "before")
    before.fill()
    MOVES[name].prepare(before)
    return at_each(folder, harms, links, trial, partial(_moved, move=MOVES[name], before=before))


def _moved(where: Where, move: Move, before: Room) -> bool:
    room = Room(where.folder)
    shutil.copytree(before.folder, room.folder)
    path = room.path
    code, reached = in_child(where, lambda: outcome(lambda: move.act(room, path)))
    where.expect(code in (SAVED, REFUSED, KILLED), Kind.CRASHED, "it raised something else")
    try:
        _look_around(where, room, move, code)
    except (StoreError, ValueError) as error:
        where.expect(False, Kind.DAMAGED, f"{type(error).__name__}: {error}")
    return reached


def _look_around(where: Where, room: Room, move: Move, code: int) -> None:
    room.library.entries()  # what was cut short is ended by whoever looks
    moved = move.has_moved(room)
    where.expect(code != SAVED or moved, Kind.LOST, "said to be moved: it is not")
    where.expect(code != REFUSED or not moved, Kind.TWICE, "said not to be moved: it is")
    SessionFile.open(room.path).change([note_to_save("three", 3)])
    found = note_texts(SessionFile.open(room.path).session)
    where.expect(found == ["one", "two", "three"], Kind.LOST, f"there is {found}")
    left = [draft.text for draft in read_drafts(room.path)]
    where.expect(left == [LINE], Kind.LOST, f"the drafts are {left}")
    stray = [path.name for path in room.folder.rglob("*.tmp")]
    where.expect(not stray, Kind.LEFT, f"left behind {stray}")
