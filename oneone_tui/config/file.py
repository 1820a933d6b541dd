"""The settings file: its path, its contents, and how a new one is made."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from msgspec.structs import replace

from oneone_tui.config.findings import NO_SETTINGS_FILE, SettingsFinding, SettingsRead
from oneone_tui.config.settings import DEFAULT_SETTINGS
from oneone_tui.text_files import NoSuchFile, UnreadableFile, read_text
from oneone_tui.workshop.agenda.guide_reader import GuideError
from oneone_tui.workshop.text import clean
from oneone_tui.workshop.toml_lines import line_of

NAME = "config.toml"
NAMED_BY = "ONEONE_CONFIG"
"""The environment variable that can name another file."""
MAX_SIZE = 100_000
"""The most bytes of the file; a new one, with every setting in it, has 7,000."""


class ConfigError(ValueError):
    """The settings file cannot be read at all; the message is for people."""


def config_path(option: str | None, environ: Mapping[str, str]) -> Path:
    """Return the path of the settings file.

    That is `option`, else ``$ONEONE_CONFIG``, else `NAME` in the user's configuration folder.

    Raises:
        ConfigError: The path is in the home folder of a user who has none.
    """
    named = option or environ.get(NAMED_BY)
    try:
        if named:
            return Path(named).expanduser()
        from platformdirs import user_config_path  # noqa: PLC0415 - 18 ms, and seldom needed

        return user_config_path("oneone") / NAME
    except RuntimeError as error:  # ~ of an unknown user, or one without a home folder
        raise ConfigError(f"that settings file can't be used: {error}") from error


def read_config(path: Path) -> SettingsRead:
    """Read the settings file at `path`; without a file, all settings have their defaults.

    A relative path of a guide starts at the settings file.

    Raises:
        ConfigError: The file exists and cannot be read.
    """
    text = _read_text(path) or ""
    if not text.strip(" \t\r\n"):
        return NO_SETTINGS_FILE
    from oneone_tui.config.reader import read_settings  # noqa: PLC0415 - most have no settings

    read = read_settings(text)
    guide = read.settings.guide
    if guide == DEFAULT_SETTINGS.guide or ("/" not in guide and not guide.endswith(".toml")):
        return read
    from oneone_tui.guides import load_guide  # noqa: PLC0415 - seldom needed

    try:
        found = str(path.parent / Path(guide).expanduser())
        load_guide(found)
    except (GuideError, RuntimeError) as error:
        wrong = SettingsFinding(line_of(text, ("guide",)), "guide", clean(str(error)))
        findings = sorted((*read.findings, wrong), key=lambda one: one.line)
        return SettingsRead(replace(read.settings, guide=DEFAULT_SETTINGS.guide), tuple(findings))
    return SettingsRead(replace(read.settings, guide=found), read.findings)


def _read_text(path: Path) -> str | None:
    try:
        return read_text(path, MAX_SIZE, "settings")
    except NoSuchFile:
        return None
    except UnreadableFile as error:
        raise ConfigError(str(error)) from error
