"""Lengths of time as people type them."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oneone_tui.workshop.length import LengthError, read_length
from oneone_tui.workshop.schedule import spoken_length


@pytest.mark.parametrize(
    "text, seconds",
    [
        ("1:30", 90),
        ("0:05", 5),
        ("00:45", 45),
        ("120:00", 7_200),
        ("2", 120),
        ("0", 0),
        ("90s", 90),
        ("45 s", 45),
        ("45 sec", 45),
        ("2 min", 120),
        ("2m", 120),
        (" 7 MIN ", 420),
        ("٣:٣٠", 210),  # typed with the digits of one's own keyboard
    ],
)
def test_a_length_is_read(text: str, seconds: int) -> None:
    assert read_length(text) == seconds


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", ":", "1:", ":30", "1:3", "1 :30", "1:3x", "1:60", "1:99", "1:30:00"),
        *("-2", "+2", "2.5", "2,5", "1e3", "two", "½", "²", "٣:٦٠", "99999", "1234:00"),
        *("1:30 min", "2 min 30 s", "5h", "2m30s"),
    ],
)
def test_what_is_none_is_refused_with_a_line_that_says_how(text: str) -> None:
    with pytest.raises(LengthError, match="1:30, 2 min or 45 s"):
        read_length(text)


@given(st.integers(0, 999 * 60 + 59))
def test_what_the_clock_shows_can_be_typed(seconds: int) -> None:
    assert read_length(spoken_length(seconds)) == seconds


@given(st.text(max_size=12) | st.from_regex(r"\d{1,5}:?\d{0,3} ?(s|min)?"))
def test_anything_is_read_or_refused(text: str) -> None:
    with suppress(LengthError):
        assert 0 <= read_length(text) <= 9_999 * 60
