"""The review: every page, what is found in it, and that nothing of the file changes."""

from __future__ import annotations

from pathlib import Path

from oneone_tui.exports.review_pages import NAMES_IN_HISTORY
from oneone_tui.screens.library import LibraryScreen
from oneone_tui.screens.review import ReviewScreen
from oneone_tui.workshop.model.changes import NoteDraft, NotesWritten
from oneone_tui.workshop.model.session import TEAM_ONE
from oneone_tui.workshop.model.terms import NoteKind, Stage
from tests.support.pilot import OVER, ROUNDS, SEVEN, Desk, Room, apply_changes, rehearsed_session

PAGES = (
    ("1", "Campaign", "Turn 1 · Conversation"),
    ("2", "Pair 1", "Who met whom"),
    ("3", "Pair 1: ", "Values"),
    ("4", "Values", "· pair 1"),
    (
        "5",
        "Our Common Values",
    ),
    ("6", "Ana Ruiz → "),
    ("7", "Ana Ruiz: "),
    ("8", "Timekeeper", "Reporter"),
    ("9", "2026-11-09", "started: Roles and agenda"),
)


async def reviewed(desk: Desk) -> None:
    """Review the session that is on."""
    await desk.wait_until(lambda: desk.app.library_state.rows is not None)
    await desk.settle()
    await desk.press("v")
    await desk.wait_until(lambda: isinstance(desk.app.screen, ReviewScreen))
    await desk.settle()


def state(folder: Path) -> dict[str, tuple[bytes, int]]:
    """Every file in a folder with its time, those that begin with a dot as well."""
    return {p.name: (p.read_bytes(), p.stat().st_mtime_ns) for p in folder.iterdir()}


async def test_review_pages_are_reached_by_digit_and_arrow(room: Room) -> None:
    room.keep(rehearsed_session(OVER, *SEVEN))
    async with room.desk() as desk:
        await reviewed(desk)
        await desk.wait_for("review · finished 2026-11-09")
        for key, *texts in PAGES:
            await desk.press(key)
            await desk.wait_for(*texts)
        for _, *texts in PAGES:
            await desk.press("right")
            await desk.wait_for(*texts)
        await desk.press("left")
        await desk.wait_for(*PAGES[-2][1:])


async def test_review_keys_change_no_file(room: Room) -> None:
    for till in (ROUNDS, OVER):
        room.keep(rehearsed_session(till, title=f"At {till}"))
    as_it_was = state(room.folder)
    async with room.desk() as desk:
        for rows in range(2):
            await desk.wait_until(lambda: desk.app.library_state.rows is not None)
            await desk.press("home", *["down"] * rows)
            await reviewed(desk)
            await desk.press(
                *"123456789", "space", "+", "-", "u", "x", "delete", "b", "i", "<", ">"
            )
            await desk.press("/", "v", "enter", "n", "p", "escape", "f", "N", "f", "N", "end", "up")
            assert isinstance(desk.app.screen, ReviewScreen)
            assert not desk.app.session.is_open
            await desk.app.session.poll_remote()
            await desk.press("q")
            await desk.wait_until(lambda: isinstance(desk.app.screen, LibraryScreen))
    assert state(room.folder) == as_it_was


async def test_review_search_goes_from_page_to_page_and_back(room: Room) -> None:
    said = NotesWritten(kind=NoteKind.VALUE, notes=(NoteDraft("a purple café"),), team=TEAM_ONE)
    room.keep(apply_changes(rehearsed_session(OVER), said, minute=OVER))
    async with room.desk() as desk:
        await reviewed(desk)
        await desk.press("/")
        await desk.enter("PURPLE cafe")
        await desk.wait_for("“PURPLE cafe” 1 of 3", "▸ · a purple café")
        await desk.wait_for("Not from a pair")
        await desk.press("n")
        await desk.wait_for("2 of 3", "▸ · a purple café")
        await desk.press("n")
        await desk.wait_for("3 of 3", "value: a purple café", "▸ ")
        await desk.press("n")
        await desk.wait_for("1 of 3")
        await desk.press("p")
        await desk.wait_for("3 of 3")
        await desk.press("/")
        await desk.enter("nobody said this")
        assert desk.messages == ["no match for “nobody said this”"]
        await desk.press("n", "escape")
        assert isinstance(desk.app.screen, ReviewScreen)
        await desk.press("escape")
        assert isinstance(desk.app.screen, LibraryScreen)


async def test_feedback_is_hidden_until_it_is_asked_for(room: Room) -> None:
    session = rehearsed_session(OVER)
    said = next(note.text for note in session.notes if note.kind is NoteKind.FEEDBACK)
    room.keep(session)
    async with room.desk() as desk:
        await reviewed(desk)
        await desk.press("/")
        await desk.enter(said)
        assert desk.messages[-1].startswith("no match")
        await desk.press("f")
        await desk.wait_for("1 of")
        await desk.press("f")
        await desk.wait_for("nothing   review")


async def test_names_are_hidden_with_a_key(room: Room) -> None:
    room.keep(rehearsed_session(OVER))
    async with room.desk() as desk:
        await reviewed(desk)
        await desk.press("7")
        await desk.wait_for("Ana Ruiz: ")
        await desk.press("N")
        assert "Ana Ruiz" not in desk.screen_text
        await desk.press("9")
        await desk.wait_for(NAMES_IN_HISTORY)
        await desk.press("N")
        await desk.wait_for("started: Roles and agenda")


async def test_review_resumes_the_session_with_r(room: Room) -> None:
    path = room.keep(rehearsed_session(OVER))
    async with room.desk() as desk:
        await reviewed(desk)
        await desk.press("r")
        await desk.wait_until(lambda: desk.stage is Stage.SUMMARY)
        assert desk.path == path
        await desk.press("q")
        await desk.wait_until(lambda: isinstance(desk.app.screen, LibraryScreen))


async def test_e_writes_what_is_reviewed(room: Room) -> None:
    room.keep(rehearsed_session(OVER, title="Harbour Street"))
    async with room.desk() as desk:
        await reviewed(desk)
        await desk.press("e")
        await desk.enter("md")
        await desk.wait_until(lambda: bool(desk.messages))
        assert isinstance(desk.app.screen, ReviewScreen)
    [written] = (room.folder / "exports").iterdir()
    assert written.read_text().startswith("# Harbour Street")


async def test_keys_in_one_go_find_and_go_on(room: Room) -> None:
    said = NotesWritten(kind=NoteKind.VALUE, notes=(NoteDraft("purple"),), team=TEAM_ONE)
    room.keep(apply_changes(rehearsed_session(OVER), said, minute=OVER))
    async with room.desk() as desk:
        await reviewed(desk)
        await desk.type_at_once("/purple", "enter", "nn")
        await desk.wait_for("3 of 3")


async def test_small_window_and_a_long_session_are_scrolled_through(room: Room) -> None:
    room.keep(rehearsed_session(OVER, *SEVEN))
    async with room.desk(size=(60, 18)) as desk:
        await reviewed(desk)
        await desk.press("9", "end")
        await desk.wait_for("finished")
        await desk.press("home")
        await desk.wait_for("2026-11-09")
        await desk.resize(120, 40)
        await desk.press("9", "end")
        await desk.wait_for("finished")
