"""What comes up again, to read or for other programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from oneone_tui.exports.measure import hanging
from oneone_tui.workshop.trends import KINDS
from oneone_tui.workshop.words import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from oneone_tui.workshop.trends import Theme

MIN_WIDTH, MAX_WIDTH = 50, 100
TITLES = {Kind.VALUE: "Values", Kind.INTEREST: "Interests"}
NOTHING = "nothing has come up in two sessions yet"


def trends_as_json(themes: Sequence[Theme]) -> str:
    """The themes as one JSON list; times are those of the sessions, UTC."""
    return msgspec.json.format(msgspec.json.encode(themes), indent=2).decode() + "\n"


def trends_as_text(themes: Sequence[Theme], columns: int = 80) -> str:
    """The themes to read, in lines of at most so many columns."""
    return "\n".join(_lines(themes, max(MIN_WIDTH, min(columns, MAX_WIDTH)))) + "\n"


def _lines(themes: Sequence[Theme], across: int) -> Iterator[str]:
    for kind in KINDS:
        yield from ("",) if kind is not KINDS[0] else ()
        yield TITLES[kind]
        found = [theme for theme in themes if theme.kind is kind]
        if not found:
            yield f"  {NOTHING}"
        for theme in found:
            yield from hanging("  - ", theme.text, across)
            last = theme.last.astimezone()
            teams = f"{theme.teams} team{'s' if theme.teams > 1 else ''}"
            when = f"last on {last.day} {last:%b %Y}"
            yield f"      {theme.sessions} sessions, {teams}, {when}"
            if theme.wordings:
                also = " · ".join(theme.wordings)
                yield from hanging("      also: ", also, across)
