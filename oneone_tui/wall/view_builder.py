"""Building what the wall shows from a session and the time."""

from __future__ import annotations

import math
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import TYPE_CHECKING

from oneone_tui.wall.public_session import public_session
from oneone_tui.wall.view import (
    AgendaLine,
    AnyPart,
    BoardColumn,
    BoardLine,
    Countdown,
    Frame,
    GroupTurn,
    LargerGroupPart,
    PairingPart,
    PairLine,
    Part,
    ReportBackPart,
    RoundsPart,
    SegmentClock,
    SetupPart,
    SummaryPart,
    TeamReport,
    TeamSummary,
    View,
)
from oneone_tui.widgets.formatting.pair_text import PairText
from oneone_tui.widgets.formatting.team_text import several, shown_teams, team_name
from oneone_tui.widgets.formatting.time_text import AWAY, format_clock_time, format_minutes
from oneone_tui.workshop.agenda.alarms import Alarm, alarm_of
from oneone_tui.workshop.agenda.auto_advance import goes_on_in
from oneone_tui.workshop.agenda.prompts import current_prompt, current_question, role_texts
from oneone_tui.workshop.agenda.schedule import format_duration, format_segment_title
from oneone_tui.workshop.agenda.timer import TimerState, expected_starts, timer_state
from oneone_tui.workshop.agenda.trio_timer import SWITCH_SHOWN, trio_timer_state
from oneone_tui.workshop.dates import format_due
from oneone_tui.workshop.model.presence import is_present, present_members
from oneone_tui.workshop.model.session import Session
from oneone_tui.workshop.model.terms import (
    COLUMN_TITLES,
    STAGE_TITLES,
    STAGES,
    NoteKind,
    Presence,
    Role,
    Stage,
    StepKind,
)
from oneone_tui.workshop.notes.board import board_columns, joint_board, pairs_reporting
from oneone_tui.workshop.notes.people_lookup import short_name
from oneone_tui.workshop.notes.report_script import larger_group_turns, takeaways_by_person
from oneone_tui.workshop.pairing.rotation import roles_in_turn

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from oneone_tui.workshop.model.records import Commitment, Pair, Team
    from oneone_tui.workshop.notes.board import BoardEntry, JointEntry

MINUTE = 60
ENDING_SECONDS = 10
"""Seconds at the end of a segment that are called its end."""
LONG_SECONDS = 120
"""A segment of at least this many seconds has a last minute."""
SWITCH = "Switch: the other one organizes now"


