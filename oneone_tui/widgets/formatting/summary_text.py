"""The outcome of a workshop, as blocks of text for the summary screen."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from textual.content import Content

from oneone_tui.widgets.formatting.note_text import format_commitment
from oneone_tui.widgets.formatting.team_text import several, shown_teams, team_name
from oneone_tui.widgets.formatting.time_text import format_clock_time, format_slip
from oneone_tui.widgets.text_block import Line, Row, fit, spread_apart
from oneone_tui.workshop.agenda.schedule import format_duration, format_segment_title
from oneone_tui.workshop.agenda.timeline import draw_timeline
from oneone_tui.workshop.agenda.timer import TimerState
from oneone_tui.workshop.history.attendance import AttendanceHistory
from oneone_tui.workshop.model.presence import present_members
from oneone_tui.workshop.model.records import Pair, Team
from oneone_tui.workshop.model.session import Session
from oneone_tui.workshop.notes.board import board_columns, format_authors
from oneone_tui.workshop.notes.grammar import LETTER
from oneone_tui.workshop.notes.people_lookup import short_name
from oneone_tui.workshop.notes.report_script import (
    pairs_without_commitment,
    people_without_takeaway,
    takeaways_by_person,
    times_reported,
)

ROOMY = 50
"""Columns from which on the planned lengths are shown beside the actual ones."""
LEAST_TRACK = 6
"""Cells of the timeline at least."""
NAMED = 8
"""How many of the people still to be asked are named."""

_DOT = Content.styled("· ", "bold $accent")


def takeaway_rows(session: Session, seen: Session, team: str) -> list[Line]:
    """Return the takeaways of a team, and who has not been asked yet.

    Args:
        session: The session.
        seen: The session as it may be shown, perhaps without names.
        team: The team's id.
    """
    lines: list[Line] = []
    for takeaway in takeaways_by_person(seen, team):
        for text in takeaway.texts:
            name = f"{takeaway.name}: " if takeaway.name else ""
            lines.append(Row(_DOT, Content.assemble((name, "bold"), text)))
    if not lines:
        lines.append(Content.styled("t writes one: t Ana: what Ana takes away", "$muted"))
    names = [short_name(session, person.id) for person in people_without_takeaway(session, team)]
    if len(names) > NAMED + 1:
        names[NAMED:] = [f"{len(names) - NAMED} more"]
    if names:
        lines.append(Content.styled(f"still to ask: {', '.join(names)}", "$warning"))
    return section_rows("Takeaways", session, team, lines)


def key_learning_rows(session: Session, team: str, *, named: bool) -> list[Line]:
    """Return what at least two pairs of a team raised, with its authors if `named`."""
    lines: list[Line] = []
    for kind, entries in board_columns(session, team).items():
        for entry in entries:
            if entry.is_common:
                who = f"  {', '.join(format_authors(session, entry))}" if named else ""
                lead = Content.styled(f"{LETTER[kind]} ×{entry.pairs} ", "bold $accent")
                lines.append(Row(lead, Content.assemble(entry.text, (who, "$muted"))))
    empty = "nothing yet that two pairs raised: what is common comes from the board"
    return section_rows("Key learnings", session, team, lines, empty)


def commitment_rows(session: Session, seen: Session, team: str, today: date) -> list[Line]:
    """Return the commitments of a team, then the pairs without one.

    Args:
        session: The session.
        seen: The session as it may be shown, perhaps without names.
        team: The team's id.
        today: The day that due dates are relative to.
    """
    lines: list[Line] = [
        Row(_DOT, format_commitment(seen, promise, today))
        for promise in seen.commitments
        if promise.team == team
    ]
    if not lines:
        lines.append(Content.styled("c writes one: c Ana > Ben: coffee by Friday", "$muted"))
    without = [_format_pair(session, pair) for pair in pairs_without_commitment(session, team)]
    if without:
        lines.append(Content.styled(f"nothing yet from {', '.join(without)}", "$warning"))
    return section_rows("Commitments", session, team, lines)


def reporter_rows(
    session: Session, looked_at: str, past: AttendanceHistory, room: int
) -> list[Line]:
    """Return each team's reporter, and how often they reported before.

    Args:
        session: The session.
        looked_at: The id of the shown team, which is marked.
        past: What is known of earlier sessions.
        room: The rows there are; if they are too few for all teams, the others are counted.
    """
    teams = shown_teams(session)
    lines: list[Line] = []
    if len(teams) > room:
        others = [team for team in teams if team.id != looked_at]
        lines += [_format_reporter(session, t, past, on=True) for t in teams if t.id == looked_at]
        with_one = sum(bool(session.name_of(team.reporter)) for team in others)
        counted = f"  {with_one} of the {len(others)} other teams have a reporter"
        lines.append(Content.styled(counted, "$muted"))
    else:
        lines += [_format_reporter(session, t, past, on=t.id == looked_at) for t in teams]
    return section_rows("Reports to the larger group", session, "", lines)


def plan_and_actual_rows(session: Session, moment: TimerState, width: int) -> list[Line]:
    """Return each segment's planned and actual time, as a timeline and in minutes.

    The planned length is shown as a number only if `width` (cells) allows.
    """
    roomy = width >= ROOMY
    numbers = "plan  took" if roomy else "took"
    titles = max((len(format_segment_title(s)) for s in moment.segments), default=0)
    across = max(width - titles - len(numbers) - 3, LEAST_TRACK)
    lines: list[Line] = [spread_apart(Content(), Content.styled(numbers, "$muted"), width)]
    for track in draw_timeline(session, moment.now, across):
        took = format_duration(round(track.took)) if track.took is not None else "·"
        planned = f"{format_duration(track.segment.planned):>5} " if roomy else ""
        left = Content.assemble(
            f"{format_segment_title(track.segment):<{titles}} ", (track.cells, "$primary")
        )
        lines.append(spread_apart(left, Content(f"{planned}{took:>5}"), width))
    if moment.started:
        ends = f"{format_clock_time(moment.started)} to {format_clock_time(moment.ends)}, "
        lines.append(fit(Content.styled(ends + format_slip(moment.slip), "bold"), width))
    return section_rows("Planned ░ and actual █", session, "", lines)


def talk_heading(session: Session, team: str) -> Content:
    """Return whose script follows, and whether it is still a draft."""
    found = session.team(team)
    name = session.name_of(found.reporter) if found else ""
    state = "written" if found and found.talk else "draft"
    who = f"{name or 'The reporter'} will say"
    return Content.assemble((who, "bold $accent"), (f"  {state}", "$muted"))


def section_rows(
    title: str, session: Session, team: str, lines: Iterable[Line], empty: str = ""
) -> list[Line]:
    """Return lines under a heading, which names the team if there are several."""
    name = team_name(session, team)
    heading = Content.assemble((title, "bold $accent"), (f"  {name}" if name else "", "bold"))
    return [heading, *(list(lines) or [Content.styled(empty, "$muted")])]


def _format_pair(session: Session, pair: Pair) -> str:
    names = " & ".join(short_name(session, member) for member in present_members(session, pair))
    return f"{session.pair_number(pair.id)} {names}"


def _format_reporter(session: Session, team: Team, past: AttendanceHistory, *, on: bool) -> Row:
    label = f"{'▸' if on else ' '} {team.name}: " if several(session) else ""
    person = session.person(team.reporter)
    if person is None:
        nobody = "nobody yet: o chooses, O draws" if on else "nobody yet"
        return Row(Content(label), Content.styled(nobody, "$muted"))
    times = times_reported(past).get(person.identity, 0)
    before = f"  reported {times}× before" if times else "  first time"
    return Row(Content(label), Content.assemble((person.name, "bold"), (before, "$muted")))
