"""The guide: a workshop's agenda as data.

A guide has five stages. A stage has timed steps, each done once, once a turn or once a pair.
Authors write minutes; the schedule turns them into seconds.
"""

from typing import Self

import msgspec

from oneone_tui.workshop.model.terms import TRIO, Each, Stage, StepKind

FORMAT = 1
"""The version of the guide's format that this program reads."""

MAX_MINUTES = 24 * 60
MAX_STEPS = 200
MAX_TURNS = 6
MAX_GRACE = 600


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
    late; without it, the step keeps its length, as every step of a turn does. A step in which
    people commit keeps two minutes of its length (`schedule.LEAST_TO_COMMIT`), whatever it says.

    `longest` is how many minutes one pair gets at most where `each` is ``pair``. What the pairs
    leave goes to the next step, and what many pairs need to get their `shortest` comes from it.
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
    longest: float | msgspec.UnsetType = msgspec.UNSET


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
        """Return the minutes of the three turns and the writing together."""
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
        """Return the part of the agenda for `stage`."""
        return next(part for part in self.stages if part.stage is stage)

    def step(self, step_id: str) -> Step | None:
        """Return the step with that id, or None."""
        return next((s for part in self.stages for s in part.steps if s.id == step_id), None)

    def stage_minutes(self, stage: Stage) -> float:
        """Return the minutes of all steps of `stage`, every turn counted."""
        return sum(
            step.minutes * (self.turns if step.each is Each.TURN else 1)
            for step in self.stage(stage).steps
        )

    def total_minutes(self) -> float:
        """Return the minutes of all steps."""
        return sum(self.stage_minutes(part.stage) for part in self.stages)

    def with_minutes(self, step_id: str, minutes: float) -> Self:
        """Return the guide with another length for one step."""
        step = self.step(step_id)
        return self.with_step(msgspec.structs.replace(step, minutes=minutes)) if step else self

    def with_step(self, step: Step) -> Self:
        """Return the guide with `step` in place of the step with the same id."""
        stages = tuple(
            msgspec.structs.replace(
                part,
                steps=tuple(step if s.id == step.id else s for s in part.steps),
            )
            for part in self.stages
        )
        return msgspec.structs.replace(self, stages=stages)
