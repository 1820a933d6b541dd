"""The root command, and the table of subcommands that are imported when called."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

import click

from oneone_tui import __version__
from oneone_tui.cli.examples import add_examples
from oneone_tui.cli.options import look_options, sessions_option
from oneone_tui.cli.settings import config_option

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem


class CommandPlace(NamedTuple):
    """Where a command is found: its module in this package, its name there, and its help."""

    module: str
    name: str
    help: str


COMMANDS = {
    "new": CommandPlace("new", "new", "Set up a workshop, and open it."),
    "open": CommandPlace("open", "open_session", "Open a session where you left off."),
    "wall": CommandPlace("wall", "wall", "Show a session to the whole room, read-only."),
    "list": CommandPlace("list", "list_sessions", "List the sessions."),
    "show": CommandPlace("show", "show", "Print a session's report as plain text."),
    "export": CommandPlace("export", "export", "Write a session to a file, in many formats."),
    "roster": CommandPlace("roster", "roster", "Show what a list of people is read as."),
    "pair": CommandPlace("pair", "pair", "Propose who talks with whom."),
    "plan": CommandPlace("plan", "plan", "Print the agenda with clock times."),
    "commitments": CommandPlace(
        "commitments", "commitments", "List commitments, and mark them done."
    ),
    "people": CommandPlace(
        "people", "people", "Print who has met whom, organized, and had a role."
    ),
    "trends": CommandPlace("trends", "trends", "Print values and interests that recur."),
    "handout": CommandPlace(
        "handout", "handout", "Make a worksheet or a blank flipchart to print."
    ),
    "guide": CommandPlace("guide", "guide", "List, show and check agendas, or write your own."),
    "check": CommandPlace("check", "check", "Check that sessions are whole and private."),
    "repair": CommandPlace("check", "repair", "Recover a damaged session into a new file."),
    "rehearse": CommandPlace("rehearse", "rehearse", "Play a whole workshop at high speed."),
    "config": CommandPlace(
        "config", "config", "Show and check your settings, or make a file of them."
    ),
    "completion": CommandPlace(
        "completion", "completion", "Let your shell complete what you type."
    ),
    "schema": CommandPlace("schema", "schema", "Print the JSON Schema of a session file."),
}
"""The commands in the order of a workshop."""


class LazyGroup(click.Group):
    """A group that imports a command only when it is called, but lists all of them."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """Return the names of the commands."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Import and return the command with a name, or None."""
        place = COMMANDS.get(cmd_name)
        if place is None:
            return None
        module = import_module(f"oneone_tui.cli.commands.{place.module}")
        command: click.Command = getattr(module, place.name)
        add_examples(command, cmd_name)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that is called; an unknown one is refused with those like it."""
        try:
            return super().resolve_command(ctx, args)
        except click.exceptions.NoSuchCommand as unknown:
            raise click.exceptions.NoSuchCommand(
                unknown.command_name, possibilities=COMMANDS, ctx=ctx
            ) from None

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Return the commands and options that begin with a text, without imports."""
        from click.shell_completion import CompletionItem

        items = [(name, place.help) for name, place in COMMANDS.items()]
        found = [
            CompletionItem(name, help=told) for name, told in items if name.startswith(incomplete)
        ]
        return [*found, *click.Command.shell_complete(self, ctx, incomplete)]

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """Write the list of commands to the help, without imports."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, place.help) for name, place in COMMANDS.items()])


@click.group(
    cls=LazyGroup,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, "--version", "-V", message="oneone %(version)s")
@look_options
@config_option
@sessions_option
@click.pass_context
def oneone(ctx: click.Context) -> int:
    r"""A live console for practicing one-to-one conversations in a team.

    Without a command, opens the library of your sessions.

    Exit codes: 0 done, 1 something was found wrong, 2 bad usage or input, 70 a crash.
    """
    if ctx.invoked_subcommand:
        return 0
    from oneone_tui.cli.commands.open import open_library

    return open_library()
