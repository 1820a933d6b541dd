"""Due dates as people write them: ``by fri``, ``in two weeks``, ``el viernes``.

English and Spanish are understood. A date without a year is in the future: a weekday is never
today, and a date that has passed this year means next year. ``next tue`` is the Tuesday of the
week after this one; weeks begin on Monday. ``3/12`` is the third of December: the day comes first.
What was understood is always shown as a date (`format_due`), so that a misreading is noticed.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from oneone_tui.workshop.text import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

YEARS = range(1970, 2201)
"""The years that a date may have: others are typing errors, and adding to them overflows."""

_WEEKDAYS = {
    word: number
    for number, words in enumerate(
        (
            "mon monday lunes lun",
            "tue tues tuesday martes",
            "wed weds wednesday miercoles mie",
            "thu thur thurs thursday jueves jue",
            "fri friday viernes vie",
            "sat saturday sabado sab",
            "sun sunday domingo dom",
        )
    )
    for word in words.split()
}
_MONTHS = {
    word: number
    for number, words in enumerate(
        (
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
        ),
        1,
    )
    for word in words.split()
}
_NUMBERS = {
    word: number
    for number, words in enumerate(
        (
            "a an one un una",
            "two dos",
            "three tres",
            "four cuatro",
            "five cinco",
            "six seis",
            "seven siete",
            "eight ocho",
            "nine nueve",
            "ten diez",
            "eleven once",
            "twelve doce",
        ),
        1,
    )
    for word in words.split()
}
_SHORT_DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
_SHORT_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

_LEADS = "by|on|before|until|till|no later than|para|antes del?|hasta"
# "next tue" and "in two weeks" say that a day comes, too, and are a part of it.
_FIRST = rf"(?:{_LEADS}|next|this|in|within|el|este|en|dentro de)\s"
_STARTS = rf"(?i)(?<!\S)(?P<held>\\*)(?P<words>{_FIRST}+\S.*)"
_HELD = rf"(?i)(?<!\S)\\+(?={_FIRST})"
_LEAD = rf"^(?:{_LEADS})\s+"
_ARTICLE = r"^(?:the|el|la|this|este|esta|coming)\s+"
_TIME = r"""(?x)
      \s+(?: (?:in\ the|por\ la|a\ la)\s+)?(?:morning|afternoon|evening|night|noon|tarde|noche)$
    | \s+(?:at|a\ las?)\s+[0-9]{1,2}(?:[:.h][0-9]{2})?\s*(?:am|pm|h)?$
    | \s+[0-9]{1,2}(?:[:.][0-9]{2})?\s*(?:am|pm)$
    """


MOST_WORDS = 16
"""The most words of a date: "no later than next Wednesday, the 27th of May 2026, at 10:30 pm"."""


class ParsedDay(NamedTuple):
    """A date as understood; `day_first` says that ``3/12`` has another reading."""

    date: date
    day_first: bool = False


class TextWithDueDate(NamedTuple):
    """A text without its date, the date's words without ``by``, and the date."""

    text: str
    by: str = ""
    due: date | None = None


def parse_day(text: str, today: date) -> ParsedDay | None:
    """Return the date that `text` means on the day `today`, or None."""
    words = re.sub(_LEAD, "", fold(text).strip(" .,!"))
    # "tonight" is a day, "fri night" has one.
    said = dict.fromkeys((words, re.sub(_TIME, "", words)))
    ways = dict.fromkeys([*said, *(re.sub(_ARTICLE, "", way) for way in said)])
    try:
        found = next((day for way in ways for read in _READERS if (day := read(way, today))), None)
    except (ValueError, OverflowError):  # the 31st of June, or a day after the last there is
        return None
    return found if found and found.date.year in YEARS else None


def split_due_date(text: str, today: date) -> TextWithDueDate:
    r"""Split the date off the end of a text (``by …``, ``on …``, ``before …``).

    ``until …`` is read, too. A backslash keeps the words in the text: ``meet \by fri`` is the text
    ``meet by fri``.
    """
    held = []
    for match in _find_date_starts(text):
        if match["held"]:
            held += [match.start()] if _is_possible_day(match["words"], today) else []
            continue
        due = parse_day(match["words"], today)
        rest = text[: match.start()].rstrip()
        if due and rest:
            words = re.sub(r"^by\s+", "", match["words"], flags=re.IGNORECASE).rstrip()
            return TextWithDueDate(_remove_characters(rest, held), words, due.date)
    return TextWithDueDate(_remove_characters(text, held))


