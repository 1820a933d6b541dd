"""Session files renamed, trashed, restored and duplicated: byte for byte, and never lost."""

from __future__ import annotations

import errno
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from oneone_tui.store import file_moves as moves
from oneone_tui.store.draft_file import Draft, DraftFile
from oneone_tui.store.errors import (
    CannotRead,
    CannotWrite,
    SessionBusy,
    SessionNotFound,
    StoreError,
)
from oneone_tui.store.file_moves import move
from oneone_tui.store.library import Library
from oneone_tui.store.lock import hold_lock
from oneone_tui.store.open_consoles import ConsolesAtSession, LastSeenFile
from oneone_tui.store.session_file import SessionFile
from oneone_tui.store.session_files import TrashedSession
from oneone_tui.workshop.model.changes import DetailSet
from oneone_tui.workshop.model.records import Team, Wish
from oneone_tui.workshop.model.session import Session
from oneone_tui.workshop.model.terms import NoteKind, Stage, WishKind
from oneone_tui.workshop.model.terms import Presence as Present
from tests.support.session_store import FULL, change_to_save, error_line, file_mode, note_to_save
from tests.support.sessions import SIX, apply_changes, running_session

NEXT = datetime(2026, 12, 7, 18, 0, tzinfo=UTC)


@pytest.fixture
def library(tmp_path: Path, utc: None) -> Library:
    return Library(tmp_path / "sessions")


@pytest.fixture
def first(library: Library) -> Path:
    """A session that was changed: with a lock and a console's sign beside it, an hour old."""
    file = library.create(running_session(*SIX))
    file.change([note_to_save("we keep our word")])
    LastSeenFile(file.path).touch(datetime.now(UTC) - timedelta(hours=1))
    return file.path


def file_contents(folder: Path) -> dict[str, bytes]:
    """Every file at or under `folder`, by its path there."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def suffixes_beside(path: Path) -> set[str]:
    """The endings of what lies beside a session's file."""
    return {other.suffix for other in path.parent.glob(f".{path.name}.*")}


# ------------------------------------------------------------------------------ rename


def test_rename_file_keeps_content_times_and_files_beside(library: Library, first: Path) -> None:
    before, was = first.read_bytes(), first.stat()
    last, draft = LastSeenFile(first).last_seen(), Draft("we keep our", NoteKind.VALUE)
    DraftFile(first).save(draft)
    there = library.rename_file(first, "Tenants’ Union")
    assert there == library.folder / "2026-11-09-tenants-union.json"
    assert there.read_bytes() == before
    now = there.stat()
    assert (now.st_ino, now.st_mtime_ns, now.st_mode) == (was.st_ino, was.st_mtime_ns, was.st_mode)
    assert not first.exists()
    assert suffixes_beside(first) == set()
    assert LastSeenFile(there).last_seen() == last
    assert DraftFile(there).load() == draft
    assert [entry.path for entry in library.entries()] == [there]


def test_rename_file_works_after_change_of_title(library: Library, first: Path) -> None:
    SessionFile.open(first).change(
        [change_to_save(DetailSet(detail="title", text="Climate strike"), 9)]
    )
    there = library.rename_file(first, "Climate strike")
    assert there.name == "2026-11-09-climate-strike.json"
    file = SessionFile.open(there)
    file.change([note_to_save("and goes on", 10)])
    [entry] = library.entries()
    assert (entry.title, entry.notes) == ("Climate strike", 2)


def test_rename_file_leaves_taken_name_alone(library: Library, first: Path) -> None:
    other = library.create(replace(FULL, info=replace(FULL.info, title="Other"))).path
    before = other.read_bytes()
    there = library.rename_file(first, "Other")
    assert there.name == "2026-11-09-other-2.json"
    assert other.read_bytes() == before
    assert library.rename_file(there, "Other") == there


def test_rename_file_keeps_name_that_fits(library: Library, first: Path) -> None:
    before = file_contents(library.folder)
    assert library.rename_file(first, "FIRST!") == first
    assert file_contents(library.folder) == before


@pytest.mark.parametrize("content", [b"", b"{", b"[]"])
def test_rename_file_rejects_damaged_file(library: Library, first: Path, content: bytes) -> None:
    first.write_bytes(content)
    with pytest.raises(StoreError) as error:
        library.rename_file(first, "Other")
    assert first.name in error_line(error)
    assert first.read_bytes() == content


# ------------------------------------------------------------------------------ trash


