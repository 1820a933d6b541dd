"""Shell completion of sessions and guides, by file name alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

NAME = "oneone"
COMPLETE = "_ONEONE_COMPLETE"
"""The variable by which a shell asks for completions (click, "Shell Completion")."""
MAX_OFFERED = 50
"""The most sessions that are offered at once, the newest first."""


def sessions(ctx: click.Context, param: click.Parameter, typed: str) -> list[CompletionItem]:  # noqa: ARG001
    """Return the sessions whose name begins with, or else contains, the typed text."""
    from click.shell_completion import CompletionItem

    from oneone_tui.cli.options import InputProblem, library
    from oneone_tui.store.errors import StoreError
    from oneone_tui.store.session_files import session_paths

    try:
        with ctx.scope(cleanup=False):
            folder = library().folder
        stems = sorted((path.stem for path, _ in session_paths(folder)), reverse=True)
    except (StoreError, InputProblem):
        return []
    safe = [stem for stem in stems if stem.isprintable() and " " not in stem]
    sought = typed.casefold().replace(" ", "-")
    found = [stem for stem in safe if stem.startswith(typed)]
    found = found or [stem for stem in safe if sought in stem.casefold()]
    return [CompletionItem(stem) for stem in found[:MAX_OFFERED]] or [
        CompletionItem(typed, type="file")
    ]


def guides(ctx: click.Context, param: click.Parameter, typed: str) -> list[CompletionItem]:  # noqa: ARG001
    """Return the guides that ship and match, or else files."""
    from click.shell_completion import CompletionItem

    from oneone_tui.guides import guide_names

    found = [CompletionItem(name) for name in guide_names() if name.startswith(typed)]
    return found or [CompletionItem(typed, type="file")]


session_argument = click.argument("session", metavar="SESSION", shell_complete=sessions)
"""A file, a name, or a part of a name that fits only one session; ``-`` reads it."""
