"""Which lines of a board are offered as the same, and which no longer."""

from __future__ import annotations

from itertools import product
from string import ascii_lowercase

from msgspec.structs import replace

from oneone_tui.workshop.model.changes import AnyChange, EntriesMerged, EntrySplit, NoteDeleted
from oneone_tui.workshop.model.session import Session
from oneone_tui.workshop.model.terms import NoteKind, Stage
from oneone_tui.workshop.suggestions.similar_lines import AT_ONCE, QUOTED, TWINS, DuplicateFinder
from tests.support.board_sessions import board_session, column_entries, column_texts, notes_written
from tests.support.processor_time import measure_effort
from tests.support.sessions import apply_changes

V = NoteKind.VALUE


def reporting(*texts: str) -> Session:
    session = board_session(*((V, text) for text in texts))
    return replace(session, info=replace(session.info, stage=Stage.REPORT_BACK))


def offered(look_alikes: DuplicateFinder, session: Session) -> list[str]:
    return [proposal.text for proposal in look_alikes.suggestions(session)]


def with_change(session: Session, change: AnyChange) -> Session:
    return apply_changes(session, change)


def test_duplicate_finder_puts_newest_first_and_exact_match_among_old() -> None:
    session = reporting("patience", "gardens", "patiance", "garden", "patience")
    assert offered(DuplicateFinder(), session) == [
        "is “patience” the same as “patience”?",
        "is “patience” the same as “patiance”?",
        "is “garden” the same as “gardens”?",
        "is “patiance” the same as “patience”?",
    ]


def test_duplicate_finder_works_within_column_at_report_back() -> None:
    session = reporting("patience")
    session = with_change(session, notes_written(NoteKind.INTEREST, "patience"))
    assert offered(DuplicateFinder(), session) == []
    session = with_change(session, notes_written(V, "patience"))
    assert len(offered(DuplicateFinder(), session)) == 1
    ended = replace(session, info=replace(session.info, stage=Stage.SUMMARY))
    assert offered(DuplicateFinder(), ended) == []


def test_duplicate_finder_merges_under_older_entry() -> None:
    look_alikes, session = DuplicateFinder(), reporting("garden", "gardens")
    (proposal,) = look_alikes.suggestions(session)
    assert proposal.change
    session = with_change(session, proposal.change)
    assert column_texts(session) == ["garden"]
    assert look_alikes.suggestions(session) == []
    session = with_change(session, EntrySplit(entry=column_entries(session)[0].id))
    assert look_alikes.suggestions(session) == []  # somebody has said no by that
    session = with_change(session, notes_written(V, "the garden"))
    assert offered(look_alikes, session) == [
        "is “the garden” the same as “garden”?",
        "is “the garden” the same as “gardens”?",
    ]


def test_duplicate_finder_remembers_refusal_by_text() -> None:
    look_alikes, session = DuplicateFinder(), reporting("garden", "gardens")
    look_alikes.refuse(look_alikes.suggestions(session)[0])
    assert look_alikes.suggestions(session) == []
    struck = with_change(session, NoteDeleted(note=session.notes[-1].id))
    assert look_alikes.suggestions(struck) == []
    assert look_alikes.suggestions(with_change(struck, notes_written(V, "gardens"))) == []


def test_duplicate_finder_shows_count_of_merged_entry() -> None:
    session = reporting("garden", "green yards", "our gardens " + "and gardens " * 9)
    one, other, _ = column_entries(session)
    session = with_change(session, EntriesMerged(entries=(one.id, other.id)))
    session = with_change(session, notes_written(V, "garden"))
    (text,) = offered(DuplicateFinder(), session)
    assert text == "is “garden” the same as “garden” (×2)?"
    session = with_change(session, notes_written(V, "our gardens " + "and gardens " * 9))
    first = offered(DuplicateFinder(), session)[0]
    assert "…" in first
    assert len(first) < 2 * QUOTED + 30


def test_duplicate_finder_spreads_full_board_over_calls() -> None:
    session = reporting("garden", "gardens")
    many = [f"value v{n}" for n in range(round((2 * AT_ONCE) ** 0.5) + 5)]  # the same initials
    session = with_change(session, notes_written(V, *many))
    look_alikes = DuplicateFinder()
    found = [len(look_alikes.suggestions(session)) for _ in range(4)]
    assert found == [0, 0, 1, 1]
    same = with_change(reporting("garden"), notes_written(V, *["garden"] * 300))
    look_alikes = DuplicateFinder()
    found_so_far = [len(look_alikes.suggestions(same)) for _ in range(4)]
    assert 0 < found_so_far[-1] <= TWINS * len(same.notes)


def test_duplicate_finder_never_blocks_on_very_full_board() -> None:
    words = ["".join(letters) for letters in product(ascii_lowercase, repeat=2)]
    session = reporting("garden gate")
    session = with_change(
        session, notes_written(V, *(f"{w}x {v}o" for w in words for v in words[:9]))
    )
    session = with_change(session, notes_written(V, "gardens gate"))
    look_alikes = DuplicateFinder()
    with measure_effort() as spent:
        assert offered(look_alikes, session)[0].startswith(
            "is “gardens gate” the same as “garden gate”"
        )
        for _ in range(9):
            look_alikes.suggestions(session)
    assert spent.seconds < 3  # where each is compared with each, half a minute
