"""How a person says in the line what a session is to be written as."""

from __future__ import annotations

from typing import NamedTuple

from oneone_tui.exports.forms import FORMS, Options

EXPORT = "export"
"""The purpose of the line while it asks for a form."""
USUAL = next(iter(FORMS))
CHIP = f"export as {' '.join(FORMS)} (enter: {USUAL})"
ANONYMOUS, FEEDBACK = "anonymous", "feedback"


class UnknownForm(ValueError):
    """A word is neither a form nor an option; the message says what there is."""


class Wanted(NamedTuple):
    """A form's name, and how the session is to be written in it."""

    form: str
    options: Options


def read_form(text: str) -> Wanted:
    """The form that a line means: the beginning of a name is enough, none is the usual one.

    ``anonymous`` and ``feedback`` may stand beside it. Raises `UnknownForm`.
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
            raise UnknownForm(
                f"“{word}” is no form: {', '.join(FORMS)}; with {ANONYMOUS} or {FEEDBACK} beside it"
            )
    return Wanted(form or USUAL, Options(feedback=FEEDBACK in said, anonymous=ANONYMOUS in said))
