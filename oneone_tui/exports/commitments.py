"""Commitments across sessions, as text and as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oneone_tui.exports.text_measure import hanging
from oneone_tui.workshop.history.commitments import (
    CommitmentStatus,
    format_status,
    format_who_to_whom,
)
from oneone_tui.workshop.json_text import write_json

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from oneone_tui.workshop.history.commitments import TrackedCommitment

MIN_WIDTH, MAX_WIDTH = 50, 100


def commitments_as_json(
    promises: Sequence[TrackedCommitment], codes: Mapping[tuple[str, str], str], today: date
) -> str:
    """The promises as one JSON list; `codes` are what each is called by, see `short_codes`."""
    data = [
        {
            "code": codes[promise.key],
            "session": promise.session,
            "title": promise.title,
            "created": promise.held,
            "commitment": promise.commitment,
            "text": promise.text,
            "who": _person(promise.who, promise.who_name),
            "to": _person(promise.to, promise.to_name),
            "by": promise.by,
            "due": promise.due,
            "done": promise.done,
            "standing": promise.status_on(today),
        }
        for promise in promises
    ]
    return write_json(data)


def commitments_as_text(
    promises: Sequence[TrackedCommitment],
    codes: Mapping[tuple[str, str], str],
    today: date,
    columns: int = 80,
) -> str:
    """The promises to read, in their order, in lines of at most so many columns."""
    across = max(MIN_WIDTH, min(columns, MAX_WIDTH))
    lines = [format_counts(promises, today)]
    for promise in promises:
        lines += ["", *_lines(promise, codes[promise.key], today, across)]
    return "\n".join(lines) + "\n"


def format_counts(promises: Sequence[TrackedCommitment], today: date) -> str:
    """How many there are: ``3 open, 1 overdue · 2 done``."""
    standings = [promise.status_on(today) for promise in promises]
    done, overdue = (
        standings.count(CommitmentStatus.DONE),
        standings.count(CommitmentStatus.OVERDUE),
    )
    late = f", {overdue} overdue" if overdue else ""
    return f"{len(promises) - done} open{late} · {done} done"


def _lines(promise: TrackedCommitment, code: str, today: date, across: int) -> Iterator[str]:
    start = f"[{'x' if promise.done else ' '}] {code}  "
    said = ": ".join(filter(None, (format_who_to_whom(promise), promise.text)))
    yield from hanging(start, said, across)
    held = promise.held.astimezone()
    when = f"promised on {held.day} {held:%b %Y}, {promise.title}"
    yield from hanging(" " * len(start), f"{format_status(promise, today)} · {when}", across)


def _person(person: str, name: str) -> dict[str, str] | None:
    return {"id": person, "name": name} if person else None
