"""Values and interests that recur."""

from __future__ import annotations

from datetime import timedelta
from random import Random
from string import ascii_lowercase

from msgspec.structs import replace

from oneone_tui.workshop.history.trends import Trend, TrendEntry, find_trends, trend_entries
from oneone_tui.workshop.model.changes import EntriesMerged, EntryReworded, NoteDraft, NotesWritten
from oneone_tui.workshop.model.session import TEAM_ONE, Session
from oneone_tui.workshop.model.terms import NoteKind
from tests.support.processor_time import measure_effort
from tests.support.sessions import SIX, START, apply_changes, running_session


def said(*texts: str, kind: NoteKind = NoteKind.VALUE, on_board: bool = False) -> NotesWritten:
    notes = tuple(NoteDraft(text) for text in texts)
    return NotesWritten(kind=kind, notes=notes, team=TEAM_ONE, on_board=on_board)


def saying(
    text: str, week: int, team: str = TEAM_ONE, kind: NoteKind = NoteKind.VALUE
) -> TrendEntry:
    return TrendEntry(kind, (text,), f"s{week}", team, START + timedelta(weeks=week))


def in_week(session: Session, week: int) -> Session:
    when = START + timedelta(weeks=week)
    return replace(session, info=replace(session.info, id=f"s{week}", created=when))


def only(*sayings: TrendEntry) -> Trend:
    (theme,) = find_trends(sayings)
    return theme


def test_trend_entries_are_values_and_interests() -> None:
    kinds = (
        NoteKind.VALUE,
        NoteKind.INTEREST,
        NoteKind.RESOURCE,
        NoteKind.FEEDBACK,
        NoteKind.TAKEAWAY,
    )
    session = apply_changes(running_session(*SIX), *(said(str(kind), kind=kind) for kind in kinds))
    assert [s.texts for s in trend_entries(session)] == [("value",), ("interest",)]
    rehearsal = replace(session, info=replace(session.info, rehearsal=True))
    assert trend_entries(rehearsal) == ()


def test_trend_entry_has_all_merged_wordings() -> None:
    session = apply_changes(
        running_session(*SIX), said("dignity at work", "respect", "honesty", on_board=True)
    )
    one, other, _ = (note.board for note in session.notes)
    session = apply_changes(session, EntriesMerged(entries=(one, other)))
    session = apply_changes(session, EntryReworded(entry=one, text="dignity and respect"))
    merged, alone = trend_entries(session)
    assert set(merged.texts) == {"dignity and respect", "dignity at work", "respect"}
    assert alone.texts == ("honesty",)
    before = saying("Respect!", -1)
    assert only(before, merged, alone).sessions == 2


def test_trend_entries_skip_text_removed_by_hand() -> None:
    session = apply_changes(running_session(*SIX), said("rent", "dignity"))
    empty, note = session.notes
    session = replace(session, notes=(replace(empty, text=""), note))
    sayings = [s for week in (1, 2) for s in trend_entries(in_week(session, week))]
    assert [theme.text for theme in find_trends(sayings)] == ["dignity"]


def test_find_trends_needs_two_sessions() -> None:
    assert find_trends([saying("honesty", 0), saying("honesty", 0, "team-2")]) == ()
    assert find_trends([]) == ()


def test_find_trends_counts_sessions_and_teams_once() -> None:
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


def test_find_trends_keeps_values_and_interests_apart() -> None:
    assert find_trends([saying("honesty", 0), saying("honesty", 1, kind=NoteKind.INTEREST)]) == ()


def test_find_trends_keeps_opposites_apart() -> None:
    assert find_trends([saying("less rent", 0), saying("more rent", 1)]) == ()


def test_find_trends_sorts_by_frequency_and_kind() -> None:
    sayings = [saying("rent", week, kind=NoteKind.INTEREST) for week in range(4)]
    sayings += [saying("honesty", week) for week in range(2)]
    sayings += [saying("courage", week) for week in range(1, 3)]
    sayings += [saying("dignity", week) for week in range(3)]
    told = [theme.text for theme in find_trends(sayings)]
    assert told == ["dignity", "courage", "honesty", "rent"]


def test_find_trends_ignores_order_of_files() -> None:
    texts = ("we keep our word", "keeping our word", "we keep our words", "honesty", "honestly")
    sayings = [saying(text, week) for week, text in enumerate(texts * 3)]
    tellings = [find_trends(Random(seed).sample(sayings, len(sayings))) for seed in range(10)]
    assert all(telling == tellings[0] for telling in tellings)


def test_find_trends_groups_hundred_thousand_entries_in_seconds() -> None:
    chance = Random(1)
    words = ["".join(chance.choices(ascii_lowercase, k=7)) for _ in range(1_000)]
    texts = [" ".join(chance.choices(words, k=4)) for _ in range(5_000)]
    sayings = [saying(text, week) for week, text in enumerate(texts * 20)]
    with measure_effort() as spent:
        assert len(find_trends(sayings)) == len(texts)
    assert spent.seconds < 8
