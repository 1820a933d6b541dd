"""Which lines of a board are offered as the same, and which no longer."""

from __future__ import annotations

from itertools import product
from string import ascii_lowercase

from msgspec.structs import replace

from oneone_tui.workshop.changes import AnyChange, EntriesMerged, EntrySplit, NoteStruck
from oneone_tui.workshop.merging import AT_ONCE, QUOTED, TWINS, LookAlikes
from oneone_tui.workshop.session import Session
from oneone_tui.workshop.words import Kind, Stage
from tests.effort import effort
from tests.unit.workshop.boards import entries, on_one_board, shown, told
from tests.unit.workshop.building import made

V = Kind.VALUE


def reporting(*texts: str) -> Session:
    session = on_one_board(*((V, text) for text in texts))
    return replace(session, info=replace(session.info, stage=Stage.REPORT_BACK))


def offered(look_alikes: LookAlikes, session: Session) -> list[str]:
    return [proposal.text for proposal in look_alikes.proposals(session)]


def with_change(session: Session, change: AnyChange) -> Session:
    return made(session, change)


def test_the_newest_line_comes_first_and_of_old_ones_that_word_for_word() -> None:
    session = reporting("patience", "gardens", "patiance", "garden", "patience")
    assert offered(LookAlikes(), session) == [
        "is “patience” the same as “patience”?",
        "is “patience” the same as “patiance”?",
        "is “garden” the same as “gardens”?",
        "is “patiance” the same as “patience”?",
    ]


def test_only_while_the_pairs_report_and_only_within_a_column() -> None:
    session = reporting("patience")
    session = with_change(session, told(Kind.INTEREST, "patience"))
    assert offered(LookAlikes(), session) == []
    session = with_change(session, told(V, "patience"))
    assert len(offered(LookAlikes(), session)) == 1
    ended = replace(session, info=replace(session.info, stage=Stage.SUMMARY))
    assert offered(LookAlikes(), ended) == []


def test_yes_makes_them_one_under_the_older_and_nothing_is_left_to_offer() -> None:
    look_alikes, session = LookAlikes(), reporting("garden", "gardens")
    (proposal,) = look_alikes.proposals(session)
    assert proposal.change
    session = with_change(session, proposal.change)
    assert shown(session) == ["garden"]
    assert look_alikes.proposals(session) == []
    session = with_change(session, EntrySplit(entry=entries(session)[0].id))
    assert look_alikes.proposals(session) == []  # somebody has said no by that
    session = with_change(session, told(V, "the garden"))
    assert offered(look_alikes, session) == [
        "is “the garden” the same as “garden”?",
        "is “the garden” the same as “gardens”?",
    ]


def test_a_no_holds_for_the_texts() -> None:
    look_alikes, session = LookAlikes(), reporting("garden", "gardens")
    look_alikes.refuse(look_alikes.proposals(session)[0])
    assert look_alikes.proposals(session) == []
    struck = with_change(session, NoteStruck(note=session.notes[-1].id))
    assert look_alikes.proposals(struck) == []
    assert look_alikes.proposals(with_change(struck, told(V, "gardens"))) == []


def test_what_was_merged_by_hand_is_told_with_how_many_said_it() -> None:
    session = reporting("garden", "green yards", "our gardens " + "and gardens " * 9)
    one, other, _ = entries(session)
    session = with_change(session, EntriesMerged(entries=(one.id, other.id)))
    session = with_change(session, told(V, "garden"))
    (text,) = offered(LookAlikes(), session)
    assert text == "is “garden” the same as “garden” (×2)?"
    session = with_change(session, told(V, "our gardens " + "and gardens " * 9))
    first = offered(LookAlikes(), session)[0]
    assert "…" in first
    assert len(first) < 2 * QUOTED + 30


def test_a_full_board_is_gone_through_by_and_by_and_stays_cheap() -> None:
    session = reporting("garden", "gardens")
    many = [f"value v{n}" for n in range(round((2 * AT_ONCE) ** 0.5) + 5)]  # the same initials
    session = with_change(session, told(V, *many))
    look_alikes = LookAlikes()
    found = [len(look_alikes.proposals(session)) for _ in range(4)]
    assert found == [0, 0, 1, 1]
    same = with_change(reporting("garden"), told(V, *["garden"] * 300))
    look_alikes = LookAlikes()
    found_so_far = [len(look_alikes.proposals(same)) for _ in range(4)]
    assert 0 < found_so_far[-1] <= TWINS * len(same.notes)


def test_a_very_full_board_is_gone_through_without_a_stop() -> None:
    words = ["".join(letters) for letters in product(ascii_lowercase, repeat=2)]
    session = reporting("garden gate")
    session = with_change(session, told(V, *(f"{w}x {v}o" for w in words for v in words[:9])))
    session = with_change(session, told(V, "gardens gate"))
    look_alikes = LookAlikes()
    with effort() as spent:
        assert offered(look_alikes, session)[0].startswith(
            "is “gardens gate” the same as “garden gate”"
        )
        for _ in range(9):
            look_alikes.proposals(session)
    assert spent.seconds < 3  # where each is compared with each, half a minute