def join_due_date(text: str, by: str, due: date | None, today: date) -> str:
    """Return a text and its date as one line, which `split_due_date` splits again."""
    ends = by if re.match(_STARTS, by) else f"by {by}"
    if due is None or split_due_date(f"x {ends}", today) != TextWithDueDate("x", by, due):
        ends = f"by {due.isoformat()}" if due else ""
    whole = f"{text} {ends}" if ends else text
    held = [m.start() for m in _find_date_starts(whole) if _is_possible_day(m["words"], today)]
    for at in reversed([at for at in held if at < len(text)]):
        whole = f"{whole[:at]}\\{whole[at:]}"
    return whole


def format_weekday_date(day: date, today: date) -> str:
    """Format a date: ``Fri 27 Nov``, with the year where it is another one."""
    return f"{_SHORT_DAYS[day.weekday()]} {format_date(day, today.year)}"


def format_due(due: date | None, by: str, today: date) -> str:
    """Format when a commitment is due: the date, or the words if they mean none."""
    return format_weekday_date(due, today) if due else by


def format_date(day: date, year: int | None = None) -> str:
    """Format a date without its weekday: ``27 Nov``, with its year unless `year`."""
    said = f"{day.day} {_SHORT_MONTHS[day.month - 1]}"
    return said if day.year == year else f"{said} {day.year}"


def _find_date_starts(text: str) -> Iterator[re.Match[str]]:
    # The words of each go to the end, so that one may begin within another's.
    starts = re.compile(_STARTS)
    before = text.rsplit(None, MOST_WORDS)
    at = len(before[0]) if len(before) > MOST_WORDS else 0
    while match := starts.search(text, at):
        yield match
        at = match.start("words") + 1


def _is_possible_day(words: str, today: date) -> bool:
    # Words within it may be held themselves, as in "\by \next fri".
    return parse_day(re.sub(_HELD, "", words), today) is not None


def _remove_characters(text: str, places: list[int]) -> str:
    for at in reversed(places):
        text = text[:at] + text[at + 1 :]
    return text


def _parse_named_day(words: str, today: date) -> ParsedDay | None:
    after = {
        "today": 0,
        "tonight": 0,
        "hoy": 0,
        "esta noche": 0,
        "tomorrow": 1,
        "manana": 1,
        "day after tomorrow": 2,
        "pasado manana": 2,
        "next week": 7,
        "proxima semana": 7,
        "semana que viene": 7,
    }.get(words)
    if after is not None:
        return ParsedDay(today + timedelta(days=after))
    if words in ("weekend", "fin de semana"):
        return ParsedDay(_next_weekday(5, today))
    return None


def _parse_weekday(words: str, today: date) -> ParsedDay | None:
    found = re.fullmatch(
        r"(?P<next>(?:next|proximo)\s+)?(?P<day>[a-z]+)\.?(?P<after>\s+(?:que viene|proximo))?",
        words,
    )
    if not found or found["day"] not in _WEEKDAYS:
        return None
    number = _WEEKDAYS[found["day"]]
    if found["next"] and not words.startswith("proximo"):
        return ParsedDay(today + timedelta(days=7 - today.weekday() + number))
    return ParsedDay(_next_weekday(number, today))


def _next_weekday(weekday: int, today: date) -> date:
    return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)


def _parse_delay(words: str, today: date) -> ParsedDay | None:
    found = re.fullmatch(
        r"(?:in|within|en|dentro de)\s+(?P<number>[a-z]+|[0-9]{1,3})\s+"
        r"(?:(?P<days>days?|dias?)|(?P<weeks>weeks?|semanas?)|(?:months?|mes|meses)"
        r"|(?P<years>years?|anos?))",
        words,
    )
    if not found:
        return None
    said = found["number"]
    number = int(said) if said.isdigit() else _NUMBERS.get(said, 0)
    if not number:
        return None
    if found["days"] or found["weeks"]:
        return ParsedDay(today + timedelta(days=number * (1 if found["days"] else 7)))
    months = today.month - 1 + number * (12 if found["years"] else 1)
    year, month = today.year + months // 12, months % 12 + 1
    return ParsedDay(date(year, month, min(today.day, _last_day_of_month(year, month))))


