"""Between the console and the disk: each change once, whatever is saved, followed or left when."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from threading import Event, get_ident

import pytest

from oneone_tui.services.session_sync import SessionSync
from oneone_tui.store.errors import CannotWrite, StoreError
from oneone_tui.store.library import Library
from oneone_tui.store.open_consoles import CONSOLES
from oneone_tui.store.session_file import ChangeToSave, SaveResult, SessionFile
from oneone_tui.workshop.model.changes import (
    AnyChange,
    ChangeRejected,
    CommitmentAdded,
    CommitmentDeleted,
    CommitmentEdited,
    DetailSet,
    EntryReworded,
    NoteBoarded,
    NoteDeleted,
    NoteDraft,
    NoteEdited,
    NotesWritten,
    PairsDrawn,
    ReportScriptWritten,
    SegmentEntered,
    Started,
)
from oneone_tui.workshop.model.session import TEAM_ONE
from oneone_tui.workshop.model.terms import NoteKind
from tests.support.sessions import START, fresh_session


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return Library(tmp_path).create(fresh_session("Ana", "Ben")).path


def values_written(*texts: str) -> NotesWritten:
    return NotesWritten(
        kind=NoteKind.VALUE, notes=tuple(NoteDraft(text=text) for text in texts), team=TEAM_ONE
    )


def texts_on_disk(path: Path) -> list[str]:
    return [note.text for note in SessionFile.open(path).session.notes]


def hide_file(path: Path) -> None:
    path.rename(path.with_suffix(".aside"))


def restore_file(path: Path) -> None:
    path.with_suffix(".aside").rename(path)


def console_signs(path: Path) -> list[Path]:
    return list((path.parent / CONSOLES).iterdir())


def other_consoles(keeper: SessionSync) -> tuple[str, ...]:
    return keeper.others


# ---------------------------------------------------------------- each change once


async def test_save_keeps_equal_words_as_separate_notes(path: Path) -> None:
    keeper = SessionSync.open(path, "desk")
    for _ in range(3):
        keeper.apply(values_written("honesty"), START)
    assert await keeper.save() == ()
    keeper.apply(values_written("honesty"), START)
    await keeper.save()
    assert texts_on_disk(path) == ["honesty"] * 4
    assert len({entry.id for entry in keeper.view.history}) == len(keeper.view.history)


async def test_save_keeps_notes_of_two_runs_of_one_console_apart(path: Path) -> None:
    one, two = SessionSync.open(path, "desk"), SessionSync.open(path, "desk")
    for keeper in (one, two):
        keeper.apply(values_written("honesty"), START)
        await keeper.save()
    assert texts_on_disk(path) == ["honesty"] * 2


async def test_save_last_keeps_change_once_if_first_save_reported_failure(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keeper, change = SessionSync.open(path, "desk"), SessionFile.change

    def landed_unheard(self: SessionFile, made: Sequence[ChangeToSave]) -> SaveResult:
        change(self, made)
        raise CannotWrite("the disk went away right after it")

    keeper.apply(values_written("honesty"), START)
    with monkeypatch.context() as broken:
        broken.setattr(SessionFile, "change", landed_unheard)
        with pytest.raises(StoreError):
            await keeper.save()
    assert keeper.pending
    keeper.save_last()
    assert texts_on_disk(path) == ["honesty"]
    assert not keeper.pending


async def test_save_last_saves_what_is_pending(path: Path) -> None:
    keeper, other = SessionSync.open(path, "desk"), SessionSync.open(path, "other")
    keeper.apply(values_written("honesty"), START)
    await keeper.save()
    keeper.apply(NoteEdited(note=keeper.view.notes[0].id, text="trust"), START)
    keeper.apply(values_written("courage"), START)
    await other.poll_remote()
    other.apply(NoteDeleted(note=other.view.notes[0].id), START)
    await other.save()
    (why,) = keeper.save_last()
    assert why.words == "trust"
    assert texts_on_disk(path) == ["courage"]
    assert not keeper.pending


# ---------------------------------------------------------------- saved, one at a time


async def test_save_leaves_changes_made_meanwhile_for_next_save(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keeper, disk, change = SessionSync.open(path, "desk"), Event(), SessionFile.change

    def slow(self: SessionFile, made: Sequence[ChangeToSave]) -> SaveResult:
        assert disk.wait(60)
        return change(self, made)

    monkeypatch.setattr(SessionFile, "change", slow)
    keeper.apply(values_written("one"), START)
    saving = asyncio.create_task(keeper.save())
    await asyncio.sleep(0)
    keeper.apply(values_written("two"), START)
    following = asyncio.create_task(keeper.poll_remote())  # a file is for one thread at a time
    disk.set()
    await saving
    assert not await following
    assert keeper.pending
    assert [note.text for note in keeper.view.notes] == ["one", "two"]
    assert texts_on_disk(path) == ["one"]
    await keeper.save()
    assert texts_on_disk(path) == ["one", "two"]
    assert not keeper.pending


async def test_save_and_poll_remote_never_use_file_at_once(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keeper = SessionSync.open(path, "desk")
    change, refresh = SessionFile.change, SessionFile.refresh
    inside: Counter[int] = Counter()
    most = [0]

    def alone(self: SessionFile, made: Sequence[ChangeToSave] | None = None) -> object:
        inside[get_ident()] += 1
        most[0] = max(most[0], len(+inside))
        try:
            return refresh(self) if made is None else change(self, made)
        finally:
            inside[get_ident()] -= 1

    monkeypatch.setattr(SessionFile, "change", alone)
    monkeypatch.setattr(SessionFile, "refresh", alone)
    for number in range(10):
        keeper.apply(values_written(str(number)), START)
        await asyncio.gather(keeper.save(), keeper.poll_remote(), keeper.save())
    assert most == [1]
    assert texts_on_disk(path) == [str(number) for number in range(10)]


async def test_save_keeps_changes_pending_and_shown_after_failure(path: Path) -> None:
    keeper = SessionSync.open(path, "desk")
    hide_file(path)
    keeper.apply(values_written("honesty"), START)
    with pytest.raises(StoreError):
        await keeper.save()
    assert keeper.pending
    assert [note.text for note in keeper.view.notes] == ["honesty"]
    restore_file(path)
    assert await keeper.save() == ()
    assert texts_on_disk(path) == ["honesty"]


async def test_poll_remote_reports_foreign_changes_once_and_keeps_pending_ones(
    path: Path,
) -> None:
    here, there = SessionSync.open(path, "here"), SessionSync.open(path, "there")
    assert not await here.poll_remote()
    there.apply(values_written("theirs"), START)
    await there.save()
    here.apply(values_written("ours"), START)
    assert await here.poll_remote()
    assert [note.text for note in here.view.notes] == ["theirs", "ours"]
    assert not await here.poll_remote()


async def test_poll_remote_drops_pending_change_that_became_impossible(path: Path) -> None:
    here, there = SessionSync.open(path, "here"), SessionSync.open(path, "there")
    here.apply(values_written("one"), START)
    await here.save()
    await there.poll_remote()
    note = here.view.notes[0].id
    here.apply(NoteEdited(note=note, text="two"), START)
    here.apply(values_written("three"), START)
    there.apply(NoteDeleted(note=note), START)
    await there.save()
    assert await here.poll_remote()
    assert [note.text for note in here.view.notes] == ["three"]
    (why,) = await here.save()
    assert why.words == "two"
    assert texts_on_disk(path) == ["three"]


async def test_save_is_silent_about_automatic_moves_made_twice(path: Path) -> None:
    ready: tuple[AnyChange, ...] = (
        PairsDrawn(pairs=(("ana", "ben"),), seed=1),
        Started(segment="roles"),
    )
    for by_itself, left in ((True, "turn-1-conversation"), (False, "turn-1-feedback")):
        here, there = SessionSync.open(path, "here"), SessionSync.open(path, "there")
        first = [*ready, SegmentEntered(left="roles", to=left)] if by_itself else []
        for change in first:
            here.apply(change, START)
        await here.save()
        await there.poll_remote()
        following = "turn-1-feedback" if by_itself else "turn-2-conversation"
        late = START + timedelta(hours=1)
        for keeper in (here, there):
            keeper.apply(SegmentEntered(left=left, to=following, by_itself=by_itself), late)
        assert await here.save() == ()
        refused = await there.save()
        assert [str(one) for one in refused] == (
            [] if by_itself else ["the room has moved on already"]
        )


# ---------------------------------------------------------------- told in words


@pytest.mark.parametrize(
    "changes, words",
    [
        ((), ""),
        ((values_written("a"),), "1 note"),
        ((values_written("a", "b"), values_written("c")), "3 notes"),
        ((DetailSet(detail="title", text="x"),), "1 change"),
        ((DetailSet(detail="title", text="x"), DetailSet(detail="ask", text="y")), "2 changes"),
        ((values_written("a"), DetailSet(detail="title", text="x")), "1 note and 1 other change"),
        (
            (
                values_written("a", "b"),
                DetailSet(detail="title", text="x"),
                DetailSet(detail="ask", text="y"),
            ),
            "2 notes and 2 other changes",
        ),
    ],
)
def test_unsaved_counts_notes_and_changes(
    path: Path, changes: tuple[AnyChange, ...], words: str
) -> None:
    keeper = SessionSync.open(path, "desk")
    for change in changes:
        keeper.apply(change, START)
    assert keeper.unsaved == words
    assert keeper.pending == bool(changes)


@pytest.mark.parametrize(
    "change, words",
    [
        (
            NotesWritten(
                kind=NoteKind.COMMITMENT, notes=(NoteDraft("a"), NoteDraft("b")), team="x"
            ),
            "a; b",
        ),
        (NoteEdited(note="x", text="a"), "a"),
        (CommitmentAdded(text="a", team="x", due=date(3000, 1, 1)), "a"),
        (CommitmentEdited(commitment="x", text="a", due=date(2026, 12, 4)), "a"),
        (EntryReworded(entry="x", text="a"), "a"),
        (ReportScriptWritten(team="x", lines=("a", "b")), "a; b"),
        (CommitmentDeleted(commitment="x"), ""),
        (NoteBoarded(note="x", on=True), ""),
    ],
)
def test_apply_rejects_impossible_change_with_its_words(
    path: Path, change: AnyChange, words: str
) -> None:
    keeper = SessionSync.open(path, "desk")
    with pytest.raises(ChangeRejected) as refused:
        keeper.apply(change, START)
    reason, _, written = str(refused.value).partition(": ")
    assert reason
    assert written == words
    assert not keeper.pending
    assert keeper.unsaved == ""


# ---------------------------------------------------------------- who is there


async def test_announce_returns_other_consoles(path: Path) -> None:
    here, there = SessionSync.open(path, "here"), SessionSync.open(path, "there")
    assert (other_consoles(here), other_consoles(there)) == ((), ("here",))
    assert here.token != there.token
    assert await here.announce(START) == other_consoles(here) == ("there",)
    await there.leave(START)
    assert await here.announce(START) == other_consoles(here) == ()
    assert await there.announce(START) is None
    await here.leave(START)
    assert console_signs(path) == []


async def test_left_at_is_last_time_of_console(path: Path) -> None:
    first = SessionSync.open(path, "desk")
    assert first.left_at is None
    await first.announce(START)
    assert SessionSync.open(path, "desk").left_at == START
    later = START + timedelta(minutes=5)
    await first.leave(later)
    assert SessionSync.open(path, "desk").left_at == later
