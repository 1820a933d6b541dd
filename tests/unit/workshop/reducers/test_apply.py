"""The door through which changes are made: what holds for every change."""

from __future__ import annotations

from contextlib import suppress
from typing import Literal

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from oneone_tui.workshop.model.changes import (
    ChangeRejected,
    DetailSet,
    NoteDraft,
    NotesWritten,
)
from oneone_tui.workshop.model.session import TEAM_ONE, new_session
from oneone_tui.workshop.model.terms import NoteKind
from oneone_tui.workshop.reducers.apply import apply
from tests.support.invariants import check_invariants
from tests.support.sessions import (
    GUIDE,
    SIX,
    START,
    apply_changes,
    decode_again,
    fresh_session,
    paired_session,
    people_added,
    time_at,
)
from tests.support.strategies import Run, changes, runs


@given(runs(most=25))
def test_apply_keeps_session_valid_clean_and_writable(run: Run) -> None:
    for step in run.made:
        check_invariants(step.session)


@given(runs(most=10), st.data())
def test_apply_leaves_old_session_alone(run: Run, data: st.DataObject) -> None:
    before = msgspec.json.encode(run.last)
    with suppress(ChangeRejected):
        apply(run.last, data.draw(changes(run.last)), run.now)
    assert msgspec.json.encode(run.last) == before


def test_apply_writes_history() -> None:
    session = apply_changes(fresh_session(), people_added("Ana"), seconds=5, console="laptop")
    (entry,) = session.history
    assert (entry.id, entry.at, entry.console) == ("entry-1", time_at(5), "laptop")
    assert (entry.said, entry.change) == ("added Ana", people_added("Ana"))


def test_apply_cleans_change_in_history() -> None:
    session = apply_changes(
        fresh_session("Ana"),
        DetailSet(detail="ask", text="\x1b]0;x\x07Will \ud800you\u202e come?"),
        NotesWritten(kind=NoteKind.VALUE, notes=(NoteDraft(text="a\x1b[2J\x00b"),), team=TEAM_ONE),
    )
    assert [entry.change for entry in session.history[1:]] == [
        DetailSet(detail="ask", text="Will you come?"),
        NotesWritten(kind=NoteKind.VALUE, notes=(NoteDraft(text="ab"),), team=TEAM_ONE),
    ]
    assert decode_again(session) == session


def test_new_session_cleans_title() -> None:
    session = new_session("id", " First\x1b[2J \udcff", GUIDE, START, 1)
    assert session.info.title == "First"


def test_apply_rejects_invalid_change() -> None:
    detail: Literal["title"] = "stage"  # type: ignore[assignment] # that is the point
    with pytest.raises(msgspec.ValidationError):
        apply_changes(fresh_session(), DetailSet(detail=detail, text="x"))


def test_apply_makes_a_change_that_has_no_key_though_an_entry_is_missing() -> None:
    """Else the next number would be one that an entry has, and nothing would be made."""
    session = paired_session(*SIX)
    session = msgspec.structs.replace(session, history=session.history[1:])
    changed = apply(session, DetailSet(detail="title", text="Another"), START)
    assert changed.info.title == "Another"
    assert len({entry.id for entry in changed.history}) == len(session.history) + 1


def test_apply_takes_no_other_change_for_one_that_was_made() -> None:
    title = DetailSet(detail="title", text="Another")
    session = apply(fresh_session(), title, START, key="k")
    assert apply(session, title, START, key="k") is session
    with pytest.raises(ChangeRejected, match="another change"):
        apply(session, DetailSet(detail="title", text="A third"), START, key="k")
