"""The setup, worked by keys: details, people, roles, minutes, and what is wrong with input."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from oneone_tui.widgets.setup_form import SetupForm
from oneone_tui.workshop.agenda.schedule import schedule_of, total_seconds
from oneone_tui.workshop.model.terms import Role, Stage
from tests.support.pilot import MIXED, SIX, Room, fresh_session, rehearsed_session
from tests.support.roster_desk import take_list

if TYPE_CHECKING:
    from tests.support.pilot import Desk


def people(desk: Desk) -> list[str]:
    return [person.name for person in desk.session.people]


def holder(desk: Desk, role: Role) -> str:
    return desk.session.name_of(desk.session.teams[0].person_in_role(role))


def put(name: str, data: bytes) -> None:
    """A file beside the sessions, where the console runs."""
    Path(name).write_bytes(data)


async def go_to(desk: Desk, name: str) -> None:
    """Put the form's cursor on a person."""
    wanted = next(p.id for p in desk.session.people if p.name == name)
    form = desk.app.screen.query_one(SetupForm)
    await desk.press("home")
    for _ in range(form.option_count):
        if form.chosen == ("person", wanted):
            return
        await desk.press("down")
    raise AssertionError(f"{name} cannot be reached with the arrow keys")


async def test_title_campaign_and_ask_are_written_and_mended(room: Room) -> None:
    async with room.desk(fresh_session()) as desk:
        assert desk.stage is Stage.SETUP
        await desk.press("home", "enter")
        assert desk.line.text == desk.session.info.title
        await desk.replace("Garden street")
        await desk.press("down", "enter")
        await desk.enter("  A lift   that works ")
        await desk.press("down", "enter")
        await desk.enter("Will you come on 3 December?")
        info = desk.session.info
        assert (info.title, info.campaign) == ("Garden street", "A lift that works")
        assert info.ask == "Will you come on 3 December?"
        await desk.wait_for(info.title, info.campaign, info.ask)
        await desk.press("enter", "escape")  # turned away: nothing changes
        await desk.press("home", "enter")
        await desk.replace(" ")
        assert desk.messages == ["a workshop needs a title"]
        assert desk.session.info == info
        await desk.press("u", "u", "u")
        assert desk.session.info.campaign == desk.session.info.ask == ""


async def test_people_are_typed_one_after_the_other(room: Room) -> None:
    async with room.desk(fresh_session()) as desk:
        await desk.press("a")
        for name in MIXED:
            await desk.enter(name)
        await desk.press("enter", "escape")  # an empty line adds nobody
        assert people(desk) == list(MIXED)
        await desk.wait_for("Zoë", "李小龍")
        await desk.press("a")
        await desk.enter("zoe")
        assert len(desk.messages) == 1
        assert "on the roster already" in desk.messages[0]
        assert people(desk) == list(MIXED)
        await desk.press("escape", "u")
        assert people(desk) == list(MIXED[:-1])


PASTED = (
    "Ana Ruiz\nBen Okafor\r\nCy Lam\n\n",
    "1. Ana Ruiz\n2. Ben Okafor\n3. Cy Lam",
    "name;email\nAna Ruiz;ana@example.org\nBen Okafor;\nCy Lam;cy@example.org\n",
    "\x1b[2JAna Ruiz\nBen \x9b31mOkafor\nCy\u202e Lam",
)


async def test_list_of_people_is_pasted(room: Room) -> None:
    async with room.desk(fresh_session()) as desk:
        for pasted in PASTED:
            await desk.press("a")
            await desk.paste(pasted)
            await take_list(desk)
            assert people(desk) == ["Ana Ruiz", "Ben Okafor", "Cy Lam"]
            assert desk.line.text == ""
            await desk.press("u")
            assert people(desk) == []


async def test_pasted_lines_become_one_line_elsewhere(room: Room) -> None:
    async with room.desk(fresh_session()) as desk:
        await desk.press("home", "down", "enter")
        await desk.type("Stop ")
        await desk.paste("the rent\r\nincrease\n")
        await desk.press("enter")
        assert desk.session.info.campaign == "Stop the rent increase"
        assert people(desk) == []


async def test_pasted_list_adds_only_new_people(room: Room) -> None:
    async with room.desk(fresh_session("Ana Ruiz")) as desk:
        await desk.press("a")
        await desk.paste("Ben Okafor\nana ruiz\n")
        await desk.wait_for("ana ruiz", "already on the roster")
        await take_list(desk)
        assert people(desk) == ["Ana Ruiz", "Ben Okafor"]


async def test_pasted_list_without_news_changes_nothing(room: Room) -> None:
    async with room.desk(fresh_session("Ana Ruiz", "Ben Okafor")) as desk:
        before = desk.session
        await desk.press("a")
        await desk.paste("Ben Okafor\nana ruiz\n")
        await desk.press("enter")
        assert desk.messages == ["nobody is marked: space marks a row, esc goes back"]
        await desk.press("escape")
        assert desk.session == before


