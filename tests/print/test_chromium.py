"""What a browser prints: one page of paper a team, one of commitments, and the handouts."""

from __future__ import annotations

import re
import shutil
import subprocess
from datetime import UTC
from typing import TYPE_CHECKING

import pytest

from oneone_tui.exports.flipchart import as_html
from oneone_tui.exports.handout import flipchart_as_html, worksheet_as_html
from oneone_tui.guides import guide_names, load_guide
from tests.support.hostile_session import full_board_session, hostile_session
from tests.support.played_workshop import played_session
from tests.support.requirements import needs
from tests.support.sessions import SIX, fresh_session

if TYPE_CHECKING:
    from pathlib import Path

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
BROWSER = next(filter(None, map(shutil.which, BROWSERS)), None)

pytestmark = needs(*BROWSERS)

QUIET = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update"),
)


def pages(html: str, folder: Path) -> int:
    """How many pages of paper Chromium makes of a page of HTML."""
    source, printed = folder / "page.html", folder / "page.pdf"
    source.write_text(html, encoding="utf-8")
    assert BROWSER is not None
    subprocess.run(
        [
            *(BROWSER, *QUIET),
            *(
                f"--user-data-dir={folder / 'profile'}",
                f"--print-to-pdf={printed}",
                source.as_uri(),
            ),
        ],
        env={"HOME": str(folder), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        check=True,
        timeout=60,
    )
    return len(re.findall(rb"/Type\s*/Page\b", printed.read_bytes()))


def test_a_played_workshop_prints_its_flipchart_and_its_commitments(tmp_path: Path) -> None:
    assert pages(as_html(played_session(*SIX), UTC), tmp_path) == 2


def test_a_full_board_still_has_one_page_a_team(tmp_path: Path) -> None:
    board = full_board_session(40, teams=3, text="we keep our word, whatever they say")
    assert pages(as_html(board, UTC), tmp_path) == 3 + 2  # two of commitments


def test_a_long_board_goes_on_on_another_page(tmp_path: Path) -> None:
    assert pages(as_html(full_board_session(90, teams=1), UTC), tmp_path) > 2


def test_nothing_that_people_typed_breaks_a_page(tmp_path: Path) -> None:
    assert pages(as_html(hostile_session(), UTC), tmp_path) == 2


def test_an_empty_board_has_its_page_too(tmp_path: Path) -> None:
    assert pages(as_html(fresh_session(), UTC), tmp_path) == 2


@pytest.mark.parametrize("name", guide_names())
def test_the_handouts_fit_their_paper(name: str, tmp_path: Path) -> None:
    guide = load_guide(name)
    assert pages(worksheet_as_html(guide), tmp_path) == 2
    assert pages(flipchart_as_html(guide), tmp_path) == 1
