"""The `--config` option and the settings it names, shared by the commands."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import click

from oneone_tui.cli.options import InputProblem, chosen_look
from oneone_tui.cli.printing import print_aside
from oneone_tui.paths import show_path
from oneone_tui.text_files import may_be_there

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from oneone_tui.config.findings import SettingsFinding, SettingsRead
    from oneone_tui.config.settings import Settings
    from oneone_tui.terminal.themes import Appearance

AUTO = "auto"
"""The setting that leaves a choice to the program."""

MAX_REPORTED = 10
"""The most findings that a command prints if it is not about settings."""

_FILE = "oneone_tui.config"
_REPORTED = "oneone_tui.config.told"


def _keep_file(ctx: click.Context, param: click.Parameter, value: str | None) -> None:
    if value is None:
        return
    if not value or "\0" in value:
        raise click.BadParameter("name a file.", ctx, param)
    ctx.meta[_FILE] = value


config_option = click.option(
    "--config",
    metavar="FILE",
    expose_value=False,
    callback=_keep_file,
    help="The file of your settings.  [default: $ONEONE_CONFIG, or see: oneone config]",
)
"""Accepted before the command's name, and after it if the command is about settings."""


def config_file() -> Path:
    """Return the path of the settings file for this call. Raises `InputProblem`."""
    from oneone_tui.config.file import ConfigError, config_path

    try:
        return config_path(click.get_current_context().meta.get(_FILE), os.environ)
    except ConfigError as error:
        raise InputProblem(str(error)) from error


def read_file(path: Path) -> SettingsRead:
    """Read the settings file.

    Raises:
        InputProblem: The file cannot be read at all.
    """
    from oneone_tui.config.file import NAMED_BY, ConfigError, read_config

    named = click.get_current_context().meta.get(_FILE) or os.environ.get(NAMED_BY)
    if named and not may_be_there(path):
        report_settings([f"{show_path(path)} is not there: using the default settings"])
    try:
        return read_config(path)
    except ConfigError as error:
        raise InputProblem(str(error)) from error


def load_settings() -> SettingsRead:
    """Return the user's settings. Errors are printed once, and defaults are used instead."""
    try:
        path = config_file()
        read = read_file(path)
    except InputProblem as problem:  # a workshop must not fail because of its settings
        from oneone_tui.config.findings import SettingsFinding, SettingsRead
        from oneone_tui.config.settings import DEFAULT_SETTINGS

        report_settings([problem.message])
        return SettingsRead(DEFAULT_SETTINGS, (SettingsFinding(0, "", problem.message),))
    report_settings(format_finding(path, finding) for finding in read.findings[:MAX_REPORTED])
    if len(read.findings) > MAX_REPORTED:
        report_settings([f"{len(read.findings) - MAX_REPORTED} more: oneone config check"])
    return read


def report_settings(lines: Iterable[str]) -> None:
    """Print the lines that this call has not printed yet, on standard error."""
    reported: set[str] = click.get_current_context().meta.setdefault(_REPORTED, set())
    for line in lines:
        if line not in reported:
            print_aside(line)
        reported.add(line)


def chosen_appearance(settings: Settings) -> Appearance:
    """Return the look of the terminal: from this call's options, else from the settings."""
    from oneone_tui.terminal.themes import detect_appearance

    theme, ascii_only = chosen_look()
    if settings.theme != AUTO:
        theme = theme or settings.theme
    if settings.ascii != AUTO and ascii_only is None:
        ascii_only = settings.ascii == "yes"
    return detect_appearance(os.environ, theme=theme, ascii_only=ascii_only)


def settings_notices(read: SettingsRead) -> tuple[str, ...]:
    """Return what the console shows of the findings: the first one, and how many more."""
    if not read.findings:
        return ()
    first, rest = read.findings[0], len(read.findings) - 1
    more = f"; {rest} more: oneone config check" if rest else ""
    line = f", line {first.line}" if first.line else ""
    return (f"your settings{line}: {first}{more}",)


def format_finding(path: Path, finding: SettingsFinding) -> str:
    """Return a finding as the command line prints it."""
    place = f"{show_path(path)}:{finding.line}" if finding.line else show_path(path)
    kept = "" if finding.left_out else "note: "
    return f"{place}: {kept}{finding}"