async def test_person_is_renamed_and_taken_off(room: Room) -> None:
    async with room.desk(fresh_session(*SIX)) as desk:
        await go_to(desk, "Cy Lam")
        await desk.press("enter")
        assert desk.line.text == "Cy Lam"
        await desk.replace("Cyril Lam")
        await go_to(desk, "Dee Park")
        await desk.press("enter")
        await desk.replace("ANA RUIZ")
        assert len(desk.messages) == 1
        await go_to(desk, "Eve Sol")
        await desk.press("delete")
        assert people(desk) == ["Ana Ruiz", "Ben Okafor", "Cyril Lam", "Dee Park", "Fay Wu"]
        await desk.press("u", "u")
        assert people(desk) == list(SIX)


async def test_person_in_a_pair_cannot_be_removed(room: Room) -> None:
    async with room.desk(rehearsed_session(4.7)) as desk:
        await desk.press("<")
        await go_to(desk, "Eve Sol")
        await desk.press("delete")
        assert "Eve Sol is in a pair" in desk.messages[-1]
        assert "Eve Sol" in people(desk)


async def test_roles_are_given_and_given_back(room: Room) -> None:
    async with room.desk(fresh_session(*SIX)) as desk:
        await desk.press("home", "k")  # on the title: nobody is chosen
        assert len(desk.messages) == 1
        for name, key, role in (
            ("Ana Ruiz", "k", Role.TIMEKEEPER),
            ("Ben Okafor", "w", Role.NOTE_TAKER),
            ("Ben Okafor", "b", Role.REPORTER),
        ):
            await go_to(desk, name)
            await desk.press(key)
            assert holder(desk, role) == name
        await go_to(desk, "Cy Lam")
        await desk.press("k")
        assert holder(desk, Role.TIMEKEEPER) == "Cy Lam"
        await desk.press("k")
        assert holder(desk, Role.TIMEKEEPER) == ""
        await desk.press("u")
        assert holder(desk, Role.TIMEKEEPER) == "Cy Lam"
        await desk.wait_until(
            lambda: any("Cy Lam" in row and "timekeeper" in row for row in desk.rows)
        )


async def test_free_roles_are_suggested(room: Room) -> None:
    async with room.desk(fresh_session()) as desk:
        await desk.press("g")
        assert desk.messages == ["add people first"]
        await desk.press("a")
        await desk.paste("\n".join(SIX))
        await take_list(desk)
        await go_to(desk, "Ana Ruiz")
        await desk.press("k", "g")
        assert holder(desk, Role.TIMEKEEPER) == "Ana Ruiz"
        assert holder(desk, Role.NOTE_TAKER) not in ("", "Ana Ruiz")
        await desk.press("g")
        assert desk.messages[-1] == "every role is taken"


async def test_agendas_minutes_are_changed_before_the_start(room: Room) -> None:
    async with room.desk(fresh_session(*SIX)) as desk:
        await desk.press("tab", "home", "+")
        assert total_seconds(schedule_of(desk.session)) == 51 * 60
        await desk.wait_for("51 of 50")
        await desk.press("-", "-", "]")  # four minutes and ten seconds
        assert total_seconds(schedule_of(desk.session)) == 49 * 60 + 10
        await desk.press(*"-" * 6)  # a step keeps some time, whatever is asked
        assert desk.session.guide.step("roles").minutes > 0  # type: ignore[union-attr]
        while desk.session.guide.minutes != desk.session.guide.total_minutes():
            await desk.press("u")
        await desk.press("tab")
        assert desk.app.focused is desk.app.screen.query_one(SetupForm)


async def test_roster_comes_from_a_file(room: Room) -> None:
    put("six.txt", "\n".join(SIX).encode())
    put("sheet.csv", "First name\tLast name\nGus\tØdegård\nHal\tKim\n".encode("utf-16"))
    async with room.desk(fresh_session()) as desk:
        await desk.press("f")
        await desk.enter("six.txt")
        await take_list(desk)
        await desk.wait_until(lambda: people(desk) == list(SIX))
        await desk.press("f")
        await desk.enter(" ./sheet.csv ")
        await take_list(desk)
        await desk.wait_until(lambda: len(people(desk)) > len(SIX))
        assert people(desk) == [*SIX, "Gus Ødegård", "Hal Kim"]


async def test_unusable_roster_file_is_reported_and_changes_nothing(room: Room) -> None:
    put("photo.jpg", bytes(range(256)) * 20)
    put("empty.txt", b"")
    async with room.desk(fresh_session("Ana Ruiz")) as desk:
        before = desk.session
        for told, name in enumerate(
            (
                "photo.jpg",
                "empty.txt",
                "folder",
                "missing.txt",
                "~nobody/x",
                "/dev/zero",
            ),
            1,
        ):
            await desk.press("f")
            await desk.enter(name)
            await desk.wait_until(lambda told=told: len(desk.messages) >= told)  # type: ignore[misc]
        await desk.settle()
        assert all("\n" not in line and len(line) < 200 for line in desk.messages)
        assert desk.session == before
        await desk.press("f", "enter")  # no name at all
        await desk.settle()
        assert desk.session == before


async def test_empty_name_and_a_nameless_person_are_refused(room: Room) -> None:
    async with room.desk(fresh_session("Ana Ruiz")) as desk:
        await go_to(desk, "Ana Ruiz")
        await desk.press("enter")
        await desk.replace("   ")
        assert desk.messages == ["a person needs a name"]
        assert people(desk) == ["Ana Ruiz"]
