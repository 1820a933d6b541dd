"""Contacts as phones and mail programs export them: vCard 2.1, 3.0 and 4.0."""

from __future__ import annotations

import quopri
import re
from collections.abc import Iterator

import msgspec

from oneone_tui.workshop.roster.records import FoundPerson, LeftOut, RosterReading
from oneone_tui.workshop.text import NAME_LIMIT, clean

_CARD = re.compile(r"\s*BEGIN:VCARD\s*$", re.IGNORECASE | re.MULTILINE)
_ESCAPED = re.compile(r"\\(.)")
_QUOTED_PRINTABLE = re.compile(r"ENCODING=QUOTED-PRINTABLE|;QUOTED-PRINTABLE", re.IGNORECASE)


class _Property(msgspec.Struct, frozen=True):
    """A line of a card: its name, parameters and value."""

    line: int
    name: str
    parameters: str
    value: str


def is_contacts(text: str) -> bool:
    """Return whether a text is a file of contacts."""
    return _CARD.match(text.lstrip("\ufeff \t\r\n")) is not None


def read_contacts(text: str) -> RosterReading:
    """Read the people of a file of contacts; categories are tags.

    A card of an organization, without a person, is left out.
    """
    found: list[FoundPerson] = []
    left_out: list[LeftOut] = []
    for card in _cards(text):
        values: dict[str, list[_Property]] = {}
        for one in card:
            values.setdefault(one.name, []).append(one)

        def first(name: str, values: dict[str, list[_Property]] = values) -> str:
            return next((_plain(one.value) for one in values.get(name, ()) if one.value), "")

        organization = _plain(first("ORG").replace(";", " "))
        name = _name(values) or first("NICKNAME")
        line = card[0].line
        if (
            not name
            or first("KIND").lower() in ("org", "group", "location")
            or (organization and name == organization and not _name(values, parts_only=True))
        ):
            shown = clean(name or organization or first("EMAIL"), limit=NAME_LIMIT)
            left_out.append(LeftOut(line, shown, "no person's name"))
            continue
        tags = [tag for one in values.get("CATEGORIES", ()) for tag in one.value.split(",")]
        known = (clean(_plain(tag), limit=NAME_LIMIT) for tag in tags)
        found.append(
            FoundPerson(
                line=line,
                name=name,
                tags=tuple(dict.fromkeys(tag for tag in known if tag and tag != "myContacts")),
                email=clean(first("EMAIL").removeprefix("mailto:"), limit=NAME_LIMIT),
                phone=clean(first("TEL").removeprefix("tel:"), limit=NAME_LIMIT),
            )
        )
    return RosterReading(tuple(found), (), "a file of contacts", left_out=tuple(left_out))


def _name(values: dict[str, list[_Property]], *, parts_only: bool = False) -> str:
    """Return the formatted name, or else the first name and the last name."""
    formatted = next((_plain(one.value) for one in values.get("FN", ()) if one.value.strip()), "")
    if formatted.strip() and not parts_only:
        return clean(formatted)
    parts = next((one.value for one in values.get("N", ())), "")
    last, first, *_ = [*(_plain(part) for part in re.split(r"(?<!\\);", parts)), "", ""]
    return clean(f"{first} {last}")


def _plain(value: str) -> str:
    return _ESCAPED.sub(lambda found: " " if found[1] in "nN" else found[1], value).strip()


def _cards(text: str) -> Iterator[list[_Property]]:
    card: list[_Property] = []
    for one in _properties(text):
        if one.name == "BEGIN":
            card = [one]
        elif one.name == "END" and card:
            yield card
            card = []
        elif card:
            card.append(one)
    if card:
        yield card


def _properties(text: str) -> Iterator[_Property]:
    """Yield the lines of the cards, unfolded and decoded."""
    for number, line in _unfold(text):
        head, colon, value = line.partition(":")
        name, _, parameters = head.partition(";")
        if not colon:
            continue
        if _QUOTED_PRINTABLE.search(f";{parameters}"):
            raw = quopri.decodestring(value.encode("utf-8", "replace"))
            charset = re.search(r"CHARSET=([\w-]+)", parameters, re.IGNORECASE)
            value = _decode(raw, charset[1] if charset else "utf-8")
        yield _Property(number, name.rpartition(".")[2].upper(), parameters, value)


def _unfold(text: str) -> Iterator[tuple[int, str]]:
    """Yield whole lines with their numbers: a line may go on in the next."""
    start, whole = 1, ""
    for number, line in enumerate(text.split("\n"), start=1):
        if whole and line.startswith((" ", "\t")):
            whole += line[1:]
        elif whole.endswith("=") and _QUOTED_PRINTABLE.search(whole):
            whole = whole[:-1] + line
        else:
            if whole:
                yield start, whole
            start, whole = number, line
    if whole:
        yield start, whole


def _decode(raw: bytes, charset: str) -> str:
    try:
        return raw.decode(charset)
    except (LookupError, UnicodeDecodeError):
        return raw.decode("utf-8", "replace")
