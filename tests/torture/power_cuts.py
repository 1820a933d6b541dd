"""The power goes while something is kept: every state of the disk, and what is found in each."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import NamedTuple

from oneone_tui.exports.formats import ExportOptions
from oneone_tui.services.library_files import begin_again, export, rename
from oneone_tui.services.rescue_copy import write_rescue_copy
from oneone_tui.store.atomic_file import previous_copy_path
from oneone_tui.store.draft_file import Draft, DraftFile
from oneone_tui.store.errors import StoreError
from oneone_tui.store.library import Library
from oneone_tui.store.open_consoles import LastSeenFile
from oneone_tui.store.private_file import write_private
from oneone_tui.store.session_file import SessionFile
from oneone_tui.store.session_files import TrashedSession
from oneone_tui.workshop.model.terms import NoteKind
from tests.support.session_store import note_texts, note_to_save, read_drafts
from tests.support.sessions import SIX, running_session
from tests.torture.recording import Moment, sampled, states_of
from tests.torture.table import Kind, Trial

NOW = datetime(2026, 11, 9, 19, tzinfo=UTC)
LINE = "we keep our w"
NEWER = "we keep our word to ea"
DONE = "a garden"
CONSOLE = "0123abcd"


WITHOUT_LINKS = ("save", "rename", "trash", "restore", "a draft that grows")
"""What is also tried on a disk that knows no hard links."""


class Room:
    """A folder of sessions: one with two saves behind it, and with what a console has left."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "sessions"
        self.library = Library(self.folder)

    def fill(self) -> None:
        """Begin it."""
        file = self.library.create(running_session(*SIX))
        file.change([note_to_save("one")])
        file.change([note_to_save("two", 2)])
        LastSeenFile(file.path).touch(NOW - timedelta(hours=1))
        DraftFile(file.path, CONSOLE, file.session.info.id).save(Draft(LINE, NoteKind.VALUE))

    @property
    def path(self) -> Path:
        """The one session that is there, in the folder or in its trash."""
        there = [entry.path for entry in self.library.entries()] + self.trash
        # Where there are no links, a name is taken by an empty file, which may stay there.
        [path] = [one for one in there if one.stat().st_size]
        return path

    @property
    def trash(self) -> list[Path]:
        """What is in the trash, after somebody has looked at the library."""
        return sorted((self.folder / "trash").glob("*.json"))


class Cut(NamedTuple):
    """Something that is kept, and what has to be there after a power cut.

    `prepare` is done before, and all of it is on the disk. `find` says what is wrong in a folder,
    given whether `act` had come to its end.
    """

    name: str
    prepare: Callable[[Room], object]
    act: Callable[[Room], object]
    find: Callable[[Room, bool], str]


def cut_power(
    folder: Path, name: str, seed: int, most: int | None = None, *, links: bool = True
) -> Trial:
    """Try every state that a power cut during one thing could leave, or `most` of them."""
    cut = CUTS[name]
    trial = Trial(f"a power cut: {name}" + ("" if links else "; no hard links"))
    chance = Random(seed)
    room = Room(folder / "here")
    room.fill()
    cut.prepare(room)
    moments = states_of(folder / "here", lambda: cut.act(room), chance, links=links)
    if most is not None:
        moments = sampled(moments, most, chance)
    for number, moment in enumerate(moments):
        there = folder / f"state-{number}"
        moment.state.replay(there)
        trial.tries += 1
        wrong = _wrong(cut, Room(there), moment)
        when = "after it had ended" if moment.done else "on its way"
        kind = Kind.DAMAGED if wrong.startswith("damaged") else Kind.LOST
        names = ", ".join(name for name, _ in moment.state.names)
        trial.expect(not wrong, kind, f"{cut.name}, {when}: {wrong} ({names})")
        shutil.rmtree(there)
    return trial.ended()


def _wrong(cut: Cut, room: Room, moment: Moment) -> str:
    try:
        return cut.find(room, moment.done) or _goes_on(room)
    except (StoreError, OSError, ValueError) as error:
        return f"damaged: {type(error).__name__}: {error}"


def _goes_on(room: Room) -> str:
    """The next save finds all in order."""
    for entry in room.library.entries():
        if not entry.path.stat().st_size:
            continue
        before = note_texts(SessionFile.open(entry.path).session)
        SessionFile.open(entry.path).change([note_to_save("three", 3)])
        after = note_texts(SessionFile.open(entry.path).session)
        if after != [*before, "three"]:
            return f"after the next save there is {after}"
    return ""


def _session_with(room: Room, *wanted: list[str]) -> str:
    found = note_texts(SessionFile.open(room.path).session)
    return "" if found in wanted else f"there is {found}"


def _draft(room: Room, *wanted: str) -> str:
    found = {draft.text for draft in read_drafts(room.path)}
    return "" if found and found <= {*wanted} else f"the draft is {found}"


