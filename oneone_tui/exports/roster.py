"""What a roster was read as, as text and as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oneone_tui.exports.text_wrapping import cut, pad, readable_columns, width, wrap, wrap_hanging
from oneone_tui.workshop.json_text import write_json

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from oneone_tui.workshop.roster.records import Roster, RosterPerson

MIN_COLUMNS = 60


def roster_as_json(roster: Roster, *, contacts: bool = False) -> str:
    """Return the people, who is left out and why, and every doubt, as a JSON object.

    Args:
        roster: The roster.
        contacts: Include emails and phones.
    """
    data = {
        "about": roster.about,
        "people": [_person(person, contacts=contacts) for person in roster.people],
        "left_out": [
            {
                "line": row.line,
                "text": row.text,
                "reason": row.reason,
                "doubt": row.doubt,
                "person": row.person and _person(row.person, contacts=contacts),
            }
            for row in roster.left_out
        ],
        "remarks": [
            {"line": remark.line, "text": remark.text, "doubt": remark.doubt}
            for remark in roster.remarks
        ],
        "twice": roster.twice,
    }
    return write_json(data)


def _person(person: RosterPerson, *, contacts: bool) -> Mapping[str, object]:
    shown: dict[str, object] = {"name": person.name, "team": person.team, "tags": person.tags}
    return shown | ({"email": person.email, "phone": person.phone} if contacts else {})


def roster_as_text(roster: Roster, columns: int = 80) -> str:
    """Return the people with team and tags, and below what was left out and every doubt."""
    across = readable_columns(columns, MIN_COLUMNS)
    lines = [*wrap(roster.about, across), "", *_people(roster.people, across)]
    if roster.left_out:
        rows = [(_line(row.line), row.text or "–", row.reason) for row in roster.left_out]
        lines += ["", "Left out", *_table(rows, across)]
    for title, told in (
        ("Read as", [str(remark) for remark in roster.remarks if not remark.doubt]),
        ("Please check", [str(remark) for remark in roster.remarks if remark.doubt]),
        ("Listed twice: one person or two?", roster.twice),
    ):
        if told:
            lines += ["", title]
            lines += [part for text in told for part in wrap_hanging("  ", text, across)]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _people(people: Sequence[RosterPerson], across: int) -> Iterator[str]:
    rows = [
        (str(number), person.name, person.team, ", ".join(person.tags))
        for number, person in enumerate(people, 1)
    ]
    return _table(rows, across)


def _table(rows: Sequence[tuple[str, ...]], across: int) -> Iterator[str]:
    """Yield rows with aligned cells, a third of the line each at most; the last is wrapped."""
    most = across // 3 - 4
    widths = [min(max(map(width, column)), most) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = [cut(cell, size) for cell, size in zip(row, widths, strict=True)]
        lead = "  " + "  ".join(pad(*pair) for pair in zip(cells[:-1], widths[:-1], strict=True))
        yield from wrap_hanging(f"{lead}  ", row[-1], across) if row[-1] else [lead]


def _line(number: int) -> str:
    return f"line {number}" if number else ""
