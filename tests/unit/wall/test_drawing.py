from __future__ import annotations

import pytest
from textual.content import Content

from oneone_tui.wall.clock_drawing import ZOOMS
from oneone_tui.wall.columns import DigitsRow
from oneone_tui.wall.view import Part
from oneone_tui.workshop.model.terms import NoteKind
from oneone_tui.workshop.notes.board import board_columns
from tests.support.board_sessions import board_session, merge_notes
from tests.support.sessions import running_session
from tests.support.wall_sessions import pages_at, rehearsed_at, text_at

VALUE = NoteKind.VALUE
SIZES = [(60, 18), (80, 24), (120, 40), (200, 60), (300, 100)]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("part", list(Part))
@pytest.mark.parametrize("people", [0, 7, 60])
def test_every_part_fills_every_size_exactly(
    size: tuple[int, int], part: Part, people: int
) -> None:
    session = rehearsed_at(2500, people) if people else running_session()
    for zoom in ZOOMS:
        for page in pages_at(session, 2500, size, held=part, zoom=zoom):
            assert len(page) == size[1]
            for row in page:
                cells = len(row.cells) if isinstance(row, DigitsRow) else row.cell_length
                assert cells == size[0]


@pytest.mark.parametrize("size", SIZES)
def test_all_sixty_people_find_their_pair_on_some_page(size: tuple[int, int]) -> None:
    session = rehearsed_at(400, 60)
    shown = text_at(session, 400, size, Part.PAIRING)
    for number in range(60):
        assert f"Person{number} " in shown


def test_every_line_of_a_board_is_on_some_page() -> None:
    session = rehearsed_at(4000, 60)
    shown = " ".join(text_at(session, 4000, (80, 24), Part.REPORT_BACK).split())
    for entries in board_columns(session, "team-1").values():
        for entry in entries:
            assert entry.text.split()[0] in shown


def digits_height(seconds: float, zoom: int = 0) -> int:
    [page] = pages_at(running_session(segment="turn-1-conversation"), seconds, zoom=zoom)
    return max((len(row.cells.strip()) for row in page if isinstance(row, DigitsRow)), default=0)


def test_last_minute_and_overtime_differ_by_size_and_words() -> None:
    session = running_session(segment="turn-1-conversation")
    assert digits_height(430) > digits_height(300)
    assert "last minute" in text_at(session, 430)
    assert "time is up, next in 0:05" in text_at(session, 485)


def test_zoom_makes_room_for_the_clock_or_beside_it() -> None:
    session = running_session(segment="turn-1-conversation")
    small, large = (
        "\n".join(
            row.plain
            for row in pages_at(session, 60, (80, 30), zoom=zoom)[0]
            if isinstance(row, Content)
        )
        for zoom in (-1, 1)
    )
    assert "Organizer" in small
    assert "Organizer" not in large


def test_what_several_pairs_raised_stands_first() -> None:
    session = board_session((VALUE, "dignity"), (VALUE, "honesty"), (VALUE, "honesty, always"))
    _, *same = (note.id for note in session.notes)
    shown = text_at(merge_notes(session, *same), 0, (120, 40), Part.REPORT_BACK)
    assert shown.index("★ ×2 honesty") < shown.index("· dignity")


def test_feedback_is_on_no_page() -> None:
    session = rehearsed_at(4000)
    secret = [note.text for note in session.notes if note.kind is NoteKind.FEEDBACK]
    for part in Part:
        shown = text_at(session, 4000, (200, 60), part)
        assert not [text for text in secret if text in shown]
