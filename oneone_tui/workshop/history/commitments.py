"""Commitments of all sessions: which are open, due or done."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct

from oneone_tui.workshop.dates import format_weekday_date
from oneone_tui.workshop.model.terms import IN_THE_ROOM
from oneone_tui.workshop.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from oneone_tui.workshop.model.session import Session

CODE = 5
"""Letters of a code that are shown if they mean one commitment only."""

_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that is easily taken for another
_CODE_LENGTH = 12

_folded = lru_cache(maxsize=4_000)(fold)  # the same people promise again and again


class CommitmentStatus(StrEnum):
    """The status of a commitment on a day, the most urgent first."""

    OVERDUE = "overdue"
    TODAY = "today"
    AHEAD = "ahead"
    UNDATED = "undated"
    DONE = "done"


DUE = (CommitmentStatus.OVERDUE, CommitmentStatus.TODAY)
"""The statuses of open commitments whose day has come."""
_ORDER = tuple(CommitmentStatus)


class TrackedCommitment(Struct, frozen=True, kw_only=True, gc=False):
    """A commitment with what is needed to follow it up outside its session.

    `who` and `to` are the people's ids in all sessions, or empty.
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
        """The id of its session, and its own id there."""
        return self.session, self.commitment

    def status_on(self, today: date) -> CommitmentStatus:
        """Return its status on the day `today`."""
        if self.done:
            return CommitmentStatus.DONE
        if self.due is None:
            return CommitmentStatus.UNDATED
        if self.due == today:
            return CommitmentStatus.TODAY
        return CommitmentStatus.OVERDUE if self.due < today else CommitmentStatus.AHEAD


def tracked_commitments(session: Session) -> tuple[TrackedCommitment, ...]:
    """Return the commitments of a session, in its order; none of a rehearsal."""
    if session.info.rehearsal:
        return ()
    info, people = session.info, {person.id: person for person in session.people}
    lasting = {person.id: person.identity for person in session.people}
    return tuple(
        TrackedCommitment(
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


def sort_by_urgency(
    promises: Iterable[TrackedCommitment], today: date
) -> tuple[TrackedCommitment, ...]:
    """Sort commitments: overdue first, then by day, then without a day, then done.

    Within these, the latest session comes first.
    """
    latest = sorted(promises, key=lambda promise: promise.held, reverse=True)

    def pressing(promise: TrackedCommitment) -> tuple[int, date]:
        day = None if promise.done else promise.due
        return _ORDER.index(promise.status_on(today)), day or date.max

    return tuple(sorted(latest, key=pressing))


def format_status(promise: TrackedCommitment, today: date) -> str:
    """Format the status: ``overdue since Fri 27 Nov``, ``due today``, ``done``."""
    day = format_weekday_date(promise.due, today) if promise.due else ""
    return {
        CommitmentStatus.OVERDUE: f"overdue since {day}",
        CommitmentStatus.TODAY: "due today",
        CommitmentStatus.AHEAD: f"by {day}",
        CommitmentStatus.UNDATED: "no day",
        CommitmentStatus.DONE: "done",
    }[promise.status_on(today)]


def format_who_to_whom(promise: TrackedCommitment) -> str:
    """Format ``Ana Ruiz → Ben Okafor``, or as much of it as is known."""
    if promise.to_name:
        return f"{promise.who_name or 'somebody'} → {promise.to_name}"
    return promise.who_name


def commitments_of_person(
    promises: Iterable[TrackedCommitment], name: str
) -> tuple[TrackedCommitment, ...]:
    """Return what a person promised or was promised, found by a word of the name.

    The beginning of a word is enough. Whoever has exactly that name is meant alone.
    """
    name = fold(name)
    promises = tuple(promises)
    exact = tuple(p for p in promises if name in (_folded(p.who_name), _folded(p.to_name)))
    if exact:
        return exact
    wanted = f" {name}"
    return tuple(
        promise
        for promise in promises
        if wanted in f" {_folded(promise.who_name)}" or wanted in f" {_folded(promise.to_name)}"
    )


def open_commitments(
    session: Session, promises: Iterable[TrackedCommitment]
) -> tuple[TrackedCommitment, ...]:
    """Return what the people present at `session` promised earlier and have not done."""
    there = {p.identity for p in session.people if p.presence in IN_THE_ROOM}
    return tuple(
        promise
        for promise in promises
        if promise.who in there
        and not promise.done
        and promise.session != session.info.id
        and promise.held <= session.info.created
    )


def commitment_code(promise: TrackedCommitment) -> str:
    """Return a commitment's full code, always the same for the same commitment."""
    from hashlib import sha256  # noqa: PLC0415 - it loads OpenSSL, and the first screen waits

    number = int.from_bytes(sha256("\n".join(promise.key).encode()).digest()[:8])
    letters = []
    for _ in range(_CODE_LENGTH):
        number, at = divmod(number, len(_LETTERS))
        letters.append(_LETTERS[at])
    return "".join(letters)


def short_codes(promises: Sequence[TrackedCommitment]) -> dict[tuple[str, str], str]:
    """Return the code shown for each commitment: the shortest unambiguous one."""
    whole = {promise.key: commitment_code(promise) for promise in promises}
    codes = {key: code[:CODE] for key, code in whole.items()}
    for length in range(CODE + 1, _CODE_LENGTH + 1):
        shared = {code for code, times in Counter(codes.values()).items() if times > 1}
        if not shared:
            break
        codes |= {key: whole[key][:length] for key, code in codes.items() if code in shared}
    return codes


def find_by_code(promises: Iterable[TrackedCommitment], code: str) -> tuple[TrackedCommitment, ...]:
    """Return the commitments whose code begins with `code`."""
    wanted = code.strip().lower()
    return tuple(p for p in promises if wanted and commitment_code(p).startswith(wanted))
