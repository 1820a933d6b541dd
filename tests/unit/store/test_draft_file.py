"""The drafts beside a session: one a console, and none of them lost."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from oneone_tui.store.draft_file import Draft, DraftFile, drafts_beside, session_of_draft
from oneone_tui.workshop.model.terms import NoteKind
from oneone_tui.workshop.text import ENTRY_LIMIT
from tests.support.session_store import file_mode, read_drafts

ONE, TWO, NEXT = "00000001", "00000002", "00000003"
LINE, OTHER = (
    Draft("a garden behind the hou", NoteKind.INTEREST),
    Draft("we keep", NoteKind.VALUE, "blue"),
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "2026-11-09-first.json"


def leave_draft(path: Path, console: str, draft: Draft, *, at: int = 0, place: str = "") -> None:
    """Leave a draft, `at` so many seconds."""
    DraftFile(path, console, "s1", place).save(draft)
    os.utime(path.with_name(f".{path.name}.{console}.draft"), (at, at))


def take_up_draft(
    path: Path, *here: str, place: str = "", session: str = "s1"
) -> tuple[object, int]:
    return DraftFile(path, NEXT, session, place).take_up(here.__contains__)


def test_draft_file_is_separate_per_console(path: Path) -> None:
    one, two = DraftFile(path, ONE), DraftFile(path, TWO)
    one.save(LINE)
    two.save(OTHER)
    assert (one.load(), two.load()) == (LINE, OTHER)
    two.save(None)
    assert (one.load(), two.load()) == (LINE, None)


def test_take_up_takes_draft_of_departed_console(path: Path) -> None:
    leave_draft(path, ONE, LINE)
    leave_draft(path, TWO, OTHER)
    assert take_up_draft(path, TWO) == (LINE, 0)
    assert DraftFile(path, NEXT).load() == LINE
    assert sorted(draft.text for draft in read_drafts(path)) == sorted((LINE.text, OTHER.text))


def test_take_up_prefers_draft_of_same_place(path: Path) -> None:
    leave_draft(path, ONE, LINE, at=1, place="desk pts/1")
    leave_draft(path, TWO, OTHER, at=2, place="desk pts/2")
    assert take_up_draft(path, place="desk pts/1") == (LINE, 1)


def test_take_up_prefers_last_draft_and_counts_the_rest(path: Path) -> None:
    leave_draft(path, ONE, LINE, at=2)
    leave_draft(path, TWO, OTHER, at=1)
    assert take_up_draft(path, place="elsewhere") == (LINE, 1)


def test_take_up_gives_draft_to_one_console(path: Path) -> None:
    leave_draft(path, ONE, LINE)
    assert take_up_draft(path) == (LINE, 0)
    assert DraftFile(path, TWO, "s1").take_up({NEXT}.__contains__) == (None, 0)


def test_take_up_leaves_draft_of_another_session(path: Path) -> None:
    leave_draft(path, ONE, LINE)
    assert take_up_draft(path, session="s2") == (None, 0)
    assert [draft.text for draft in read_drafts(path)] == [LINE.text]


def test_take_up_takes_draft_without_console(path: Path) -> None:
    DraftFile(path).save(LINE)  # as a copy elsewhere has it
    assert take_up_draft(path) == (LINE, 0)


@pytest.mark.parametrize("content", [b"", b"{", b'{"text":"","kind":"value"}', b"\xff" * 90_000])
def test_take_up_skips_invalid_drafts(path: Path, content: bytes) -> None:
    path.with_name(f".{path.name}.{ONE}.draft").write_bytes(content)
    path.with_name(f".{path.name}.{TWO}.draft").mkdir()
    assert take_up_draft(path) == (None, 0)


def test_take_up_ignores_session_with_longer_name(path: Path) -> None:
    leave_draft(path.with_name(f"{path.name}.{ONE}.json"), ONE, LINE)
    assert take_up_draft(path) == (None, 0)


def test_save_makes_private_draft(path: Path) -> None:
    before = os.umask(0)
    try:
        leave_draft(path, ONE, LINE)
    finally:
        os.umask(before)
    assert [file_mode(found) for found in path.parent.iterdir()] == [0o600]


# ---------------------------------------------------------------- what is in its file


def draft_file(path: Path, console: str = ONE) -> Path:
    return path.with_name(f".{path.name}.{console}.draft")


def test_save_uses_hidden_file_beside_session(path: Path) -> None:
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
def test_load_reads_draft_up_to_size_limit(path: Path, bytes_: int, found: bool) -> None:
    draft_file(path).write_bytes(b'{"text":"x","kind":"value"}'.ljust(bytes_ - 1) + b" ")
    assert draft_file(path).stat().st_size == bytes_
    assert (DraftFile(path, ONE).load() is not None) is True
    long = b'{"text":"' + b"x" * (bytes_ - 26) + b'","kind":"value"}'
    assert len(long) == bytes_
    draft_file(path).write_bytes(long)
    assert (DraftFile(path, ONE).load() is not None) is found


def test_load_cleans_and_shortens_text(path: Path) -> None:
    draft_file(path).write_text('{"text":"a\\u001b[2Jb","kind":"value","team":"x\\u202ey"}')
    assert DraftFile(path, ONE).load() == Draft("ab", NoteKind.VALUE, "xy")
    draft_file(path).write_text(f'{{"text":"{"x" * 9_000}","kind":"value"}}')
    draft = DraftFile(path, ONE).load()
    assert draft is not None
    assert len(draft.text) == ENTRY_LIMIT


@pytest.mark.parametrize("text", ["", " ", "\\u001b[2J", "\\u200b"])
def test_load_is_none_for_blank_text(path: Path, text: str) -> None:
    draft_file(path).write_text(f'{{"text":"{text}","kind":"value"}}')
    assert DraftFile(path, ONE).load() is None
    assert take_up_draft(path) == (None, 0)


def test_draft_file_ignores_missing_folder(path: Path) -> None:
    gone = DraftFile(path.parent / "gone" / path.name, ONE)
    assert not gone.save(LINE)
    assert gone.save(None), "there is none"
    assert gone.load() is None
    assert gone.take_up(lambda _: False) == (None, 0)
    assert not (path.parent / "gone").exists()


def test_save_returns_true_if_done(path: Path) -> None:
    file = DraftFile(path, ONE)
    assert [file.save(draft) for draft in (LINE, OTHER, None, None)] == [True] * 4


def test_save_writes_again_if_temporary_file_vanishes(
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
def test_drafts_beside_ignores_other_names(path: Path, name: str) -> None:
    leave_draft(path, ONE, LINE)
    draft_file(path).rename(path.with_name(name.format(path.name)))
    assert take_up_draft(path) == (None, 0)
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
def test_session_of_draft_is_session_in_its_name(
    path: Path, name: str, session: str | None
) -> None:
    found = session_of_draft(path.with_name(name))
    assert found == (path.with_name(session) if session else None)


def test_take_up_ignores_own_draft(path: Path) -> None:
    leave_draft(path, NEXT, OTHER)
    assert take_up_draft(path) == (None, 0)
    leave_draft(path, ONE, LINE)
    assert take_up_draft(path) == (LINE, 0)


def test_take_up_skips_draft_taken_by_another_console(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    leave_draft(path, ONE, LINE, at=2)
    leave_draft(path, TWO, OTHER, at=1)
    rename = Path.rename
    failed: list[Path] = []

    def quicker(draft: Path, target: Path) -> Path:
        if not failed:
            failed.append(draft)
            draft.unlink()
        return rename(draft, target)

    monkeypatch.setattr(Path, "rename", quicker)
    assert take_up_draft(path) == (OTHER, 0)
    assert failed == [draft_file(path)]


def test_take_up_takes_draft_without_session_id(path: Path) -> None:
    DraftFile(path, ONE).save(LINE)
    assert take_up_draft(path, session="s2") == (LINE, 0)


def test_take_up_prefers_last_draft_of_place(path: Path) -> None:
    leave_draft(path, ONE, LINE, at=1, place="desk")
    leave_draft(path, TWO, OTHER, at=2, place="desk")
    assert take_up_draft(path, place="desk") == (OTHER, 1)


def test_take_up_leaves_drafts_of_present_consoles(path: Path) -> None:
    tokens = [f"0000001{n}" for n in range(8)]
    for token in tokens:
        leave_draft(path, token, LINE)
    leave_draft(path, NEXT, OTHER)
    assert take_up_draft(path, *tokens[::2]) == (LINE, 3)
    assert len(drafts_beside(path)) == 8
