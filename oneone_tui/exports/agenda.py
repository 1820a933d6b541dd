"""A guide's steps as text, for the terminal and for handouts."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from oneone_tui.exports.text_wrapping import wrap_hanging
from oneone_tui.workshop.agenda.schedule import format_duration
from oneone_tui.workshop.model.terms import COLUMN_TITLES, STAGE_TITLES, Each

if TYPE_CHECKING:
    from collections.abc import Iterator

    from oneone_tui.workshop.model.guide import Guide, Step

_ROUND_TO = 15
"""Seconds to which prompts' times are rounded, for people who use a watch."""


class GuideWording(NamedTuple):
    """The fixed texts around those of a guide, in one language."""

    worksheet: str
    us: str
    team: str
    day: str
    turns: str
    shared: str
    in_turn: str
    trio: str
    organizer: str
    organizee: str
    observer: str
    kinds: tuple[str, ...]
    titles: tuple[str, ...]
    commitments: str
    promise: tuple[str, str, str]
    questions: str


ENGLISH = GuideWording(
    worksheet="Worksheet for a pair",
    us="We are",
    team="Team",
    day="Day",
    turns="each of {turns} turns",
    shared="shared by the pairs",
    in_turn="Turn 2 is like turn 1, with the roles switched.",
    trio=(
        "Three of you? Three turns, {conversation} min to talk and {feedback} min of feedback "
        "each, then {write} min to write. Change places every turn."
    ),
    organizer="Organizer",
    organizee="Organizee",
    observer="Observer",
    kinds=("Values", "Interests", "Resources"),
    titles=tuple(COLUMN_TITLES.values()),
    commitments="Commitments",
    promise=("Who", "What", "By when"),
    questions="What the team will ask you",
)
SPANISH = GuideWording(
    worksheet="Hoja para la pareja",
    us="Somos",
    team="Equipo",
    day="Fecha",
    turns="en cada uno de los {turns} turnos",
    shared="entre todas las parejas",
    in_turn="El turno 2 es como el 1, con los papeles cambiados.",
    trio=(
        "¿Son tres? Tres turnos, cada uno con {conversation} min de conversación y {feedback} min "
        "de comentarios; después, {write} min para escribir. Cambien de papel en cada turno."
    ),
    organizer="Organiza",
    organizee="Responde",
    observer="Observa",
    kinds=("Valores", "Intereses", "Recursos"),
    titles=(
        "Nuestros valores comunes",
        "Nuestros intereses compartidos",
        "Nuestros recursos únicos",
    ),
    commitments="Compromisos",
    promise=("Quién", "Qué", "Para cuándo"),
    questions="Lo que les preguntará el equipo",
)


class StepText(NamedTuple):
    """A step in words: its length, what each role does, and its prompts with their times."""

    title: str
    length: str
    roles: tuple[tuple[str, str], ...]
    prompts: tuple[tuple[str, str], ...]


def guide_wording(guide: Guide) -> GuideWording:
    """Return the fixed texts in the guide's language, or in English if there are none."""
    return SPANISH if guide.language.partition("-")[0].lower() == "es" else ENGLISH


def format_step(guide: Guide, step: Step, words: GuideWording) -> StepText:
    """Return a step of `guide` in words."""
    how = {Each.TURN: words.turns.format(turns=guide.turns), Each.PAIR: words.shared}
    length = ", ".join(filter(None, (_minutes(step.minutes), how.get(step.each))))
    roles = (
        (words.organizer, step.organizer),
        (words.organizee, step.organizee),
        (words.observer, step.observer),
    )
    prompts = tuple((_prompt_time(step, prompt.at), prompt.text) for prompt in step.prompts)
    return StepText(step.title, length, tuple(role for role in roles if role[1]), prompts)


def format_trio_times(guide: Guide, words: GuideWording) -> str:
    """Return how three people share the time, in words."""
    trio = guide.trio
    return words.trio.format(
        conversation=f"{trio.conversation:g}",
        feedback=f"{trio.feedback:g}",
        write=f"{trio.write:g}",
    )


def step_lines(part: StepText, across: int) -> Iterator[str]:
    """Yield a step in lines of at most `across` columns."""
    yield from wrap_hanging("", f"{part.title} · {part.length}", across)
    for label, text in part.roles:
        yield from wrap_hanging(f"  {label}: ", text, across)
    for minute, text in part.prompts:
        yield from wrap_hanging(f"  {minute:>5}  ", text, across)


def guide_as_text(guide: Guide, columns: int = 80) -> str:
    """Return the whole guide as text, in lines of at most `columns` (at least 60)."""
    return "\n".join(_lines(guide, max(columns, 60))) + "\n"


def _lines(guide: Guide, across: int) -> Iterator[str]:
    about = (guide.title, _minutes(guide.minutes), guide.language, guide.name)
    yield from wrap_hanging("", " · ".join(about), across)
    for goal in guide.goals:
        yield from wrap_hanging("  - ", goal, across)
    for stage in guide.stages:
        yield ""
        yield f"{STAGE_TITLES[stage.stage]} · {_minutes(stage.minutes)}"
        for step in stage.steps:
            for line in step_lines(format_step(guide, step, ENGLISH), across - 2):
                yield f"  {line}"
    yield ""
    yield from wrap_hanging("", format_trio_times(guide, ENGLISH), across)
    for heading, rows in (
        ("Asked at the report-back", [f"{q.about}: {q.text}" for q in guide.questions]),
        ("Sources", guide.sources),
    ):
        if rows:
            yield from ("", heading)
        for row in rows:
            yield from wrap_hanging("  - ", row, across)


def _minutes(minutes: float) -> str:
    return f"{minutes:g} min"


def _prompt_time(step: Step, share: float) -> str:
    return format_duration(round(step.minutes * 60 * share / _ROUND_TO) * _ROUND_TO)
