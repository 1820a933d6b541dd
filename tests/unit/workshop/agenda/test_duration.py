"""Lengths of time as people type them."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oneone_tui.workshop.agenda.duration import DurationError, parse_duration
from oneone_tui.workshop.agenda.schedule import format_duration


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
def test_parse_duration_reads_lengths(text: str, seconds: int) -> None:
    assert parse_duration(text) == seconds


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", ":", "1:", ":30", "1:3", "1 :30", "1:3x", "1:60", "1:99", "1:30:00"),
        *("-2", "+2", "2.5", "2,5", "1e3", "two", "½", "²", "٣:٦٠", "99999", "1234:00"),
        *("1:30 min", "2 min 30 s", "5h", "2m30s"),
    ],
)
def test_parse_duration_rejects_others_with_hint(text: str) -> None:
    with pytest.raises(DurationError, match="1:30, 2 min or 45 s"):
        parse_duration(text)


@given(st.integers(0, 999 * 60 + 59))
def test_parse_duration_reads_formatted_durations(seconds: int) -> None:
    assert parse_duration(format_duration(seconds)) == seconds


@given(st.text(max_size=12) | st.from_regex(r"\d{1,5}:?\d{0,3} ?(s|min)?"))
def test_parse_duration_reads_or_rejects_anything(text: str) -> None:
    with suppress(DurationError):
        assert 0 <= parse_duration(text) <= 9_999 * 60
