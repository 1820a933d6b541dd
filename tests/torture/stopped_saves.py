"""A save that is stopped, or refused, at each of the calls that it makes of the system."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from oneone_tui.store.atomic_file import previous_copy_path
from oneone_tui.store.errors import FileExists, StoreError
from oneone_tui.store.session_file import ChangeToSave, SessionFile
from oneone_tui.workshop.model.session import Session
from tests.support.session_store import (
    create_file,
    file_mode,
    leftover_files,
    note_texts,
    note_to_save,
)
from tests.support.sessions import SIX, running_session
from tests.torture.harm import (
    KILLED,
    Harm,
    full_half_way,
    harm_calls,
    killed_after,
    killed_before,
    killed_half_way,
    refusing,
    written_in_part,
)
from tests.torture.table import Kind, Trial

ERRORS = (errno.ENOSPC, errno.EIO, errno.EACCES, errno.EROFS)
SAVED, REFUSED, RAISED = 0, 3, 4
TOO_MANY = 200
WAIT = 0.05
"""So long a save waits for the lock, in seconds, where the system says that somebody has it."""

BEFORE = Harm("killed before it", killed_before)
QUICK = (BEFORE, refusing(errno.ENOSPC))
ALL = (
    *(BEFORE, Harm("killed after it", killed_after), Harm("killed half way", killed_half_way)),
    Harm("a short write", written_in_part, lasting=True),
    Harm("full half way", full_half_way, lasting=True),
    *(refusing(number) for number in ERRORS),
    *(refusing(number, lasting=True) for number in ERRORS),
)
_write, _read = os.write, os.read


def stop_at_each(folder: Path, harms: tuple[Harm, ...], *, links: bool = True) -> Trial:
    """Make a change as often as it makes calls, each time with harm done to another one.

    Without `links` the disk is one that knows no hard links, where the copy is a real one.
    """
    trial = Trial("a save, stopped at each call" + ("" if links else "; no hard links"))
    return at_each(folder, harms, links, trial, _changed)


def stop_a_new_one(folder: Path, harms: tuple[Harm, ...], *, links: bool = True) -> Trial:
    """The same for a new session's first file."""
    trial = Trial("a new session, stopped at each call" + ("" if links else "; no hard links"))
    return at_each(folder, harms, links, trial, _created)


class Where(NamedTuple):
    """One try: its folder, the harm, and the number of the call that it is done to."""

    folder: Path
    harm: Harm
    number: int
    links: bool
    trial: Trial

    def expect(self, holds: object, kind: Kind, loss: str) -> None:
        """Count as a loss what does not hold here."""
        self.trial.expect(holds, kind, f"{self.harm.name} at call {self.number}: {loss}")

    def notes(self, path: Path) -> list[str]:
        """The notes of the session at `path`, which has to open."""
        try:
            return note_texts(SessionFile.open(path).session)
        except StoreError as error:
            self.expect(False, Kind.DAMAGED, str(error))
            return []

    def look_around(self) -> None:
        """Nothing is left that nobody needs, and what there is is for its owner alone."""
        left = leftover_files(self.folder)
        self.expect(left == [], Kind.LEFT, f"left behind {left}")
        for path in self.folder.iterdir():
            self.expect(file_mode(path) == 0o600, Kind.LEFT, f"{path.name} is open to others")


def at_each(
    folder: Path, harms: tuple[Harm, ...], links: bool, trial: Trial, act: Callable[[Where], bool]
) -> Trial:
    """Let `act` do harm to the first call, to the second, and so on until there is none."""
    for harm in harms:
        for number in range(1, TOO_MANY):
            here = folder / f"{harm.name.replace(' ', '-')}-{number}"
            if not act(Where(here, harm, number, links, trial)):
                trial.findings["calls at most"] = max(trial.findings["calls at most"], number - 1)
                break
            trial.tries += 1
        else:
            trial.lose(Kind.CRASHED, f"{harm.name}: it never came to an end")
    return trial.ended()


