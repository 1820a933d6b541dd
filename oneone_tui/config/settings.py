"""The settings, each with its values, its default and a line that explains it."""

from __future__ import annotations

from typing import Annotated, Literal, NamedTuple, get_args, get_origin, get_type_hints

import msgspec
from msgspec import Meta

Keys = dict[str, str]
"""Keys by the id of their command; several keys are separated by commas."""
COLORS = (
    *("primary", "secondary", "accent", "foreground", "background", "surface", "panel"),
    *("success", "warning", "error", "muted", "border"),
)
"""The names of the colors that every theme has."""


class Settings(msgspec.Struct, frozen=True):
    """The settings in the file; a field's description is shown to people."""

    theme: Annotated[
        Literal["auto", "dark", "light", "contrast", "ansi"],
        Meta(description="The colors; ansi takes your terminal's own sixteen."),
    ] = "auto"
    ascii: Annotated[
        Literal["auto", "yes", "no"],
        Meta(
            description="Only ASCII borders and marks; auto finds out what your terminal can show."
        ),
    ] = "auto"
    bell: Annotated[
        bool,
        Meta(description="Ring the terminal's bell a minute before time is up, and when it is up."),
    ] = True
    notify: Annotated[
        Literal["off", "osc9", "osc777"],
        Meta(
            description="Also send a desktop notification, in the way that your terminal supports."
        ),
    ] = "off"
    mouse: Annotated[
        Literal["auto", "yes", "no"],
        Meta(description="Take clicks and the wheel; auto does, but not inside GNU screen."),
    ] = "auto"
    title: Annotated[
        bool,
        Meta(description="Show the stage in the terminal's title, which never contains a name."),
    ] = True
    guide: Annotated[
        str,
        Meta(
            description="The agenda of a new workshop: a guide's name, or a file beside this one."
        ),
    ] = "one-to-one"
    colors: Annotated[
        dict[str, str],
        Meta(description='Colors in place of the theme\'s: accent = "#ffaf5f".'),
    ] = {}
    keys: Annotated[
        Keys,
        Meta(description='Your own keys for commands: "clock.pause" = "space,z".'),
    ] = {}


DEFAULT_SETTINGS = Settings()
"""The settings with their defaults."""


class Setting(NamedTuple):
    """One setting. `choices` is empty for free text and for a table."""

    name: str
    explained: str
    default: object
    choices: tuple[str, ...]
    is_table: bool


def list_settings() -> tuple[Setting, ...]:
    """Return all settings, in the order in which they are listed."""
    hints = get_type_hints(Settings, include_extras=True)
    return tuple(_setting(name, hints[name]) for name in Settings.__struct_fields__)


def _setting(name: str, hint: object) -> Setting:
    kind, meta = get_args(hint)
    default = getattr(DEFAULT_SETTINGS, name)
    choices = get_args(kind) if get_origin(kind) is Literal else ()
    return Setting(name, meta.description, default, choices, isinstance(default, dict))
