"""Reading of the settings file. What is wrong is reported and keeps its default."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from oneone_tui.config.findings import SettingsFinding, SettingsRead
from oneone_tui.config.keys import resolve_keys, suggest_similar
from oneone_tui.config.settings import (
    COLORS,
    DEFAULT_SETTINGS,
    Keys,
    Setting,
    Settings,
    list_settings,
)
from oneone_tui.guides import guide_names
from oneone_tui.keymap.screen_keys import key_scopes
from oneone_tui.workshop.text import clean
from oneone_tui.workshop.toml_lines import FieldPath, line_of
from oneone_tui.workshop.toml_text import TOLD, TomlError, parse_toml


def read_settings(text: str) -> SettingsRead:
    """Read settings from TOML text."""
    try:
        raw = parse_toml(text, "settings")
    except TomlError as error:
        return SettingsRead(DEFAULT_SETTINGS, (SettingsFinding(error.line, "", str(error)),))
    checker = _SettingsChecker(text)
    known = {setting.name: setting for setting in list_settings()}
    values: dict[str, object] = {}
    for name, value in raw.items():
        setting = known.get(name)
        if setting is None:
            checker.add_finding(
                (name,), f"there is no such setting{suggest_similar(name, tuple(known))}"
            )
        elif not setting.is_table:
            values |= checker.check_value(setting, value)
        elif not isinstance(value, dict):
            checker.add_finding(
                (name,), f"this is a table: write [{name}], and a line each below it"
            )
        elif name == "keys":
            values[name] = checker.keys(value)
        else:
            values[name] = checker.check_colors(value)
    return SettingsRead(Settings(**values), checker.found())  # type: ignore[arg-type]  # each was checked


class _SettingsChecker:
    """Checks the settings of one file, and collects what is wrong with them."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._findings: list[SettingsFinding] = []

    def found(self) -> tuple[SettingsFinding, ...]:
        return tuple(sorted(self._findings, key=lambda one: one.line))

    def add_finding(self, path: FieldPath, what: str, *, left_out: bool = True) -> None:
        entry = clean(".".join(map(str, path)), limit=TOLD)
        found = SettingsFinding(line_of(self._text, path), entry, clean(what, limit=TOLD), left_out)
        self._findings.append(found)

    def check_value(self, setting: Setting, value: object) -> dict[str, object]:
        """Return the value by its name, if it is valid."""
        wrong = _describe_problem(setting, value)
        if wrong:
            self.add_finding((setting.name,), wrong)
        return {} if wrong else {setting.name: value}

    def check_colors(self, table: Mapping[str, object]) -> dict[str, str]:
        kept = {}
        for name, value in table.items():
            if name not in COLORS:
                self.add_finding(
                    ("colors", name), f"there is no such color{suggest_similar(name, COLORS)}"
                )
            elif not isinstance(value, str) or not re.fullmatch("#[0-9a-fA-F]{6}", value):
                self.add_finding(
                    ("colors", name), 'a color is written "#rrggbb", in six hex digits'
                )
            else:
                kept[name] = value.lower()
        return kept

    def keys(self, table: Mapping[str, object]) -> Keys:
        paths, wanted = {}, {}
        for path, value in _flatten(table):
            name = ".".join(path)
            paths[name] = ("keys", *path)
            if isinstance(value, str):
                wanted[name] = value
            else:
                self.add_finding(paths[name], 'keys are written "space" or "space,z"')
        settled, troubles = resolve_keys(wanted, key_scopes())
        for trouble in troubles:
            self.add_finding(paths[trouble.id], trouble.text, left_out=trouble.left_out)
        return settled


def _describe_problem(setting: Setting, value: object) -> str:
    if isinstance(setting.default, bool):
        return "" if isinstance(value, bool) else "must be true or false"
    if not isinstance(value, str):
        return "must be a text, in quotes"
    if setting.choices and value not in setting.choices:
        return f"must be {_one_of(setting.choices)}{suggest_similar(value, setting.choices)}"
    if setting.name == "guide" and "/" not in value and not value.endswith(".toml"):
        names = guide_names()
        return "" if value in names else f"no guide is called that: there is {_one_of(names)}"
    return ""


def _one_of(names: tuple[str, ...]) -> str:
    *most, last = (f'"{name}"' for name in names)
    return f"{', '.join(most)} or {last}" if most else last


def _flatten(
    table: Mapping[str, object], above: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], object]]:
    # An id contains a dot: without quotes, TOML reads it as a table in a table.
    for name, value in table.items():
        path = (*above, name)
        if isinstance(value, dict) and value:
            yield from _flatten(value, path)
        else:
            yield path, value
