"""Themes, style sheets and breakpoints of the console."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass, replace

from textual.theme import Theme

from oneone_tui.terminal.line_filters import REVERSED, UTF_8

WIDTH_CLASSES = [(0, "-cramped"), (60, "-narrow"), (80, "-usual"), (110, "-wide")]
"""The columns from which a screen has a class, for the style sheets."""
HEIGHT_CLASSES = [(0, "-low"), (18, "-short"), (24, "-middling"), (34, "-tall")]
"""The rows from which a screen has a class, for the style sheets."""

# Every color is one of the 256-color palette, from the 22nd on: see `numbered_colors`.
# There is one accent. The variables that Textual does not have:
#   muted            less important text
#   border           separating lines
#   once twice often backgrounds by how often people met; met is the text color on them
DARK = Theme(
    name="oneone-dark",
    dark=True,
    primary="#5fd7d7",
    secondary="#bcbcbc",
    accent="#5fd7d7",
    foreground="#e4e4e4",
    background="#121212",
    surface="#1c1c1c",
    panel="#262626",
    success="#87d787",
    warning="#ffaf5f",
    error="#ff8787",
    variables={
        "muted": "#a8a8a8",
        "border": "#4e4e4e",
        "block-cursor-foreground": "#e4e4e4",
        "block-cursor-background": "#3a3a3a",
        "once": "#005f5f",
        "twice": "#00afaf",
        "often": "#87ffff",
        "met": "#e4e4e4",
        "met-often": "#121212",
    },
)
LIGHT = Theme(
    name="oneone-light",
    dark=False,
    primary="#005f87",
    secondary="#4e4e4e",
    accent="#005f87",
    foreground="#1c1c1c",
    background="#ffffff",
    surface="#eeeeee",
    panel="#eeeeee",
    success="#005f00",
    warning="#875f00",
    error="#af0000",
    variables={
        "muted": "#585858",
        "border": "#a8a8a8",
        "block-cursor-foreground": "#1c1c1c",
        "block-cursor-background": "#d7ffff",
        "once": "#d7ffff",
        "twice": "#87d7d7",
        "often": "#5fafaf",
        "met": "#1c1c1c",
        "met-often": "#1c1c1c",
    },
)
CONTRAST = Theme(
    name="oneone-contrast",
    dark=True,
    primary="#ffffff",
    secondary="#ffffff",
    accent="#5fffff",
    foreground="#ffffff",
    background="#080808",
    surface="#080808",
    panel="#080808",
    success="#5fff5f",
    warning="#ffff5f",
    error="#ffafaf",
    variables={
        "muted": "#d0d0d0",
        "border": "#bcbcbc",
        "block-cursor-foreground": "#ffffff",
        "block-cursor-background": REVERSED,
        "once": "#303030",
        "twice": "#d0d0d0",
        "often": "#ffffff",
        "met": "#ffffff",
        "met-often": "#080808",
    },
)
# The terminal's own colors are unknown: these can be read on black and on white.
ANSI = Theme(
    name="oneone-ansi",
    ansi=True,
    dark=True,
    primary="ansi_default",
    secondary="ansi_default",
    accent="ansi_magenta",
    foreground="ansi_default",
    background="ansi_default",
    surface="ansi_default",
    panel="ansi_default",
    success="ansi_magenta",
    warning="ansi_red",
    error="ansi_red",
    variables={
        "muted": "ansi_default",
        "border": "ansi_blue",
        "block-cursor-foreground": "ansi_default",
        "block-cursor-background": REVERSED,
        "surface": "ansi_default",
        "panel": "ansi_default",
        "ansi-background": "ansi_default",
        "ansi-foreground": "ansi_default",
        "once": "ansi_default",
        "twice": "ansi_default",
        "often": "ansi_default",
        "met": "ansi_default",
        "met-often": "ansi_default",
    },
)
THEMES = {"dark": DARK, "light": LIGHT, "contrast": CONTRAST, "ansi": ANSI}
"""The themes by the names that people choose; the first is the default."""


@dataclass(frozen=True)
class Appearance:
    """How the console looks: what was chosen, and what the terminal can show.

    Attributes:
        theme: One of `THEMES`.
        ascii: Whether to draw in ASCII only.
        color: Whether there are colors; without them, the theme does not matter.
        encoding: The terminal's character encoding.
    """

    theme: str = next(iter(THEMES))
    ascii: bool = False
    color: bool = True
    encoding: str = UTF_8


def detect_appearance(
    environ: Mapping[str, str], *, theme: str | None = None, ascii_only: bool | None = None
) -> Appearance:
    """Return the appearance as chosen (not None), else as the terminal can show it."""
    console = environ.get("TERM") == "linux"  # 16 colors, and a font of a few hundred signs
    return Appearance(
        theme=theme or ("ansi" if console else Appearance.theme),
        ascii=console or not _in_utf_8(environ) if ascii_only is None else ascii_only,
        color=not environ.get("NO_COLOR"),
        encoding=getattr(sys.__stderr__, "encoding", None) or UTF_8,
    )


def _in_utf_8(environ: Mapping[str, str]) -> bool:
    names = (environ.get(name) for name in ("LC_ALL", "LC_CTYPE", "LANG"))
    locale = next((name for name in names if name), "C")
    # In the C locale, Python switches to UTF-8 by itself and sets LC_CTYPE; the flag shows that.
    by_itself = bool(sys.flags.utf8_mode) and environ.get("PYTHONUTF8") != "1"
    return "utf8" in locale.lower().replace("-", "") and not by_itself


def with_colors(theme: Theme, colors: Mapping[str, str]) -> Theme:
    """Return the theme with some of its colors replaced, by name."""
    named = {name: color for name, color in colors.items() if hasattr(theme, name)}
    others = {k: v for k, v in colors.items() if k not in named or k in theme.variables}
    changed = replace(theme, variables={**theme.variables, **others})
    vars(changed).update(named)
    return changed


def uses_reverse_cursor(theme: Theme) -> bool:
    """Return whether the theme shows the row under the cursor in reverse video."""
    return theme.variables.get("block-cursor-background") == REVERSED