def _parse_end_of_period(words: str, today: date) -> ParsedDay | None:
    found = re.fullmatch(
        r"(?:end|finales|fines|fin|final)\s+(?:of|del?)\s+(?:(?:the|this|este|esta|la)\s+)?"
        r"(?P<what>[a-z]+)",
        words,
    )
    if not found:
        return None
    what = found["what"]
    if what in ("week", "semana"):
        return ParsedDay(today + timedelta(days=6 - today.weekday()))
    if what in ("year", "ano"):
        return ParsedDay(date(today.year, 12, 31))
    month = today.month if what in ("month", "mes") else _MONTHS.get(what)
    if month is None:
        return None
    year = today.year + (month < today.month)
    return ParsedDay(date(year, month, _last_day_of_month(year, month)))


def _parse_day_and_month(words: str, today: date) -> ParsedDay | None:
    # A weekday may stand before the date: the date is what counts, and is shown back.
    words = re.sub(rf"^(?:{'|'.join(_WEEKDAYS)})\.?,?\s+(?:the\s+)?", "", words)
    day, year = (
        r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th|º|o)?",
        r"(?:,?\s+(?:del?\s+)?(?P<year>[0-9]{4}))?",
    )
    month = r"(?P<month>[a-z]+)\.?"
    found = re.fullmatch(rf"{day}\.?\s*(?:of\s+|de\s+)?{month}{year}", words) or re.fullmatch(
        rf"{month}\s+(?:the\s+)?{day}{year}", words
    )
    if not found or found["month"] not in _MONTHS:
        return None
    return ParsedDay(_next_date(int(found["day"]), _MONTHS[found["month"]], found["year"], today))


def _parse_numeric(words: str, today: date) -> ParsedDay | None:
    iso = re.fullmatch(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})", words)
    if iso:
        return ParsedDay(date(int(iso[1]), int(iso[2]), int(iso[3])))
    found = re.fullmatch(
        r"(?P<day>[0-9]{1,2})(?P<sign>[/.-])\s?(?P<month>[0-9]{1,2})"
        r"(?:(?P=sign)\s?(?P<year>[0-9]{4}|[0-9]{2}))?",
        words,
    )
    if not found:
        return None
    day, month = int(found["day"]), int(found["month"])
    either = day <= 12 and month <= 12 and day != month
    if month > 12:
        day, month = month, day
    year = found["year"]
    return ParsedDay(
        _next_date(day, month, f"20{year}" if year and len(year) == 2 else year, today), either
    )


def _parse_day_of_month(words: str, today: date) -> ParsedDay | None:
    found = re.fullmatch(
        r"(?:the\s+|el\s+)(?:dia\s+)?([0-9]{1,2})|([0-9]{1,2})(?:st|nd|rd|th)", words
    )
    if not found:
        return None
    day = int(next(group for group in found.groups() if group))
    year, month = today.year, today.month
    while day < 1 or day > _last_day_of_month(year, month) or date(year, month, day) < today:
        if not 1 <= day <= 31:
            return None
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    return ParsedDay(date(year, month, day))


def _last_day_of_month(year: int, month: int) -> int:
    from calendar import monthrange  # noqa: PLC0415 - few commitments need it

    return monthrange(year, month)[1]


def _next_date(day: int, month: int, year: str | None, today: date) -> date:
    if year:
        return date(int(year), month, day)
    this = today.year
    if (month, day) == (2, 29):  # the next year that has the day
        while _last_day_of_month(this, 2) < day or date(this, month, day) < today:
            this += 1
        return date(this, month, day)
    found = date(this, month, day)
    return found if found >= today else date(this + 1, month, day)


_READERS: tuple[Callable[[str, date], ParsedDay | None], ...] = (
    _parse_named_day,
    _parse_weekday,
    _parse_delay,
    _parse_end_of_period,
    _parse_day_and_month,
    _parse_numeric,
    _parse_day_of_month,
)
