"""Splitting what names several people: "Ana, Ben and Cy", "Ana y Ben", "Ana · Ben"."""

from __future__ import annotations

import re

from oneone_tui.workshop.roster.given_names import begins_with_given_name
from oneone_tui.workshop.roster.name_cleanup import is_pronouns, without_degree_comma

# These always stand between people. Those of Spanish, Portuguese, Catalan and Italian also stand
# within surnames: "Ramón y Cajal", "Costa e Silva".
_BETWEEN = re.compile(
    r"\s*[&+]\s+(?=[^\W\d])|\s+(?:and|et|und|och|og|ja|en|ve)\s+|\s+(?:و|和|und|и)\s+",
    re.IGNORECASE,
)
_PARTICLES = re.compile(
    r"\b(?:von|zu|de|van|der) (?:und|and|et|y|e) |(?<!^)\b(?:und|and|et|y|e) (?:zu|von|de|der)\b",
    re.IGNORECASE,
)
_MAYBE_BETWEEN = re.compile(r"\s+(?:y|e)\s+", re.IGNORECASE)
_LEADING = re.compile(r"^(?:and|&|y|e|et|und|och|og|sowie)\s+(?=[^\W\d_a-z])")
_SEPARATOR = re.compile(r"[,;\t|]|\s+[/·•]\s+")
_SPACED = re.compile(r"\s+[/·•]\s+")


def split_list(text: str) -> list[str]:
    """Split a list of several people in one line, at commas and at "and"."""
    pieces = _SEPARATOR.split(without_degree_comma(text))
    named = [piece.strip() for piece in pieces if piece.strip() and not is_pronouns(piece)]
    return [one for piece in named for one in split_joined(_LEADING.sub("", piece))]


def split_joined(text: str) -> list[str]:
    """Split "Ana and Ben" into two; a text that names one person stays whole."""
    if _PARTICLES.search(text):  # "von und zu Hohenstein"
        return [text]
    parts = [part.strip() for part in _BETWEEN.split(text)]
    if len(parts) > 1 and all(map(_is_person, parts)):
        return [one for part in parts for one in split_joined(part)]
    before, between, after = _partition(text)
    if between and _is_person(before) and _is_person(after) and _are_two(before, after):
        return [*split_joined(before), *split_joined(after)]
    return [text]


def has_spaced_signs(text: str) -> bool:
    """Return whether a line separates names by spaced signs: "Ana / Ben", "Ana · Ben"."""
    return _SPACED.search(text) is not None


def _partition(text: str) -> tuple[str, str, str]:
    found = _MAYBE_BETWEEN.search(text)
    if not found:
        return text, "", ""
    return text[: found.start()].strip(), found[0], text[found.end() :].strip()


def _are_two(before: str, after: str) -> bool:
    """Return whether "y" or "e" stands between people, and not within one's surnames."""
    alone = len(before.split()) == 1
    return alone or len(after.split()) > 1 or begins_with_given_name(after)


def _is_person(text: str) -> bool:
    return sum(map(str.isalpha, text)) > 1 and len(text.split()) < 5
