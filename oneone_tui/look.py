"""What the console looks like: where its style sheets lie, its themes, its break points."""

from __future__ import annotations

from pathlib import Path, PurePath

from textual.theme import Theme

ACROSS = [(0, "-narrow"), (110, "-wide")]
"""Columns from which on a screen has a class, for the style sheets."""
DOWN = [(0, "-short"), (34, "-tall")]
"""Rows, likewise."""

# Every colour is one of the 256-colour palette: see `oneone_tui.palette`.
DARK = Theme(
    name="oneone-dark",
    dark=True,
    primary="#87afd7",
    secondary="#afafaf",
    accent="#ffaf5f",
    foreground="#e4e4e4",
    background="#121212",
    surface="#1c1c1c",
    panel="#262626",
    success="#87d787",
    warning="#ffaf5f",
    error="#ff5f5f",
    variables={
        "muted": "#9e9e9e",
        "border": "#444444",
        "block-cursor-background": "#005f87",
    },
)
THEMES = (DARK,)


def stylesheets() -> list[str | PurePath]:
    """The style sheets: inside the package where it is installed, beside it in a checkout."""
    package = Path(__file__).parent
    folder = package / "styles"
    if not folder.is_dir():
        folder = package.parent / "styles"
    return [folder / "app.tcss", *sorted((folder / "screens").glob("*.tcss"))]
