"""The secret in the address: made anew at each start, and kept only over a kill."""

from __future__ import annotations

import re
import secrets
import time
from contextlib import suppress
from hashlib import sha256
from typing import TYPE_CHECKING

from oneone_tui.store.errors import StoreError
from oneone_tui.store.private_file import write_private
from oneone_tui.text_files import UnreadableFile, read_bytes

if TYPE_CHECKING:
    from pathlib import Path

BYTES = 16
"""Random bytes of a token."""
KEPT_SECONDS = 12 * 3600
"""How old a token may be that a killed wall has left."""
_FORM = re.compile(r"[A-Za-z0-9_-]{22}")


def new_token() -> str:
    """Return a token that nobody can guess."""
    return secrets.token_urlsafe(BYTES)


def is_token(given: str, token: str) -> bool:
    """Return whether `given` is the token; how long that takes tells nothing about it."""
    return secrets.compare_digest(given.encode(errors="replace"), token.encode())


class KeptToken:
    """The token of a wall at one session and port, in a private file while the wall runs.

    An orderly end removes it. After a kill, pages that are open find the wall again.

    Args:
        folder: Where the file lies.
        session: What tells the session and the port from others.
    """

    def __init__(self, folder: Path, session: str) -> None:
        self._path = folder / f"wall-{sha256(session.encode()).hexdigest()[:16]}"

    def take(self) -> str:
        """Return the token that a killed wall has left, or a new one, and keep it."""
        token = self._left() or new_token()
        with suppress(StoreError, OSError):  # without it, only a kill is noticed
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            write_private(self._path, token.encode(), force=True)
        return token

    def forget(self) -> None:
        """Remove the token: the next wall has another."""
        with suppress(OSError):
            self._path.unlink()

    def _left(self) -> str:
        with suppress(OSError, UnreadableFile, ValueError):
            if time.time() - self._path.lstat().st_mtime <= KEPT_SECONDS:
                token = read_bytes(self._path, 64).decode("ascii")
                return token if _FORM.fullmatch(token) else ""
        return ""
