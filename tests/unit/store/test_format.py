"""The session file's format stands still: files of before open, and are written again alike."""

from __future__ import annotations

import json
from pathlib import Path
from typing import get_args

import pytest
from msgspec.structs import replace

from oneone_tui.store.json_schema import session_schema
from oneone_tui.store.session_file import SessionFile
from oneone_tui.workshop.model.changes import AnyChange
from oneone_tui.workshop.model.session import Session
from oneone_tui.workshop.reducers.apply import apply
from oneone_tui.workshop.reducers.diff import restore_session
from tests.tools.make_example import NAME

FORMAT = Path(__file__).parent / "format"
EVERY_CHANGE = FORMAT / "every-change.json"
EXAMPLE = Path(__file__).parents[3] / "sessions" / NAME


def test_session_schema_is_the_published_one() -> None:
    assert session_schema() == (FORMAT / "schema.json").read_text("utf-8")


@pytest.mark.parametrize("path", [EVERY_CHANGE, EXAMPLE], ids=lambda path: path.name)
def test_session_file_is_written_as_it_was_read(path: Path, tmp_path: Path) -> None:
    again = tmp_path / path.name
    SessionFile.create(again, SessionFile.open(path).session)
    assert _in_order(again) == _in_order(path)


def test_every_change_file_has_every_change() -> None:
    session = SessionFile.open(EVERY_CHANGE).session
    assert {type(entry.change) for entry in session.history} == set(get_args(AnyChange))


@pytest.mark.parametrize("path", [EVERY_CHANGE, EXAMPLE], ids=lambda path: path.name)
def test_apply_replays_old_changes_to_same_session(path: Path) -> None:
    session = SessionFile.open(path).session
    replayed = session
    for entry in reversed(session.history):
        replayed = restore_session(replayed, entry.before)
    replayed = replace(replayed, history=())
    for entry in session.history:
        replayed = apply(
            replayed, entry.change, entry.at, entry.console, entry.id.removeprefix("entry-")
        )
    assert _without_words(replayed) == _without_words(session)


def test_session_file_without_numbers_of_pairs_opens(tmp_path: Path) -> None:
    tables = json.loads(EVERY_CHANGE.read_text("utf-8"))
    for pair in tables["pairs"].values():
        del pair["number"]
    earlier = tmp_path / "earlier.json"
    earlier.write_text(json.dumps(tables), "utf-8")
    session = SessionFile.open(earlier).session
    assert list(session.pair_numbers().values()) == [*range(1, len(session.pairs) + 1)]


def _in_order(path: Path) -> object:
    # Numbers are compared as such: a guide's 5 may be written as 5.0.
    return json.loads(path.read_text("utf-8"), object_pairs_hook=list)


def _without_words(session: Session) -> Session:
    """The session without what its history says of each change: those words may be put better."""
    history = tuple(replace(entry, said="") for entry in session.history)
    return replace(session, history=history)