def test_restore_undoes_trash(library: Library, first: Path) -> None:
    before, content = file_contents(library.folder), first.read_bytes()
    trashed = library.trash(first)
    assert trashed.path == library.folder / "trash" / first.name
    assert (trashed.name, trashed.title) == (first.name, "First")
    assert trashed.path.read_bytes() == content
    assert (file_mode(trashed.path.parent), file_mode(trashed.path)) == (0o700, 0o600)
    assert library.entries() == ()
    assert library.restore(trashed) == first
    after = file_contents(library.folder)
    lock = f".{first.name}.lock"
    assert after == {name: kept for name, kept in before.items() if name != lock}
    assert [entry.path for entry in library.entries()] == [first]


def test_trash_keeps_two_files_of_same_name(library: Library, first: Path) -> None:
    one = library.trash(first)
    second = library.create(running_session(*SIX[:2])).path
    assert second == first
    other = library.trash(second)
    assert other.path.name == "2026-11-09-first-2.json"
    assert library.restore(other) == first
    restored = library.restore(one)
    assert restored == first.with_stem("2026-11-09-first-2")
    assert len(SessionFile.open(first).session.people) == 2
    assert len(SessionFile.open(restored).session.people) == 6


@pytest.mark.parametrize("content", [b"{", b'{"session":{"1":{"format":99}}}'])
def test_trash_accepts_unreadable_session(library: Library, first: Path, content: bytes) -> None:
    first.write_bytes(content)
    trashed = library.trash(first)
    assert (trashed.title, trashed.path.read_bytes()) == ("", content)
    assert library.restore(trashed).read_bytes() == content


def test_restore_rejects_session_not_in_trash(library: Library, first: Path) -> None:
    trashed = library.trash(first)
    library.restore(trashed)
    with pytest.raises(StoreError) as error:
        library.restore(trashed)
    assert "is not there" in error_line(error)
    assert first.exists()


# ------------------------------------------------------------------------------ refused


def check_moves_refused(library: Library, path: Path, kind: type[StoreError]) -> str:
    """The line with which both a new name and the trash are refused; nothing has changed."""
    before = file_contents(library.folder)
    said = set()
    for step in (lambda: library.rename_file(path, "Other"), lambda: library.trash(path)):
        with pytest.raises(kind) as error:
            step()
        said.add(error_line(error))
    assert file_contents(library.folder) == before
    [line] = said
    return line


def test_library_rejects_moving_open_session(library: Library, first: Path) -> None:
    """Whatever the clocks say: one that was put aside leaves no other sign."""
    console = ConsolesAtSession(first, "desk")
    console.announce()
    assert "is open at a console" in check_moves_refused(library, first, SessionBusy)
    console.leave()
    LastSeenFile(first).touch(datetime.now(UTC))
    assert library.trash(first).path.exists()


