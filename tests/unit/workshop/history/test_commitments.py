"""What became of the commitments, over all sessions."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from oneone_tui.workshop.history.commitments import (
    CommitmentStatus,
    TrackedCommitment,
    commitment_code,
    commitments_of_person,
    find_by_code,
    format_status,
    format_who_to_whom,
    open_commitments,
    short_codes,
    sort_by_urgency,
    tracked_commitments,
)
from oneone_tui.workshop.model.changes import (
    ChangeRejected,
    CommitmentDone,
    CommitmentEdited,
    Undone,
)
from oneone_tui.workshop.model.records import Person
from oneone_tui.workshop.model.session import TEAM_ONE, Session
from oneone_tui.workshop.model.terms import Presence
from tests.support.commitment_sessions import (
    ANA,
    BEN,
    CY,
    commitment_added,
    session_with_commitments,
    tracked_commitment,
)
from tests.support.sessions import SIX, apply_changes, fresh_session

TODAY = date(2026, 11, 27)
DAY = timedelta(days=1)


def done_in(session: Session) -> list[bool]:
    return [commitment.done for commitment in session.commitments]


# ------------------------------------------------------------------------------ ticked off


def test_commitment_done_can_be_reopened() -> None:
    session = session_with_commitments(0, commitment_added("call"), commitment_added("sing"))
    second = session.commitments[1].id
    ticked = apply_changes(session, CommitmentDone(commitment=second, done=True))
    assert done_in(ticked) == [False, True]
    assert ticked.history[-1].said == "done: sing"
    again = apply_changes(ticked, CommitmentDone(commitment=second, done=False))
    assert again.commitments == session.commitments
    assert again.history[-1].said == "open again: sing"
    undone = apply_changes(ticked, Undone(entry=ticked.history[-1].id))
    assert undone.commitments == session.commitments


def test_commitment_done_twice_adds_one_history_entry() -> None:
    session = session_with_commitments(0, commitment_added("call"))
    done = CommitmentDone(commitment=session.commitments[0].id, done=True)
    once = apply_changes(session, done)
    assert apply_changes(once, done) is once


def test_commitment_stays_done_when_edited() -> None:
    session = session_with_commitments(0, commitment_added("call"))
    which = session.commitments[0].id
    mend = CommitmentEdited(commitment=which, text="call twice", who=ANA)
    mended = apply_changes(session, CommitmentDone(commitment=which, done=True), mend)
    assert (mended.commitments[0].text, done_in(mended)) == ("call twice", [True])


def test_commitment_done_rejects_missing_commitment() -> None:
    with pytest.raises(ChangeRejected, match="commitment no longer exists"):
        apply_changes(session_with_commitments(0), CommitmentDone(commitment="nothing", done=True))


# ------------------------------------------------------------------------------ what there is


def test_tracked_commitments_use_identities() -> None:
    session = session_with_commitments(
        0, commitment_added("call", TODAY), commitment_added("sing", who="", to="")
    )
    people = (replace(session.people[0], same="anna"), *session.people[1:])
    first, second = tracked_commitments(replace(session, people=people))
    assert (first.who, first.who_name, first.to, first.due) == ("anna", "Ana Ruiz", BEN, TODAY)
    assert format_who_to_whom(first) == "Ana Ruiz → Ben Okafor"
    assert (second.who, second.to_name, format_who_to_whom(second)) == ("", "", "")
    assert format_who_to_whom(replace(second, to_name="Ben")) == "somebody → Ben"
    assert format_who_to_whom(replace(second, who_name="Ana")) == "Ana"


def test_tracked_commitments_skip_rehearsal() -> None:
    session = session_with_commitments(0, commitment_added("call"))
    assert tracked_commitments(replace(session, info=replace(session.info, rehearsal=True))) == ()


@pytest.mark.parametrize(
    "due, done, standing, words",
    [
        (TODAY - DAY, False, CommitmentStatus.OVERDUE, "overdue since Thu 26 Nov"),
        (TODAY, False, CommitmentStatus.TODAY, "due today"),
        (TODAY + DAY, False, CommitmentStatus.AHEAD, "by Sat 28 Nov"),
        (date(2027, 1, 4), False, CommitmentStatus.AHEAD, "by Mon 4 Jan 2027"),
        (None, False, CommitmentStatus.UNDATED, "no day"),
        (TODAY - DAY, True, CommitmentStatus.DONE, "done"),
        (None, True, CommitmentStatus.DONE, "done"),
    ],
)
def test_status_on_day(
    due: date | None, done: bool, standing: CommitmentStatus, words: str
) -> None:
    one = tracked_commitment(1, due, done=done)
    assert one.status_on(TODAY) is standing
    assert format_status(one, TODAY) == words


def test_sort_by_urgency_puts_most_urgent_first() -> None:
    ordered = [
        tracked_commitment(1, TODAY - 9 * DAY),
        tracked_commitment(2, TODAY - DAY),
        tracked_commitment(3, TODAY),
        tracked_commitment(4, TODAY + DAY),
        tracked_commitment(5, None, week=2),
        tracked_commitment(6, None, week=1),
        tracked_commitment(7, TODAY + DAY, done=True, week=1),
        tracked_commitment(8, TODAY - 9 * DAY, done=True),
    ]
    for seed in range(5):
        mixed = Random(seed).sample(ordered, len(ordered))
        assert list(sort_by_urgency(mixed, TODAY)) == ordered


@pytest.mark.parametrize(
    "name, found",
    [("ana", True), ("RUIZ", True), ("oka", True), ("Ben Ok", True), ("uiz", False), ("Cy", False)],
)
def test_commitments_of_person_match_part_of_name(name: str, found: bool) -> None:
    assert bool(commitments_of_person([tracked_commitment(1)], name)) is found


# ------------------------------------------------------------------------------ last time


def open_texts(session: Session, *before: Session) -> list[str]:
    promises = [promise for other in before for promise in tracked_commitments(other)]
    return [promise.text for promise in open_commitments(session, promises)]


def test_open_commitments_of_present_people() -> None:
    before = session_with_commitments(
        0,
        commitment_added("call"),
        commitment_added("sing", who=CY),
        commitment_added("done", who=BEN),
    )
    before = apply_changes(before, CommitmentDone(commitment=before.commitments[2].id, done=True))
    now = replace(fresh_session(*SIX[:2]), info=session_with_commitments(1).info)
    assert open_texts(now, before) == ["call"]
    assert open_texts(replace(now, people=session_with_commitments(1).people), before) == [
        "call",
        "sing",
    ]


@pytest.mark.parametrize(
    "presence, counts",
    [
        *((presence, True) for presence in (Presence.HERE, Presence.LATE, Presence.SITS_OUT)),
        *((presence, False) for presence in (Presence.ABSENT, Presence.LEFT)),
    ],
)
def test_open_commitments_skip_absent_people(presence: Presence, counts: bool) -> None:
    now = session_with_commitments(1)
    people = (replace(now.people[0], presence=presence), *now.people[1:])
    found = open_texts(
        replace(now, people=people), session_with_commitments(0, commitment_added("call"))
    )
    assert bool(found) is counts


def test_open_commitments_match_other_spelling() -> None:
    people = (Person(id="anna", name="Anna", team=TEAM_ONE, same=ANA),)
    now = replace(session_with_commitments(1), people=people)
    assert open_texts(now, session_with_commitments(0, commitment_added("call"))) == ["call"]


def test_open_commitments_skip_this_and_later_sessions() -> None:
    now = session_with_commitments(1, commitment_added("now"))
    later = session_with_commitments(2, commitment_added("later"))
    assert open_texts(now, now, later, session_with_commitments(0, commitment_added("before"))) == [
        "before"
    ]


def test_open_commitments_skip_commitment_of_nobody() -> None:
    assert (
        open_texts(
            session_with_commitments(1),
            session_with_commitments(0, commitment_added("call", who="")),
        )
        == []
    )


# ------------------------------------------------------------------------------ codes

keys = st.lists(st.integers(0, 100_000), unique=True, max_size=40)


@given(keys, keys)
def test_short_codes_are_unambiguous(some: list[int], more: list[int]) -> None:
    promises = [tracked_commitment(number) for number in some]
    both = [tracked_commitment(number) for number in dict.fromkeys((*some, *more))]
    codes = short_codes(promises)
    assert len(set(codes.values())) == len(promises)
    for one in promises:
        assert find_by_code(promises, codes[one.key]) == (one,)
        assert find_by_code(promises, f" {codes[one.key].upper()} ") == (one,)
        assert one in find_by_code(both, codes[one.key])


def test_short_codes_grow_where_beginnings_are_equal() -> None:
    promises = [tracked_commitment(number) for number in range(12_000)]
    codes = short_codes(promises)
    lengths = {len(code) for code in codes.values()}
    assert min(lengths) == 5 < max(lengths)
    long = next(one for one in promises if len(codes[one.key]) > 5)
    assert len(find_by_code(promises, commitment_code(long)[:5])) > 1
    assert len(set(codes.values())) == len(promises)


def test_commitment_code_never_changes() -> None:
    assert commitment_code(tracked_commitment(1)) == commitment_code(
        replace(tracked_commitment(1, TODAY, done=True), text="other")
    )
    assert commitment_code(tracked_commitment(1)) != commitment_code(tracked_commitment(1, week=1))


def test_find_by_code_finds_nothing_without_code() -> None:
    promises: list[TrackedCommitment] = [tracked_commitment(1)]
    assert (
        find_by_code(promises, "")
        == find_by_code(promises, " ")
        == find_by_code(promises, "zzzzzzzzz")
        == ()
    )
