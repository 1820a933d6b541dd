"""Several teams in a room, worked by keys: their pairs, their reports, their boards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from oneone_tui.widgets.board_view import BoardView
from oneone_tui.widgets.formatting.pair_text import PairText
from oneone_tui.widgets.note_line import NoteLine
from oneone_tui.widgets.pair_list import PairList
from oneone_tui.widgets.pair_notes import PairNotes
from oneone_tui.workshop.model.terms import NoteKind, Presence, Stage
from oneone_tui.workshop.notes.board import board_columns, pairs_reporting
from tests.support.pilot import (
    ROOMY,
    ROUNDS,
    SEVEN,
    SIX,
    TWENTY_FOUR,
    Desk,
    Room,
    rehearsed_session,
)
from tests.support.team_sessions import (
    session_in_teams,
    with_latecomer,
    with_observers,
    with_partner_gone,
    with_presence,
)

if TYPE_CHECKING:
    from oneone_tui.workshop.model.session import Session

SECOND_SLOT, WRAP_UP = "report-2", "wrap-up"
EIGHTEEN = TWENTY_FOUR[:18]
UNEVEN = (4, 2, 3)
"""Pairs of three teams of different size."""


def pairs(desk: Desk) -> PairList:
    return desk.app.screen.query_one(PairList)


def chosen(desk: Desk) -> int:
    """The number of the pair that notes go to in the rounds."""
    assert pairs(desk).chosen == desk.app.screen.query_one(NoteLine).pair
    return desk.session.pair_number(pairs(desk).chosen)


def reports(desk: Desk) -> int:
    """The number of the pair whose notes stand ready, or 0."""
    pair = desk.app.screen.query_one(PairNotes).pair
    assert pair == desk.app.screen.query_one(NoteLine).pair
    return desk.session.pair_number(pair)


def looked_at(desk: Desk) -> str:
    """The name of the team whose board is shown."""
    team = desk.session.team(desk.app.screen.query_one(BoardView).team)
    assert team
    return team.name


def names(session: Session, number: int) -> list[str]:
    """The names of a pair."""
    return [session.name_of(member) for member in session.pairs[number - 1].members]


def keys_of(desk: Desk) -> set[str | None]:
    """The ids of the keys that work now."""
    return {active.binding.id for active in desk.app.screen.active_bindings.values()}


def line(session: Session, number: int, turn: int = 1, width: int = 80) -> list[str]:
    return list(PairText(session).lines(session.pairs[number - 1], turn, width))


# ---------------------------------------------------------------------------- a pair in words


def test_leaver_has_no_role_and_the_partner_observes() -> None:
    session = rehearsed_session(ROUNDS, *SIX)
    (ana, ben), (cy, dee) = names(session, 1), names(session, 2)
    session = with_partner_gone(session, 1, at=2)
    assert line(session, 1) == [f"{ana} listens at 2 · {ben} left"]
    assert line(session, 2) == [f"{cy} → {dee} · {ana} obs."]
    assert line(session, 2, turn=2) == [f"{dee} → {cy} · {ana} obs."]
    assert line(session, 3) == [" → ".join(names(session, 3))]
    session = with_presence(session, session.pairs[0].members[0], Presence.LEFT)
    assert line(with_observers(session, 2), 1) == [f"{ana}, {ben} left"]


def test_observers_stand_beside_a_trios_own() -> None:
    session = rehearsed_session(ROUNDS, *SEVEN)
    number = next(n for n, pair in enumerate(session.pairs, 1) if len(pair.members) == 3)
    one, two, three = names(session, number)
    session = with_latecomer(with_latecomer(session, "Hal", at=number), "Ida", at=number)
    assert line(session, number) == [f"{one} → {two} · {three}, Hal, Ida obs."]
    assert line(session, number, turn=3) == [f"{three} → {one} · {two}, Hal, Ida obs."]
    session = with_presence(session, session.pairs[number - 1].members[0], Presence.LEFT)
    assert line(session, number) == [f"{two} → {three} · Hal, Ida obs. · {one} left"]
    assert line(session, number, turn=2) == [f"{three} → {two} · Hal, Ida obs. · {one} left"]


def test_names_get_shorter_before_anything_is_cut() -> None:
    session = session_in_teams(ROUNDS)
    one, two = names(session, 1)
    short = [f"{name.split()[0]} {name.split()[1][0]}." for name in (one, two)]
    assert line(session, 1, width=len(f"{one} → {two}")) == [f"{one} → {two}"]
    assert line(session, 1, width=len(f"{one} → {two}") - 1) == [" → ".join(short)]
    session = with_latecomer(session, "Hal", at=1)
    assert line(session, 1, width=30) == [f"{short[0]} → {short[1]} · Hal obs."]
    assert line(session, 1, width=23) in (
        [f"{one} → {two}", "· Hal obs."],
        [" → ".join(short), "· Hal obs."],
    )


# ---------------------------------------------------------------------------- the rounds


async def test_names_of_teams_are_no_pairs(room: Room) -> None:
    async with room.desk(session_in_teams(ROUNDS)) as desk:
        assert pairs(desk).option_count == 12 + 4
        assert chosen(desk) == 1
        for number in (*range(2, 13), 12):
            await desk.press("down")
            assert chosen(desk) == number
            sought = f"▸{number:>2} "
            await desk.wait_for(sought)
        assert desk.text_of("#notes-heading") == "Pair 12 · Team 4"
        assert "Team 1" not in desk.screen_text
        for number in (*range(11, 0, -1), 1):
            await desk.press("up")
            assert chosen(desk) == number
        await desk.wait_for("Team 1")  # what stands above the first pair is in sight again
        await desk.press("end")
        assert chosen(desk) == 12
        await desk.press("1", "0", "v")
        await desk.enter("we keep our word")
        note = desk.session.notes[-1]
        assert (desk.session.pair_number(note.pair), note.team) == (10, "team-4")


async def test_tab_goes_from_team_to_team(room: Room) -> None:
    async with room.desk(session_in_teams(ROUNDS, *UNEVEN, names=EIGHTEEN), ROOMY) as desk:
        seen = []
        for _ in range(3):
            await desk.press("tab")
            seen.append(chosen(desk))
        assert seen == [5, 7, 1]
        await desk.press("shift+tab")
        assert chosen(desk) == 7
        await desk.wait_for("tab next team")
        await desk.press("v", "tab")  # in the line, tab changes the kind
        await desk.wait_for("7 interest ›")


async def test_single_team_has_no_key_for_teams(room: Room) -> None:
    async with room.desk(rehearsed_session("report-1", *SIX)) as desk:
        assert not {"team.after", "team.before"} & keys_of(desk)
        await desk.press("1")
        assert desk.text_of("#own-heading") == f"1 {' & '.join(names(desk.session, 1))}"
        await desk.press("<")
        assert "Team" not in desk.screen_text.split("Report-back", 1)[1]
        assert desk.text_of("#notes-heading") == "Pair 1"


async def test_list_follows_who_comes_and_goes(room: Room) -> None:
    session = session_in_teams(ROUNDS, names=tuple(f"P{n} Lam" for n in range(24)))
    one, two = names(session, 4)
    async with room.desk(with_partner_gone(session, 4, at=5), ROOMY) as desk:
        await desk.wait_for(f"{one} listens at 5 · {two} left", f"{one} obs.")
        assert "Observer" in desk.text_of("#prompts")


async def test_trio_whose_third_left_is_none(room: Room) -> None:
    session = rehearsed_session(ROUNDS, *SEVEN)
    trio = next(pair for pair in session.pairs if len(pair.members) == 3)
    async with room.desk(session) as desk:
        assert desk.text_of("#trio")
        await desk.press("F")
        assert "trio" in desk.text_of("#face-next")
    session = with_presence(session, trio.members[2], Presence.LEFT)
    async with room.desk(session) as desk:
        assert desk.text_of("#trio") == ""
        assert "Observer" not in desk.text_of("#prompts")
        await desk.press("F")
        assert "trio" not in desk.text_of("#face-next")


async def test_hundred_pairs_in_33_teams(room: Room) -> None:
    everybody = tuple(f"Person{n} Name" for n in range(200))
    session = session_in_teams(ROUNDS, *[3] * 32, 4, names=everybody)
    async with room.desk(session) as desk:
        assert chosen(desk) == 1
        await desk.press("1", "0", "0")
        await desk.wait_for("▸100 ", "Pair 100 · Team 33")
        await desk.press("down", "tab", "tab")
        assert chosen(desk) == 4


# ---------------------------------------------------------------------------- the report-back


async def test_teams_report_in_the_same_slot(room: Room) -> None:
    async with room.desk(replace(session_in_teams(SECOND_SLOT), notes=())) as desk:
        on = {p.team: desk.session.pair_number(p.id) for p in pairs_reporting(desk.session, 2)}
        for team in desk.session.teams:
            number, name = on[team.id], team.name
            assert (reports(desk), looked_at(desk)) == (number, name)
            said = f"{name} · pair {number} · {' & '.join(names(desk.session, number))}"
            assert desk.text_of("#own-heading") == said
            await desk.press("v")
            await desk.enter(f"said in {name}")
            await desk.press("escape", "tab")
        assert reports(desk) == on["team-1"]  # around
        for team in desk.session.teams:
            texts = [entry.text for entry in board_columns(desk.session, team.id)[NoteKind.VALUE]]
            assert texts == [f"said in {team.name}"]
        await desk.wait_for("said in Team 1")
        await desk.press("tab", "tab", "n")  # the next slot: the same team stays in sight
        third = {desk.session.pair_number(p.id) for p in pairs_reporting(desk.session, 3)}
        assert reports(desk) in third
        assert looked_at(desk) == "Team 3"
        await desk.wait_for("said in Team 3")
        assert "said in Team 1" not in desk.screen_text


async def test_pair_of_another_team_is_looked_at_by_its_number(room: Room) -> None:
    async with room.desk(session_in_teams(SECOND_SLOT)) as desk:
        await desk.press("7")
        assert (reports(desk), looked_at(desk)) == (7, "Team 3")
        await desk.press("B")
        board = board_columns(desk.session, "team-3")
        assert {n.pair for entries in board.values() for e in entries for n in e.notes} == {
            desk.session.pairs[6].id
        }
        await desk.press("shift+tab")
        assert looked_at(desk) == "Team 2"


async def test_team_with_fewer_pairs_has_all_reported(room: Room) -> None:
    session = session_in_teams("report-3", *UNEVEN, names=EIGHTEEN)
    loose = replace(session.notes[0], kind=NoteKind.VALUE, pair="", board="")
    async with room.desk(replace(session, notes=(loose,))) as desk:
        await desk.press("tab")
        assert (reports(desk), looked_at(desk)) == (0, "Team 2")
        assert desk.text_of("#own-heading") == "Team 2 · all its pairs have reported"
        await desk.press("b", "B")
        assert not any(note.board for note in desk.session.notes)
        await desk.press("v")
        await desk.wait_for("value · Team 2 ›")
        await desk.enter("one more thing")
        note = desk.session.notes[-1]
        assert (note.team, note.pair, bool(note.board)) == ("team-2", "", True)
        await desk.press("escape", "tab")
        assert desk.session.pairs[reports(desk) - 1].team == "team-3"


async def test_heading_tells_who_observed_and_who_left(room: Room) -> None:
    session = with_partner_gone(session_in_teams("report-1"), 1, at=2)
    one, two = names(session, 1)
    async with room.desk(session, ROOMY) as desk:
        await desk.press("2")
        three, four = names(session, 2)
        assert desk.text_of("#own-heading") == (
            f"Team 1 · pair 2 · {three} & {four} · {one} observed"
        )
        await desk.press("1")  # there is no pair 21
        assert desk.text_of("#own-heading") == f"Team 1 · pair 1 · {one} · {two} left"


async def test_team_looked_at_goes_along_with_the_stage(room: Room) -> None:
    async with room.desk(session_in_teams("report-3")) as desk:
        await desk.press("tab", "tab", "n", "n")
        assert (desk.stage, looked_at(desk)) == (Stage.SUMMARY, "Team 3")
        await desk.press("<")
        assert looked_at(desk) == "Team 3"
        await desk.press("<")
        assert chosen(desk) == 7
        await desk.press("tab", "v")
        await desk.type("we keep our")
        await desk.press("escape", ">")
        assert looked_at(desk) == "Team 4"
        assert desk.line.text == "10v we keep our"


# ---------------------------------------------------------------------------- the summary


async def test_takeaways_go_to_the_team(room: Room) -> None:
    session = session_in_teams(WRAP_UP)
    session = replace(session, notes=(), commitments=())
    ana, ben = names(session, 1)[0], names(session, 10)[0]
    async with room.desk(session, ROOMY) as desk:
        await desk.press("tab", "t")
        await desk.wait_for("takeaway · Team 2 ›")
        await desk.enter("we decide together")
        await desk.enter(f"{ana}: to ask; {ben}: to listen; ; and a plan")
        await desk.enter("c a meeting on Friday")
        await desk.enter(f"c {ben}: coffee")
        kept = [(n.team, n.text, desk.session.name_of(n.person)) for n in desk.session.notes]
        assert kept == [
            ("team-2", "we decide together", ""),
            ("team-1", "to ask", ana),
            ("team-4", "to listen", ben),
            ("team-2", "and a plan", ""),
        ]
        promised = [(c.team, c.text) for c in desk.session.commitments]
        assert promised == [("team-2", "a meeting"), ("team-4", "coffee")]
        said = desk.text_of("#takeaways")
        assert "we decide together" in said
        assert "and a plan" in said
        assert "to ask" not in said.replace("still to ask", "")


async def test_teams_have_their_reporter_and_board(room: Room) -> None:
    session = session_in_teams(WRAP_UP)
    first, second, *_ = session.team_members("team-3")
    async with room.desk(with_presence(session, first.id, Presence.LEFT), ROOMY) as desk:
        await desk.press("tab", "tab", "o")
        assert [team.reporter for team in desk.session.teams] == ["", "", second.id, ""]
        assert f"▸ Team 3: {second.name}" in desk.text_of("#reporters")
        assert (looked_at(desk), desk.text_of("#board-heading")) == ("Team 3", "Team 3")
