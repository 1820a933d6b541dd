"""`oneone schema`: the JSON Schema of session files, for other programs."""

from __future__ import annotations

import click

from oneone_tui.cli.options import sessions_option
from oneone_tui.cli.printing import print_text


@click.command()
@sessions_option
def schema() -> None:
    """Print the JSON Schema of a session file, made from the records that oneone keeps.

    docs/session-file.md tells the same in words.
    """
    from oneone_tui.store.json_schema import session_schema

    print_text(session_schema(), end="")
