"""The report in words and in order, as blocks that every format can render.

Only this module decides what a report says; a format decides how it looks. All texts are plain:
each format escapes them in its own way.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from oneone_tui.exports.report import (
    PairReport,
    Report,
    ReportCommitment,
    ReportLine,
    ReportTopic,
    TeamReport,
)
from oneone_tui.workshop.agenda.schedule import format_duration
from oneone_tui.workshop.agenda.timeline import PLANNED, TOOK
from oneone_tui.workshop.model.terms import STAGE_TITLES, STAGES, Stage
from oneone_tui.workshop.text import listed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

NOTHING = "nothing yet"
"""Shown where there is no content yet."""
NOBODY = "nobody yet"
DONE = "✓ done:"
"""The text before a commitment that is done."""

_ON_TIME = 30
"""The most seconds of difference that still count as on time."""


class Heading(msgspec.Struct, frozen=True):
    """A heading; level 1 is the title of the report."""

    level: int
    text: str


class Fields(msgspec.Struct, frozen=True):
    """Labels, each with its text."""

    rows: tuple[tuple[str, str], ...]


class Table(msgspec.Struct, frozen=True):
    """Rows of cells under a header; the columns from `numbers` on are aligned right."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: int


class ListBlock(msgspec.Struct, frozen=True):
    """A list, with an optional label."""

    rows: tuple[str, ...]
    label: str = ""


class Drawing(msgspec.Struct, frozen=True):
    """Labels, each with a row of cells that must stay in its columns."""

    rows: tuple[tuple[str, str], ...]


class Paragraph(msgspec.Struct, frozen=True):
    """A line of the program's own, such as "nothing yet"."""

    text: str


Block = Heading | Fields | Table | ListBlock | Drawing | Paragraph


def report_blocks(report: Report) -> tuple[Block, ...]:
    """Return the whole report as blocks: head, agenda, then stage by stage."""
    return tuple(_blocks(report))


def _blocks(report: Report) -> Iterator[Block]:
    yield Heading(1, report.title)
    yield Fields(
        (
            ("When", _when(report)),
            ("Campaign", report.campaign or NOTHING),
            ("Ask", report.ask or NOTHING),
            ("People", str(report.people) if report.people else NOBODY),
        )
    )
    yield Heading(2, "Agenda")
    yield _agenda(report)
    if report.started:
        yield _timeline(report)
    stage_blocks: dict[Stage, Callable[[TeamReport, int], Iterator[Block]]] = {
        Stage.SETUP: _setup,
        Stage.PAIRING: _pairing,
        Stage.ROUNDS: _rounds,
        Stage.REPORT_BACK: _report_back,
        Stage.SUMMARY: _summary,
    }
    for stage in STAGES:
        yield Heading(2, STAGE_TITLES[stage])
        for team in report.teams:
            if len(report.teams) > 1:
                yield Heading(3, team.name)
                yield from stage_blocks[stage](team, 4)
            else:
                yield from stage_blocks[stage](team, 3)


def _when(report: Report) -> str:
    if report.started is None:
        return f"{_day(report.created)}: set up, not started yet"
    day = f"{_day(report.started)}, {report.started:%H:%M}"
    if report.finished is None:
        return f"{day}: started, now at {STAGE_TITLES[report.stage]}"
    return f"{day}–{report.finished:%H:%M}, {_lateness(report.slip)}"


def _day(at: datetime) -> str:
    return f"{at:%A} {at.day} {at:%B %Y}"


def _lateness(slip: float) -> str:
    if abs(slip) < _ON_TIME:
        return "ended on time"
    minutes = max(1, round(abs(slip) / 60))
    return f"ended {minutes} min {'late' if slip > 0 else 'early'}"


def _agenda(report: Report) -> Table:
    rows: list[tuple[str, ...]] = []
    for stage in STAGES:
        name = STAGE_TITLES[stage]
        lines = [line for line in report.agenda if line.stage is stage]
        if not lines:
            rows.append((name, "", "", "", "", ""))
        for line in lines:
            rows.append(
                (
                    name,
                    line.title,
                    _clock(line.planned_at),
                    format_duration(line.planned),
                    _clock(line.actual_at),
                    _length(line.actual),
                )
            )
            name = ""
    planned = sum(line.planned for line in report.agenda if not line.skipped)
    spent = [line.actual for line in report.agenda if line.actual is not None]
    total = _length(sum(spent)) if spent else "–"
    rows.append(("Total", "", "", format_duration(planned), "", total))
    return Table(("Stage", "What", "Plan", "Length", "Began", "Took"), tuple(rows), 2)


