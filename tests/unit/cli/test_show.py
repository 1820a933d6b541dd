"""`oneone show --pages`: what the console's review shows, as text."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.support.command_line import Oneone

TITLES = ("Agenda", "Pairs", "Notes", "Kinds", "Board", "Commitments", "Takeaways", "Roles")


def test_show_pages_prints_every_page_and_writes_nothing(
    oneone: Oneone, first_session: Path
) -> None:
    before = {path: path.read_bytes() for path in first_session.parent.iterdir()}
    code, out, err = oneone("show", "First", "--pages")
    assert (code, err) == (0, "")
    lines = out.splitlines()
    assert lines[0] == "First"
    assert [line for line in lines if line in TITLES] == list(TITLES)
    history = lines[lines.index("History") :]
    assert any("added" in line for line in history)
    assert {path: path.read_bytes() for path in first_session.parent.iterdir()} == before
