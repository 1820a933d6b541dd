"""The pages of HTML: they are sound, hold everything as text, and can load or run nothing."""

from __future__ import annotations

import base64
import hashlib
import re
from datetime import UTC, date
from typing import TYPE_CHECKING

import html5lib
import pytest
from hypothesis import given, settings
from msgspec.structs import replace

from oneone_tui.exports.flipchart import SIZES, as_html
from oneone_tui.exports.handout import flipchart_as_html, worksheet_as_html
from oneone_tui.workshop.model.changes import CommitmentAdded
from oneone_tui.workshop.model.guide import Prompt
from oneone_tui.workshop.model.session import TEAM_ONE
from oneone_tui.workshop.model.terms import COLUMN_TITLES, COLUMNS
from oneone_tui.workshop.notes.board import board_columns
from tests.support.hostile_session import HOSTILE, full_board_session, hostile_session
from tests.support.played_workshop import played_session
from tests.support.sessions import GUIDE, SIX, apply_changes, fresh_session
from tests.support.strategies import Run, runs

if TYPE_CHECKING:
    from collections.abc import Callable
    from xml.etree.ElementTree import Element

    from oneone_tui.workshop.model.guide import Guide

ALLOWED = {
    *("html", "head", "meta", "title", "style", "body", "main", "section", "header", "div"),
    *("h1", "h2", "small", "p", "ul", "ol", "li", "dl", "dt", "dd", "bdi", "span", "b"),
    *("table", "thead", "tbody", "tr", "th", "td"),
}
ATTRIBUTES = {
    "lang",
    "charset",
    "http-equiv",
    "content",
    "name",
    "class",
    "dir",
    "scope",
    "colspan",
}


def parse_page(text: str) -> Element:
    """The page, read by a parser that forgives nothing."""
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    page: Element = parser.parse(text)
    return page


def texts_of(page: Element, tag: str) -> list[str]:
    return [" ".join("".join(found.itertext()).split()) for found in page.iter(tag)]


def check_is_self_contained(text: str) -> Element:
    page = parse_page(text)
    assert {element.tag for element in page.iter()} <= ALLOWED
    assert {name for element in page.iter() for name in element.keys()} <= ATTRIBUTES  # noqa: SIM118
    (style,) = page.iter("style")
    assert style.text is not None
    assert not re.search(r"url\(|@import", style.text)
    digest = base64.b64encode(hashlib.sha256(style.text.encode()).digest()).decode()
    (policy,) = (
        meta.get("content", "")
        for meta in page.iter("meta")
        if meta.get("http-equiv") == "Content-Security-Policy"
    )
    assert policy.startswith(f"default-src 'none'; style-src 'sha256-{digest}'")
    return page


def test_as_html_shows_hostile_texts_as_text() -> None:
    session = hostile_session()
    page = check_is_self_contained(as_html(session, UTC))
    items, cells = texts_of(page, "li"), texts_of(page, "td")
    for text in HOSTILE:
        assert any(item.endswith(text) for item in items)
        assert text in cells
    (title,) = page.iter("title")
    assert title.text == HOSTILE[0]
    assert texts_of(page, "dd")[:2] == [HOSTILE[4], HOSTILE[3]]


@settings(max_examples=25)
@given(runs(most=10))
def test_as_html_is_valid_for_any_session(run: Run) -> None:
    page = check_is_self_contained(as_html(run.last, UTC))
    assert [t for t in texts_of(page, "h2") if t in COLUMN_TITLES.values()]
    assert len(texts_of(page, "h1")) >= 2


def test_as_html_has_page_per_team_and_one_of_commitments() -> None:
    page = parse_page(as_html(full_board_session(3, teams=3), UTC))
    assert texts_of(page, "h1") == [
        f"First · {part}" for part in ("Team 1", "Team 2", "Team 3")
    ] + ["First · Commitments"]
    assert texts_of(page, "h2") == [*COLUMN_TITLES.values()] * 3
    assert texts_of(page, "td")[:3] == ["Ana Ruiz → Ben Okafor", "0 we keep our word", "Fri 13 Nov"]


def test_as_html_puts_common_entries_first_and_marks_them() -> None:
    session = played_session(*SIX)
    board = board_columns(session, session.teams[0].id)
    second = board[COLUMNS[0]][1]
    other = next(pair.id for pair in session.pairs if pair.id != second.notes[0].pair)
    again = replace(second.notes[0], id="again", pair=other, person="")
    page = parse_page(as_html(replace(session, notes=(*session.notes, again)), UTC))
    first = next(page.iter("li"))
    assert first.get("class") == "common"
    assert texts_of(page, "li")[0] == f"{second.text} ×2"


def test_as_html_has_pages_for_empty_session() -> None:
    page = check_is_self_contained(as_html(fresh_session(), UTC))
    assert texts_of(page, "li") == ["nothing yet"] * 3
    assert texts_of(page, "h1") == ["First", "First · Commitments"]


@pytest.mark.parametrize("lines, points", [(1, SIZES[0]), (40, 7), (400, SIZES[-1])])
def test_as_html_fits_type_size_to_board(lines: int, points: int) -> None:
    page = parse_page(as_html(full_board_session(lines, teams=1), UTC))
    sheet = next(element for element in page.iter("section") if "sheet" in element.get("class", ""))
    assert sheet.get("class") == f"sheet points-{points}"


@pytest.mark.parametrize("make", [worksheet_as_html, flipchart_as_html])
def test_handout_as_html_shows_guide_texts_as_text(make: Callable[[Guide], str]) -> None:
    step = GUIDE.step("conversation")
    assert step is not None
    prompts = tuple(Prompt(at=0, text=text) for text in HOSTILE)
    guide = replace(
        GUIDE.with_step(replace(step, prompts=prompts, organizer=HOSTILE[0])),
        title=HOSTILE[0],
        language='"><script>',
        goals=HOSTILE,
        questions=tuple(replace(q, text=HOSTILE[4]) for q in GUIDE.questions),
    )
    page = check_is_self_contained(make(guide))
    assert texts_of(page, "h1") == [HOSTILE[0]]
    assert any(HOSTILE[4] in item for item in texts_of(page, "li"))


def test_as_html_sorts_commitments_by_team_and_day() -> None:
    session = full_board_session(1, teams=2, text="a line")
    first, second = (team.id for team in session.teams)
    made = (
        CommitmentAdded(text="fourth", team=second),
        CommitmentAdded(text="second", team=first, due=date(2026, 11, 20)),
        CommitmentAdded(text="third", team=second, due=date(2026, 11, 14)),
        CommitmentAdded(text="first", team=first, due=date(2026, 11, 13)),
    )
    session = apply_changes(replace(session, commitments=()), *made)
    page = parse_page(as_html(session, UTC))
    rows = [row for body in page.iter("tbody") for row in texts_of(body, "tr")]
    first_name, second_name = (team.name for team in session.teams)
    expected = [first_name, "first", "second", second_name, "third", "fourth"]
    assert len(rows) == len(expected)
    assert all(row.startswith(start) for row, start in zip(rows, expected, strict=True))


def test_as_html_never_prints_commitments_under_11_points() -> None:
    many = [CommitmentAdded(text="a long promise " * 9, team=TEAM_ONE) for _ in range(200)]
    page = parse_page(as_html(apply_changes(fresh_session(*SIX), *many), UTC))
    last = [s for s in page.iter("section") if "sheet" in s.get("class", "")][-1]
    assert last.get("class") == "sheet points-11"
