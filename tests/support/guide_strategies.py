"""Hypothesis strategies for odd but valid guides, and guides as TOML."""

from __future__ import annotations

import json
from datetime import date, time
from typing import Any

import msgspec
from hypothesis import assume
from hypothesis import strategies as st

from oneone_tui.workshop.model.guide import (
    FORMAT,
    MAX_GRACE,
    MAX_MINUTES,
    MAX_TURNS,
    Guide,
    GuideStage,
    Prompt,
    Question,
    Step,
    TrioTimes,
)
from oneone_tui.workshop.model.terms import STAGES, TRIO, Each, Stage, StepKind

Raw = dict[str, Any]

MINUTES = (0.001, 0.01, 0.25, 1, 2.5, 5, 8, 15, 240, 1440)
LINES = ("", "Ask, listen.", "[@click=app.quit]x[/]", "李雷" * 60, "a" * 300, "مرحبا")

minutes = st.sampled_from(MINUTES)
lines = st.sampled_from(LINES)


@st.composite
def _steps(draw: st.DrawFn, step_id: str) -> Step:
    each = draw(st.sampled_from(Each))
    length = draw(minutes)
    shortest = st.none() | st.sampled_from((0.0, length / 2, length))
    times = sorted(draw(st.lists(st.sampled_from((0.0, 0.001, 0.5, 1.0)), max_size=3)))
    return Step(
        id=step_id,
        kind=draw(st.sampled_from(StepKind)),
        title=draw(lines.filter(bool)),
        minutes=length,
        each=each,
        prompts=tuple(Prompt(at=at, text=draw(lines)) for at in times),
        organizer=draw(lines),
        organizee=draw(lines),
        observer=draw(lines),
        goes_on=draw(st.booleans()),
        shortest=None if each is Each.TURN else draw(shortest),
    )


@st.composite
def guides(draw: st.DrawFn) -> Guide:
    """A guide that `read_guide` accepts, with any kinds of steps in any stage."""
    turns = draw(st.integers(1, MAX_TURNS))
    stages = []
    for stage in STAGES:
        least = 1 if stage is Stage.ROUNDS else 0
        count = draw(st.integers(least, 3))
        steps = tuple(draw(_steps(f"{stage}-{'abc'[n]}")) for n in range(count))
        stages.append(GuideStage(stage=stage, steps=steps))
    guide = Guide(
        format=FORMAT,
        name=draw(lines),
        title=draw(lines),
        minutes=0,
        trio=TrioTimes(conversation=1, feedback=0, write=0),
        stages=tuple(stages),
        turns=turns,
        grace=draw(st.sampled_from((0, 10, MAX_GRACE))),
        change_over=draw(st.sampled_from((0, 15, MAX_GRACE))),
        language=draw(lines),
        goals=tuple(draw(st.lists(lines, max_size=3))),
        sources=tuple(draw(st.lists(lines, max_size=2))),
        questions=tuple(
            Question(about=draw(lines), text=draw(lines)) for _ in range(draw(st.integers(0, 4)))
        ),
    )
    return _added_up(guide)


def _added_up(guide: Guide) -> Guide:
    rounds = guide.stage_minutes(Stage.ROUNDS)
    parts = tuple(
        msgspec.structs.replace(part, minutes=guide.stage_minutes(part.stage))
        for part in guide.stages
    )
    trio = TrioTimes(conversation=rounds / (2 * TRIO), feedback=rounds / (4 * TRIO), write=0)
    trio = msgspec.structs.replace(trio, write=rounds - trio.minutes())
    assume(max(trio.conversation, trio.write) <= MAX_MINUTES)
    return msgspec.structs.replace(guide, stages=parts, minutes=guide.total_minutes(), trio=trio)


def table_as_toml(raw: Raw) -> str:
    """A table of plain values as TOML."""
    return "\n".join(f"{value_as_toml(key)} = {value_as_toml(value)}" for key, value in raw.items())


def value_as_toml(value: object) -> str:
    """A value as TOML, with inline tables."""
    match value:
        case dict():
            rows = (
                f"{value_as_toml(str(key))} = {value_as_toml(item)}" for key, item in value.items()
            )
            return "{" + ", ".join(rows) + "}"
        case list() | tuple():
            return "[" + ", ".join(map(value_as_toml, value)) + "]"
        case str():
            return json.dumps(value).replace("\x7f", "\\u007f")
        case bool():
            return str(value).lower()
        case date() | time():
            return value.isoformat()
        case _:
            return str(value)


def guide_as_toml(guide: Guide) -> str:
    """A guide as TOML."""
    return table_as_toml(_filled(msgspec.to_builtins(guide)))


def _filled(value: Any) -> Any:
    # TOML has no word for nothing.
    if isinstance(value, dict):
        return {key: _filled(item) for key, item in value.items() if item is not None}
    return [_filled(item) for item in value] if isinstance(value, list | tuple) else value
