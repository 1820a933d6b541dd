"""The rehearsal: a scripted note-taker plays a whole workshop.

The script says what happens how long after the start. Its changes are made from the session as it
is at that moment, like a person's. Chance is handed in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from oneone_tui.workshop.agenda.schedule import Segment, schedule_of
from oneone_tui.workshop.dates import split_due_date
from oneone_tui.workshop.history.attendance import NO_ATTENDANCE
from oneone_tui.workshop.model.changes import (
    AnyChange,
    CommitmentAdded,
    DetailSet,
    Finished,
    NoteBoarded,
    NoteDraft,
    NotesWritten,
    PairsDrawn,
    PeopleAdded,
    RehearsalMarked,
    RoleGiven,
    SegmentEntered,
    StageShown,
    Started,
)
from oneone_tui.workshop.model.changes.setup import NewPerson
from oneone_tui.workshop.model.terms import COLUMNS, NoteKind, Role, Stage, StepKind
from oneone_tui.workshop.notes.board import notes_of_pair, pairs_reporting
from oneone_tui.workshop.pairing.draw import draw_pairs
from oneone_tui.workshop.pairing.rotation import roles_in_turn

if TYPE_CHECKING:
    from random import Random

    from oneone_tui.workshop.model.session import Session

TITLE = "Tenants' Union leadership team"
CAMPAIGN = "Stop the rent increase on Harbour Street"
ASK = "Will you bring two neighbours to the tenants' meeting on 3 December?"
PEOPLE = ("Ana Ruiz", "Ben Okafor", "Cy Lam", "Dee Park", "Eve Sol", "Fay Wu")

SAID: dict[NoteKind, tuple[str, ...]] = {
    NoteKind.VALUE: (
        "we keep our word",
        "dignity at work and at home",
        "nobody is left behind",
        "honesty, even when it is hard",
        "my grandmother's door was always open",
        "children should stay in their school",
        "we decide together",
        "courage grows when it is shared",
    ),
    NoteKind.INTEREST: (
        "rent control",
        "a safe street for the children",
        "warm flats in winter",
        "a garden behind the houses",
        "a say in the repairs",
        "fewer night shifts",
        "the youth club open again",
        "a lift that works",
    ),
    NoteKind.RESOURCE: (
        "has a van",
        "speaks Turkish and Arabic",
        "knows everyone in the choir",
        "can draw posters",
        "has the key to the parish hall",
        "cooks for fifty",
        "was a shop steward for ten years",
        "is good with spreadsheets",
    ),
    NoteKind.FEEDBACK: (
        "felt listened to",
        "the ask came early: more story first",
        "good questions, no pushing",
        "say plainly what you need",
    ),
    NoteKind.COMMITMENT: (
        "bring two neighbours to the meeting on 3 December",
        "call the parish about the hall by Friday",
        "have coffee with the youth group by Sunday",
        "draw the first poster by Thursday",
        "go round the second floor together on Saturday",
        "ask the choir to sing at the meeting",
    ),
    NoteKind.TAKEAWAY: (
        "asking is a way of taking someone seriously",
        "I talk too much; the silence did the work",
        "we have more in common than I thought",
        "a clear ask is a relief for both",
        "I want to do one a week",
        "my own story is allowed in the room",
    ),
}
"""What the people of the rehearsal say."""

LINES = 6
"""How many lines the note-taker writes at a report-back; the least elsewhere."""


MOST_SLACK = 8.0
"""The most seconds that a segment runs over: less than the grace of an automatic move."""


class ScriptedAction(NamedTuple):
    """Changes to make `after` seconds from the start of the workshop."""

    after: float
    changes: Callable[[Session], Sequence[AnyChange]]


def prepare_rehearsal(session: Session, chance: Random) -> Iterator[AnyChange]:
    """Yield what is still to do before the clock starts: details, people."""
    if not session.info.rehearsal:
        yield RehearsalMarked()
    if not session.info.campaign:
        yield DetailSet(detail="campaign", text=CAMPAIGN)
    if not session.info.ask:
        yield DetailSet(detail="ask", text=ASK)
    if not session.people:
        chance.shuffle(list(PEOPLE))  # so that a seed gives the workshop it has always given
        yield add_made_up_people(session)


def add_made_up_people(session: Session) -> PeopleAdded:
    """Return the change that adds the rehearsal's own people to the first team."""
    people = tuple(NewPerson(name=name) for name in sorted(PEOPLE))
    return PeopleAdded(people=people, team=session.teams[0].id)


def rehearsal_script(session: Session, chance: Random) -> Iterator[ScriptedAction]:
    """Yield all actions of the workshop in order of time; the session has its people."""
    segments = schedule_of(session)
    # A guide may begin with the talk.
    talks_at_once = segments[0].stage not in (Stage.SETUP, Stage.PAIRING)
    if talks_at_once:
        yield ScriptedAction(0, lambda now: [_draw_pairs(now)])
    yield ScriptedAction(0, lambda now: [Started(segment=segments[0].id), *_give_roles(now)])
    if not talks_at_once:
        yield ScriptedAction(segments[0].seconds * 0.8, lambda _: [StageShown(stage=Stage.PAIRING)])
        yield ScriptedAction(segments[0].seconds * 0.9, lambda now: [_draw_pairs(now)])
    after: float = 0
    for segment, following in zip(segments, [*segments[1:], None], strict=True):
        yield from _act_during(segment, after, session, chance)
        # People take a little more or less than planned.
        slack = min(chance.uniform(-0.02, 0.03) * segment.seconds, MOST_SLACK)
        after += segment.seconds + slack
        yield ScriptedAction(after, partial(_enter_next, segment, following))


