"""What can be done to a call of the system: the disk fails, or the process dies at it."""

from __future__ import annotations

import builtins
import errno
import fcntl
import io
import os
import threading
from collections.abc import Callable, Iterable
from functools import partial
from importlib import import_module
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, NoReturn

if TYPE_CHECKING:
    from typing import Any

CALLS = (
    *("open", "close", "read", "write", "fsync", "fstat", "lstat", "stat", "fchmod", "chmod"),
    *("link", "unlink", "replace", "rename", "scandir", "ftruncate", "mkdir"),
    *("listdir", "lseek", "utime", "access", "rmdir", "remove"),
)
"""What Python calls the system's calls, in whatever order; and `flock`, which is elsewhere."""
KILLED = 9
FEW = 7
"""So many bytes are written at once where a disk takes only some."""


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


def killed_before(_: Call) -> NoReturn:
    """The process dies before the call is made."""
    os._exit(KILLED)


def killed_after(call: Call) -> NoReturn:
    """The process dies once the call is made."""
    call.real()
    os._exit(KILLED)


def killed_half_way(call: Call) -> NoReturn:
    """The process dies while it writes."""
    if call.name == "write":
        call.write(lambda length: length // 2)
    os._exit(KILLED)


def written_in_part(call: Call) -> object:
    """The disk takes a few bytes at a time."""
    return call.write(lambda _: FEW) if call.name == "write" else call.real()


def full_half_way(call: Call) -> object:
    """The disk takes a part, and nothing more from then on."""
    if call.name == "write" and call.first:
        return call.write(lambda length: length // 2)
    if call.name in ("write", "fsync", "mkdir", "link", "open"):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    return call.real()


def refusing(number: int, *, lasting: bool = False) -> Harm:
    """The system says no, with an error of this number."""
    name = errno.errorcode[number] + (" from then on" if lasting else "")
    return Harm(name, partial(_refused, number=number), lasting)


def _refused(call: Call, number: int) -> object:
    if call.name == "access":  # it answers no, and never raises
        return False
    if call.name == "close":  # one that fails has closed
        call.real()
    path = call.args[0] if call.args and isinstance(call.args[0], str | bytes) else None
    path = str(call.args[0]) if call.args and isinstance(call.args[0], Path) else path
    raise OSError(number, os.strerror(number), path)


_write, _readlink = os.write, os.readlink


class Beneath:
    """Whether a call is about something in one of these folders."""

    def __init__(self, folders: Iterable[Path]) -> None:
        self._folders = tuple(str(folder.resolve()) for folder in folders)

    def __call__(self, args: tuple[object, ...]) -> bool:
        """Look at the first argument: a path, or a descriptor that is open."""
        what = args[0] if args else ""
        if isinstance(what, int):
            try:
                path = _readlink(f"/proc/self/fd/{what}")
            except OSError:
                return False
        elif isinstance(what, str | bytes | os.PathLike):
            path = os.path.abspath(os.fsdecode(what))  # noqa: PTH100 - calls nothing of the system
        else:
            return False
        return path.startswith(self._folders)


def harm_calls(
    harm: Harm,
    at: int,
    reached: Callable[[str], object],
    concerns: Callable[[tuple[object, ...]], bool] = lambda _: True,
) -> None:
    """Put ourselves between this process and the system, for good.

    Harm is done to the call with the number `at`, of those that `concerns` says yes to; `reached`
    is told what it was.
    """
    numbers, one_at_a_time = count(1), threading.Lock()

    def harmed(name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: object, **kwargs: object) -> object:
            if not concerns(args):
                return real(*args, **kwargs)
            with one_at_a_time:
                number = next(numbers)
            if number < at or (number > at and not harm.lasting):
                return real(*args, **kwargs)
            reached(name)
            return harm.act(Call(name, lambda: real(*args, **kwargs), args, number == at))

        return call

    for name in CALLS:
        setattr(os, name, harmed(name, getattr(os, name)))
    fcntl.flock = harmed("flock", fcntl.flock)
    # Python's own files are written in C, which asks none of these; its twin in Python does.
    builtins.open = io.open = import_module("_pyio").open
