"""Cleaning up a name as written: addresses, roles, degrees, order."""

from __future__ import annotations

import re
from functools import lru_cache

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
_DEGREE = re.compile(
    r",\s*(?=(?:jr|sr|ii|iii|iv|phd|ph\.d|md|m\.d|esq|rn|msw|lcsw|mba|mph|jd|j\.d|dds|cpa|ed\.?d)"
    r"\b\.?(?=\s*(?:$|[,;<(\t|\n])))",
    re.IGNORECASE,
)
_SUFFIX = re.compile(r"\s+(?:jr|sr|ii|iii|iv|phd|md|esq)\.?$", re.IGNORECASE)
_QUOTES = re.compile(r"[“„‟\"«\u2039'‘]([^“”„\"«»\u2039\u203a]+)[”“\"»\u203a'’]")
_PRONOUN = (
    r"(?:she|her|hers|he|him|his|they|them|theirs?|xe|xem|ze|zir|hir|it|its|any|all"
    r"|ella|el|elle|elles|la|le|lui|iel|eux|il|ils|sie|ihr|ihre|er|ihm|ihn|sein|dey|keine"
    r"|ela|dela|ele|dele|elu|delu|lei|loro|elu|hen)"
)
_PRONOUNS = re.compile(
    rf"[(\[]?\s*(?:{_PRONOUN}(?:\s*[/|,&]\s*{_PRONOUN})+|any pronouns|all pronouns"
    rf"|(?:my )?pronouns:?\s*{_PRONOUN}.*)\s*[)\]]?",
)
_PHONE = re.compile(
    r"(?:\(?\b(?:tel|phone|mobile|cell|mob|tfn|handy|telefono|tlf|ph|m|t)\b[.:]*\s*)?"
    r"(?<![\w@])(?:\+|00)?\(?\d[\d\s().\-/–*]{5,}[\d*]\)?(?!\w)",
    re.IGNORECASE,
)
_PHONE_DIGITS = 7
_HANDLE = re.compile(r"(?:^|[\s(\[])@[\w.]{2,}[)\]]?$")
_EXTRA = re.compile(
    r"\s*(?:\(\s*)?\+\s?(\d{1,2}|one|uno|una|eins|un|une|um|guest|invitad[oa])\b(?:\s*\))?\s*$",
    re.IGNORECASE,
)
_EDGES = " \t,;|:–—-"


def split_email(text: str) -> tuple[str, str]:
    """Split an email address off a name: "Ana (ana@x.org)" gives Ana and the address."""
    text = clean(text, limit=LINE_LIMIT)
    found = _ANY_ADDRESS.search(text)
    if not found:
        return text, ""
    name = f"{text[: found.start()]} {text[found.end() :]}"
    return clean(name.strip(" <>()[]\"',;:-–—|")), found[0].rstrip(".")


def split_phone(text: str) -> tuple[str, str]:
    """Split a phone number off a name: "Ana, +1 415-555-0100" gives Ana and the number."""
    found = _PHONE.search(text)
    if not found or sum(map(str.isdigit, found[0])) + found[0].count("*") < _PHONE_DIGITS:
        return text, ""
    number = found[0].lstrip("(").strip() if found[0].count("(") > found[0].count(")") else found[0]
    start = re.search(r"[+(\d]", number)
    number = number[start.start() :] if start else number
    name = (
        f"{text[: found.start()].rstrip(_EDGES + '(')} {text[found.end() :].lstrip(_EDGES + ')')}"
    )
    return clean(name), clean(number)


def split_extra(name: str) -> tuple[str, str]:
    """Split off who else comes along: "Dee +1" gives Dee and "1"."""
    found = _EXTRA.search(name)
    return (name[: found.start()], found[1]) if found and found.start() else (name, "")


def without_handle(name: str) -> str:
    """Remove a handle behind a name, "Chloé @chloe_n"; a handle alone stays."""
    found = _HANDLE.search(name)
    return name[: found.start()].rstrip(_EDGES) if found and found.start() else name


@lru_cache(maxsize=4096)
def is_pronouns(text: str) -> bool:
    """Return whether a text is only somebody's pronouns: "she/her", "(elle)", "they/them"."""
    return _PRONOUNS.fullmatch(fold(text)) is not None


def trim_edges(name: str) -> str:
    """Remove what separated a name from what stood beside it: "Ana Ruiz," or "Ben -"."""
    quoted = _QUOTES.fullmatch(name.strip(_EDGES))
    return (quoted[1] if quoted else name).strip(_EDGES)


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
    if not (comma and last.strip() and first.strip()) or "," in first or is_pronouns(first):
        return name
    first, suffix = first.strip(), _SUFFIX.search(first.strip())
    if suffix:
        return f"{first[: suffix.start()]} {last.strip()}{suffix[0]}"
    return f"{first} {last.strip()}"
