"""Who is at a session: whoever holds a sign, and nobody who has died."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from oneone_tui.store.atomic_file import time_of
from oneone_tui.store.open_consoles import CONSOLES, ConsolesAtSession, LastSeenFile, last_seen_path
from tests.support.sessions import START

AT_SESSION = """
import sys
from pathlib import Path
from oneone_tui.store.open_consoles import ConsolesAtSession
print(ConsolesAtSession(Path(sys.argv[1]), "there-2").announce(), flush=True)
sys.stdin.read()
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "2026-11-09-a-session.json"


def test_announce_returns_other_consoles(path: Path) -> None:
    one, two, three = (ConsolesAtSession(path, name) for name in ("one", "two", "three"))
    assert one.announce() == ()
    assert two.announce() == ("one",)
    assert three.announce() == ("one", "two")
    assert one.announce() == ("three", "two")
    two.leave()
    assert one.announce() == ("three",)
    one.leave()
    three.leave()
    assert list((path.parent / CONSOLES).iterdir()) == []


def test_announce_ignores_consoles_at_another_session(path: Path) -> None:
    one, two = ConsolesAtSession(path, "one"), ConsolesAtSession(path.with_stem("another"), "two")
    assert one.announce() == two.announce() == ()
    one.leave()
    two.leave()


def test_announce_ignores_killed_console(path: Path) -> None:
    here = ConsolesAtSession(path, "here")
    here.announce()
    with subprocess.Popen(
        [sys.executable, "-c", AT_SESSION, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as other:
        assert other.stdout
        assert other.stdout.readline() == b"('here',)\n"
        assert here.announce() == ("there-2",)
        other.send_signal(signal.SIGSTOP)  # put aside: it still is
        assert here.announce() == ("there-2",)
        other.kill()
    assert here.announce() == ()
    assert len(list((path.parent / CONSOLES).iterdir())) == 1
    here.leave()


@pytest.mark.parametrize("umask", [0, 0o022, 0o077])
def test_announce_makes_private_folder_and_sign(path: Path, umask: int) -> None:
    before = os.umask(umask)
    try:
        here = ConsolesAtSession(path, "here")
        here.announce()
    finally:
        os.umask(before)
    folder = path.parent / CONSOLES
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert [stat.S_IMODE(one.stat().st_mode) for one in folder.iterdir()] == [0o600]
    here.leave()


def test_announce_returns_nobody_if_no_sign_can_be_made(path: Path) -> None:
    gone = ConsolesAtSession(path.parent / "gone" / path.name, "here")
    assert gone.announce() == ()
    assert not (path.parent / "gone").exists()
    elsewhere = path.parent / "elsewhere"
    elsewhere.mkdir()
    (path.parent / CONSOLES).symlink_to(elsewhere)
    assert ConsolesAtSession(path, "here").announce() == ()
    assert list(elsewhere.iterdir()) == []


def test_announce_cleans_name(path: Path) -> None:
    one, two = ConsolesAtSession(path, "\x1b[2Jdesk\n" + "x" * 500), ConsolesAtSession(path, "two")
    one.announce()
    (name,) = two.announce() or ()
    assert name.startswith("desk x")
    assert len(name) <= 40
    one.leave()
    two.leave()


@pytest.mark.parametrize("seconds", [-(10**9), 10**10, 253_402_300_800, 10**16])
def test_last_seen_is_none_for_impossible_time(path: Path, seconds: int) -> None:
    presence = LastSeenFile(path)
    presence.touch(START)
    assert presence.last_seen() == START
    os.utime(last_seen_path(path), (seconds, seconds))
    taken = last_seen_path(path).stat().st_mtime  # a disk that knows no such time takes the nearest
    if 0 <= taken < 7 * 10**9:
        assert presence.last_seen() == datetime.fromtimestamp(taken, UTC)
    else:
        assert presence.last_seen() is None
    assert time_of(seconds) is None
