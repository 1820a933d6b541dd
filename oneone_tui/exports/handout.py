"""What is printed before a workshop: a worksheet for each pair, a blank flipchart for each team.

All of it comes from the guide; our few words beside it are in its language where we have them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from oneone_tui.exports.agenda import hanging, part_lines, part_of, trio_line, wording
from oneone_tui.exports.html import page
from oneone_tui.exports.measure import pad, wrap
from oneone_tui.workshop.words import Stage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from oneone_tui.exports.agenda import Part
    from oneone_tui.workshop.guide import Guide

ACROSS = 78
"""Columns of a handout as plain text: they fit on paper."""

_LINES = 5  # to write on, for each kind of note
_PROMISES = 3  # a trio makes three
_ROWS = 18  # of the blank flipchart
_BLANK = "_"


def worksheet_as_html(guide: Guide) -> str:
    """A pair's worksheet, for both sides of a sheet: one to talk by, one to write on."""
    return page(
        "worksheet",
        language=guide.language,
        title=guide.title,
        words=wording(guide),
        goals=guide.goals,
        parts=_parts(guide),
        notes=_notes(guide),
        questions=[question.text for question in guide.questions],
        lines=_LINES,
        promises=_PROMISES,
    )


def worksheet_as_text(guide: Guide) -> str:
    """A pair's worksheet as plain text."""
    return "\n".join(_worksheet(guide)) + "\n"


def flipchart_as_html(guide: Guide) -> str:
    """The blank flipchart, to fill one sheet of paper."""
    return page(
        "blank",
        language=guide.language,
        title=guide.title,
        words=wording(guide),
        questions=[question.text for question in guide.questions],
        rows=_ROWS,
    )


def flipchart_as_text(guide: Guide) -> str:
    """The blank flipchart as plain text."""
    return "\n".join(_flipchart(guide)) + "\n"


def _parts(guide: Guide) -> list[Part]:
    words = wording(guide)
    return [part_of(guide, step, words) for step in guide.stage(Stage.ROUNDS).steps]


def _notes(guide: Guide) -> list[str]:
    words = wording(guide)
    return [*([words.in_turn] if guide.turns > 1 else []), trio_line(guide, words)]


def _worksheet(guide: Guide) -> Iterator[str]:
    words = wording(guide)
    yield from hanging("", guide.title, ACROSS)
    yield from (words.worksheet, "", _to_fill_in(words.us, words.day), "")
    for goal in guide.goals:
        yield from hanging("- ", goal, ACROSS)
    for part in _parts(guide):
        yield ""
        yield from part_lines(part, ACROSS)
    yield ""
    for note in _notes(guide):
        yield from hanging("", note, ACROSS)
    for kind in words.kinds:
        yield from ("", kind, *[_BLANK * ACROSS] * _LINES)
    yield from ("", f"{words.commitments} ({', '.join(words.promise)})")
    yield from [_BLANK * ACROSS] * _PROMISES
    if guide.questions:
        yield from ("", words.questions)
    for question in guide.questions:
        yield from hanging("- ", question.text, ACROSS)


def _flipchart(guide: Guide) -> Iterator[str]:
    words = wording(guide)
    yield from hanging("", guide.title, ACROSS)
    yield from (_to_fill_in(words.team, words.day), "")
    for question in guide.questions:
        yield from hanging("- ", question.text, ACROSS)
    yield ""
    across = (ACROSS - 4) // 3
    titles = [wrap(title, across) for title in words.titles]
    for line in range(max(map(len, titles))):
        cells = [pad("".join(title[line : line + 1]), across) for title in titles]
        yield "  ".join(cells).rstrip()
    yield from ["  ".join([_BLANK * across] * 3)] * _ROWS


def _to_fill_in(label: str, day: str) -> str:
    return f"{label} {_BLANK * 44}  {day} {_BLANK * 16}"
