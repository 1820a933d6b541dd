"""The `oneone` command. Each call imports only what it needs."""

from __future__ import annotations

import gc
import sys
from typing import TYPE_CHECKING, NoReturn

from oneone_tui.cli.process import prepare_process

if TYPE_CHECKING:
    from collections.abc import Sequence

MADE = 20_000
"""So many things are made before garbage is looked for: most of what a start makes stays."""


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command line and end the process with its exit code."""
    gc.set_threshold(MADE)
    prepare_process()
    from oneone_tui.cli.run import drop_unwritable_output, run

    code = run(sys.argv[1:] if arguments is None else arguments)
    drop_unwritable_output()
    sys.exit(code)
