"""What a workshop came to, as blocks of text for the summary."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from textual.content import Content

from oneone_tui.widgets.lines import Line, Row, fit, spread
from oneone_tui.widgets.note_list import promised
from oneone_tui.widgets.team_words import several, shown_teams, team_name
from oneone_tui.widgets.words import clock_time, slip_words
from oneone_tui.workshop.board import columns, said_by
from oneone_tui.workshop.clock import Moment
from oneone_tui.workshop.entry import LETTER
from oneone_tui.workshop.entry.naming import short_name
from oneone_tui.workshop.past import Past
from oneone_tui.workshop.places import talkers
from oneone_tui.workshop.records import Pair, Team
from oneone_tui.workshop.report_talk import (
    pairs_without_commitment,
    still_to_ask,
    takeaways_by_person,
    times_reported,
)
from oneone_tui.workshop.schedule import segment_title, spoken_length
from oneone_tui.workshop.session import Session
from oneone_tui.workshop.timeline import timeline

ROOMY = 50
"""Columns from which on the planned lengths stand beside the actual ones."""
LEAST_TRACK = 6
NAMED = 8
"""How many of those who have yet to be asked are named."""

_DOT = Content.styled("· ", "bold $accent")


def takeaways(session: Session, seen: Session, team: str) -> list[Line]:
    """What each of a team takes away, as the room may see it, and who has not been asked yet."""
    lines: list[Line] = []
    for told in takeaways_by_person(seen, team):
        for text in told.texts:
            name = f"{told.name}: " if told.name else ""
            lines.append(Row(_DOT, Content.assemble((name, "bold"), text)))
    if not lines:
        lines.append(Content.styled("t writes one: t Ana: what Ana takes away", "$muted"))
    names = [short_name(session, person.id) for person in still_to_ask(session, team)]
    if len(names) > NAMED + 1:
        names[NAMED:] = [f"{len(names) - NAMED} more"]
    if names:
        lines.append(Content.styled(f"still to ask: {', '.join(names)}", "$warning"))
    return block("Takeaways", session, team, lines)


def key_learnings(session: Session, team: str, *, named: bool) -> list[Line]:
    """What two pairs of a team have raised, or more, and who they are if that may be told."""
    lines: list[Line] = []
    for kind, entries in columns(session, team).items():
        for entry in entries:
            if entry.common:
                who = f"  {', '.join(said_by(session, entry))}" if named else ""
                lead = Content.styled(f"{LETTER[kind]} ×{entry.pairs} ", "bold $accent")
                lines.append(Row(lead, Content.assemble(entry.text, (who, "$muted"))))
    empty = "nothing yet that two pairs raised: what is common comes from the board"
    return block("Key learnings", session, team, lines, empty)


def commitments(session: Session, seen: Session, team: str, today: date) -> list[Line]:
    """What a team promised, as the room may see it; then the pairs that promised nothing yet."""
    lines: list[Line] = [
        Row(_DOT, promised(seen, promise, today))
        for promise in seen.commitments
        if promise.team == team
    ]
    if not lines:
        lines.append(Content.styled("c writes one: c Ana > Ben: coffee by Friday", "$muted"))
    without = [_pair(session, pair) for pair in pairs_without_commitment(session, team)]
    if without:
        lines.append(Content.styled(f"nothing yet from {', '.join(without)}", "$warning"))
    return block("Commitments", session, team, lines)


def reporters(session: Session, looked_at: str, past: Past, room: int) -> list[Line]:
    """Who reports to the larger group, and how often before; a sign at the team looked at.

    Where `room` is too little for all teams, the others are counted.
    """
    teams = shown_teams(session)
    lines: list[Line] = []
    if len(teams) > room:
        others = [team for team in teams if team.id != looked_at]
        lines += [_reporter(session, t, past, on=True) for t in teams if t.id == looked_at]
        with_one = sum(bool(session.name(team.reporter)) for team in others)
        counted = f"  {with_one} of the {len(others)} other teams have a reporter"
        lines.append(Content.styled(counted, "$muted"))
    else:
        lines += [_reporter(session, t, past, on=t.id == looked_at) for t in teams]
    return block("Reports to the larger group", session, "", lines)


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
    return block("Planned ░ and actual █", session, "", lines)


def talk_heading(session: Session, team: str) -> Content:
    """Whose words stand below, and whether they are a draft yet."""
    found = session.team(team)
    name = session.name(found.reporter) if found else ""
    state = "written" if found and found.talk else "draft"
    who = f"{name or 'The reporter'} will say"
    return Content.assemble((who, "bold $accent"), (f"  {state}", "$muted"))


def block(
    title: str, session: Session, team: str, lines: Iterable[Line], empty: str = ""
) -> list[Line]:
    """Lines under their heading, which names the team where there are several."""
    name = team_name(session, team)
    heading = Content.assemble((title, "bold $accent"), (f"  {name}" if name else "", "bold"))
    return [heading, *(list(lines) or [Content.styled(empty, "$muted")])]


def _pair(session: Session, pair: Pair) -> str:
    names = " & ".join(short_name(session, member) for member in talkers(session, pair))
    return f"{session.pair_number(pair.id)} {names}"


def _reporter(session: Session, team: Team, past: Past, *, on: bool) -> Row:
    label = f"{'▸' if on else ' '} {team.name}: " if several(session) else ""
    person = session.person(team.reporter)
    if person is None:
        nobody = "nobody yet: o chooses, O draws" if on else "nobody yet"
        return Row(Content(label), Content.styled(nobody, "$muted"))
    times = times_reported(past).get(person.lasting_id, 0)
    before = f"  reported {times}× before" if times else "  first time"
    return Row(Content(label), Content.assemble((person.name, "bold"), (before, "$muted")))
