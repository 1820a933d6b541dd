"""A save that is stopped, or refused, at each of the calls that it makes of the system."""

from __future__ import annotations

import errno
import fcntl
import os
from collections.abc import Callable
from functools import partial
from itertools import count
from pathlib import Path
from typing import NamedTuple, NoReturn, TypeVar

from oneone_tui.store.errors import AlreadyThere, StoreError
from oneone_tui.store.files import previous_of
from oneone_tui.store.session_file import Made, SessionFile
from oneone_tui.workshop.session import Session
from tests.torture.table import Kind, Trial
from tests.unit.store.keeping import kept, leftovers, mode, noted, texts
from tests.unit.workshop.building import SIX, running

CALLS = (
    *("open", "close", "read", "write", "fsync", "fstat", "lstat", "stat", "fchmod", "chmod"),
    *("link", "unlink", "replace", "rename", "scandir", "ftruncate", "mkdir"),
)
"""What Python calls the system's calls, in whatever order; and `flock`, which is elsewhere."""
ERRORS = (errno.ENOSPC, errno.EIO, errno.EACCES, errno.EROFS)
SAVED, REFUSED, RAISED, KILLED = 0, 3, 4, 9
TOO_MANY = 200
WAIT = 0.05
"""So long a save waits for the lock, in seconds, where the system says that somebody has it."""
FEW = 7
"""So many bytes are written at once where a disk takes only some."""

T = TypeVar("T")


class Call(NamedTuple):
    """A call that harm is done to: its name, what it does, whether it is the first of them."""

    name: str
    real: Callable[[], object]
    args: tuple[object, ...]
    first: bool

    def write(self, length: Callable[[int], int]) -> int:
        """Write only the beginning of what was to be written."""
        fd, content = self.args
        assert isinstance(fd, int)
        assert isinstance(content, bytes | memoryview)
        return _write(fd, content[: length(len(content))])


class Harm(NamedTuple):
    """What becomes of a call; with `lasting`, of all that come after it, too."""

    name: str
    act: Callable[[Call], object]
    lasting: bool = False


def _killed_before(_: Call) -> NoReturn:
    os._exit(KILLED)


def _killed_after(call: Call) -> NoReturn:
    call.real()
    os._exit(KILLED)


