"""Cleaning up a name as written: addresses, roles, degrees, order."""

from __future__ import annotations

import re
import unicodedata

from oneone_tui.workshop.text import LINE_LIMIT, clean, fold

ADDRESS = re.compile(r"<\s*(?:mailto:)?([^<>\s@]{1,64}@[^<>\s@]{1,255})\s*>", re.IGNORECASE)
"""The pattern of an address that follows a name in an email's "To:"."""

_ANY_ADDRESS = re.compile(r"[^\s<>()\[\],;:\"']{1,64}@[^\s<>()\[\],;:\"']{1,255}")
_ROLE = (
    r"(?:co-?host|host|me|guest|unverified|verified|external|internal|presenter|organi[sz]er"
    r"|gast|extern|externe|externo|invité|invitada|invitado|convidado|anfitrión|anfitrião)"
)
_ROLES = re.compile(rf"(?:\s*[(\[]{_ROLE}(?:\s*,\s*{_ROLE})*[)\]])+$", re.IGNORECASE)
_ORIGINAL = re.compile(r"(.+?)\s*\(([^()/]+)\)")
_DEGREE = re.compile(r",\s*(?=(?:jr|sr|ii|iii|iv|phd|ph\.d|md|m\.d|esq)\b\.?)", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")
_TOTALS = frozenset(("total", "totals", "subtotal", "average", "summary", "gesamt", "summe"))
_COUNTED = frozenset(("grand", "of", "records", "people", "participants", "attendees", "members"))
_NOT_A_NAME = frozenset({"n/a", "#n/a", "none", "null"})


def split_email(text: str) -> tuple[str, str]:
    """Split an email address off a name: "Ana (ana@x.org)" gives Ana and the address."""
    text = clean(text, limit=LINE_LIMIT)
    found = _ANY_ADDRESS.search(text)
    if not found:
        return text, ""
    name = f"{text[: found.start()]} {text[found.end() :]}"
    return clean(name.strip(" <>()[]\"',;:-–—|")), found[0].rstrip(".")


def without_roles(name: str) -> str:
    """Remove what a call appends to names: "Ana Ruiz (Guest)", "Ben (Host, me)"."""
    return _ROLES.sub("", name)


def without_original(name: str) -> str:
    """Keep the name that a person chose in the call, of "Ana (Ana Ruiz)".

    That is how they want to be called. All of "Ana (she/her)" was chosen.
    """
    match = _ORIGINAL.fullmatch(name)
    return match[1] if match else name


def without_degree_comma(text: str) -> str:
    """Remove the comma of "Ben Okafor, Jr.", which separates nothing."""
    return _DEGREE.sub(" ", text)


def first_name_first(name: str) -> str:
    """Turn "Ruiz, Ana" into "Ana Ruiz"; anything without exactly one comma stays."""
    last, comma, first = name.partition(",")
    if not (comma and last.strip() and first.strip()) or "," in first:
        return name
    return f"{first.strip()} {last.strip()}"


def is_total(cell: str) -> bool:
    """Return whether a row is a table's total: "Total", "Grand Totals (7 records)"."""
    words = set(_WORD.findall(fold(cell)))
    return bool(words & _TOTALS) and words <= _TOTALS | _COUNTED


def is_name(text: str) -> bool:
    """Return whether a text can be a name: it has letters or a pictograph."""
    kinds = {unicodedata.category(char) for char in text}
    shown = "So" in kinds or any(kind.startswith("L") for kind in kinds)
    return shown and fold(text) not in _NOT_A_NAME
