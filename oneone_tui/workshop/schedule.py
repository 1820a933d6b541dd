"""The schedule: a guide and the people at hand become timed segments.

Steps done once a turn are repeated as a group, turn by turn; a step done once a pair shares its
time among the pairs of the largest team, all teams reporting side by side on one clock.
"""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta
from itertools import accumulate, groupby
from typing import TYPE_CHECKING

import msgspec

from oneone_tui.workshop.words import TRIO, Each, Stage, StepKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from oneone_tui.workshop.guide import Guide, GuideStage, Step
    from oneone_tui.workshop.session import Session


LEAST_TO_COMMIT = 120
"""Seconds that are left to write down and commit however late it is: it is what all is for."""


class Segment(msgspec.Struct, frozen=True):
    """One timed stretch. `planned` is the guide's length, `seconds` what it has been given.

    `turn` and `slot` count from 1 and are 0 where they have no meaning. `shortest` is how far it
    may be cut, in seconds; without it, and where it is `pinned`, it is not cut at all. One that
    `goes_on` leaves for the next by itself.
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
    pinned: bool = False

    @property
    def gives(self) -> bool:
        """Whether it may be cut when the workshop runs late; a turn never: all have the same."""
        return self.shortest is not None and not self.pinned and not self.turn


class TrioSwitch(msgspec.Struct, frozen=True):
    """A moment at which a trio, sharing the pairs' time, goes on to the next thing.

    `after` is in seconds from the start of the rounds.
    """

    after: int
    seconds: int
    kind: StepKind
    turn: int


def plan(guide: Guide, slots: int, extra: Mapping[str, int] | None = None) -> tuple[Segment, ...]:
    """The segments of a workshop in which the largest team has `slots` pairs to report.

    `extra` holds seconds given to a segment, or taken from it, beside the guide.
    """
    extra = extra or {}
    return tuple(
        msgspec.structs.replace(s, seconds=max(0, s.planned + extra.get(s.id, 0)))
        for part in guide.stages
        for s in _stage_segments(guide, part, max(slots, 1))
    )


def schedule_of(session: Session) -> tuple[Segment, ...]:
    """The segments of a session, for the people on its roster or the pairs already drawn."""
    extra = {row.id: row.seconds for row in session.agenda}
    pinned = {row.id for row in session.agenda if row.pinned}
    return tuple(
        msgspec.structs.replace(segment, pinned=True) if segment.id in pinned else segment
        for segment in plan(session.guide, report_slots(session), extra)
    )


def report_slots(session: Session) -> int:
    """How many pairs the largest team has, or would have, at least one."""
    if session.pairs:
        return max(Counter(pair.team for pair in session.pairs).values())
    sizes = Counter(person.team for person in session.people).values()
    return max(pairs_for(max(sizes, default=0)), 1)


def pairs_for(people: int) -> int:
    """How many pairs `people` make; an odd one makes one of them a trio."""
    return people // 2


def trio_switches(guide: Guide) -> tuple[TrioSwitch, ...]:
    """When a trio goes on: three turns, then time to write, in the pairs' time.

    Where the rounds have been made longer or shorter, so is every part of it.
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


def segment_title(segment: Segment, turns: int = 0) -> str:
    """A segment as the room calls it: ``Turn 1 of 2 · Conversation``, where `turns` is given."""
    if segment.turn:
        of = f" of {turns}" if turns else ""
        return f"Turn {segment.turn}{of} · {segment.title}"
    return f"{segment.title} · {segment.slot}" if segment.slot else segment.title


def find_segment(segments: Sequence[Segment], segment_id: str) -> Segment | None:
    """The segment of that id, or None."""
    return next((s for s in segments if s.id == segment_id), None)


def total_seconds(segments: Sequence[Segment]) -> int:
    """What the segments add up to, in seconds."""
    return sum(s.seconds for s in segments)


def with_starts(segments: Sequence[Segment], start: datetime) -> Iterator[tuple[datetime, Segment]]:
    """Each segment with the time at which it begins when the first begins at `start`."""
    at = start
    for segment in segments:
        yield at, segment
        at += timedelta(seconds=segment.seconds)


def spoken_length(seconds: int) -> str:
    """A length as a clock face shows it: ``8:00``, ``1:05``."""
    return f"{seconds // 60}:{seconds % 60:02d}"


def _stage_segments(guide: Guide, part: GuideStage, slots: int) -> Iterator[Segment]:
    for each, group in groupby(part.steps, key=lambda step: step.each):
        steps = tuple(group)
        if each is Each.TURN:
            for turn in range(1, guide.turns + 1):
                for step in steps:
                    yield _segment(part, step, f"turn-{turn}-{step.id}", turn=turn)
        elif each is Each.PAIR:
            for slot in range(1, slots + 1):
                for step in steps:
                    seconds = _share(round(step.minutes * 60), slots, slot)
                    yield _segment(part, step, f"{step.id}-{slot}", slot=slot, seconds=seconds)
        else:
            for step in steps:
                yield _segment(part, step, step.id)


def _segment(
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
        shortest=_shortest(step, planned),
        goes_on=step.goes_on,
    )


def _shortest(step: Step, planned: int) -> int | None:
    if step.shortest is None:
        return None
    shortest = round(step.shortest * 60)
    least = min(LEAST_TO_COMMIT, planned) if step.kind is StepKind.COMMIT else 0
    return max(shortest, least)


def _share(total: int, slots: int, slot: int) -> int:
    # Whole seconds that add up to the total: the first slots take what does not divide.
    return total // slots + (1 if slot <= total % slots else 0)