def _timeline(report: Report) -> Drawing:
    rows = tuple((line.title, line.cells) for line in report.agenda)
    return Drawing((("", f"{TOOK} took  {PLANNED} only planned"), *rows))


def _clock(at: datetime | None) -> str:
    return f"{at:%H:%M}" if at else "–"


def _length(seconds: float | None) -> str:
    return "–" if seconds is None else format_duration(round(seconds))


def _setup(team: TeamReport, level: int) -> Iterator[Block]:  # noqa: ARG001
    yield Fields(
        (
            ("Timekeeper", team.timekeeper or NOBODY),
            ("Note-taker", team.note_taker or NOBODY),
            ("People", ", ".join(team.people) or NOBODY),
            *_presence(team),
        )
    )


def _presence(team: TeamReport) -> Iterator[tuple[str, str]]:
    groups = (
        ("Sat out", team.sat_out),
        ("Came late", team.late),
        ("Left early", team.left),
        ("Absent", team.absent),
    )
    return ((label, ", ".join(people)) for label, people in groups if people)


def _pairing(team: TeamReport, level: int) -> Iterator[Block]:  # noqa: ARG001
    if not team.pairs:
        yield Paragraph(NOTHING)
        return
    yield Fields(tuple((f"Pair {pair.number}", _members(pair)) for pair in team.pairs))


def _members(pair: PairReport) -> str:
    organizer, *others = _member_names(pair)
    said = f"{organizer} → {others[0]}"
    if len(others) > 1:
        said += f" · {others[1]} observes first"
    return f"{said} · {listed(pair.observers)} listening" if pair.observers else said


def _member_names(pair: PairReport) -> tuple[str, ...]:
    return tuple(f"{name} (left)" if name in pair.left else name for name in pair.members)


def _rounds(team: TeamReport, level: int) -> Iterator[Block]:
    if not any(pair.topics for pair in team.pairs) and not team.others:
        yield Paragraph(NOTHING)
        return
    for pair in team.pairs:
        yield Heading(level, f"Pair {pair.number}: {listed(_member_names(pair))}")
        yield from _topics(pair.topics)
    if team.others:
        yield Heading(level, "Not from a pair")
        yield from _topics(team.others)


def _topics(topics: tuple[ReportTopic, ...]) -> Iterator[Block]:
    for topic in topics:
        yield ListBlock(tuple(_format_line(line) for line in topic.lines), label=topic.title)
    if not topics:
        yield Paragraph(NOTHING)


def _report_back(team: TeamReport, level: int) -> Iterator[Block]:
    for column in team.columns:
        yield Heading(level, column.title)
        yield _list_or_nothing(tuple(_format_line(line) for line in column.lines))


def _summary(team: TeamReport, level: int) -> Iterator[Block]:
    yield Fields((("Reporter", team.reporter or NOBODY),))
    yield Heading(level, "Commitments")
    yield _list_or_nothing(tuple(_format_commitment(commitment) for commitment in team.commitments))
    yield Heading(level, "Takeaways")
    yield _list_or_nothing(tuple(_format_line(line) for line in team.takeaways))


def _list_or_nothing(rows: tuple[str, ...]) -> Block:
    return ListBlock(rows) if rows else Paragraph(NOTHING)


def _format_line(line: ReportLine) -> str:
    said = f"{line.person}: {line.text}" if line.person else line.text
    return f"{said} ({line.pairs} pairs)" if line.pairs > 1 else said


def _format_commitment(commitment: ReportCommitment) -> str:
    who = " → ".join(name for name in (commitment.who, commitment.to) if name)
    said = f"{who}: {commitment.text}" if who else commitment.text
    said = f"{said} (by {commitment.by})" if commitment.by else said
    return f"{DONE} {said}" if commitment.done else said
