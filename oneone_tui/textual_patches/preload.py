"""Preloading of what Textual would read from disk in the middle of a session."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.css.stylesheet import Stylesheet

if TYPE_CHECKING:
    from pathlib import Path, PurePath

LATE_MODULES = ("textual.command", "textual.system_commands", "textual.widgets._toast")
"""Modules that Textual imports when it first needs them."""
_texts: dict[str, str] = {}
"""The text of each preloaded sheet, by its path."""


def preload_sheet(path: Path) -> None:
    """Read a style sheet into memory. Raises OSError."""
    _texts.setdefault(str(path), path.read_text("utf-8"))


class PreloadedStylesheet(Stylesheet):
    """Style sheets that are read from memory if preloaded: the disk may be gone later."""

    def read(self, filename: str | PurePath) -> None:
        """Add a style sheet from a file."""
        text = _texts.get(str(filename))
        if text is None:
            super().read(filename)
        else:
            self.add_source(text, read_from=(str(filename), ""))
