"""The records of a roster, and what its readers hand to each other."""

from __future__ import annotations

import msgspec

MAX_SIZE = 1_000_000
"""The most bytes of a file, or characters of a pasted text."""
MAX_LINES = 10_000
"""The most lines of a file; most of them cannot be people."""


class RosterError(ValueError):
    """A roster that cannot be read; the message is one line that says what to do."""


class RosterPerson(msgspec.Struct, frozen=True):
    """One person of a roster."""

    name: str
    team: str = ""
    tags: tuple[str, ...] = ()


class RosterRemark(msgspec.Struct, frozen=True):
    """Something that the user should know about the roster; line 0 means the whole."""

    line: int
    text: str

    def __str__(self) -> str:
        """Return the remark as it is shown."""
        return f"line {self.line}: {self.text}" if self.line else self.text


class Roster(msgspec.Struct, frozen=True):
    """The people of a roster in order, and in words what was read and what was not."""

    people: tuple[RosterPerson, ...]
    remarks: tuple[RosterRemark, ...]
    about: str


class FoundPerson(msgspec.Struct, frozen=True):
    """A person as the roster has them: the name as written, and the line of the row."""

    line: int
    name: str
    team: str = ""
    tags: tuple[str, ...] = ()
    email: str = ""


class RosterReading(msgspec.Struct, frozen=True):
    """Everybody who was found, and what is needed to understand their names."""

    found: tuple[FoundPerson, ...]
    remarks: tuple[RosterRemark, ...]
    source: str
    """Completes "7 people from …"."""
    visits: bool = False
    """A call's list, where whoever came back stands twice."""
    originals: bool = False
    """Names are followed by the account's name: "Ana (Ana Ruiz)"."""
