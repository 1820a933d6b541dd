"""When a console was last at a session: a sign beside it that holds nothing."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from oneone_tui.store.presence import Presence, sign_of
from tests.unit.store.keeping import mode

NOW = datetime(2026, 11, 9, 18, 0, 0, 500_000, tzinfo=UTC)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "first.json"


def test_the_last_time_is_the_one_that_was_shown_last(path: Path) -> None:
    presence = Presence(path)
    assert presence.last() is None
    for at in (NOW, NOW + timedelta(hours=1), NOW - timedelta(hours=1)):
        presence.show(at)
        assert Presence(path).last() == at
    assert [one.name for one in path.parent.iterdir()] == [".first.json.seen"]


@pytest.mark.parametrize("umask", [0, 0o022, 0o277])
def test_only_its_owner_can_read_it_whatever_it_was(path: Path, umask: int) -> None:
    before = os.umask(umask)
    try:
        Presence(path).show(NOW)
    finally:
        os.umask(before)
    assert mode(sign_of(path)) == 0o600
    sign_of(path).chmod(0o666)
    Presence(path).show(NOW)
    assert mode(sign_of(path)) == 0o600


def test_it_is_never_left_behind_a_link(path: Path) -> None:
    target = path.parent / "target"
    sign_of(path).symlink_to(target)
    Presence(path).show(NOW)
    assert not target.exists()
    target.write_text("somebody's")
    at = target.stat().st_mtime
    Presence(path).show(NOW)
    assert (target.stat().st_mtime, target.read_text()) == (at, "somebody's")


def test_where_it_cannot_be_left_nobody_is_troubled(path: Path) -> None:
    gone = path.parent / "gone" / path.name
    Presence(gone).show(NOW)
    assert Presence(gone).last() is None
    assert not gone.parent.exists()


def test_it_keeps_no_file_open(path: Path) -> None:
    before = len(list(Path("/dev/fd").iterdir()))
    for _ in range(20):
        Presence(path).show(NOW)
    assert len(list(Path("/dev/fd").iterdir())) == before