class ViewBuilder:
    """Builds views of one session, and remembers what does not depend on the time."""

    def __init__(self) -> None:
        self._source: Session | None = None
        self._names_shown = False
        self._public: Session | None = None
        self._boards: dict[str, tuple[BoardColumn, ...]] = {}

    def public(self, session: Session, *, names_shown: bool) -> Session:
        """Return what the room may see of `session`."""
        if self._public is None or self._source is not session or self._names_shown != names_shown:
            self._source, self._names_shown = session, names_shown
            self._public = public_session(session, names_shown=names_shown)
            self._boards.clear()
        return self._public

    def build(
        self, session: Session, now: datetime, *, names_shown: bool, held: Part | None = None
    ) -> View:
        """Return what the wall shows at `now` (UTC).

        Args:
            session: The session as it is on disk.
            now: The time.
            names_shown: Whether the room may see who said what.
            held: The part to show; None follows the room.
        """
        timer = timer_state(session, now)
        public = self.public(session, names_shown=names_shown)
        part = held or current_part(session, timer)
        frame = build_frame(session, timer)
        return View(frame, self._build_part(part, public, timer), _cue(public, timer, frame))

    def _build_part(self, part: Part, session: Session, timer: TimerState) -> AnyPart:
        match part:
            case Part.SETUP:
                return build_setup(session, timer)
            case Part.PAIRING:
                return build_pairing(session)
            case Part.ROUNDS:
                return build_rounds(session, timer)
            case Part.REPORT_BACK:
                return self._build_report_back(session, timer)
            case Part.SUMMARY:
                return build_summary(session, timer)
            case Part.LARGER_GROUP:
                return self._build_larger_group(session)

    def _build_report_back(self, session: Session, timer: TimerState) -> ReportBackPart:
        slot = timer.segment.slot if timer.segment else 0
        reporting = {pair.team: pair for pair in pairs_reporting(session, slot)}
        who = PairText(session)
        teams = []
        for team in shown_teams(session):
            pair = reporting.get(team.id)
            name = f"{session.pair_number(pair.id)} {who.who_reports(pair)}" if pair else ""
            teams.append(
                TeamReport(team_name(session, team.id), name, self._board(session, team.id))
            )
        questions = session.guide.questions
        on = current_question(len(questions), timer.share_elapsed)
        question = questions[on] if questions and slot else None
        asked = question.text if question else ""
        if not slot and timer.segment and timer.segment.stage is Stage.REPORT_BACK:
            asked = _prompt(session, timer)  # the pairs have reported
        return ReportBackPart(
            about=question.about.capitalize() if question else "",
            question=asked,
            teams=tuple(teams),
        )

    def _build_larger_group(self, session: Session) -> LargerGroupPart:
        turns = []
        for number, turn in enumerate(larger_group_turns(session), 1):
            team = session.team(turn.team)
            name, reporter = team.name if team else "", session.name_of(turn.reporter)
            turns.append(GroupTurn(number, name, reporter, format_duration(turn.seconds)))
        if "" not in self._boards:
            teams = len(session.teams)
            self._boards[""] = tuple(
                BoardColumn(
                    COLUMN_TITLES[kind], tuple(_joint_line(session, e, teams) for e in entries)
                )
                for kind, entries in joint_board(session).items()
            )
        return LargerGroupPart(tuple(turns), self._boards[""])

    def _board(self, session: Session, team: str) -> tuple[BoardColumn, ...]:
        if team not in self._boards:
            self._boards[team] = tuple(
                BoardColumn(COLUMN_TITLES[kind], tuple(_board_line(session, e) for e in entries))
                for kind, entries in board_columns(session, team).items()
            )
        return self._boards[team]


def current_part(session: Session, timer: TimerState) -> Part:
    """Return the part that the room is at: its stage, then the larger group of its teams."""
    if timer.finished and session.info.stage is Stage.SUMMARY and several(session):
        return Part.LARGER_GROUP
    return Part(session.info.stage)


# ------------------------------------------------------------------ the frame


def build_frame(session: Session, timer: TimerState) -> Frame:
    """Return the workshop's title, stages, clock and end."""
    minutes = {stage: session.guide.stage_minutes(stage) for stage in STAGES}
    return Frame(
        title=session.info.title,
        stage=session.info.stage,
        stages=tuple(
            (STAGE_TITLES[stage], format_minutes(minutes[stage]) if minutes[stage] else "")
            for stage in STAGES
        ),
        clock=_segment_clock(session, timer),
        following=_following(timer),
        times=_times(timer),
        slip=_slip(timer),
        is_late=timer.slip >= MINUTE,
        is_finished=timer.finished is not None,
    )


def _segment_clock(session: Session, timer: TimerState) -> SegmentClock | None:
    segment = timer.segment
    if segment is None:
        return None
    turns = max((s.turn for s in timer.segments), default=0)
    wait = goes_on_in(session, timer) if timer.seconds_left <= 0 else None
    return SegmentClock(
        title=format_segment_title(segment, turns),
        countdown=_countdown(timer.seconds_left, timer),
        seconds=segment.seconds,
        alarm=alarm_of(timer),
        words=_words(session, timer),
        moves_on=_countdown(wait, timer) if wait is not None and wait > 0 else None,
    )


def _countdown(seconds: float, timer: TimerState) -> Countdown:
    if not timer.running:
        return Countdown(left=round(seconds, 3))
    ends = timer.now + timedelta(milliseconds=round(seconds * 1000))
    return Countdown(ends=ends)


def _words(session: Session, timer: TimerState) -> str:
    segment, following, left = timer.segment, timer.next_segment, timer.seconds_left
    if segment is None:
        return ""
    is_change_over = following and segment.slot and following.slot
    is_soon = alarm_of(timer) in (Alarm.AMBER, Alarm.RED)
    words = (
        (timer.paused, "paused"),
        (left <= 0, "time is up"),
        (is_change_over and left <= session.guide.change_over, "change over"),
        (left <= ENDING_SECONDS, "ending"),
        (left <= MINUTE and segment.seconds >= LONG_SECONDS, "last minute"),
        (is_soon, "soon"),
    )
    return next((word for applies, word in words if applies), "")


