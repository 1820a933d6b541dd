import pytest
from hypothesis import given
from hypothesis import strategies as st

from oneone_tui.exports.text_wrapping import cut, pad, width, wrap
from oneone_tui.workshop.text import clean


@pytest.mark.parametrize(
    "text, columns",
    [
        ("", 0),
        ("Ana", 3),
        ("Zoë", 3),
        ("Zoe\u0308", 3),
        ("田中さん", 8),
        ("👍", 2),
        ("👨\u200d👩\u200d👧", 2),
        ("❤\ufe0f", 2),
    ],
)
def test_width_counts_terminal_columns(text: str, columns: int) -> None:
    assert width(text) == columns


@pytest.mark.parametrize(
    "text, shown",
    [("Anabel", "Anabel"), ("Anabella", "Anabe…"), ("a 田中さん", "a 田…"), ("田中さ", "田中さ")],
)
def test_cut_ends_with_ellipsis(text: str, shown: str) -> None:
    assert cut(text, 6) == shown


def test_pad_counts_columns() -> None:
    assert pad("田中", 6) == "田中  "
    assert pad("7", 3, right=True) == "  7"
    assert pad("too long", 3) == "too long"


def test_wrap_splits_word_longer_than_line() -> None:
    assert wrap("a incomprehensible b", 6) == ["a", "incomp", "rehens", "ible b"]


def test_wrap_keeps_accent_with_letter() -> None:
    assert wrap("e\u0301e\u0301e\u0301", 2) == ["e\u0301e\u0301", "e\u0301"]


def test_wrap_keeps_family_emoji_whole() -> None:
    assert wrap("👨\u200d👩\u200d👧" * 3, 4) == ["👨\u200d👩\u200d👧" * 2, "👨\u200d👩\u200d👧"]


@given(st.text(max_size=200).map(clean), st.integers(2, 40))
def test_wrap_fits_columns_and_loses_nothing(text: str, columns: int) -> None:
    lines = wrap(text, columns)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(width(line) <= columns for line in lines)
    assert lines == [line.strip() for line in lines]
