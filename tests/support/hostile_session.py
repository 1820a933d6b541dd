"""Sessions full of hostile texts, and one with a full board."""

from __future__ import annotations

from datetime import date
from itertools import cycle
from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace

from oneone_tui.workshop.clean_texts import clean_texts
from oneone_tui.workshop.model.changes import (
    CommitmentAdded,
    CommitmentDone,
    DetailSet,
    EntryReworded,
    NoteBoarded,
    NoteDraft,
    NotesWritten,
    PairsDrawn,
    PeopleAdded,
    ReportScriptWritten,
    RoleGiven,
    SegmentEntered,
    StageShown,
    Started,
    TeamNamed,
    TeamsMade,
)
from oneone_tui.workshop.model.changes.setup import NewPerson
from oneone_tui.workshop.model.changes.teams import Group
from oneone_tui.workshop.model.guide import Guide
from oneone_tui.workshop.model.records import Commitment, Note, Team
from oneone_tui.workshop.model.session import TEAM_ONE, new_session
from oneone_tui.workshop.model.terms import COLUMNS, NoteKind, Role, Stage
from oneone_tui.workshop.text import clean
from tests.support.played_workshop import played_session
from tests.support.sessions import GUIDE, SIX, START, apply_changes, paired_session

if TYPE_CHECKING:
    from collections.abc import Iterator

    from oneone_tui.workshop.model.changes import AnyChange
    from oneone_tui.workshop.model.records import Pair
    from oneone_tui.workshop.model.session import Session

HOSTILE = (
    "<script>alert(1)</script>",
    "{{7*7}} {% raw %}",
    "=cmd|' /C calc'!A0",
    "](javascript:alert(1)) ![x](http://example.org/x.png)",
    "</style><img src=x onerror=alert(1)>",
    "a; =1+1; -2",
    "@SUM(1), \"quoted\"; 'apostrophe'",
    "BEGIN:VEVENT\\nSUMMARY:x, y; z",
    "العدالة قبل كل شيء",
    "כבוד בעבודה ובבית",
    "👩🏽‍🤝‍👨🏿 🇨🇱 together",
    "x" * 300,
    "&amp; &lt; &#42;",
)


def hostile_session() -> Session:
    """A session with each of `HOSTILE` as name, note of each kind and commitment."""
    session = paired_session(*HOSTILE[:11], "Ana")
    pair = session.pairs[0]
    ana = session.people[-1].id
    session = apply_changes(
        session,
        DetailSet(detail="title", text=HOSTILE[0]),
        DetailSet(detail="campaign", text=HOSTILE[4]),
        DetailSet(detail="ask", text=HOSTILE[3]),
        TeamNamed(team=TEAM_ONE, name=HOSTILE[1]),
    )
    notes = tuple(NoteDraft(text=text, person=pair.members[0]) for text in HOSTILE)
    for kind in (*COLUMNS, NoteKind.FEEDBACK, NoteKind.TAKEAWAY):
        session = apply_changes(
            session, NotesWritten(kind=kind, notes=notes, team=TEAM_ONE, pair=pair.id)
        )
    boarded = [NoteBoarded(note=n.id, on=True) for n in session.notes if n.kind in COLUMNS]
    promises = [
        CommitmentAdded(
            text=text, team=TEAM_ONE, who=pair.members[0], to=ana, by=text, due=date(2026, 11, 13)
        )
        for text in HOSTILE
    ]
    return apply_changes(session, *boarded, *promises)


MARKUP = "[@click=app.quit]go[/] [bold"
"""The markup that would do the most harm."""

RAW = (
    MARKUP,
    "\x1b[2J\x1b]0;x\x07red\x9b31m\x90q\x9c",
    "a\u202eb\u2066c\u2069\u200f\u061cd",
    "{{7*7}} {% raw %} ${x} %s",
    "=cmd|' /C calc'!A0",
    "<script>alert(1)</script>",
    "x" * 10_000,
    "e" + "\u0301\u0335" * 5_000,
    "العدالة قبل كل شيء",
    "\u200b\u2060zero\u200b width\ufeff\u3164",
    "👩🏽\u200d🤝\u200d👨🏿 🇨🇱",
    "\ud800lone\udfff\x00nul\x7f\x85",
)
"""Uncleaned texts as they come from people, files and clipboards."""


