"""The guide: a workshop's agenda as data, read from TOML.

A guide has five stages; a stage has timed steps; a step may happen once, once a turn or once a
pair. Minutes are what the author writes; seconds are what the schedule makes of them.
"""

from __future__ import annotations

import re
import tomllib

import msgspec

from oneone_tui.workshop.cleaned import cleaned
from oneone_tui.workshop.text import clean
from oneone_tui.workshop.words import STAGES, Each, Stage, StepKind

FORMAT = 1
"""The version of the guide file's form that this program reads."""

MAX_MINUTES = 24 * 60
MAX_TURNS = 6
MAX_GRACE = 600
TRIO = 3
"""People, and turns, of a trio."""


class GuideError(ValueError):
    """A guide that cannot be used; the message is one line that says what is wrong."""


class Prompt(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A line shown to the room from a share of its step onwards (0 the start, 1 the end)."""

    at: float
    text: str


class Step(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One timed step of a stage.

    `minutes` is the length of one occurrence, except where `each` is ``pair``: there it is the
    time that all the pairs of a team share.

    A step that `goes_on` leaves for the next one of its stage by itself, a short grace after its
    end. `shortest` is how many minutes of one occurrence must be left to it when the workshop runs
    late; without it, the step keeps its length, as every step of a turn does.
    """

    id: str
    kind: StepKind
    title: str
    minutes: float
    each: Each = Each.ONCE
    prompts: tuple[Prompt, ...] = ()
    organizer: str = ""
    organizee: str = ""
    observer: str = ""
    goes_on: bool = False
    shortest: float | None = None


class GuideStage(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One stage of the agenda; a stage without steps takes no time of its own."""

    stage: Stage
    minutes: float = 0
    steps: tuple[Step, ...] = ()


class TrioTimes(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How three people share the time that two have: minutes a turn and to write down."""

    conversation: float
    feedback: float
    write: float

    def minutes(self) -> float:
        """What the three turns and the writing add up to."""
        return TRIO * (self.conversation + self.feedback) + self.write


class Question(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A question each pair answers at the report-back."""

    about: str
    text: str


class Guide(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The agenda of a workshop. `minutes` is the whole, checked against the steps.

    `grace` is how many seconds a step that goes on by itself waits at its end; `change_over` is how
    many at the end of a pair's slot are for the next pair to come forward.
    """

    format: int
    name: str
    title: str
    minutes: float
    trio: TrioTimes
    stages: tuple[GuideStage, ...]
    turns: int = 2
    grace: int = 10
    change_over: int = 15
    language: str = "en"
    goals: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    questions: tuple[Question, ...] = ()

    def stage(self, stage: Stage) -> GuideStage:
        """The part of the agenda for `stage`."""
        return next(part for part in self.stages if part.stage is stage)

    def step(self, step_id: str) -> Step | None:
        """The step of that id, or None."""
        return next((s for part in self.stages for s in part.steps if s.id == step_id), None)

    def stage_minutes(self, stage: Stage) -> float:
        """What the steps of `stage` add up to, in minutes."""
        return sum(
            step.minutes * (self.turns if step.each is Each.TURN else 1)
            for step in self.stage(stage).steps
        )

    def total_minutes(self) -> float:
        """What all steps add up to, in minutes."""
        return sum(self.stage_minutes(part.stage) for part in self.stages)

    def with_minutes(self, step_id: str, minutes: float) -> Guide:
        """The same guide with another length for one step."""
        step = self.step(step_id)
        return self.with_step(msgspec.structs.replace(step, minutes=minutes)) if step else self

    def with_step(self, step: Step) -> Guide:
        """The same guide with another step in the place of the one of the same id."""
        stages = tuple(
            msgspec.structs.replace(
                part,
                steps=tuple(step if s.id == step.id else s for s in part.steps),
            )
            for part in self.stages
        )
        return msgspec.structs.replace(self, stages=stages)


def read_guide(text: str) -> Guide:
    """Read a guide from TOML and check it.

    Raises `GuideError` where the text is not TOML, has a field that is missing, unknown or of
    the wrong kind, or where the minutes do not add up.
    """
    try:
        raw = tomllib.loads(text)
        _check_format(raw)
        guide = msgspec.convert(cleaned(raw, clean), Guide)
    except RecursionError:
        raise GuideError("this is nested more deeply than a guide can be") from None
    except msgspec.ValidationError as error:
        raise GuideError(clean(str(error), limit=200)) from error
    except GuideError:
        raise
    except ValueError as error:  # not TOML, or a number of thousands of digits
        raise GuideError(f"this is not TOML: {clean(str(error), limit=200)}") from error
    check_guide(guide)
    return guide


def check_guide(guide: Guide) -> None:
    """Raise `GuideError` where the stages, ids, lengths or totals of `guide` do not hold."""
    if not 0 <= guide.grace <= MAX_GRACE:
        raise GuideError(f"grace must be 0 up to {MAX_GRACE} seconds")
    if not 0 <= guide.change_over <= MAX_GRACE:
        raise GuideError(f"change_over must be 0 up to {MAX_GRACE} seconds")
    if tuple(part.stage for part in guide.stages) != STAGES:
        raise GuideError(f"the stages must be {', '.join(STAGES)}, once each and in this order")
    if not 1 <= guide.turns <= MAX_TURNS:
        raise GuideError(f"turns must be 1 to {MAX_TURNS}")
    _check_ids([step.id for part in guide.stages for step in part.steps])
    for part in guide.stages:
        _check_stage(guide, part)
    _check_trio(guide)
    if not _same(guide.total_minutes(), guide.minutes):
        raise GuideError(
            f"the steps add up to {guide.total_minutes():g} minutes, "
            f"but minutes says {guide.minutes:g}"
        )


def _check_format(raw: dict[str, object]) -> None:
    found = raw.get("format", FORMAT)
    if isinstance(found, int) and found > FORMAT:
        raise GuideError(f"this guide's format is newer than {FORMAT}, the one read here")
    if isinstance(found, int) and found < FORMAT:
        raise GuideError(f"format must be {FORMAT}")


def _check_ids(ids: list[str]) -> None:
    known: set[str] = set()
    for step_id in ids:
        if not step_id:
            raise GuideError("each step needs an id")
        if re.search("[0-9]", step_id):
            # A segment's id is a step's with the number of its turn or slot.
            raise GuideError(f"step {step_id!r}: an id has no digits, turns and slots add theirs")
        if step_id in known:
            raise GuideError(f"two steps are called {step_id!r}; each needs an id of its own")
        known.add(step_id)


def _check_stage(guide: Guide, part: GuideStage) -> None:
    for step in part.steps:
        if not step.title:
            raise GuideError(f"step {step.id!r} needs a title")
        if not 0 < step.minutes <= MAX_MINUTES:
            raise GuideError(
                f"step {step.id!r}: minutes must be above 0 and up to {MAX_MINUTES}, "
                f"not {step.minutes:g}"
            )
        if step.shortest is not None and not 0 <= step.shortest <= step.minutes:
            raise GuideError(f"step {step.id!r}: shortest must be 0 up to its minutes")
        if step.shortest is not None and step.each is Each.TURN:
            raise GuideError(f"step {step.id!r}: a turn is never cut, so it has no shortest")
        shares = [prompt.at for prompt in step.prompts]
        if not all(0 <= at <= 1 for at in shares):
            raise GuideError(f"step {step.id!r}: a prompt's at must be 0 to 1")
        if shares != sorted(shares):
            raise GuideError(f"step {step.id!r}: the prompts must stand in the order of their at")
    total = guide.stage_minutes(part.stage)
    if not _same(total, part.minutes):
        raise GuideError(
            f"stage {part.stage}: the steps add up to {total:g} minutes, "
            f"but minutes says {part.minutes:g}"
        )


def _check_trio(guide: Guide) -> None:
    trio, rounds = guide.trio, guide.stage_minutes(Stage.ROUNDS)
    if not (trio.conversation > 0 and trio.feedback >= 0 and trio.write >= 0):
        raise GuideError("trio: conversation must be above 0, feedback and write at least 0")
    if not _same(trio.minutes(), rounds):
        raise GuideError(
            f"trio: three turns and write add up to {trio.minutes():g} minutes, "
            f"but the rounds have {rounds:g}"
        )


def _same(minutes: float, other: float) -> bool:
    # Half a second apart is the same; nothing is the same as what is not a number.
    return abs(minutes - other) <= 1 / 120
