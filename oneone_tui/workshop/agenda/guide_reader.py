"""Read a guide from TOML and check it; every mistake has its line."""

import re
from collections.abc import Iterator
from itertools import takewhile, zip_longest
from typing import TYPE_CHECKING

import msgspec

from oneone_tui.workshop.clean_texts import clean_texts
from oneone_tui.workshop.model.guide import (
    FORMAT,
    MAX_GRACE,
    MAX_MINUTES,
    MAX_STEPS,
    MAX_TURNS,
    Guide,
    Step,
)
from oneone_tui.workshop.model.terms import STAGES, Each, Stage
from oneone_tui.workshop.text import clean
from oneone_tui.workshop.toml_lines import line_of
from oneone_tui.workshop.toml_text import TomlError, parse_toml

if TYPE_CHECKING:
    from oneone_tui.workshop.toml_lines import FieldPath


class GuideError(ValueError):
    """A guide that cannot be used; the message is one line that says why.

    Attributes:
        path: The keys that lead to the wrong field, empty where no single field is wrong.
        line: The line in the guide's text, from 1; 0 where it is not known.
    """

    def __init__(self, message: str, path: "FieldPath" = (), line: int = 0) -> None:
        super().__init__(message)
        self.path = path
        self.line = line


def read_guide(text: str) -> Guide:
    """Read a guide from TOML and check it.

    Raises:
        GuideError: The text is not TOML, a field is missing, unknown or of the wrong type, or the
            minutes do not add up.
    """
    guide = _parse_guide(text)
    for mistake in _find_mistakes(guide):
        raise _with_line(mistake, text)
    return guide


def find_guide_mistakes(text: str) -> tuple[GuideError, ...]:
    """Return every mistake for which `read_guide` would reject `text`, by line.

    Where the text cannot be parsed as a guide, the result is that one mistake.
    """
    try:
        guide = _parse_guide(text)
    except GuideError as error:
        return (error,)
    found = [_with_line(mistake, text) for mistake in _find_mistakes(guide)]
    return tuple(sorted(found, key=lambda mistake: mistake.line))


def _parse_guide(text: str) -> Guide:
    try:
        raw = parse_toml(text, "a guide")
    except TomlError as error:
        raise GuideError(str(error), line=error.line) from error
    try:
        _check_format(raw)
        return msgspec.convert(clean_texts(raw, clean), Guide)
    except RecursionError:
        raise GuideError("this is nested more deeply than a guide can be") from None
    except msgspec.ValidationError as error:
        said = str(error)
        mistake = GuideError(clean(said, limit=200), _parse_field_path(said))
        raise _with_line(mistake, text) from error
    except GuideError as error:
        raise _with_line(error, text) from error


def _parse_field_path(said: str) -> "FieldPath":
    """Parse the path in a message by msgspec: ``… - at `$.stages[2].minutes```.

    A field that the message itself calls unknown is appended.
    """
    what, _, place = said.rpartition(" - at `$") if " - at `$" in said else (said, "", "")
    path: FieldPath = tuple(
        int(index) if index else key for key, index in re.findall(r"\.(\w+)|\[([0-9]+)\]", place)
    )
    unknown = re.search("unknown field `(.*)`", what)
    return (*path, unknown[1]) if unknown else path


def _with_line(mistake: GuideError, text: str) -> GuideError:
    return GuideError(str(mistake), mistake.path, line_of(text, mistake.path))


def _check_format(raw: dict[str, object]) -> None:
    found = raw.get("format", FORMAT)
    if isinstance(found, int) and found > FORMAT:
        what = f"this guide's format is newer than {FORMAT}, the one read here"
        raise GuideError(what, ("format",))
    if isinstance(found, int) and found < FORMAT:
        raise GuideError(f"format must be {FORMAT}", ("format",))


def _find_mistakes(guide: Guide) -> Iterator[GuideError]:
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
    of_steps = [*_find_id_mistakes(guide), *_find_step_mistakes(guide)]
    yield from of_steps
    if not of_steps:
        yield from _find_total_mistakes(guide)