def _saved(room: Room, done: bool) -> str:
    both = ["one", "two", DONE]
    wrong = _session_with(room, both, *([] if done else [both[:2]]))
    return wrong or _copy(room) or _draft(room, LINE)


def _whole(room: Room) -> str:
    """The session as it was, under one name, with its draft."""
    return _session_with(room, ["one", "two"]) or _copy(room) or _draft(room, LINE)


def _copy(room: Room) -> str:
    """The copy of what was there before the last save can be opened."""
    found = note_texts(SessionFile.open(previous_copy_path(room.path)).session)
    return "" if found in (["one"], ["one", "two"]) else f"the copy has {found}"


def _renamed(room: Room, done: bool) -> str:
    path = room.path
    title = SessionFile.open(path).session.info.title
    if done and not (path.stem.endswith("-other") and title == "Other"):
        return f"it is called {path.stem}, {title}"
    return _whole(room)


def _trashed(room: Room, done: bool) -> str:
    wrong = _whole(room)
    return wrong or ("it is not in the trash" if done and not room.trash else "")


def _restored(room: Room, done: bool) -> str:
    wrong = _whole(room)
    return wrong or ("it is still in the trash" if done and room.trash else "")


def _restore(room: Room) -> None:
    [path] = room.trash
    room.library.restore(TrashedSession(path, path.name, ""))


def _one_more(room: Room, done: bool) -> str:
    found = sorted(
        note_texts(SessionFile.open(entry.path).session) for entry in room.library.entries()
    )
    wanted = [[["one", "two"], []], [["one", "two"]]]
    return "" if sorted(found, reverse=True) in wanted[: 1 if done else 2] else f"there is {found}"


def _file_whole(pattern: str, wanted: Callable[[bytes], bool]) -> Callable[[Room, bool], str]:
    def find(room: Room, done: bool) -> str:
        found = [path.read_bytes() for path in room.folder.parent.glob(pattern)]
        if not found:
            return "it is not there" if done else ""
        return "" if all(map(wanted, found)) else "damaged: not whole"

    return find


def _nothing(_: Room) -> None:
    pass


def _keep(draft: Draft | None) -> Callable[[Room], None]:
    def keep(room: Room) -> None:
        file = SessionFile.open(room.path)
        DraftFile(room.path, CONSOLE, file.session.info.id).save(draft)

    return keep


def _take_up(room: Room) -> None:
    session = SessionFile.open(room.path).session.info.id
    DraftFile(room.path, "fedcba98", session).take_up(lambda _: False)


def _enter(room: Room) -> None:
    SessionFile.open(room.path).change([note_to_save(DONE, 3)])
    _keep(None)(room)


def _entered(room: Room, done: bool) -> str:
    found = note_texts(SessionFile.open(room.path).session)
    kept = {draft.text for draft in read_drafts(room.path)}
    return "" if found[2:] == [DONE] or (not done and kept == {LINE}) else f"{found}, {kept}"


CUTS = {
    cut.name: cut
    for cut in (
        Cut(
            "save",
            _nothing,
            lambda r: SessionFile.open(r.path).change([note_to_save(DONE, 3)]),
            _saved,
        ),
        Cut("rename", _nothing, lambda r: rename(r.library, r.path, "Other", NOW, "a"), _renamed),
        Cut("trash", _nothing, lambda r: r.library.trash(r.path), _trashed),
        Cut("restore", lambda r: r.library.trash(r.path), _restore, _restored),
        Cut(
            "a draft that grows",
            _nothing,
            _keep(Draft(NEWER, NoteKind.VALUE)),
            lambda r, done: _draft(r, NEWER, *([] if done else [LINE])),
        ),
        Cut("a draft that is entered", _nothing, _enter, _entered),
        Cut("a draft taken up", _nothing, _take_up, lambda r, _: _draft(r, LINE)),
        Cut(
            "a new session",
            _nothing,
            lambda r: begin_again(r.library, r.path, "Next", NOW),
            _one_more,
        ),
        Cut(
            "an export",
            _nothing,
            lambda r: export(SessionFile.open(r.path).session, r.path, "md", ExportOptions(), NOW),
            _file_whole("sessions/exports/*.md", lambda found: found.endswith(b"\n")),
        ),
        Cut(
            "a copy elsewhere",
            _nothing,
            lambda r: write_rescue_copy(
                SessionFile.open(r.path).session, "first", NOW, str(r.folder.parent / "copy")
            ),
            _file_whole("copy/*.json", lambda found: b'"two"' in found and found.endswith(b"}\n")),
        ),
        Cut(
            "settings written",
            _nothing,
            lambda r: write_private(r.folder.parent / "config.toml", b"# settings\n"),
            _file_whole("config.toml", b"# settings\n".__eq__),
        ),
    )
}
