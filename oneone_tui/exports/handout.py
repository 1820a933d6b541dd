"""Handouts to print before a workshop: worksheets for pairs, blank flipcharts.

The text comes from the guide; the fixed texts are in its language if they are available in it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from oneone_tui.exports.agenda import (
    format_step,
    format_trio_times,
    guide_wording,
    step_lines,
)
from oneone_tui.exports.html import render_template
from oneone_tui.exports.text_wrapping import pad, wrap, wrap_hanging
from oneone_tui.workshop.model.terms import Stage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from oneone_tui.exports.agenda import StepText
    from oneone_tui.workshop.model.guide import Guide

ACROSS = 78
"""The width of a plain-text handout, in columns, which fits on paper."""

_LINES = 5  # blank lines for each kind of note
_PROMISES = 3  # blank lines for commitments: a trio makes three
_ROWS = 18  # blank lines of the flipchart
_BLANK = "_"


def worksheet_as_html(guide: Guide) -> str:
    """Return a pair's worksheet: the front for the conversation, the back for notes."""
    return render_template(
        "worksheet",
        language=guide.language,
        title=guide.title,
        words=guide_wording(guide),
        goals=guide.goals,
        parts=_parts(guide),
        notes=_notes(guide),
        questions=[question.text for question in guide.questions],
        lines=_LINES,
        promises=_PROMISES,
    )


def worksheet_as_text(guide: Guide) -> str:
    """Return a pair's worksheet as plain text."""
    return "\n".join(_worksheet(guide)) + "\n"


def flipchart_as_html(guide: Guide) -> str:
    """Return the blank flipchart, which fills one sheet of paper."""
    return render_template(
        "blank",
        language=guide.language,
        title=guide.title,
        words=guide_wording(guide),
        questions=[question.text for question in guide.questions],
        rows=_ROWS,
    )


def flipchart_as_text(guide: Guide) -> str:
    """Return the blank flipchart as plain text."""
    return "\n".join(_flipchart(guide)) + "\n"


def _parts(guide: Guide) -> list[StepText]:
    words = guide_wording(guide)
    return [format_step(guide, step, words) for step in guide.stage(Stage.ROUNDS).steps]


def _notes(guide: Guide) -> list[str]:
    words = guide_wording(guide)
    return [*([words.in_turn] if guide.turns > 1 else []), format_trio_times(guide, words)]


def _worksheet(guide: Guide) -> Iterator[str]:
    words = guide_wording(guide)
    yield from wrap_hanging("", guide.title, ACROSS)
    yield from (words.worksheet, "", _blank_fields(words.us, words.day), "")
    for goal in guide.goals:
        yield from wrap_hanging("- ", goal, ACROSS)
    for part in _parts(guide):
        yield ""
        yield from step_lines(part, ACROSS)
    yield ""
    for note in _notes(guide):
        yield from wrap_hanging("", note, ACROSS)
    for kind in words.kinds:
        yield from ("", kind, *[_BLANK * ACROSS] * _LINES)
    yield from ("", f"{words.commitments} ({', '.join(words.promise)})")
    yield from [_BLANK * ACROSS] * _PROMISES
    if guide.questions:
        yield from ("", words.questions)
    for question in guide.questions:
        yield from wrap_hanging("- ", question.text, ACROSS)


def _flipchart(guide: Guide) -> Iterator[str]:
    words = guide_wording(guide)
    yield from wrap_hanging("", guide.title, ACROSS)
    yield from (_blank_fields(words.team, words.day), "")
    for question in guide.questions:
        yield from wrap_hanging("- ", question.text, ACROSS)
    yield ""
    across = (ACROSS - 4) // 3
    titles = [wrap(title, across) for title in words.titles]
    for line in range(max(map(len, titles))):
        cells = [pad("".join(title[line : line + 1]), across) for title in titles]
        yield "  ".join(cells).rstrip()
    yield from ["  ".join([_BLANK * across] * 3)] * _ROWS


def _blank_fields(label: str, day: str) -> str:
    return f"{label} {_BLANK * 44}  {day} {_BLANK * 16}"
