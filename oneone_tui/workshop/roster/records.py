"""The records of a roster, and what its readers hand to each other."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

MAX_SIZE = 1_000_000
"""The most bytes of a file, or characters of a pasted text."""
MAX_LINES = 10_000
"""The most lines of a file; most of them cannot be people."""

MAX_NAMES = 12_000
"""The most names in a text that are looked at; most of them are said again and again."""


class RosterError(ValueError):
    """A roster that cannot be read; the message is one line that says what to do."""


class RosterPerson(msgspec.Struct, frozen=True):
    """One person of a roster; email and phone are for following up, not for the room."""

    name: str
    team: str = ""
    tags: tuple[str, ...] = ()
    email: str = ""
    phone: str = ""


class RosterRemark(msgspec.Struct, frozen=True):
    """Something that the user should know about the roster; line 0 means the whole.

    `doubt` tells a guess, which could be wrong, from a plain statement.
    """

    line: int
    text: str
    doubt: bool = False

    def __str__(self) -> str:
        """Return the remark as it is shown."""
        return f"line {self.line}: {self.text}" if self.line else self.text


class LeftOut(msgspec.Struct, frozen=True):
    """A row that was not taken, and why.

    `person` is who would be added if it were taken after all; None if there is nobody in it.
    `doubt` tells a guess ("a device") from what the roster itself says ("cancelled").
    """

    line: int
    text: str
    reason: str
    person: RosterPerson | None = None
    doubt: bool = False

    def __str__(self) -> str:
        """Return what was left out as it is shown."""
        shown = (
            f"«{self.text}» left out: {self.reason}" if self.text else f"{self.reason}, left out"
        )
        return f"line {self.line}: {shown}" if self.line else shown


class Roster(msgspec.Struct, frozen=True):
    """The people of a roster in order, and in words what was read and what was not.

    `twice` has a sentence for each name that is listed twice and may be two people: the first is
    among `people`, the others are in `left_out`.
    """

    people: tuple[RosterPerson, ...]
    remarks: tuple[RosterRemark, ...]
    about: str
    left_out: tuple[LeftOut, ...] = ()
    twice: tuple[str, ...] = ()

    def doubts(self) -> tuple[str, ...]:
        """Return in words every guess that was made, in the order of the lines."""
        notes: Iterable[RosterRemark | LeftOut] = (*self.remarks, *self.left_out)
        guesses = sorted((note for note in notes if note.doubt), key=lambda note: note.line)
        return tuple(map(str, guesses))


class FoundPerson(msgspec.Struct, frozen=True):
    """A person as the roster has them: the name as written, and the line of the row.

    `left_out` is why they do not come, if the roster says so.
    """

    line: int
    name: str
    team: str = ""
    tags: tuple[str, ...] = ()
    email: str = ""
    phone: str = ""
    left_out: str = ""


class RosterReading(msgspec.Struct, frozen=True):
    """Everybody who was found, and what is needed to understand their names."""

    found: tuple[FoundPerson, ...]
    remarks: tuple[RosterRemark, ...]
    source: str
    """Completes "7 people from …"."""
    left_out: tuple[LeftOut, ...] = ()
    visits: bool = False
    """A call's list, where whoever came back is listed twice."""
    originals: bool = False
    """Names are followed by the account's name: "Ana (Ana Ruiz)"."""
    cells: bool = False
    """Names are cells of a table: a comma in one is that of "Ruiz, Ana"."""
