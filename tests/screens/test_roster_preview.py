"""What a list was read as is shown before anybody is added: take, leave, take all, go back."""

from __future__ import annotations

from pathlib import Path

import pytest

from oneone_tui.screens.setup import SetupScreen
from tests.support.pilot import ROOMY, Desk, Room, fresh_session
from tests.support.roster_desk import preview, take_list
from tests.support.workbooks import Rows, make_xlsx

SIGN_UP = """\
Name,Team,Tags,Email,Status
Ana Ruiz,North,press,ana@x.example,confirmed
Ben Okafor,North,,,confirmed
Cy Lam,South,,,cancelled
"Park, Dee",South,,,confirmed
iPhone,,,,confirmed
Total,,,,4
"""


def people(desk: Desk) -> list[str]:
    return [person.name for person in desk.session.people]


async def paste(desk: Desk, text: str) -> None:
    await desk.press("a")
    await desk.paste(text)
    await preview(desk)


async def test_preview_shows_people_and_reasons_and_adds_all(room: Room) -> None:
    async with room.desk(fresh_session(), ROOMY) as desk:
        await paste(desk, SIGN_UP)
        await desk.wait_for("3 to add · 3 left out", "[✓] Ana Ruiz", "North   press")
        await desk.wait_for("[ ] Cy Lam", "cancelled", "[ ] iPhone", "a device", "a total")
        await desk.wait_for("«Park, Dee» is read as «Dee Park»")
        assert "x.example" not in "\n".join(desk.rows)
        await take_list(desk)
        assert people(desk) == ["Ana Ruiz", "Ben Okafor", "Dee Park"]
        ana = desk.session.people[0]
        assert (ana.given_team, ana.tags, ana.email) == ("North", ("press",), "ana@x.example")
        await desk.press("u")
        assert people(desk) == []


async def test_space_takes_and_leaves_rows(room: Room) -> None:
    async with room.desk(fresh_session()) as desk:
        await paste(desk, SIGN_UP)
        await desk.press("space", "down", "down", "down", "space")  # not Ana, but Cy
        await desk.wait_for("3 to add", "[ ] Ana Ruiz", "[✓] Cy Lam")
        await take_list(desk)
        assert people(desk) == ["Ben Okafor", "Dee Park", "Cy Lam"]


async def test_row_without_person_cannot_be_taken(room: Room) -> None:
    async with room.desk(fresh_session()) as desk:
        await paste(desk, "Name,Email\nAna,a@x\nBen,b@x\nTotal,2\n")
        await desk.press("end", "space")
        assert desk.messages == ["there is nobody to add in this row: a total"]


async def test_escape_adds_nobody(room: Room) -> None:
    async with room.desk(fresh_session()) as desk:
        await paste(desk, SIGN_UP)
        await desk.press("escape")
        await desk.wait_until(lambda: isinstance(desk.app.screen, SetupScreen))
        assert people(desk) == []


async def test_same_name_is_asked_about(room: Room) -> None:
    async with room.desk(fresh_session()) as desk:
        await paste(desk, "Ana Ruiz\nBen\nAna Ruiz\nBen\n")
        await desk.wait_for("2 to add · 2 left out", "listed twice (first on line 1)")
        await desk.press("down", "down", "space")
        await desk.wait_for("a name to tell them apart")
        await desk.press("enter")  # the same once more is no answer
        await desk.wait_for("a name to tell them apart")
        await desk.replace("Ana R. the younger")
        await desk.wait_for("[✓] Ana R. the younger", "3 to add")
        await take_list(desk)
        assert people(desk) == ["Ana Ruiz", "Ben", "Ana R. the younger"]


def put_spreadsheet() -> None:
    rows: Rows = [["Name", "Team"], ["Ana", 1], ["Ben", 2]]
    Path("people.xlsx").write_bytes(make_xlsx({"A": rows}))


async def test_spreadsheet_is_previewed(room: Room) -> None:
    put_spreadsheet()
    async with room.desk(fresh_session()) as desk:
        await desk.press("f")
        await desk.enter("people.xlsx")
        await preview(desk)
        await desk.wait_for("2 people from the column «Name»", "[✓] Ana")
        await take_list(desk)
        assert [(p.name, p.given_team) for p in desk.session.people] == [("Ana", "1"), ("Ben", "2")]


@pytest.mark.parametrize("size", [(80, 24), ROOMY])
async def test_preview_of_many_fits(room: Room, size: tuple[int, int]) -> None:
    async with room.desk(fresh_session(), size) as desk:
        await paste(desk, "\n".join(f"Ana R{number}" for number in range(300)))
        await desk.press("end")
        await desk.wait_for("300 to add", "Ana R299")
        await desk.press("home")
        await desk.wait_for("To add  300", "Ana R0")
