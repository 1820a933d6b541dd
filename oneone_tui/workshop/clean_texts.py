"""Cleaning all texts of a nested structure, such as a guide, a change or a file."""

from collections.abc import Callable


def clean_texts(value: object, clean: Callable[[str], str]) -> object:
    """Return `value` with `clean` applied to every text in it.

    `value` is made of plain dictionaries and lists; a tuple becomes a list.
    """
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, list | tuple):
        return [clean_texts(item, clean) for item in value]
    if isinstance(value, dict):
        return {key: clean_texts(item, clean) for key, item in value.items()}
    return value
