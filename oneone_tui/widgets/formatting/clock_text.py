"""The clock as text: the segment, its urgency, the time left, what comes next."""

from __future__ import annotations

import math

from rich.cells import cell_len
from textual.content import Content

from oneone_tui.keymap import key_for, start_key
from oneone_tui.widgets.formatting.time_text import format_clock_time, format_countdown
from oneone_tui.workshop.agenda.alarms import Alarm, alarm_of, chime_shown
from oneone_tui.workshop.agenda.auto_advance import goes_on_in
from oneone_tui.workshop.agenda.schedule import format_duration, format_segment_title
from oneone_tui.workshop.agenda.timer import TimerState
from oneone_tui.workshop.agenda.trio_timer import TrioTimerState
from oneone_tui.workshop.model.session import Session
from oneone_tui.workshop.model.terms import STAGE_TITLES, StepKind

SIGNS = {
    Alarm.PAUSED: "‖ paused",
    Alarm.OVER: "! over time",
    Alarm.RED: "! ending",
    Alarm.AMBER: "soon",
}
"""The text of each clock state, for displays without color."""


def format_heading(session: Session, moment: TimerState) -> Content:
    """Format the current segment and its urgency."""
    if moment.finished:
        return Content.styled("The workshop is over", "bold")
    if moment.segment is None:
        return Content.assemble(("Not started yet", "bold"), (f"   {start_key()} starts", "$muted"))
    turns = max((s.turn for s in moment.segments), default=0)
    words, style = format_urgency(session, moment)
    return Content.assemble(
        (format_segment_title(moment.segment, turns), "bold"),
        (f"   {words}" if words else "", style),
    )


def format_urgency(session: Session, moment: TimerState) -> tuple[str, str]:
    """Return a few words on the clock's state, and their style; empty if all is well."""
    state, chime = alarm_of(moment), chime_shown(moment)
    wait = goes_on_in(session, moment) if state is Alarm.OVER else None
    if wait is not None and wait > 0:
        return f"next in {math.ceil(wait)} s", "bold $warning"
    if 0 < moment.seconds_left <= _change_over_seconds(session, moment):
        return "change over", "bold $warning"
    if chime:
        return f"♪ {chime}", "bold $warning"
    return SIGNS.get(state, ""), "$muted" if state is Alarm.AMBER else "bold $warning"


def _change_over_seconds(session: Session, moment: TimerState) -> int:
    segment, following = moment.segment, moment.next_segment
    if segment is None or following is None or not (segment.slot and following.slot):
        return 0
    return session.guide.change_over


def format_next(moment: TimerState, width: int = 0) -> Content:
    """Format the next segment, its length, and when it starts.

    Shorter if one line of `width` cells is too short; 0 means no limit.
    """
    following = moment.next_segment
    if moment.finished or (following is None and moment.segment is None):
        return Content()
    if following is None:
        return Content.styled(f"{key_for('clock.next')} ends the workshop", "$muted")
    what = f"next  {format_segment_title(following)}"
    forms = [f"{what} {format_duration(following.seconds)}", what]
    if moment.running:
        when = f" at {format_clock_time(moment.next_segment_at)}"
        forms = [forms[0] + when, what + when, what]
    return _first_fitting(forms, width)


def format_trio(trio: TrioTimerState) -> Content:
    """Format what the trios do in their own turn, and when they go on."""
    doing = {StepKind.CONVERSATION: "talk", StepKind.FEEDBACK: "feedback"}
    on, following = doing.get(trio.part.kind, "write down"), trio.following
    if trio.switch:
        switch = "switch roles now" if on == "talk" else f"now {on}"
        return Content.styled(f"♪ trio: {switch}", "bold $warning")
    if trio.left <= 0:
        return Content.styled("trio: time", "bold $warning")
    then = "done" if following is None else doing.get(following.kind, "write")
    if on == "feedback" and then == "talk":
        then = "switch"
    left = format_countdown(trio.left) if trio.left <= 60 else f"{math.ceil(trio.left / 60)} min"
    return Content.styled(f"trio: {on}, {then} in {left}", "$muted")


def format_time_left(moment: TimerState, width: int = 0) -> Content:
    """Format the whole minutes left of the turn, the stage and the workshop.

    Shorter if one line of `width` cells is too short; 0 means no limit.
    """
    segment = moment.segment
    if segment is None:
        return Content()
    parts = [(STAGE_TITLES[segment.stage], moment.left_of_stage())]
    if segment.turn:
        parts.insert(0, ("Turn", moment.left_of_turn()))
    parts.append(("all", moment.left_of_workshop()))
    texts = [f"{name} {math.ceil(seconds / 60 - 0.001)}" for name, seconds in parts]
    variants = (texts, [texts[0], texts[-1]], texts[-1:])
    return _first_fitting([f"left  {' · '.join(some)} min" for some in variants], width)


def _first_fitting(forms: list[str], width: int) -> Content:
    # The first form that fits into one line, or the last, which is the shortest.
    fits = (form for form in forms if not width or cell_len(form) <= width)
    return Content.styled(next(fits, forms[-1]), "$muted")
