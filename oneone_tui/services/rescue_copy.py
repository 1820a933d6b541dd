"""A copy of a session in another folder, for when its own cannot be written."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from oneone_tui.exports.formats import FORMS
from oneone_tui.store.atomic_file import PRIVATE_FOLDER, make_private_folder
from oneone_tui.store.draft_file import Draft, DraftFile
from oneone_tui.store.errors import CannotWrite, StoreError, cannot_write, display_name
from oneone_tui.store.private_file import write_private
from oneone_tui.store.session_file import SessionFile
from oneone_tui.store.session_files import free_path

if TYPE_CHECKING:
    from oneone_tui.workshop.model.session import Session

FOLDER = "oneone-rescue"
"""The folder for copies in the user's home."""
REPORT = "md"
"""The format of the report beside the copy."""


def write_rescue_copy(
    session: Session, name: str, now: datetime, folder: str = "", draft: Draft | None = None
) -> Path:
    """Write all of `session`, with the line being typed, to the first possible place.

    This is `folder`, or if that is empty, the user's home and then the folder for temporary files.
    The copy is a session file named after `name`, which can be opened like any other, with a
    report beside it.

    Returns:
        The path of the session file.

    Raises:
        StoreError: No place can be written to.
    """
    last: StoreError = CannotWrite("there is no place for a copy: name a folder")
    for place in _named_places(folder) if folder.strip() else _usual_places():
        try:
            return _write_copy(session, place / f"{Path(name).stem}.json", now, draft)
        except StoreError as error:
            last = error
    raise last


def _write_copy(session: Session, wanted: Path, now: datetime, draft: Draft | None) -> Path:
    path = free_path(wanted)
    SessionFile.create(path, session)
    DraftFile(path).save(draft)
    # The session file has everything. The disk may be full now, and the program's own modules may
    # be out of reach.
    with suppress(StoreError, OSError, ImportError):
        form = FORMS[REPORT]
        write_private(free_path(path.with_suffix(form.suffix)), form.write(session, now))
    return path


def _named_places(folder: str) -> Iterator[Path]:
    with suppress(RuntimeError):  # ~ of an unknown user
        yield Path(folder.strip()).expanduser().absolute()


def _usual_places() -> Iterator[Path]:
    with suppress(RuntimeError, StoreError):
        yield _make_private(Path.home() / FOLDER)
    with suppress(OSError):
        yield Path(tempfile.mkdtemp(prefix=f"{FOLDER}-"))


def _make_private(folder: Path) -> Path:
    """Create `folder`, and make it accessible to its owner only."""
    make_private_folder(folder)
    try:
        if folder.is_symlink():
            raise CannotWrite(f"{display_name(folder)} is a link: name another folder")
        folder.chmod(PRIVATE_FOLDER)
    except OSError as error:
        raise cannot_write(error, folder) from error
    return folder
