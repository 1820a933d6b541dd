"""One session on disk: what is kept, what is refused, and how long it takes."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oneone_tui.store.errors import (
    CannotRead,
    DamagedFile,
    FileExists,
    MissingFile,
)
from oneone_tui.store.integrity import InvalidSession, check_integrity
from oneone_tui.store.serialization import NotSerializable, clean_change, to_tables
from oneone_tui.store.session_file import ChangeToSave, SessionFile
from oneone_tui.store.tinydb_storage import AtomicStorage
from oneone_tui.workshop.model.changes import (
    ChangeRejected,
    DetailSet,
    NoteBoarded,
    NoteDeleted,
    NoteDraft,
    NoteEdited,
    NotesWritten,
    OrganizerFirst,
    PairsDrawn,
    TimeAdded,
    Undone,
)
from oneone_tui.workshop.model.session import TEAM_ONE, Session
from oneone_tui.workshop.model.terms import NoteKind
from oneone_tui.workshop.reducers.apply import apply
from tests.support.processor_time import measure_effort
from tests.support.session_store import (
    change_to_save,
    create_file,
    error_line,
    failing_call,
    file_mode,
    leftover_files,
    note_texts,
    note_to_save,
    session_on_disk,
)
from tests.support.sessions import (
    SIX,
    fresh_session,
    paired_session,
    running_session,
    time_at,
    without_history,
)
from tests.support.strategies import Run, runs

# ------------------------------------------------------------------------------ to begin with


def test_create_writes_session_that_opens_again(tmp_path: Path) -> None:
    file = SessionFile.create(tmp_path / "first.json", running_session(*SIX))
    assert file.session == running_session(*SIX)
    assert SessionFile.open(file.path).session == file.session
    assert file.path == tmp_path / "first.json"
    assert leftover_files(tmp_path) == []


def test_create_makes_private_folder_and_files(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        file = SessionFile.create(tmp_path / "a" / "b" / "first.json", fresh_session())
        file.change([note_to_save("a")])
    finally:
        os.umask(before)
    modes = {p.name: file_mode(p) for p in (tmp_path / "a").rglob("*")}
    beside = dict.fromkeys((".first.json.lock", ".first.json.previous"), 0o600)
    assert modes == {"b": 0o700, "first.json": 0o600, **beside}
    assert file_mode(tmp_path / "a") == 0o700


def test_create_never_overwrites(tmp_path: Path) -> None:
    file = create_file(tmp_path)
    before = file.path.read_bytes()
    with pytest.raises(FileExists) as error:
        SessionFile.create(file.path, fresh_session())
    assert error_line(error) == "first.json is there already: choose another name"
    assert file.path.read_bytes() == before


def test_create_cleans_texts(tmp_path: Path) -> None:
    session = apply(fresh_session(), DetailSet(detail="ask", text="two\nlines \x1b[2J"), time_at(0))
    file = create_file(tmp_path, session)
    assert file.session == session_on_disk(file)
    assert file.session.info.ask == "two lines"


def test_create_rejects_inconsistent_session(tmp_path: Path) -> None:
    session = paired_session(*SIX)
    broken = Session(info=session.info, guide=session.guide, pairs=session.pairs)
    with pytest.raises(DamagedFile):
        SessionFile.create(tmp_path / "first.json", broken)
    assert list(tmp_path.iterdir()) == []


def test_open_rejects_missing_file(tmp_path: Path) -> None:
    with pytest.raises(MissingFile) as error:
        SessionFile.open(tmp_path / "first.json")
    assert error_line(error) == "first.json is not there: was it moved, renamed or deleted?"
    assert list(tmp_path.iterdir()) == []


def test_session_file_rejects_links(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    other = create_file(tmp_path / "elsewhere")
    link = tmp_path / "link.json"
    link.symlink_to(other.path)
    with pytest.raises(CannotRead) as error:
        SessionFile.open(link)
    assert error_line(error) == "link.json is a link: open the file that it points to"
    file = create_file(tmp_path)
    file.path.unlink()
    file.path.symlink_to(other.path)
    before = other.path.read_bytes()
    with pytest.raises(CannotRead):
        file.change([note_to_save("a")])
    assert file.path.is_symlink()
    assert other.path.read_bytes() == before


# ------------------------------------------------------------------------------ changes


def test_change_is_on_disk_on_return(tmp_path: Path) -> None:
    file = create_file(tmp_path)
    answer = file.change([note_to_save("we keep our word"), note_to_save("dignity", 2)])
    assert answer.refused == ()
    assert answer.session is file.session
    assert note_texts(file.session) == ["we keep our word", "dignity"]
    assert session_on_disk(file) == file.session == SessionFile.open(file.path).session


def test_change_writes_many_changes_at_once(tmp_path: Path) -> None:
    file = create_file(tmp_path)
    with failing_call(0, OSError()) as calls:
        file.change(
            [
                note_to_save("a"),
                change_to_save(DetailSet(detail="title", text="New")),
                note_to_save("b"),
            ]
        )
    assert calls.made.count("write") == 1


def test_change_writes_nothing_if_nothing_changes(tmp_path: Path) -> None:
    file = create_file(tmp_path)
    before = file.path.stat()
    assert file.change([]).refused == ()
    same = change_to_save(DetailSet(detail="title", text=file.session.info.title))
    assert file.change([same]).refused == ()
    assert file.path.stat() == before


def test_change_returns_rejected_change_and_keeps_others(tmp_path: Path) -> None:
    file = create_file(tmp_path)
    nothing = note_to_save(" ")
    answer = file.change([note_to_save("a"), nothing, note_to_save("b")])
    assert note_texts(session_on_disk(file)) == ["a", "b"]
    assert [refusal.made for refusal in answer.refused] == [nothing]
    assert answer.refused[0].reason == "there is nothing to keep"


def test_change_once_raises_rejection(tmp_path: Path) -> None:
    file = create_file(tmp_path)
    with pytest.raises(ChangeRejected):
        file.change_once(change_to_save(NoteDeleted(note="none")))
    assert note_texts(file.change_once(note_to_save("one"))) == ["one"]


def test_change_writes_nothing_if_all_is_rejected(tmp_path: Path) -> None:
    file = create_file(tmp_path)
    before = file.path.stat()
    assert len(file.change([note_to_save(" "), change_to_save(NoteDeleted(note="x"))]).refused) == 2
    assert file.path.stat() == before


@pytest.mark.parametrize(
    "made, reason",
    [
        (change_to_save(TimeAdded(segment="roles", seconds=10**30)), "a number is too large"),
        (note_to_save("late", 10**10), "notes, record 1: its time is not between 1970 and 2200"),
    ],
)
def test_change_rejects_what_could_not_be_read_again(
    tmp_path: Path, made: ChangeToSave, reason: str
) -> None:
    file = create_file(tmp_path)
    answer = file.change([made])
    assert [r.reason for r in answer.refused] == [f"that can't be kept: {reason}"]
    assert SessionFile.open(file.path).session == running_session(*SIX)


def test_change_keeps_many_changed_rows(tmp_path: Path) -> None:
    file = create_file(tmp_path, paired_session(*SIX))
    pairs = file.session.pairs
    lines = tuple(NoteDraft(f"line {number}") for number in range(30))
    file.change(
        [
            change_to_save(
                NotesWritten(kind=NoteKind.VALUE, notes=lines, team=TEAM_ONE, pair=pairs[0].id)
            )
        ]
    )
    file.change([change_to_save(PairsDrawn(pairs=tuple(pair.members for pair in pairs), seed=2))])
    assert session_on_disk(file) == file.session
    assert {note.pair for note in file.session.notes} == {""}
    file.change([change_to_save(Undone(entry=last_entry_id(file.session)))])
    assert session_on_disk(file) == file.session
    assert {note.pair for note in file.session.notes} == {pairs[0].id}


def test_change_keeps_notes_of_pairs_drawn_again(tmp_path: Path) -> None:
    file = create_file(tmp_path, paired_session(*SIX))
    pair = file.session.pairs[0].id
    early = NotesWritten(kind=NoteKind.VALUE, notes=(NoteDraft("early"),), team=TEAM_ONE, pair=pair)
    anew = PairsDrawn(pairs=tuple(p.members for p in file.session.pairs), seed=2)
    file.change([change_to_save(early), change_to_save(anew)])
    assert note_texts(SessionFile.open(file.path).session) == ["early"]


def test_change_cleans_texts(tmp_path: Path) -> None:
    file = create_file(tmp_path)
    made = ChangeToSave(
        change=DetailSet(detail="title", text="a\ud800\x1b]52;c;x\x07\nb"),
        at=time_at(1),
        console="\x1b[2Jconsole\n",
    )
    file.change([made])
    entry = file.session.history[-1]
    assert (file.session.info.title, entry.console) == ("a b", "console")
    assert entry.change == DetailSet(detail="title", text="a b")
    assert session_on_disk(file) == file.session


def test_change_keeps_times_in_utc_and_needs_zone(tmp_path: Path) -> None:
    file = create_file(tmp_path)
    local = time_at(60).astimezone(timezone(timedelta(hours=-5)))
    file.change([ChangeToSave(change=DetailSet(detail="ask", text="x"), at=local)])
    assert '"at": "2026-11-09T18:01:00Z"' in file.path.read_text(encoding="utf-8")
    assert file.session.history[-1].at.tzinfo == UTC
    naive = datetime(2026, 11, 9, 18, 0)  # noqa: DTZ001
    with pytest.raises(ValueError, match="time zone"):
        file.change([ChangeToSave(change=DetailSet(detail="ask", text="y"), at=naive)])


def test_change_keeps_edited_deleted_and_reordered_rows(tmp_path: Path) -> None:
    file = create_file(tmp_path, paired_session(*SIX))
    file.change([note_to_save(text) for text in "abc"])
    a, b, c = (note.id for note in file.session.notes)
    file.change(
        [change_to_save(NoteEdited(note=b, text="B")), change_to_save(NoteBoarded(note=c, on=True))]
    )
    assert session_on_disk(file) == file.session
    file.change([change_to_save(NoteDeleted(note=a))])
    assert note_texts(session_on_disk(file)) == ["B", "c"]
    file.change([note_to_save("d"), change_to_save(OrganizerFirst(person="dee-park"))])
    assert note_texts(session_on_disk(file)) == ["B", "c", "d"]
    assert session_on_disk(file) == file.session
    for _ in range(3):
        file.change([change_to_save(Undone(entry=last_entry_id(file.session)))])
        assert session_on_disk(file) == file.session
    assert note_texts(file.session) == ["a", "B", "c"]


def last_entry_id(session: Session) -> str:
    undone = {e.change.entry for e in session.history if isinstance(e.change, Undone)}
    standing = [
        e.id for e in session.history if e.id not in undone and not isinstance(e.change, Undone)
    ]
    return standing[-1]


def test_change_keeps_foreign_tables(tmp_path: Path) -> None:
    file = create_file(tmp_path)
    storage = AtomicStorage(file.path)
    data = storage.read()
    assert data is not None
    data["_default"] = {"1": {"mine": True}}
    storage.write(data)
    file.change([note_to_save("a")])
    found = storage.read()
    assert found is not None
    assert found["_default"] == {"1": {"mine": True}}


def apply_if_valid(session: Session, made: ChangeToSave) -> Session:
    """The session after a change, without any file; the same session where it is refused."""
    try:
        later = apply(session, clean_change(made.change), made.at, made.console)
        check_integrity(later)
    except (ChangeRejected, NotSerializable, InvalidSession):
        return session
    return later


@given(runs(), st.data())
def test_change_matches_apply_in_memory(
    tmp_path_factory: pytest.TempPathFactory, run: Run, data: st.DataObject
) -> None:
    file = create_file(tmp_path_factory.mktemp("run"), run.first)
    waiting = [
        ChangeToSave(change=one.change, at=one.at, console=one.session.history[-1].console)
        for one in run.made
        if one.session.history
    ]
    expected, refused = file.session, 0
    while waiting:
        some = data.draw(st.integers(1, 3))
        for made in waiting[:some]:
            expected = apply_if_valid(expected, made)
        answer = file.change(waiting[:some])
        refused += len(answer.refused)
        waiting = waiting[some:]
        assert answer.session == expected == session_on_disk(file)
        assert AtomicStorage(file.path).read() == to_tables(expected)
    if not refused:
        assert without_history(file.session) == without_history(run.last)


# ------------------------------------------------------------------------------ how long it takes


def test_change_takes_less_than_fifty_milliseconds(tmp_path: Path) -> None:
    session = running_session(*SIX)
    for number in range(600):
        session = apply(session, note_to_save(f"note {number}").change, time_at(number))
    file = create_file(tmp_path, session)
    with measure_effort() as spent:
        for number in range(25):
            file.change([note_to_save(f"more {number}")])
    assert spent.seconds / 25 < 0.05
