"""A session full of what no form may take for anything but text, and one with a full board."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from msgspec.structs import replace

from oneone_tui.workshop.changes import (
    Committed,
    DetailSet,
    NoteBoarded,
    NotesWritten,
    TeamNamed,
    Written,
)
from oneone_tui.workshop.records import Commitment, Note, Team
from oneone_tui.workshop.session import TEAM_ONE
from oneone_tui.workshop.words import COLUMNS, Kind
from tests.unit.exports.played import played
from tests.unit.workshop.building import SIX, START, in_pairs, made

if TYPE_CHECKING:
    from oneone_tui.workshop.session import Session

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


def hostile() -> Session:
    """Every one of those texts as a name, a note of each kind and a commitment."""
    session = in_pairs(*HOSTILE[:11], "Ana")
    pair = session.pairs[0]
    ana = session.people[-1].id
    session = made(
        session,
        DetailSet(detail="title", text=HOSTILE[0]),
        DetailSet(detail="campaign", text=HOSTILE[4]),
        DetailSet(detail="ask", text=HOSTILE[3]),
        TeamNamed(team=TEAM_ONE, name=HOSTILE[1]),
    )
    notes = tuple(Written(text=text, person=pair.members[0]) for text in HOSTILE)
    for kind in (*COLUMNS, Kind.FEEDBACK, Kind.TAKEAWAY):
        session = made(session, NotesWritten(kind=kind, notes=notes, team=TEAM_ONE, pair=pair.id))
    boarded = [NoteBoarded(note=n.id, on=True) for n in session.notes if n.kind in COLUMNS]
    promises = [
        Committed(
            text=text, team=TEAM_ONE, who=pair.members[0], to=ana, by=text, due=date(2026, 11, 13)
        )
        for text in HOSTILE
    ]
    return made(session, *boarded, *promises)


def full(lines: int, teams: int, text: str = "we keep our word") -> Session:
    """A session in which every column of so many teams has so many lines, with promises."""
    session = played(*SIX)
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
