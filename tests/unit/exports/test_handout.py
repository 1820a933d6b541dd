from __future__ import annotations

import pytest
from msgspec.structs import replace

from oneone_tui.exports.agenda import guide_as_text
from oneone_tui.exports.handout import ACROSS, flipchart_as_text, worksheet_as_text
from oneone_tui.exports.text_wrapping import width
from oneone_tui.guides import guide_names, load_guide
from oneone_tui.workshop.model.terms import COLUMN_TITLES
from tests.support.sessions import GUIDE


@pytest.mark.parametrize("name", guide_names())
def test_worksheet_as_text_has_prompts_in_order_and_blank_lines(name: str) -> None:
    guide = load_guide(name)
    text = " ".join(worksheet_as_text(guide).split())
    rounds = [p.text for step in guide.stages[2].steps for p in step.prompts]
    places = [text.index(prompt) for prompt in rounds]
    assert places == sorted(places)
    assert worksheet_as_text(guide).count("_" * ACROSS) == 18
    for question in guide.questions:
        assert question.text in text


def test_worksheet_as_text_has_times_of_prompts() -> None:
    lines = worksheet_as_text(GUIDE).splitlines()
    assert "Conversation · 8 min, each of 2 turns" in lines
    assert "   1:00  Explore: what do they care about, and what made them care?" in lines
    assert "   6:00  Make your ask: one clear thing, tied to the campaign." in lines


def test_flipchart_as_text_has_three_columns() -> None:
    text = flipchart_as_text(GUIDE)
    assert "  ".join(f"{title:<24}" for title in COLUMN_TITLES.values()).rstrip() in text


@pytest.mark.parametrize("language", ["es", "ES", "es-CL"])
def test_handouts_use_language_of_guide(language: str) -> None:
    guide = replace(GUIDE, language=language)
    assert "Hoja para la pareja" in worksheet_as_text(guide)
    assert "Nuestros valores comunes" in flipchart_as_text(guide)
    assert "Our Common Values" in flipchart_as_text(replace(GUIDE, language="est"))


@pytest.mark.parametrize("name", guide_names())
def test_guide_and_handouts_as_text_fit_width(name: str) -> None:
    guide = load_guide(name)
    for columns in (0, 60, 80, 120):
        lines = guide_as_text(guide, columns).splitlines()
        assert all(width(line) <= max(60, columns) for line in lines)
    for text in (worksheet_as_text(guide), flipchart_as_text(guide)):
        assert all(width(line) <= ACROSS for line in text.splitlines())
