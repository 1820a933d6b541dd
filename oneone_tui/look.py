"""What the console looks like: where its style sheets lie, its themes, its break points."""

from __future__ import annotations

from pathlib import Path, PurePath

from textual.theme import Theme

ACROSS = [(0, "-narrow"), (110, "-wide")]
"""Columns from which on a screen has a class, for the style sheets."""
DOWN = [(0, "-short"), (34, "-tall")]
"""Rows, likewise."""

DARK = Theme(
    name="oneone-dark",
    dark=True,
    primary="#8fb8de",
    secondary="#a9b7c6",
    accent="#f2b84b",
    foreground="#e6e6e6",
    background="#14181c",
    surface="#1b2026",
    panel="#232a31",
    success="#8ccf8c",
    warning="#f2b84b",
    error="#ff7a6b",
    variables={"muted": "#94a0ac", "border": "#3a444e", "block-cursor-background": "#2f4a63"},
)
THEMES = (DARK,)


def stylesheets() -> list[str | PurePath]:
    """The style sheets: inside the package where it is installed, beside it in a checkout."""
    package = Path(__file__).parent
    folder = package / "styles"
    if not folder.is_dir():
        folder = package.parent / "styles"
    return [folder / "app.tcss", *sorted((folder / "screens").glob("*.tcss"))]
