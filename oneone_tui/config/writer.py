"""The settings as text: a listing, and a commented file to start from."""

from __future__ import annotations

import json
from collections.abc import Iterator

from oneone_tui.config.settings import COLORS, Setting, Settings, list_settings
from oneone_tui.keymap.key_names import written_key
from oneone_tui.keymap.screen_keys import key_scopes

_HEAD = """\
# Settings of oneone. Lines that begin with # show the defaults: remove the # to change one.
#   oneone config         shows every setting
#   oneone config check   lists mistakes in this file, line by line
"""


def settings_as_text(settings: Settings) -> str:
    """Return every setting with its value, its default and its explanation."""
    blocks = ("\n".join(_block(setting, settings)) for setting in list_settings())
    return "\n\n".join(blocks) + "\n"


def new_settings_file() -> str:
    """Return a settings file that changes nothing yet, with a comment on each setting."""
    parts = [_HEAD]
    for setting in list_settings():
        head = f"# {setting.explained}"
        if setting.is_table:
            lines = _key_lines() if setting.name == "keys" else _color_lines()
            parts.append("\n".join((head, f"[{setting.name}]", *lines)) + "\n")
        else:
            among = f"\n# {_choices_line(setting)}" if setting.choices else ""
            parts.append(f"{head}{among}\n#{setting.name} = {to_toml(setting.default)}\n")
    return "\n".join(parts)


def to_toml(value: object) -> str:
    """Return a string or a boolean in TOML."""
    return json.dumps(value, ensure_ascii=False)  # TOML and JSON are the same for these types


def _block(setting: Setting, settings: Settings) -> Iterator[str]:
    value = getattr(settings, setting.name)
    if isinstance(value, dict):
        yield f"[{setting.name}]" + ("" if value else "  (nothing)")
        yield from (f"{_quoted_name(name)} = {to_toml(one)}" for name, one in value.items())
    else:
        usual = "" if value == setting.default else f"  (by default {to_toml(setting.default)})"
        yield f"{setting.name} = {to_toml(value)}{usual}"
    yield f"    {setting.explained}"
    if setting.choices:
        yield f"    {_choices_line(setting)}"


def _choices_line(setting: Setting) -> str:
    return f"One of {', '.join(map(to_toml, setting.choices))}."


def _quoted_name(name: str) -> str:
    return name if name.isidentifier() else to_toml(name)


def _color_lines() -> Iterator[str]:
    half = len(COLORS) // 2
    yield f"# There is {', '.join(COLORS[:half])},"
    yield f"# {', '.join(COLORS[half:])}."
    yield '#accent = "#5fd7d7"'


def _key_lines() -> Iterator[str]:
    listed_ids: set[str] = set()
    for place in key_scopes():
        fresh = {one.id: one for one in place.bound if one.id and one.id not in listed_ids}
        if fresh:
            yield f"# {place.title}"
        for name, bound in fresh.items():
            keys = ",".join(map(written_key, bound.keys))
            yield f"#{to_toml(name)} = {to_toml(keys)}  # {bound.what}"
        listed_ids |= fresh.keys()
