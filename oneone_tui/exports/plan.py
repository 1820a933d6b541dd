"""The agenda with clock times as text, before the workshop."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import msgspec

from oneone_tui.exports.text_measure import wrap
from oneone_tui.workshop.agenda.schedule import (
    Segment,
    build_schedule,
    format_duration,
    format_segment_title,
    pair_count,
    schedule_with_starts,
    total_seconds,
    trio_switches,
)
from oneone_tui.workshop.json_text import write_json
from oneone_tui.workshop.model.terms import STAGE_TITLES, STAGES, Stage, StepKind
from oneone_tui.workshop.pairing.draw import MIN_PEOPLE, NotEnoughPeople

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from oneone_tui.workshop.model.guide import Guide, Step

_INDENT = " " * 22


class Slot(msgspec.Struct, frozen=True):
    """A segment with the times at which it starts and ends."""

    segment: Segment
    start: datetime
    end: datetime


class Switch(msgspec.Struct, frozen=True):
    """What a trio does meanwhile, having its own turns in the pairs' time."""

    kind: StepKind
    turn: int
    start: datetime
    end: datetime


class Plan(msgspec.Struct, frozen=True):
    """The agenda for so many people from `start` on; `trio` is empty where no team is odd.

    `sizes` are those of the teams, the largest first.
    """

    guide: Guide
    people: int
    sizes: tuple[int, ...]
    start: datetime
    ends: datetime
    slots: tuple[Slot, ...]
    trio: tuple[Switch, ...]


def build_plan(guide: Guide, people: int, start: datetime, teams: int = 1) -> Plan:
    """The agenda of so many people, in teams of near-equal size, that starts at `start`.

    Raises `NotEnoughPeople` where a team would have fewer than two.
    """
    if people < MIN_PEOPLE * teams:
        needed = MIN_PEOPLE * teams
        raise NotEnoughPeople(
            f"a 1:1 takes two: {_counted(teams, 'team')} need {needed} people or more"
        )
    sizes = tuple((people + place) // teams for place in reversed(range(teams)))
    segments = build_schedule(guide, pair_count(sizes[0]))
    slots = tuple(
        Slot(segment, at, at + timedelta(seconds=segment.seconds))
        for at, segment in schedule_with_starts(segments, start)
    )
    rounds = [slot.start for slot in slots if slot.segment.stage is Stage.ROUNDS]
    return Plan(
        guide=guide,
        people=people,
        sizes=sizes,
        start=start,
        ends=start + timedelta(seconds=total_seconds(segments)),
        slots=slots,
        trio=_trio(guide, rounds[0]) if any(size % 2 for size in sizes) and rounds else (),
    )


def _trio(guide: Guide, start: datetime) -> tuple[Switch, ...]:
    switches = []
    for switch in trio_switches(guide):
        at = start + timedelta(seconds=switch.after)
        end = at + timedelta(seconds=switch.seconds)
        switches.append(Switch(switch.kind, switch.turn, at, end))
    return tuple(switches)


def plan_as_json(planned: Plan) -> str:
    """The agenda as one JSON object; clock times are ``HH:MM``, lengths whole seconds."""
    data = {
        "guide": planned.guide.name,
        "people": planned.people,
        "teams": len(planned.sizes),
        "start": _clock(planned.start),
        "ends": _clock(planned.ends),
        "total_seconds": total_seconds([slot.segment for slot in planned.slots]),
        "segments": [
            {
                "id": slot.segment.id,
                "stage": slot.segment.stage,
                "kind": slot.segment.kind,
                "title": slot.segment.title,
                "turn": slot.segment.turn,
                "slot": slot.segment.slot,
                "start": _clock(slot.start),
                "end": _clock(slot.end),
                "seconds": slot.segment.seconds,
            }
            for slot in planned.slots
        ],
        "trio": [
            {
                "kind": switch.kind,
                "turn": switch.turn,
                "start": _clock(switch.start),
                "end": _clock(switch.end),
                "seconds": round((switch.end - switch.start).total_seconds()),
            }
            for switch in planned.trio
        ],
    }
    return write_json(data)


def plan_as_text(planned: Plan, columns: int = 80) -> str:
    """The agenda to read or to print, in lines of at most so many columns."""
    return "\n".join(line.rstrip() for line in _lines(planned, max(columns, 60))) + "\n"


def _lines(planned: Plan, across: int) -> Iterator[str]:
    total = format_duration(total_seconds([slot.segment for slot in planned.slots]))
    teams = f" · {len(planned.sizes)} teams" if len(planned.sizes) > 1 else ""
    yield f"{planned.guide.title} · {planned.people} people{teams} · {_pairs(planned.sizes)}"
    yield f"{_span(planned.start, planned.ends)} · {total} in all"
    for stage in STAGES:
        slots = [slot for slot in planned.slots if slot.segment.stage is stage]
        yield ""
        yield STAGE_TITLES[stage] + ("" if slots else ": no time of its own")
        for slot in slots:
            yield from _slot(planned, slot, across)
        if stage is Stage.ROUNDS and planned.trio:
            yield from _trio_lines(planned.trio)


def _slot(planned: Plan, slot: Slot, across: int) -> Iterator[str]:
    segment = slot.segment
    length = format_duration(segment.seconds)
    yield f"  {_span(slot.start, slot.end)}  {length:>5}  {format_segment_title(segment)}"
    step = planned.guide.step(segment.step)
    if step is None:
        return
    if segment.turn > 1:
        yield from _under("as in turn 1, with the roles switched", across)
    elif segment.slot <= 1:
        yield from _said(step, planned, across)


def _said(step: Step, planned: Plan, across: int) -> Iterator[str]:
    parts = [("Organizer", step.organizer), ("Organizee", step.organizee)]
    if planned.trio:
        parts.append(("Observer", step.observer))
    for role, text in parts:
        if text:
            yield from _under(f"{role}: {text}", across)
    for prompt in step.prompts:
        yield from _under(f"- {prompt.text}", across)
    if step.kind is StepKind.REPORT:
        for question in planned.guide.questions:
            yield from _under(f"- {question.text}", across)


def _trio_lines(switches: Sequence[Switch]) -> Iterator[str]:
    titles = {
        StepKind.CONVERSATION: "conversation",
        StepKind.FEEDBACK: "feedback",
        StepKind.COMMIT: "write down and commit",
    }
    yield "  The three who share: organizer, organizee and observer change places each turn"
    for switch in switches:
        turn = f"turn {switch.turn} · " if switch.turn else ""
        length = format_duration(round((switch.end - switch.start).total_seconds()))
        yield f"  {_span(switch.start, switch.end)}  {length:>5}  {turn}{titles[switch.kind]}"


def _under(text: str, across: int) -> Iterator[str]:
    hanging = "  " if text.startswith("- ") else ""
    first, *rest = wrap(text, across - len(_INDENT))
    yield _INDENT + first
    for line in rest:
        yield _INDENT + hanging + line


def _pairs(sizes: Sequence[int]) -> str:
    trios = sum(size % 2 for size in sizes)
    pairs = sum(map(pair_count, sizes)) - trios
    parts = [_counted(pairs, "pair")] if pairs else []
    if trios:
        parts.append("a trio" if trios == 1 else f"{trios} trios")
    return " and ".join(parts)


def _counted(number: int, word: str) -> str:
    return f"{number} {word if number == 1 else word + 's'}"


def _span(start: datetime, end: datetime) -> str:
    return f"{_clock(start)}–{_clock(end)}"


def _clock(at: datetime) -> str:
    return f"{at:%H:%M}"
