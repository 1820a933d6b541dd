"""The `oneone` command. Each call imports only what it needs."""

from __future__ import annotations

import gc
import sys
from typing import TYPE_CHECKING, NoReturn

from oneone_tui.cli.process import prepare_process

if TYPE_CHECKING:
    from collections.abc import Sequence

GC_THRESHOLD = 20_000
"""Objects created before garbage is collected: most of those made at the start stay."""


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command line and end the process with its exit code."""
    gc.set_threshold(GC_THRESHOLD)
    prepare_process()
    from oneone_tui.cli.run import drop_unwritable_output, run

    code = run(sys.argv[1:] if arguments is None else arguments)
    drop_unwritable_output()
    sys.exit(code)