def raw_text_session() -> Session:
    """A session of two teams with each of `RAW` in every text field."""
    session = new_session("everywhere", MARKUP, _guide(), START, 7)
    people = tuple(NewPerson(name=text, tags=RAW, team=text) for text in RAW)
    session = apply_changes(session, PeopleAdded(people=people, team=TEAM_ONE))
    ids = [person.id for person in session.people]
    halves = tuple(ids[:6]), tuple(ids[6:])
    teams = tuple(Group(name=text, people=half) for text, half in zip(RAW, halves, strict=False))
    pairs = tuple((one, other) for one, other in zip(ids[::2], ids[1::2], strict=True))
    session = apply_changes(
        session,
        DetailSet(detail="campaign", text=RAW[1] + MARKUP),
        DetailSet(detail="ask", text=RAW[7] + RAW[5]),
        TeamsMade(teams=teams),
        PairsDrawn(pairs=pairs, seed=1),
        *(
            RoleGiven(team=f"team-{n}", role=role, person=ids[6 * n - 1])
            for n in (1, 2)
            for role in Role
        ),
        Started(segment="roles"),
    )
    session = apply_changes(session, SegmentEntered(left="roles", to="report-2"))
    for pair in session.pairs[::3]:  # one of each team
        session = apply_changes(session, *_said(pair))
    return apply_changes(session, *_agreed(session))


def _said(pair: Pair) -> Iterator[AnyChange]:
    written = tuple(NoteDraft(text=text, person=pair.members[0]) for text in RAW)
    for kind in NoteKind:
        if kind is not NoteKind.COMMITMENT:
            on = kind in COLUMNS
            yield NotesWritten(kind=kind, notes=written, team=pair.team, pair=pair.id, on_board=on)
    who, to = pair.members
    for text in RAW:
        yield CommitmentAdded(
            text=text, team=pair.team, pair=pair.id, who=who, to=to, by=text, due=DUE
        )


def _agreed(session: Session) -> Iterator[AnyChange]:
    entries = dict.fromkeys(note.board for note in session.notes if note.board)
    for entry, text in zip(entries, RAW, strict=False):
        yield EntryReworded(entry=entry, text=text)
    for team in session.teams:
        yield ReportScriptWritten(team=team.id, lines=RAW)
    yield CommitmentDone(commitment=session.commitments[0].id, done=True)
    yield StageShown(stage=Stage.SUMMARY)


def _guide() -> Guide:
    """The usual guide with its texts replaced by `RAW`, then cleaned."""
    raw = msgspec.to_builtins(GUIDE)
    texts = cycle(RAW)

    def other(value: object, key: str = "") -> object:
        if isinstance(value, dict):
            return {name: other(item, name) for name, item in value.items()}
        if isinstance(value, list | tuple):
            return [other(item, key) for item in value]
        return next(texts) if key in TOLD and isinstance(value, str) else value

    return msgspec.convert(clean_texts(other(raw), clean), Guide)


DUE = date(2026, 11, 13)
TOLD = {"title", "text", "organizer", "organizee", "observer", "goals", "sources", "name"}
"""The fields of a guide that hold its author's texts."""


def full_board_session(lines: int, teams: int, text: str = "we keep our word") -> Session:
    """A session with `lines` entries per column and team, and as many commitments."""
    session = played_session(*SIX)
    notes = tuple(
        Note(
            id=f"note-{team}-{kind}-{line}",
            kind=kind,
            text=f"{line} {text}",
            at=START,
            team=f"team-{team}",
            board=f"entry-{team}-{kind}-{line}",
        )
        for team in range(1, teams + 1)
        for kind in COLUMNS
        for line in range(lines)
    )
    promises = tuple(
        Commitment(
            id=f"commitment-{line}",
            text=f"{line} {text}",
            at=START,
            team=TEAM_ONE,
            who=session.people[0].id,
            to=session.people[1].id,
            due=date(2026, 11, 13),
        )
        for line in range(lines)
    )
    return replace(
        session,
        teams=tuple(Team(id=f"team-{n}", name=f"Team {n}") for n in range(1, teams + 1)),
        people=tuple(
            replace(person, team=f"team-{place % teams + 1}")
            for place, person in enumerate(session.people)
        ),
        notes=notes,
        commitments=promises,
    )
