"""The report: the content of a session, ready for any format.

It has names instead of ids and local times instead of UTC, in reading order.
"""

from __future__ import annotations

from datetime import datetime, timedelta, tzinfo
from typing import TYPE_CHECKING

import msgspec

from oneone_tui.workshop.agenda.schedule import format_segment_title
from oneone_tui.workshop.agenda.timeline import draw_timeline
from oneone_tui.workshop.agenda.timer import segment_timings, skipped_stages, timer_state
from oneone_tui.workshop.dates import format_due
from oneone_tui.workshop.model.presence import present_members
from oneone_tui.workshop.model.terms import COLUMN_TITLES, COLUMNS, NoteKind, Presence, Stage
from oneone_tui.workshop.notes.board import board_columns

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from oneone_tui.workshop.model.records import Commitment, Note, Pair, Team
    from oneone_tui.workshop.model.session import Session
    from oneone_tui.workshop.notes.board import BoardEntry

PLURALS = {
    NoteKind.VALUE: "Values",
    NoteKind.INTEREST: "Interests",
    NoteKind.RESOURCE: "Resources",
    NoteKind.FEEDBACK: "Feedback",
}
"""The titles of the kinds of notes, in the order of the report."""

TIMELINE_CELLS = 44
"""The width of the timeline, in cells."""


class ReportLine(msgspec.Struct, frozen=True):
    """A note: its text, the person if known, and how many pairs said it."""

    text: str
    person: str = ""
    pairs: int = 0


class ReportTopic(msgspec.Struct, frozen=True):
    """The notes of one kind, under their title."""

    title: str
    lines: tuple[ReportLine, ...]


class PairReport(msgspec.Struct, frozen=True):
    """A pair or a trio.

    Attributes:
        number: The pair's number.
        members: Their names; the first one organizes first.
        left: The members who left early.
        observers: Others who listened.
        topics: Their notes by kind.
    """

    number: int
    members: tuple[str, ...]
    left: tuple[str, ...]
    observers: tuple[str, ...]
    topics: tuple[ReportTopic, ...]


class ReportCommitment(msgspec.Struct, frozen=True):
    """A commitment, with names if they are known.

    Attributes:
        text: What was promised.
        who: Who promised it.
        to: To whom.
        by: The day; as it was typed if it means no date.
        done: Whether it is done.
    """

    text: str
    who: str = ""
    to: str = ""
    by: str = ""
    done: bool = False


class TeamReport(msgspec.Struct, frozen=True):
    """A team: its people, roles, pairs, board, commitments and takeaways.

    `people` are all who were there, including those who came late, left early or sat out.
    """

    name: str
    people: tuple[str, ...]
    late: tuple[str, ...]
    left: tuple[str, ...]
    sat_out: tuple[str, ...]
    absent: tuple[str, ...]
    timekeeper: str
    note_taker: str
    reporter: str
    pairs: tuple[PairReport, ...]
    others: tuple[ReportTopic, ...]
    columns: tuple[ReportTopic, ...]
    commitments: tuple[ReportCommitment, ...]
    takeaways: tuple[ReportLine, ...]


class AgendaLine(msgspec.Struct, frozen=True):
    """A segment as it was planned and as it was.

    Attributes:
        stage: Its stage.
        title: Its title.
        planned: Its planned length, in seconds.
        skipped: Whether the room left out its whole stage, which then is not in the sum.
        actual: Its real length, in seconds; None if it did not happen.
        planned_at: When it was planned to start.
        actual_at: When it started.
        cells: Its row of the timeline.
    """

    stage: Stage
    title: str
    planned: int
    actual: float | None
    planned_at: datetime | None
    actual_at: datetime | None
    skipped: bool
    cells: str


class Report(msgspec.Struct, frozen=True):
    """A whole session.

    `slip` is by how many seconds it ended, or would end, later than planned.
    """

    title: str
    campaign: str
    ask: str
    stage: Stage
    created: datetime
    started: datetime | None
    finished: datetime | None
    slip: float
    agenda: tuple[AgendaLine, ...]
    teams: tuple[TeamReport, ...]

    @property
    def people(self) -> int:
        """How many people were there."""
        return sum(len(team.people) for team in self.teams)


def build_report(
    session: Session, now: datetime, zone: tzinfo | None = None, *, feedback: bool = False
) -> Report:
    """Return the report of a session as it is at `now` (UTC).

    Feedback to an organizer is between two people: it is left out unless `feedback` is set.

    Args:
        session: The session.
        now: The current time (UTC).
        zone: The time zone of the times; None for the machine's.
        feedback: Whether feedback is included.
    """
    here, today = timer_state(session, now), now.astimezone(zone).date()
    return Report(
        title=session.info.title,
        campaign=session.info.campaign,
        ask=session.info.ask,
        stage=session.info.stage,
        created=session.info.created.astimezone(zone),
        started=here.started.astimezone(zone) if here.started else None,
        finished=here.finished.astimezone(zone) if here.finished else None,
        slip=here.slip,
        agenda=_agenda(session, now, zone),
        teams=tuple(_team(session, team, today, feedback=feedback) for team in _teams(session)),
    )