def _following(timer: TimerState) -> str:
    following = timer.next_segment
    if following is None or timer.finished:
        return ""
    what = f"{format_segment_title(following)}, {format_duration(following.seconds)} min"
    return f"{what}, at {format_clock_time(timer.next_segment_at)}" if timer.running else what


def _times(timer: TimerState) -> str:
    if timer.finished:
        return f"{format_clock_time(timer.started)} to {format_clock_time(timer.finished)}"
    return f"ends {format_clock_time(timer.ends)}" if timer.started else ""


def _slip(timer: TimerState) -> str:
    # Whole minutes only: nothing on a wall moves that carries no news.
    if not timer.started:
        return ""
    minutes = math.floor(abs(timer.slip) / MINUTE)
    if not minutes:
        return "on time"
    return f"{minutes} min {'late' if timer.slip > 0 else 'early'}"


def _cue(session: Session, timer: TimerState, frame: Frame) -> str:
    """What a screen reader speaks: what people have to do now."""
    clock = frame.clock
    if clock is None:
        return "The workshop is over" if timer.finished else ""
    said = [clock.title]
    if clock.words in ("paused", "time is up", "last minute", "change over"):
        return f"{clock.title}: {clock.words}"
    said += [_switch(timer), _prompt(session, timer)]
    return ". ".join(filter(None, said))


# ------------------------------------------------------------------ setup and pairing


def build_setup(session: Session, timer: TimerState) -> SetupPart:
    """Return the campaign, the goals, the agenda, and who does what."""
    starts = expected_starts(session, timer)
    total = sum(segment.seconds for segment in timer.segments)
    return SetupPart(
        campaign=session.info.campaign,
        ask=session.info.ask,
        goals=session.guide.goals,
        agenda=tuple(_agenda(timer, starts)),
        ends=format_clock_time(timer.ends or timer.now + timedelta(seconds=total)),
        roles=tuple(
            (team_name(session, team.id), str(role).capitalize(), session.name_of(holder))
            for team in shown_teams(session)
            for role in (Role.TIMEKEEPER, Role.NOTE_TAKER)
            if (holder := team.person_in_role(role))
        ),
    )


def _agenda(timer: TimerState, starts: tuple[datetime, ...]) -> Iterator[AgendaLine]:
    """Yield the segments with their clock times; those of the pairs' reports as one."""
    timed = zip(starts, timer.segments, strict=True)
    for _, group in groupby(timed, key=lambda each: each[1].step if each[1].slot else each[1].id):
        (at, first), *others = group
        segments = [first, *(segment for _, segment in others)]
        title = format_segment_title(first)
        if others:
            title = f"{first.title}, {len(segments)} pairs"
        seconds = sum(segment.seconds for segment in segments)
        is_current = timer.segment in segments
        minutes = format_minutes(seconds / MINUTE)
        yield AgendaLine(format_clock_time(at), title, minutes, is_current)


def build_pairing(session: Session) -> PairingPart:
    """Return all pairs, and who sits out."""
    out = [p.name for p in session.people if p.presence is Presence.SITS_OUT]
    others = (f"Keeping time: {', '.join(out)}",) if out else ()
    return PairingPart(build_pairs(session, 1, 1), others)


def build_pairs(session: Session, turn: int, trio_turn: int) -> tuple[PairLine, ...]:
    """Return a line for each pair, with the roles of the turn."""
    numbers = session.pair_numbers()
    return tuple(
        _pair_line(session, numbers[pair.id], pair, turn, trio_turn) for pair in session.pairs
    )


