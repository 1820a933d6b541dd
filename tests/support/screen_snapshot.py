"""The screen as text that a person can review in a diff: its letters, and beside them its styles.

The letters stand as they are seen, a row a line, under a ruler as wide as the screen:

       |---------1---------2
     1 | Rounds       18:04

The styles stand in the order in which they are first seen, each with its rows and columns:

    bold #e0def4 on #232136
      row 1: 1-8, 15-20
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterable, Iterator
from dataclasses import dataclass
from difflib import unified_diff
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Self

import pytest
from rich.style import Style
from textual._compositor import LayoutUpdate

if TYPE_CHECKING:
    from textual.app import App
    from textual.pilot import Pilot
    from textual.strip import Strip

    Act = Callable[[Pilot[None]], Awaitable[None]]
    Span = tuple[int, int]
    """The first and the last row or column of several, counted from 1."""

TEXT, STYLES = ".txt", ".styles"
SWITCHED_OFF = re.compile(r"not \w+ ?")
"""Attributes that a style names only to say that it lacks them."""


@dataclass(frozen=True)
class ScreenSnapshot:
    """A screen as it was painted.

    Attributes:
        text: Its rows.
        styles: The style of each of its cells.
    """

    text: str
    styles: str

    @classmethod
    def take(cls, app: App[None]) -> Self:
        """Paint the whole screen of an app, with what shows through from the screens below."""
        painted = app.screen._compositor.render_update(
            full=True, screen_stack=app._background_screens, simplify=True
        )
        assert isinstance(painted, LayoutUpdate)
        return cls.of([[*row] for row in painted.strips], app.size.width)

    @classmethod
    def of(cls, rows: list[list[Strip]], width: int) -> Self:
        """Describe rows of strips, each row `width` cells wide."""
        texts = ("".join(strip.text for strip in row) for row in rows)
        return cls("".join(_text_lines(texts, width)), "".join(_style_lines(rows)))


@dataclass(frozen=True)
class SnapshotFiles:
    """The two files in which the snapshot of one test is kept.

    Attributes:
        path: Where they lie, without the suffix.
        is_updating: Whether they are written anew, not compared.
    """

    path: Path
    is_updating: bool = False

    async def check(self, app: App[None], size: tuple[int, int], act: Act) -> None:
        """Run an app at a size in cells, act on it, and compare its screen with the one kept."""
        async with app.run_test(size=size, tooltips=True, notifications=True) as pilot:
            await act(pilot)
            await pilot.wait_for_scheduled_animations()
            await pilot.pause()
            taken = ScreenSnapshot.take(app)
        self.compare(taken)

    def compare(self, taken: ScreenSnapshot) -> None:
        """Fail with a diff where a snapshot differs from the one kept; or keep it, if updating."""
        parts = {TEXT: taken.text, STYLES: taken.styles}
        files = {self.path.with_name(self.path.name + end): part for end, part in parts.items()}
        if self.is_updating:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            for file, part in files.items():
                file.write_text(part, encoding="utf-8")
            return
        diff = [line for file, part in files.items() for line in _diff_lines(file, part)]
        if diff:
            pytest.fail(
                "The screen is not as it was kept. If it should be so: make snapshots\n"
                + "".join(diff),
                pytrace=False,
            )


def find_snapshot_path(folder: Path, module: str, test: str) -> Path:
    """Where in a folder the snapshot of a test lies, without the suffix.

    Args:
        folder: The folder of all snapshots.
        module: The name of the test's file, without the suffix.
        test: The test's name, with the values it is given in brackets.
    """
    return folder / module / re.sub(r"[^\w-]+", "-", test).strip("-")


def _text_lines(texts: Iterable[str], width: int) -> Iterator[str]:
    """A ruler, and each row with its number; blanks at the end of a row are cut off."""
    ruler = "".join(str(at // 10 % 10) if at % 10 == 0 else "-" for at in range(1, width + 1))
    yield f"   |{ruler}\n"
    for number, text in enumerate(texts, 1):
        yield f"{number:2} |{text.rstrip(' ')}\n"


def _style_lines(rows: list[list[Strip]]) -> Iterator[str]:
    """Each style, and the rows and columns it has; rows alike are told together."""
    places: defaultdict[str, dict[int, str]] = defaultdict(dict)
    for number, row in enumerate(rows, 1):
        spans: defaultdict[str, list[Span]] = defaultdict(list)
        for style, span in _style_runs(row):
            spans[style].append(span)
        for style, found in spans.items():
            places[style][number] = ", ".join(_span_words(span) for span in found)
    for style, columns in places.items():
        yield f"{style}\n"
        for rows_alike, words in _rows_alike(columns):
            label = "row" if rows_alike[0] == rows_alike[1] else "rows"
            yield f"  {label} {_span_words(rows_alike)}: {words}\n"


def _rows_alike(columns: dict[int, str]) -> list[tuple[Span, str]]:
    """Put rows that follow each other together where their columns are the same."""
    found: list[tuple[Span, str]] = []
    for number, words in columns.items():
        first = number
        if found and found[-1][0][1] == number - 1 and found[-1][1] == words:
            (first, _), _ = found.pop()
        found.append(((first, number), words))
    return found


def _style_runs(row: list[Strip]) -> Iterator[tuple[str, Span]]:
    """The styles of a row in words, each with the columns it reaches over."""
    segments = (segment for strip in row for segment in strip if segment.text)
    end = 0
    for style, run in groupby(segments, key=lambda segment: _style_words(segment.style)):
        start, end = end + 1, end + sum(segment.cell_length for segment in run)
        yield style, (start, end)


def _style_words(style: Style | None) -> str:
    return SWITCHED_OFF.sub("", str(style or Style.null())).strip()


def _span_words(span: Span) -> str:
    first, last = span
    return str(first) if first == last else f"{first}-{last}"


def _diff_lines(file: Path, taken: str) -> Iterator[str]:
    kept = file.read_text(encoding="utf-8") if file.exists() else ""
    return unified_diff(
        kept.splitlines(keepends=True),
        taken.splitlines(keepends=True),
        f"{file.name}, as kept",
        f"{file.name}, as painted",
    )
