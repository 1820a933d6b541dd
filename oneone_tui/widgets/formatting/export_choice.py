"""Parsing of an export format as it is typed into the entry line."""

from __future__ import annotations

from typing import NamedTuple

from oneone_tui.exports.formats import FORMS, ExportOptions
from oneone_tui.keymap import key_for

DEFAULT_FORMAT = next(iter(FORMS))
"""The format used if none is typed."""
ANONYMOUS, FEEDBACK = "anonymous", "feedback"


def export_question() -> str:
    """Ask for a form, with the names of all forms."""
    return f"export as {' '.join(FORMS)} ({key_for('line.keep')}: {DEFAULT_FORMAT})"


class UnknownFormat(ValueError):
    """A word is neither a format nor an option; the message lists what there is."""


class ExportChoice(NamedTuple):
    """A format's name, and the options of the export."""

    form: str
    options: ExportOptions


def parse_export_choice(text: str) -> ExportChoice:
    """Parse the format and the options in a line.

    The beginning of a name is enough; without one, it is the usual format.

    Raises:
        UnknownFormat: A word is neither a format nor an option.
    """
    form, chosen = "", set()
    for word in text.casefold().split():
        name = next((name for name in FORMS if name.startswith(word)), "")
        option = next((o for o in (ANONYMOUS, FEEDBACK) if o.startswith(word)), "")
        if name and not form:
            form = name
        elif option:
            chosen.add(option)
        else:
            raise UnknownFormat(
                f"“{word}” is not a format: {', '.join(FORMS)}; "
                f"add {ANONYMOUS} or {FEEDBACK} if you like"
            )
    return ExportChoice(
        form or DEFAULT_FORMAT,
        ExportOptions(feedback=FEEDBACK in chosen, anonymous=ANONYMOUS in chosen),
    )
