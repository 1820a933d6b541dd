"""Who is in a pair, in the room that there is."""

from __future__ import annotations

import pytest
from rich.cells import cell_len

from oneone_tui.widgets.formatting.pair_text import PairText
from tests.support.sessions import paired_session

LONG = "Maximiliane-Alexandrina von und zu Hohenfels"


@pytest.mark.parametrize(
    "names, width, lines",
    [
        (("Ana Ruiz", "Ben Okafor"), 30, ("Ana Ruiz → Ben Okafor",)),
        (("Ana Ruiz", "Ben Okafor"), 15, ("Ana → Ben",)),
        ((LONG, "Hal"), 24, ("Maximiliane-Alexa… → Hal",)),
        (("Hal", "김민수박서준최지우"), 16, ("Hal → 김민수박…",)),
        ((LONG, LONG.replace("M", "K"), "Bo"), 24, ("Maximilia… → Kaximilia…", "· Bo obs.")),
    ],
)
def test_pair_text_lines_shorten_long_names_and_keep_everybody(
    names: tuple[str, ...], width: int, lines: tuple[str, ...]
) -> None:
    session = paired_session(*names)
    found = PairText(session).lines(session.pairs[0], 1, width)
    assert found == lines
    assert all(cell_len(line) <= width for line in found)
