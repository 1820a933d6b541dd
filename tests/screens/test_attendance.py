"""People who come late or leave: one key, a name, and everybody still has a place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oneone_tui.workshop.model.terms import Presence
from tests.support.pilot import REPORT_BACK, SIX, Room, fresh_session, rehearsed_session

if TYPE_CHECKING:
    from tests.support.pilot import Desk

TALK, FEEDBACK = "turn-1-conversation", "turn-1-feedback"


def groups(desk: Desk) -> list[int]:
    return sorted(len(pair.members) for pair in desk.session.pairs)


def presence(desk: Desk, name: str) -> Presence:
    return next(p.presence for p in desk.session.people if p.name == name)


async def test_latecomer_of_the_first_minutes_makes_a_trio(room: Room) -> None:
    async with room.desk(rehearsed_session(TALK)) as desk:
        await desk.pass_time(60)
        await desk.press("L")
        await desk.enter("Gus Ødegård")
        assert groups(desk) == [2, 2, 3]
        assert presence(desk, "Gus Ødegård") is Presence.HERE
        assert desk.session.history[-1].said == "added Gus Ødegård"
        await desk.press("u")
        assert groups(desk) == [2, 2, 2]


async def test_later_latecomer_observes_and_is_shown(room: Room) -> None:
    async with room.desk(rehearsed_session(FEEDBACK)) as desk:
        await desk.press("L")
        await desk.enter("Gus Ødegård")
        assert groups(desk) == [2, 2, 2]
        assert presence(desk, "Gus Ødegård") is Presence.LATE
        await desk.wait_for("Gus")
        await desk.press("L")
        await desk.enter("Gus")
        assert len(desk.session.people) == 7 + 1  # another Gus: this one has a place already


async def test_leaver_is_asked_about_and_the_partner_listens(room: Room) -> None:
    async with room.desk(rehearsed_session(FEEDBACK)) as desk:
        pair = desk.session.pairs[0]
        leaver, stays = (desk.session.name_of(one) for one in pair.members)
        await desk.press("G")
        await desk.enter(leaver)
        await desk.wait_for(f"did {leaver} organize?")
        await desk.enter("y")
        assert presence(desk, leaver) is Presence.LEFT
        assert desk.session.person(pair.members[0]).organized is True  # type: ignore[union-attr] # on the roster
        assert any(pair.members[1] in p.observers for p in desk.session.pairs)
        assert stays
        await desk.press("L")
        await desk.enter(leaver)
        assert presence(desk, leaver) is Presence.HERE
        assert not any(p.observers for p in desk.session.pairs)


async def test_moves_are_announced_at_once(room: Room) -> None:
    async with room.desk(rehearsed_session(FEEDBACK)) as desk:
        await desk.press("L")
        await desk.enter("Gus Ødegård")
        first, second = (desk.session.name_of(m).split()[0] for m in desk.session.pairs[0].members)
        assert desk.messages == [f"Gus joins {first} and {second} as observer (pair 1)"]
        await desk.wait_until_saved()
        await desk.press("G")
        await desk.enter(second)
        await desk.enter("y")
        assert desk.messages[1:] == [
            f"{second} has left; Gus works with {first} (pair 1); nobody takes the notes now"
        ]
        await desk.press("u")
        assert f"{second} works with {first} (pair 1)" in desk.messages[2]


async def test_absence_shows_moves_on_the_cards(room: Room) -> None:
    async with room.desk(rehearsed_session(4.7)) as desk:
        gone, stays = (desk.session.name_of(m).split()[0] for m in desk.session.pairs[0].members)
        await desk.press("home", "X")
        assert desk.messages[-1].startswith(f"{gone} is absent; {stays} works with ")


async def test_name_that_can_be_several_or_nobody_is_asked_again(room: Room) -> None:
    async with room.desk(rehearsed_session(REPORT_BACK, *SIX, "Ana Lam")) as desk:
        before = desk.session
        await desk.press("G")
        await desk.enter("ana")
        assert "Ana can be" in desk.messages[-1] or "ana can be" in desk.messages[-1]
        assert desk.line.text == "ana"
        await desk.replace("Zed")
        assert desk.messages[-1] == "nobody here is called Zed"
        await desk.press("escape")
        assert desk.session == before


async def test_before_the_talk_who_left_is_absent(room: Room) -> None:
    async with room.desk(rehearsed_session(4.7)) as desk:
        await desk.press("G")
        await desk.enter("Ben")
        assert presence(desk, "Ben Okafor") is Presence.ABSENT
        assert groups(desk) == [2, 3]
        await desk.press("L")
        await desk.enter("Ben")
        assert groups(desk) == [2, 2, 2]


async def test_teams_are_proposed_made_named_and_changed_by_hand(room: Room) -> None:
    many = [f"{first} {last}" for first in ("Ana", "Ben", "Cy", "Dee") for last in "KLMNOP"]
    async with room.desk(fresh_session(*many)) as desk:
        await desk.wait_for("make 4 teams, each of 6?")
        await desk.press("y")
        assert [len(desk.session.team_members(t.id)) for t in desk.session.teams] == [6] * 4
        await desk.press("end", "M")
        sizes = [len(desk.session.team_members(t.id)) for t in desk.session.teams]
        assert sorted(sizes) == [5, 6, 6, 7]
        await desk.press("T")
        await desk.enter("three")
        assert "how many teams" in desk.messages[-1]
        await desk.replace("3")
        assert [len(desk.session.team_members(t.id)) for t in desk.session.teams] == [8] * 3
        await desk.press("g")
        for team in desk.session.teams:
            assert team.timekeeper in {p.id for p in desk.session.team_members(team.id)}
            assert team.note_taker != team.timekeeper
        await desk.press("T")
        await desk.enter("99")
        assert len(desk.session.teams) == 3
        await desk.press(">")
        await desk.wait_until(lambda: len(desk.session.pairs) == 12)