def _killed_half_way(call: Call) -> NoReturn:
    if call.name == "write":
        call.write(lambda length: length // 2)
    os._exit(KILLED)


def _written_in_part(call: Call) -> object:
    return call.write(lambda _: FEW) if call.name == "write" else call.real()


def _refused(call: Call, number: int) -> NoReturn:
    if call.name == "close":  # one that fails has closed
        call.real()
    raise OSError(number, os.strerror(number))


def _full_half_way(call: Call) -> object:
    """The disk takes a part, and nothing more from then on."""
    if call.name == "write" and call.first:
        return call.write(lambda length: length // 2)
    if call.name in ("write", "fsync", "mkdir", "link", "open"):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    return call.real()


_write, _read = os.write, os.read
BEFORE = Harm("killed before it", _killed_before)
QUICK = (BEFORE, Harm("ENOSPC", partial(_refused, number=errno.ENOSPC)))
ALL = (
    *(BEFORE, Harm("killed after it", _killed_after), Harm("killed half way", _killed_half_way)),
    Harm("a short write", _written_in_part, lasting=True),
    Harm("full half way", _full_half_way, lasting=True),
    *(Harm(errno.errorcode[n], partial(_refused, number=n)) for n in ERRORS),
    *(
        Harm(f"{errno.errorcode[n]} from then on", partial(_refused, number=n), lasting=True)
        for n in ERRORS
    ),
)


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
            return texts(SessionFile.open(path).session)
        except StoreError as error:
            self.expect(False, Kind.DAMAGED, str(error))
            return []

    def look_around(self) -> None:
        """Nothing is left that nobody needs, and what there is is for its owner alone."""
        left = leftovers(self.folder)
        self.expect(left == [], Kind.LEFT, f"left behind {left}")
        for path in self.folder.iterdir():
            self.expect(mode(path) == 0o600, Kind.LEFT, f"{path.name} is open to others")


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
    path = kept(where.folder).path
    SessionFile.open(path).change([noted("one")])
    stale = path.with_name(f".{path.name}.0123abcd.tmp")  # of a save that was killed before
    stale.touch(0o600)
    change = Made(noted("two").change, noted("two").at, "a", key="the-second")
    code, reached = in_child(where, lambda: _save(path, change))
    found = where.notes(path)
    where.expect(found in (["one"], ["one", "two"]), Kind.LOST, f"there is {found}")
    where.expect(code in (SAVED, REFUSED, KILLED), Kind.CRASHED, "it raised something else")
    where.expect(code != SAVED or found == ["one", "two"], Kind.LOST, "said to be saved: it is not")
    where.expect(code != REFUSED or found == ["one"], Kind.TWICE, "said not to be saved: it is")
    _look_at_copy(where, path)
    # Whoever comes next finds all in order, and makes the same change again without harm.
    try:
        SessionFile.open(path).change([change, noted("three")])
    except StoreError as error:
        where.expect(False, Kind.DAMAGED, f"the next save: {error}")
    found = where.notes(path)
    where.expect({"one", "two", "three"} <= {*found}, Kind.LOST, f"after the next save: {found}")
    where.expect(len(found) <= 3, Kind.TWICE, f"after the next save there is {found}")
    where.look_around()
    return reached


def _look_at_copy(where: Where, path: Path) -> None:
    copy = previous_of(path)
    where.expect(copy.exists(), Kind.DAMAGED, "the previous copy is gone")
    if copy.exists():
        before = where.notes(copy)
        where.expect(before in ([], ["one"]), Kind.DAMAGED, f"the previous copy has {before}")


def _created(where: Where) -> bool:
    where.folder.mkdir()
    path = where.folder / "first.json"
    code, reached = in_child(where, lambda: _create(path, running(*SIX)))
    where.expect(code in (SAVED, REFUSED, KILLED), Kind.CRASHED, "it raised something else")
    where.expect(code != SAVED or path.exists(), Kind.LOST, "said to be there, and is not")
    # Where there are no links, a name is taken by an empty file, which a kill can leave there.
    if path.exists() and (where.links or path.stat().st_size):
        where.expect(where.notes(path) == [], Kind.DAMAGED, "not the new session")
    path.unlink(missing_ok=True)
    SessionFile.create(path, running(*SIX)).change([noted("one")])
    where.look_around()
    return reached


def _save(path: Path, change: Made) -> int:
    return outcome(lambda: SessionFile.open(path, wait=WAIT).change([change]))


def _create(path: Path, session: Session) -> int:
    return outcome(lambda: SessionFile.create(path, session))


def outcome(act: Callable[[], object]) -> int:
    """What came of it, as the exit status of a process."""
    try:
        act()
    except AlreadyThere:
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
    """Put ourselves between the program and the system."""
    if not where.links:
        os.link = _no_links
    numbers = count(1)

    def harmed(name: str, real: Callable[..., T]) -> Callable[..., object]:
        def call(*args: object, **kwargs: object) -> object:
            number = next(numbers)
            if number < where.number or (number > where.number and not where.harm.lasting):
                return real(*args, **kwargs)
            _write(told, b".")
            return where.harm.act(
                Call(name, lambda: real(*args, **kwargs), args, number == where.number)
            )

        return call

    for name in CALLS:
        setattr(os, name, harmed(name, getattr(os, name)))
    fcntl.flock = harmed("flock", fcntl.flock)  # type: ignore[assignment]


def _no_links(*_: object, **__: object) -> None:
    raise PermissionError(errno.EPERM, "no links here")
