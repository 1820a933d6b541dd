"""The result of reading the settings file: the settings, and what is wrong."""

from __future__ import annotations

from typing import NamedTuple

from oneone_tui.config.settings import DEFAULT_SETTINGS, Settings


class SettingsFinding(NamedTuple):
    """Something in the file that is invalid or may not work.

    Attributes:
        line: The line number, from 1; 0 if unknown.
        entry: The setting.
        text: What is wrong.
    """

    line: int
    entry: str
    text: str
    left_out: bool = True
    """Whether the entry is ignored and the default used."""

    def __str__(self) -> str:
        return f"{self.entry}: {self.text}" if self.entry else self.text


class SettingsRead(NamedTuple):
    """The settings, and the findings about them, in the order of the lines."""

    settings: Settings
    findings: tuple[SettingsFinding, ...] = ()


NO_SETTINGS_FILE = SettingsRead(DEFAULT_SETTINGS)
"""The result if there is no file."""
