"""Modules and style sheets that are loaded in the background after the start.

A start loads no more than it shows. But the disk that the program lies on may be out of reach when
more is needed, or the process may not open any more files, and neither must end a console that
holds notes.
"""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

from rich.cells import cell_len
from textual.css.errors import StylesheetError

from oneone_tui.style_sheets import all_sheets
from oneone_tui.textual_patches.preload import LATE_MODULES, preload_sheet

OWN_MODULES = (
    *("exports.markdown", "services.library_files", "services.rehearsal_player"),
    *("services.rescue_copy", "services.ticker", "store.table_rows"),
    *("textual_patches.command_palette", "widgets.note_line"),
    *("widgets.session_list", "workshop.notes.moved_people", "workshop.pairing.draw"),
)
"""Our own modules that are imported within functions, beside the screens."""
LIBRARY_MODULES = (
    *("filelock", "hashlib", "rapidfuzz.distance", "rapidfuzz.fuzz", "rapidfuzz.process"),
    *LATE_MODULES,
)
"""Those of others, in the same way."""
WIDE = "李"
"""A sign whose width rich looks up: it reads its table of widths with the first of them."""
OUT_OF_REACH = (OSError, ImportError, StylesheetError)
"""What is raised where a part is wanted that can't be read."""


def load_late_parts() -> None:
    """Read all that has not been read yet. Raises OSError or ImportError."""
    package = __name__.rpartition(".")[0]
    screens = import_module(f"{package}.screens")
    for screen in iter_modules(screens.__path__):
        import_module(f"{screens.__name__}.{screen.name}")
    for part in OWN_MODULES:
        import_module(f"{package}.{part}")
    for other in LIBRARY_MODULES:
        import_module(other)
    cell_len(WIDE)
    for path in all_sheets():
        preload_sheet(path)