def test_library_rejects_moving_locked_session(
    library: Library, first: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(moves, "WAIT", 0.01)
    with hold_lock(first, 1):
        assert "is open at a console" in check_moves_refused(library, first, SessionBusy)


def test_library_does_not_follow_link(library: Library, first: Path, tmp_path: Path) -> None:
    outside = SessionFile.create(tmp_path / "outside.json", FULL).path
    before = outside.read_bytes()
    link = library.folder / "link.json"
    link.symlink_to(outside)
    check_moves_refused(library, link, CannotRead)
    assert link.is_symlink()
    assert outside.read_bytes() == before


@pytest.mark.parametrize("name", ["../outside.json", "folder.json", "none.json", "x.txt", ".json"])
def test_library_rejects_moving_other_files(library: Library, first: Path, name: str) -> None:
    SessionFile.create(library.folder.parent / "outside.json", FULL)
    (library.folder / "folder.json").mkdir()
    (library.folder / "x.txt").write_text("x")
    check_moves_refused(library, library.folder / name, StoreError)
    assert (library.folder.parent / "outside.json").exists()


def test_trash_uses_file_of_library_for_relative_path(
    library: Library, first: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(library.folder)
    assert library.trash(Path(first.name)).path == library.folder / "trash" / first.name


def test_trash_rejects_trash_that_is_link(library: Library, first: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    kept = SessionFile.create(elsewhere / "kept.json", FULL).path
    (library.folder / "trash").symlink_to(elsewhere)
    with pytest.raises(CannotWrite):
        library.trash(first)
    assert first.exists()
    assert list(elsewhere.iterdir()) == [kept]
    inside = TrashedSession(library.folder / "trash" / kept.name, kept.name, "First")
    with pytest.raises(SessionNotFound):
        library.restore(inside)
    assert kept.exists()


def test_trash_rejects_trash_that_is_file(library: Library, first: Path) -> None:
    (library.folder / "trash").write_text("x")
    with pytest.raises(CannotWrite) as error:
        library.trash(first)
    assert error_line(error).startswith("trash is not a folder")
    assert first.exists()


# ------------------------------------------------------------------------------ the disk


def test_move_asks_for_another_name_if_taken(first: Path) -> None:
    taken, free = first.with_name("taken.json"), first.with_name("free.json")
    taken.write_text("x")
    names = iter((taken, taken, free))
    assert move(first, lambda: next(names)) == free
    assert taken.read_text() == "x"


@pytest.mark.parametrize("taken", [True, False])
def test_trash_works_without_hard_links(
    library: Library, first: Path, monkeypatch: pytest.MonkeyPatch, *, taken: bool
) -> None:
    def no_link(*args: object, **kwargs: object) -> None:
        raise OSError(errno.EPERM, "no links")

    before = first.read_bytes()
    if taken:
        library.trash(library.create(running_session(*SIX)).path)
        (library.folder / "trash" / "2026-11-09-first-2.json").rename(
            library.folder / "trash" / first.name
        )
    monkeypatch.setattr(os, "link", no_link)
    trashed = library.trash(first)
    assert trashed.path.stem == ("2026-11-09-first-2" if taken else "2026-11-09-first")
    assert trashed.path.read_bytes() == before
    assert not first.exists()


@pytest.mark.parametrize("links", [True, False])
def test_move_leaves_everything_after_failure(
    library: Library, first: Path, monkeypatch: pytest.MonkeyPatch, *, links: bool
) -> None:
    before, unlink = file_contents(library.folder), os.unlink

    def fail(*args: object, **kwargs: object) -> None:
        raise OSError(errno.EPERM, "no")

    def spare_the_first(path: Path) -> None:
        return fail() if path == first else unlink(path)

    if links:
        monkeypatch.setattr(os, "unlink", spare_the_first)
    else:
        monkeypatch.setattr(os, "link", fail)
        monkeypatch.setattr(os, "replace", fail)
    with pytest.raises(CannotWrite) as error:
        move(first, lambda: library.folder / "other.json")
    assert error_line(error) == f"{first.name} can't be moved: operation not permitted"
    assert file_contents(library.folder) == before


# ------------------------------------------------------------------------------ duplicate


def eventful_session() -> Session:
    """A workshop with people who left, tags, wishes and roles."""
    session = apply_changes(
        FULL,
        DetailSet(detail="campaign", text="Warm flats"),
        DetailSet(detail="ask", text="Will you come on Thursday?"),
    )
    ana, ben, *others = session.people
    ana = replace(ana, tags=("floor 2",), same="ana-r", given_team="Blue")
    ben = replace(ben, presence=Present.LEFT, organized=True)
    [team] = session.teams
    return replace(
        session,
        info=replace(session.info, stage=Stage.ROUNDS, unlike=False),
        people=(ana, ben, *others),
        teams=(replace(team, note_taker=ana.id, reporter=ben.id, timekeeper=others[0].id),),
        wishes=(Wish(id="wish-1", kind=WishKind.APART, people=(ana.id, ben.id)),),
    )


def test_duplicate_keeps_people_and_drops_events(library: Library) -> None:
    original = library.create(eventful_session())
    before, was = original.path.read_bytes(), original.session
    file = library.duplicate(original.path, "Next time", NEXT, 11, "the-next")
    assert file.path == library.folder / "2026-12-07-next-time.json"
    assert original.path.read_bytes() == before
    assert file_mode(file.path) == 0o600
    new = SessionFile.open(file.path).session
    assert new == file.session
    assert (new.info.id, new.info.title, new.info.created) == ("the-next", "Next time", NEXT)
    assert (new.info.stage, new.info.seed, new.info.unlike) == (Stage.SETUP, 11, False)
    assert (new.info.campaign, new.info.ask) == ("Warm flats", "Will you come on Thursday?")
    assert new.guide == was.guide
    assert [p.identity for p in new.people] == [p.identity for p in was.people]
    assert [(p.id, p.name, p.tags) for p in new.people] == [
        (p.id, p.name, p.tags) for p in was.people
    ]
    assert {(p.presence, p.organized) for p in new.people} == {(Present.HERE, None)}
    assert new.teams == tuple(Team(id=team.id, name=team.name) for team in was.teams)
    assert new.wishes == was.wishes
    happened = (new.pairs, new.notes, new.commitments, new.agenda, new.clock, new.history)
    assert set(happened) == {()}


def test_duplicate_keeps_title_if_none_is_given(library: Library, first: Path) -> None:
    file = library.duplicate(first, " \x07 ", NEXT, 11, "the-next")
    assert file.session.info.title == "First"
    assert file.path.name == "2026-12-07-first.json"


def test_duplicate_rejects_damaged_file(library: Library, first: Path) -> None:
    first.write_bytes(b"{")
    with pytest.raises(StoreError):
        library.duplicate(first, "Next", NEXT, 11, "the-next")
    assert [path.name for path in library.folder.glob("*.json")] == [first.name]
