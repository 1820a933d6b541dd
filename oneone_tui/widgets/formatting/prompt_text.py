"""The prompts of a segment as text, and what each role does."""

from __future__ import annotations

from textual.content import Content

from oneone_tui.widgets.text_block import Line, Row
from oneone_tui.workshop.agenda.prompts import current_prompt, role_texts
from oneone_tui.workshop.agenda.timer import TimerState
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
    on = current_prompt(step, moment.share_elapsed)
    shown: list[Line] = []
    for index, prompt in enumerate(step.prompts):
        if index == on:
            lead = Content.styled("▸ " if roomy else f"{'Now':<{LABEL}}", "bold $accent")
            shown.append(Row(lead, Content.styled(prompt.text, "bold")))
        elif roomy:
            shown.append(Row(Content("  "), Content.styled(prompt.text, "$muted")))
    if roomy:
        shown.append(Content())
    return [
        *shown,
        *(
            Row(Content.styled(f"{role:<{LABEL}}", "bold"), Content(text))
            for role, text in role_texts(session, step)
        ),
    ]
