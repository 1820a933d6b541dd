"""Loading ahead of what Textual reads from disk in the middle of a session."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.css.stylesheet import Stylesheet

if TYPE_CHECKING:
    from pathlib import Path, PurePath

LATE_MODULES = ("textual.command", "textual.system_commands", "textual.widgets._toast")
"""Modules of Textual that it imports when they are first needed."""
_texts: dict[str, str] = {}
"""The text of each sheet that has been kept, by its path."""


def keep_sheet(path: Path) -> None:
    """Read a sheet for later. Raises OSError."""
    _texts.setdefault(str(path), path.read_text("utf-8"))


class KeptStylesheet(Stylesheet):
    """Takes from memory the sheets that have been kept: the disk may be out of reach later."""

    def read(self, filename: str | PurePath) -> None:
        """Add a sheet."""
        text = _texts.get(str(filename))
        if text is None:
            super().read(filename)
        else:
            self.add_source(text, read_from=(str(filename), ""))
