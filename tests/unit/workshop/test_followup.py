"""What became of the commitments, over all sessions."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from oneone_tui.workshop.changes import CommitmentDone, CommitmentMended, Refused, Undone
from oneone_tui.workshop.followup import (
    Promise,
    Standing,
    called,
    code_of,
    of_person,
    open_for,
    pressing_first,
    promises_in,
    short_codes,
    standing_words,
    whose_words,
)
from oneone_tui.workshop.records import Person
from oneone_tui.workshop.session import TEAM_ONE, Session
from oneone_tui.workshop.words import Presence
from tests.unit.workshop.building import SIX, fresh, made
from tests.unit.workshop.promising import ANA, BEN, CY, promise, promised, promising

TODAY = date(2026, 11, 27)
DAY = timedelta(days=1)


def done_in(session: Session) -> list[bool]:
    return [commitment.done for commitment in session.commitments]


# ------------------------------------------------------------------------------ ticked off


def test_a_commitment_is_ticked_off_and_open_again() -> None:
    session = promising(0, promised("call"), promised("sing"))
    second = session.commitments[1].id
    ticked = made(session, CommitmentDone(commitment=second, done=True))
    assert done_in(ticked) == [False, True]
    assert ticked.history[-1].said == "done: sing"
    again = made(ticked, CommitmentDone(commitment=second, done=False))
    assert again.commitments == session.commitments
    assert again.history[-1].said == "open again: sing"
    undone = made(ticked, Undone(entry=ticked.history[-1].id))
    assert undone.commitments == session.commitments


def test_ticked_off_twice_is_told_once() -> None:
    session = promising(0, promised("call"))
    done = CommitmentDone(commitment=session.commitments[0].id, done=True)
    once = made(session, done)
    assert made(once, done) is once


def test_what_is_done_stays_so_when_it_is_mended() -> None:
    session = promising(0, promised("call"))
    which = session.commitments[0].id
    mend = CommitmentMended(commitment=which, text="call twice", who=ANA)
    mended = made(session, CommitmentDone(commitment=which, done=True), mend)
    assert (mended.commitments[0].text, done_in(mended)) == ("call twice", [True])


def test_what_is_not_there_can_not_be_ticked_off() -> None:
    with pytest.raises(Refused, match="no such commitment"):
        made(promising(0), CommitmentDone(commitment="nothing", done=True))


# ------------------------------------------------------------------------------ what there is


def test_promises_name_people_as_they_are_called_over_all_sessions() -> None:
    session = promising(0, promised("call", TODAY), promised("sing", who="", to=""))
    people = (replace(session.people[0], same="anna"), *session.people[1:])
    first, second = promises_in(replace(session, people=people))
    assert (first.who, first.who_name, first.to, first.due) == ("anna", "Ana Ruiz", BEN, TODAY)
    assert whose_words(first) == "Ana Ruiz → Ben Okafor"
    assert (second.who, second.to_name, whose_words(second)) == ("", "", "")
    assert whose_words(replace(second, to_name="Ben")) == "somebody → Ben"
    assert whose_words(replace(second, who_name="Ana")) == "Ana"


def test_in_a_rehearsal_nothing_is_promised() -> None:
    session = promising(0, promised("call"))
    assert promises_in(replace(session, info=replace(session.info, rehearsal=True))) == ()


@pytest.mark.parametrize(
    "due, done, standing, words",
    [
        (TODAY - DAY, False, Standing.OVERDUE, "overdue since Thu 26 Nov"),
        (TODAY, False, Standing.TODAY, "due today"),
        (TODAY + DAY, False, Standing.AHEAD, "by Sat 28 Nov"),
        (date(2027, 1, 4), False, Standing.AHEAD, "by Mon 4 Jan 2027"),
        (None, False, Standing.UNDATED, "no day"),
        (TODAY - DAY, True, Standing.DONE, "done"),
        (None, True, Standing.DONE, "done"),
    ],
)
def test_how_a_promise_stands(due: date | None, done: bool, standing: Standing, words: str) -> None:
    one = promise(1, due, done=done)
    assert one.standing(TODAY) is standing
    assert standing_words(one, TODAY) == words


def test_the_most_pressing_comes_first() -> None:
    ordered = [
        promise(1, TODAY - 9 * DAY),
        promise(2, TODAY - DAY),
        promise(3, TODAY),
        promise(4, TODAY + DAY),
        promise(5, None, week=2),
        promise(6, None, week=1),
        promise(7, TODAY + DAY, done=True, week=1),
        promise(8, TODAY - 9 * DAY, done=True),
    ]
    for seed in range(5):
        mixed = Random(seed).sample(ordered, len(ordered))
        assert list(pressing_first(mixed, TODAY)) == ordered


@pytest.mark.parametrize(
    "name, found",
    [("ana", True), ("RUIZ", True), ("oka", True), ("Ben Ok", True), ("uiz", False), ("Cy", False)],
)
def test_a_person_is_found_by_a_part_of_the_name(name: str, found: bool) -> None:
    assert bool(of_person([promise(1)], name)) is found


# ------------------------------------------------------------------------------ last time


def open_texts(session: Session, *before: Session) -> list[str]:
    promises = [promise for other in before for promise in promises_in(other)]
    return [promise.text for promise in open_for(session, promises)]


def test_what_those_who_are_there_promised_and_is_open() -> None:
    before = promising(0, promised("call"), promised("sing", who=CY), promised("done", who=BEN))
    before = made(before, CommitmentDone(commitment=before.commitments[2].id, done=True))
    now = replace(fresh(*SIX[:2]), info=promising(1).info)
    assert open_texts(now, before) == ["call"]
    assert open_texts(replace(now, people=promising(1).people), before) == ["call", "sing"]


@pytest.mark.parametrize(
    "presence, counts",
    [
        *((presence, True) for presence in (Presence.HERE, Presence.LATE, Presence.SITS_OUT)),
        *((presence, False) for presence in (Presence.ABSENT, Presence.LEFT)),
    ],
)
def test_whoever_is_not_there_is_not_asked(presence: Presence, counts: bool) -> None:
    now = promising(1)
    people = (replace(now.people[0], presence=presence), *now.people[1:])
    found = open_texts(replace(now, people=people), promising(0, promised("call")))
    assert bool(found) is counts


def test_another_spelling_is_the_same_person() -> None:
    people = (Person(id="anna", name="Anna", team=TEAM_ONE, same=ANA),)
    now = replace(promising(1), people=people)
    assert open_texts(now, promising(0, promised("call"))) == ["call"]


def test_the_session_itself_and_later_ones_are_not_last_time() -> None:
    now = promising(1, promised("now"))
    later = promising(2, promised("later"))
    assert open_texts(now, now, later, promising(0, promised("before"))) == ["before"]


def test_a_promise_of_nobody_is_nobodys() -> None:
    assert open_texts(promising(1), promising(0, promised("call", who=""))) == []


# ------------------------------------------------------------------------------ codes

keys = st.lists(st.integers(0, 100_000), unique=True, max_size=40)


@given(keys, keys)
def test_a_code_means_one_promise_whatever_others_there_are(
    some: list[int], more: list[int]
) -> None:
    promises = [promise(number) for number in some]
    both = [promise(number) for number in dict.fromkeys((*some, *more))]
    codes = short_codes(promises)
    assert len(set(codes.values())) == len(promises)
    for one in promises:
        assert called(promises, codes[one.key]) == (one,)
        assert called(promises, f" {codes[one.key].upper()} ") == (one,)
        assert one in called(both, codes[one.key])


def test_codes_that_begin_alike_are_shown_longer() -> None:
    promises = [promise(number) for number in range(12_000)]
    codes = short_codes(promises)
    lengths = {len(code) for code in codes.values()}
    assert min(lengths) == 5 < max(lengths)
    long = next(one for one in promises if len(codes[one.key]) > 5)
    assert len(called(promises, code_of(long)[:5])) > 1
    assert len(set(codes.values())) == len(promises)


def test_a_code_never_changes() -> None:
    assert code_of(promise(1)) == code_of(replace(promise(1, TODAY, done=True), text="other"))
    assert code_of(promise(1)) != code_of(promise(1, week=1))


def test_no_code_is_no_promise() -> None:
    promises: list[Promise] = [promise(1)]
    assert called(promises, "") == called(promises, " ") == called(promises, "zzzzzzzzz") == ()
