"""Make the example session of the folder `sessions/` anew: a rehearsal whose dice are fixed.

Run from the checkout: ``python -m tests.tools.make_example [FOLDER]``.
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from oneone_tui.cli.session_setup import new_session_from
from oneone_tui.guides import load_guide
from oneone_tui.services.rehearsal_player import SPEED, SteppedTime, play
from oneone_tui.store.library import Library
from tests.support.environment import local_zone

TITLE = "Example: Tenants' Union"
NAME = "2026-11-09-example-tenants-union.json"
START = datetime(2026, 11, 9, 18, 0, tzinfo=UTC)
SEED = 9


def make_example(folder: Path) -> Path:
    """Make the example in `folder`, which has none, without waiting; where it lies."""
    session = new_session_from(load_guide(), TITLE, START, SEED)
    with local_zone("UTC"):  # its name has the day in it
        file = Library(folder).create(session)
    wall = SteppedTime(START, SPEED, sleep=lambda _: None)
    refused = play(file, wall, Random(SEED), wall.wait)
    if refused:
        raise SystemExit(f"the rehearsal was refused: {refused[0]}")
    return file.path


def main() -> None:
    """Put the example in its place, in one step."""
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "sessions")
    with TemporaryDirectory(dir=folder, prefix=".example-") as made:
        place = make_example(Path(made)).replace(folder / NAME)
    print(place)


if __name__ == "__main__":
    main()
