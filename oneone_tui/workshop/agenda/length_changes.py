"""Segments that became longer or shorter, and one line that names each with both lengths."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from oneone_tui.workshop.agenda.schedule import format_duration, format_segment_title

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from oneone_tui.workshop.agenda.schedule import Segment


class LengthChange(msgspec.Struct, frozen=True):
    """A segment with another length; lengths in seconds, `slot` 0 outside the slots of pairs."""

    segment: str
    title: str
    slot: int
    before: int
    after: int


def change_length(segment: Segment, after: int) -> LengthChange:
    """Return that `segment` gets the length of `after` seconds."""
    title = segment.title if segment.slot else format_segment_title(segment)
    return LengthChange(segment.id, title, segment.slot, segment.seconds, after)


def find_length_changes(
    before: Sequence[Segment], after: Sequence[Segment]
) -> tuple[LengthChange, ...]:
    """Return which segments of `before` have another length in `after`, in their order."""
    lengths = {segment.id: segment.seconds for segment in after}
    return tuple(
        change_length(segment, lengths[segment.id])
        for segment in before
        if lengths.get(segment.id, segment.seconds) != segment.seconds
    )


def format_length_changes(changes: Iterable[LengthChange]) -> str:
    """Format each part with both lengths: ``Report-back 1–3 4:00→3:00, Key learnings 5:00→3:00``.

    Slots share their lengths only where these are the same for all.
    """
    alike: dict[tuple[str, int, int], list[int]] = {}
    for one in changes:
        alike.setdefault((one.title, one.before, one.after), []).append(one.slot)
    return ", ".join(
        f"{title}{_format_slots(slots)} {format_duration(before)}→{format_duration(after)}"
        for (title, before, after), slots in alike.items()
    )


def _format_slots(slots: Sequence[int]) -> str:
    """Format the numbers of slots: `` 1–3, 5``; empty outside the slots."""
    runs: list[list[int]] = []
    for slot in filter(None, slots):
        if runs and slot == runs[-1][-1] + 1:
            runs[-1].append(slot)
        else:
            runs.append([slot])
    words = [f"{run[0]}–{run[-1]}" if len(run) > 1 else f"{run[0]}" for run in runs]
    return f" {', '.join(words)}" if words else ""
