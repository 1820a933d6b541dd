"""The drafts beside a session: one a console, and none of them lost."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from oneone_tui.store.drafts import Draft, DraftFile, drafts_beside, session_of_draft
from oneone_tui.workshop.model.terms import NoteKind
from oneone_tui.workshop.text import ENTRY_LIMIT
from tests.support.session_store import drafts, mode

ONE, TWO, NEXT = "00000001", "00000002", "00000003"
LINE, OTHER = (
    Draft("a garden behind the hou", NoteKind.INTEREST),
    Draft("we keep", NoteKind.VALUE, "blue"),
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "2026-11-09-first.json"


def left(path: Path, console: str, draft: Draft, *, at: int = 0, place: str = "") -> None:
    """Leave a draft, `at` so many seconds."""
    DraftFile(path, console, "s1", place).save(draft)
    os.utime(path.with_name(f".{path.name}.{console}.draft"), (at, at))


def taken_up(path: Path, *here: str, place: str = "", session: str = "s1") -> tuple[object, int]:
    return DraftFile(path, NEXT, session, place).take_up(here.__contains__)


def test_two_consoles_have_two_drafts(path: Path) -> None:
    one, two = DraftFile(path, ONE), DraftFile(path, TWO)
    one.save(LINE)
    two.save(OTHER)
    assert (one.load(), two.load()) == (LINE, OTHER)
    two.save(None)
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
    DraftFile(path).save(LINE)  # as a copy elsewhere has it
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


# ---------------------------------------------------------------- what is in its file


def draft_file(path: Path, console: str = ONE) -> Path:
    return path.with_name(f".{path.name}.{console}.draft")


def test_each_draft_lies_beside_its_session_by_a_hidden_name(path: Path) -> None:
    DraftFile(path).save(LINE)
    DraftFile(path, ONE).save(OTHER)
    assert sorted(found.name for found in path.parent.iterdir()) == [
        ".2026-11-09-first.json.00000001.draft",
        ".2026-11-09-first.json.draft",
    ]
    DraftFile(path).save(None)
    DraftFile(path).save(None)  # it is gone already
    assert [found.name for found in path.parent.iterdir()] == [draft_file(path).name]


@pytest.mark.parametrize("bytes_, found", [(64_000, True), (64_001, False)])
def test_a_draft_is_read_up_to_its_limit(path: Path, bytes_: int, found: bool) -> None:
    draft_file(path).write_bytes(b'{"text":"x","kind":"value"}'.ljust(bytes_ - 1) + b" ")
    assert draft_file(path).stat().st_size == bytes_
    assert (DraftFile(path, ONE).load() is not None) is True
    long = b'{"text":"' + b"x" * (bytes_ - 26) + b'","kind":"value"}'
    assert len(long) == bytes_
    draft_file(path).write_bytes(long)
    assert (DraftFile(path, ONE).load() is not None) is found


def test_what_a_draft_says_is_cleaned_and_as_long_as_a_line_may_be(path: Path) -> None:
    draft_file(path).write_text('{"text":"a\\u001b[2Jb","kind":"value","team":"x\\u202ey"}')
    assert DraftFile(path, ONE).load() == Draft("ab", NoteKind.VALUE, "xy")
    draft_file(path).write_text(f'{{"text":"{"x" * 9_000}","kind":"value"}}')
    draft = DraftFile(path, ONE).load()
    assert draft is not None
    assert len(draft.text) == ENTRY_LIMIT


@pytest.mark.parametrize("text", ["", " ", "\\u001b[2J", "\\u200b"])
def test_a_draft_that_says_nothing_is_none(path: Path, text: str) -> None:
    draft_file(path).write_text(f'{{"text":"{text}","kind":"value"}}')
    assert DraftFile(path, ONE).load() is None
    assert taken_up(path) == (None, 0)


def test_where_it_cannot_be_kept_nobody_is_troubled(path: Path) -> None:
    gone = DraftFile(path.parent / "gone" / path.name, ONE)
    assert not gone.save(LINE)
    assert gone.save(None), "there is none"
    assert gone.load() is None
    assert gone.take_up(lambda _: False) == (None, 0)
    assert not (path.parent / "gone").exists()


def test_keep_tells_that_it_was_done(path: Path) -> None:
    file = DraftFile(path, ONE)
    assert [file.save(draft) for draft in (LINE, OTHER, None, None)] == [True] * 4


def test_a_draft_that_goes_missing_while_it_is_written_is_written_again(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace = Path.replace
    taken: list[Path] = []

    def stale(temporary: Path, target: Path) -> Path:
        if not taken:
            taken.append(temporary)  # as a console does with what a kill has left
            temporary.unlink()
        return replace(temporary, target)

    monkeypatch.setattr(Path, "replace", stale)
    DraftFile(path, ONE).save(LINE)
    assert taken
    assert DraftFile(path, ONE).load() == LINE


# ---------------------------------------------------------------- which are taken up


@pytest.mark.parametrize(
    "name",
    [
        ".{}.0000000.draft",
        ".{}.000000001.draft",
        ".{}.0000000G.draft",
        ".{}.00000001.draft.tmp",
        ".{}00000001.draft",
        "{}.00000001.draft",
        ".other.json.00000001.draft",
    ],
)
def test_only_what_is_called_like_a_draft_is_one(path: Path, name: str) -> None:
    left(path, ONE, LINE)
    draft_file(path).rename(path.with_name(name.format(path.name)))
    assert taken_up(path) == (None, 0)
    assert drafts_beside(path) == []


@pytest.mark.parametrize(
    "name, session",
    [
        (".a.json.draft", "a.json"),
        (".a.json.00000001.draft", "a.json"),
        (".a\n.json.00000001.json.draft", "a\n.json.00000001.json"),
        ("a.json.draft", None),
        (".json.draft", None),
        (".a.draft", None),
        (".a.json.0000001.draft", None),
        (".a.json.00000001.draft.tmp", None),
    ],
)
def test_session_of_draft_is_the_one_that_it_is_called_after(
    path: Path, name: str, session: str | None
) -> None:
    found = session_of_draft(path.with_name(name))
    assert found == (path.with_name(session) if session else None)


def test_ones_own_draft_is_not_one_that_was_left(path: Path) -> None:
    left(path, NEXT, OTHER)
    assert taken_up(path) == (None, 0)
    left(path, ONE, LINE)
    assert taken_up(path) == (LINE, 0)


def test_a_draft_that_another_console_was_quicker_to_take_is_passed_over(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    left(path, ONE, LINE, at=2)
    left(path, TWO, OTHER, at=1)
    rename = Path.rename
    failed: list[Path] = []

    def quicker(draft: Path, target: Path) -> Path:
        if not failed:
            failed.append(draft)
            draft.unlink()
        return rename(draft, target)

    monkeypatch.setattr(Path, "rename", quicker)
    assert taken_up(path) == (OTHER, 0)
    assert failed == [draft_file(path)]


def test_a_draft_of_no_session_in_particular_is_taken_up_in_any(path: Path) -> None:
    DraftFile(path, ONE).save(LINE)
    assert taken_up(path, session="s2") == (LINE, 0)


def test_of_drafts_of_one_place_the_last_one_comes_first(path: Path) -> None:
    left(path, ONE, LINE, at=1, place="desk")
    left(path, TWO, OTHER, at=2, place="desk")
    assert taken_up(path, place="desk") == (OTHER, 1)


def test_of_many_drafts_only_those_of_consoles_that_are_here_stay(path: Path) -> None:
    tokens = [f"0000001{n}" for n in range(8)]
    for token in tokens:
        left(path, token, LINE)
    left(path, NEXT, OTHER)
    assert taken_up(path, *tokens[::2]) == (LINE, 3)
    assert len(drafts_beside(path)) == 8
