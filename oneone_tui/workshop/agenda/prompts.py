"""What is on in a segment: its prompt, what each role does, the question of a report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oneone_tui.workshop.model.presence import has_trio

if TYPE_CHECKING:
    from oneone_tui.workshop.model.guide import Step
    from oneone_tui.workshop.model.session import Session


def current_prompt(step: Step, share_elapsed: float) -> int:
    """Return the index of the prompt that is on once that share of the segment has passed."""
    return max(
        (i for i, prompt in enumerate(step.prompts) if prompt.at <= share_elapsed), default=0
    )


def current_question(questions: int, share_elapsed: float) -> int:
    """Return the index of the question that is on: each has the same share; -1 without any."""
    return min(int(share_elapsed * questions), questions - 1)


def role_texts(session: Session, step: Step) -> tuple[tuple[str, str], ...]:
    """Return what each role does in a step; of observers only where there are some."""
    has_observer = has_trio(session) or any(pair.observers for pair in session.pairs)
    roles = (
        ("Organizer", step.organizer),
        ("Organizee", step.organizee),
        ("Observer", step.observer if has_observer else ""),
    )
    return tuple((role, text) for role, text in roles if text)
