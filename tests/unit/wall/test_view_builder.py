from __future__ import annotations

import msgspec
import pytest

from oneone_tui.wall.view import PairingPart, Part, ReportBackPart, RoundsPart, SetupPart
from oneone_tui.wall.view_builder import SWITCH
from oneone_tui.workshop.model.changes import (
    Finished,
    Paused,
    Resumed,
    SegmentEntered,
    StageShown,
    TimeAdded,
)
from oneone_tui.workshop.model.terms import Stage
from tests.support.sessions import apply_changes, fresh_session, running_session, time_at
from tests.support.wall_sessions import rehearsed_at, view_at

TALK = "turn-1-conversation"


def clock_words(seconds: float) -> str:
    clock = view_at(running_session(segment=TALK), seconds).frame.clock
    assert clock
    return clock.words


@pytest.mark.parametrize(
    "seconds,words",
    [(10, ""), (400, "soon"), (430, "last minute"), (475, "ending"), (481, "time is up")],
)
def test_clock_says_in_words_how_much_time_is_left(seconds: float, words: str) -> None:
    assert clock_words(seconds) == words


def test_running_clock_is_told_by_its_end_so_that_views_stay_equal() -> None:
    session = running_session(segment=TALK)
    assert view_at(session, 20.25) == view_at(session, 21.5)
    clock = view_at(session, 20).frame.clock
    assert clock
    assert clock.countdown.ends == time_at(480)
    assert clock.countdown.seconds_left(time_at(470.5)) == 9.5


def test_paused_clock_is_told_by_what_is_left() -> None:
    session = apply_changes(running_session(segment=TALK), Paused(), seconds=30)
    clock = view_at(session, 300).frame.clock
    assert clock
    assert (clock.words, clock.countdown.ends, clock.countdown.left) == ("paused", None, 450)


def test_clock_at_its_end_tells_when_the_room_moves_on() -> None:
    clock = view_at(running_session(segment=TALK), 483).frame.clock
    assert clock
    assert clock.moves_on
    assert clock.moves_on.seconds_left(time_at(483)) == pytest.approx(7)


def test_a_new_turn_says_to_switch_for_a_while() -> None:
    session = running_session(segment="turn-2-conversation")
    first, later = view_at(session, 5).part, view_at(session, 25).part
    assert isinstance(first, RoundsPart)
    assert isinstance(later, RoundsPart)
    assert (first.switch, later.switch) == (SWITCH, "")
    assert [pair.organizer for pair in first.pairs] == ["Ben Okafor", "Dee Park", "Fay Wu"]


def test_prompt_changes_with_the_share_of_the_segment() -> None:
    session = running_session(segment=TALK)
    parts = [view_at(session, seconds).part for seconds in range(0, 480, 10)]
    shown = dict.fromkeys(part.prompt for part in parts if isinstance(part, RoundsPart))
    step = session.guide.step("conversation")
    assert step
    assert list(shown) == [prompt.text for prompt in step.prompts]


def test_end_is_told_in_whole_minutes_late_or_early() -> None:
    session = running_session()
    assert view_at(session, 10).frame.slip == "on time"
    late = apply_changes(session, TimeAdded(segment="roles", seconds=180), seconds=5)
    frame = view_at(late, 10).frame
    assert (frame.slip, frame.is_late) == ("3 min late", True)


def test_final_times_stay() -> None:
    session = apply_changes(
        running_session(segment="wrap-up"), Finished(left="wrap-up"), seconds=60
    )
    one, other = view_at(session, 61).frame, view_at(session, 90_000).frame
    assert one == other
    assert one.is_finished
    assert " to " in one.times


def test_wall_follows_the_stage_of_the_room_unless_a_part_is_held() -> None:
    session = apply_changes(running_session(), StageShown(stage=Stage.PAIRING))
    assert isinstance(view_at(session, 0).part, PairingPart)
    assert isinstance(view_at(session, 0, held=Part.SETUP).part, SetupPart)


def test_agenda_has_the_reports_of_all_pairs_in_one_line() -> None:
    part = view_at(running_session(), 0, held=Part.SETUP).part
    assert isinstance(part, SetupPart)
    assert [line.title for line in part.agenda].count("Report-back, 3 pairs") == 1
    assert [line.is_current for line in part.agenda].count(True) == 1


def test_report_back_names_the_pair_whose_slot_it_is() -> None:
    part = view_at(rehearsed_at(2000), 2000).part
    assert isinstance(part, ReportBackPart)
    assert part.question
    [team] = part.teams
    assert team.pair
    assert [column.title for column in team.columns] == [
        "Our Common Values",
        "Our Shared Interests",
        "Our Unique Resources",
    ]


@pytest.mark.parametrize("seconds", [5, 400, 1000, 2000, 2800, 4000])
@pytest.mark.parametrize("part", list(Part))
def test_no_part_says_who_said_what_while_names_are_hidden(seconds: float, part: Part) -> None:
    session = rehearsed_at(seconds)
    hidden = msgspec.json.encode(view_at(session, seconds, names_shown=False, held=part)).decode()
    for commitment in session.commitments:
        assert f"{session.name_of(commitment.who)}: {commitment.text}" not in hidden
    if part in (Part.SUMMARY, Part.LARGER_GROUP):
        named = {session.name_of(note.person) for note in session.notes} - {""}
        reporters = {session.name_of(team.reporter) for team in session.teams}
        assert not [name for name in named - reporters if name in hidden]


def test_view_of_an_empty_session_has_every_part() -> None:
    session = fresh_session()
    for part in Part:
        assert view_at(session, 0, held=part).frame.clock is None


def test_resumed_clock_ends_later_by_the_pause() -> None:
    session = apply_changes(running_session(segment=TALK), Paused(), seconds=30)
    session = apply_changes(session, Resumed(), seconds=90)
    clock = view_at(session, 100).frame.clock
    assert clock
    assert clock.countdown.ends == time_at(540)


def test_cue_speaks_what_to_do_but_no_seconds() -> None:
    session = running_session(segment=TALK)
    cues = [view_at(session, seconds).cue for seconds in range(0, 500, 5)]
    distinct = list(dict.fromkeys(cues))
    assert len(distinct) < 10
    assert any("last minute" in cue for cue in distinct)
    assert any("time is up" in cue for cue in distinct)


def test_moving_on_by_hand_shows_the_next_segment_at_once() -> None:
    session = apply_changes(
        running_session(segment=TALK), SegmentEntered(left=TALK, to="turn-1-feedback"), seconds=9
    )
    clock = view_at(session, 9).frame.clock
    assert clock
    assert "Feedback" in clock.title
