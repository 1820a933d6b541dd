"""The folder of the style sheets, and the path of each."""

from __future__ import annotations

from functools import cache
from pathlib import Path, PurePath


def sheets(*screens: str) -> list[str | PurePath]:
    """Return the style sheets of some screens, by their names."""
    return [_styles_folder() / "screens" / f"{name}.tcss" for name in screens]


def all_sheets() -> list[Path]:
    """Return all style sheets."""
    return sorted(_styles_folder().rglob("*.tcss"))


def common_sheet() -> PurePath:
    """Return the style sheet that all screens share."""
    return _styles_folder() / "app.tcss"


@cache
def _styles_folder() -> Path:
    # Inside the package if installed, beside it in a checkout.
    package = Path(__file__).parent
    folder = package / "styles"
    return folder if folder.is_dir() else package.parent / "styles"
