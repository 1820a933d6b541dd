"""Nothing that a person, a file or a clipboard brings can command, hide or deface."""

import sys
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from oneone_tui.workshop.text import LINE_LIMIT, MARKS_LIMIT, NAME_LIMIT, clean, fold
from tests.support.processor_time import measure_effort

# Any code point at all, and often the dangerous ones.
hostile = st.text(
    st.one_of(
        st.characters(),
        st.characters(categories=["Cc", "Cf", "Cs", "Mn", "Zs"]),
        st.sampled_from("\x1b[]\\?;0m\x07\x9b\x9ca \n\t\u200d\u200c\u0301🇵🇪👩🏽é"),
    )
)


@pytest.mark.parametrize(
    "raw, kept",
    [
        ("Ana Ruiz", "Ana Ruiz"),
        ("  Ana \t\r\n Ruiz\u00a0", "Ana Ruiz"),
        ("A\u0301na", "Ána"),
        ("\x1b[2J\x1b[1;31mAna\x1b[0m", "Ana"),
        ("\x1b]52;c;c2VjcmV0\x07Ana", "Ana"),
        ("\x1b]0;title\x1b\\Ana", "Ana"),
        ("\x9b2JAna\x9d0;title\x9c", "Ana"),
        ("\x1bP1;2qpicture\x1b\\Ana\x1b(B", "Ana"),
        ("\x1b]0;never ended", "0;never ended"),
        ("Ana\x1b[", "Ana"),
        ("A\x00n\x07a\x7f\x85b", "Ana b"),
        ("\u202eAna\u202c \u2066Ruiz\u2069", "Ana Ruiz"),
        ("\u200eAna\u200f\u061c", "Ana"),
        ("\ufeffA\u200bn\u2060a\xad\u3164", "Ana"),
        ("Ana\U000e0041\U000e0042\U000e007f", "Ana"),
        ("A\ud800na\udfff", "Ana"),
        ("one\u2028two\vthree", "one two three"),
        ("\u200d\u200d \u0301\u0302", ""),
    ],
)
def test_clean_removes_harmful_and_hidden_characters(raw: str, kept: str) -> None:
    assert clean(raw) == kept


@pytest.mark.parametrize(
    "text",
    [
        "Gus Ødegård",
        "Nguyễn Thị Ánh",
        "می\u200cخواهم",  # noqa: RUF001  (Persian needs the non-joiner)
        "ක්\u200dෂ",  # Sinhala the joiner
        "क्षेत्र",
        "בְּרֵאשִׁ֖ית",
        "👩🏽\u200d🚀 ❤\ufe0f 🇵🇪",
        "葛\U000e0100城",
        "O’Brien [x] {{y}} <b>",
    ],
)
def test_clean_keeps_what_languages_need(text: str) -> None:
    assert clean(text) == unicodedata.normalize("NFC", text)


def test_clean_leaves_no_control_or_format_characters() -> None:
    left = {
        char
        for char in map(chr, range(sys.maxunicode + 1))
        if unicodedata.category(char) in {"Cc", "Cf", "Cs"} and char in clean(f"a{char}b")
    }
    # Arabic, Syriac and Kaithi number signs are drawn, though Unicode calls them format.
    assert left - set("\u200c\u200d") == {
        char for char in left if unicodedata.bidirectional(char) in {"AN", "AL", "L"}
    }


def test_clean_cuts_flood_of_marks() -> None:
    assert clean("a" + "\u0335" * 5_000 + "b") == "a" + "\u0335" * MARKS_LIMIT + "b"
    assert clean("a" + "\u200d\u0335" * 50).count("\u0335") == MARKS_LIMIT


@pytest.mark.parametrize(
    "flood",
    ["\u0335\u0301", "\x9d", "\x1b]", "\x9b0", "\x90\x1b", "🇵", "\u200d", "a\u200d", " \x98"],
)
def test_clean_is_fast_on_any_flood(flood: str) -> None:
    with measure_effort() as spent:
        assert len(clean("e" + flood * 100_000, limit=NAME_LIMIT)) <= NAME_LIMIT
    assert spent.seconds < 2  # where the square of its length counts, a minute


def test_clean_keeps_newlines_and_tabs_of_lines() -> None:
    assert clean("one\r\n\ttwo  \rthree\x1b[K", lines=True) == "one\n\ttwo  \nthree"


@pytest.mark.parametrize(
    "text, limit, cut",
    [
        ("Ana Ruiz", 3, "Ana"),
        ("Ana Ruiz", 4, "Ana"),
        ("क्षेत्र", 4, "क्षे"),
        ("e\u0338a\u0338", 3, "e\u0338"),
        ("👩\u200d🚀👩\u200d🚀", 5, "👩\u200d🚀"),
        ("👍🏽👍🏽", 3, "👍🏽"),
        ("🇵🇪🇧🇷", 3, "🇵🇪"),
        ("👩\u200d👩\u200d👩", 2, "👩\u200d"),  # one cluster longer than all there is room for
    ],
)
def test_clean_limit_keeps_clusters_whole(text: str, limit: int, cut: str) -> None:
    assert clean(text, limit=limit) == cut


@given(hostile, st.booleans(), st.sampled_from([1, 2, 5, NAME_LIMIT, LINE_LIMIT]))
@example("\u0301\u200d a", False, 5)
@example("a" + "\u200d\u0301" * 20, True, 80)
def test_clean_is_idempotent(text: str, lines: bool, limit: int) -> None:
    once = clean(text, lines=lines, limit=limit)
    assert clean(once, lines=lines, limit=limit) == once


@given(hostile)
def test_clean_returns_one_writable_line(text: str) -> None:
    cleaned = clean(text, limit=NAME_LIMIT)
    assert len(cleaned) <= NAME_LIMIT
    assert cleaned == " ".join(cleaned.split())
    assert cleaned.encode("utf-8").decode("utf-8") == cleaned
    assert unicodedata.is_normalized("NFC", cleaned)
    assert not any(unicodedata.category(char) in {"Cc", "Cs"} for char in cleaned)


@pytest.mark.parametrize(
    "one, other",
    [
        ("Gus Ødegård", "GUS  ODEGARD"),
        ("José Pérez", "Jose\u0301 Pe\u0301rez"),
        ("Straße", "STRASSE"),
        ("İpek Işık", "ipek isik"),
        ("O’Brien", "O'Brien"),
        ("Ana\u2011Maria", "Ana-Maria"),
        ("\uff2b\uff45\uff4e", "ken"),
        ("Łukasz", "lukasz"),
    ],
)
def test_fold_gives_spellings_one_key(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize("one, other", [("Ana Ruiz", "Anna Ruiz"), ("かな", "がな"), ("की", "का")])
def test_fold_gives_names_different_keys(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@given(hostile)
def test_fold_is_idempotent(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(hostile)
def test_fold_ignores_cleaning(text: str) -> None:
    assert fold(clean(text)) == fold(text)
