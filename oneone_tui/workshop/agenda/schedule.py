"""The schedule: a guide and the number of pairs become timed segments.

Steps done once a turn are repeated as a group for each turn. A step done once a pair is split
among the pairs of the largest team; all teams report in parallel, on one clock. Where the guide
says how much one pair gets at most, the rest is for the step after it.
"""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta
from itertools import accumulate, groupby, zip_longest
from typing import TYPE_CHECKING

import msgspec

from oneone_tui.workshop.model.terms import TRIO, Each, Stage, StepKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from oneone_tui.workshop.model.guide import Guide, GuideStage, Step
    from oneone_tui.workshop.model.session import Session


LEAST_TO_COMMIT = 120
"""Seconds that always stay for writing down and committing, however late it is."""


class Segment(msgspec.Struct, frozen=True):
    """One timed segment of the agenda.

    Attributes:
        planned: Length by the guide, in seconds.
        seconds: Length with the time that was added or taken away, in seconds.
        turn: The turn, from 1; 0 outside the turns.
        slot: The pair's slot at the report-back, from 1; 0 elsewhere.
        shortest: The least length in seconds; None where the segment is never cut.
        by_hand: Seconds that people gave themselves; a suggestion never takes them back.
        pinned: Whether the facilitator keeps the segment from being cut.
        goes_on: Whether the next segment starts by itself.
    """

    id: str
    stage: Stage
    step: str
    kind: StepKind
    title: str
    planned: int
    seconds: int
    turn: int = 0
    slot: int = 0
    shortest: int | None = None
    goes_on: bool = False
    by_hand: int = 0
    pinned: bool = False

    @property
    def is_shrinkable(self) -> bool:
        """Whether it may be cut when the workshop runs late; turns never are."""
        kept = self.pinned or self.by_hand or self.turn
        return self.shortest is not None and not kept


class TrioSwitch(msgspec.Struct, frozen=True):
    """A moment at which a trio moves on within the time that the pairs have.

    `after` counts in seconds from the start of the rounds.
    """

    after: int
    seconds: int
    kind: StepKind
    turn: int


def build_schedule(
    guide: Guide, slots: int, extra: Mapping[str, int] | None = None
) -> tuple[Segment, ...]:
    """Return the segments of a workshop.

    Args:
        guide: The agenda.
        slots: How many pairs of the largest team report.
        extra: Seconds added to a segment, or taken from it, by segment id.
    """
    extra = extra or {}
    return tuple(
        msgspec.structs.replace(s, seconds=max(0, s.planned + extra.get(s.id, 0)))
        for part in guide.stages
        for s in _stage_segments(guide, part, max(slots, 1))
    )


def schedule_of(session: Session) -> tuple[Segment, ...]:
    """Return the segments of a session, by its pairs or else by its roster."""
    extra = {row.id: row.seconds for row in session.agenda}
    rows = {row.id: row for row in session.agenda}
    return tuple(
        msgspec.structs.replace(s, by_hand=rows[s.id].seconds_by_hand, pinned=rows[s.id].pinned)
        if s.id in rows
        else s
        for s in build_schedule(session.guide, report_slot_count(session), extra)
    )


def has_talking_begun(session: Session) -> bool:
    """Return whether the pairs have begun to talk and can no longer be drawn anew."""
    before = {s.id for s in schedule_of(session) if s.stage in (Stage.SETUP, Stage.PAIRING)}
    return any(anchor.segment not in before for anchor in session.clock)


def report_slot_count(session: Session) -> int:
    """Return how many pairs the largest team has or would have; at least one."""
    if session.pairs:
        return max(Counter(pair.team for pair in session.pairs).values())
    sizes = Counter(person.team for person in session.people).values()
    return max(pair_count(max(sizes, default=0)), 1)


def pair_count(people: int) -> int:
    """Return how many pairs `people` make; an odd person joins a pair."""
    return people // 2


