"""The pairing, worked by keys: everybody has one place, whatever is drawn and swapped."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from oneone_tui.widgets.pair_cards import PairCards
from oneone_tui.workshop.model.terms import Stage
from tests.support.pilot import (
    EARLIER,
    MIXED,
    OVER,
    PAIRING,
    ROUNDS,
    SEVEN,
    SIX,
    TWENTY_FOUR,
    Room,
    fresh_session,
    rehearsed_session,
)

if TYPE_CHECKING:
    from tests.support.pilot import Desk


def pairs(desk: Desk) -> list[tuple[str, ...]]:
    """The pairs, by names."""
    return [tuple(map(desk.session.name_of, pair.members)) for pair in desk.session.pairs]


def placed(desk: Desk) -> list[str]:
    """Everybody who has a place, in order of their names."""
    return sorted(name for pair in pairs(desk) for name in pair)


async def drawn(desk: Desk) -> None:
    """Wait until the pairs that were asked for have been drawn."""
    await desk.wait_until(lambda: bool(desk.session.pairs) and not desk.app.state.drawing)
    await desk.settle()


def cursor(desk: Desk) -> str:
    """Who the cursor is on."""
    return desk.session.name_of(desk.app.screen.query_one(PairCards).chosen)


async def test_pairing_shows_whether_tags_count(room: Room) -> None:
    async with room.desk(rehearsed_session(PAIRING)) as desk:
        for told in ("tags do not count", "people with other tags first"):
            await desk.press("T")
            assert desk.messages[-1] == told
            assert desk.session.info.unlike is (told != "tags do not count")


@pytest.mark.parametrize("names", [SIX[:2], MIXED, (*TWENTY_FOUR, "Hal Kim")])
async def test_first_visit_draws_the_pairs(room: Room, names: tuple[str, ...]) -> None:
    async with room.desk(fresh_session(*names)) as desk:
        await desk.press(">")
        assert desk.stage is Stage.PAIRING
        await drawn(desk)
        assert placed(desk) == sorted(names)
        assert len(desk.session.pairs) == len(names) // 2
        trios = sum(len(pair) == 3 for pair in pairs(desk))
        assert trios == len(names) % 2
        assert ("trio" in desk.text_of("#pairing-heading")) == bool(trios)
        await desk.press("end")
        assert cursor(desk) == pairs(desk)[-1][-1]
        await desk.wait_for(f"▸ {cursor(desk)}")
        await desk.press("home", "up", "left")
        assert cursor(desk) == pairs(desk)[0][0]
        await desk.press("right", "down")
        assert cursor(desk) == pairs(desk)[min(1, len(pairs(desk)) - 1)][1]
        await desk.press("home")
        before = pairs(desk)
        await desk.press("<", ">")  # looked at again, they are the same
        assert pairs(desk) == before


async def test_shuffle_redraws_and_undo_restores_the_pairs(room: Room) -> None:
    async with room.desk(rehearsed_session(PAIRING)) as desk:
        seen = [pairs(desk)]
        for _ in range(3):
            await desk.press("s")
            await drawn(desk)
            seen.append(pairs(desk))
            assert placed(desk) == sorted(SIX)
        assert len({frozenset(map(frozenset, each)) for each in seen}) > 1
        for before in reversed(seen[:-1]):
            await desk.press("u")
            assert pairs(desk) == before


async def test_pairing_swaps_two_people(room: Room) -> None:
    async with room.desk(rehearsed_session(PAIRING)) as desk:
        before = pairs(desk)
        await desk.press("home", "x")
        assert len(desk.messages) == 1  # what to do next
        await desk.press("end", "x")
        assert pairs(desk) == [
            (before[2][1], before[0][1]),
            before[1],
            (before[2][0], before[0][0]),
        ]
        await desk.press("x", "x")  # with oneself: nothing
        await desk.press("u")
        assert pairs(desk) == before


async def test_pairing_sets_who_organizes_first(room: Room) -> None:
    async with room.desk(rehearsed_session(PAIRING, *SEVEN)) as desk:
        before = pairs(desk)
        trio = next(at for at, pair in enumerate(before) if len(pair) == 3)
        two = next(at for at, pair in enumerate(before) if len(pair) == 2)
        await desk.press("home", *["right"] * two, "down", "o")
        assert pairs(desk)[two] == before[two][::-1]
        await desk.wait_for(f"{before[two][1]}  organizes first")
        await desk.press("home", *["right"] * trio, "down", "down", "o")
        first, second, third = before[trio]
        assert pairs(desk)[trio] == (third, first, second)
        await desk.press("u", "u")
        assert pairs(desk) == before


@pytest.mark.parametrize("names", [(), SIX[:1]])
async def test_pairing_reports_too_few_people(room: Room, names: tuple[str, ...]) -> None:
    async with room.desk(fresh_session(*names)) as desk:
        await desk.press(">")
        assert desk.stage is Stage.PAIRING
        assert "takes two" in desk.text_of("#pairing-heading")
        await desk.press("s")
        await desk.press("space")
        await desk.press("n")
        await desk.press("x", "o", "up", "down", "end")
        assert desk.messages
        assert all(desk.messages)
        assert desk.session.pairs == ()
        assert desk.session.clock == ()


async def test_person_added_after_the_draw_gets_a_place(room: Room) -> None:
    async with room.desk(fresh_session(*SIX)) as desk:
        await desk.press(">")
        await drawn(desk)
        await desk.press("<", "a")
        await desk.enter("Gus Ødegård")
        await desk.press("escape", ">")
        assert placed(desk) == sorted(SEVEN)
        assert "one of them a trio" in desk.text_of("#pairing-heading")


async def test_locked_pair_stays_in_a_shuffle(room: Room) -> None:
    async with room.desk(rehearsed_session(PAIRING)) as desk:
        kept = pairs(desk)[0]
        await desk.press("home", "l")
        await desk.wait_for("locked · first time")
        for _ in range(3):
            await desk.press("s")
            await drawn(desk)
            assert kept in pairs(desk)
        await desk.press("home", "l")
        assert not any(pair.locked for pair in desk.session.pairs)


async def test_person_moves_to_another_pair(room: Room) -> None:
    async with room.desk(rehearsed_session(PAIRING, *SEVEN)) as desk:
        before = pairs(desk)
        trio = next(at for at, pair in enumerate(before) if len(pair) == 3)
        to = next(at for at, pair in enumerate(before) if len(pair) == 2)
        await desk.press("home", *["right"] * trio, "down", "down", "g")
        assert "press g again" in desk.messages[-1]
        await desk.press("home", *["right"] * to, "g")
        assert pairs(desk)[to] == (*before[to], before[trio][-1])
        assert pairs(desk)[trio] == before[trio][:2]
        await desk.press("u")
        assert pairs(desk) == before


async def test_absent_people_leave_pairs_and_come_back(room: Room) -> None:
    async with room.desk(rehearsed_session(PAIRING)) as desk:
        before = pairs(desk)
        await desk.press("home", "X")
        away = before[0][0]
        assert away not in placed(desk)
        assert sorted(map(len, pairs(desk))) == [2, 3]
        await desk.wait_for("Without a pair", f"{away}  absent")
        await desk.press("end", "X")
        assert placed(desk) == sorted(SIX)
        assert desk.session.history[-1].said == f"{away} is there"


async def test_odd_person_can_be_placed_otherwise(room: Room) -> None:
    async with room.desk(rehearsed_session(PAIRING, *SEVEN)) as desk:
        assert "three turns of" in desk.text_of("#pairing-about")
        await desk.press("O")
        assert "The facilitator talks with the odd one." in desk.text_of("#pairing-about")
        assert "Facilitator" in placed(desk)
        await desk.press("O")
        keeper = desk.session.name_of(desk.session.teams[0].timekeeper)
        assert placed(desk) == sorted(set(SEVEN) - {keeper})
        await desk.wait_for(f"{keeper}  keeps the time")
        await desk.press("O")
        assert placed(desk) == sorted(SEVEN)


async def test_wishes_are_typed_kept_and_taken_back(room: Room) -> None:
    async with room.desk(rehearsed_session(PAIRING)) as desk:
        for one, sign, other in (("Ana", "+", "Fay"), ("Ben", "/", "Cy")):
            await desk.press("w")
            await desk.enter(f"{one} {sign} {other}")
        await desk.press("s")
        await drawn(desk)
        assert {"Ana Ruiz", "Fay Wu"} in [set(pair) for pair in pairs(desk)]
        assert {"Ben Okafor", "Cy Lam"} not in [set(pair) for pair in pairs(desk)]
        assert "Wishes: Ana + Fay · Ben / Cy" in desk.text_of("#pairing-about")
        await desk.press("w")
        await desk.enter("fay + ana")
        assert len(desk.session.wishes) == 1
        await desk.press("w")
        await desk.enter("Ana and Ben")
        assert "two names with +" in desk.messages[-1]
        await desk.replace("Ana + Zed")
        assert desk.messages[-1] == "nobody is called Zed"
        await desk.press("escape")


async def test_earlier_sessions_are_remembered(room: Room) -> None:
    first = rehearsed_session(OVER)
    room.keep(
        replace(
            first,
            info=replace(first.info, id="an-earlier-session", rehearsal=False, created=EARLIER),
        )
    )
    met = {frozenset(pair.members) for pair in first.pairs}
    async with room.desk(fresh_session(*SIX, title="The next one")) as desk:
        await desk.press(">")
        await drawn(desk)
        assert not met & {frozenset(pair.members) for pair in desk.session.pairs}
        assert "no repeats" in desk.text_of("#pairing-heading")
        one, other = first.pairs[0].members
        await desk.press("w")
        await desk.enter(f"{first.name_of(one)} + {first.name_of(other)}")
        await desk.press("s")
        await desk.wait_until(
            lambda: frozenset((one, other)) in [frozenset(p.members) for p in desk.session.pairs]
        )
        await desk.wait_for("met 1×, last on 26 Oct")


async def test_pairs_that_talk_stay_as_they_are(room: Room) -> None:
    async with room.desk(rehearsed_session(ROUNDS)) as desk:
        before = desk.session
        await desk.press("<")
        await desk.press("s")
        await desk.press("home", "x", "end", "x")
        await desk.press("o")
        await desk.wait_until(lambda: sum("talking" in line for line in desk.messages) == 3)
        assert desk.session.pairs == before.pairs
        assert desk.session.clock == before.clock


@pytest.mark.parametrize("key", ["x", "g"])
async def test_escape_forgets_who_was_marked(room: Room, key: str) -> None:
    async with room.desk(rehearsed_session(PAIRING)) as desk:
        before = pairs(desk)
        await desk.press("home", key)
        await desk.wait_for("⇄")
        await desk.press("escape")
        assert "⇄" not in desk.screen_text
        await desk.press("end", key)
        assert pairs(desk) == before
        await desk.press("home", key)
        assert pairs(desk) != before  # the mark of before it is the one that counts


async def test_escape_from_a_question_leaves_no_question_standing(room: Room) -> None:
    async with room.desk(rehearsed_session(PAIRING)) as desk:
        for key, asks in (("L", "who came late?"), ("G", "who left?"), ("w", "wish:")):
            await desk.press(key)
            await desk.wait_for(asks)
            await desk.press("escape")
            assert asks not in desk.screen_text
            await desk.press("x")
            await desk.wait_for("⇄")
            await desk.press("escape")


async def test_card_of_trio_says_who_was_in_one_before(room: Room) -> None:
    first = rehearsed_session(OVER, "Ana", "Ben", "Cy")
    room.keep(
        replace(
            first,
            info=replace(first.info, id="an-earlier-session", rehearsal=False, created=EARLIER),
        )
    )
    async with room.desk(fresh_session("Ana", "Ben", "Cy", "Dee", "Eve")) as desk:
        await desk.press(">")
        await drawn(desk)
        trio = next(pair for pair in desk.session.pairs if len(pair.members) == 3)
        assert {"dee", "eve"} < {*trio.members}
        await desk.wait_for("trio 1×")


async def test_space_asks_where_to_start(room: Room) -> None:
    async with room.desk(fresh_session(*SIX)) as desk:
        await desk.press(">")
        await drawn(desk)
        await desk.press("space")
        await desk.wait_for("start 1 Setup 2 Rounds 3 Report-back 4 Summary › 1")
        await desk.press("escape", "space")
        await desk.enter("nowhere")
        assert not desk.session.clock
        await desk.press("space", "enter")
        assert segments(desk) == ["roles"]
        await desk.press("u", "space", "2", "enter")
        assert segments(desk) == ["turn-1-conversation"]


def segments(desk: Desk) -> list[str]:
    """The segments that the clock has been in."""
    return [anchor.segment for anchor in desk.session.clock]
