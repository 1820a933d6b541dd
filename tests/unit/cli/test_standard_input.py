"""Names that come on standard input, and not on a command line that everybody can see."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.support.command_line import SIX, check_refused

if TYPE_CHECKING:
    from tests.support.command_line import Oneone


def test_new_reads_title_campaign_ask_and_roster_in_this_order(oneone: Oneone, home: Path) -> None:
    Path("sessions").mkdir()
    lines = "Ana's circle\nRent – now\nCan you come?\n".encode()
    said = oneone("new", "--ask", "-", "--campaign", "-", "-", "--roster", "-", stdin=lines + SIX)
    assert said.code == 0
    data = json.loads(oneone("show", "-", "--json", stdin=b"circle\n").out)
    assert data["session"]["title"] == "Ana's circle"
    assert data["session"]["campaign"] == "Rent – now"
    assert data["session"]["ask"] == "Can you come?"
    assert [person["name"] for person in data["people"]] == SIX.decode().splitlines()


def test_pair_reads_wishes_and_then_roster(oneone: Oneone) -> None:
    lines = b"Ana Ruiz, Ben Okafor\nCy Lam, Dee Park\n"
    call = ("pair", "--together", "-", "--apart", "-", "--roster", "-", "--json")
    said = oneone(*call, stdin=lines + SIX)
    assert said.code == 0
    pairs = [{one["name"] for one in pair["people"]} for pair in _pairs(said.out)]
    assert {"Cy Lam", "Dee Park"} in pairs
    assert {"Ana Ruiz", "Ben Okafor"} not in pairs


def _pairs(out: str) -> list[dict[str, list[dict[str, str]]]]:
    return [pair for team in json.loads(out)["teams"] for pair in team["pairs"]]


@pytest.mark.parametrize(
    "call",
    [
        ("show", "-"),
        ("export", "-", "--output", "-"),
        ("check", "-"),
    ],
)
def test_commands_read_session_name(
    call: tuple[str, ...], oneone: Oneone, first_session: Path
) -> None:
    said = oneone(*call, stdin=b"first\n")
    assert (said.code, said.err) == (0, "")
    assert said.out


def test_list_and_commitments_read_search_words(oneone: Oneone, first_session: Path) -> None:
    assert "First" in oneone("list", "--search", "-", stdin=b"okafor\n").out
    assert "matches" in oneone("list", "--search", "-", stdin=b"zoe\n").out
    said = oneone("commitments", "--person", "-", stdin=b"Zoe\n")
    assert said.err == 'nobody called "Zoe" has promised or been promised anything\n'


@pytest.mark.parametrize(
    "lines, words",
    [
        (b"", "standard input has no line for the title"),
        (b"\xff\n", "the title is not text in UTF-8"),
        (b"x" * 50_000, "the title is too long"),
        (b"\x1b[2J\n", "a workshop needs a title"),
    ],
)
def test_new_rejects_bad_title_line(lines: bytes, words: str, oneone: Oneone, home: Path) -> None:
    check_refused(oneone("new", "-", stdin=lines), words)
    assert not any(home.iterdir())
