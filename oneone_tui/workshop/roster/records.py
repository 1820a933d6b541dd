"""What a roster is made of, and what its reading hands from desk to desk."""

from __future__ import annotations

import msgspec

MAX_SIZE = 1_000_000
"""Bytes, or characters of a pasted text."""
MAX_LINES = 10_000
"""Lines of a file, most of which can be no person's."""


class RosterError(ValueError):
    """A roster cannot be read; the message is one line that says what to do about it."""


class Listed(msgspec.Struct, frozen=True):
    """One person of a roster."""

    name: str
    team: str = ""
    tags: tuple[str, ...] = ()


class Remark(msgspec.Struct, frozen=True):
    """Something a reader of the roster should know; line 0 is the roster as a whole."""

    line: int
    text: str

    def __str__(self) -> str:
        """The remark as it is shown."""
        return f"line {self.line}: {self.text}" if self.line else self.text


class Roster(msgspec.Struct, frozen=True):
    """The people of a roster in its order, and in words what was read and what was not."""

    people: tuple[Listed, ...]
    remarks: tuple[Remark, ...]
    about: str


class Found(msgspec.Struct, frozen=True):
    """Somebody as the roster has them: the name as written, on the line where the row starts."""

    line: int
    name: str
    team: str = ""
    tags: tuple[str, ...] = ()
    email: str = ""


class Reading(msgspec.Struct, frozen=True):
    """Everybody who was found, and what the place says about how to understand it."""

    found: tuple[Found, ...]
    remarks: tuple[Remark, ...]
    source: str
    """Completes "7 people from …"."""
    visits: bool = False
    """A call's list, where whoever came back stands twice."""
    originals: bool = False
    """Names are followed by the account's name: "Ana (Ana Ruiz)"."""
