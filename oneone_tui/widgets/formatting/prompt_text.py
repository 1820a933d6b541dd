"""The prompts of a segment as text, and what each role does."""

from __future__ import annotations

from textual.content import Content

from oneone_tui.widgets.text_block import Line, Row
from oneone_tui.workshop.agenda.timer import TimerState
from oneone_tui.workshop.model.guide import Step
from oneone_tui.workshop.model.presence import has_trio
from oneone_tui.workshop.model.session import Session

LABEL = 11
"""Cells before a prompt or a role."""


def prompts(session: Session, moment: TimerState, *, roomy: bool) -> list[Line]:
    """Return the prompts of the current segment, and what each role does.

    If there is room (`roomy`), these are all prompts, otherwise the current one.
    """
    segment = moment.segment
    step = session.guide.step(segment.step) if segment else None
    if segment is None or step is None:
        return []
    on = max(
        (i for i, prompt in enumerate(step.prompts) if prompt.at <= moment.share_elapsed), default=0
    )
    shown: list[Line] = []
    for index, prompt in enumerate(step.prompts):
        if index == on:
            lead = Content.styled("▸ " if roomy else f"{'Now':<{LABEL}}", "bold $accent")
            shown.append(Row(lead, Content.styled(prompt.text, "bold")))
        elif roomy:
            shown.append(Row(Content("  "), Content.styled(prompt.text, "$muted")))
    if roomy:
        shown.append(Content())
    return [*shown, *_roles(session, step)]


def _roles(session: Session, step: Step) -> list[Line]:
    observed = has_trio(session) or any(pair.observers for pair in session.pairs)
    roles = [
        ("Organizer", step.organizer),
        ("Organizee", step.organizee),
        ("Observer", step.observer if observed else ""),
    ]
    return [
        Row(Content.styled(f"{name:<{LABEL}}", "bold"), Content(text))
        for name, text in roles
        if text
    ]
