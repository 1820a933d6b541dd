"""What a workshop came to, as blocks of text for the summary."""

from __future__ import annotations

from textual.content import Content

from oneone_tui.widgets.clock_panel import segment_title
from oneone_tui.widgets.lines import Line, fit, spread
from oneone_tui.widgets.note_list import commitment_row, note_row
from oneone_tui.widgets.words import clock_time, slip_words
from oneone_tui.workshop.clock import Moment, timings
from oneone_tui.workshop.schedule import spoken_length
from oneone_tui.workshop.session import Session
from oneone_tui.workshop.words import Kind


def takeaways(session: Session) -> list[Line]:
    """What each takes away."""
    notes: list[Line] = [note_row(session, n) for n in session.notes if n.kind is Kind.TAKEAWAY]
    return _block("Takeaways", notes, "t writes one: t Ana: what she takes away")


def commitments(session: Session) -> list[Line]:
    """Who promised what; then the pairs that promised nothing yet."""
    lines: list[Line] = [commitment_row(session, c) for c in session.commitments]
    with_one = {c.pair for c in session.commitments}
    without = [n for n, p in enumerate(session.pairs, 1) if p.id not in with_one]
    if without and lines:
        numbers = ", ".join(map(str, without))
        lines.append(Content.styled(f"nothing yet from pair {numbers}", "$muted"))
    return _block("Commitments", lines, "c writes one: c Ana > Ben: coffee on Friday")


def reporters(session: Session) -> list[Line]:
    """Who reports to the larger group."""
    lines: list[Line] = []
    for team in session.teams:
        name = session.name(team.reporter)
        who = (name, "bold") if name else ("nobody yet: o chooses", "$muted")
        label = f"{team.name}: " if len(session.teams) > 1 else ""
        lines.append(Content.assemble(label, who))
    return _block("Reports to the larger group", lines, "")


def plan_and_actual(session: Session, moment: Moment, width: int) -> list[Line]:
    """Every segment: planned, and what it took."""
    start = moment.started or moment.now
    lines: list[Line] = [spread(Content(), Content.styled("plan  took", "$muted"), width)]
    for timing in timings(session, moment.now, start):
        took = spoken_length(round(timing.actual)) if timing.actual is not None else "·"
        planned = spoken_length(timing.segment.planned)
        left = Content.assemble(
            (f"{clock_time(timing.started)}  ", "$muted"), segment_title(timing.segment)
        )
        lines.append(spread(left, Content(f"{planned:>5} {took:>5}"), width))
    if moment.started:
        lines.append(
            fit(
                Content.styled(f"{clock_time(moment.ends)}  {slip_words(moment.slip)}", "bold"),
                width,
            )
        )
    return _block("Planned and actual", lines, "")


def _block(title: str, lines: list[Line], empty: str) -> list[Line]:
    body: list[Line] = lines or [Content.styled(empty, "$muted")]
    return [Content.styled(title, "bold $accent"), *body]
