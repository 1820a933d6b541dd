from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from oneone_tui.exports.markdown import as_markdown, escape
from oneone_tui.exports.report import build_report
from oneone_tui.workshop.model.terms import COLUMN_TITLES, STAGE_TITLES
from oneone_tui.workshop.text import clean
from tests.support.hostile_session import HOSTILE, hostile_session
from tests.support.played_workshop import played_session
from tests.support.sessions import SIX, fresh_session, time_at
from tests.support.strategies import Run, runs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it.token import Token

NOW = time_at(3600)
MARKUP = "\\`*_{}[]()<>#+-=.!|~&;:\"'1 a\t"

texts = st.one_of(st.text(max_size=40), st.text(MARKUP, max_size=20)).map(clean).filter(bool)


def new_parser() -> MarkdownIt:
    return MarkdownIt("commonmark").enable(["table", "strikethrough"])


def block_texts(tokens: list[Token]) -> Iterator[str]:
    """The text of each block, as a reader sees it; anything but text in it is markup."""
    for token in tokens:
        if token.type == "inline":
            yield "".join(child.content for child in token.children or ())


def token_types(tokens: list[Token]) -> set[str]:
    return {child.type for token in tokens for child in token.children or ()}


@pytest.mark.parametrize(
    "place, block",
    [("{}", "paragraph"), ("- {}", "bullet_list"), ("## {}", "heading"), ("1. {}", "ordered_list")],
)
@given(texts)
@example("- - -")
@example("1. one")
@example("# title ##")
@example("a #")
@example("&copy; & &#42;")
@example("[x](javascript:alert) <b>")
@example("```")
@example("===")
@example("back\\")
def test_escape_keeps_any_text_in_any_block(place: str, block: str, text: str) -> None:
    tokens = new_parser().parse(place.format(escape(text)))
    assert tokens[0].type == f"{block}_open"
    assert token_types(tokens) <= {"text", "text_special"}
    assert list(block_texts(tokens)) == [text]


@given(texts)
def test_escape_keeps_any_text_in_table_cell(text: str) -> None:
    tokens = new_parser().parse(f"| a | b |\n| --- | --- |\n| {escape(text)} | end |")
    assert list(block_texts(tokens)) == ["a", "b", text, "end"]


def test_as_markdown_has_headings_of_empty_stages_and_columns() -> None:
    lines = as_markdown(build_report(fresh_session(), NOW, UTC)).splitlines()
    for title in STAGE_TITLES.values():
        assert f"## {title}" in lines
    for title in COLUMN_TITLES.values():
        assert f"### {title}" in lines


def test_as_markdown_keeps_names_and_commitments_of_workshop() -> None:
    session = played_session("*Ana* _Ruiz_", "Ben | Co", "<b>Cy</b>", "# Dee", *SIX[4:])
    tokens = new_parser().parse(as_markdown(build_report(session, NOW, UTC)))
    text = "\n".join(block_texts(tokens))
    for person in session.people:
        assert person.name in text
    for promise in session.commitments:
        assert promise.text in text
    assert token_types(tokens) <= {
        *("text", "text_special", "strong_open", "strong_close", "em_open", "em_close"),
    }


def test_as_markdown_shows_hostile_texts_as_text() -> None:
    tokens = new_parser().parse(
        as_markdown(build_report(hostile_session(), NOW, UTC, feedback=True))
    )
    text = list(block_texts(tokens))
    for said in HOSTILE:
        assert any(said in block for block in text)
    assert not any(token.type.startswith("html") for token in tokens)
    assert token_types(tokens) <= {
        *("text", "text_special", "strong_open", "strong_close", "em_open", "em_close"),
    }


@given(runs(most=12))
def test_as_markdown_keeps_structure_for_any_session(run: Run) -> None:
    tokens = new_parser().parse(as_markdown(build_report(run.last, run.now, UTC, feedback=True)))
    headings = [
        tokens[i + 1].content
        for i, token in enumerate(tokens)
        if token.type == "heading_open" and token.tag == "h2"
    ]
    assert headings == ["Agenda", *STAGE_TITLES.values()]
    assert not any(token.type in {"html_block", "code_block", "hr"} for token in tokens)
    fences = [token for token in tokens if token.type == "fence"]
    assert len(fences) == (1 if run.last.clock else 0)  # the timeline
