"""The rounds, worked by keys: the clock, the pairs, and the note line with its grammar."""

from __future__ import annotations

from datetime import date
from functools import partial
from threading import Event
from typing import TYPE_CHECKING

import pytest

from oneone_tui.paths import quote_path
from oneone_tui.store.draft_file import Draft, DraftFile, drafts_beside
from oneone_tui.store.open_consoles import ConsolesAtSession, signs_at
from oneone_tui.store.session_file import ChangeToSave, SaveResult, SessionFile
from oneone_tui.widgets.big_digits import BigDigits
from oneone_tui.widgets.formatting.note_text import pair_rows
from oneone_tui.widgets.note_line import NoteLine
from oneone_tui.widgets.pair_list import PairList
from oneone_tui.workshop.model.changes import CommitmentAdded, NoteDraft, NotesWritten
from oneone_tui.workshop.model.session import TEAM_ONE
from oneone_tui.workshop.model.terms import NoteKind, Stage
from tests.support.pilot import (
    MIXED,
    PAIRING,
    ROUNDS,
    SIX,
    TWENTY_FOUR,
    Room,
    apply_changes,
    fresh_session,
    rehearsed_session,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from oneone_tui.workshop.model.session import Session
    from tests.support.pilot import Desk

CONVERSATION, FEEDBACK = "turn-1-conversation", "turn-1-feedback"


def segment(desk: Desk) -> str:
    return desk.app.state.timer.segment.id if desk.app.state.timer.segment else ""


def digits(desk: Desk) -> str:
    return desk.app.screen.query_one(BigDigits).text


def chosen(desk: Desk) -> int:
    """The number of the pair that notes go to."""
    number = desk.session.pair_number(desk.app.screen.query_one(PairList).chosen)
    assert number == desk.session.pair_number(desk.app.screen.query_one(NoteLine).pair)
    return number


def notes(desk: Desk) -> list[tuple[NoteKind, int, str, str]]:
    """Every note: kind, pair, text, and whose it is."""
    session = desk.session
    return [
        (n.kind, session.pair_number(n.pair), n.text, session.name_of(n.person))
        for n in session.notes
    ]


def paired(*names: str) -> Session:
    return rehearsed_session(PAIRING, *names)


async def at_the_rounds(desk: Desk) -> None:
    """Go on to the first conversation, whose clock then runs, with nothing written yet."""
    await desk.press("n")
    assert (desk.stage, segment(desk), desk.session.notes) == (Stage.ROUNDS, CONVERSATION, ())


# ---------------------------------------------------------------------------- the clock


async def test_clock_starts_pauses_goes_on_and_can_be_taken_back(room: Room) -> None:
    async with room.desk(fresh_session(*SIX)) as desk:
        await desk.press(">", ">")
        assert desk.stage is Stage.ROUNDS
        await desk.press("space")
        assert (segment(desk), digits(desk)) == (CONVERSATION, "8:00")
        await desk.pass_time(78)
        assert digits(desk) == "6:42"
        await desk.press("space")
        assert desk.app.state.timer.paused
        await desk.wait_for("paused")
        await desk.pass_time(600)
        assert digits(desk) == "6:42"
        await desk.press("space")
        await desk.pass_time(2)
        assert digits(desk) == "6:40"
        await desk.press("u", "u")  # as if it had never been paused
        assert desk.app.state.timer.running
        await desk.press("u")
        assert not desk.app.state.timer.started


async def test_next_and_previous_go_through_the_segments(room: Room) -> None:
    async with room.desk(paired()) as desk:
        await at_the_rounds(desk)
        await desk.pass_time(60)
        await desk.press("n")
        assert segment(desk) == FEEDBACK
        await desk.pass_time(30)
        await desk.press("p")
        assert (segment(desk), digits(desk)) == (CONVERSATION, "7:00")
        await desk.press("u")
        assert (segment(desk), digits(desk)) == (FEEDBACK, "1:30")
        for _ in range(4):
            await desk.press("n")
        assert desk.stage is Stage.REPORT_BACK
        await desk.press("p")
        assert (desk.stage, segment(desk)) == (Stage.ROUNDS, "commit")


async def test_time_is_given_and_taken(room: Room) -> None:
    async with room.desk(paired()) as desk:
        await at_the_rounds(desk)
        await desk.press("+")
        assert digits(desk) == "9:00"
        await desk.press("-", "-", "]")
        assert digits(desk) == "7:10"
        await desk.press("[", "=")
        assert digits(desk) == "8:00"
        await desk.press("u")
        assert digits(desk) == "7:00"
        for _ in range(12):  # it never gets shorter than nothing
            await desk.press("-")
        await desk.pass_time(1)
        assert digits(desk).startswith("+0:0")


async def test_stage_is_counted_past_its_end(room: Room) -> None:
    async with room.desk(rehearsed_session("commit")) as desk:
        await desk.pass_time(5 * 60 + 65)
        assert (segment(desk), digits(desk)) == ("commit", "+1:05")
        await desk.wait_for("over time")


# ---------------------------------------------------------------------------- the pairs


async def test_digit_or_an_arrow_chooses_the_pair(room: Room) -> None:
    async with room.desk(paired()) as desk:
        await at_the_rounds(desk)
        assert chosen(desk) == 1
        await desk.press("3")
        assert chosen(desk) == 3
        await desk.press("4", "0")  # there is no such pair
        assert chosen(desk) == 3
        await desk.press("up")
        assert chosen(desk) == 2
        await desk.press("down")
        assert chosen(desk) == 3


async def test_digits_in_quick_succession_are_one_number(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [100.0]
    monkeypatch.setattr("oneone_tui.screens.note_taking.monotonic", lambda: now[0])
    async with room.desk(paired(*TWENTY_FOUR)) as desk:
        await at_the_rounds(desk)
        await desk.press("1")
        now[0] += 0.2
        await desk.press("2")
        assert chosen(desk) == 12
        now[0] += 5
        await desk.press("1")
        assert chosen(desk) == 1
        now[0] += 5
        await desk.press("2")
        assert chosen(desk) == 2
        now[0] += 0.2
        await desk.press("4")  # there is no pair 24: it is the fourth
        assert chosen(desk) == 4
        await desk.press("v")
        await desk.enter("a long way round")
        assert notes(desk) == [(NoteKind.VALUE, 4, "a long way round", "")]


# ---------------------------------------------------------------------------- the note line


async def test_note_kinds_have_keys(room: Room) -> None:
    async with room.desk(paired()) as desk:
        await at_the_rounds(desk)
        await desk.press("2")
        for key, kind in zip(
            "virft", (k for k in NoteKind if k is not NoteKind.COMMITMENT), strict=True
        ):
            await desk.press(key)
            await desk.wait_for(f"{kind} ›")
            await desk.enter(f"one {kind}")
            assert desk.line.text == ""
            await desk.press("escape")
            assert notes(desk)[-1][:3] == (kind, 2, f"one {kind}")
        await desk.press("c")
        await desk.enter("coffee on Friday")
        (promise,) = desk.session.commitments
        assert (promise.text, desk.session.pair_number(promise.pair)) == ("coffee", 2)
        assert promise.due == date(2026, 11, 13)
        await desk.wait_for("coffee  by Fri 13 Nov")


async def test_note_line_can_name_pair_kind_and_people(room: Room) -> None:
    async with room.desk(paired(*MIXED)) as desk:
        await at_the_rounds(desk)
        one, two = desk.session.pair(desk.session.pairs[1].id).members  # type: ignore[union-attr]
        who, to = desk.session.name_of(one), desk.session.name_of(two)
        await desk.press("v")
        await desk.enter("2i a lift that works; a garden ;; ")
        await desk.enter("we keep our word")  # the chosen pair and kind are as before
        await desk.enter(
            f"2r {who}: has a van; {to.casefold()}: speaks Turkish; a hall: with a key"
        )
        await desk.enter(f"2c {who} > {to}: coffee on Friday")
        await desk.enter("9v nobody is left behind")  # there is no pair 9
        await desk.press("enter")  # it is the text, then
        await desk.enter("r")  # a kind alone is nothing to keep
        await desk.replace("rent control: now")
        assert notes(desk) == [
            (NoteKind.INTEREST, 2, "a lift that works", ""),
            (NoteKind.INTEREST, 2, "a garden", ""),
            (NoteKind.VALUE, 1, "we keep our word", ""),
            (NoteKind.RESOURCE, 2, "has a van", who),
            (NoteKind.RESOURCE, 2, "speaks Turkish", to),
            (NoteKind.RESOURCE, 2, "a hall: with a key", ""),
            (NoteKind.VALUE, 1, "9v nobody is left behind", ""),
            (NoteKind.VALUE, 1, "rent control: now", ""),
        ]
        (promise,) = desk.session.commitments
        assert (promise.who, promise.to, promise.text) == (one, two, "coffee")


async def test_chip_says_where_the_line_will_go(room: Room) -> None:
    async with room.desk(paired()) as desk:
        await at_the_rounds(desk)
        await desk.press("v")
        await desk.wait_for("1 value ›")
        await desk.type("3r a; b")
        await desk.wait_for("3 resource · 2 notes ›")
        await desk.press("enter")
        await desk.wait_for("1 value ›")


async def test_tab_changes_the_kind_and_the_text_stays(room: Room) -> None:
    async with room.desk(paired()) as desk:
        await at_the_rounds(desk)
        await desk.press("v")
        await desk.type("a safe street")
        await desk.press("tab")
        await desk.wait_for("1 interest ›")
        await desk.press("tab", "shift+tab", "enter")
        assert notes(desk) == [(NoteKind.INTEREST, 1, "a safe street", "")]
        await desk.press("tab", "tab", "tab", "tab", "tab", "tab")
        await desk.enter("warm flats")
        assert notes(desk)[-1][0] is NoteKind.INTEREST


async def test_up_key_recalls_a_note_to_edit(room: Room) -> None:
    async with room.desk(paired()) as desk:
        await at_the_rounds(desk)
        await desk.press("v")
        await desk.press("up")  # there is none yet
        assert desk.line.text == ""
        await desk.enter("we keep our wrd")
        await desk.enter("2i rent control")
        await desk.type("half a")
        await desk.press("up", "up", "up")
        assert desk.line.text == "1v we keep our wrd"
        await desk.wait_for("edit 1 value")
        await desk.press("down")
        assert desk.line.text == "2i rent control"
        await desk.press("up", "left", "left", "o", "enter")
        assert desk.line.text == "half a"  # what was begun is there again
        assert notes(desk) == [
            (NoteKind.VALUE, 1, "we keep our word", ""),
            (NoteKind.INTEREST, 2, "rent control", ""),
        ]
        await desk.press("escape", "u")
        assert notes(desk)[0] == (NoteKind.VALUE, 1, "we keep our wrd", "")


async def test_edited_note_takes_another_kind_pair_and_person_or_goes(room: Room) -> None:
    async with room.desk(paired()) as desk:
        await at_the_rounds(desk)
        name = desk.session.name_of(desk.session.pairs[1].members[0])
        await desk.press("v")
        await desk.enter("has a van")
        await desk.press("up")
        await desk.replace(f"2r {name}: has a red van")
        assert notes(desk) == [(NoteKind.RESOURCE, 2, "has a red van", name)]
        await desk.press("up", "ctrl+u")
        await desk.wait_for("delete it")
        await desk.press("enter")
        assert notes(desk) == []
        await desk.press("escape", "u")
        assert notes(desk) == [(NoteKind.RESOURCE, 2, "has a red van", name)]
        await desk.press("v", "up", "escape")  # left alone, it stays as it was
        assert desk.line.text == ""
        assert len(notes(desk)) == 1


async def test_pair_or_a_name_that_is_not_there_is_asked_about(room: Room) -> None:
    async with room.desk(paired()) as desk:
        await at_the_rounds(desk)
        await desk.press("v")
        await desk.enter("7v we keep our word")
        assert "there is no pair 7" in desk.messages[-1]
        assert desk.line.text == "7v we keep our word"
        assert notes(desk) == []
        await desk.press("enter")
        assert notes(desk) == [(NoteKind.VALUE, 1, "7v we keep our word", "")]
        await desk.enter("1r Zed: has a van")
        assert "Zed" in desk.messages[-1]
        await desk.press("escape")


async def test_name_is_completed_with_the_right_arrow(room: Room) -> None:
    async with room.desk(paired()) as desk:
        await at_the_rounds(desk)
        await desk.press("r")
        await desk.type("Fa")
        await desk.wait_until(lambda: bool(desk.line._input._suggestion))
        await desk.press("right")
        assert desk.line.text == "Fay Wu: "
        await desk.enter("has a van")
        assert notes(desk)[-1][2:] == ("has a van", "Fay Wu")


async def test_feedback_is_about_the_one_who_organizes(room: Room) -> None:
    async with room.desk(paired()) as desk:
        await at_the_rounds(desk)
        first, second = (desk.session.name_of(one) for one in desk.session.pairs[1].members)
        await desk.press("f")
        await desk.enter("2f felt heard")
        await desk.enter(f"2f {second}: asked back")
        await desk.press("escape", "n", "n", "f")
        await desk.enter("2f said why")
        assert [who for *_, who in notes(desk)] == [first, second, second]


async def test_note_authors_can_be_hidden(room: Room) -> None:
    async with room.desk(paired()) as desk:
        await at_the_rounds(desk)
        name = desk.session.name_of(desk.session.pairs[0].members[0])
        await desk.press("r")
        await desk.enter(f"{name}: has a van")
        await desk.press("escape")
        await desk.wait_until(lambda: name.split()[0] in desk.text_of("#notes-text"))
        await desk.press("N")
        await desk.wait_until(lambda: name.split()[0] not in desk.text_of("#notes-text"))
        assert "has a van" in desk.text_of("#notes-text")
        assert notes(desk)[-1][3] == name  # it is kept all the same


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_pairs_and_notes_come_first_while_there_is_a_wall(
    room: Room, size: tuple[int, int]
) -> None:
    async with room.desk(paired(*TWENTY_FOUR), size) as desk:
        await at_the_rounds(desk)
        screen = desk.app.screen
        pairs, clock = screen.query_one(PairList), screen.query_one(BigDigits)
        before = clock.digit_size
        assert clock.region.x < pairs.region.x
        wall = ConsolesAtSession(desk.path, "wall", is_wall=True)
        wall.announce()
        await desk.app.session.poll_remote()
        await desk.wait_until(lambda: pairs.region.x < clock.region.x)
        assert pairs.region.width > size[0] // 2
        assert clock.digit_size == "small"
        assert clock.region.right <= size[0]
        wall.leave()
        await desk.app.session.poll_remote()
        await desk.wait_until(lambda: clock.region.x < pairs.region.x)
        assert clock.digit_size == before


async def test_wall_key_says_the_command_for_a_second_terminal(room: Room) -> None:
    async with room.desk(paired(), (160, 40), news=True) as desk:
        await desk.press("W")
        await desk.wait_for("for the room, in a second terminal", "oneone wall ")
        # The path of a test can be too long for a row of the message.
        shown = [notification.message for notification in desk.app._notifications]
        assert any(quote_path(desk.path.absolute()) in message for message in shown)


def tells_walls(desk: Desk, names_shown: bool) -> bool:
    return [sign.names_shown for sign in signs_at(desk.path)] == [names_shown]


async def test_hidden_names_are_hidden_for_the_wall_at_once(room: Room) -> None:
    async with room.desk(paired()) as desk:
        for shown in (True, False, True):
            await desk.app.session.poll_remote()
            await desk.wait_until(partial(tells_walls, desk, shown))
            await desk.press("N")


def test_date_of_another_year_shows_the_year() -> None:
    session = paired()
    pair = session.pairs[0].id
    session = apply_changes(
        session, CommitmentAdded(text="tea", team=TEAM_ONE, pair=pair, due=date(2026, 12, 1))
    )
    for today, told in ((date(2026, 11, 9), "tea  by Tue 1 Dec"), (date(2027, 1, 2), " 2026")):
        [row] = pair_rows(session, pair, today)
        assert row.body.plain.endswith(told)


def test_latest_of_thousands_of_notes_are_shown() -> None:
    session = paired()
    pair = session.pairs[0].id
    notes = tuple(NoteDraft(text=f"note {number}") for number in range(2_000))
    session = apply_changes(session, NotesWritten(NoteKind.VALUE, notes, TEAM_ONE, pair))
    first, *rows = pair_rows(session, pair, date(2026, 11, 9))
    assert first.body.plain == "1,900 earlier ones are in the review"
    assert [row.body.plain for row in rows[-2:]] == ["note 1998", "note 1999"]
    assert len(rows) == 100


async def test_draft_survives_a_crash(room: Room) -> None:
    path = room.keep(paired())
    async with room.desk(path) as desk:
        await at_the_rounds(desk)
        await desk.press("i")
        await desk.type("a garden behind the hou")
        await desk.wait_until(lambda: bool(drafts_beside(path)))
        await desk.wait_until_saved()
        left = path.read_bytes()
    assert b"garden" not in left
    async with room.desk(path) as desk:
        assert desk.line.text.endswith("a garden behind the hou")
        await desk.press("enter")
        await desk.enter("ses")
        assert notes(desk)[-1][:3] == (NoteKind.INTEREST, 1, "a garden behind the houses")
        await desk.wait_until(lambda: not drafts_beside(path))
    # Killed between the two, the line would be there twice.
    DraftFile(path).save(Draft("1i a garden behind the houses", NoteKind.INTEREST))
    async with room.desk(path) as desk:
        assert "houses" not in desk.line.text
        assert not drafts_beside(path)


async def test_esc_keeps_the_unfinished_line(room: Room) -> None:
    async with room.desk(paired()) as desk:
        await at_the_rounds(desk)
        await desk.press("v")
        await desk.type("we keep our w")
        await desk.press("escape")
        await desk.wait_for("we keep our w")
        await desk.press("3", "space", "space", "+", "i")  # the keys work, the line waits
        assert desk.line.text == "we keep our w"
        await desk.enter("ord")
        assert notes(desk) == [(NoteKind.INTEREST, 3, "we keep our word", "")]
        await desk.press("escape", "enter")  # enter writes another of the last kind
        await desk.enter("a garden")
        assert notes(desk)[-1] == (NoteKind.INTEREST, 3, "a garden", "")


async def test_unfinished_line_reads_the_same_through_every_stage(room: Room) -> None:
    async with room.desk(paired()) as desk:
        await at_the_rounds(desk)
        for begun, carried in (("2v the draft", "2v the draft"), ("i gardens", "1i gardens")):
            await desk.press("v")
            await desk.type(begun)
            await desk.press("escape", ">", ">", "<", "<")
            await desk.wait_until(lambda: desk.stage is Stage.ROUNDS)
            assert desk.line.text == carried
            await desk.press("v", "enter", "escape")
        assert notes(desk) == [
            (NoteKind.VALUE, 2, "the draft", ""),
            (NoteKind.INTEREST, 1, "gardens", ""),
        ]


@pytest.mark.parametrize("size", [(60, 18), (80, 24)])
async def test_end_of_typed_text_is_visible_after_any_prefix(
    room: Room, size: tuple[int, int]
) -> None:
    async with room.desk(paired(), size=size) as desk:
        await at_the_rounds(desk)
        await desk.press("v")
        await desk.type("2c Ana > Ben: a poster for the door by fri")
        assert "by fri" in desk.rows[-2]
        await desk.press("escape", "e")
        await desk.type("html anonymous")
        assert "html anonymous" in desk.rows[-2]


async def test_letters_and_digits_belong_to_the_line_while_it_has_the_keys(room: Room) -> None:
    everything = "n u q < > ? + - [ ] space v i r c f t 1 2 3 , . p e /"
    async with room.desk(paired()) as desk:
        await at_the_rounds(desk)
        before = (desk.session.clock, desk.session.agenda)
        await desk.press("f")
        await desk.enter(everything)
        assert [note[:3] for note in notes(desk)] == [(NoteKind.FEEDBACK, 1, everything)]
        assert (desk.session.clock, desk.session.agenda) == before
        assert desk.stage is Stage.ROUNDS


async def test_pasted_lines_are_a_note_each(room: Room) -> None:
    async with room.desk(paired()) as desk:
        await at_the_rounds(desk)
        await desk.press("v")
        await desk.paste("we keep our word\r\n\r\n2i rent control; a garden\nr Ana: has a van\n")
        await desk.wait_for("3 lines: enter keeps 3 notes")
        await desk.press("escape")
        assert desk.messages[-1].startswith("3 pasted lines are not kept: up in an empty line")
        await desk.press("v", "up", "enter", "v")
        await desk.paste("one line")
        assert desk.line.text == "one line"
        await desk.press("enter")
        assert [text for _, _, text, _ in notes(desk)] == [
            "we keep our word",
            "rent control",
            "a garden",
            "has a van",
            "one line",
        ]


async def test_text_typed_at_once_arrives_in_order(room: Room) -> None:
    """A slow line delivers many keys at once: each must find what the one before has done."""
    async with room.desk(paired()) as desk:
        await at_the_rounds(desk)
        await desk.type_at_once("vwe keep our word, in quiet quarters", "enter", "2i rent", "enter")
        await desk.wait_until(lambda: len(desk.session.notes) == 2)
        assert notes(desk) == [
            (NoteKind.VALUE, 1, "we keep our word, in quiet quarters", ""),
            (NoteKind.INTEREST, 2, "rent", ""),
        ]


async def test_arrows_and_letters_in_one_burst_keep_their_order(room: Room) -> None:
    async with room.desk(paired()) as desk:
        await at_the_rounds(desk)
        await desk.type_at_once(
            "down", "down", "vfor the third", "enter", "escape", "up", "ifor the second"
        )
        await desk.wait_until(lambda: desk.line.text == "for the second")
        await desk.press("enter")
        assert notes(desk) == [
            (NoteKind.VALUE, 3, "for the third", ""),
            (NoteKind.INTEREST, 2, "for the second", ""),
        ]


async def test_note_is_marked_until_it_is_on_disk(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk, change = Event(), SessionFile.change

    def slow(self: SessionFile, made: Sequence[ChangeToSave]) -> SaveResult:
        assert disk.wait(60)
        return change(self, made)

    async with room.desk(paired()) as desk:
        await at_the_rounds(desk)
        await desk.wait_until_saved()
        monkeypatch.setattr(SessionFile, "change", slow)
        await desk.press("v")
        await desk.enter("we keep our word")
        await desk.enter("nobody is left behind")
        await desk.wait_for("we keep our word", "nobody is left behind", "saving…")
        assert "saved ✓" not in desk.screen_text
        assert desk.saved_session.notes == ()
        disk.set()
        await desk.wait_until_saved()
        kept = [note.text for note in desk.session.notes]
        assert kept == ["we keep our word", "nobody is left behind"]
        await desk.check_saved()
        await desk.wait_for("saved ✓")


async def test_undo_takes_back_notes_one_line_at_a_time(room: Room) -> None:
    async with room.desk(rehearsed_session(ROUNDS)) as desk:
        before = desk.session.notes
        await desk.press("v")
        await desk.enter("one; two; three")
        await desk.enter("c four")
        await desk.press("escape", "u")
        assert desk.session.commitments == ()
        await desk.press("u")
        assert desk.session.notes == before


async def test_escape_between_two_digits_makes_them_two_numbers(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("oneone_tui.screens.note_taking.monotonic", lambda: 100.0)
    async with room.desk(paired(*TWENTY_FOUR)) as desk:
        await at_the_rounds(desk)
        await desk.type_at_once("1", "escape", "2")
        assert chosen(desk) == 2