def _agenda(session: Session, now: datetime, zone: tzinfo | None) -> tuple[AgendaLine, ...]:
    start = session.clock[0].at if session.clock else None
    rows, planned_at = [], start
    skipped = skipped_stages(session)
    tracks = draw_timeline(session, now, TIMELINE_CELLS)
    for timing, track in zip(segment_timings(session, now, start or now), tracks, strict=True):
        segment = timing.segment
        rows.append(
            AgendaLine(
                stage=segment.stage,
                title=format_segment_title(segment),
                planned=segment.planned,
                actual=timing.actual,
                planned_at=planned_at.astimezone(zone) if planned_at else None,
                actual_at=timing.started.astimezone(zone) if timing.started else None,
                skipped=segment.stage in skipped,
                cells=track.cells,
            )
        )
        planned_at = planned_at + timedelta(seconds=segment.planned) if planned_at else None
    return tuple(rows)


def _teams(session: Session) -> tuple[Team, ...]:
    # An empty team gets no heading, but the report has at least one team.
    filled = tuple(team for team in session.teams if session.team_members(team.id))
    return filled or session.teams[:1]


def _team(session: Session, team: Team, today: date, *, feedback: bool) -> TeamReport:
    kinds = (*COLUMNS, NoteKind.FEEDBACK) if feedback else COLUMNS
    notes = [note for note in session.notes if note.team == team.id]
    loose = [note for note in notes if not session.pair(note.pair) and not note.board]
    board = board_columns(session, team.id)
    return TeamReport(
        name=team.name,
        people=_people_by_presence(
            session, team, *(p for p in Presence if p is not Presence.ABSENT)
        ),
        late=_people_by_presence(session, team, Presence.LATE),
        left=_people_by_presence(session, team, Presence.LEFT),
        sat_out=_people_by_presence(session, team, Presence.SITS_OUT),
        absent=_people_by_presence(session, team, Presence.ABSENT),
        timekeeper=session.name_of(team.timekeeper),
        note_taker=session.name_of(team.note_taker),
        reporter=session.name_of(team.reporter),
        pairs=tuple(
            _pair(session, pair, notes, kinds) for pair in session.pairs if pair.team == team.id
        ),
        others=_topics(session, loose, kinds),
        columns=tuple(ReportTopic(COLUMN_TITLES[k], _entries(session, board[k])) for k in COLUMNS),
        commitments=tuple(
            _commitment(session, commitment, today)
            for commitment in session.commitments
            if commitment.team == team.id
        ),
        takeaways=_lines(session, (n for n in notes if n.kind is NoteKind.TAKEAWAY)),
    )


def _commitment(session: Session, commitment: Commitment, today: date) -> ReportCommitment:
    by = format_due(commitment.due, commitment.by, today)
    return ReportCommitment(
        commitment.text,
        session.name_of(commitment.who),
        session.name_of(commitment.to),
        by,
        commitment.done,
    )


def _people_by_presence(session: Session, team: Team, *presence: Presence) -> tuple[str, ...]:
    return tuple(p.name for p in session.team_members(team.id) if p.presence in presence)


def _entries(session: Session, entries: Iterable[BoardEntry]) -> tuple[ReportLine, ...]:
    return tuple(ReportLine(e.text, _shared_person(session, e.notes), e.pairs) for e in entries)


def _pair(
    session: Session, pair: Pair, notes: Sequence[Note], kinds: tuple[NoteKind, ...]
) -> PairReport:
    own = [note for note in notes if note.pair == pair.id]
    return PairReport(
        number=session.pair_number(pair.id),
        members=tuple(map(session.name_of, pair.members)),
        left=tuple(
            session.name_of(m) for m in pair.members if m not in present_members(session, pair)
        ),
        observers=tuple(map(session.name_of, pair.observers)),
        topics=_topics(session, own, kinds),
    )


def _topics(
    session: Session, notes: Sequence[Note], kinds: tuple[NoteKind, ...]
) -> tuple[ReportTopic, ...]:
    found = (
        ReportTopic(PLURALS[kind], _lines(session, (n for n in notes if n.kind is kind)))
        for kind in kinds
    )
    return tuple(topic for topic in found if topic.lines)


def _lines(session: Session, notes: Iterable[Note]) -> tuple[ReportLine, ...]:
    return tuple(ReportLine(note.text, _person_of(session, note)) for note in notes)


def _person_of(session: Session, note: Note) -> str:
    name = session.name_of(note.person)
    return f"to {name}" if name and note.kind is NoteKind.FEEDBACK else name


def _shared_person(session: Session, notes: Sequence[Note]) -> str:
    people = {note.person for note in notes}
    return session.name_of(people.pop()) if len(people) == 1 else ""
