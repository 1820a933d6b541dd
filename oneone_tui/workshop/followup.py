"""What became of the commitments: over all sessions, which are open, due or done."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct

from oneone_tui.workshop.days import said_day
from oneone_tui.workshop.text import fold
from oneone_tui.workshop.words import IN_THE_ROOM

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from oneone_tui.workshop.session import Session

CODE = 5
"""Letters of a promise's code that are shown, as long as they mean one promise only."""

_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that is easily taken for another
_CODE_LENGTH = 12

_folded = lru_cache(maxsize=4_000)(fold)  # the same people promise again and again


class Standing(StrEnum):
    """How a promise stands on a day, the most pressing first."""

    OVERDUE = "overdue"
    TODAY = "today"
    AHEAD = "ahead"
    UNDATED = "undated"
    DONE = "done"


DUE = (Standing.OVERDUE, Standing.TODAY)
"""Open, and the day has come."""
_ORDER = tuple(Standing)


class Promise(Struct, frozen=True, kw_only=True, gc=False):
    """A commitment with what it takes to follow it up outside of its session.

    `who` and `to` are the ids that people go by over all sessions, or empty.
    """

    session: str
    title: str
    held: datetime
    commitment: str
    text: str
    who: str = ""
    who_name: str = ""
    to: str = ""
    to_name: str = ""
    by: str = ""
    due: date | None = None
    done: bool = False

    @property
    def key(self) -> tuple[str, str]:
        """What it is called for good: its session, and its id there."""
        return self.session, self.commitment

    def standing(self, today: date) -> Standing:
        """How it stands on the day `today`."""
        if self.done:
            return Standing.DONE
        if self.due is None:
            return Standing.UNDATED
        if self.due == today:
            return Standing.TODAY
        return Standing.OVERDUE if self.due < today else Standing.AHEAD


def promises_in(session: Session) -> tuple[Promise, ...]:
    """The commitments of a session, in its order; a rehearsal has none that are meant."""
    if session.info.rehearsal:
        return ()
    info, people = session.info, {person.id: person for person in session.people}
    lasting = {person.id: person.lasting_id for person in session.people}
    return tuple(
        Promise(
            session=info.id,
            title=info.title,
            held=info.created,
            commitment=made.id,
            text=made.text,
            who=lasting.get(made.who, ""),
            who_name=people[made.who].name if made.who in people else "",
            to=lasting.get(made.to, ""),
            to_name=people[made.to].name if made.to in people else "",
            by=made.by,
            due=made.due,
            done=made.done,
        )
        for made in session.commitments
    )


def pressing_first(promises: Iterable[Promise], today: date) -> tuple[Promise, ...]:
    """Those overdue first, then by their day, then those without one, and last what is done.

    Where that is equal, the latest session comes first.
    """
    latest = sorted(promises, key=lambda promise: promise.held, reverse=True)

    def pressing(promise: Promise) -> tuple[int, date]:
        day = None if promise.done else promise.due
        return _ORDER.index(promise.standing(today)), day or date.max

    return tuple(sorted(latest, key=pressing))


def standing_words(promise: Promise, today: date) -> str:
    """``overdue since Fri 27 Nov``, ``due today``, ``by Mon 30 Nov``, ``no day``, ``done``."""
    day = said_day(promise.due, today) if promise.due else ""
    return {
        Standing.OVERDUE: f"overdue since {day}",
        Standing.TODAY: "due today",
        Standing.AHEAD: f"by {day}",
        Standing.UNDATED: "no day",
        Standing.DONE: "done",
    }[promise.standing(today)]


def whose_words(promise: Promise) -> str:
    """``Ana Ruiz → Ben Okafor``, or as much of it as is known."""
    if promise.to_name:
        return f"{promise.who_name or 'somebody'} → {promise.to_name}"
    return promise.who_name


def of_person(promises: Iterable[Promise], name: str) -> tuple[Promise, ...]:
    """What somebody promised, or was promised; a word of the name, or its beginning, is enough."""
    wanted = f" {fold(name)}"
    return tuple(
        promise
        for promise in promises
        if wanted in f" {_folded(promise.who_name)}" or wanted in f" {_folded(promise.to_name)}"
    )


def open_for(session: Session, promises: Iterable[Promise]) -> tuple[Promise, ...]:
    """What the people who are there at `session` promised at earlier ones and is still open."""
    there = {p.lasting_id for p in session.people if p.presence in IN_THE_ROOM}
    return tuple(
        promise
        for promise in promises
        if promise.who in there
        and not promise.done
        and promise.session != session.info.id
        and promise.held <= session.info.created
    )


def code_of(promise: Promise) -> str:
    """A promise's whole code: the same wherever and whenever it is made."""
    from hashlib import sha256  # noqa: PLC0415 - it loads OpenSSL, and the first screen waits

    number = int.from_bytes(sha256("\n".join(promise.key).encode()).digest()[:8])
    letters = []
    for _ in range(_CODE_LENGTH):
        number, at = divmod(number, len(_LETTERS))
        letters.append(_LETTERS[at])
    return "".join(letters)


def short_codes(promises: Sequence[Promise]) -> dict[tuple[str, str], str]:
    """The code that each promise is shown with: its beginning, longer where two begin alike."""
    whole = {promise.key: code_of(promise) for promise in promises}
    codes = {key: code[:CODE] for key, code in whole.items()}
    for length in range(CODE + 1, _CODE_LENGTH + 1):
        shared = {code for code, times in Counter(codes.values()).items() if times > 1}
        if not shared:
            break
        codes |= {key: whole[key][:length] for key, code in codes.items() if code in shared}
    return codes


def called(promises: Iterable[Promise], code: str) -> tuple[Promise, ...]:
    """The promises whose code begins so."""
    wanted = code.strip().lower()
    return tuple(p for p in promises if wanted and code_of(p).startswith(wanted))
