"""What is read across the sessions of a folder, and what is marked as done there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from oneone_tui.services.cross_session import CrossSessionReader
from oneone_tui.state import CrossSessionState
from oneone_tui.store.session_file import SessionFile
from oneone_tui.workshop.model.changes import CommitmentAdded
from oneone_tui.workshop.model.session import TEAM_ONE
from tests.support.recording_outlet import RecordingOutlet
from tests.support.sessions import apply_changes, fresh_session

if TYPE_CHECKING:
    from pathlib import Path

    from oneone_tui.workshop.history.commitments import TrackedCommitment


class Reader:
    """A reader of two folders, and what it has published."""

    def __init__(self, folder: Path) -> None:
        self.outlet = RecordingOutlet()
        self.published: list[CrossSessionState] = []
        self.reader = CrossSessionReader(folder, self.outlet.outlet, self.published.append, "desk")

    @property
    def state(self) -> CrossSessionState:
        return self.reader.state

    async def mark_done(self, commitment: TrackedCommitment) -> bool:
        """Mark a commitment as done; whether that was saved."""
        refused: list[bool] = []
        self.reader.mark_done(commitment, done=True, on_refused=lambda: refused.append(True))
        await self.outlet.finish()
        return not refused

    async def load_commitments(self, *, report: bool = True) -> list[tuple[str, bool]]:
        self.reader.load_commitments(report=report)
        await self.outlet.finish()
        return [(one.text, one.done) for one in self.state.commitments or ()]


def keep(folder: Path, text: str = "call three neighbours") -> Path:
    """A session in which somebody has committed to something."""
    folder.mkdir(exist_ok=True)
    session = fresh_session("Ana Ruiz")
    promised = CommitmentAdded(text=text, team=TEAM_ONE, who=session.people[0].id)
    return SessionFile.create(folder / "session.json", apply_changes(session, promised)).path


@pytest.fixture
async def reader(tmp_path: Path) -> Reader:
    return Reader(tmp_path / "sessions")


async def test_load_publishes_what_the_folder_tells(reader: Reader) -> None:
    keep(reader.reader.folder)
    assert await reader.load_commitments() == [("call three neighbours", False)]
    reader.reader.load_attendance()
    reader.reader.load_trends()
    await reader.outlet.finish()
    assert reader.state.attendance is not None
    assert reader.state.trends == ()
    assert reader.state.progress is None
    assert reader.published[-1] == reader.state


async def test_load_says_how_many_files_cannot_be_read_if_asked(reader: Reader) -> None:
    keep(reader.reader.folder)
    (reader.reader.folder / "broken.json").write_text("{")
    await reader.load_commitments(report=False)
    assert reader.outlet.notified == []
    await reader.load_commitments()
    assert reader.outlet.notified == ["left out: 1 file that cannot be read; the library says why"]


async def test_what_is_marked_done_is_on_disk_before_it_is_shown(reader: Reader) -> None:
    path = keep(reader.reader.folder)
    await reader.load_commitments()
    [commitment] = reader.state.commitments or ()
    assert await reader.mark_done(commitment)
    assert SessionFile.open(path).session.commitments[0].done
    assert [one.done for one in reader.state.commitments or ()] == [True]


async def test_mark_done_says_why_it_could_not(reader: Reader) -> None:
    path = keep(reader.reader.folder)
    await reader.load_commitments()
    [commitment] = reader.state.commitments or ()
    path.unlink()
    assert not await reader.mark_done(commitment)
    assert path.name in reader.outlet.errors[0]
    reader.reader.close_folder()
    assert not await reader.mark_done(commitment)
    assert "leave, and look again" in reader.outlet.errors[1]


async def test_an_open_session_is_looked_at_in_its_own_folder(
    reader: Reader, tmp_path: Path
) -> None:
    keep(reader.reader.folder, "here")
    keep(tmp_path / "elsewhere", "there")
    reader.reader.open_folder(tmp_path / "elsewhere")
    assert await reader.load_commitments() == [("there", False)]
    reader.reader.close_folder()
    assert reader.state.commitments is None
    assert await reader.load_commitments() == [("here", False)]


async def test_what_is_found_in_a_folder_that_was_left_is_not_shown(
    reader: Reader, tmp_path: Path
) -> None:
    keep(tmp_path / "elsewhere")
    reader.reader.open_folder(tmp_path / "elsewhere")
    reader.reader.prefetch_commitments()
    reader.reader.close_folder()
    reader.reader.open_folder(tmp_path)
    await reader.outlet.finish()
    assert reader.state.commitments is None or reader.reader.folder == tmp_path
