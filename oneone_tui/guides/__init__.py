"""Guides: agendas as TOML files, those that ship and those people write."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oneone_tui.paths import show_path
from oneone_tui.text_files import UnreadableFile, read_text
from oneone_tui.workshop.agenda.guide_reader import GuideError, read_guide
from oneone_tui.workshop.model.guide import Guide
from oneone_tui.workshop.text import clean

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

DEFAULT_GUIDE = "one-to-one"
"""The guide that is used if none is named."""

MAX_SIZE = 100_000
"""The most bytes of a guide's file; those that ship have 5,000."""

_ENDING = ".toml"


def guide_names() -> tuple[str, ...]:
    """Return the names of the guides that ship, sorted."""
    names = (item.name for item in _shipped().iterdir())
    return tuple(sorted(name.removesuffix(_ENDING) for name in names if name.endswith(_ENDING)))


def load_guide(name_or_path: str = DEFAULT_GUIDE) -> Guide:
    """Return the guide that ships under a name, or the one in a file.

    A text that ends in ``.toml`` or contains a slash is a path; any other is a name.

    Raises:
        GuideError: It cannot be read or used; the message is one line and names the file.
    """
    text = guide_text(name_or_path)
    try:
        return read_guide(text)
    except GuideError as error:
        shown = show_path(name_or_path if _is_path(name_or_path) else f"{name_or_path}{_ENDING}")
        place = f" (line {error.line})" if error.line else ""
        raise GuideError(f"{shown}: {error}{place}", error.path, error.line) from error


def guide_text(name_or_path: str) -> str:
    """Return a guide's TOML text. Names and errors are as for `load_guide`."""
    if _is_path(name_or_path):
        try:
            return read_text(name_or_path, MAX_SIZE, "a guide")
        except UnreadableFile as error:
            raise GuideError(str(error)) from error
    if name_or_path not in guide_names():
        known = ", ".join(guide_names())
        raise GuideError(
            f"no guide is called {clean(name_or_path)!r}: there is {known}, or name a .toml file"
        )
    return (_shipped() / f"{name_or_path}{_ENDING}").read_text(encoding="utf-8")


def _shipped() -> Traversable:
    from importlib import resources  # noqa: PLC0415 - a session has its guide in itself

    return resources.files(__package__)


def _is_path(name_or_path: str) -> bool:
    return name_or_path.endswith(_ENDING) or "/" in name_or_path
