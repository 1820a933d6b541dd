"""The agenda with clock times as text, before the workshop."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import msgspec

from oneone_tui.exports.text_wrapping import wrap_hanging
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
from oneone_tui.workshop.text import format_count

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
    """A turn of a trio, which has its own turns in the pairs' time."""

    kind: StepKind
    turn: int
    start: datetime
    end: datetime


class Plan(msgspec.Struct, frozen=True):
    """The agenda with clock times.

    Attributes:
        guide: The guide it comes from.
        people: How many people there are.
        sizes: The sizes of the teams, the largest first.
        start: When it starts.
        ends: When it ends.
        slots: The segments with their times.
        trio: The turns of a trio; empty if all teams have an even number of people.
    """

    guide: Guide
    people: int
    sizes: tuple[int, ...]
    start: datetime
    ends: datetime
    slots: tuple[Slot, ...]
    trio: tuple[Switch, ...]


def divide_evenly(people: int, teams: int) -> tuple[int, ...]:
    """Return the sizes of so many teams of nearly equal size, the largest first.

    Raises:
        NotEnoughPeople: A team would have fewer than two people.
    """
    if people < MIN_PEOPLE * teams:
        needed = MIN_PEOPLE * teams
        raise NotEnoughPeople(
            f"a 1:1 takes two: {format_count(teams, 'team')} need {needed} people or more"
        )
    return tuple((people + place) // teams for place in reversed(range(teams)))


def build_plan(guide: Guide, sizes: tuple[int, ...], start: datetime) -> Plan:
    """Return the agenda for teams of these sizes, the largest first.

    Args:
        guide: The guide.
        sizes: How many people each team has.
        start: When the workshop starts.
    """
    segments = build_schedule(guide, pair_count(sizes[0]))
    slots = tuple(
        Slot(segment, at, at + timedelta(seconds=segment.seconds))
        for at, segment in schedule_with_starts(segments, start)
    )
    rounds = [slot.start for slot in slots if slot.segment.stage is Stage.ROUNDS]
    return Plan(
        guide=guide,
        people=sum(sizes),
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


def plan_as_json(plan: Plan) -> str:
    """Return the agenda as a JSON object, with times as ``HH:MM`` and lengths in seconds."""
    data = {
        "guide": plan.guide.name,
        "people": plan.people,
        "teams": len(plan.sizes),
        "start": _clock(plan.start),
        "ends": _clock(plan.ends),
        "total_seconds": total_seconds([slot.segment for slot in plan.slots]),
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
            for slot in plan.slots
        ],
        "trio": [
            {
                "kind": switch.kind,
                "turn": switch.turn,
                "start": _clock(switch.start),
                "end": _clock(switch.end),
                "seconds": round((switch.end - switch.start).total_seconds()),
            }
            for switch in plan.trio
        ],
    }
    return write_json(data)


def plan_as_text(plan: Plan, columns: int = 80) -> str:
    """Return the agenda as text, in lines of at most `columns`, which is at least 60."""
    return "\n".join(line.rstrip() for line in _lines(plan, max(columns, 60))) + "\n"


def format_pairs_and_trios(pairs: int, trios: int) -> str:
    """Return how many there are of each: ``4 pairs and a trio``."""
    parts = [format_count(pairs, "pair")] if pairs else []
    if trios:
        parts.append("a trio" if trios == 1 else f"{trios} trios")
    return " and ".join(parts)


def _lines(plan: Plan, across: int) -> Iterator[str]:
    total = format_duration(total_seconds([slot.segment for slot in plan.slots]))
    teams = f" · {len(plan.sizes)} teams" if len(plan.sizes) > 1 else ""
    yield f"{plan.guide.title} · {plan.people} people{teams} · {_format_sizes(plan.sizes)}"
    yield f"{_span(plan.start, plan.ends)} · {total} in all"
    for stage in STAGES:
        slots = [slot for slot in plan.slots if slot.segment.stage is stage]
        yield ""
        yield STAGE_TITLES[stage] + ("" if slots else ": no time of its own")
        for slot in slots:
            yield from _slot(plan, slot, across)
        if stage is Stage.ROUNDS and plan.trio:
            yield from _trio_lines(plan.trio)


def _slot(plan: Plan, slot: Slot, across: int) -> Iterator[str]:
    segment = slot.segment
    length = format_duration(segment.seconds)
    yield f"  {_span(slot.start, slot.end)}  {length:>5}  {format_segment_title(segment)}"
    step = plan.guide.step(segment.step)
    if step is None:
        return
    if segment.turn > 1:
        yield from _indented("as in turn 1, with the roles switched", across)
    elif segment.slot <= 1:
        yield from _step_lines(step, plan, across)


def _step_lines(step: Step, plan: Plan, across: int) -> Iterator[str]:
    parts = [("Organizer", step.organizer), ("Organizee", step.organizee)]
    if plan.trio:
        parts.append(("Observer", step.observer))
    for role, text in parts:
        if text:
            yield from _indented(f"{role}: {text}", across)
    for prompt in step.prompts:
        yield from _indented(f"- {prompt.text}", across)
    if step.kind is StepKind.REPORT:
        for question in plan.guide.questions:
            yield from _indented(f"- {question.text}", across)


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


def _indented(text: str, across: int) -> Iterator[str]:
    bullet = "- " if text.startswith("- ") else ""
    yield from wrap_hanging(_INDENT + bullet, text.removeprefix(bullet), across)


def _format_sizes(sizes: Sequence[int]) -> str:
    trios = sum(size % 2 for size in sizes)
    return format_pairs_and_trios(sum(map(pair_count, sizes)) - trios, trios)


def _span(start: datetime, end: datetime) -> str:
    return f"{_clock(start)}–{_clock(end)}"


def _clock(at: datetime) -> str:
    return f"{at:%H:%M}"
