"""What a shell is told could come next: sessions and guides. Read when it asks, by names alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

MOST = 50
"""Sessions that are offered at once, the newest first."""


def sessions(ctx: click.Context, param: click.Parameter, begun: str) -> list[CompletionItem]:  # noqa: ARG001
    """The sessions that are called what is typed, from the start or by a part of the title."""
    from click.shell_completion import CompletionItem

    from oneone_tui.cli.options import Problem, library
    from oneone_tui.store.errors import StoreError
    from oneone_tui.store.shelf import files_in

    try:
        with ctx.scope(cleanup=False):
            folder = library().folder
        stems = sorted((path.stem for path, _ in files_in(folder)), reverse=True)
    except (StoreError, Problem):
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
