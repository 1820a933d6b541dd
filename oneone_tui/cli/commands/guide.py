"""`oneone guide`: list, show, copy and check agendas."""

from __future__ import annotations

import click

from oneone_tui.cli.file_completion import files
from oneone_tui.cli.options import InputProblem, report_problems, sessions_option
from oneone_tui.cli.printing import print_made, print_text
from oneone_tui.cli.shell_completion import guides
from oneone_tui.paths import show_path

ENDING = ".toml"


@click.group(invoke_without_command=True)
@sessions_option
@click.pass_context
def guide(ctx: click.Context) -> None:
    """The agendas that a workshop can follow.

    Write your own: oneone guide new mine.toml, change it, oneone guide check mine.toml, and use
    it by its file's name: oneone new --guide mine.toml.
    """
    if not ctx.invoked_subcommand:
        print_text(ctx.get_help())


@guide.command("list", short_help="List the guides that ship.")
@report_problems()
def list_guides() -> None:
    """List the guides that ship: name, length, language and title."""
    from oneone_tui.guides import guide_names, load_guide

    names = guide_names()
    widest = max(map(len, names))
    for name in names:
        found = load_guide(name)
        print_text(f"{name:<{widest}}  {found.minutes:g} min  {found.language}  {found.title}")


@guide.command(short_help="Print a guide.")
@click.argument("name", metavar="NAME|FILE", shell_complete=guides)
@report_problems()
def show(name: str) -> None:
    """Print a guide: its stages and steps, their lengths, and what is asked when."""
    from oneone_tui.cli.commands.show import text_columns
    from oneone_tui.exports.agenda import guide_as_text
    from oneone_tui.guides import load_guide

    print_text(guide_as_text(load_guide(name), text_columns()), end="")


@guide.command(short_help="Check a guide, line by line.")
@click.argument("file", metavar="NAME|FILE", shell_complete=guides)
@report_problems()
def check(file: str) -> int:
    """List mistakes in a guide, line by line, or say that there are none.

    Exit codes: 0 nothing is wrong, 1 something is, 2 the file cannot be read.
    """
    from oneone_tui.guides import guide_text
    from oneone_tui.workshop.agenda.guide_reader import find_guide_mistakes, read_guide

    text = guide_text(file)
    shown = show_path(file)
    mistakes = find_guide_mistakes(text)
    for mistake in mistakes:
        place = f"{shown}:{mistake.line}" if mistake.line else shown
        print_text(f"{place}: {mistake}")
    if mistakes:
        return 1
    sound = read_guide(text)
    print_text(f"{shown} is fine: {sound.title}, {sound.minutes:g} minutes")
    return 0


@guide.command(short_help="Start a guide of your own.")
@click.argument("file", metavar="FILE", shell_complete=files)
@click.option(
    "--like",
    metavar="NAME|FILE",
    shell_complete=guides,
    help="Start from this guide.  [default: one-to-one]",
)
@report_problems()
def new(file: str, like: str | None) -> None:
    """Write a guide with comments, for you to change, and print its name.

    FILE must end in .toml; an existing file is never overwritten.
    """
    from pathlib import Path

    from oneone_tui.guides import DEFAULT_GUIDE, guide_text
    from oneone_tui.store.private_file import write_private

    if not file.endswith(ENDING):
        raise InputProblem("a guide's file ends in .toml")
    write_private(Path(file), guide_text(DEFAULT_GUIDE if like is None else like).encode())
    print_made(file)
