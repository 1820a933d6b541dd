"""Attendance across sessions as text and as JSON: meetings, organizing, roles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oneone_tui.exports.text_wrapping import pad, readable_columns, width, wrap
from oneone_tui.workshop.history.attendance import format_times
from oneone_tui.workshop.json_text import write_json
from oneone_tui.workshop.model.terms import Role

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from oneone_tui.workshop.history.attendance import AttendanceHistory, KnownPerson

MIN_COLUMNS = 70
MAX_NAME = 24
"""The most columns of a name."""
CELL = 3
SELF = "-"
"""The cell of the matrix where a person meets themselves."""
HEADER = ("", "Name", "Sessions", "Organized", "Time", "Notes", "Report", "Last")
NOBODY = "nobody has met anybody yet"


def people_as_json(past: AttendanceHistory) -> str:
    """Return the people and their meetings as a JSON object; times are in UTC."""
    data = {
        "people": [
            {
                "id": known.id,
                "name": known.name,
                "sessions": known.sessions,
                "last": known.last,
                "organized": known.organized,
                "roles": known.roles,
            }
            for known in past.by_name()
        ],
        "met": [
            {"people": two, "times": met.times, "last": met.last}
            for two, met in sorted(past.met.items())
        ],
    }
    return write_json(data)


def people_as_text(past: AttendanceHistory, columns: int = 80) -> str:
    """Return all people, and below who met whom, in lines of at most `columns`."""
    across = readable_columns(columns, MIN_COLUMNS)
    people = past.by_name()
    if not people:
        return f"{NOBODY}\n"
    lines = [*_table(people, across), "", "Who has met whom, how often", *_matrix(past, across)]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _table(people: Sequence[KnownPerson], across: int) -> Iterator[str]:
    rows = [HEADER, *(_row(number, known) for number, known in enumerate(people, 1))]
    widths = [max(map(width, column)) for column in zip(*rows, strict=True)]
    widths[1] = min(widths[1], max(across - sum(widths) + widths[1] - 2 * len(widths) + 2, 8))
    for row in rows:
        name, *more = wrap(row[1], widths[1])
        cells = [row[0], name, *row[2:]]
        yield "  ".join(
            pad(cell, columns, right=at != 1)
            for at, (cell, columns) in enumerate(zip(cells, widths, strict=True))
        )
        yield from (" " * (widths[0] + 2) + part for part in more)


def _row(number: int, known: KnownPerson) -> tuple[str, ...]:
    last = known.last.astimezone()
    served = [known.roles[role].times if role in known.roles else 0 for role in Role]
    counts = [str(times) if times else "–" for times in (known.organized, *served)]
    return (
        str(number),
        known.name,
        str(known.sessions),
        *counts,
        f"{last.day} {last:%b %Y}",
    )


def _matrix(past: AttendanceHistory, across: int) -> Iterator[str]:
    """Yield the matrix, in several parts if it is too wide."""
    people = past.by_name()
    names = [wrap(known.name, MAX_NAME)[0] for known in people]
    label = max(map(width, names))
    room = max((across - label - CELL - 1) // CELL, 1)
    for first in range(0, len(people), room):
        part = range(first, min(first + room, len(people)))
        yield ""
        yield " " * (label + CELL + 1) + "".join(f"{at + 1:>{CELL}}" for at in part)
        for row, known in enumerate(people):
            cells = (SELF if at == row else _cell(past, known, people[at]) for at in part)
            lead = f"{row + 1:>{CELL}} {pad(names[row], label)}"
            yield lead + "".join(f"{cell:>{CELL}}" for cell in cells)


def _cell(past: AttendanceHistory, one: KnownPerson, other: KnownPerson) -> str:
    met = past.meeting(one.id, other.id)
    return format_times(met.times if met else 0)
