"""The library: opened, left, begun from, searched, and what it does with files."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from oneone_tui.guides import load_guide
from oneone_tui.screens.library import LibraryScreen
from oneone_tui.screens.review import ReviewScreen
from oneone_tui.store.open_consoles import ConsolesAtSession
from oneone_tui.store.session_file import SessionFile
from oneone_tui.widgets.session_list import SessionList
from oneone_tui.workshop.model.terms import Stage
from tests.support.pilot import (
    OVER,
    ROUNDS,
    SEVEN,
    SUMMARY,
    Desk,
    Room,
    fresh_session,
    rehearsed_session,
)

HALF = b'{"session": {"1": {"id"'


async def listed(desk: Desk) -> None:
    """Wait until the library has been read, and is on."""
    await desk.wait_until(lambda: isinstance(desk.app.screen, LibraryScreen))
    await desk.wait_until(lambda: desk.app.library_state.rows is not None)
    await desk.settle()


async def titles(desk: Desk, *expected: str) -> None:
    """Wait until the rows begin with these titles, in this order, and are no more."""

    def are() -> bool:
        rows = [row[14:].strip() for row in desk.rows if row[2:4] == "20"]
        pairs = zip(rows, expected, strict=False)
        return len(rows) == len(expected) and all(row.startswith(t) for row, t in pairs)

    await desk.wait_until(are)


def contents(folder: Path) -> dict[str, bytes]:
    """Every file in a folder, those that begin with a dot as well."""
    return {p.name: p.read_bytes() for p in folder.iterdir() if p.is_file()}


async def back(desk: Desk) -> None:
    """Leave for the library."""
    await desk.press("q")
    await listed(desk)


async def test_empty_library_offers_two_things_and_makes_nothing(room: Room) -> None:
    async with room.desk() as desk:
        await desk.wait_for("No workshop here yet")
        assert desk.rows[-1].split() == ["n", "new", "r", "rehearsal", "q", "quit", "?", "help"]
        await desk.press(*"v/oetxdu", "enter", "down", "enter")
        assert desk.line.text == ""
        await desk.press("n", "escape", "n")  # no new one after all
        await desk.wait_for("title of the new workshop ›")
        await desk.press("escape")
        await desk.press("n", "space", "enter")  # a title of nothing
        assert isinstance(desk.app.screen, LibraryScreen)
        assert desk.line.text == ""
    assert not room.folder.exists()


async def test_new_workshop_is_kept_at_once_and_stands_in_the_library(room: Room) -> None:
    async with room.desk() as desk:
        await desk.press("n")
        await desk.enter("  Tenants' Union: 李 & Zoë  ")
        await desk.wait_until(lambda: desk.stage is Stage.SETUP)
        assert desk.session.info.title == "Tenants' Union: 李 & Zoë"
        assert desk.saved_session == desk.session
        assert room.names() == ["2026-11-09-tenants-union-zoe.json"]
        await back(desk)
        await titles(desk, "Tenants' Union: 李 & Z")
        await desk.press("n")
        await desk.paste("Tenants' Union:\n李 & Zoë\n")
        await desk.press("enter")
        await desk.wait_until(lambda: desk.stage is Stage.SETUP)
    assert room.names() == [
        "2026-11-09-tenants-union-zoe-2.json",
        "2026-11-09-tenants-union-zoe.json",
    ]


async def test_open_session_resumes_and_finished_one_is_reviewed(room: Room) -> None:
    room.keep(rehearsed_session(ROUNDS, title="A: at the rounds"))
    room.keep(rehearsed_session(OVER, title="B: over"))
    room.keep(fresh_session("Ana Ruiz", title="C: just begun"))
    async with room.desk() as desk:
        await titles(desk, "A: at", "B: over", "C: just")
        rows = [row.split()[-5:] for row in desk.rows if row[2:4] == "20"]
        counts = [[stage, people, pairs] for stage, people, pairs, *_ in rows]
        assert counts == [["Rounds", "6", "3"], ["finished", "6", "3"], ["Setup", "1", "0"]]
        for downs, stage in ((0, Stage.ROUNDS), (2, Stage.SETUP)):
            await desk.press("home", *["down"] * downs, "enter")
            await desk.wait_until(lambda stage=stage: desk.stage is stage)  # type: ignore[misc]
            assert desk.saved_session == desk.session
            await back(desk)
            assert desk.session.people == ()
        await desk.press("up", "enter")
        await desk.wait_until(lambda: isinstance(desk.app.screen, ReviewScreen))
        assert not desk.app.session.is_open


async def test_library_shows_changes_on_return_with_the_row_selected(room: Room) -> None:
    room.keep(fresh_session("Ana Ruiz", title="Another"))
    async with room.desk(rehearsed_session(SUMMARY, title="Last week")) as desk:
        await desk.press("<", "<")
        assert desk.stage is Stage.ROUNDS
        await back(desk)
        await desk.wait_for("Rounds", "Last week")
        chosen = desk.app.screen.query_one(SessionList).chosen
        assert chosen
        assert chosen.title == "Last week"


async def test_damaged_and_newer_files_are_reported_and_never_touched(room: Room) -> None:
    whole = room.keep(fresh_session("Ana Ruiz", title="Newer")).read_text()
    (room.folder / "2026-11-08-cut.json").write_bytes(HALF)
    newer = room.folder / "2026-11-09-newer.json"
    newer.write_text(whole.replace('"format": 1', '"format": 99'))
    as_it_was = contents(room.folder)
    async with room.desk() as desk:
        await desk.wait_for("2026-11-08-cut.json")
        for _ in range(2):
            await desk.press("enter", *"vdetx", "down")
        assert len(desk.messages) == 12
        assert {line.split()[0] for line in desk.messages} == set(as_it_was)
        assert isinstance(desk.app.screen, LibraryScreen)
        await desk.press("/")
        await desk.type("cut")
        assert desk.app.screen.query_one(SessionList).count == 1
    assert contents(room.folder) == as_it_was


async def test_session_that_vanished_before_opening_is_reported(room: Room) -> None:
    path = room.keep(fresh_session("Ana Ruiz"))
    async with room.desk() as desk:
        await listed(desk)
        path.unlink()
        await desk.press("enter")
        await desk.wait_until(lambda: bool(desk.messages))
        assert path.name in desk.messages[0]
        assert isinstance(desk.app.screen, LibraryScreen)


async def test_search_finds_titles_names_and_notes_while_typing(room: Room) -> None:
    room.keep(rehearsed_session(OVER, *SEVEN, title="Harbour Street"))
    room.keep(fresh_session("Zoë Lund", "Cy Lam", title="Kitchen"))
    note = next(n.text for n in rehearsed_session(OVER, *SEVEN).notes)
    async with room.desk() as desk:
        await titles(desk, "Harbour", "Kitchen")
        await desk.press("/")
        await desk.type("kitch")
        await titles(desk, "Kitchen")
        await desk.wait_for("1 of 2 with “kitch”")
        await desk.press("escape")
        await titles(desk, "Harbour", "Kitchen")
        for sought, found in (("ZOE", "Kitchen"), (note[:20], "Harbour"), ("cy street", "Harbour")):
            await desk.press("/")
            await desk.enter(sought)
            await titles(desk, found)
            assert not desk.line.typing
            await desk.press("escape")
            await titles(desk, "Harbour", "Kitchen")
        await desk.press("/")
        await desk.enter("nobody said this")
        await titles(desk)
        await desk.press("enter", *"vdetx")
        assert room.names() == sorted(room.names())
        assert isinstance(desk.app.screen, LibraryScreen)


async def test_keys_in_one_go_find_a_session_and_open_it(room: Room) -> None:
    room.keep(fresh_session("Ana Ruiz", title="Harbour Street"))
    room.keep(fresh_session("Ana Ruiz", title="Kitchen"))
    async with room.desk() as desk:
        await listed(desk)
        await desk.type_at_once("/kitch", "enter", "enter")
        await desk.wait_until(lambda: desk.stage is Stage.SETUP)
        assert desk.session.info.title == "Kitchen"


async def test_click_chooses_and_another_one_opens(room: Room) -> None:
    for title in ("Harbour Street", "Kitchen"):
        room.keep(fresh_session("Ana Ruiz", title=title))
    async with room.desk() as desk:
        await titles(desk, "Harbour", "Kitchen")
        row = next(n for n, row in enumerate(desk.rows) if "Kitchen" in row)
        await desk.pilot.click(offset=(20, row))
        chosen = desk.app.screen.query_one(SessionList).chosen
        assert chosen
        assert chosen.title == "Kitchen"
        assert desk.stage is None
        await desk.pilot.click(offset=(30, row))
        await desk.wait_until(lambda: desk.stage is Stage.SETUP)
        assert desk.session.info.title == "Kitchen"


async def test_library_is_sorted_by_date_title_people_and_stage(room: Room) -> None:
    room.keep(rehearsed_session(SUMMARY, title="C"))
    room.keep(rehearsed_session(ROUNDS, *SEVEN, title="B"))
    room.keep(fresh_session("Ana Ruiz", title="A"))
    async with room.desk() as desk:
        await listed(desk)
        await desk.wait_for("▾Date")
        on = desk.app.screen.query_one(SessionList)
        first = on.chosen
        for heading, order in (("▾Workshop", "ABC"), ("▾People", "BCA"), ("▾Stage", "CBA")):
            await desk.press("o")
            await desk.wait_for(heading)
            await titles(desk, *order)
            assert on.chosen == first
        await desk.press("o")
        await desk.wait_for("▾Date")


async def test_next_time_begins_with_the_same_people_and_nothing_of_what_happened(
    room: Room,
) -> None:
    before = room.keep(rehearsed_session(OVER, *SEVEN, title="Harbour Street"))
    as_it_was = before.read_bytes()
    async with room.desk() as desk:
        await listed(desk)
        await desk.press("d")
        assert desk.line.text == "Harbour Street"
        await desk.replace("Harbour Street II")
        await desk.wait_until(lambda: desk.stage is Stage.SETUP)
        session = desk.session
        assert session.info.title == "Harbour Street II"
        assert tuple(p.name for p in session.people) == SEVEN
        assert (session.pairs, session.notes, session.history) == ((), (), ())
    assert before.read_bytes() == as_it_was


async def test_new_title_renames_the_file_and_is_in_the_history(room: Room) -> None:
    path = room.keep(rehearsed_session(OVER, title="Harbour Street"))
    before = SessionFile.open(path).session
    async with room.desk() as desk:
        await listed(desk)
        await desk.press("t")
        await desk.replace("Quay Street")
        await titles(desk, "Quay Street")
    assert room.names() == ["2026-11-09-quay-street.json"]
    after = SessionFile.open(room.folder / "2026-11-09-quay-street.json").session
    assert after.info.title == "Quay Street"
    assert after.history[-1].said == "title: Quay Street"
    assert after.notes == before.notes


async def test_session_open_elsewhere_is_not_renamed_nor_trashed(room: Room) -> None:
    path = room.keep(fresh_session("Ana Ruiz", title="Harbour Street"))
    async with room.desk() as desk:
        await listed(desk)
        console = ConsolesAtSession(path, "elsewhere")
        console.announce()
        as_it_was = path.read_bytes()
        await desk.press("t")
        await desk.replace("Quay Street")
        await desk.wait_until(lambda: len(desk.messages) == 1)
        await desk.press("x")
        await desk.wait_until(lambda: len(desk.messages) == 2)
        assert all("is open at a console" in line for line in desk.messages)
        await titles(desk, "Harbour Street")
    console.leave()
    assert path.read_bytes() == as_it_was


async def test_trashed_session_comes_back_byte_for_byte(room: Room) -> None:
    paths = [room.keep(fresh_session("Ana Ruiz", title=title)) for title in ("A", "B", "C")]
    as_they_were = {path: path.read_bytes() for path in paths}
    async with room.desk() as desk:
        await titles(desk, "A", "B", "C")
        await desk.type_at_once("xx")
        await titles(desk, "C")
        await desk.wait_until(lambda: len(desk.messages) == 2)
        assert "u restores it" in desk.messages[0]
        assert {p.name for p in (room.folder / "trash").glob("*.json")} == {
            "2026-11-09-a.json",
            "2026-11-09-b.json",
        }
        await desk.press("u")
        await titles(desk, "B", "C")
        await desk.press("u", "u")
        await titles(desk, "A", "B", "C")
        await desk.press("x", "x", "x")
        await desk.wait_for("No workshop here yet")
        await desk.type_at_once("uuu")
        await titles(desk, "A", "B", "C")
    assert {path: path.read_bytes() for path in paths} == as_they_were


@pytest.mark.parametrize(
    "typed, names",
    [
        ("", ["2026-11-09-harbour-street.md"]),
        ("html", ["2026-11-09-harbour-street.html"]),
        ("csv", ["2026-11-09-harbour-street-notes.csv"]),
        ("csv-c", ["2026-11-09-harbour-street-commitments.csv"]),
        ("j feedback", ["2026-11-09-harbour-street.json"]),
        ("pdf", []),
    ],
)
async def test_export_lies_beside_the_sessions_for_their_owner_alone(
    room: Room, typed: str, names: list[str]
) -> None:
    room.keep(rehearsed_session(OVER, title="Harbour Street"))
    as_it_was = contents(room.folder)
    folder = room.folder / "exports"
    async with room.desk() as desk:
        await listed(desk)
        await desk.press("e")
        await desk.enter(typed)
        await desk.wait_until(lambda: len(desk.messages) == 1)
        assert (str(folder) in desk.messages[0]) == bool(names)
    assert contents(room.folder) == as_it_was
    assert [path.name for path in folder.glob("*")] == names
    if names:
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        assert stat.S_IMODE((folder / names[0]).stat().st_mode) == 0o600


async def test_export_never_takes_the_place_of_a_file_and_can_be_anonymous(room: Room) -> None:
    room.keep(rehearsed_session(OVER, title="Harbour Street"))
    async with room.desk() as desk:
        await listed(desk)
        for typed, told in (("", 1), ("md anon", 2)):
            await desk.press("e")
            await desk.enter(typed)
            await desk.wait_until(lambda told=told: len(desk.messages) == told)  # type: ignore[misc]
    first, second = (
        (room.folder / "exports" / name).read_text()
        for name in ("2026-11-09-harbour-street.md", "2026-11-09-harbour-street-2.md")
    )
    assert "Ana Ruiz" in first
    assert "Ana Ruiz" not in second


@pytest.mark.parametrize("minute", [0, ROUNDS, SUMMARY])
async def test_export_key_writes_the_shown_session_at_every_stage(
    room: Room, minute: float
) -> None:
    async with room.desk(rehearsed_session(minute, title="Harbour Street")) as desk:
        stage = desk.stage
        await desk.press("e")
        await desk.wait_for("export as md txt html csv")
        await desk.enter("txt")
        await desk.wait_until(lambda: bool(desk.messages))
        target = room.folder / "exports" / "2026-11-09-harbour-street.txt"
        assert desk.messages == [f"written to {target}"]
        assert target.read_text().startswith("Harbour Street\n")
        await desk.press("e")
        await desk.enter("pdf")
        assert desk.messages[-1].startswith("“pdf” is not a format")
        await desk.press("e", "escape")
        assert desk.stage is stage


async def test_calendar_without_dates_is_reported_not_written(room: Room) -> None:
    room.keep(fresh_session("Ana Ruiz"))
    async with room.desk() as desk:
        await listed(desk)
        await desk.press("e")
        await desk.enter("ics")
        await desk.wait_until(lambda: bool(desk.messages))
        assert "written" not in desk.messages[0]
    assert not (room.folder / "exports").exists()


async def test_library_of_thousands_makes_only_visible_rows(room: Room) -> None:
    path = room.keep(fresh_session("Ana Ruiz", title="Number 1"))
    whole = path.read_text()
    for number in range(2, 302):
        (room.folder / f"{number}.json").write_text(whole.replace("Number 1", f"Number {number}"))
    async with room.desk() as desk:
        await listed(desk)
        shelf = desk.app.screen.query_one(SessionList)
        assert shelf.count == 301
        await desk.press("end")
        await desk.wait_until(lambda: shelf.at == 300)
        last = shelf.chosen
        assert last
        await desk.wait_for(last.title)
        await desk.press("pageup", "up")
        assert shelf.at < 300 - 10
        await desk.press("/")
        await desk.enter("number 277")
        assert shelf.count == 1
        await desk.press("enter")
        await desk.wait_until(lambda: desk.stage is Stage.SETUP)
        assert desk.session.info.title == "Number 277"


async def test_long_reading_shows_progress_and_keys_work(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("oneone_tui.services.reading_progress.SOON", 0.0)
    paths = [room.keep(fresh_session("Ana Ruiz", title=f"Number {number}")) for number in range(60)]
    told: list[tuple[int, int]] = []
    async with room.desk() as desk:
        await listed(desk)
        desk.app.watch(
            desk.app,
            "library_state",
            lambda state: told.append(state.progress) if state.progress else None,
        )
        for path in paths:
            path.write_bytes(path.read_bytes().replace(b"Number", b"Another"))
        desk.app.library.refresh()
        await desk.press("n")
        assert desk.line.typing
        await desk.wait_for("Another")
        assert told
        assert {of for _, of in told} == {60}
        assert desk.app.library_state.progress is None
        assert desk.line.typing


async def test_rehearsal_runs_by_itself_and_can_be_left(room: Room) -> None:
    async with room.desk() as desk:
        await desk.press("r")
        await desk.wait_for("rehearse: Enter")
        await desk.press("escape")
        assert not (room.folder / "rehearsals").exists()
        await desk.press("r")
        await desk.enter("no-such-guide")
        await desk.wait_until(lambda: any("no guide is called" in line for line in desk.messages))
        await desk.press("r")
        await desk.enter("one-to-one-35")
        await desk.wait_until(
            lambda: len(desk.session.people) == 6 and desk.app.state.timer.running
        )
        assert desk.session.guide == load_guide("one-to-one-35")
        assert any("apart from your sessions" in line for line in desk.messages)
        await back(desk)
        await desk.wait_for("No workshop here yet")
        assert desk.session.people == ()
        for key in ("p", "c"):  # nothing of it is in what all sessions tell together
            await desk.press(key)
            await desk.settle()
            assert "Rosa" not in desk.screen_text
            await desk.press("escape", "q")
    assert room.names() == []
    [path] = (room.folder / "rehearsals").glob("*.json")
    assert SessionFile.open(path).session.info.rehearsal


async def test_q_in_the_library_ends_the_program(room: Room) -> None:
    async with room.desk() as desk:
        await desk.press("q")
        await desk.wait_until(lambda: not desk.app.is_running)
        assert desk.app.return_code == 0
