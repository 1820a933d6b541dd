"""Parsing of an export format as it is typed into the entry line."""

from __future__ import annotations

from typing import NamedTuple

from oneone_tui.exports.formats import FORMS, ExportOptions

EXPORT = "export"
"""The purpose of the line while it asks for a form."""
USUAL = next(iter(FORMS))
CHIP = f"export as {' '.join(FORMS)} (enter: {USUAL})"
ANONYMOUS, FEEDBACK = "anonymous", "feedback"


class UnknownFormat(ValueError):
    """A word is neither a form nor an option; the message says what there is."""


class ExportChoice(NamedTuple):
    """A form's name, and how the session is to be written in it."""

    form: str
    options: ExportOptions


def parse_export_choice(text: str) -> ExportChoice:
    """The form that a line means: the beginning of a name is enough, none is the usual one.

    ``anonymize`` and ``feedback`` may stand beside it. Raises `UnknownFormat`.
    """
    form, said = "", set()
    for word in text.casefold().split():
        name = next((name for name in FORMS if name.startswith(word)), "")
        option = next((o for o in (ANONYMOUS, FEEDBACK) if o.startswith(word)), "")
        if name and not form:
            form = name
        elif option:
            said.add(option)
        else:
            raise UnknownFormat(
                f"“{word}” is no form: {', '.join(FORMS)}; with {ANONYMOUS} or {FEEDBACK} beside it"
            )
    return ExportChoice(
        form or USUAL, ExportOptions(feedback=FEEDBACK in said, anonymous=ANONYMOUS in said)
    )
