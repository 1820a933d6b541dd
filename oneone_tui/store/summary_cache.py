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
from oneone_tui.store.atomic_file import (
    NEW_FILE,
    PRIVATE_FILE,
    READ_FILE,
    remove_stale_files,
    temporary_path,
)
from oneone_tui.store.errors import DamagedFile, NewerFile, StoreError, TooLarge
from oneone_tui.store.session_files import FileVersion
from oneone_tui.store.session_summary import SessionSummary, read_summary
from oneone_tui.workshop.model.records import FORMAT
from oneone_tui.workshop.text import clean

NAME = ".oneone-index"
"""The name of the cache file."""

MIN_CACHED = 50
"""With no more sessions than this, nothing is cached on disk.

So few files are read as fast as a cache, and their notes are not stored in a second place.
"""

_CHECKSUM_BYTES = 4
# Another version may find other things in a file, or read files that this one cannot.
_OPENING = f"oneone index 1, {__version__}, form {FORMAT}\n".encode()

Progress = Callable[[int, int], None]
"""A function that is given how many files were read, of how many.

If it raises, reading stops.
"""


class _CachedSummary(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """The summary of a file, and the version of the file that it is of."""

    stamp: FileVersion
    summary: SessionSummary


_Known = dict[bytes, _CachedSummary]  # by the file's name, which need not be text


class SummaryCache:
    """The summaries of the session files in one folder, in memory and on disk.

    Nothing depends on it: if the file cannot be read or written, no error is raised. If two
    processes write it at once, the last one wins. It contains the sessions' notes, so it is as
    private as they are.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / NAME
        self._known: _Known | None = None

    def summaries(
        self, files: Iterable[tuple[Path, FileVersion]], progress: Progress | None = None
    ) -> list[SessionSummary]:
        """Return the summaries of `files` in their order; only changed files are read.

        Args:
            files: The files with their current versions.
            progress: Called after each file that is read. If it raises, or the user interrupts,
                what has been read so far is cached for the next time.
        """
        wanted = [(path, os.fsencode(path.name), stamp) for path, stamp in files]
        before = self._load() if self._known is None else self._known
        known = {
            name: kept
            for _, name, stamp in wanted
            if (kept := before.get(name)) and kept.stamp == stamp
        }
        unread = [one for one in wanted if one[1] not in known]
        temporary_results: dict[bytes, SessionSummary] = {}
        is_changed = len(known) < len(before)
        try:
            for done, (path, name, stamp) in enumerate(unread, 1):
                summary, is_lasting = _summarize(path)
                if is_lasting:
                    known[name], is_changed = _CachedSummary(stamp, summary), True
                else:
                    temporary_results[name] = summary
                if progress:
                    progress(done, len(unread))
        finally:
            self._known = known
            if is_changed:
                self._save(known)
        return [
            temporary_results[name] if name in temporary_results else known[name].summary
            for _, name, _ in wanted
        ]

    def _load(self) -> _Known:
        try:
            content = _read_private(self._path)
            body = memoryview(content)[len(_OPENING) + _CHECKSUM_BYTES :]
            if content.startswith(_OPENING + _checksum(body)):
                known = msgspec.msgpack.decode(body, type=_Known)
                return {name: kept for name, kept in known.items() if _is_clean(kept.summary)}
        except (OSError, ValueError, RecursionError):
            pass
        return {}

    def _save(self, known: _Known) -> None:
        with suppress(OSError):
            # `temporary_path` adds a dot of its own in front of the name.
            bare = self._path.with_name(NAME.removeprefix("."))
            remove_stale_files(bare)  # left by a killed process; they contain notes
            if len(known) <= MIN_CACHED:
                self._path.unlink(missing_ok=True)
                return
            body = msgspec.msgpack.encode(known)
            temporary = temporary_path(bare)
            try:
                # Not synced: if a power cut damages it, the checksum is wrong and it is rebuilt.
                with open(os.open(temporary, NEW_FILE, PRIVATE_FILE), "wb") as file:  # noqa: PTH123
                    file.writelines((_OPENING, _checksum(body), body))
                temporary.replace(self._path)
            finally:
                temporary.unlink(missing_ok=True)


def _read_private(path: Path) -> bytes:
    fd = os.open(path, READ_FILE)
    with open(fd, "rb") as file:  # noqa: PTH123 - a descriptor has no path
        found = os.fstat(fd)
        mine = stat.S_ISREG(found.st_mode) and found.st_uid == os.geteuid()
        # Other users may have written to a file with wider permissions, so it is not trusted.
        return file.read() if mine and not stat.S_IMODE(found.st_mode) & ~PRIVATE_FILE else b""


def _is_clean(summary: SessionSummary) -> bool:
    """Return whether the texts are clean: the cache may come from another machine."""
    shown = (summary.id, summary.title, summary.problem, *(one.name for one in summary.attendees))
    # All at once, since there may be ten thousand. The second test is for emoji with a joiner,
    # which is not "printable".
    return "".join(shown).isprintable() or all(clean(text) == text for text in shown)


def _checksum(body: bytes | memoryview) -> bytes:
    return zlib.crc32(body).to_bytes(_CHECKSUM_BYTES)


def _summarize(path: Path) -> tuple[SessionSummary, bool]:
    """Return a file's summary, and whether it is valid until the file changes."""
    try:
        return read_summary(path), True
    except (DamagedFile, NewerFile, TooLarge) as error:
        return SessionSummary(problem=str(error)), True
    except StoreError as error:  # such as a missing permission, which may be there the next time
        return SessionSummary(problem=str(error)), False
