"""`oneone completion`: what teaches a shell to complete what you type."""

from __future__ import annotations

import click

from oneone_tui.cli.options import Problem, sessions_option

NAME, VARIABLE = "oneone", "_ONEONE_COMPLETE"
SHELLS = ("bash", "zsh", "fish")


@click.command(short_help="Let your shell complete what you type.")
@click.argument("shell", type=click.Choice(SHELLS))
@sessions_option
def completion(shell: str) -> None:
    r"""Print what lets your shell complete commands, sessions, guides and forms.

    \b
    bash   oneone completion bash > ~/.local/share/bash-completion/completions/oneone
    zsh    oneone completion zsh > a folder of your $fpath/_oneone
    fish   oneone completion fish > ~/.config/fish/completions/oneone.fish
    """
    from click.shell_completion import get_completion_class

    from oneone_tui.cli.root import oneone

    kind = get_completion_class(shell)
    if kind is None:
        raise Problem(f"there is no completion for {shell}")
    made = kind(oneone, {}, NAME, VARIABLE)
    # Not `source()`, which runs bash to ask for its version.
    click.echo(made.source_template % made.source_vars())
