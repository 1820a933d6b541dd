"""`oneone config`: list the settings, check the file, start a new one."""

from __future__ import annotations

import click

from oneone_tui.cli.options import report_problems, sessions_option
from oneone_tui.cli.printing import print_made, print_text
from oneone_tui.cli.settings import (
    config_file,
    config_option,
    format_finding,
    read_file,
    report_settings,
)
from oneone_tui.paths import show_path
from oneone_tui.text_files import may_be_there


@click.group(invoke_without_command=True)
@config_option
@sessions_option
@click.pass_context
def config(ctx: click.Context) -> None:
    """Show every setting: its value, its default, and what it is for.

    They are in one file, which is optional: oneone config new writes one for you to change.
    """
    if ctx.invoked_subcommand:
        return
    from oneone_tui.config.writer import settings_as_text

    path = config_file()
    read = read_file(path)
    report_settings(format_finding(path, finding) for finding in read.findings)
    where = show_path(path) + (
        "" if may_be_there(path) else ": not there, so all settings have their defaults"
    )
    print_text(f"# {where}\n\n{settings_as_text(read.settings)}", end="")


@config.command(short_help="Check your settings, line by line.")
@config_option
def check() -> int:
    """List mistakes in your settings, line by line, or say that there are none.

    A note is about something that does not work in every terminal. Exit codes: 0 nothing is wrong,
    1 something is, 2 the file cannot be read.
    """
    path = config_file()
    findings = read_file(path).findings
    for finding in findings:
        print_text(format_finding(path, finding))
    if any(finding.left_out for finding in findings):
        return 1
    how = "is fine" if may_be_there(path) else "is not there: that is fine"
    print_text(f"{show_path(path)} {how}")
    return 0


@config.command(short_help="Start a settings file.")
@config_option
@report_problems()
def new() -> None:
    """Write a file with every setting and a comment on each, for you to change; print its name.

    Until you change it, all settings keep their defaults. An existing file is never overwritten.
    """
    from oneone_tui.config.writer import new_settings_file
    from oneone_tui.store.atomic_file import make_private_folder
    from oneone_tui.store.private_file import write_private

    path = config_file()
    if not may_be_there(path.parent):
        make_private_folder(path.parent)
    write_private(path, new_settings_file().encode())
    print_made(path)
