"""The flipchart: one page per team with three columns, and one of commitments.

On screen it reads like any page. In print each team has one sheet, with type as large as its board
allows. About 40 lines per column fit; longer columns continue on the next sheet.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from oneone_tui.exports.html import render_template
from oneone_tui.exports.text_wrapping import wrap
from oneone_tui.workshop.dates import format_due
from oneone_tui.workshop.model.terms import COLUMN_TITLES, COLUMNS
from oneone_tui.workshop.notes.board import board_columns

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import tzinfo

    from oneone_tui.workshop.model.records import Commitment, Team
    from oneone_tui.workshop.model.session import Session
    from oneone_tui.workshop.notes.board import BoardEntry

SIZES = (22, 20, 18, 16, 14, 13, 12, 11, 10, 9, 8, 7, 6)
"""The type sizes in print, in points; smaller ones cannot be read from a wall."""

LEAST_FOR_COMMITMENTS = 11
"""The smallest type of the commitments, which are read from paper: they go on on more pages."""

TICK = "✓ done"
"""The text before a commitment that is done."""

# Lengths in points. The sheet, without its margins, is as low as A4 and as narrow as Letter. The
# parts are as large as in the style sheet. The width of a letter is for a size of 1, in a wide
# font.
_MARGIN = 12  # mm
_WIDTH, _HEIGHT = 720.0, 520.0
_GAP = 18.0
_TITLE, _DETAIL, _HEADING = 22.0, 12.0, 16.0
_LABEL, _BELOW = 80.0, 10.0
_LETTER, _BOLD = 0.58, 0.66
_LINE, _BETWEEN, _BETWEEN_ROWS = 1.15, 0.2, 0.4
_TITLE_LINE, _DETAIL_LINE = 1.2, 1.3
_WHO, _WHAT, _BY = 0.28, 0.54, 0.18


class FlipchartLine(NamedTuple):
    """An entry of a column.

    Attributes:
        text: Its text.
        person: Who said it, if it was one person.
        pairs: How many pairs said it.
        common: Whether several pairs said it.
    """

    text: str
    person: str
    pairs: int
    common: bool


class FlipchartColumn(NamedTuple):
    """A column of the board."""

    title: str
    lines: tuple[FlipchartLine, ...]


class FlipchartSheet(NamedTuple):
    """A team's page; `team` is empty if there is only one. `points` is the type size."""

    team: str
    columns: tuple[FlipchartColumn, ...]
    points: int


class CommitmentRow(NamedTuple):
    """A row of the page of commitments; `team` is empty if there is only one."""

    team: str
    who: str
    to: str
    text: str
    by: str
    done: bool


class CommitmentsPage(NamedTuple):
    """The page of commitments; `points` is the type size."""

    lines: tuple[CommitmentRow, ...]
    points: int


def as_html(session: Session, zone: tzinfo | None = None) -> str:
    """Return a session's flipchart and commitments as one HTML page."""
    day = session.info.created.astimezone(zone)
    teams = tuple(t for t in session.teams if session.team_members(t.id)) or session.teams[:1]
    return render_template(
        "flipchart",
        language="en",
        title=session.info.title,
        day=f"{day.day} {day:%B %Y}",
        campaign=session.info.campaign,
        ask=session.info.ask,
        sheets=[_sheet(session, team, alone=len(teams) == 1) for team in teams],
        promised=_commitments_page(session, teams, day.date()),
        sizes=SIZES,
        tick=TICK,
        margin=_MARGIN,
    )


def _sheet(session: Session, team: Team, *, alone: bool) -> FlipchartSheet:
    board = board_columns(session, team.id)
    shown = tuple(
        FlipchartColumn(COLUMN_TITLES[kind], tuple(_line(session, entry) for entry in board[kind]))
        for kind in COLUMNS
    )
    name = "" if alone else team.name
    return FlipchartSheet(
        name, shown, _fitting_size(_column_room(session, name), [c.lines for c in shown])
    )


def _line(session: Session, entry: BoardEntry) -> FlipchartLine:
    people = {note.person for note in entry.notes}
    person = session.name_of(people.pop()) if len(people) == 1 else ""
    return FlipchartLine(entry.text, person, entry.pairs, entry.is_common)


def _commitments_page(session: Session, teams: Sequence[Team], today: date) -> CommitmentsPage:
    places = {team.id: number for number, team in enumerate(session.teams)}
    names = {team.id: team.name for team in teams} if len(teams) > 1 else {}
    ordered = sorted(
        session.commitments, key=lambda made: (places.get(made.team, 0), made.due or date.max)
    )
    lines = tuple(
        _commitment_row(session, made, names.get(made.team, ""), today) for made in ordered
    )
    room = _column_room(session, "Commitments")
    sizes = [size for size in SIZES if size >= LEAST_FOR_COMMITMENTS]
    points = next((size for size in sizes if _rows_height(lines, size) <= room), sizes[-1])
    return CommitmentsPage(lines, points)


def _commitment_row(
    session: Session, commitment: Commitment, team: str, today: date
) -> CommitmentRow:
    by = format_due(commitment.due, commitment.by, today)
    who, to = session.name_of(commitment.who), session.name_of(commitment.to)
    return CommitmentRow(team, who, to, commitment.text, by, commitment.done)


def _fitting_size(room: float, boards: Sequence[Sequence[FlipchartLine]]) -> int:
    """Return the largest type size at which all columns fit, else the smallest."""
    for size in SIZES:
        if all(_column_height(lines, size) <= room for lines in boards):
            return size
    return SIZES[-1]


def _column_room(session: Session, part: str) -> float:
    """Return how high a column below the header can be, in points."""
    title = f"{session.info.title} · {part}" if part else session.info.title
    details = filter(None, (session.info.campaign, session.info.ask))
    header = (
        _height([title], _WIDTH, _TITLE, _BOLD, line=_TITLE_LINE)
        + _height(["day"], _WIDTH, _DETAIL, _LETTER, line=_DETAIL_LINE)
        + _height(details, _WIDTH - _LABEL, _DETAIL, _LETTER, line=_DETAIL_LINE)
        + _BELOW
    )
    return _HEIGHT - header - _HEADING * _TITLE_LINE - _BELOW


def _column_height(lines: Sequence[FlipchartLine], size: float) -> float:
    width = (_WIDTH - 2 * _GAP) / 3
    return sum(
        _height(
            [f"★ {line.person}: {line.text} ×{line.pairs}"],
            width,
            size,
            _BOLD if line.common else _LETTER,
        )
        + _BETWEEN * size
        for line in lines
    )


def _rows_height(lines: Sequence[CommitmentRow], size: float) -> float:
    headings = len({line.team for line in lines if line.team})
    return headings * (_LINE + _BETWEEN_ROWS) * size + sum(
        max(
            _height([text], _WIDTH * share - 0.5 * size, size, _LETTER)
            for text, share in (
                (f"{line.who} → {line.to}", _WHO),
                (f"{TICK} {line.text}" if line.done else line.text, _WHAT),
                (line.by, _BY),
            )
        )
        + _BETWEEN_ROWS * size
        + 1
        for line in lines
    )


def _height(
    texts: Iterable[str], width: float, size: float, letter: float, *, line: float = _LINE
) -> float:
    letters = max(1, int(width / (size * letter)))
    return sum(len(wrap(text, letters)) for text in texts) * size * line