def _steps_with_paths(guide: Guide) -> Iterator[tuple[Step, "FieldPath"]]:
    for number, part in enumerate(guide.stages):
        for place, step in enumerate(part.steps):
            yield step, ("stages", number, "steps", place)


def _find_id_mistakes(guide: Guide) -> Iterator[GuideError]:
    known: set[str] = set()
    for step, path in _steps_with_paths(guide):
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


def _find_step_mistakes(guide: Guide) -> Iterator[GuideError]:
    for number, part in enumerate(guide.stages):
        for place, (step, following) in enumerate(zip_longest(part.steps, part.steps[1:])):
            if step.longest and (following is None or following.each is not Each.ONCE):
                what = ": longest needs a step after it, done once, that gets what the pairs leave"
                path: FieldPath = ("stages", number, "steps", place, "longest")
                yield GuideError(f"step {step.id!r}{what}", path)
    for step, path in _steps_with_paths(guide):
        for field, what in _find_wrong_fields(step):
            yield GuideError(f"step {step.id!r}{what}", (*path, *field))


def _find_wrong_fields(step: Step) -> Iterator[tuple["FieldPath", str]]:
    if not step.title:
        yield ("title",), " needs a title"
    if not 0 < step.minutes <= MAX_MINUTES:
        what = f": minutes must be above 0 and up to {MAX_MINUTES}, not {step.minutes:g}"
        yield ("minutes",), what
    elif step.shortest is not None and not 0 <= step.shortest <= step.minutes:
        yield ("shortest",), ": shortest must be 0 up to its minutes"
    if step.shortest is not None and step.each is Each.TURN:
        yield ("shortest",), ": a turn is never cut, so it has no shortest"
    longest = step.longest
    if longest is msgspec.UNSET:
        pass
    elif step.each is not Each.PAIR:
        yield ("longest",), ": only a step done once a pair has a longest"
    elif not (step.shortest or 0) <= longest <= step.minutes or not longest:
        yield ("longest",), ": longest must be its shortest up to its minutes"
    before = 0.0
    for place, prompt in enumerate(step.prompts):
        here: FieldPath = ("prompts", place, "at")
        if not 0 <= prompt.at <= 1:
            yield here, ": a prompt's at must be 0 to 1"
        elif prompt.at < before:
            yield here, ": the prompts must stand in the order of their at"
        else:
            before = prompt.at


def _find_total_mistakes(guide: Guide) -> Iterator[GuideError]:
    for number, part in enumerate(guide.stages):
        total = guide.stage_minutes(part.stage)
        if not _are_equal_minutes(total, part.minutes):
            yield GuideError(
                f"stage {part.stage}: the steps add up to {total:g} minutes, "
                f"but minutes says {part.minutes:g}",
                ("stages", number, "minutes"),
            )
    yield from _find_trio_mistakes(guide)
    if not _are_equal_minutes(guide.total_minutes(), guide.minutes):
        yield GuideError(
            f"the steps add up to {guide.total_minutes():g} minutes, "
            f"but minutes says {guide.minutes:g}",
            ("minutes",),
        )


def _find_trio_mistakes(guide: Guide) -> Iterator[GuideError]:
    trio, rounds = guide.trio, guide.stage_minutes(Stage.ROUNDS)
    if not (trio.conversation > 0 and trio.feedback >= 0 and trio.write >= 0):
        what = "trio: conversation must be above 0, feedback and write at least 0"
        yield GuideError(what, ("trio",))
    elif max(trio.conversation, trio.feedback, trio.write) > MAX_MINUTES:
        yield GuideError(f"trio: no part may be longer than {MAX_MINUTES} minutes", ("trio",))
    elif not _are_equal_minutes(trio.minutes(), rounds):
        yield GuideError(
            f"trio: three turns and write add up to {trio.minutes():g} minutes, "
            f"but the rounds have {rounds:g}",
            ("trio",),
        )


def _are_equal_minutes(minutes: float, other: float) -> bool:
    # Half a second apart is the same; nothing is the same as what is not a number.
    return abs(minutes - other) <= 1 / 120
