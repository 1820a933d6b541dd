"""Every rule that a session must hold to: what is just within it, and the first beyond it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from msgspec.structs import replace

from oneone_tui.store.integrity import InvalidSession, check_integrity
from oneone_tui.workshop.model.guide import Guide, Prompt
from oneone_tui.workshop.model.records import (
    Allotment,
    Commitment,
    Note,
    Person,
    Record,
    Team,
    Wish,
)
from oneone_tui.workshop.model.session import TEAM_ONE, Session
from oneone_tui.workshop.model.terms import NoteKind, WishKind
from tests.support.session_store import FULL
from tests.support.sessions import paired_session, time_at

Change = Callable[[Session], Session]
NOW = time_at(0)
FIRST, LAST = datetime(1970, 1, 1, tzinfo=UTC), datetime(2200, 12, 31, tzinfo=UTC)
BEFORE, BEYOND = datetime(1969, 12, 31, tzinfo=UTC), datetime(2201, 1, 1, tzinfo=UTC)


def with_fields(table: str, row: int, **fields: object) -> Change:
    """One record of a table has other fields."""

    def change(session: Session) -> Session:
        rows = [*getattr(session, table)]
        rows[row] = replace(rows[row], **fields)
        return replace(session, **{table: tuple(rows)})

    return change


def with_rows(table: str, *rows: Record) -> Change:
    """There are more records in a table."""
    return lambda session: replace(session, **{table: (*getattr(session, table), *rows)})


def guide(**fields: object) -> Change:
    """The guide has other fields."""
    return lambda session: replace(session, guide=replace(session.guide, **fields))


def step(**fields: object) -> Change:
    """The guide's first step has other fields."""

    def change(session: Session) -> Session:
        part, *others = session.guide.stages
        first, *more_steps = part.steps
        part = replace(part, steps=(replace(first, **fields), *more_steps))
        return guide(stages=(part, *others))(session)

    return change


def stage(**fields: object) -> Change:
    """The guide's first stage has other fields."""

    def change(session: Session) -> Session:
        part, *others = session.guide.stages
        return guide(stages=(replace(part, **fields), *others))(session)

    return change


def steps(count: int) -> Change:
    """The guide has so many steps in all."""

    def change(session: Session) -> Session:
        part, *others = session.guide.stages
        there = sum(len(one.steps) for one in session.guide.stages)
        added = [replace(part.steps[0], id="x" * (n + 1)) for n in range(count - there)]
        part = replace(part, steps=(*part.steps, *added))
        return guide(stages=(part, *others))(session)

    return change


def trio(**fields: float) -> Change:
    """A trio has other times."""
    return lambda session: guide(trio=replace(session.guide.trio, **fields))(session)


def person(name: str) -> Person:
    return Person(id=name, name=name, team=TEAM_ONE)


def note(name: str, kind: NoteKind = NoteKind.VALUE, board: str = "") -> Note:
    return Note(id=name, kind=kind, text="x", at=NOW, team=TEAM_ONE, board=board)


def commitment(**fields: object) -> Commitment:
    return replace(Commitment(id="c", text="x", at=NOW, team=TEAM_ONE), **fields)


def wish(one: str, other: str, name: str = "w") -> Wish:
    return Wish(id=name, kind=WishKind.TOGETHER, people=(one, other))


GUS = person("gus")
PEOPLE_500 = tuple(person(f"x-{n}") for n in range(494))
TEAMS_50 = tuple(Team(id=f"t-{n}", name="x") for n in range(49))
DAY_OF_GUIDE = 24 * 60
TOTAL = 200 * 6 * DAY_OF_GUIDE


@pytest.mark.parametrize(
    "change",
    [
        lambda session: session,
        *(
            with_fields(table, 0, at=time)
            for table in ("notes", "history")
            for time in (FIRST, LAST)
        ),
        with_fields("clock", 0, at=FIRST),
        with_fields("clock", -1, at=LAST),
        lambda session: replace(session, info=replace(session.info, created=FIRST)),
        guide(turns=1),
        guide(turns=6),
        guide(grace=0, change_over=600),
        guide(grace=600, change_over=0),
        guide(minutes=0),
        guide(minutes=TOTAL),
        stage(minutes=0),
        stage(minutes=TOTAL),
        steps(200),
        step(minutes=0.001),
        step(minutes=DAY_OF_GUIDE),
        step(shortest=0),
        step(shortest=None),
        step(shortest=DAY_OF_GUIDE),
        step(prompts=(Prompt(at=0, text="x"), Prompt(at=1, text="x"))),
        trio(conversation=0, feedback=0, write=0),
        trio(conversation=DAY_OF_GUIDE, feedback=DAY_OF_GUIDE, write=DAY_OF_GUIDE),
        with_rows("people", *PEOPLE_500),
        with_rows("teams", *TEAMS_50),
        with_fields("teams", 0, timekeeper="ana-ruiz", note_taker="", reporter="ana-ruiz"),
        with_rows("wishes", wish("ana-ruiz", "ben-okafor"), wish("ana-ruiz", "cy-lam", "w-2")),
        with_fields("pairs", 2, members=("eve-sol", "fay-wu"), observers=()),
        lambda s: with_fields("pairs", 2, members=("eve-sol", "fay-wu", "gus"))(
            with_rows("people", GUS)(s)
        ),
        lambda s: with_fields("pairs", 2, observers=("gus",))(with_rows("people", GUS)(s)),
        with_fields("pairs", 0, observers=("cy-lam",)),  # whose partner left listens elsewhere
        with_fields("notes", 0, pair=""),
        with_rows(
            "notes", note("a", board="on-a"), note("b", board="on-a"), note("c", NoteKind.INTEREST)
        ),
        with_rows("notes", note("a", NoteKind.FEEDBACK), note("b", NoteKind.TAKEAWAY)),
        with_rows("commitments", commitment(due=None), commitment(id="d", due=date(1970, 1, 1))),
        with_rows("commitments", commitment(due=date(2200, 12, 31))),
        with_rows("agenda", Allotment(id="x", seconds=86_400), Allotment(id="y", seconds=-86_400)),
        lambda s: with_fields("clock", -1, at=s.clock[0].at)(s),
    ],
)
def test_check_integrity_accepts_values_at_limits(change: Change) -> None:
    check_integrity(change(FULL))


