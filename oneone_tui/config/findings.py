"""The result of reading the settings file: the settings, and what is wrong."""

from __future__ import annotations

from typing import NamedTuple

from oneone_tui.config.settings import USUAL, Settings


class SettingsFinding(NamedTuple):
    """Something in the file that cannot be, or may not work: on which line, in what, and why."""

    line: int
    entry: str
    text: str
    left_out: bool = True
    """Whether it is as by default now."""

    def __str__(self) -> str:
        return f"{self.entry}: {self.text}" if self.entry else self.text


class SettingsRead(NamedTuple):
    """The settings, and what there is to say of them, in the order of the lines."""

    settings: Settings
    findings: tuple[SettingsFinding, ...] = ()


NOTHING = SettingsRead(USUAL)
"""What is read where there is no file."""
