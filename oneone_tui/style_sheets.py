"""The folder of the style sheets, and the path of each."""

from __future__ import annotations

from functools import cache
from pathlib import Path, PurePath


def sheets(*screens: str) -> list[str | PurePath]:
    """The style sheets of some screens, by their names."""
    return [_styles() / "screens" / f"{name}.tcss" for name in screens]


def all_sheets() -> list[Path]:
    """Every style sheet that there is."""
    return sorted(_styles().rglob("*.tcss"))


def common_sheet() -> PurePath:
    """The style sheet that all screens share."""
    return _styles() / "app.tcss"


@cache
def _styles() -> Path:
    # Inside the package where it is installed, beside it in a checkout.
    package = Path(__file__).parent
    folder = package / "styles"
    return folder if folder.is_dir() else package.parent / "styles"