def test_check_integrity_accepts_small_sessions() -> None:
    two = paired_session("Ana", "Ben")
    check_integrity(with_rows("wishes", wish("ana", "ben"))(two))
    check_integrity(paired_session("Ana", "Ben", "Cy"))


NAIVE = datetime(2026, 11, 9, 18)  # noqa: DTZ001 - that is what is wrong with it
NO_TIME = "its time is not between 1970 and 2200"


@pytest.mark.parametrize(
    "change, said",
    [
        *(
            (with_fields(table, 0, id=""), f"{table}, record 1: its id is empty")
            for table in ("people", "teams", "pairs", "notes", "agenda", "clock", "history")
        ),
        *(
            (
                lambda session, table=table: with_rows(table, getattr(session, table)[0])(session),
                f"{table}, record {len(getattr(FULL, table)) + 1}: another record has the same id",
            )
            for table in ("people", "teams", "pairs", "notes", "agenda", "clock", "history")
        ),
        (
            with_rows("wishes", wish("ana-ruiz", "ben-okafor", "")),
            "wishes, record 1: its id is empty",
        ),
        (
            with_rows("wishes", wish("ana-ruiz", "ben-okafor"), wish("ana-ruiz", "cy-lam")),
            "wishes, record 2: another record has the same id",
        ),
        (with_rows("commitments", commitment(id="")), "commitments, record 1: its id is empty"),
        (
            with_rows("commitments", commitment(), commitment()),
            "commitments, record 2: another record has the same id",
        ),
        (
            lambda session: replace(session, info=replace(session.info, id="")),
            "session, record 1: its id is empty",
        ),
        *(
            (
                lambda session, time=time: replace(
                    session, info=replace(session.info, created=time)
                ),
                f"session, record 1: {said}",
            )
            for time, said in (
                (BEFORE, NO_TIME),
                (BEYOND, NO_TIME),
                (NAIVE, "its time has no time zone"),
            )
        ),
        *(
            (with_fields(table, 0, at=time), f"{table}, record 1: {NO_TIME}")
            for table in ("notes", "clock", "history")
            for time in (BEFORE, BEYOND)
        ),
        (with_rows("commitments", commitment(at=BEFORE)), f"commitments, record 1: {NO_TIME}"),
        (guide(stages=()), "guide: its stages are not the five, in their order"),
        (
            lambda session: guide(stages=session.guide.stages[::-1])(session),
            "guide: its stages are not the five, in their order",
        ),
        (guide(turns=0), "guide: its turns are not 1 to 6"),
        (guide(turns=7), "guide: its turns are not 1 to 6"),
        *(
            (
                guide(**{field: seconds}),
                "guide: its grace or change-over is not 0 up to 600 seconds",
            )
            for field in ("grace", "change_over")
            for seconds in (-1, 601)
        ),
        (
            lambda session: guide(
                stages=tuple(replace(part, steps=()) for part in session.guide.stages)
            )(session),
            "guide: it has no steps",
        ),
        (steps(201), "guide: it has more than 200 steps"),
        *(
            (step(minutes=minutes), "guide: a step's minutes are not above 0 and up to 1440")
            for minutes in (0, 1441)
        ),
        *(
            (step(shortest=minutes), "guide: a step's shortest is not 0 to 1440 minutes")
            for minutes in (-1, 1441)
        ),
        *(
            (step(prompts=(Prompt(at=at, text="x"),)), "guide: a prompt's at is not 0 to 1")
            for at in (-0.01, 1.01)
        ),
        (step(id=""), "guide: a step has no id, or one with digits"),
        (step(id="talk-1"), "guide: a step has no id, or one with digits"),
        (step(id="feedback"), "guide: two of its steps have the same id"),
        *(
            (trio(**{field: minutes}), "guide: a trio's minutes are not 0 to 1440")
            for field in ("conversation", "feedback", "write")
            for minutes in (-1, 1441)
        ),
        *(
            (change(minutes=minutes), f"guide: its minutes, or a stage's, are not 0 to {TOTAL}")
            for change in (guide, stage)
            for minutes in (-1, TOTAL + 1)
        ),
        (with_rows("people", *PEOPLE_500, GUS), "people: there are more than 500"),
        (with_fields("people", 1, name=""), "people, record 2: the name is empty"),
        (with_fields("people", 1, team="x"), "people, record 2: there is no such team"),
        (lambda session: replace(session, teams=(), people=()), "teams: there is none"),
        (with_rows("teams", *TEAMS_50, Team(id="x", name="x")), "teams: there are more than 50"),
        (
            with_fields("teams", 0, timekeeper="x"),
            "teams, record 1: there is no such person to be timekeeper",
        ),
        (
            with_fields("teams", 0, note_taker="x"),
            "teams, record 1: there is no such person to be note-taker",
        ),
        (
            with_fields("teams", 0, reporter="x"),
            "teams, record 1: there is no such person to be reporter",
        ),
        *(
            (
                with_rows("wishes", wish(*two)),
                "wishes, record 1: it is not about two people of the roster",
            )
            for two in (("ana-ruiz", "x"), ("x", "ana-ruiz"), ("ana-ruiz", "ana-ruiz"))
        ),
        *(
            (
                with_fields("pairs", 0, members=who),
                "pairs, record 1: it is not of two or three people",
            )
            for who in (
                (),
                ("ana-ruiz",),
                ("ana-ruiz", "ana-ruiz"),
                ("ana-ruiz", "ben-okafor", "ana-ruiz"),
                ("ana-ruiz", "ben-okafor", "cy-lam", "dee-park"),
            )
        ),
        (
            with_fields("pairs", 0, members=("ana-ruiz", "x")),
            "pairs, record 1: somebody in it is not on the roster",
        ),
        (
            with_fields("pairs", 0, observers=("x",)),
            "pairs, record 1: somebody in it is not on the roster",
        ),
        (
            with_fields("pairs", 0, observers=("ana-ruiz",)),
            "pairs, record 1: an observer of it has another place in it, too",
        ),
        (
            with_fields("pairs", 0, observers=("cy-lam", "cy-lam")),
            "pairs, record 1: an observer of it has another place in it, too",
        ),
        (
            with_fields("pairs", 1, members=("cy-lam", "ana-ruiz")),
            "pairs, record 2: somebody in it is in another pair, too",
        ),
        (
            with_fields("pairs", 2, members=("eve-sol", "ana-ruiz")),
            "pairs, record 3: somebody in it is in another pair, too",
        ),
        (with_fields("pairs", 0, team="x"), "pairs, record 1: there is no such team"),
        (with_fields("notes", 0, team="x"), "notes, record 1: there is no such team"),
        (with_fields("notes", 0, pair="x"), "notes, record 1: there is no such pair"),
        (
            with_rows("commitments", commitment(team="x")),
            "commitments, record 1: there is no such team",
        ),
        (
            with_rows("commitments", commitment(pair="x")),
            "commitments, record 1: there is no such pair",
        ),
        *(
            (
                with_rows("notes", note("a", kind, board="on-a")),
                "notes, record 2: the board has no column for it",
            )
            for kind in (NoteKind.FEEDBACK, NoteKind.TAKEAWAY)
        ),
        (
            with_rows("notes", note("a", board="on-a"), note("b", NoteKind.INTEREST, board="on-a")),
            "notes, record 3: its entry on the board is of another kind",
        ),
        *(
            (
                with_rows("commitments", commitment(due=day)),
                "commitments, record 1: its day is not between 1970 and 2200",
            )
            for day in (date(1969, 12, 31), date(2201, 1, 1))
        ),
        *(
            (
                with_rows("agenda", Allotment(id="x", seconds=seconds)),
                "agenda, record 2: that is more than a day",
            )
            for seconds in (86_401, -86_401)
        ),
        (
            with_fields("clock", 0, at=time_at(10**6)),
            "clock, record 2: its time is before that of the record before it",
        ),
    ],
)
def test_check_integrity_names_table_and_record_beyond_limit(change: Change, said: str) -> None:
    with pytest.raises(InvalidSession) as error:
        check_integrity(change(FULL))
    assert str(error.value) == said
    place, _, what = said.partition(": ")
    table, _, record = place.partition(", record ")
    assert error.value.what == what
    assert error.value.table == table
    assert error.value.row == (int(record) - 1 if record else None)


def test_invalid_session_names_record_by_number_in_file() -> None:
    assert str(InvalidSession("notes", "it is odd", 3, "17")) == "notes, record 17: it is odd"


def test_check_integrity_accepts_shipped_guides(guides: list[Guide]) -> None:
    for one in guides:
        check_integrity(replace(FULL, guide=one))


@pytest.fixture
def guides() -> list[Guide]:
    from oneone_tui.guides import guide_names, load_guide

    return [load_guide(name) for name in guide_names()]
