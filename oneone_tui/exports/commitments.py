"""Commitments across sessions, as text and as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oneone_tui.exports.json_export import person_reference
from oneone_tui.exports.text_wrapping import readable_columns, wrap_hanging
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


def commitments_as_json(
    promises: Sequence[TrackedCommitment], codes: Mapping[tuple[str, str], str], today: date
) -> str:
    """Return the commitments as a JSON list. `codes` are their names, see `short_codes`."""
    data = [
        {
            "code": codes[tracked.key],
            "session": tracked.session,
            "title": tracked.title,
            "created": tracked.held,
            "commitment": tracked.commitment,
            "text": tracked.text,
            "who": person_reference(tracked.who, tracked.who_name),
            "to": person_reference(tracked.to, tracked.to_name),
            "by": tracked.by,
            "due": tracked.due,
            "done": tracked.done,
            "standing": tracked.status_on(today),
        }
        for tracked in promises
    ]
    return write_json(data)


def commitments_as_text(
    promises: Sequence[TrackedCommitment],
    codes: Mapping[tuple[str, str], str],
    today: date,
    columns: int = 80,
) -> str:
    """Return the commitments as text, in their order, in lines of at most `columns`."""
    across = readable_columns(columns)
    lines = [format_counts(promises, today)]
    for tracked in promises:
        lines += ["", *_lines(tracked, codes[tracked.key], today, across)]
    return "\n".join(lines) + "\n"


def format_counts(promises: Sequence[TrackedCommitment], today: date) -> str:
    """Return how many commitments there are: ``3 open, 1 overdue · 2 done``."""
    statuses = [tracked.status_on(today) for tracked in promises]
    done, overdue = (
        statuses.count(CommitmentStatus.DONE),
        statuses.count(CommitmentStatus.OVERDUE),
    )
    late = f", {overdue} overdue" if overdue else ""
    return f"{len(promises) - done} open{late} · {done} done"


def _lines(tracked: TrackedCommitment, code: str, today: date, across: int) -> Iterator[str]:
    start = f"[{'x' if tracked.done else ' '}] {code}  "
    said = ": ".join(filter(None, (format_who_to_whom(tracked), tracked.text)))
    yield from wrap_hanging(start, said, across)
    held = tracked.held.astimezone()
    when = f"promised on {held.day} {held:%b %Y}, {tracked.title}"
    yield from wrap_hanging(" " * len(start), f"{format_status(tracked, today)} · {when}", across)
