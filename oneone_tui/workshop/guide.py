"""The guide: a workshop's agenda as data, read from TOML.

A guide has five stages; a stage has timed steps; a step may happen once, once a turn or once a
pair. Minutes are what the author writes; seconds are what the schedule makes of them.
"""

import re
from collections.abc import Iterator
from itertools import takewhile
from typing import TYPE_CHECKING, Self

import msgspec

from oneone_tui.workshop.cleaned import cleaned
from oneone_tui.workshop.guide_lines import line_of
from oneone_tui.workshop.text import clean
from oneone_tui.workshop.toml_text import TomlError, parse_toml
from oneone_tui.workshop.words import STAGES, TRIO, Each, Stage, StepKind

if TYPE_CHECKING:
    from oneone_tui.workshop.guide_lines import FieldPath

FORMAT = 1
"""The version of the guide file's form that this program reads."""

MAX_MINUTES = 24 * 60
MAX_STEPS = 200
MAX_TURNS = 6
MAX_GRACE = 600


class GuideError(ValueError):
    """A guide that cannot be used; the message is one line that says what is wrong.

    `path` leads to the field that is wrong, where it is one; `line` is where that stands in the
    guide's text, from 1, and 0 where that is not known.
    """

    def __init__(self, message: str, path: "FieldPath" = (), line: int = 0) -> None:
        super().__init__(message)
        self.path = path
        self.line = line


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

    def with_minutes(self, step_id: str, minutes: float) -> Self:
        """The same guide with another length for one step."""
        step = self.step(step_id)
        return self.with_step(msgspec.structs.replace(step, minutes=minutes)) if step else self

    def with_step(self, step: Step) -> Self:
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

    Raises `GuideError`, with its line, where the text is not TOML, has a field that is missing,
    unknown or of the wrong kind, or where the minutes do not add up.
    """
    guide = _parsed(text)
    for mistake in _mistakes(guide):
        raise _placed(mistake, text)
    return guide


def guide_mistakes(text: str) -> tuple[GuideError, ...]:
    """All that `read_guide` would refuse `text` for, by line.

    Where the text cannot be read as a guide at all, it is the first thing that is in the way.
    """
    try:
        guide = _parsed(text)
    except GuideError as error:
        return (error,)
    found = [_placed(mistake, text) for mistake in _mistakes(guide)]
    return tuple(sorted(found, key=lambda mistake: mistake.line))


def _parsed(text: str) -> Guide:
    try:
        raw = parse_toml(text, "a guide")
    except TomlError as error:
        raise GuideError(str(error), line=error.line) from error
    try:
        _check_format(raw)
        return msgspec.convert(cleaned(raw, clean), Guide)
    except RecursionError:
        raise GuideError("this is nested more deeply than a guide can be") from None
    except msgspec.ValidationError as error:
        said = str(error)
        mistake = GuideError(clean(said, limit=200), _path_in(said))
        raise _placed(mistake, text) from error
    except GuideError as error:
        raise _placed(error, text) from error


def _path_in(said: str) -> "FieldPath":
    """The path in what msgspec says: ``… - at `$.stages[2].minutes```, and a field it names."""
    what, _, place = said.rpartition(" - at `$") if " - at `$" in said else (said, "", "")
    path: FieldPath = tuple(
        int(index) if index else key for key, index in re.findall(r"\.(\w+)|\[([0-9]+)\]", place)
    )
    unknown = re.search("unknown field `(.*)`", what)
    return (*path, unknown[1]) if unknown else path


def _placed(mistake: GuideError, text: str) -> GuideError:
    return GuideError(str(mistake), mistake.path, line_of(text, mistake.path))


def _check_format(raw: dict[str, object]) -> None:
    found = raw.get("format", FORMAT)
    if isinstance(found, int) and found > FORMAT:
        what = f"this guide's format is newer than {FORMAT}, the one read here"
        raise GuideError(what, ("format",))
    if isinstance(found, int) and found < FORMAT:
        raise GuideError(f"format must be {FORMAT}", ("format",))


def _mistakes(guide: Guide) -> Iterator[GuideError]:
    for name in ("grace", "change_over"):
        if not 0 <= getattr(guide, name) <= MAX_GRACE:
            yield GuideError(f"{name} must be 0 up to {MAX_GRACE} seconds", (name,))
    found = tuple(part.stage for part in guide.stages)
    if found != STAGES:
        same = sum(
            1 for _ in takewhile(lambda two: two[0] == two[1], zip(found, STAGES, strict=False))
        )
        yield GuideError(
            f"the stages must be {', '.join(STAGES)}, once each and in this order",
            ("stages", min(same, len(found) - 1)) if found else ("stages",),
        )
        return  # nothing can be reckoned
    if not 1 <= guide.turns <= MAX_TURNS:
        yield GuideError(f"turns must be 1 to {MAX_TURNS}", ("turns",))
        return
    if sum(len(part.steps) for part in guide.stages) > MAX_STEPS:
        yield GuideError(f"a guide has at most {MAX_STEPS} steps", ("stages",))
        return
    of_steps = [*_id_mistakes(guide), *_step_mistakes(guide)]
    yield from of_steps
    if not of_steps:
        yield from _total_mistakes(guide)


def _steps(guide: Guide) -> Iterator[tuple[Step, "FieldPath"]]:
    for number, part in enumerate(guide.stages):
        for place, step in enumerate(part.steps):
            yield step, ("stages", number, "steps", place)


def _id_mistakes(guide: Guide) -> Iterator[GuideError]:
    known: set[str] = set()
    for step, path in _steps(guide):
        here = (*path, "id")
        if not step.id:
            yield GuideError("each step needs an id", here)
        elif re.search("[0-9]", step.id):
            # A segment's id is a step's with the number of its turn or slot.
            what = f"step {step.id!r}: an id has no digits, turns and slots add theirs"
            yield GuideError(what, here)
        elif step.id in known:
            what = f"two steps are called {step.id!r}; each needs an id of its own"
            yield GuideError(what, here)
        known.add(step.id)


def _step_mistakes(guide: Guide) -> Iterator[GuideError]:
    for step, path in _steps(guide):
        for field, what in _wrong_in(step):
            yield GuideError(f"step {step.id!r}{what}", (*path, *field))


def _wrong_in(step: Step) -> Iterator[tuple["FieldPath", str]]:
    if not step.title:
        yield ("title",), " needs a title"
    if not 0 < step.minutes <= MAX_MINUTES:
        what = f": minutes must be above 0 and up to {MAX_MINUTES}, not {step.minutes:g}"
        yield ("minutes",), what
    elif step.shortest is not None and not 0 <= step.shortest <= step.minutes:
        yield ("shortest",), ": shortest must be 0 up to its minutes"
    if step.shortest is not None and step.each is Each.TURN:
        yield ("shortest",), ": a turn is never cut, so it has no shortest"
    before = 0.0
    for place, prompt in enumerate(step.prompts):
        here: FieldPath = ("prompts", place, "at")
        if not 0 <= prompt.at <= 1:
            yield here, ": a prompt's at must be 0 to 1"
        elif prompt.at < before:
            yield here, ": the prompts must stand in the order of their at"
        else:
            before = prompt.at


def _total_mistakes(guide: Guide) -> Iterator[GuideError]:
    for number, part in enumerate(guide.stages):
        total = guide.stage_minutes(part.stage)
        if not _same(total, part.minutes):
            yield GuideError(
                f"stage {part.stage}: the steps add up to {total:g} minutes, "
                f"but minutes says {part.minutes:g}",
                ("stages", number, "minutes"),
            )
    yield from _trio_mistakes(guide)
    if not _same(guide.total_minutes(), guide.minutes):
        yield GuideError(
            f"the steps add up to {guide.total_minutes():g} minutes, "
            f"but minutes says {guide.minutes:g}",
            ("minutes",),
        )


def _trio_mistakes(guide: Guide) -> Iterator[GuideError]:
    trio, rounds = guide.trio, guide.stage_minutes(Stage.ROUNDS)
    if not (trio.conversation > 0 and trio.feedback >= 0 and trio.write >= 0):
        what = "trio: conversation must be above 0, feedback and write at least 0"
        yield GuideError(what, ("trio",))
    elif not _same(trio.minutes(), rounds):
        yield GuideError(
            f"trio: three turns and write add up to {trio.minutes():g} minutes, "
            f"but the rounds have {rounds:g}",
            ("trio",),
        )


def _same(minutes: float, other: float) -> bool:
    # Half a second apart is the same; nothing is the same as what is not a number.
    return abs(minutes - other) <= 1 / 120
