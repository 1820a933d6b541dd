"""Hypothesis strategies for rosters, changes, sessions and runs of changes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import NamedTuple

from hypothesis import strategies as st

from oneone_tui.workshop.agenda.auto_advance import due_move, goes_on_in
from oneone_tui.workshop.agenda.schedule import schedule_of
from oneone_tui.workshop.agenda.timer import timer_state
from oneone_tui.workshop.history.attendance import NO_ATTENDANCE
from oneone_tui.workshop.model import changes as ch
from oneone_tui.workshop.model.changes import AnyChange, ChangeRejected
from oneone_tui.workshop.model.session import TEAM_ONE, Session
from oneone_tui.workshop.model.terms import NoteKind, OddPersonPlacement, Role, Stage, WishKind
from oneone_tui.workshop.model.undo_stack import last_change_in_effect
from oneone_tui.workshop.pairing.draw import NotEnoughPeople, draw_pairs
from oneone_tui.workshop.reducers.apply import apply
from oneone_tui.workshop.text import clean, fold
from tests.support.sessions import START, decode_again, fresh_session, people_added

GIVEN = (
    "Ana Li Zoë José Mary-Ann Bo Nguyễn Đặng D'Arcy Sinéad Øyvind İpek Łukasz محمد فاطمة علي "
    "李雷 韩梅梅 王 สมชาย अनिल Ελένη Юлия נועה"
)
FAMILY = (
    "Ruiz Ruizo O'Neill O’Brien Okafor van-der-Berg الزهراء 李 García Garci\u0301a-Márquez Ng "
    "Müller Šimůnek Nowak ดี शर्मा Παππά Иванова כהן"
)
NASTY = (
    "",
    " ",
    "\u0301",
    "\x1b[2J",
    "\ud800",
    "a\u202eb",
    "; ;",
    "[@click=app.quit]x[/]",
    "é" * 3_000,
    "12 years",
    "1v 2v",
    "v",
    "Ana: x",
    "a > b: c",
    "two\nlines",
)

texts = st.one_of(
    st.sampled_from(("we keep our word", "rent control", "has a van", "Ana: speaks Turkish")),
    st.text(max_size=30),
    st.sampled_from(NASTY),
)
"""Texts that people might type or paste."""

days = st.none() | st.dates(date(1970, 1, 1), date(2200, 12, 31))
"""Due days of commitments."""

names = st.one_of(
    st.sampled_from([f"{given} {family}" for given in GIVEN.split() for family in FAMILY.split()]),
    st.sampled_from(GIVEN.split()),
    st.text(min_size=1, max_size=12),
).filter(lambda name: bool(fold(clean(name))))
"""Valid names."""


def rosters(least: int = 0, most: int = 60) -> st.SearchStrategy[list[str]]:
    """Lists of different names."""
    return st.lists(names, min_size=least, max_size=most, unique_by=lambda n: fold(clean(n)))


def sessions(least: int = 0, most: int = 60) -> st.SearchStrategy[Session]:
    """Sessions with people and nothing else."""
    return rosters(least, most).map(lambda roster: fresh_session(*roster))


def paired_sessions(least: int = 2, most: int = 60) -> st.SearchStrategy[Session]:
    """Sessions with people in pairs."""

    def pair(session: Session, seed: int) -> Session:
        pairs = draw_pairs(session, NO_ATTENDANCE, seed).pairs
        return apply(session, ch.PairsDrawn(pairs=pairs, seed=seed), START)

    return st.builds(pair, sessions(least, most), st.integers(0, 1_000))


class AppliedChange(NamedTuple):
    """A change, when it was made, and the session after it."""

    change: AnyChange
    at: datetime
    session: Session

    def __repr__(self) -> str:
        return f"{(self.at - START).total_seconds():g}: {self.change}"


class Run(NamedTuple):
    """A first session and every change that was accepted since."""

    first: Session
    made: tuple[AppliedChange, ...]

    def __repr__(self) -> str:
        lines = [str(entry.change) for entry in self.first.history] + [str(m) for m in self.made]
        return "\n".join(["a run of", *lines])

    @property
    def last(self) -> Session:
        """The session after the last change."""
        return self.made[-1].session if self.made else self.first

    @property
    def now(self) -> datetime:
        """When the last change was made."""
        return self.made[-1].at if self.made else START


moves = st.one_of(
    st.integers(0, 900_000),
    st.integers(0, 3_000),
    st.sampled_from((0, 0, -1, -500, -90_000, -7_200_000)),
).map(lambda milliseconds: timedelta(milliseconds=milliseconds))
"""Movements of the wall clock between two changes, some of them backward."""


@st.composite
def runs(
    draw: st.DrawFn,
    kinds: tuple[type[AnyChange], ...] = (),
    most: int = 20,
    people: int = 9,
) -> Run:
    """A session and a run of accepted changes, of `kinds` or of all.

    Between them, due automatic moves may be made.
    """
    paired = paired_sessions(2, people)
    begun = paired.map(_started)
    first = draw(st.one_of(sessions(0, people), paired, begun, begun.map(_talking)))
    weighed = [kind for kind in kinds or tuple(MAKERS) for _ in range(WEIGHTS.get(kind, 2))]
    makers = st.sampled_from([MAKERS[kind] for kind in weighed])
    length = draw(st.sampled_from((most, most // 2, 2)))
    session, at, made = first, START, list[AppliedChange]()
    for maker in draw(st.lists(makers, min_size=length, max_size=length)):
        at += draw(moves)
        if (not kinds or ch.SegmentEntered in kinds) and draw(st.booleans()):
            at = _till_the_grace_is_over(session, at)
            while step := due_move(session, at):
                session = apply(session, step.change, step.at, "a")
                made.append(AppliedChange(step.change, step.at, session))
        change = maker(draw, session)
        try:
            session = apply(session, change, at, draw(st.sampled_from(("a", "b"))))
        except ChangeRejected:
            continue
        if draw(st.booleans()):
            session = decode_again(session)
        made.append(AppliedChange(change, at, session))
    return Run(first, tuple(made))


@st.composite
def changes(draw: st.DrawFn, session: Session) -> AnyChange:
    """A change of any kind for `session`, which may reject it."""
    return MAKERS[draw(st.sampled_from(tuple(MAKERS)))](draw, session)


def _till_the_grace_is_over(session: Session, at: datetime) -> datetime:
    here = timer_state(session, at)
    wait = goes_on_in(session, here) or 0
    return max(at, here.now + timedelta(seconds=wait))


def _started(session: Session) -> Session:
    return apply(session, ch.Started(segment="roles"), START)


def _talking(session: Session) -> Session:
    return apply(session, ch.SegmentEntered(left="roles", to="turn-1-conversation"), START)


def _one_of(draw: st.DrawFn, ids: list[str]) -> str:
    # Now and then somebody or something that is not there.
    if not ids or draw(st.integers(0, 19)) == 13:
        return draw(st.sampled_from(("", "nobody")))
    return draw(st.sampled_from(ids))


def _person(draw: st.DrawFn, session: Session) -> str:
    return _one_of(draw, [person.id for person in session.people])


def _pair(draw: st.DrawFn, session: Session) -> str:
    return _one_of(draw, [pair.id for pair in session.pairs])


def _note(draw: st.DrawFn, session: Session) -> str:
    return _one_of(draw, [note.id for note in session.notes])


def _segment(draw: st.DrawFn, session: Session) -> str:
    return _one_of(draw, [segment.id for segment in schedule_of(session)])


def _on(session: Session) -> str:
    return session.clock[-1].segment if session.clock else ""


def _moved_on(draw: st.DrawFn, session: Session) -> AnyChange:
    # Mostly a step on or back, sometimes a jump, from what is on or what is not any more.
    ids = [segment.id for segment in schedule_of(session)]
    at = ids.index(_on(session)) if _on(session) in ids else 0
    near = [ids[max(0, at - 1)], ids[min(len(ids) - 1, at + 1)]]
    to = draw(st.sampled_from([*near, *near])) if draw(st.booleans()) else _segment(draw, session)
    left = _on(session) if draw(st.integers(0, 9)) != 7 else _segment(draw, session)
    return ch.SegmentEntered(left=left, to=to)


def _pairs_drawn(draw: st.DrawFn, session: Session) -> AnyChange:
    seed = draw(st.integers(0, 2**40))
    try:
        return ch.PairsDrawn(pairs=draw_pairs(session, NO_ATTENDANCE, seed).pairs, seed=seed)
    except NotEnoughPeople:
        return ch.PairsDrawn(pairs=(), seed=seed)


def _notes_written(draw: st.DrawFn, session: Session) -> AnyChange:
    lines = draw(st.lists(texts, min_size=1, max_size=3))
    return ch.NotesWritten(
        kind=draw(st.sampled_from(NoteKind)),
        notes=tuple(
            ch.NoteDraft(text=line, person=_person(draw, session), entry=_entry(draw, session))
            for line in lines
        ),
        team=TEAM_ONE,
        pair=_pair(draw, session),
        on_board=draw(st.booleans()),
    )


def _committed(draw: st.DrawFn, session: Session) -> AnyChange:
    return ch.CommitmentAdded(
        text=draw(texts),
        team=TEAM_ONE,
        pair=_pair(draw, session),
        who=_person(draw, session),
        to=_person(draw, session),
        by=draw(texts),
        due=draw(days),
    )


def _commitment_mended(draw: st.DrawFn, session: Session) -> AnyChange:
    return ch.CommitmentEdited(
        commitment=_one_of(draw, [commitment.id for commitment in session.commitments]),
        text=draw(texts),
        pair=_pair(draw, session),
        who=_person(draw, session),
        to=_person(draw, session),
        by=draw(texts),
        due=draw(days),
    )


def _note_mended(draw: st.DrawFn, session: Session) -> AnyChange:
    return ch.NoteEdited(
        note=_note(draw, session),
        text=draw(st.none() | texts),
        kind=draw(st.none() | st.sampled_from(NoteKind)),
        pair=_pair(draw, session) if draw(st.booleans()) else None,
        person=_person(draw, session) if draw(st.booleans()) else None,
    )


def _entry(draw: st.DrawFn, session: Session) -> str:
    return _one_of(draw, sorted({note.board for note in session.notes if note.board}))


def _merged(draw: st.DrawFn, session: Session) -> AnyChange:
    return ch.EntriesMerged(entries=(_entry(draw, session), _entry(draw, session)))


def _undone(draw: st.DrawFn, session: Session) -> AnyChange:
    last = last_change_in_effect(session)
    known = [entry.id for entry in session.history]
    right = last.id if last and draw(st.integers(0, 3)) else _one_of(draw, known)
    return ch.Undone(entry=right)


def _redone(draw: st.DrawFn, session: Session) -> AnyChange:
    undone = [e.change.entry for e in session.history if isinstance(e.change, ch.Undone)]
    return ch.Redone(entry=_one_of(draw, undone))


def _steps(session: Session) -> list[str]:
    return [step.id for part in session.guide.stages for step in part.steps]


def _minutes_set(draw: st.DrawFn, session: Session) -> AnyChange:
    minutes = draw(st.one_of(st.integers(1, 30), st.floats()))
    return ch.MinutesSet(step=_one_of(draw, _steps(session)), minutes=minutes)


def _jump_discounted(draw: st.DrawFn, session: Session) -> AnyChange:
    last = session.clock[-1].at if session.clock else START
    before = last + draw(moves)
    return ch.JumpDiscounted(before=before, after=before + draw(moves))


def _segments_cut(draw: st.DrawFn, session: Session) -> AnyChange:
    segments = draw(st.lists(st.sampled_from(schedule_of(session)), max_size=3))
    return ch.SegmentsCut(cuts=tuple((s.id, draw(st.integers(-1, 400))) for s in segments))


def _team(draw: st.DrawFn, session: Session) -> str:
    return _one_of(draw, [team.id for team in session.teams])


def _teams_made(draw: st.DrawFn, session: Session) -> AnyChange:
    ids = draw(st.permutations([person.id for person in session.people]))
    parts = draw(st.integers(1, max(1, min(4, len(ids)))))
    groups = tuple(ch.Group(name=draw(texts), people=tuple(ids[n::parts])) for n in range(parts))
    return ch.TeamsMade(teams=groups)


MAKERS: dict[type[AnyChange], Callable[[st.DrawFn, Session], AnyChange]] = {
    ch.DetailSet: lambda draw, _: ch.DetailSet(
        detail=draw(st.sampled_from(("title", "campaign", "ask"))), text=draw(texts)
    ),
    ch.RehearsalMarked: lambda _draw, _session: ch.RehearsalMarked(),
    ch.PeopleAdded: lambda draw, _: people_added(*draw(st.lists(names, max_size=3))),
    ch.PersonRenamed: lambda draw, session: ch.PersonRenamed(
        person=_person(draw, session), name=draw(names)
    ),
    ch.PersonRemoved: lambda draw, session: ch.PersonRemoved(person=_person(draw, session)),
    ch.RoleGiven: lambda draw, session: ch.RoleGiven(
        team=_team(draw, session), role=draw(st.sampled_from(Role)), person=_person(draw, session)
    ),
    ch.MinutesSet: _minutes_set,
    ch.StageShown: lambda draw, _: ch.StageShown(stage=draw(st.sampled_from(Stage))),
    ch.PairsDrawn: _pairs_drawn,
    ch.PeopleSwapped: lambda draw, session: ch.PeopleSwapped(
        one=_person(draw, session), other=_person(draw, session)
    ),
    ch.OrganizerFirst: lambda draw, session: ch.OrganizerFirst(person=_person(draw, session)),
    ch.PairLocked: lambda draw, session: ch.PairLocked(
        pair=_pair(draw, session), locked=draw(st.booleans())
    ),
    ch.PersonMoved: lambda draw, session: ch.PersonMoved(
        person=_person(draw, session), pair=_pair(draw, session)
    ),
    ch.MarkedAbsent: lambda draw, session: ch.MarkedAbsent(person=_person(draw, session)),
    ch.MarkedPresent: lambda draw, session: ch.MarkedPresent(person=_person(draw, session)),
    ch.PersonLeft: lambda draw, session: ch.PersonLeft(
        person=_person(draw, session), organized=draw(st.sampled_from((True, False, None)))
    ),
    ch.OddPersonPlaced: lambda draw, session: ch.OddPersonPlaced(
        team=_team(draw, session), odd=draw(st.sampled_from(OddPersonPlacement))
    ),
    ch.WishMade: lambda draw, session: ch.WishMade(
        kind=draw(st.sampled_from(WishKind)),
        one=_person(draw, session),
        other=_person(draw, session),
    ),
    ch.WishDropped: lambda draw, session: ch.WishDropped(
        one=_person(draw, session), other=_person(draw, session)
    ),
    ch.UnlikePreferred: lambda draw, _: ch.UnlikePreferred(on=draw(st.booleans())),
    ch.PersonSame: lambda draw, session: ch.PersonSame(
        person=_person(draw, session), same=draw(st.sampled_from(("", "ana", "ben", "cy")))
    ),
    ch.TeamsMade: _teams_made,
    ch.MovedToTeam: lambda draw, session: ch.MovedToTeam(
        person=_person(draw, session), team=_team(draw, session)
    ),
    ch.TeamNamed: lambda draw, session: ch.TeamNamed(team=_team(draw, session), name=draw(texts)),
    ch.Started: lambda draw, session: ch.Started(segment=_segment(draw, session)),
    ch.Paused: lambda _draw, _session: ch.Paused(),
    ch.Resumed: lambda _draw, _session: ch.Resumed(),
    ch.SegmentEntered: _moved_on,
    ch.TimeAdded: lambda draw, session: ch.TimeAdded(
        segment=_segment(draw, session),
        seconds=draw(st.one_of(st.sampled_from((60, -60, 10, -10)), st.integers())),
    ),
    ch.StartedEarlier: lambda draw, _: ch.StartedEarlier(
        seconds=draw(st.one_of(st.integers(-1, 600), st.integers()))
    ),
    ch.JumpDiscounted: _jump_discounted,
    ch.SegmentsCut: _segments_cut,
    ch.SegmentPinned: lambda draw, session: ch.SegmentPinned(
        segment=_segment(draw, session), pinned=draw(st.booleans())
    ),
    ch.HoldSet: lambda draw, session: ch.HoldSet(
        step=_one_of(draw, _steps(session)), holds=draw(st.booleans())
    ),
    ch.Finished: lambda _draw, session: ch.Finished(
        left=session.clock[-1].segment if session.clock else ""
    ),
    ch.NotesWritten: _notes_written,
    ch.NoteEdited: _note_mended,
    ch.NoteDeleted: lambda draw, session: ch.NoteDeleted(note=_note(draw, session)),
    ch.NoteBoarded: lambda draw, session: ch.NoteBoarded(
        note=_note(draw, session), on=draw(st.booleans()), entry=_entry(draw, session)
    ),
    ch.NoteSplit: lambda draw, session: ch.NoteSplit(note=_note(draw, session)),
    ch.EntriesMerged: _merged,
    ch.EntrySplit: lambda draw, session: ch.EntrySplit(entry=_entry(draw, session)),
    ch.EntryReworded: lambda draw, session: ch.EntryReworded(
        entry=_entry(draw, session), text=draw(texts)
    ),
    ch.ReportScriptWritten: lambda draw, session: ch.ReportScriptWritten(
        team=_team(draw, session), lines=tuple(draw(st.lists(texts, max_size=3)))
    ),
    ch.CommitmentAdded: _committed,
    ch.CommitmentEdited: _commitment_mended,
    ch.CommitmentDeleted: lambda draw, session: ch.CommitmentDeleted(
        commitment=_one_of(draw, [commitment.id for commitment in session.commitments])
    ),
    ch.CommitmentDone: lambda draw, session: ch.CommitmentDone(
        commitment=_one_of(draw, [commitment.id for commitment in session.commitments]),
        done=draw(st.booleans()),
    ),
    ch.Redone: _redone,
    ch.Undone: _undone,
}
"""A function per kind of change that makes one for a session."""

WEIGHTS: dict[type[AnyChange], int] = {
    ch.DetailSet: 1,
    ch.PairsDrawn: 1,
    ch.Finished: 1,
    ch.SegmentEntered: 6,
    ch.Resumed: 4,
    ch.NotesWritten: 8,
    ch.NoteEdited: 3,
    ch.NoteDeleted: 3,
    ch.NoteBoarded: 4,
    ch.EntriesMerged: 3,
    ch.Undone: 4,
}
"""Relative frequency of a kind (default 2); some kinds need others before them."""

CLOCK_KINDS: tuple[type[AnyChange], ...] = (
    ch.Started,
    ch.Paused,
    ch.Resumed,
    ch.SegmentEntered,
    ch.StartedEarlier,
    ch.JumpDiscounted,
    ch.TimeAdded,
    ch.SegmentsCut,
    ch.SegmentPinned,
    ch.HoldSet,
    ch.Finished,
    ch.Undone,
)
