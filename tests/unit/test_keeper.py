"""Between the console and the disk: where it hangs, and where another console was quicker."""

from __future__ import annotations

from pathlib import Path

import pytest

from oneone_tui.keeper import Keeper
from oneone_tui.store.library import Library
from oneone_tui.workshop.changes import (
    NoteMended,
    NoteStruck,
    NotesWritten,
    PairsDrawn,
    Refused,
    Written,
)
from oneone_tui.workshop.session import TEAM_ONE
from oneone_tui.workshop.words import Kind
from tests.unit.workshop.building import START, fresh


async def test_a_disk_that_hangs_holds_nobody_who_leaves(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("oneone_tui.keeper.SIGN_SECONDS", 0.01)
    keeper = Keeper.open(Library(tmp_path).create(fresh()).path, "desk")
    with keeper._company._one_at_a_time:  # a look has it for as long as the disk says nothing
        await keeper.leave(START)


def said(text: str, pair: str = "") -> NotesWritten:
    return NotesWritten(kind=Kind.VALUE, notes=(Written(text=text),), team=TEAM_ONE, pair=pair)


async def test_a_shown_note_is_kept_where_its_pair_was_drawn_anew(tmp_path: Path) -> None:
    path = Library(tmp_path).create(fresh("Ana", "Ben")).path
    here, there = Keeper.open(path, "here"), Keeper.open(path, "there")
    draw = PairsDrawn(pairs=(("ana", "ben"),), seed=1)
    here.put(draw, START)
    await here.save()
    here.put(said("we keep our word", here.view.pairs[0].id), START)
    await there.follow()
    there.put(draw, START)
    await there.save()
    assert await here.save() == ()
    (note,) = here.view.notes
    assert (note.text, note.pair) == ("we keep our word", "")


async def test_what_was_written_stands_in_why_it_is_not_kept(tmp_path: Path) -> None:
    path = Library(tmp_path).create(fresh("Ana", "Ben")).path
    here, there = Keeper.open(path, "here"), Keeper.open(path, "there")
    here.put(said("we keep our wrd"), START)
    await here.save()
    mend = NoteMended(note=here.view.notes[0].id, text="we keep our word")
    here.put(mend, START)
    await there.follow()
    there.put(NoteStruck(note=mend.note), START)
    await there.save()
    why = "there is no such note any more: we keep our word"
    assert [str(one) for one in await here.save()] == [why]
    with pytest.raises(Refused, match=why):
        here.put(mend, START)
