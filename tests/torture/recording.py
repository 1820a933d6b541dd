"""What a program asks of the disk, recorded; and every state in which a power cut could leave it.

The disk is one that keeps no order: what was not synced is there or not, each name and each
content by itself. A file that was not synced is empty, cut short, full of zeros, or whole. A name
that was not synced is as before or as after; a file that was renamed within a folder may have
both names, and from folder to folder also none.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice, product
from math import prod
from pathlib import Path
from random import Random
from typing import NamedTuple

import pytest

IGNORED = (".lock",)
"""The endings of files in which nothing is kept."""
FOLDER = -1
MOST = 3_000
"""So many states of one moment are tried; of more, so many by chance."""


Names = tuple[tuple[str, int | None], ...]
"""Names, and which file each is of from then on; None where it goes."""


class Named(NamedTuple):
    """Names that come and go in one step, first those that come; and the folders they are in."""

    folders: frozenset[str]
    names: Names


class State(NamedTuple):
    """What could be on the disk: the files by their names, and what is in each."""

    names: tuple[tuple[str, int], ...]
    contents: tuple[tuple[int, bytes], ...]

    def replay(self, folder: Path) -> None:
        """Make it in `folder`, which is not there yet."""
        folder.mkdir(0o700)
        contents, first = dict(self.contents), dict[int, Path]()
        for name, file in self.names:
            path = folder / name
            if file <= FOLDER:
                path.mkdir(0o700)
            elif file in first:
                os.link(first[file], path)
            else:
                first[file] = path
                path.touch(0o600)
                path.write_bytes(contents[file])


@dataclass
class Disk:
    """What is on a disk for sure, and what else was done since, in its order."""

    folder: Path
    links: bool = True
    """Whether it knows hard links. One that doesn't renames in one step, also between folders."""
    names: dict[str, int] = field(default_factory=dict)
    """Files by their path in the folder; other folders are below `FOLDER`."""
    safe: dict[int, bytes] = field(default_factory=dict)
    """What is in files, as of when they were synced."""
    pending: list[Named] = field(default_factory=list)
    live: dict[str, int] = field(default_factory=dict)
    """The names as the program sees them."""
    written: dict[int, bytes] = field(default_factory=dict)
    """What is in files, as the program sees it."""
    files: int = 0

    def scan(self) -> None:
        """Take all there is as on the disk for sure."""
        by_inode: dict[int, int] = {}
        for path in sorted(self.folder.rglob("*")):
            name = str(path.relative_to(self.folder))
            if name.endswith(IGNORED):
                continue
            if path.is_dir():
                self.live[name] = self._new_folder()
            else:
                file = by_inode.setdefault(path.stat().st_ino, self.files + 1)
                self.files = max(self.files, file)
                self.live[name] = file
                self.safe[file] = self.written[file] = path.read_bytes()
        self.names = dict(self.live)

    def name_of(self, path: object) -> str | None:
        """How a path is called here; None where it is elsewhere, or of no account."""
        assert isinstance(path, str | os.PathLike)
        whole = Path(os.path.abspath(path))  # noqa: PTH100 - a link must stay one
        if not whole.is_relative_to(self.folder) or whole.name.endswith(IGNORED):
            return None
        return str(whole.relative_to(self.folder))

    def name(self, *names: tuple[str, int | None]) -> None:
        """Names come, or go."""
        for name, file in names:
            if file is None:
                self.live.pop(name, None)
            else:
                self.live[name] = file
        folders = frozenset(_folder(name) for name, _ in names)
        if len(folders) == 1 or not self.links:
            self.pending.append(Named(folders, names))
        else:
            self.pending += [Named(frozenset({_folder(one[0])}), (one,)) for one in names]

    def make(self, name: str, *, folder: bool = False) -> None:
        """A file or a folder that is new, and empty."""
        if folder:
            self.name((name, self._new_folder()))
        else:
            self.files += 1
            self.written[self.files] = b""
            self.name((name, self.files))

    def look(self) -> None:
        """See what has been written, by whatever call."""
        for name, file in self.live.items():
            if file > FOLDER:
                self.written[file] = (self.folder / name).read_bytes()

    def sync(self, name: str) -> None:
        """A file's content, or a folder's names, are on the disk."""
        if name in self.live and self.live[name] > FOLDER:
            file = self.live[name]
            self.safe[file] = self.written[file]
            return
        here = "" if name == "." else name
        for one in self.pending:
            if here in one.folders:
                self._apply(self.names, one.names)
        self.pending = [one for one in self.pending if here not in one.folders]

    def states(self, chance: Random, most: int) -> Iterator[State]:
        """What could be on the disk if the power went now; each may come more than once."""
        unsynced = [file for file in self.written if self.written[file] != self.safe.get(file)]
        choices = [_ways(one) for one in self.pending]
        found = [self._contents(file) for file in unsynced]
        if prod(map(len, choices)) * prod(map(len, found)) <= most:
            for way, what in product(product(*choices), product(*found)):
                yield self._state(way, dict(zip(unsynced, what, strict=True)))
            return
        for _ in range(most):
            way = tuple(chance.choice(one) for one in choices)
            what = tuple(chance.choice(one) for one in found)
            yield self._state(way, dict(zip(unsynced, what, strict=True)))

    def _contents(self, file: int) -> list[bytes]:
        before, after = self.safe.get(file, b""), self.written[file]
        return [before, after[: len(after) // 2], bytes(len(after)), after]

    def _state(self, ways: Iterable[Names], unsynced: dict[int, bytes]) -> State:
        names = dict(self.names)
        for way in ways:
            self._apply(names, way)
        there = {n: f for n, f in names.items() if all(str(p) in names for p in _above(n))}
        contents = self.safe | unsynced
        kept = {file: contents[file] for file in there.values() if file > FOLDER}
        return State(tuple(sorted(there.items())), tuple(sorted(kept.items())))

    @staticmethod
    def _apply(names: dict[str, int], way: Names) -> None:
        for name, file in way:
            if file is None:
                names.pop(name, None)
            else:
                names[name] = file

    def _new_folder(self) -> int:
        return FOLDER - sum(file <= FOLDER for file in self.live.values())


def _ways(one: Named) -> list[Names]:
    """None of it, all of it, and of a rename also that both names are there."""
    return [one.names[:end] for end in range(len(one.names) + 1)]


def _folder(name: str) -> str:
    return os.path.dirname(name)  # noqa: PTH120 - "" is a folder, too


def _above(name: str) -> list[Path]:
    return [*Path(name).parents][:-1]


class Moment(NamedTuple):
    """A state that is possible, and whether the program had said by then that it is done."""

    state: State
    done: bool


def states_of(
    folder: Path, act: Callable[[], object], chance: Random, *, links: bool = True
) -> list[Moment]:
    """Every state, each once, in which a power cut at any moment of `act` could leave `folder`.

    Where there are very many of one moment, some of them.
    """
    found: dict[Moment, None] = {}
    disk = Disk(folder, links)
    disk.scan()

    def look(*, done: bool = False) -> None:
        disk.look()
        found.update((Moment(state, done), None) for state in disk.states(chance, MOST))

    look()
    with recorded(disk, look):
        act()
    look(done=True)
    return [*found]


def sampled(moments: list[Moment], most: int, chance: Random) -> list[Moment]:
    """Some of them by chance, and in any case the last ones: what is left when all is said."""
    last = [moment for moment in moments if moment.done]
    first = [moment for moment in moments if not moment.done]
    return [*islice(last, most), *chance.sample(first, min(most, len(first)))]


@contextmanager
def recorded(disk: Disk, look: Callable[[], None]) -> Iterator[None]:
    """Record on `disk` what is done within; `look` is called before and after each call."""
    opened: dict[int, str] = {}

    def opens(path: object, flags: int, *args: int, **kwargs: int) -> int:
        name = disk.name_of(path)
        new = name is not None and name not in disk.live and flags & os.O_CREAT
        fd: int = real["open"](path, flags, *args, **kwargs)
        if name is not None:
            opened[fd] = name
            if new:
                disk.make(name)
        return fd

    def closes(fd: int) -> None:
        opened.pop(fd, None)
        real["close"](fd)

    def syncs(fd: int) -> None:
        real["fsync"](fd)
        if fd in opened:
            disk.look()
            disk.sync(opened[fd])

    def links(old: object, new: object, **kwargs: bool) -> None:
        if not disk.links:
            raise PermissionError(errno.EPERM, "no links here")
        real["link"](old, new, **kwargs)
        source, target = disk.name_of(old), disk.name_of(new)
        if source is not None and target is not None:
            disk.name((target, disk.live[source]))

    def unlinks(path: object) -> None:
        disk.look()
        real["unlink"](path)
        name = disk.name_of(path)
        if name is not None:
            disk.name((name, None))

    def replaces(old: object, new: object) -> None:
        real["replace"](old, new)
        source, target = disk.name_of(old), disk.name_of(new)
        if source is None or target is None:
            return
        if disk.live[source] == disk.live.get(target):
            return  # two names of one file: nothing happens
        disk.name((target, disk.live[source]), (source, None))

    def makes(path: object, *args: int, **kwargs: int) -> None:
        real["mkdir"](path, *args, **kwargs)
        name = disk.name_of(path)
        if name is not None:
            disk.make(name, folder=True)

    def seen(call: Callable[..., object]) -> Callable[..., object]:
        def told(*args: object, **kwargs: object) -> object:
            look()
            return call(*args, **kwargs)

        return told

    ours: dict[str, Callable[..., object]]
    ours = {"open": opens, "close": closes, "fsync": syncs, "link": links, "unlink": unlinks}
    ours |= {"replace": replaces, "rename": replaces, "mkdir": makes}
    real: dict[str, Callable[..., int]] = {name: getattr(os, name) for name in ours}
    with pytest.MonkeyPatch.context() as patch:
        for name, call in ours.items():
            patch.setattr(os, name, call if name in ("open", "close") else seen(call))
        yield
