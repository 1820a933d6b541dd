"""`oneone completion`: print the script that makes a shell complete commands."""

from __future__ import annotations

import click

from oneone_tui.cli.options import InputProblem, sessions_option
from oneone_tui.cli.printing import print_text
from oneone_tui.cli.shell_completion import COMPLETE, NAME

SHELLS = ("bash", "zsh", "fish")


HOW = """\b
Then new shells know them:
  echo 'eval "$(oneone completion bash)"' >> ~/.bashrc
  echo 'eval "$(oneone completion zsh)"' >> ~/.zshrc     # after compinit
  oneone completion fish > ~/.config/fish/completions/oneone.fish
"""


@click.command(epilog=HOW)
@click.argument("shell", type=click.Choice(SHELLS))
@sessions_option
def completion(shell: str) -> None:
    """Print the script that lets your shell complete commands, sessions, guides and formats."""
    from click.shell_completion import get_completion_class

    kind = get_completion_class(shell)
    if kind is None:
        raise InputProblem(f"there is no completion for {shell}")
    oneone = click.get_current_context().find_root().command
    made = kind(oneone, {}, NAME, COMPLETE)
    # Not click's `source()`, which runs bash to get its version.
    print_text(made.source_template % made.source_vars())
