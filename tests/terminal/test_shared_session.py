"""Two consoles at one session, and somebody at the library meanwhile."""

from __future__ import annotations

import signal
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from oneone_tui.services.library_files import rename
from oneone_tui.store.errors import SessionBusy
from oneone_tui.store.library import Library
from oneone_tui.workshop.model.changes import StageShown
from oneone_tui.workshop.model.terms import Stage
from tests.support.pty_console import PtyConsole
from tests.support.session_store import read_drafts
from tests.support.sessions import SIX, apply_changes, paired_session

pytestmark = pytest.mark.terminal

ROOT = Path(__file__).resolve().parents[2]
SAVED = "saved ✓"
PATIENCE = 15.0
ANA = "what Ana said about her work"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    session = apply_changes(paired_session(*SIX), StageShown(stage=Stage.ROUNDS))
    return Library(tmp_path / "sessions").create(session).path


def console(path: Path) -> PtyConsole:
    env = {"PYTHONPATH": str(ROOT), "XDG_STATE_HOME": str(path.parents[1] / "state")}
    command = [sys.executable, "-m", "oneone_tui", "open", str(path)]
    return PtyConsole(command, size=(100, 40), env=env)


def kept(path: Path, *texts: str) -> bool:
    return sorted(draft.text.removeprefix("1v ") for draft in read_drafts(path)) == sorted(texts)


def test_console_that_was_killed_gets_its_own_line_back(path: Path) -> None:
    with console(path) as killed, console(path) as other:
        for one, line in ((killed, ANA), (other, "short")):
            one.wait_for(SAVED, timeout=30)
            one.press("v")
            one.wait_for("esc back")
            one.send(line)
        other.wait_for(lambda: kept(path, ANA, "short"), timeout=PATIENCE)
        other.send("\r")
        other.wait_for(lambda: kept(path, ANA), timeout=PATIENCE)
        killed.kill(signal.SIGKILL)
        killed.wait_exit()
        with console(path) as again:
            again.wait_for(ANA, timeout=30)
            other.send("another")
            other.wait_for(lambda: kept(path, ANA, "another"), timeout=PATIENCE)


def test_session_that_is_shown_is_renamed_by_nobody(path: Path) -> None:
    with console(path) as opened:
        opened.wait_for(SAVED, timeout=30)
        with pytest.raises(SessionBusy):
            rename(Library(path.parent), path, "Elsewhere", datetime.now(UTC), "other")
    assert path.exists()