def _changed(where: Where) -> bool:
    """Harm the call of that number of a save; whether there was one."""
    path = create_file(where.folder).path
    SessionFile.open(path).change([note_to_save("one")])
    stale = path.with_name(f".{path.name}.0123abcd.tmp")  # of a save that was killed before
    stale.touch(0o600)
    change = ChangeToSave(note_to_save("two").change, note_to_save("two").at, "a", key="the-second")
    code, reached = in_child(where, lambda: _save(path, change))
    found = where.notes(path)
    where.expect(found in (["one"], ["one", "two"]), Kind.LOST, f"there is {found}")
    where.expect(code in (SAVED, REFUSED, KILLED), Kind.CRASHED, "it raised something else")
    where.expect(code != SAVED or found == ["one", "two"], Kind.LOST, "said to be saved: it is not")
    where.expect(code != REFUSED or found == ["one"], Kind.TWICE, "said not to be saved: it is")
    _look_at_copy(where, path)
    # Whoever comes next finds all in order, and makes the same change again without harm.
    try:
        SessionFile.open(path).change([change, note_to_save("three")])
    except StoreError as error:
        where.expect(False, Kind.DAMAGED, f"the next save: {error}")
    found = where.notes(path)
    where.expect({"one", "two", "three"} <= {*found}, Kind.LOST, f"after the next save: {found}")
    where.expect(len(found) <= 3, Kind.TWICE, f"after the next save there is {found}")
    where.look_around()
    return reached


def _look_at_copy(where: Where, path: Path) -> None:
    copy = previous_copy_path(path)
    where.expect(copy.exists(), Kind.DAMAGED, "the previous copy is gone")
    if copy.exists():
        before = where.notes(copy)
        where.expect(before in ([], ["one"]), Kind.DAMAGED, f"the previous copy has {before}")


def _created(where: Where) -> bool:
    where.folder.mkdir()
    path = where.folder / "first.json"
    code, reached = in_child(where, lambda: _create(path, running_session(*SIX)))
    where.expect(code in (SAVED, REFUSED, KILLED), Kind.CRASHED, "it raised something else")
    where.expect(code != SAVED or path.exists(), Kind.LOST, "said to be there, and is not")
    # Where there are no links, a name is taken by an empty file, which a kill can leave there.
    if path.exists() and (where.links or path.stat().st_size):
        where.expect(where.notes(path) == [], Kind.DAMAGED, "not the new session")
    path.unlink(missing_ok=True)
    SessionFile.create(path, running_session(*SIX)).change([note_to_save("one")])
    where.look_around()
    return reached


def _save(path: Path, change: ChangeToSave) -> int:
    return outcome(lambda: SessionFile.open(path, wait=WAIT).change([change]))


def _create(path: Path, session: Session) -> int:
    return outcome(lambda: SessionFile.create(path, session))


def outcome(act: Callable[[], object]) -> int:
    """What came of it, as the exit status of a process."""
    try:
        act()
    except FileExists:
        return RAISED
    except StoreError as error:
        return REFUSED if str(error).isprintable() and len(str(error)) < 500 else RAISED
    return SAVED


def in_child(where: Where, act: Callable[[], int]) -> tuple[int, bool]:
    """Do it in a process of its own; how that ended, and whether the call was reached."""
    read, told = os.pipe()
    child = os.fork()
    if child == 0:
        code = RAISED
        try:
            _harm_calls(where, told)
            code = act()
        except BaseException:  # noqa: BLE001 - nothing of a child may come back into the tests
            code = RAISED
        finally:
            os._exit(code)
    os.close(told)
    reached = _read(read, 1) == b"."
    os.close(read)
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status), reached


def _harm_calls(where: Where, told: int) -> None:
    if not where.links:
        os.link = _no_links
    harm_calls(where.harm, where.number, lambda _: _write(told, b"."))


def _no_links(*_: object, **__: object) -> None:
    raise PermissionError(errno.EPERM, "no links here")
