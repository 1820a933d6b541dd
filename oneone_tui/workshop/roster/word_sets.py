"""Sets of words, written as a text."""

from __future__ import annotations


def word_set(words: str) -> frozenset[str]:
    """Return the words of a text that parts them by spaces."""
    return frozenset(words.split())


def phrase_set(phrases: str) -> frozenset[str]:
    """Return the phrases of a text that parts them by commas."""
    return frozenset(" ".join(phrase.split()) for phrase in phrases.split(",") if phrase.strip())