def _pair_line(session: Session, number: int, pair: Pair, turn: int, trio_turn: int) -> PairLine:
    here = present_members(session, pair)
    observers = [session.name_of(person) for person in pair.observers]
    organizer = organizee = ""
    if len(here) > 1:
        in_turn = trio_turn if len(here) > 2 else turn
        first, second, third = roles_in_turn(here, max(in_turn, 1))
        organizer, organizee = session.name_of(first), session.name_of(second)
        observers[:0] = [session.name_of(third)] if third else []
    elif here:
        organizer = session.name_of(here[0])
    missing = [
        f"{session.name_of(member)} {AWAY[person.presence]}"
        for member in pair.members
        if not is_present(session, member) and (person := session.person(member))
    ]
    watching = f"{', '.join(observers)} {_verb('observe', observers)}" if observers else ""
    return PairLine(
        id=pair.id,
        number=number,
        team=team_name(session, pair.team),
        organizer=organizer,
        organizee=organizee,
        beside=" · ".join(filter(None, (watching, *missing))),
    )


def _verb(verb: str, people: list[str]) -> str:
    return f"{verb}s" if len(people) == 1 else verb


# ------------------------------------------------------------------ rounds


def build_rounds(session: Session, timer: TimerState) -> RoundsPart:
    """Return the prompt, the roles, the pairs, and the trios' own clock."""
    segment = timer.segment
    step = session.guide.step(segment.step) if segment else None
    trio = trio_timer_state(session, timer.now)
    turn = segment.turn if segment else 1
    doing, clock, switch = "", None, ""
    if trio:
        on = _TRIO_DOING.get(trio.part.kind, "write down")
        doing = on
        clock = _countdown(max(trio.left, 0), timer)
        if trio.switch:
            switch = f"Trios: {'switch roles now' if on == 'talk' else f'now {on}'}"
    return RoundsPart(
        prompt=_prompt(session, timer),
        roles=role_texts(session, step) if step else (),
        pairs=build_pairs(session, turn, trio.turn if trio else 1),
        switch=_switch(timer),
        trio=doing,
        trio_clock=clock,
        trio_switch=switch,
    )


_TRIO_DOING = {StepKind.CONVERSATION: "talk", StepKind.FEEDBACK: "feedback"}


def _prompt(session: Session, timer: TimerState) -> str:
    step = session.guide.step(timer.segment.step) if timer.segment else None
    if step is None or not step.prompts:
        return ""
    return step.prompts[current_prompt(step, timer.share_elapsed)].text


def _switch(timer: TimerState) -> str:
    segment = timer.segment
    if segment is None or segment.kind is not StepKind.CONVERSATION:
        return ""
    return SWITCH if segment.turn > 1 and timer.elapsed < SWITCH_SHOWN else ""


# ------------------------------------------------------------------ the outcome


def build_summary(session: Session, timer: TimerState) -> SummaryPart:
    """Return what each team takes away and commits to, and who reports."""
    today = timer.now.astimezone().date()
    return SummaryPart(tuple(_team_summary(session, team, today) for team in shown_teams(session)))


def _team_summary(session: Session, team: Team, today: date) -> TeamSummary:
    return TeamSummary(
        team=team_name(session, team.id),
        reporter=session.name_of(team.reporter),
        takeaways=tuple(
            (said.name, text)
            for said in takeaways_by_person(session, team.id)
            for text in said.texts
        ),
        commitments=tuple(
            _commitment(session, one, today) for one in session.commitments if one.team == team.id
        ),
    )


def _commitment(session: Session, commitment: Commitment, today: date) -> tuple[str, str, str]:
    names = (short_name(session, person) for person in (commitment.who, commitment.to))
    by = format_due(commitment.due, commitment.by, today)
    return " → ".join(filter(None, names)), commitment.text, by


def _board_line(session: Session, entry: BoardEntry) -> BoardLine:
    return BoardLine(entry.text, _owners(session, (entry,)), entry.pairs, entry.is_common)


def _joint_line(session: Session, entry: JointEntry, teams: int) -> BoardLine:
    owners = _owners(session, (one for _, one in entry.entries))
    several_teams = teams > 1 and len(entry.teams) > 1
    return BoardLine(entry.text, owners, len(entry.teams), several_teams)


def _owners(session: Session, entries: Iterable[BoardEntry]) -> str:
    notes = [n for entry in entries for n in entry.notes if n.kind is NoteKind.RESOURCE]
    names = dict.fromkeys(short_name(session, note.person) for note in notes)
    return ", ".join(filter(None, names))
