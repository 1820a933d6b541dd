"""Values and interests that come up again."""

from __future__ import annotations

from datetime import timedelta
from random import Random
from string import ascii_lowercase

from msgspec.structs import replace

from oneone_tui.workshop.changes import EntriesMerged, EntryWorded, NotesWritten, Written
from oneone_tui.workshop.session import TEAM_ONE, Session
from oneone_tui.workshop.trends import Saying, Theme, sayings_in, themes_of
from oneone_tui.workshop.words import Kind
from tests.effort import effort
from tests.unit.workshop.building import SIX, START, made, running


def said(*texts: str, kind: Kind = Kind.VALUE, on_board: bool = False) -> NotesWritten:
    notes = tuple(Written(text) for text in texts)
    return NotesWritten(kind=kind, notes=notes, team=TEAM_ONE, on_board=on_board)


def saying(text: str, week: int, team: str = TEAM_ONE, kind: Kind = Kind.VALUE) -> Saying:
    return Saying(kind, (text,), f"s{week}", team, START + timedelta(weeks=week))


def in_week(session: Session, week: int) -> Session:
    when = START + timedelta(weeks=week)
    return replace(session, info=replace(session.info, id=f"s{week}", created=when))


def only(*sayings: Saying) -> Theme:
    (theme,) = themes_of(sayings)
    return theme


def test_values_and_interests_are_told_and_nothing_else() -> None:
    kinds = (Kind.VALUE, Kind.INTEREST, Kind.RESOURCE, Kind.FEEDBACK, Kind.TAKEAWAY)
    session = made(running(*SIX), *(said(str(kind), kind=kind) for kind in kinds))
    assert [s.texts for s in sayings_in(session)] == [("value",), ("interest",)]
    rehearsal = replace(session, info=replace(session.info, rehearsal=True))
    assert sayings_in(rehearsal) == ()


def test_what_a_team_merged_is_one_saying_in_all_its_wordings() -> None:
    session = made(running(*SIX), said("dignity at work", "respect", "honesty", on_board=True))
    one, other, _ = (note.board for note in session.notes)
    session = made(session, EntriesMerged(entries=(one, other)))
    session = made(session, EntryWorded(entry=one, text="dignity and respect"))
    merged, alone = sayings_in(session)
    assert set(merged.texts) == {"dignity and respect", "dignity at work", "respect"}
    assert alone.texts == ("honesty",)
    before = saying("Respect!", -1)
    assert only(before, merged, alone).sessions == 2


def test_what_somebody_took_out_of_the_file_has_not_come_up() -> None:
    session = made(running(*SIX), said("rent", "dignity"))
    empty, note = session.notes
    session = replace(session, notes=(replace(empty, text=""), note))
    sayings = [s for week in (1, 2) for s in sayings_in(in_week(session, week))]
    assert [theme.text for theme in themes_of(sayings)] == ["dignity"]


def test_what_was_said_in_one_session_only_has_not_come_up_again() -> None:
    assert themes_of([saying("honesty", 0), saying("honesty", 0, "team-2")]) == ()
    assert themes_of([]) == ()


def test_sessions_and_teams_are_counted_each_once() -> None:
    theme = only(
        saying("we keep our word", 0),
        saying("we keep our word", 0),
        saying("We keep our words", 0, "team-2"),
        saying("we keep our word", 3),
    )
    assert (theme.sessions, theme.teams) == (2, 3)
    assert (theme.first, theme.last) == (START, START + timedelta(weeks=3))
    assert theme.text == "we keep our word"
    assert theme.wordings == ("We keep our words",)


def test_a_value_and_an_interest_are_not_the_same() -> None:
    assert themes_of([saying("honesty", 0), saying("honesty", 1, kind=Kind.INTEREST)]) == ()


def test_the_opposite_is_not_the_same() -> None:
    assert themes_of([saying("less rent", 0), saying("more rent", 1)]) == ()


def test_what_comes_up_most_stands_first_and_values_before_interests() -> None:
    sayings = [saying("rent", week, kind=Kind.INTEREST) for week in range(4)]
    sayings += [saying("honesty", week) for week in range(2)]
    sayings += [saying("courage", week) for week in range(1, 3)]
    sayings += [saying("dignity", week) for week in range(3)]
    told = [theme.text for theme in themes_of(sayings)]
    assert told == ["dignity", "courage", "honesty", "rent"]


def test_the_order_of_the_files_does_not_matter() -> None:
    texts = ("we keep our word", "keeping our word", "we keep our words", "honesty", "honestly")
    sayings = [saying(text, week) for week, text in enumerate(texts * 3)]
    tellings = [themes_of(Random(seed).sample(sayings, len(sayings))) for seed in range(10)]
    assert all(telling == tellings[0] for telling in tellings)


def test_a_hundred_thousand_sayings_are_gathered_in_seconds() -> None:
    chance = Random(1)
    words = ["".join(chance.choices(ascii_lowercase, k=7)) for _ in range(1_000)]
    texts = [" ".join(chance.choices(words, k=4)) for _ in range(5_000)]
    sayings = [saying(text, week) for week, text in enumerate(texts * 20)]
    with effort() as spent:
        assert len(themes_of(sayings)) == len(texts)
    assert spent.seconds < 8
