"""The drafts beside a session: one a console, and none of them lost."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from oneone_tui.store.drafts import Draft, DraftFile
from oneone_tui.workshop.words import Kind
from tests.unit.store.keeping import drafts, mode

ONE, TWO, NEXT = "00000001", "00000002", "00000003"
LINE, OTHER = Draft("a garden behind the hou", Kind.INTEREST), Draft("we keep", Kind.VALUE, "blue")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "2026-11-09-first.json"


def left(path: Path, console: str, draft: Draft, *, at: int = 0, place: str = "") -> None:
    """Leave a draft, `at` so many seconds."""
    DraftFile(path, console, "s1", place).keep(draft)
    os.utime(path.with_name(f".{path.name}.{console}.draft"), (at, at))


def taken_up(path: Path, *here: str, place: str = "", session: str = "s1") -> tuple[object, int]:
    return DraftFile(path, NEXT, session, place).take_up(here.__contains__)


def test_two_consoles_have_two_drafts(path: Path) -> None:
    one, two = DraftFile(path, ONE), DraftFile(path, TWO)
    one.keep(LINE)
    two.keep(OTHER)
    assert (one.load(), two.load()) == (LINE, OTHER)
    two.keep(None)
    assert (one.load(), two.load()) == (LINE, None)


def test_the_draft_of_a_console_that_has_gone_goes_to_the_next(path: Path) -> None:
    left(path, ONE, LINE)
    left(path, TWO, OTHER)
    assert taken_up(path, TWO) == (LINE, 0)
    assert DraftFile(path, NEXT).load() == LINE
    assert sorted(draft.text for draft in drafts(path)) == sorted((LINE.text, OTHER.text))


def test_the_one_that_was_typed_at_this_place_comes_first(path: Path) -> None:
    left(path, ONE, LINE, at=1, place="desk pts/1")
    left(path, TWO, OTHER, at=2, place="desk pts/2")
    assert taken_up(path, place="desk pts/1") == (LINE, 1)


def test_else_the_last_one_comes_first_and_the_rest_is_told(path: Path) -> None:
    left(path, ONE, LINE, at=2)
    left(path, TWO, OTHER, at=1)
    assert taken_up(path, place="elsewhere") == (LINE, 1)


def test_one_draft_goes_to_one_console(path: Path) -> None:
    left(path, ONE, LINE)
    assert taken_up(path) == (LINE, 0)
    assert DraftFile(path, TWO, "s1").take_up({NEXT}.__contains__) == (None, 0)


def test_what_was_left_of_another_session_stays_where_it_is(path: Path) -> None:
    left(path, ONE, LINE)
    assert taken_up(path, session="s2") == (None, 0)
    assert [draft.text for draft in drafts(path)] == [LINE.text]


def test_nobodys_draft_goes_to_whoever_comes(path: Path) -> None:
    DraftFile(path).keep(LINE)  # as a copy elsewhere has it
    assert taken_up(path) == (LINE, 0)


@pytest.mark.parametrize("content", [b"", b"{", b'{"text":"","kind":"value"}', b"\xff" * 90_000])
def test_what_is_no_draft_is_passed_over(path: Path, content: bytes) -> None:
    path.with_name(f".{path.name}.{ONE}.draft").write_bytes(content)
    path.with_name(f".{path.name}.{TWO}.draft").mkdir()
    assert taken_up(path) == (None, 0)


def test_a_session_with_a_longer_name_has_drafts_of_its_own(path: Path) -> None:
    left(path.with_name(f"{path.name}.{ONE}.json"), ONE, LINE)
    assert taken_up(path) == (None, 0)


def test_a_draft_is_for_its_owner_alone(path: Path) -> None:
    before = os.umask(0)
    try:
        left(path, ONE, LINE)
    finally:
        os.umask(before)
    assert [mode(found) for found in path.parent.iterdir()] == [0o600]
