"""When a console was last at a session: a sign beside it that holds nothing."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from oneone_tui.store.open_consoles import LastSeenFile, last_seen_path
from tests.support.session_store import file_mode

NOW = datetime(2026, 11, 9, 18, 0, 0, 500_000, tzinfo=UTC)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "first.json"


def test_last_seen_is_time_of_last_touch(path: Path) -> None:
    presence = LastSeenFile(path)
    assert presence.last_seen() is None
    for at in (NOW, NOW + timedelta(hours=1), NOW - timedelta(hours=1)):
        presence.touch(at)
        assert LastSeenFile(path).last_seen() == at
    assert [one.name for one in path.parent.iterdir()] == [".first.json.seen"]


@pytest.mark.parametrize("umask", [0, 0o022, 0o277])
def test_touch_makes_file_private_under_any_umask(path: Path, umask: int) -> None:
    before = os.umask(umask)
    try:
        LastSeenFile(path).touch(NOW)
    finally:
        os.umask(before)
    assert file_mode(last_seen_path(path)) == 0o600
    last_seen_path(path).chmod(0o666)
    LastSeenFile(path).touch(NOW)
    assert file_mode(last_seen_path(path)) == 0o600


def test_touch_does_not_follow_link(path: Path) -> None:
    target = path.parent / "target"
    last_seen_path(path).symlink_to(target)
    LastSeenFile(path).touch(NOW)
    assert not target.exists()
    target.write_text("somebody's")
    at = target.stat().st_mtime
    LastSeenFile(path).touch(NOW)
    assert (target.stat().st_mtime, target.read_text()) == (at, "somebody's")


def test_touch_ignores_missing_folder(path: Path) -> None:
    gone = path.parent / "gone" / path.name
    LastSeenFile(gone).touch(NOW)
    assert LastSeenFile(gone).last_seen() is None
    assert not gone.parent.exists()


def test_touch_keeps_no_file_open(path: Path) -> None:
    before = len(list(Path("/dev/fd").iterdir()))
    for _ in range(20):
        LastSeenFile(path).touch(NOW)
    assert len(list(Path("/dev/fd").iterdir())) == before
