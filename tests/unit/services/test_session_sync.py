"""Between the console and the disk: where it hangs, and where another console was quicker."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from oneone_tui.services.session_sync import SessionSync
from oneone_tui.store.errors import DamagedFile, SessionBusy
from oneone_tui.store.library import Library
from oneone_tui.store.open_consoles import consoles_at
from oneone_tui.store.session_file import SessionFile
from oneone_tui.workshop.model.changes import (
    ChangeRejected,
    NoteDeleted,
    NoteDraft,
    NoteEdited,
    NotesWritten,
    PairsDrawn,
    StageShown,
    Undone,
)
from oneone_tui.workshop.model.overwritten_values import OverwrittenRows
from oneone_tui.workshop.model.session import TEAM_ONE
from oneone_tui.workshop.model.terms import NoteKind, Stage
from tests.support.sessions import SIX, START, apply_changes, fresh_session, paired_session


async def test_leave_does_not_wait_for_hanging_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("oneone_tui.services.session_sync.LEAVE_SECONDS", 0.01)
    keeper = SessionSync.open(Library(tmp_path).create(fresh_session()).path, "desk")
    with keeper._consoles._lock:  # a look has it for as long as the disk says nothing
        await keeper.leave(START)


def value_written(text: str, pair: str = "") -> NotesWritten:
    return NotesWritten(
        kind=NoteKind.VALUE, notes=(NoteDraft(text=text),), team=TEAM_ONE, pair=pair
    )


async def test_save_keeps_note_whose_pair_was_drawn_again(tmp_path: Path) -> None:
    path = Library(tmp_path).create(fresh_session("Ana", "Ben")).path
    here, there = SessionSync.open(path, "here"), SessionSync.open(path, "there")
    draw = PairsDrawn(pairs=(("ana", "ben"),), seed=1)
    here.apply(draw, START)
    await here.save()
    here.apply(value_written("we keep our word", here.view.pairs[0].id), START)
    await there.poll_remote()
    there.apply(draw, START)
    await there.save()
    assert await here.save() == ()
    (note,) = here.view.notes
    assert (note.text, note.pair) == ("we keep our word", "")


async def test_save_names_words_of_rejected_change(tmp_path: Path) -> None:
    path = Library(tmp_path).create(fresh_session("Ana", "Ben")).path
    here, there = SessionSync.open(path, "here"), SessionSync.open(path, "there")
    here.apply(value_written("we keep our wrd"), START)
    await here.save()
    mend = NoteEdited(note=here.view.notes[0].id, text="we keep our word")
    here.apply(mend, START)
    await there.poll_remote()
    there.apply(NoteDeleted(note=mend.note), START)
    await there.save()
    why = "that note no longer exists: we keep our word"
    assert [str(one) for one in await here.save()] == [why]
    with pytest.raises(ChangeRejected, match=why):
        here.apply(mend, START)


async def test_apply_rejects_what_could_not_be_read_again(tmp_path: Path) -> None:
    """The history came from elsewhere: to take its last change back would leave nobody in pairs."""
    session = apply_changes(paired_session(*SIX), StageShown(stage=Stage.ROUNDS))
    *earlier, last = session.history
    spoilt = replace(last, before=replace(last.before, people=OverwrittenRows(count=0)))
    path = Library(tmp_path).create(replace(session, history=(*earlier, spoilt))).path
    keeper = SessionSync.open(path, "desk")
    shown = keeper.view
    with pytest.raises(ChangeRejected, match=r"^that can't be undone: pairs, record 1: somebody"):
        keeper.apply(Undone(entry=last.id), START)
    assert keeper.view is shown
    assert not keeper.pending
    keeper.apply(value_written("we keep our word"), START)
    assert await keeper.save() == ()
    assert SessionFile.open(path).session == keeper.view
    with pytest.raises(ChangeRejected, match=r"^that can't be kept: "):
        keeper.apply(value_written("x"), START.replace(year=2300))


def test_open_blocks_renaming_of_session(tmp_path: Path) -> None:
    library = Library(tmp_path)
    file = library.create(fresh_session("Ana", "Ben"))
    keeper = SessionSync.open(file.path, "desk", file)
    with pytest.raises(SessionBusy, match="is open at a console"):
        library.rename_file(file.path, "Other")
    assert keeper.view == file.session


def test_open_leaves_no_sign_after_failure(tmp_path: Path) -> None:
    path = Library(tmp_path).create(fresh_session("Ana", "Ben")).path
    path.write_bytes(b"{")
    with pytest.raises(DamagedFile):
        SessionSync.open(path, "desk")
    assert consoles_at(path) == ()


async def test_open_shows_changes_saved_since_file_was_read(tmp_path: Path) -> None:
    file = Library(tmp_path).create(fresh_session("Ana", "Ben"))
    there = SessionSync.open(file.path, "there")
    there.apply(value_written("we keep our word"), START)
    await there.save()
    here = SessionSync.open(file.path, "here", file)
    assert [note.text for note in here.view.notes] == ["we keep our word"]


async def test_save_last_returns_rejected_changes(tmp_path: Path) -> None:
    path = Library(tmp_path).create(fresh_session("Ana", "Ben")).path
    here, there = SessionSync.open(path, "here"), SessionSync.open(path, "there")
    here.apply(value_written("we keep our wrd"), START)
    await here.save()
    note = here.view.notes[0].id
    here.apply(NoteEdited(note=note, text="we keep our word"), START)
    await there.poll_remote()
    there.apply(NoteDeleted(note=note), START)
    await there.save()
    (unmade,) = here.save_last()
    assert unmade.words == "we keep our word"
