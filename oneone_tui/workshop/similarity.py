"""Similarity of two lines, apart from case, plurals, order and misspellings.

The result is only suggested to a person. A similarity is rather missed than invented: every word
that carries meaning must have its counterpart.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from oneone_tui.workshop.text import fold

_Word = frozenset[str]  # what a word may be: itself, or what it may be the plural of
_Words = tuple[_Word, ...]
_Twins = Callable[[_Word, _Word], bool]

_LITTLE = (
    "a an and are as at be being been can do for has have having i in is it its me my of on our "
    "ours so that the this to us very was we were will with "
    "con de del el en es ha hay la las los lo muy mi nos nuestra nuestras nuestro nuestros para "
    "por que se son su tiene un una unos unas y"
)
_STOP_WORDS = frozenset(_LITTLE.split())
# Not among them: whatever turns the meaning round (no, not, from, against, without, less).
_IRREGULAR = {
    "children": "child",
    "people": "person",
    "men": "man",
    "women": "woman",
    "lives": "life",
    "feet": "foot",
    "teeth": "tooth",
}
_VOWELS = frozenset("aeiouy")
_SOUND_ALIKE = ({"c", "s"}, {"s", "z"}, {"c", "k"})
_LONG, _VERY_LONG = 6, 12
"""Letters from which a word may have one misspelling, or two."""


def are_similar(one: str, other: str) -> bool:
    """Return whether two lines mean the same, as far as their words tell."""
    if word_initials(one) != word_initials(other):  # most are told apart by this
        return False
    ones, others = _drop_counterparts(
        _meaningful_words(one), _meaningful_words(other), _are_same_word
    )
    return not any(_drop_counterparts(ones, others, _are_misspelled))


def have_same_words(one: str, other: str) -> bool:
    """Return whether two lines have the same meaningful words, spelled the same."""
    return not any(
        _drop_counterparts(_meaningful_words(one), _meaningful_words(other), _are_same_word)
    )


@lru_cache(maxsize=4_000)
def word_initials(text: str) -> str:
    """Return what similar lines always share, so that only those need be compared."""
    # A word, its plural and its misspellings begin with the same letter.
    return "".join(sorted(min(word)[:1] for word in _meaningful_words(text)))


@lru_cache(maxsize=4_000)
def _meaningful_words(text: str) -> _Words:
    found = re.findall(r"\w+(?:'\w+)*", fold(text))
    telling = [word for word in found if word not in _STOP_WORDS]
    return tuple(_stems(word) for word in telling or found or [fold(text)])


def _stems(word: str) -> _Word:
    word = word.removesuffix("'s")
    if word in _IRREGULAR:
        return frozenset((_IRREGULAR[word],))
    if len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return frozenset((word,))
    bare = word[:-1]
    if bare in _IRREGULAR:  # "childrens"
        return frozenset((_IRREGULAR[bare],))
    if word.endswith("ies"):
        return frozenset((word[:-3] + "y", bare))
    if word.endswith("es") and len(word) >= _LONG:  # "classes", "valores"
        return frozenset((bare, word[:-2]))
    return frozenset((bare,))


def _drop_counterparts(ones: _Words, others: _Words, are_twins: _Twins) -> tuple[_Words, _Words]:
    alone, left = [], list(others)
    for word in ones:
        twin = next((other for other in left if are_twins(word, other)), None)
        if twin is None:
            alone.append(word)
        else:
            left.remove(twin)
    return tuple(alone), tuple(left)


def _are_same_word(one: _Word, other: _Word) -> bool:
    return bool(one & other)


def _are_misspelled(ones: _Word, others: _Word) -> bool:
    return any(_is_misspelling(one, other) for one in ones for other in others)


def _is_misspelling(one: str, other: str) -> bool:
    longer = max(len(one), len(other))
    # Only where letters are sounds: a sign less in Chinese may turn the meaning round.
    if longer < _LONG or one[:1] != other[:1] or not f"{one}{other}".isalpha():
        return False
    if not f"{one}{other}".isascii():
        return False
    from rapidfuzz.distance import OSA, Levenshtein  # noqa: PLC0415

    if OSA.distance(one, other) > (2 if longer >= _VERY_LONG else 1):
        return False
    # One letter for another is a slip where it sounds the same; else it is another word.
    swapped = sorted(one) == sorted(other)
    return swapped or all(
        _sound_alike(one[op.src_pos], other[op.dest_pos])
        for op in Levenshtein.editops(one, other)
        if op.tag == "replace"
    )


def _sound_alike(one: str, other: str) -> bool:
    return {one, other} <= _VOWELS or {one, other} in _SOUND_ALIKE