def _give_roles(session: Session) -> list[AnyChange]:
    changes: list[AnyChange] = []
    for team in session.teams:
        members = session.team_members(team.id)
        for role, person in zip((Role.TIMEKEEPER, Role.NOTE_TAKER), members[-2:], strict=False):
            changes.append(RoleGiven(team=team.id, role=role, person=person.id))
    return changes


def _draw_pairs(session: Session) -> AnyChange:
    seed = session.info.seed
    return PairsDrawn(pairs=draw_pairs(session, NO_ATTENDANCE, seed).pairs, seed=seed)


def _enter_next(segment: Segment, following: Segment | None, _now: Session) -> list[AnyChange]:
    return [
        SegmentEntered(left=segment.id, to=following.id) if following else Finished(left=segment.id)
    ]


def _act_during(
    segment: Segment, after: float, session: Session, chance: Random
) -> Iterator[ScriptedAction]:
    tellers = {
        StepKind.CONVERSATION: _act_conversation,
        StepKind.FEEDBACK: _act_feedback,
        StepKind.COMMIT: _act_commit,
        StepKind.REPORT: _act_report,
        StepKind.BOARD: _act_board,
        StepKind.WRAP_UP: _act_wrap_up,
    }
    teller = tellers.get(segment.kind)
    if teller is None:
        return
    # Two or three people, too, have enough to say for all the columns of the board.
    reporting_back = segment.kind in (StepKind.REPORT, StepKind.BOARD)
    lines = LINES if reporting_back else max(LINES, len(session.people))
    times = sorted(chance.uniform(0.1, 0.9) for _ in range(lines))
    for number, share in enumerate(times):
        told = partial(teller, segment=segment, number=number, chance=chance)
        yield ScriptedAction(after + share * segment.seconds, told)


def _act_conversation(
    now: Session, segment: Segment, number: int, chance: Random
) -> list[AnyChange]:
    if not now.pairs:
        return []
    told, pair = divmod(number, len(now.pairs))
    kind = COLUMNS[(told + pair + segment.turn) % len(COLUMNS)]
    _, organizee, _ = roles_in_turn(now.pairs[pair].members, segment.turn)
    return [_write_note(now, kind, pair, organizee, chance)]


def _act_feedback(now: Session, segment: Segment, number: int, chance: Random) -> list[AnyChange]:
    if number >= len(now.pairs):
        return []
    organizer, _, _ = roles_in_turn(now.pairs[number].members, segment.turn)
    return [_write_note(now, NoteKind.FEEDBACK, number, organizer, chance)]


def _act_commit(now: Session, segment: Segment, number: int, chance: Random) -> list[AnyChange]:  # noqa: ARG001
    if number >= len(now.people):
        return []
    person = now.people[number]
    pair = next((p for p in now.pairs if person.id in p.members), None)
    if pair is None:
        return []
    _, to, _ = roles_in_turn(pair.members, pair.members.index(person.id) + 1)
    said = split_due_date(chance.choice(SAID[NoteKind.COMMITMENT]), now.info.created.date())
    return [
        CommitmentAdded(
            text=said.text,
            team=pair.team,
            pair=pair.id,
            who=person.id,
            to=to,
            by=said.by,
            due=said.due,
        )
    ]


def _act_report(now: Session, segment: Segment, number: int, chance: Random) -> list[AnyChange]:
    made: list[AnyChange] = []
    for pair in pairs_reporting(now, segment.slot):
        waiting = [note for note in notes_of_pair(now, pair.id) if not note.board]
        if waiting:
            made.append(NoteBoarded(note=waiting[0].id, on=True))
        elif number % 2:
            kind = chance.choice((NoteKind.VALUE, NoteKind.INTEREST))
            index = now.pairs.index(pair)
            made.append(_write_note(now, kind, index, "", chance, on_board=True))
    return made


def _act_board(now: Session, segment: Segment, number: int, chance: Random) -> list[AnyChange]:  # noqa: ARG001
    waiting = [note for note in now.notes if note.kind in COLUMNS and note.pair and not note.board]
    return [NoteBoarded(note=waiting[0].id, on=True)] if waiting else []


def _act_wrap_up(now: Session, segment: Segment, number: int, chance: Random) -> list[AnyChange]:  # noqa: ARG001
    if number >= len(now.people):
        return []
    person = now.people[number]
    text = SAID[NoteKind.TAKEAWAY][number % len(SAID[NoteKind.TAKEAWAY])]
    said: list[AnyChange] = [
        NotesWritten(
            kind=NoteKind.TAKEAWAY,
            notes=(NoteDraft(text=text, person=person.id),),
            team=person.team,
        )
    ]
    team = now.team(person.team)
    if team and not team.reporter:
        said.append(RoleGiven(team=team.id, role=Role.REPORTER, person=person.id))
    return said


def _write_note(
    now: Session,
    kind: NoteKind,
    number: int,
    person: str,
    chance: Random,
    *,
    on_board: bool = False,
) -> AnyChange:
    pair = now.pairs[number]
    used = {note.text for note in now.notes}
    fresh = [text for text in SAID[kind] if text not in used] or list(SAID[kind])
    return NotesWritten(
        kind=kind,
        notes=(NoteDraft(text=chance.choice(fresh), person=person),),
        team=pair.team,
        pair=pair.id,
        on_board=on_board,
    )
