"""The signs of the consoles at a session: whose they are, and what else is in their folder."""

from __future__ import annotations

import fcntl
import os
from datetime import timedelta
from pathlib import Path

import pytest

from oneone_tui.store.draft_file import Draft, DraftFile
from oneone_tui.store.open_consoles import (
    CONSOLES,
    ConsolesAtSession,
    SessionTime,
    Sign,
    at_session,
    consoles_at,
    signs_at,
)
from oneone_tui.workshop.model.terms import NoteKind
from tests.support.session_store import file_mode
from tests.support.sessions import START


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "2026-11-09-a-session.json"


def make_sign(path: Path, token: str, says: bytes = b"desk") -> Path:
    """A sign that nobody holds."""
    folder = path.parent / CONSOLES
    folder.mkdir(exist_ok=True)
    made = folder / f"{path.name}-{token}"
    made.write_bytes(says)
    return made


def hold_sign(found: Path) -> int:
    """Hold a sign, as a console does."""
    descriptor = os.open(found, os.O_RDWR)
    fcntl.flock(descriptor, fcntl.LOCK_EX)
    return descriptor


def count_open_files() -> int:
    return len(list(Path("/dev/fd").iterdir()))


def test_at_session_finds_signs_by_session_and_token(path: Path) -> None:
    one, two = ConsolesAtSession(path, "one"), ConsolesAtSession(path, "two")
    one.announce()
    two.announce()
    assert sorted(at_session(path)) == sorted([(one.token, "one"), (two.token, "two")])
    assert sorted(found.name for found in (path.parent / CONSOLES).iterdir()) == sorted(
        f"{path.name}-{company.token}" for company in (one, two)
    )
    assert one.others() == ("two",)
    assert consoles_at(path) == ("one", "two")
    for company in (one, two):
        company.leave()


def test_others_makes_no_sign(path: Path) -> None:
    assert ConsolesAtSession(path, "one").others() == ()
    assert consoles_at(path) == ()
    assert not (path.parent / CONSOLES).exists()


def test_consoles_at_deletes_unheld_signs_of_its_session_only(
    path: Path,
) -> None:
    dead, another = (
        make_sign(path, "00000001"),
        make_sign(path.with_name("another.json"), "00000001"),
    )
    longer = make_sign(path.with_name(f"{path.name}-x"), "00000001")
    assert consoles_at(path) == ()
    assert (dead.exists(), another.exists(), longer.exists()) == (False, True, True)


@pytest.mark.parametrize(
    "says, name",
    [
        (b"", "another console"),
        (b"\x1b[2J", "another console"),
        (b"desk\xff", "desk\ufffd"),
        (b"d" * 41, "d" * 40),
        (b" " * 399 + b"desk", "d"),
        (b" " * 400 + b"desk", "another console"),
    ],
)
def test_consoles_at_reads_clean_name_or_default(path: Path, says: bytes, name: str) -> None:
    descriptor = hold_sign(make_sign(path, "00000001", says))
    assert consoles_at(path) == (name,)
    os.close(descriptor)


def test_consoles_at_does_not_follow_link(path: Path) -> None:
    target = path.parent / "target"
    target.write_text("somebody's")
    (path.parent / CONSOLES).mkdir()
    (path.parent / CONSOLES / f"{path.name}-00000001").symlink_to(target)
    assert consoles_at(path) == ()
    assert (path.parent / CONSOLES / f"{path.name}-00000001").is_symlink()
    assert target.read_text() == "somebody's"


def test_consoles_at_does_not_wait_for_pipe(path: Path) -> None:
    (path.parent / CONSOLES).mkdir()
    os.mkfifo(path.parent / CONSOLES / f"{path.name}-00000001")
    assert consoles_at(path) == ()


def test_announce_makes_deleted_sign_again(path: Path) -> None:
    one, two = ConsolesAtSession(path, "one"), ConsolesAtSession(path, "two")
    one.announce()
    two.announce()
    before = count_open_files()
    (path.parent / CONSOLES / f"{path.name}-{one.token}").unlink()
    assert two.announce() == ()
    assert one.announce() == ("two",)
    assert two.announce() == ("one",)
    assert count_open_files() == before
    for company in (one, two):
        company.leave()
    assert list((path.parent / CONSOLES).iterdir()) == []


def test_announce_keeps_same_sign(path: Path) -> None:
    company = ConsolesAtSession(path, "one")
    company.announce()
    (sign_,) = (path.parent / CONSOLES).iterdir()
    with sign_.open() as made:
        for _ in range(3):
            company.announce()
        assert os.fstat(made.fileno()).st_nlink == 1
    company.leave()


def test_announce_keeps_one_file_open_until_leave(path: Path) -> None:
    before = count_open_files()
    company = ConsolesAtSession(path, "one")
    for _ in range(20):
        company.announce()
    assert count_open_files() == before + 1
    assert len(list((path.parent / CONSOLES).iterdir())) == 1
    company.leave()
    company.leave()
    assert count_open_files() == before


def test_leave_twice_closes_no_other_file(path: Path) -> None:
    company = ConsolesAtSession(path, "one")
    company.announce()
    company.leave()
    others = [os.open(path.parent, os.O_RDONLY) for _ in range(3)]  # one has the sign's number
    company.leave()
    for descriptor in others:
        os.fstat(descriptor)
        os.close(descriptor)


