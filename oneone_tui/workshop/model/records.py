"""The records of a session: one class for each table of the session file.

All are immutable. Times are UTC, lengths are seconds, every record has a stable id.
"""

from datetime import date, datetime

import msgspec

from oneone_tui.workshop.model.terms import NoteKind, Presence, Role, Stage, WishKind

FORMAT = 1
"""The version of the session file's format that this program writes."""
MAX_PEOPLE = 500
"""The most people a workshop can have."""


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """One document of a session's table."""

    id: str


class SessionInfo(Record, frozen=True, kw_only=True):
    """What the session as a whole is: one record.

    `seed` is the chance that pairs are drawn by; `unlike` prefers pairs with other tags. Whoever
    met in a `rehearsal` has not met.
    """

    created: datetime
    title: str
    campaign: str = ""
    ask: str = ""
    stage: Stage = Stage.SETUP
    seed: int = 0
    unlike: bool = True
    rehearsal: bool = False
    format: int = FORMAT


class Person(Record, frozen=True, kw_only=True):
    """Somebody on the roster. The id is the same in every session that they come to.

    Where the name is spelled otherwise than in earlier sessions, `same` is the id that the
    person has there, or their own once it is clear that they are somebody else. `given_team` is
    the team that the roster named. `organized` is whether somebody who left had organized;
    None where nobody said.

    `email` and `phone` are for following up, and are in no file while nothing is known of them. No
    screen shows them, and an export has them only when asked.
    """

    name: str
    team: str
    tags: tuple[str, ...] = ()
    given_team: str = ""
    email: str | msgspec.UnsetType = msgspec.UNSET
    phone: str | msgspec.UnsetType = msgspec.UNSET
    same: str = ""
    presence: Presence = Presence.HERE
    organized: bool | None = None

    @property
    def identity(self) -> str:
        """The person's id in all sessions."""
        return self.same or self.id


class Team(Record, frozen=True, kw_only=True):
    """A group with its own roles and board; the roles hold ids of people, or nothing.

    `talk` is what its reporter will say, line by line, once somebody has written it.
    """

    name: str
    timekeeper: str = ""
    note_taker: str = ""
    reporter: str = ""
    talk: tuple[str, ...] = ()

    def person_in_role(self, role: Role) -> str:
        """Return the id of the person who has `role`, or an empty string."""
        held: str = getattr(self, role.name.lower())
        return held


class Pair(Record, frozen=True, kw_only=True):
    """Two people, or three, who talk with each other.

    In turn 1 the first of `members` organizes, in turn 2 the second, and so on; the next in the
    circle is the organizee, a third the observer. `observers` listen in and take no turn: they
    came late, or their partner left. A `locked` pair stays when the others are drawn anew.

    A pair keeps its `number` in the room, from 1, whatever becomes of the others; 0 in files that
    have none: there, pairs are numbered by their order.
    """

    team: str
    members: tuple[str, ...]
    observers: tuple[str, ...] = ()
    locked: bool = False
    number: int = 0


class Wish(Record, frozen=True, kw_only=True):
    """Two people, by their ids, who are to be paired with each other, or not."""

    kind: WishKind
    people: tuple[str, str]


class Note(Record, frozen=True, kw_only=True):
    """One line under a kind.

    `board` names the entry of the team's board under which the note stands; empty where it is
    not on the board. Notes with the same `board` were said to be the same thing; `wording` is how
    their entry reads where that was written by hand.
    """

    kind: NoteKind
    text: str
    at: datetime
    team: str
    pair: str = ""
    person: str = ""
    console: str = ""
    board: str = ""
    wording: str = ""


class Commitment(Record, frozen=True, kw_only=True):
    """Who promised what to whom; `by` is the day as it was written, `due` the day it means.

    It is `done` once somebody has ticked it off.
    """

    text: str
    at: datetime
    team: str
    pair: str = ""
    who: str = ""
    to: str = ""
    by: str = ""
    due: date | None = None
    done: bool = False
    console: str = ""


class Allotment(Record, frozen=True, kw_only=True):
    """Seconds given to a segment, or taken from it, beside the guide; its id is the segment's.

    `by_hand` is how many seconds people gave it themselves, and is in no file where those are all
    that it has beside the guide. Such a segment, and a pinned one, keeps its length when the rest
    is cut.
    """

    seconds: int
    by_hand: int | msgspec.UnsetType = msgspec.UNSET
    pinned: bool = False

    @property
    def seconds_by_hand(self) -> int:
        """How many seconds people gave themselves."""
        return max(0, self.seconds) if self.by_hand is msgspec.UNSET else self.by_hand


class Anchor(Record, frozen=True, kw_only=True):
    """From `at` on the room is in `segment`, its clock running or paused, until the next anchor.

    An empty `segment` means that the workshop is over.
    """

    at: datetime
    segment: str
    running: bool
