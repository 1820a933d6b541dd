"""What a column holds, by its label: "E-Mail", "2. ¿En qué equipo estás?", "Name - First"."""

from __future__ import annotations

import re
from functools import lru_cache

from oneone_tui.workshop.roster.column_words import FILLERS, FOREIGN, NAMES, ColumnKind
from oneone_tui.workshop.roster.word_sets import word_set
from oneone_tui.workshop.text import fold

NAME_KINDS = frozenset(
    {
        ColumnKind.FULL,
        ColumnKind.DISPLAY,
        ColumnKind.PERSON,
        ColumnKind.FIRST,
        ColumnKind.LAST,
        ColumnKind.SECOND_LAST,
        ColumnKind.PREFERRED,
    }
)

_PARENTHESIS = re.compile(r"\([^()]{2,}\)|\[[^\[\]]{2,}\]")
_PLURAL = re.compile(r"\(([a-z]{1,2})\)", re.IGNORECASE)  # "Group(s)"
_WORD = re.compile(r"[^\W_]+")
_CLAUSE = re.compile(r"[.:;!?|\n]+|\s[-–—/]+\s")
_NUMBERING = re.compile(
    r"^\W*(?:(?:q|question|frage|pregunta|pergunta|domanda) ?)?\d{1,3}[a-z]?[\W_]+", re.IGNORECASE
)


def _split_words(label: str) -> list[str]:
    label = _PLURAL.sub(r" \1", _PARENTHESIS.sub(" ", label))
    return _WORD.findall(fold(label))


# Compared without spaces, so that "firstname", "first_name" and "First Name" are one.
_KINDS = {
    "".join(_split_words(name)): kind
    for kind, names in reversed(NAMES.items())
    for name in names.split(",")
}
_FILLERS = frozenset(_split_words(FILLERS))
_PLAIN_KINDS = {
    plain: kind
    for kind, names in reversed(NAMES.items())
    for name in names.split(",")
    if (plain := "".join(word for word in _split_words(name) if word not in _FILLERS))
}
_PERSONS = frozenset(name for name, kind in _KINDS.items() if kind is ColumnKind.PERSON)
_STATUS_WORDS = word_set("status statut estado stato situacao estatus")
_NOT_OF_COMING = word_set("""
    subscription payment marital lead sms email billing employment membership member immigration
    civil pago paiement zahlung civile pagamento account opt change date at
""")
_NUMBERED = re.compile(r"(.*[^\W\d_])[ #_-]*(?:\d{1,2}|[A-H])")
_FOREIGN = frozenset(_split_words(FOREIGN))


@lru_cache(maxsize=4096)
def column_kind(label: str) -> ColumnKind | None:
    """Return what a column with this label holds, or None if the label is not known.

    The whole label counts first, then its clauses from the last to the first: a form's title is
    "Full Name - First Name" or "First of all; what's your first name?".
    """
    label = _NUMBERING.sub("", label)
    kind = _kind_of_words(_split_words(label))
    if kind is ColumnKind.FULL:
        return _part_in_parentheses(label) or kind
    if kind:
        return kind
    clauses = [words for words in map(_split_words, _CLAUSE.split(label)) if words]
    if len(clauses) < 2:
        return None
    if any(_FOREIGN.intersection(words) for words in clauses):
        return ColumnKind.OTHER
    return next((kind for kind in map(_kind_of_words, reversed(clauses)) if kind), None)


def is_one_of_several(label: str) -> str:
    """Return what a numbered label for a person is without its number: "person" of "Person 2".

    Nothing for any other label.
    """
    found = _NUMBERED.fullmatch(label.strip())
    kinds = (ColumnKind.FULL, ColumnKind.PERSON)
    return fold(found[1]) if found and column_kind(found[1]) in kinds else ""


def _part_in_parentheses(label: str) -> ColumnKind | None:
    """Return the part of a name that a label has in parentheses: "Name (First)"."""
    parts = (_KINDS.get("".join(_split_words(one[1:-1]))) for one in _PARENTHESIS.findall(label))
    return next((kind for kind in parts if kind in (ColumnKind.FIRST, ColumnKind.LAST)), None)


def _kind_of_words(words: list[str]) -> ColumnKind | None:
    whole = _KINDS.get("".join(words))
    if whole:
        return whole
    if _FOREIGN.intersection(words):
        return ColumnKind.OTHER if len(words) > 1 else None
    plain = [word for word in words if word not in _FILLERS]
    bare = [word for word in plain if word not in _PERSONS]
    if plain and not bare:
        return _KINDS.get("".join(words), ColumnKind.PERSON)
    for form in (plain, bare):
        kind = _KINDS.get("".join(form)) or _PLAIN_KINDS.get("".join(form))
        if kind:
            return kind
    is_status = _STATUS_WORDS.intersection(words) and not _NOT_OF_COMING.intersection(words)
    return ColumnKind.STATUS if is_status else None
