"""What a workshop came to, as blocks of text for the summary."""

from __future__ import annotations

from textual.content import Content

from oneone_tui.widgets.lines import Line, fit, spread
from oneone_tui.widgets.note_list import commitment_row, note_row
from oneone_tui.widgets.words import clock_time, slip_words
from oneone_tui.workshop.clock import Moment
from oneone_tui.workshop.schedule import segment_title, spoken_length
from oneone_tui.workshop.session import Session
from oneone_tui.workshop.timeline import timeline
from oneone_tui.workshop.words import Kind

ROOMY = 50
"""Columns from which on the planned lengths stand beside the actual ones."""
LEAST_TRACK = 6


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
    """Every segment: when it ran, drawn against the plan, and how long; wider, the plan too."""
    roomy = width >= ROOMY
    numbers = "plan  took" if roomy else "took"
    titles = max((len(segment_title(s)) for s in moment.segments), default=0)
    across = max(width - titles - len(numbers) - 3, LEAST_TRACK)
    lines: list[Line] = [spread(Content(), Content.styled(numbers, "$muted"), width)]
    for track in timeline(session, moment.now, across):
        took = spoken_length(round(track.took)) if track.took is not None else "·"
        planned = f"{spoken_length(track.segment.planned):>5} " if roomy else ""
        left = Content.assemble(
            f"{segment_title(track.segment):<{titles}} ", (track.cells, "$primary")
        )
        lines.append(spread(left, Content(f"{planned}{took:>5}"), width))
    if moment.started:
        ends = f"{clock_time(moment.started)} to {clock_time(moment.ends)}, "
        lines.append(fit(Content.styled(ends + slip_words(moment.slip), "bold"), width))
    return _block("Planned ░ and actual █", lines, "")


def _block(title: str, lines: list[Line], empty: str) -> list[Line]:
    body: list[Line] = lines or [Content.styled(empty, "$muted")]
    return [Content.styled(title, "bold $accent"), *body]
