from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from oneone_tui.store.open_consoles import ConsolesAtSession, SessionTime
from oneone_tui.store.session_file import SessionFile
from oneone_tui.store.session_reader import SessionReader
from oneone_tui.wall.session_follower import POLLS_PER_SIGN, SessionFollower
from oneone_tui.workshop.model.changes import Paused
from tests.support.session_store import change_to_save
from tests.support.sessions import running_session


def follower_at(folder: Path) -> tuple[SessionFile, SessionFollower]:
    file = SessionFile.create(folder / "session.json", running_session())
    return file, SessionFollower(SessionReader.open(file.path))


async def next_sign(follower: SessionFollower) -> None:
    for _ in range(POLLS_PER_SIGN):
        await follower.poll()


async def test_poll_takes_over_what_a_console_saved(tmp_path: Path) -> None:
    file, follower = follower_at(tmp_path)
    await follower.poll()
    assert not await follower.poll()
    after = file.change([change_to_save(Paused())]).session
    assert await follower.poll()
    assert follower.session == after


async def test_poll_keeps_the_last_good_state_and_tells_why(tmp_path: Path) -> None:
    file, follower = follower_at(tmp_path)
    content = file.path.read_bytes()
    file.path.write_bytes(b"{")
    assert await follower.poll()
    assert "is damaged" in follower.trouble
    assert follower.session == file.session
    file.path.write_bytes(content)
    assert await follower.poll()
    assert follower.trouble == ""


async def test_names_are_shown_only_while_consoles_are_there_and_all_show_them(
    tmp_path: Path,
) -> None:
    file, follower = follower_at(tmp_path)
    await next_sign(follower)
    assert not follower.names_shown
    desks = [ConsolesAtSession(file.path, name) for name in ("one", "two")]
    for shown, expected in (((True, True), True), ((True, False), False), ((True, True), True)):
        for desk, names in zip(desks, shown, strict=True):
            desk.sign = desk.sign._replace(names_shown=names)
            desk.announce()
        await next_sign(follower)
        assert follower.names_shown is expected
    for desk in desks:
        desk.leave()
    await next_sign(follower)
    assert not follower.names_shown


async def test_time_is_that_of_a_rehearsal(tmp_path: Path) -> None:
    file, follower = follower_at(tmp_path)
    desk = ConsolesAtSession(file.path, "desk")
    real = datetime.now(UTC) - timedelta(seconds=10)
    shown = datetime(2030, 1, 1, tzinfo=UTC)
    desk.sign = desk.sign._replace(time=SessionTime(real, shown, 60.0))
    desk.announce()
    await next_sign(follower)
    assert follower.time.speed == 60
    assert timedelta(minutes=10) <= follower.time.now() - shown < timedelta(minutes=20)
    desk.leave()


async def test_consoles_see_that_there_is_a_wall(tmp_path: Path) -> None:
    file, follower = follower_at(tmp_path)
    desk = ConsolesAtSession(file.path, "desk")
    assert (desk.others(), desk.has_wall) == ((), False)
    await follower.poll()
    assert (desk.others(), desk.has_wall) == ((), True)