def trio_switches(guide: Guide) -> tuple[TrioSwitch, ...]:
    """Return when a trio moves on: three turns and time to write.

    They share the time that the pairs have. Where the rounds were made longer or shorter, every
    part scales with them.
    """
    lengths = []
    for turn in range(1, TRIO + 1):
        lengths.append((guide.trio.conversation, StepKind.CONVERSATION, turn))
        lengths.append((guide.trio.feedback, StepKind.FEEDBACK, turn))
    lengths.append((guide.trio.write, StepKind.COMMIT, 0))
    rounds, whole = guide.stage_minutes(Stage.ROUNDS) * 60, guide.trio.minutes()
    ends = accumulate(minutes * rounds / whole if whole else 0 for minutes, _, _ in lengths)
    switches, after = [], 0
    for (_, kind, turn), end in zip(lengths, ends, strict=True):
        seconds = round(end) - after
        switches.append(TrioSwitch(after=after, seconds=seconds, kind=kind, turn=turn))
        after += seconds
    return tuple(switches)


def format_segment_title(segment: Segment, turns: int = 0) -> str:
    """Format a segment's title: ``Turn 1 of 2 · Conversation`` if `turns` is given."""
    if segment.turn:
        of = f" of {turns}" if turns else ""
        return f"Turn {segment.turn}{of} · {segment.title}"
    return f"{segment.title} · {segment.slot}" if segment.slot else segment.title


def find_segment(segments: Sequence[Segment], segment_id: str) -> Segment | None:
    """Return the segment with that id, or None."""
    return next((s for s in segments if s.id == segment_id), None)


def total_seconds(segments: Sequence[Segment]) -> int:
    """Return the sum of the segments' lengths, in seconds."""
    return sum(s.seconds for s in segments)


def schedule_with_starts(
    segments: Sequence[Segment], start: datetime
) -> Iterator[tuple[datetime, Segment]]:
    """Yield each segment with its start time if the first starts at `start`."""
    at = start
    for segment in segments:
        yield at, segment
        at += timedelta(seconds=segment.seconds)


def format_duration(seconds: int) -> str:
    """Format seconds like a clock: ``8:00``, ``1:05``."""
    return f"{seconds // 60}:{seconds % 60:02d}"


def _stage_segments(guide: Guide, part: GuideStage, slots: int) -> Iterator[Segment]:
    for each, group in groupby(_with_shared_minutes(part.steps, slots), key=lambda step: step.each):
        steps = tuple(group)
        if each is Each.TURN:
            for turn in range(1, guide.turns + 1):
                for step in steps:
                    yield _build_segment(part, step, f"turn-{turn}-{step.id}", turn=turn)
        elif each is Each.PAIR:
            for slot in range(1, slots + 1):
                for step in steps:
                    seconds = _share_of_slot(round(step.minutes * 60), slots, slot)
                    yield _build_segment(
                        part, step, f"{step.id}-{slot}", slot=slot, seconds=seconds
                    )
        else:
            for step in steps:
                yield _build_segment(part, step, step.id)


def _build_segment(
    part: GuideStage,
    step: Step,
    segment_id: str,
    *,
    turn: int = 0,
    slot: int = 0,
    seconds: int | None = None,
) -> Segment:
    planned = round(step.minutes * 60) if seconds is None else seconds
    return Segment(
        id=segment_id,
        stage=part.stage,
        step=step.id,
        kind=step.kind,
        title=step.title,
        planned=planned,
        seconds=planned,
        turn=turn,
        slot=slot,
        shortest=_shortest_seconds(step, planned),
        goes_on=step.goes_on,
    )


def _with_shared_minutes(steps: Sequence[Step], slots: int) -> Iterator[Step]:
    """Yield the steps with the minutes that `slots` pairs leave, or take, from the step after."""
    left = 0.0
    for step, following in zip_longest(steps, steps[1:]):
        minutes = step.minutes + left
        left = 0.0
        if step.each is Each.PAIR and step.longest and following is not None:
            both = minutes + following.minutes
            wanted = min(max(minutes, (step.shortest or 0) * slots), step.longest * slots)
            minutes, left = min(wanted, both), minutes - min(wanted, both)
        yield msgspec.structs.replace(step, minutes=minutes)


def _shortest_seconds(step: Step, planned: int) -> int | None:
    if step.shortest is None:
        return None
    shortest = min(round(step.shortest * 60), planned)
    least = min(LEAST_TO_COMMIT, planned) if step.kind is StepKind.COMMIT else 0
    return max(shortest, least)


def _share_of_slot(total: int, slots: int, slot: int) -> int:
    # Whole seconds that add up to the total: the first slots take what does not divide.
    return total // slots + (1 if slot <= total % slots else 0)