def test_consoles_at_replaces_undecodable_letters(path: Path) -> None:
    company = ConsolesAtSession(path, "des\udcffk")  # of a host with a byte that is no letter
    company.announce()
    assert consoles_at(path) == ("des?k",)
    company.leave()


def test_consoles_at_keeps_no_file_open(path: Path) -> None:
    descriptor = hold_sign(make_sign(path, "00000001"))
    before = count_open_files()
    for _ in range(20):
        assert consoles_at(path) == ("desk",)
        make_sign(path, "00000002")
    assert count_open_files() == before
    os.close(descriptor)


def test_announce_does_nothing_after_leave(path: Path) -> None:
    company = ConsolesAtSession(path, "one")
    company.leave()
    assert company.announce() is None
    assert consoles_at(path) == ()


@pytest.mark.parametrize("taken", [1, 4])
def test_announce_tries_again_if_sign_is_being_looked_at(
    path: Path, monkeypatch: pytest.MonkeyPatch, taken: int
) -> None:
    flock = fcntl.flock
    calls: list[int] = []

    def looked_at(descriptor: int, operation: int) -> None:
        if len(calls) < taken:
            calls.append(descriptor)
            raise BlockingIOError
        flock(descriptor, operation)

    company = ConsolesAtSession(path, "one")
    with monkeypatch.context() as looking:
        looking.setattr(fcntl, "flock", looked_at)
        company.announce()
    assert len(calls) == taken
    assert consoles_at(path) == ("one",)
    company.leave()


def test_announce_tries_five_times_and_again_next_time(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[int] = []

    def looked_at(descriptor: int, operation: int) -> None:
        calls.append(operation)
        raise BlockingIOError

    company = ConsolesAtSession(path, "one")
    with monkeypatch.context() as looking:
        looking.setattr(fcntl, "flock", looked_at)
        company.announce()
    assert len(calls) == 5
    assert consoles_at(path) == ()
    company.announce()
    assert consoles_at(path) == ("one",)
    company.leave()


def test_announce_makes_sign_in_hidden_folder(path: Path) -> None:
    company = ConsolesAtSession(path, "one")
    company.announce()
    assert [found.name for found in path.parent.iterdir()] == [".consoles"]
    company.leave()


def test_announce_makes_private_sign_under_any_umask(path: Path) -> None:
    (path.parent / CONSOLES).mkdir()
    company = ConsolesAtSession(path, "one")
    before = os.umask(0o777)
    try:
        company.announce()
    finally:
        os.umask(before)
    assert [file_mode(found) for found in (path.parent / CONSOLES).iterdir()] == [0o600]
    company.leave()


def test_take_up_knows_draft_by_token_of_console(path: Path) -> None:
    draft, company = Draft("we keep", NoteKind.VALUE), ConsolesAtSession(path, "one")
    DraftFile(path, company.token).save(draft)
    assert DraftFile(path, "00000001").take_up({company.token}.__contains__) == (None, 0)
    assert DraftFile(path, "00000001").take_up(lambda _: False) == (draft, 0)


def test_signs_at_tells_walls_names_and_a_time_of_their_own(path: Path) -> None:
    time = SessionTime(START, START + timedelta(minutes=5), 60.0)
    desk, wall = ConsolesAtSession(path, "desk"), ConsolesAtSession(path, "wall", is_wall=True)
    desk.sign = desk.sign._replace(names_shown=True, time=time)
    desk.announce()
    wall.announce()
    signs = {sign.name: sign for sign in signs_at(path)}
    assert signs["desk"] == Sign("desk", names_shown=True, time=time, token=desk.token)
    assert signs["wall"] == Sign("wall", is_wall=True, token=wall.token)
    assert consoles_at(path) == ("desk",)
    assert (desk.others(), desk.has_wall) == ((), True)
    desk.leave()
    wall.leave()


def test_announce_rewrites_a_sign_that_has_changed(path: Path) -> None:
    desk = ConsolesAtSession(path, "desk")
    for names_shown in (True, False, True):
        desk.sign = desk.sign._replace(names_shown=names_shown)
        desk.announce()
        assert [sign.names_shown for sign in signs_at(path)] == [names_shown]
    desk.leave()


@pytest.mark.parametrize(
    "line",
    [
        b"time",
        b"time now then 2",
        b"time 2026-11-09 2026-11-09 2",
        b"time 2026-11-09T18:00:00+00:00 2026-11-09T18:00:00+00:00 -1",
        b"time 2026-11-09T18:00:00+00:00 2026-11-09T18:00:00+00:00 nan",
    ],
)
def test_signs_at_believes_no_time_that_cannot_be(path: Path, line: bytes) -> None:
    descriptor = hold_sign(make_sign(path, "00000001", b"desk\n" + line))
    assert [sign.time for sign in signs_at(path)] == [None]
    os.close(descriptor)


def test_signs_at_can_leave_stale_signs_alone(path: Path) -> None:
    dead = make_sign(path, "00000001", b"desk")
    assert signs_at(path, deletes_stale=False) == ()
    assert dead.exists()
