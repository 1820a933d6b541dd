"""A session page by page for the review: the report's blocks, and the history."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

import msgspec

from oneone_tui.exports.feedback_entries import feedback_entries
from oneone_tui.exports.report import PLURALS, build_report
from oneone_tui.exports.report_blocks import Fields, Heading, ListBlock, Paragraph, report_blocks
from oneone_tui.workshop.model.terms import STAGE_TITLES, Presence, Stage
from oneone_tui.workshop.notes.hide_names import hide_names

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime, tzinfo

    from oneone_tui.exports.report import Report, ReportLine, TeamReport
    from oneone_tui.exports.report_blocks import Block
    from oneone_tui.workshop.model.records import Person
    from oneone_tui.workshop.model.session import HistoryEntry, Session

NOTHING = "nothing was written"
HIDDEN_FEEDBACK = "something about feedback"
"""Replaces entries of the history that would reveal feedback."""
NAMES_IN_HISTORY = "the history names people: it is shown where names are"

_AWAY = {
    Presence.ABSENT: "absent",
    Presence.LATE: "came too late to talk",
    Presence.SITS_OUT: "kept the time",
}


class Page(msgspec.Struct, frozen=True):
    """A page of the review, with its title and blocks. Its headings begin at level 3."""

    title: str
    blocks: tuple[Block, ...]


def session_pages(
    session: Session,
    now: datetime,
    zone: tzinfo | None = None,
    *,
    feedback: bool = False,
    named: bool = True,
) -> tuple[Page, ...]:
    """Return all pages of a session as it is at `now` (UTC).

    Args:
        session: The session.
        now: The current time (UTC).
        zone: The time zone of the times; None for the machine's.
        feedback: Whether feedback is included.
        named: Whether the pages say who said what.
    """
    session = session if named else hide_names(session)
    report = build_report(session, now, zone, feedback=feedback)
    sections = _sections(report_blocks(report))
    by_stage = {stage: sections[STAGE_TITLES[stage]] for stage in Stage}
    summary = by_stage[Stage.SUMMARY]
    history = _history(session, zone, feedback=feedback) if named else [Paragraph(NAMES_IN_HISTORY)]
    found: tuple[tuple[str, Iterable[Block]], ...] = (
        ("Agenda", (*sections[""], *sections["Agenda"])),
        ("Pairs", (*by_stage[Stage.PAIRING], *_meetings(session))),
        ("Notes", by_stage[Stage.ROUNDS]),
        ("Kinds", _kinds_blocks(report)),
        ("Board", by_stage[Stage.REPORT_BACK]),
        ("Commitments", _blocks_under(summary, report, "Commitments")),
        ("Takeaways", _blocks_under(summary, report, "Takeaways")),
        ("Roles", _roles(by_stage[Stage.SETUP], summary)),
        ("History", history),
    )
    return tuple(Page(title, tuple(blocks)) for title, blocks in found)


def pages_in_one(title: str, found: Iterable[Page]) -> Iterator[Block]:
    """Yield all pages as one, under the session's title."""
    yield Heading(1, title)
    for page in found:
        yield Heading(2, page.title)
        yield from page.blocks


def _sections(blocks: Iterable[Block]) -> dict[str, list[Block]]:
    """Return the blocks by their level 2 heading; those before the first under ``""``."""
    found: dict[str, list[Block]] = {"": []}
    section = found[""]
    for block in blocks:
        if isinstance(block, Heading) and block.level == 2:
            section = found.setdefault(block.text, [])
        elif not (isinstance(block, Heading) and block.level == 1):
            section.append(block)
    return found


def _blocks_under(blocks: Sequence[Block], report: Report, title: str) -> Iterator[Block]:
    """Yield the blocks under `title`, with the teams' names if there are several."""
    team_level, level = 3, 4 if _has_several_teams(report) else 3
    inside = False
    for block in blocks:
        if isinstance(block, Heading):
            inside = block.level == level and block.text == title
            if _has_several_teams(report) and block.level == team_level:
                yield block
        elif inside:
            yield block


def _roles(setup: Sequence[Block], summary: Sequence[Block]) -> Iterator[Block]:
    """Yield who was there and had a role: the setup's part, with the reporter added."""
    reporters = (block for block in summary if isinstance(block, Fields))
    for block in setup:
        if isinstance(block, Fields):
            timekeeper, note_taker, *people = block.rows
            rows = (timekeeper, note_taker, *next(reporters).rows, *people)
            yield Fields(rows)
        else:
            yield block


def _meetings(session: Session) -> Iterator[Block]:
    rows = tuple((person.name, _met(session, person)) for person in session.people)
    if session.pairs and rows:
        yield Heading(3, "Who met whom")
        yield Fields(rows)


def _met(session: Session, person: Person) -> str:
    pair = session.pair_of(person.id)
    if pair:
        return ", ".join(session.name_of(other) for other in pair.members if other != person.id)
    heard = next((p for p in session.pairs if person.id in p.observers), None)
    if heard:
        return f"listened to pair {session.pair_number(heard.id)}"
    return _AWAY.get(person.presence, "nobody")


def _kinds_blocks(report: Report) -> Iterator[Block]:
    for team in report.teams:
        if _has_several_teams(report):
            yield Heading(3, team.name)
        found = _topics(team)
        for title, rows in found.items():
            yield Heading(4 if _has_several_teams(report) else 3, title)
            yield ListBlock(tuple(rows))
        if not found:
            yield Paragraph(NOTHING)


def _topics(team: TeamReport) -> dict[str, list[str]]:
    """Return the team's notes by kind, in the order of the kinds, each with its pair."""
    lines = [
        (topic.title, f"{_format_line(line)}  · pair {pair.number}")
        for pair in team.pairs
        for topic in pair.topics
        for line in topic.lines
    ]
    lines += [(topic.title, _format_line(line)) for topic in team.others for line in topic.lines]
    found = {kind: [text for title, text in lines if title == kind] for kind in PLURALS.values()}
    return {kind: rows for kind, rows in found.items() if rows}


def _format_line(line: ReportLine) -> str:
    return f"{line.person}: {line.text}" if line.person else line.text


def _history(session: Session, zone: tzinfo | None, *, feedback: bool) -> Iterator[Block]:
    if not session.history:
        yield Paragraph("nothing has been done yet")
    hidden = frozenset() if feedback else feedback_entries(session)
    several = len({entry.console for entry in session.history} - {""}) > 1
    sections = (
        (entry, entry.at.astimezone(zone), HIDDEN_FEEDBACK if entry.id in hidden else entry.said)
        for entry in session.history
    )
    for day, of_day in groupby(sections, key=lambda one: one[1].date()):
        yield Heading(3, day.isoformat())
        yield Fields(
            tuple(
                (f"{at:%H:%M}", _add_console(entry, said) if several else said)
                for entry, at, said in of_day
            )
        )


def _add_console(entry: HistoryEntry, said: str) -> str:
    return f"{said}  · {entry.console}" if entry.console else said


def _has_several_teams(report: Report) -> bool:
    return len(report.teams) > 1
