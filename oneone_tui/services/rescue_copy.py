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
from oneone_tui.store.drafts import Draft, DraftFile
from oneone_tui.store.errors import CannotWrite, StoreError, cannot_write, display_name
from oneone_tui.store.private_file import write_private
from oneone_tui.store.session_file import SessionFile
from oneone_tui.store.session_files import free_path

if TYPE_CHECKING:
    from oneone_tui.workshop.model.session import Session

FOLDER = "oneone-rescue"
"""The folder in the user's home that copies go to."""
REPORT = "md"


def write_rescue_copy(
    session: Session, name: str, now: datetime, folder: str = "", draft: Draft | None = None
) -> Path:
    """Write all of `session`, with the line being typed, to the first place that takes it.

    That is `folder`, or where none is named the user's home, then the place for temporary files.
    There is then a session file called after `name`, which can be opened like any other, and a
    report beside it. Says where the file is. Raises `StoreError` where no place takes it.
    """
    last: StoreError = CannotWrite("there is no place for a copy: name a folder")
    for place in _named(folder) if folder.strip() else _usual():
        try:
            return _written(session, place / f"{Path(name).stem}.json", now, draft)
        except StoreError as error:
            last = error
    raise last


def _written(session: Session, wanted: Path, now: datetime, draft: Draft | None) -> Path:
    path = free_path(wanted)
    SessionFile.create(path, session)
    DraftFile(path).save(draft)
    # The session file holds everything. A disk may have no room left for more, and the program's
    # own may be out of reach.
    with suppress(StoreError, OSError, ImportError):
        form = FORMS[REPORT]
        write_private(free_path(path.with_suffix(form.suffix)), form.write(session, now))
    return path


def _named(folder: str) -> Iterator[Path]:
    with suppress(RuntimeError):  # ~ of somebody who is not there
        yield Path(folder.strip()).expanduser().absolute()


def _usual() -> Iterator[Path]:
    with suppress(RuntimeError, StoreError):
        yield _own(Path.home() / FOLDER)
    with suppress(OSError):
        yield Path(tempfile.mkdtemp(prefix=f"{FOLDER}-"))


def _own(folder: Path) -> Path:
    """`folder`, made for its owner alone whatever it was."""
    make_private_folder(folder)
    try:
        if folder.is_symlink():
            raise CannotWrite(f"{display_name(folder)} is a link: name another folder")
        folder.chmod(PRIVATE_FOLDER)
    except OSError as error:
        raise cannot_write(error, folder) from error
    return folder
