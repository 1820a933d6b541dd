"""Recurring values and interests, as text and as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oneone_tui.exports.report_blocks import Heading, ListBlock, Paragraph
from oneone_tui.exports.text_wrapping import readable_columns, wrap_hanging
from oneone_tui.workshop.history.trends import KINDS
from oneone_tui.workshop.json_text import write_json
from oneone_tui.workshop.model.terms import NoteKind
from oneone_tui.workshop.text import format_count

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from oneone_tui.exports.report_blocks import Block
    from oneone_tui.workshop.history.trends import Trend

TITLES = {NoteKind.VALUE: "Values", NoteKind.INTEREST: "Interests"}
NOTHING = "nothing has come up in two sessions yet"


def trend_blocks(themes: Sequence[Trend]) -> tuple[Block, ...]:
    """Return the themes as blocks: one list per kind."""
    return tuple(block for kind in KINDS for block in _part(kind, themes))


def trends_as_json(themes: Sequence[Trend]) -> str:
    """Return the themes as a JSON list; times are those of the sessions, in UTC."""
    return write_json(themes)


def trends_as_text(themes: Sequence[Trend], columns: int = 80) -> str:
    """Return the themes as text, in lines of at most `columns`."""
    return "\n".join(_lines(themes, readable_columns(columns))) + "\n"


def _part(kind: NoteKind, themes: Sequence[Trend]) -> Iterator[Block]:
    found = [theme for theme in themes if theme.kind is kind]
    yield Heading(3, TITLES[kind])
    rows_of_parts = (
        (theme.text, _format_counts(theme), _format_wordings(theme)) for theme in found
    )
    rows = tuple("  · ".join(filter(None, parts)) for parts in rows_of_parts)
    yield ListBlock(rows) if rows else Paragraph(NOTHING)


def _lines(themes: Sequence[Trend], across: int) -> Iterator[str]:
    for kind in KINDS:
        yield from ("",) if kind is not KINDS[0] else ()
        yield TITLES[kind]
        found = [theme for theme in themes if theme.kind is kind]
        if not found:
            yield f"  {NOTHING}"
        for theme in found:
            yield from wrap_hanging("  - ", theme.text, across)
            yield f"      {_format_counts(theme)}"
            if theme.wordings:
                yield from wrap_hanging("      ", _format_wordings(theme), across)


def _format_counts(theme: Trend) -> str:
    last = theme.last.astimezone()
    teams = format_count(theme.teams, "team")
    return f"{theme.sessions} sessions, {teams}, last on {last.day} {last:%b %Y}"


def _format_wordings(theme: Trend) -> str:
    return f"also: {' · '.join(theme.wordings)}" if theme.wordings else ""
