"""Cleaning whole structures: what a guide, a change or a file brings passes through here."""

from collections.abc import Callable


def cleaned(value: object, clean: Callable[[str], str]) -> object:
    """`value`, made of plain dictionaries and lists, with `clean` applied to every text in it."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, list | tuple):
        return [cleaned(item, clean) for item in value]
    if isinstance(value, dict):
        return {key: cleaned(item, clean) for key, item in value.items()}
    return value
