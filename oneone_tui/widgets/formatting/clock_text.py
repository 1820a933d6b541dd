"""The clock as text: the segment, its urgency, the time left, what comes next."""

from __future__ import annotations

import math

from rich.cells import cell_len
from textual.content import Content

from oneone_tui.user_keys import key_for, start_key
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
"""How each state of the clock reads without its colour."""


def format_heading(session: Session, moment: TimerState) -> Content:
    """What is on, and how urgent it is."""
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
    """A few words on how the clock stands, and their style; empty while there is time."""
    state, chime = alarm_of(moment), chime_shown(moment)
    wait = goes_on_in(session, moment) if state is Alarm.OVER else None
    if wait is not None and wait > 0:
        return f"on in {math.ceil(wait)} s", "bold $warning"
    if 0 < moment.seconds_left <= _change_over(session, moment):
        return "change over", "bold $warning"
    if chime:
        return f"♪ {chime}", "bold $warning"
    return SIGNS.get(state, ""), "$muted" if state is Alarm.AMBER else "bold $warning"


def _change_over(session: Session, moment: TimerState) -> int:
    segment, following = moment.segment, moment.next_segment
    if segment is None or following is None or not (segment.slot and following.slot):
        return 0
    return session.guide.change_over


def format_next(moment: TimerState, width: int = 0) -> Content:
    """What comes after the segment that is on, how long it takes, and when.

    In fewer words where one line of `width` cells is too short; 0 is as wide as need be.
    """
    following = moment.next_segment
    if moment.finished or (following is None and moment.segment is None):
        return Content()
    if following is None:
        return Content.styled(f"{key_for('clock.next', 'n')} ends the workshop", "$muted")
    what = f"next  {format_segment_title(following)}"
    forms = [f"{what} {format_duration(following.seconds)}", what]
    if moment.running:
        when = f" at {format_clock_time(moment.next_segment_at)}"
        forms = [forms[0] + when, what + when, what]
    return _fitting(forms, width)


def format_trio(trio: TrioTimerState) -> Content:
    """Where the trios stand: what they do in their own turn, and when they go on."""
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
    """Whole minutes left of the turn, of the stage and of the workshop.

    In fewer words where one line of `width` cells is too short; 0 is as wide as need be.
    """
    segment = moment.segment
    if segment is None:
        return Content()
    parts = [(STAGE_TITLES[segment.stage], moment.left_of_stage())]
    if segment.turn:
        parts.insert(0, ("Turn", moment.left_of_turn()))
    parts.append(("all", moment.left_of_workshop()))
    said = [f"{name} {math.ceil(seconds / 60 - 0.001)}" for name, seconds in parts]
    fewer = (said, [said[0], said[-1]], said[-1:])
    return _fitting([f"left  {' · '.join(some)} min" for some in fewer], width)


def _fitting(forms: list[str], width: int) -> Content:
    # The first that one line has room for, or the shortest.
    fits = (form for form in forms if not width or cell_len(form) <= width)
    return Content.styled(next(fits, forms[-1]), "$muted")
