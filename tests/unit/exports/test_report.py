from __future__ import annotations

from datetime import UTC, timedelta, timezone

from hypothesis import given
from msgspec.structs import replace

from oneone_tui.exports.report import Report, ReportCommitment, ReportLine, build_report
from oneone_tui.workshop.model.changes import (
    CommitmentAdded,
    Finished,
    NoteDraft,
    NotesWritten,
    PairsDrawn,
    RoleGiven,
    TimeAdded,
)
from oneone_tui.workshop.model.session import TEAM_ONE
from oneone_tui.workshop.model.terms import NoteKind, Presence, Role
from tests.support.sessions import (
    SIX,
    START,
    apply_changes,
    fresh_session,
    paired_session,
    running_session,
    time_at,
)
from tests.support.strategies import Run, runs

NOW = time_at(3000)


def notes_written(kind: NoteKind, *texts: str, pair: str = "", person: str = "") -> NotesWritten:
    notes = tuple(NoteDraft(text=text, person=person) for text in texts)
    return NotesWritten(kind=kind, notes=notes, team=TEAM_ONE, pair=pair)


def report_texts(report: Report) -> list[str]:
    team = report.teams[0]
    topics = [*team.others, *team.columns, *(t for pair in team.pairs for t in pair.topics)]
    return [line.text for topic in topics for line in topic.lines] + [
        line.text for line in team.takeaways
    ]


def test_build_report_has_names_instead_of_ids() -> None:
    session = apply_changes(
        running_session(*SIX),
        RoleGiven(team=TEAM_ONE, role=Role.NOTE_TAKER, person="fay-wu"),
        CommitmentAdded(text="coffee", team=TEAM_ONE, who="ana-ruiz", to="ben-okafor", by="Friday"),
    )
    team = build_report(session, NOW, UTC).teams[0]
    assert team.people == SIX
    assert team.note_taker == "Fay Wu"
    assert team.timekeeper == ""
    assert team.pairs[0].members == ("Ana Ruiz", "Ben Okafor")
    assert team.commitments == (ReportCommitment("coffee", "Ana Ruiz", "Ben Okafor", "Friday"),)


def test_build_report_groups_notes_of_pair_by_kind() -> None:
    session = paired_session(*SIX)
    pair = session.pairs[1].id
    session = apply_changes(
        session,
        notes_written(NoteKind.RESOURCE, "has a van", pair=pair, person="cy-lam"),
        notes_written(NoteKind.VALUE, "we keep our word", "dignity", pair=pair),
    )
    topics = build_report(session, NOW, UTC).teams[0].pairs[1].topics
    assert [topic.title for topic in topics] == ["Values", "Resources"]
    assert topics[0].lines == (ReportLine("we keep our word"), ReportLine("dignity"))
    assert topics[1].lines == (ReportLine("has a van", "Cy Lam"),)


def test_build_report_leaves_out_feedback_by_default() -> None:
    session = paired_session(*SIX)
    pair = session.pairs[0].id
    session = apply_changes(
        session,
        notes_written(NoteKind.FEEDBACK, "felt pushed", pair=pair),
        notes_written(NoteKind.FEEDBACK, "of no pair"),
    )
    assert report_texts(build_report(session, NOW, UTC)) == []
    assert report_texts(build_report(session, NOW, UTC, feedback=True)) == [
        "of no pair",
        "felt pushed",
    ]


def test_build_report_keeps_notes_of_pair_drawn_again() -> None:
    session = paired_session("Ana", "Ben")
    session = apply_changes(
        session, notes_written(NoteKind.VALUE, "we keep our word", pair=session.pairs[0].id)
    )
    session = apply_changes(session, PairsDrawn(pairs=(("ben", "ana"),), seed=1))
    team = build_report(session, NOW, UTC).teams[0]
    assert [topic.lines for topic in team.others] == [(ReportLine("we keep our word"),)]


def test_build_report_lists_absences() -> None:
    session = paired_session(*SIX)
    away = dict(
        zip(session.people[1:5], (p for p in Presence if p is not Presence.HERE), strict=True)
    )
    pair = replace(session.pairs[0], observers=("cy-lam",))
    session = replace(
        session,
        people=tuple(replace(p, presence=away.get(p, p.presence)) for p in session.people),
        pairs=(pair, *session.pairs[1:]),
    )
    report = build_report(session, NOW, UTC)
    team = report.teams[0]
    assert report.people == len(SIX) - 1
    assert team.people == ("Ana Ruiz", "Cy Lam", "Dee Park", "Eve Sol", "Fay Wu")
    assert (team.absent, team.late) == (("Ben Okafor",), ("Cy Lam",))
    assert (team.left, team.sat_out) == (("Dee Park",), ("Eve Sol",))
    assert team.pairs[0].observers == ("Cy Lam",)


def test_build_report_uses_given_time_zone() -> None:
    berlin = timezone(timedelta(hours=1))
    session = running_session(*SIX)
    assert build_report(session, NOW, berlin).started == START
    assert f"{build_report(session, NOW, berlin).started:%H:%M}" == "19:00"
    assert f"{build_report(session, NOW, berlin).agenda[1].planned_at:%H:%M}" == "19:05"


def test_build_report_agenda_has_planned_and_actual_times() -> None:
    session = apply_changes(running_session(*SIX), TimeAdded(segment="roles", seconds=60))
    session = apply_changes(session, Finished(left="roles"), seconds=330)
    first, second, *_ = build_report(session, NOW, UTC).agenda
    assert (first.planned, first.actual) == (300, 330)
    assert (first.planned_at, first.actual_at) == (START, START)
    assert (second.planned_at, second.actual, second.actual_at) == (time_at(300), None, None)


def test_build_report_before_start_has_no_times() -> None:
    report = build_report(fresh_session(), NOW, UTC)
    assert (report.started, report.finished, report.people) == (None, None, 0)
    assert {line.planned_at for line in report.agenda} == {None}
    assert sum(line.planned for line in report.agenda) == 3000


@given(runs())
def test_build_report_has_every_note_but_feedback(run: Run) -> None:
    session = run.last
    report = build_report(session, run.now, UTC)
    told = report_texts(report)
    for note in session.notes:
        shared = [n for n in session.notes if n.board and n.board == note.board]
        if note.kind is not NoteKind.FEEDBACK and not shared[1:]:
            assert note.text in told
    assert [p.text for p in report.teams[0].commitments] == [c.text for c in session.commitments]
