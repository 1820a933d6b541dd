"""Shell completion of sessions and guides, by file name alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

NAME = "oneone"
COMPLETE = "_ONEONE_COMPLETE"
"""Where a shell asks for what could come next: see the manual of click on completion."""
MOST = 50
"""Sessions that are offered at once, the newest first."""


def sessions(ctx: click.Context, param: click.Parameter, begun: str) -> list[CompletionItem]:  # noqa: ARG001
    """The sessions that are called what is typed, from the start or by a part of the title."""
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
    sought = begun.casefold().replace(" ", "-")
    found = [stem for stem in safe if stem.startswith(begun)]
    found = found or [stem for stem in safe if sought in stem.casefold()]
    return [CompletionItem(stem) for stem in found[:MOST]] or [CompletionItem(begun, type="file")]


def guides(ctx: click.Context, param: click.Parameter, begun: str) -> list[CompletionItem]:  # noqa: ARG001
    """The guides that ship, or else files."""
    from click.shell_completion import CompletionItem

    from oneone_tui.guides import guide_names

    found = [CompletionItem(name) for name in guide_names() if name.startswith(begun)]
    return found or [CompletionItem(begun, type="file")]


session_argument = click.argument("session", metavar="SESSION", shell_complete=sessions)
"""A file, a name, or a part of a name that means one session only; - reads it."""
