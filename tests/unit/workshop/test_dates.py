"""Days as people write them, in English and Spanish, and shown back as a date."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from oneone_tui.workshop.dates import (
    ParsedDay,
    format_date,
    format_due,
    format_weekday_date,
    join_due_date,
    parse_day,
    split_due_date,
)
from tests.support.processor_time import measure_effort

TODAY = date(2026, 11, 23)  # a Monday


def on(text: str, today: date = TODAY) -> str:
    """The day as it is shown back; empty where the text means none."""
    day = parse_day(text, today)
    return format_weekday_date(day.date, today) if day else ""


@pytest.mark.parametrize(
    "texts, shown",
    [
        ("today|tonight|hoy|esta noche|nov 23", "Mon 23 Nov"),
        ("tomorrow|Tomorrow night|mañana|mañana por la tarde|tue", "Tue 24 Nov"),
        ("day after tomorrow|pasado mañana|wed|miércoles", "Wed 25 Nov"),
        ("fri|Friday|by fri|by FRIDAY.|on fri|before friday|until fri|till fri", "Fri 27 Nov"),
        ("this fri|fri at 7|fri 7pm|fri at 18:30|friday evening", "Fri 27 Nov"),
        ("no later than fri|friday, 27 november|fri 27 nov", "Fri 27 Nov"),
        ("viernes|vie|el viernes|para el viernes|el viernes que viene", "Fri 27 Nov"),
        ("antes del viernes|hasta el viernes|este viernes|el viernes a las 7", "Fri 27 Nov"),
        ("the weekend|weekend|el fin de semana|sat|sábado", "Sat 28 Nov"),
        ("end of the week|sunday|fin de la semana", "Sun 29 Nov"),
        ("mon|monday|lunes|next week|la próxima semana|in a week|in 7 days", "Mon 30 Nov"),
        ("next mon|end of month|the end of the month|by end of month|fin de mes", "Mon 30 Nov"),
        ("next tue|next Tuesday", "Tue 1 Dec"),
        ("3 dec|dec 3|3rd of december|Dec. 3rd|the 3rd|3 December|by the 3rd", "Thu 3 Dec"),
        ("3.12.|3.12|3/12|03/12|3-12|2026-12-03|3/12/26|3.12.2026|in 10 days", "Thu 3 Dec"),
        ("el 3 de diciembre|3 dic|el día 3|dentro de diez días", "Thu 3 Dec"),
        ("in two weeks|in 2 weeks|within two weeks|en dos semanas", "Mon 7 Dec"),
        ("12/25|25/12|dec 25", "Fri 25 Dec"),
        ("end of the year|end of december|fin de año", "Thu 31 Dec"),
        ("3 jan|jan 3rd|3/1|3 January 2027", "Sun 3 Jan 2027"),
        ("22 nov|nov 22", "Mon 22 Nov 2027"),
        ("in a month", "Wed 23 Dec"),
        ("in a year", "Tue 23 Nov 2027"),
        ("29 feb", "Tue 29 Feb 2028"),
        ("the 31st|31st", "Thu 31 Dec"),
    ],
)
def test_parse_day_reads_common_forms(texts: str, shown: str) -> None:
    assert {text: on(text) for text in texts.split("|")} == dict.fromkeys(texts.split("|"), shown)


@pytest.mark.parametrize(
    "text",
    [
        *("", "by", "the way", "3", "mar", "soon", "31 june", "the 0th", "99th", "in ten"),
        *("2026-13-01", "13/13", "1/1/1", "in 0 days", "fri mon", "next", "9999-01-01"),
        *("1066-10-14", "3 dez"),
    ],
)
def test_parse_day_is_none_for_other_words(text: str) -> None:
    assert parse_day(text, TODAY) is None


def test_parse_day_weekday_is_never_today() -> None:
    for after in range(7):
        today = TODAY + timedelta(days=after)
        day = parse_day(today.strftime("%A"), today)
        assert day == ParsedDay(today + timedelta(days=7))


def test_parse_day_next_tuesday_is_in_next_week() -> None:
    days = [parse_day("next tue", TODAY + timedelta(days=after)) for after in range(7)]
    assert days == [ParsedDay(date(2026, 12, 1))] * 7


def test_parse_day_puts_day_before_month_and_says_so() -> None:
    assert parse_day("3/12", TODAY) == ParsedDay(date(2026, 12, 3), day_first=True)
    assert parse_day("25/12", TODAY) == ParsedDay(date(2026, 12, 25))
    assert parse_day("12/25", TODAY) == ParsedDay(date(2026, 12, 25))
    assert parse_day("3 dec", TODAY) == ParsedDay(date(2026, 12, 3))


def test_parse_day_is_none_past_last_date() -> None:
    assert parse_day("tomorrow", date.max) is None
    assert parse_day("29 feb", date(9998, 1, 1)) is None


@given(st.dates(date(1970, 1, 1), date(2198, 12, 31)), st.dates(TODAY, date(2200, 1, 1)))
def test_parse_day_reads_formatted_date(day: date, today: date) -> None:
    assert parse_day(day.isoformat(), today) == ParsedDay(day)
    if today <= day < today + timedelta(days=365):
        assert on(format_weekday_date(day, today), today) == format_weekday_date(day, today)


@given(
    st.sampled_from(
        [
            "fri",
            "next tue",
            "tomorrow",
            "3 dec",
            "dec 3",
            "3/12",
            "in two weeks",
            "29 feb",
            "the 31st",
        ]
    ),
    st.dates(date(1970, 1, 1), date(2190, 1, 1)),
)
def test_parse_day_without_year_is_in_future(text: str, today: date) -> None:
    day = parse_day(text, today)
    assert day is not None
    assert day.date >= today


@given(st.text(max_size=30), st.dates())
def test_parse_day_reads_or_rejects_any_text(text: str, today: date) -> None:
    day = parse_day(text, today)
    assert day is None or 1970 <= day.date.year <= 2200


@pytest.mark.parametrize(
    "text, found",
    [
        ("coffee by fri", ("coffee", "fri", "Fri 27 Nov")),
        ("coffee By Fri.", ("coffee", "Fri.", "Fri 27 Nov")),
        ("call on mon by fri", ("call on mon", "fri", "Fri 27 Nov")),
        ("meet on friday", ("meet", "on friday", "Fri 27 Nov")),
        ("visit before 3 dec", ("visit", "before 3 dec", "Thu 3 Dec")),
        ("meet again in two weeks", ("meet again", "in two weeks", "Mon 7 Dec")),
        ("call her next tue", ("call her", "next tue", "Tue 1 Dec")),
        ("café para el viernes", ("café", "para el viernes", "Fri 27 Nov")),
        ("café el viernes", ("café", "el viernes", "Fri 27 Nov")),
        ("stand by me", ("stand by me", "", "")),
        ("a better tomorrow", ("a better tomorrow", "", "")),
        ("by fri", ("by fri", "", "")),
        (r"meet \by fri", ("meet by fri", "", "")),
        (r"meet \by fri by mon", (r"meet \by fri", "mon", "Mon 30 Nov")),
        (r"go \by train", (r"go \by train", "", "")),
    ],
)
def test_split_due_date_takes_date_from_end(text: str, found: tuple[str, str, str]) -> None:
    dated = split_due_date(text, TODAY)
    day = format_weekday_date(dated.due, TODAY) if dated.due else ""
    assert (dated.text, dated.by, day) == found


parts = st.lists(
    st.sampled_from(
        [
            *("by", "\\by", "on", "\\\\on", "next", "in", "el", "fri", "mon", "two", "weeks"),
            *("3", "dec", "coffee", "by fri", "\\", "the", "tomorrow", "viernes"),
        ]
    ),
    min_size=1,
    max_size=8,
).map(" ".join)


@given(parts, st.sampled_from(["", "fri", "on fri", "next fri", "nonsense"]), st.booleans())
@example("dance on", "next fri", True)
def test_split_due_date_reverses_join(text: str, by: str, due: bool) -> None:
    day = date(2026, 12, 4) if due else None
    found = split_due_date(join_due_date(text, by, day, TODAY), TODAY)
    assert (found.text, found.due) == (text, day)


@given(parts)
def test_split_due_date_loses_no_word(text: str) -> None:
    found = split_due_date(text, TODAY)
    words = f"{found.text} {found.by}".replace("\\", "").split()
    typed = text.replace("\\", "").split()
    assert words == typed or (found.due and sorted([*words, "by"]) == sorted(typed))


def test_split_due_date_is_fast_on_long_line() -> None:
    with measure_effort() as spent:
        assert split_due_date("by on in " * 1_000 + "by fri", TODAY).by == "fri"
    assert spent.seconds < 0.3


@pytest.mark.parametrize(
    "text, day",
    [
        ("1970-01-01", date(1970, 1, 1)),
        ("2200-12-31", date(2200, 12, 31)),
        ("1969-12-31", None),
        ("2201-01-01", None),
    ],
)
def test_parse_day_stays_within_years(text: str, day: date | None) -> None:
    found = parse_day(text, TODAY)
    assert (found.date if found else None) == day


@pytest.mark.parametrize(
    "today, text, day",
    [
        (date(2026, 12, 31), "tomorrow", date(2027, 1, 1)),
        (date(2026, 12, 31), "fri", date(2027, 1, 1)),
        (date(2026, 12, 31), "thu", date(2027, 1, 7)),
        (date(2026, 12, 31), "31 dec", date(2026, 12, 31)),
        (date(2026, 12, 31), "30 dec", date(2027, 12, 30)),
        (date(2026, 12, 31), "1 jan", date(2027, 1, 1)),
        (date(2026, 12, 31), "31/12", date(2026, 12, 31)),
        (date(2026, 12, 31), "1/1", date(2027, 1, 1)),
        (date(2026, 12, 31), "the 31st", date(2026, 12, 31)),
        (date(2026, 12, 31), "the 30th", date(2027, 1, 30)),
        (date(2026, 12, 31), "end of month", date(2026, 12, 31)),
        (date(2026, 12, 31), "end of year", date(2026, 12, 31)),
        (date(2026, 12, 31), "end of january", date(2027, 1, 31)),
        (date(2026, 12, 31), "end of february", date(2027, 2, 28)),
        (date(2027, 12, 31), "end of february", date(2028, 2, 29)),
        (date(2026, 12, 31), "in two months", date(2027, 2, 28)),
        (date(2026, 12, 31), "in 14 months", date(2028, 2, 29)),
        (date(2026, 11, 30), "in a month", date(2026, 12, 30)),
        (date(2026, 12, 31), "next week", date(2027, 1, 7)),
        (date(2026, 12, 31), "next mon", date(2027, 1, 4)),
        (date(2026, 12, 31), "end of week", date(2027, 1, 3)),
        (date(2026, 12, 31), "29 feb", date(2028, 2, 29)),
        (date(2028, 2, 29), "29 feb", date(2028, 2, 29)),
        (date(2027, 3, 1), "29 feb", date(2028, 2, 29)),
        (date(2097, 1, 1), "29 feb", date(2104, 2, 29)),
        (date(2028, 3, 1), "29 feb", date(2032, 2, 29)),
        (date(2028, 2, 29), "in a year", date(2029, 2, 28)),
        (date(2027, 1, 1), "el 31 de diciembre", date(2027, 12, 31)),
        (date(2027, 1, 1), "fin de ano", date(2027, 12, 31)),
    ],
)
def test_parse_day_around_end_of_year_and_month(today: date, text: str, day: date) -> None:
    found = parse_day(text, today)
    assert (found.date if found else None) == day


def test_format_date_has_year_if_different() -> None:
    new_year = date(2027, 1, 1)
    assert format_weekday_date(new_year, date(2026, 12, 31)) == "Fri 1 Jan 2027"
    assert format_weekday_date(new_year, new_year) == "Fri 1 Jan"
    assert format_weekday_date(date(2026, 12, 31), new_year) == "Thu 31 Dec 2026"
    assert format_due(new_year, "fri", date(2026, 12, 31)) == "Fri 1 Jan 2027"
    assert format_due(None, "the next strike", new_year) == "the next strike"


MONTHS = (
    "jan january ene enero",
    "feb february febrero",
    "mar march marzo",
    "apr april abr abril",
    "may mayo",
    "jun june junio",
    "jul july julio",
    "aug august ago agosto",
    "sep sept september septiembre setiembre",
    "oct october octubre",
    "nov november noviembre",
    "dec december dic diciembre",
)
WEEKDAYS = (
    "tue tues tuesday martes",
    "wed weds wednesday miercoles miércoles mie",
    "thu thur thurs thursday jueves jue",
    "fri friday viernes vie",
    "sat saturday sabado sábado sab",
    "sun sunday domingo dom",
    "mon monday lunes lun",
)
NUMBERS = (
    "a an one un una 1",
    "two dos 2",
    "three tres 3",
    "four cuatro 4",
    "five cinco 5",
    "six seis 6",
    "seven siete 7",
    "eight ocho 8",
    "nine nueve 9",
    "ten diez 10",
    "eleven once 11",
    "twelve doce 12",
)


@pytest.mark.parametrize("month, words", enumerate(MONTHS, 1))
def test_parse_day_knows_all_names_of_months(month: int, words: str) -> None:
    day = date(2027 if month < 11 else 2026, month, 28)
    for word in words.split():
        for text in (f"28 {word}", f"{word} 28th", f"28 de {word}", f"28 of {word}."):
            assert parse_day(text, TODAY) == ParsedDay(day)


@pytest.mark.parametrize("after, words", enumerate(WEEKDAYS, 1))
def test_parse_day_knows_all_names_of_weekdays(after: int, words: str) -> None:
    for word in words.split():
        assert parse_day(word, TODAY) == ParsedDay(TODAY + timedelta(days=after))


@pytest.mark.parametrize("number, words", enumerate(NUMBERS, 1))
def test_parse_day_knows_number_words_up_to_twelve(number: int, words: str) -> None:
    for word in words.split():
        day = ParsedDay(TODAY + timedelta(days=number))
        assert parse_day(f"in {word} days", TODAY) == parse_day(f"en {word} dias", TODAY) == day
        week = ParsedDay(TODAY + timedelta(days=7 * number))
        assert parse_day(f"within {word} weeks", TODAY) == week
        assert parse_day(f"dentro de {word} semanas", TODAY) == week


@pytest.mark.parametrize(
    "text, by, due, line",
    [
        ("coffee", "fri", date(2026, 11, 27), "coffee by fri"),
        ("coffee", "on fri", date(2026, 11, 27), "coffee on fri"),
        ("coffee", "before fri", date(2026, 11, 27), "coffee before fri"),
        ("coffee", "some day", date(2026, 11, 27), "coffee by 2026-11-27"),
        ("coffee", "fri", date(2026, 12, 4), "coffee by 2026-12-04"),
        ("coffee", "fri", None, "coffee"),
        ("coffee", "", None, "coffee"),
        ("meet by fri", "", None, "meet \\by fri"),
        ("meet by fri", "mon", date(2026, 11, 30), "meet by fri by mon"),
        ("by fri", "", None, "\\by fri"),
    ],
)
def test_join_due_date_reads_as_typed(text: str, by: str, due: date | None, line: str) -> None:
    assert join_due_date(text, by, due, TODAY) == line
    found = split_due_date(line, TODAY)
    assert (found.text, found.due) == (text, due)


def test_format_date_abbreviates_every_month() -> None:
    told = [format_date(date(2026, month, 3), 2026) for month in range(1, 13)]
    assert told == [f"3 {words.split()[0].capitalize()}" for words in MONTHS]
    weekdays = [format_weekday_date(TODAY + timedelta(days=after), TODAY)[:3] for after in range(7)]
    assert weekdays == ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]


@pytest.mark.parametrize(
    "text, day",
    [
        ("today", TODAY),
        ("tonight", TODAY),
        ("hoy", TODAY),
        ("esta noche", TODAY),
        ("tomorrow", date(2026, 11, 24)),
        ("mañana", date(2026, 11, 24)),
        ("day after tomorrow", date(2026, 11, 25)),
        ("pasado mañana", date(2026, 11, 25)),
        ("next week", date(2026, 11, 30)),
        ("la próxima semana", date(2026, 11, 30)),
        ("la semana que viene", date(2026, 11, 30)),
        ("the weekend", date(2026, 11, 28)),
        ("el fin de semana", date(2026, 11, 28)),
        ("next fri", date(2026, 12, 4)),
        ("el próximo viernes", date(2026, 11, 27)),
        ("el viernes próximo", date(2026, 11, 27)),
        ("el viernes que viene", date(2026, 11, 27)),
        ("next mon", date(2026, 11, 30)),
        ("el próximo lunes", date(2026, 11, 30)),
    ],
)
def test_parse_day_by_relative_name(text: str, day: date) -> None:
    found = parse_day(text, TODAY)
    assert found is not None
    assert found.date == day


@pytest.mark.parametrize("text", ["in many days", "in 0 days", "in days", "within a fortnight"])
def test_parse_day_rejects_unknown_number_of_days(text: str) -> None:
    assert parse_day(text, TODAY) is None


@pytest.mark.parametrize(
    "text, day, day_first",
    [
        ("12/11/2026", date(2026, 11, 12), True),
        ("11/12/2026", date(2026, 12, 11), True),
        ("12/12/2026", date(2026, 12, 12), False),
        ("13/11/2026", date(2026, 11, 13), False),
        ("11/13/2026", date(2026, 11, 13), False),
        ("1/13/27", date(2027, 1, 13), False),
        ("12/31", date(2026, 12, 31), False),
        ("31.12", date(2026, 12, 31), False),
    ],
)
def test_parse_day_numeric_puts_day_first(text: str, day: date, day_first: bool) -> None:
    assert parse_day(text, TODAY) == ParsedDay(day, day_first)


@pytest.mark.parametrize(
    "text, day",
    [
        ("the 1st", date(2026, 12, 1)),
        ("el dia 1", date(2026, 12, 1)),
        ("2nd", date(2026, 12, 2)),
        ("the 22nd", date(2026, 12, 22)),
        ("the 23rd", date(2026, 11, 23)),
        ("el 30", date(2026, 11, 30)),
        ("31st", date(2026, 12, 31)),
        ("the 0", None),
        ("the 32nd", None),
        ("31 nov", None),
        ("0 dec", None),
        ("end of mutiny", None),
    ],
)
def test_parse_day_of_month_is_next_one(text: str, day: date | None) -> None:
    found = parse_day(text, TODAY)
    assert (found.date if found else None) == day
