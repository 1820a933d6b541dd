"""The sign behind the line says in every frame whether what is shown is on disk."""

from __future__ import annotations

from oneone_tui.screens.rounds import LatestScroll
from oneone_tui.widgets.text_block import TextBlock
from oneone_tui.workshop.model.changes import NoteDraft, NotesWritten
from oneone_tui.workshop.model.terms import NoteKind
from tests.support.pilot import ROUNDS, SIX, Desk, Room, rehearsed_session


def sent(desk: Desk) -> str:
    """What the terminal shows."""
    return "\n".join("".join(text for text, _ in row) for row in desk.app._rows.values())


async def test_new_note_is_not_shown_as_saved_early(painted_room: Room) -> None:
    async with painted_room.desk(rehearsed_session(ROUNDS, *SIX)) as desk:
        await desk.wait_until(lambda: "saved ✓" in sent(desk))
        pair = desk.session.pairs[0]
        note = NoteDraft(text="we keep our word")
        desk.app.session.apply(
            NotesWritten(kind=NoteKind.VALUE, notes=(note,), team=pair.team, pair=pair.id)
        )
        screen = desk.app.screen
        screen.query_one(LatestScroll).query_one(TextBlock)._check_refresh()  # it is quicker
        screen._layout_required = True
        screen._on_timer_update()  # and a frame comes before the others have said anything
        assert "we keep our word" in sent(desk)
        assert "saving…" in sent(desk)
        assert "saved ✓" not in sent(desk)
        await desk.wait_until_saved()
        await desk.wait_until(lambda: "saved ✓" in sent(desk))
