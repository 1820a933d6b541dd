"""The cache of session summaries, so that only changed files are read again.

It is one file in the folder and can be deleted at any time: what it does not hold, or not for
certain, is read from the sessions.
"""

from __future__ import annotations

import os
import stat
import zlib
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

import msgspec

from oneone_tui import __version__
from oneone_tui.store.atomic_file import PRIVATE_FILE, remove_stale_files, temporary_path
from oneone_tui.store.errors import DamagedFile, NewerFile, StoreError, TooLarge
from oneone_tui.store.session_files import FileVersion
from oneone_tui.store.session_summary import SessionSummary, read_summary
from oneone_tui.workshop.model.records import FORMAT
from oneone_tui.workshop.text import clean

NAME = ".oneone-index"

FEW = 50
"""So many sessions are read as fast as an index: their notes are not kept in a second place."""

_SUM = 4
# Another version may find other things in a file, or read what this one can't.
_OPENING = f"oneone index 1, {__version__}, form {FORMAT}\n".encode()

Progress = Callable[[int, int], None]
"""Told how many files were read, of how many. What it raises ends the reading."""


class _Kept(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """What a file held when it had that stamp."""

    stamp: FileVersion
    glance: SessionSummary


_Known = dict[bytes, _Kept]  # by the file's name, which need not be text


class SummaryCache:
    """What is known of the session files of one folder, in memory and on disk.

    It helps, and nothing depends on it: where it can be neither read nor written, it is silent.
    Of two processes that write it at once the last one wins. The sessions' notes are in it, so
    it is private as they are.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / NAME
        self._known: _Known | None = None

    def summaries(
        self, files: Iterable[tuple[Path, FileVersion]], progress: Progress | None = None
    ) -> list[SessionSummary]:
        """What the files hold, in their order; only those that have changed are read.

        `progress` is told of each file that is read. Where it raises, or the user interrupts,
        what has been read so far is kept for the next time.
        """
        wanted = [(path, os.fsencode(path.name), stamp) for path, stamp in files]
        before = self._load() if self._known is None else self._known
        known = {
            name: kept
            for _, name, stamp in wanted
            if (kept := before.get(name)) and kept.stamp == stamp
        }
        unread = [one for one in wanted if one[1] not in known]
        unsure: dict[bytes, SessionSummary] = {}
        news = len(known) < len(before)
        try:
            for done, (path, name, stamp) in enumerate(unread, 1):
                glance, lasting = _look(path)
                if lasting:
                    known[name], news = _Kept(stamp, glance), True
                else:
                    unsure[name] = glance
                if progress:
                    progress(done, len(unread))
        finally:
            self._known = known
            if news:
                self._save(known)
        return [unsure[name] if name in unsure else known[name].glance for _, name, _ in wanted]

    def _load(self) -> _Known:
        try:
            content = _content(self._path)
            body = memoryview(content)[len(_OPENING) + _SUM :]
            if content.startswith(_OPENING + _sum(body)):
                known = msgspec.msgpack.decode(body, type=_Known)
                return {name: kept for name, kept in known.items() if _is_clean(kept.glance)}
        except (OSError, ValueError, RecursionError):
            pass
        return {}

    def _save(self, known: _Known) -> None:
        with suppress(OSError):
            # The names of temporary files begin with a dot of their own.
            bare = self._path.with_name(NAME.removeprefix("."))
            remove_stale_files(bare)  # of a process that was killed, and had notes in it
            if len(known) <= FEW:
                self._path.unlink(missing_ok=True)
                return
            body = msgspec.msgpack.encode(known)
            temporary = temporary_path(bare)
            flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
            try:
                # Not synced: where a power cut tears it, the sum tells, and it is made anew.
                with open(os.open(temporary, flags, PRIVATE_FILE), "wb") as file:  # noqa: PTH123
                    file.writelines((_OPENING, _sum(body), body))
                temporary.replace(self._path)
            finally:
                temporary.unlink(missing_ok=True)


def _content(path: Path) -> bytes:
    fd = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    with open(fd, "rb") as file:  # noqa: PTH123 - a descriptor has no path
        found = os.fstat(fd)
        mine = stat.S_ISREG(found.st_mode) and found.st_uid == os.geteuid()
        # What others may have written is not what this program has cleaned.
        return file.read() if mine and not stat.S_IMODE(found.st_mode) & ~PRIVATE_FILE else b""


def _is_clean(glance: SessionSummary) -> bool:
    """Whether what is shown of it is as this program wrote it: an index may come with a folder."""
    shown = (glance.id, glance.title, glance.problem, *(one.name for one in glance.attendees))
    # All of them at once, since there may be ten thousand; what joins emoji is not "printable".
    return "".join(shown).isprintable() or all(clean(text) == text for text in shown)


def _sum(body: bytes | memoryview) -> bytes:
    return zlib.crc32(body).to_bytes(_SUM)


def _look(path: Path) -> tuple[SessionSummary, bool]:
    """What a file holds, and whether that lasts for as long as its stamp does."""
    try:
        return read_summary(path), True
    except (DamagedFile, NewerFile, TooLarge) as error:
        return SessionSummary(problem=str(error)), True
    except StoreError as error:  # a permission, a disk that fails: it may be gone the next time
        return SessionSummary(problem=str(error)), False
