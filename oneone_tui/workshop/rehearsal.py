"""The rehearsal: a scripted note-taker who plays a whole workshop through.

The script says what is done how long after the start; the changes are the same as a person's,
made from the session as it stands at that moment. Chance is handed in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from oneone_tui.workshop.board import own_notes, reporting
from oneone_tui.workshop.changes import (
    AnyChange,
    Committed,
    DetailSet,
    Finished,
    MadeRehearsal,
    MovedOn,
    NoteBoarded,
    NotesWritten,
    PairsDrawn,
    PeopleAdded,
    RoleGiven,
    StageShown,
    Started,
    Written,
)
from oneone_tui.workshop.changes.setup import Listed
from oneone_tui.workshop.days import find_by
from oneone_tui.workshop.pairing import propose
from oneone_tui.workshop.past import NO_PAST
from oneone_tui.workshop.schedule import Segment, schedule_of
from oneone_tui.workshop.turns import roles_in_turn
from oneone_tui.workshop.words import COLUMNS, Kind, Role, Stage, StepKind

if TYPE_CHECKING:
    from random import Random

    from oneone_tui.workshop.session import Session

TITLE = "Tenants' Union leadership team"
CAMPAIGN = "Stop the rent increase on Harbour Street"
ASK = "Will you bring two neighbours to the tenants' meeting on 3 December?"
PEOPLE = ("Ana Ruiz", "Ben Okafor", "Cy Lam", "Dee Park", "Eve Sol", "Fay Wu")

SAID: dict[Kind, tuple[str, ...]] = {
    Kind.VALUE: (
        "we keep our word",
        "dignity at work and at home",
        "nobody is left behind",
        "honesty, even when it is hard",
        "my grandmother's door was always open",
        "children should stay in their school",
        "we decide together",
        "courage grows when it is shared",
    ),
    Kind.INTEREST: (
        "rent control",
        "a safe street for the children",
        "warm flats in winter",
        "a garden behind the houses",
        "a say in the repairs",
        "fewer night shifts",
        "the youth club open again",
        "a lift that works",
    ),
    Kind.RESOURCE: (
        "has a van",
        "speaks Turkish and Arabic",
        "knows everyone in the choir",
        "can draw posters",
        "has the key to the parish hall",
        "cooks for fifty",
        "was a shop steward for ten years",
        "is good with spreadsheets",
    ),
    Kind.FEEDBACK: (
        "felt listened to",
        "the ask came early: more story first",
        "good questions, no pushing",
        "say plainly what you need",
    ),
    Kind.COMMITMENT: (
        "bring two neighbours to the meeting on 3 December",
        "call the parish about the hall by Friday",
        "have coffee with the youth group by Sunday",
        "draw the first poster by Thursday",
        "go round the second floor together on Saturday",
        "ask the choir to sing at the meeting",
    ),
    Kind.TAKEAWAY: (
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
"""How many lines the note-taker has time for: at a report-back, and at the least elsewhere."""


MOST_SLACK = 8.0
"""Seconds that a segment runs over at the most: less than the grace of one that goes on alone."""


class Act(NamedTuple):
    """Something done `after` seconds from the start of the workshop."""

    after: float
    changes: Callable[[Session], Sequence[AnyChange]]


def preparation(session: Session, chance: Random) -> Iterator[AnyChange]:
    """What is done before the clock starts, where it is not done yet: details and roster."""
    if not session.info.rehearsal:
        yield MadeRehearsal()
    if not session.info.campaign:
        yield DetailSet(detail="campaign", text=CAMPAIGN)
    if not session.info.ask:
        yield DetailSet(detail="ask", text=ASK)
    if not session.people:
        names = list(PEOPLE)
        chance.shuffle(names)
        team = session.teams[0].id
        yield PeopleAdded(people=tuple(Listed(name=n) for n in sorted(names)), team=team)


def script(session: Session, chance: Random) -> Iterator[Act]:
    """Everything done from the start to the end, in order, for a session that has its people."""
    segments = schedule_of(session)
    # A guide may begin with the talk.
    talks_at_once = segments[0].stage not in (Stage.SETUP, Stage.PAIRING)
    if talks_at_once:
        yield Act(0, lambda now: [_pairs(now)])
    yield Act(0, lambda now: [Started(segment=segments[0].id), *_roles(now)])
    if not talks_at_once:
        yield Act(segments[0].seconds * 0.8, lambda _: [StageShown(stage=Stage.PAIRING)])
        yield Act(segments[0].seconds * 0.9, lambda now: [_pairs(now)])
    after: float = 0
    for segment, following in zip(segments, [*segments[1:], None], strict=True):
        yield from _during(segment, after, session, chance)
        # People take a little more or less than planned.
        slack = min(chance.uniform(-0.02, 0.03) * segment.seconds, MOST_SLACK)
        after += segment.seconds + slack
        yield Act(after, partial(_next, segment, following))


def _roles(session: Session) -> list[AnyChange]:
    changes: list[AnyChange] = []
    for team in session.teams:
        members = session.team_members(team.id)
        for role, person in zip((Role.TIMEKEEPER, Role.NOTE_TAKER), members[-2:], strict=False):
            changes.append(RoleGiven(team=team.id, role=role, person=person.id))
    return changes


def _pairs(session: Session) -> AnyChange:
    seed = session.info.seed
    return PairsDrawn(pairs=propose(session, NO_PAST, seed).pairs, seed=seed)


def _next(segment: Segment, following: Segment | None, _now: Session) -> list[AnyChange]:
    return [MovedOn(left=segment.id, to=following.id) if following else Finished(left=segment.id)]


def _during(segment: Segment, after: float, session: Session, chance: Random) -> Iterator[Act]:
    tellers = {
        StepKind.CONVERSATION: _conversation,
        StepKind.FEEDBACK: _feedback,
        StepKind.COMMIT: _commit,
        StepKind.REPORT: _report,
        StepKind.WRAP_UP: _wrap_up,
    }
    teller = tellers.get(segment.kind)
    if teller is None:
        return
    # Two or three people, too, have enough to say for all the columns of the board.
    reporting_back = segment.kind is StepKind.REPORT
    lines = LINES if reporting_back else max(LINES, len(session.people))
    times = sorted(chance.uniform(0.1, 0.9) for _ in range(lines))
    for number, share in enumerate(times):
        told = partial(teller, segment=segment, number=number, chance=chance)
        yield Act(after + share * segment.seconds, told)


def _conversation(now: Session, segment: Segment, number: int, chance: Random) -> list[AnyChange]:
    if not now.pairs:
        return []
    told, pair = divmod(number, len(now.pairs))
    kind = COLUMNS[(told + pair + segment.turn) % len(COLUMNS)]
    _, organizee, _ = roles_in_turn(now.pairs[pair].members, segment.turn)
    return [_note(now, kind, pair, organizee, chance)]


def _feedback(now: Session, segment: Segment, number: int, chance: Random) -> list[AnyChange]:
    if number >= len(now.pairs):
        return []
    organizer, _, _ = roles_in_turn(now.pairs[number].members, segment.turn)
    return [_note(now, Kind.FEEDBACK, number, organizer, chance)]


def _commit(now: Session, segment: Segment, number: int, chance: Random) -> list[AnyChange]:  # noqa: ARG001
    if number >= len(now.people):
        return []
    person = now.people[number]
    pair = next((p for p in now.pairs if person.id in p.members), None)
    if pair is None:
        return []
    _, to, _ = roles_in_turn(pair.members, pair.members.index(person.id) + 1)
    said = find_by(chance.choice(SAID[Kind.COMMITMENT]), now.info.created.date())
    return [
        Committed(
            text=said.text,
            team=pair.team,
            pair=pair.id,
            who=person.id,
            to=to,
            by=said.by,
            due=said.due,
        )
    ]


def _report(now: Session, segment: Segment, number: int, chance: Random) -> list[AnyChange]:
    made: list[AnyChange] = []
    for pair in reporting(now, segment.slot):
        waiting = [note for note in own_notes(now, pair.id) if not note.board]
        if waiting:
            made.append(NoteBoarded(note=waiting[0].id, on=True))
        elif number % 2:
            kind = chance.choice((Kind.VALUE, Kind.INTEREST))
            index = now.pair_number(pair.id) - 1
            made.append(_note(now, kind, index, "", chance, on_board=True))
    return made


def _wrap_up(now: Session, segment: Segment, number: int, chance: Random) -> list[AnyChange]:  # noqa: ARG001
    if number >= len(now.people):
        return []
    person = now.people[number]
    text = SAID[Kind.TAKEAWAY][number % len(SAID[Kind.TAKEAWAY])]
    said: list[AnyChange] = [
        NotesWritten(
            kind=Kind.TAKEAWAY, notes=(Written(text=text, person=person.id),), team=person.team
        )
    ]
    team = now.team(person.team)
    if team and not team.reporter:
        said.append(RoleGiven(team=team.id, role=Role.REPORTER, person=person.id))
    return said


def _note(
    now: Session, kind: Kind, number: int, person: str, chance: Random, *, on_board: bool = False
) -> AnyChange:
    pair = now.pairs[number]
    used = {note.text for note in now.notes}
    fresh = [text for text in SAID[kind] if text not in used] or list(SAID[kind])
    return NotesWritten(
        kind=kind,
        notes=(Written(text=chance.choice(fresh), person=person),),
        team=pair.team,
        pair=pair.id,
        on_board=on_board,
    )
