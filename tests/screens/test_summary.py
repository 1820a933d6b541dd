"""The summary, worked by keys: what each takes away, who reports what, how the time went."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from msgspec.structs import replace

from oneone_tui.screens.summary import next_stop
from oneone_tui.widgets.board_column import BoardColumn
from oneone_tui.widgets.board_view import BoardView
from oneone_tui.widgets.report_script import ReportScriptList
from oneone_tui.workshop.model.changes import (
    CommitmentAdded,
    EntriesMerged,
    NoteDraft,
    NotesWritten,
    ReportScriptWritten,
    RoleGiven,
)
from oneone_tui.workshop.model.session import TEAM_ONE
from oneone_tui.workshop.model.terms import NoteKind, Presence, Role, Stage
from oneone_tui.workshop.notes.report_script import draft_report
from tests.support.pilot import (
    EARLIER,
    OVER,
    ROOMY,
    START,
    Desk,
    Room,
    apply_changes,
    rehearsed_session,
)
from tests.support.team_sessions import session_in_teams, with_presence

if TYPE_CHECKING:
    from oneone_tui.workshop.model.session import Session

WRAP_UP = "wrap-up"
"""The segment of the summary."""


def said(desk: Desk) -> tuple[str, ...]:
    """What the reporter looked at will say."""
    return desk.app.screen.query_one(ReportScriptList).lines


def reporter(desk: Desk) -> str:
    """Who reports for the first team."""
    return desk.session.name_of(desk.session.teams[0].reporter)


def scrolled(desk: Desk) -> float:
    """How far the sections are scrolled."""
    return desk.app.screen.query_one("#right").scroll_offset.y


def earlier(*reported: str) -> Session:
    """A session two weeks ago, in which the last of these reported."""
    session = rehearsed_session(OVER)
    info = replace(session.info, id="earlier", created=EARLIER, rehearsal=False)
    given = [RoleGiven(team=TEAM_ONE, role=Role.REPORTER, person=person) for person in reported]
    return apply_changes(replace(session, info=info), *given)


def bare(session: Session) -> Session:
    """The session in which nobody has written anything."""
    return replace(session, notes=(), commitments=())


# ------------------------------------------------------------------------------ what was said


async def test_takeaways_and_commitments_are_written(room: Room) -> None:
    async with room.desk(rehearsed_session(WRAP_UP)) as desk:
        assert desk.stage is Stage.SUMMARY
        promised = len(desk.session.commitments)
        await desk.press("t")
        await desk.enter("Ana: asking is a way of taking someone seriously")
        await desk.enter("c Ben > Cy: coffee on Friday")
        await desk.wait_for("Ben → Cy: coffee")  # it is scrolled into sight
        await desk.press("escape", "enter")
        await desk.enter("we decide together")
        await desk.wait_for("we decide together")
        kept = [note for note in desk.session.notes if note.kind is NoteKind.TAKEAWAY]
        assert [(desk.session.name_of(n.person), n.text) for n in kept] == [
            ("Ana Ruiz", "asking is a way of taking someone seriously"),
            ("", "we decide together"),
        ]
        last = desk.session.commitments[promised]
        assert [desk.session.name_of(i) for i in (last.who, last.to)] == ["Ben Okafor", "Cy Lam"]
        await desk.press("escape", "u", "u", "u")
        assert not any(note.kind is NoteKind.TAKEAWAY for note in desk.session.notes)
        assert len(desk.session.commitments) == promised


async def test_summary_names_people_not_asked_yet(room: Room) -> None:
    session = with_presence(rehearsed_session(WRAP_UP), "dee-park", Presence.LEFT)
    async with room.desk(session) as desk:
        assert desk.text_of("#takeaways").endswith("still to ask: Ana, Ben, Cy, Eve, Fay")
        await desk.press("t")
        await desk.enter("Ben: listen; and wait")
        assert desk.text_of("#takeaways") == (
            "Takeaways · Ben Okafor: listen · and wait still to ask: Ana, Cy, Eve, Fay"
        )


async def test_key_learnings_are_what_two_pairs_raised(room: Room) -> None:
    session = bare(rehearsed_session(WRAP_UP))
    one, two, three = session.pairs
    for pair, text in ((one, "honesty"), (two, "being honest"), (three, "courage")):
        note = NotesWritten(
            kind=NoteKind.VALUE,
            notes=(NoteDraft(text=text),),
            team=TEAM_ONE,
            pair=pair.id,
            on_board=True,
        )
        session = apply_changes(session, note)
    entries = tuple(note.board for note in session.notes[:2])
    async with room.desk(session) as desk:
        assert "nothing yet that two pairs raised" in desk.text_of("#learnings")
        desk.app.session.apply(EntriesMerged(entries=entries))
        await desk.settle()
        learned = desk.text_of("#learnings")
        assert "v ×2 honesty" in learned
        assert "courage" not in learned
        names = [desk.session.name_of(person).split()[0] for person in (*one.members, *two.members)]
        assert all(name in learned for name in names)


async def test_commitments_have_their_day_and_pairs_without_one_are_named(room: Room) -> None:
    session = bare(rehearsed_session(WRAP_UP))
    one, two, three = session.pairs
    who, to = one.members
    first = CommitmentAdded(
        text="coffee", team=TEAM_ONE, pair=one.id, who=who, to=to, by="fri", due=date(2026, 11, 13)
    )
    second = CommitmentAdded(text="call the choir", team=TEAM_ONE, pair=two.id, by="Easter")
    async with room.desk(apply_changes(session, first, second)) as desk:
        short = {
            p: desk.session.name_of(p).split()[0] for pair in session.pairs for p in pair.members
        }
        missing = " & ".join(short[person] for person in three.members)
        assert desk.text_of("#commitments") == (
            f"Commitments · {short[who]} → {short[to]}: coffee by Fri 13 Nov"
            f" · call the choir by Easter nothing yet from 3 {missing}"
        )


async def test_authors_are_hidden_with_a_key(room: Room) -> None:
    session = bare(rehearsed_session(WRAP_UP))
    one, two, _ = session.pairs
    for pair, text in ((one, "honesty"), (two, "being honest")):
        values = NotesWritten(
            kind=NoteKind.VALUE,
            notes=(NoteDraft(text=text),),
            team=TEAM_ONE,
            pair=pair.id,
            on_board=True,
        )
        session = apply_changes(session, values)
    session = apply_changes(
        session,
        EntriesMerged(entries=tuple(note.board for note in session.notes)),
        _of("ana-ruiz", NoteKind.TAKEAWAY, "to listen"),
        _of("ana-ruiz", NoteKind.RESOURCE, "has a van"),
        CommitmentAdded(
            text="coffee", team=TEAM_ONE, pair=one.id, who=one.members[0], to=one.members[1]
        ),
    )
    async with room.desk(session, ROOMY) as desk:
        everything = (*desk.text_of("#takeaways").split(), *desk.text_of("#learnings").split())
        assert "Ana" in everything
        await desk.press("N")
        learned, asked = desk.text_of("#learnings"), desk.text_of("#takeaways")
        assert learned == "Key learnings v ×2 honesty"
        assert asked == "Takeaways · to listen still to ask: Ben, Cy, Dee, Eve, Fay"
        assert desk.text_of("#commitments").startswith("Commitments · coffee nothing yet from 2 ")
        assert any("has a van" in line and "Ana" not in line for line in said(desk))
        await desk.wait_for("has a van")
        assert "Ana: has a van" not in desk.screen_text
        await desk.press("N")
        assert "Ana Ruiz: to listen" in desk.text_of("#takeaways")


def _of(person: str, kind: NoteKind, text: str) -> NotesWritten:
    note = NoteDraft(text=text, person=person)
    return NotesWritten(kind=kind, notes=(note,), team=TEAM_ONE, on_board=kind is NoteKind.RESOURCE)


async def test_cursor_leaves_the_board(room: Room) -> None:
    async with room.desk(rehearsed_session(WRAP_UP), ROOMY) as desk:
        below = desk.app.screen.query(BoardColumn).first().size.height - 1
        await desk.pilot.click(BoardColumn, offset=(1, below))
        assert isinstance(desk.app.focused, BoardColumn)
        await desk.press("left")
        assert isinstance(desk.app.focused, ReportScriptList)
        assert not desk.app.screen.query_one(BoardView).entered


# ------------------------------------------------------------------------------ who reports


async def test_o_goes_through_who_could_report(room: Room) -> None:
    async with room.desk(rehearsed_session(WRAP_UP)) as desk:
        members = [person.name for person in desk.session.people]
        for name in (*members, members[0]):
            await desk.press("o")
            assert reporter(desk) == name
            await desk.wait_for(f"{name}  first time", f"{name} will say")
        await desk.press("u")
        assert reporter(desk) == members[-1]


async def test_chance_draws_among_those_who_reported_least(room: Room) -> None:
    room.keep(earlier("ana-ruiz"))
    session = with_presence(rehearsed_session(WRAP_UP), "dee-park", Presence.LEFT)
    for away in ("eve-sol", "fay-wu"):
        session = with_presence(session, away, Presence.ABSENT)
    async with room.desk(session) as desk:
        await desk.wait_until(lambda: "ana-ruiz" in desk.app.state.attendance.people)
        drawn = set()
        for _ in range(4):
            await desk.press("O")
            drawn.add(reporter(desk))
        assert drawn == {"Ben Okafor", "Cy Lam"}
        await desk.press("o", "o", "o")
        while reporter(desk) != "Ana Ruiz":
            await desk.press("o")
        await desk.wait_for("Ana Ruiz  reported 1× before")


async def test_only_least_frequent_reporter_stays(room: Room) -> None:
    session = rehearsed_session(WRAP_UP)
    for person in session.people[1:]:
        session = with_presence(session, person.id, Presence.LEFT)
    async with room.desk(session) as desk:
        await desk.press("O", "O")
        assert reporter(desk) == "Ana Ruiz"
        assert desk.messages[-1] == "Ana Ruiz: the others have reported more often"
        assert sum("reporter: Ana Ruiz" in entry.said for entry in desk.session.history) == 1


async def test_reporters_are_the_same_at_every_console(room: Room) -> None:
    path = room.keep(rehearsed_session(WRAP_UP))
    drawn = []
    for _ in range(2):
        async with room.desk(path) as desk:
            await desk.press("O")
            drawn.append(reporter(desk))
            await desk.press("u")
    assert drawn[0] == drawn[1] != ""


# ------------------------------------------------------------------------------ the talk


async def test_report_script_lines_are_edited_added_and_removed(room: Room) -> None:
    async with room.desk(rehearsed_session(WRAP_UP)) as desk:
        drafted = said(desk)
        assert drafted == tuple(
            draft_report(desk.session, TEAM_ONE, today=START.date()).splitlines()
        )
        await desk.type_at_once("down", "w")
        assert desk.line.text == drafted[1]
        await desk.replace("We keep our word.")
        assert desk.session.teams[0].talk == (drafted[0], "We keep our word.", *drafted[2:])
        await desk.press("up", "w", "ctrl+u", "enter")
        assert said(desk) == ("We keep our word.", *drafted[2:])
        await desk.press("end", "w")
        assert desk.line.text == ""
        await desk.enter("Come on Friday.")
        await desk.press("w")  # the row for a line more is chosen still
        await desk.enter("Bring a friend.")
        assert said(desk)[-2:] == ("Come on Friday.", "Bring a friend.")
        await desk.press("u", "u", "u", "u")
        assert said(desk) == drafted


async def test_unchanged_report_script_stays_a_draft(room: Room) -> None:
    async with room.desk(rehearsed_session(WRAP_UP)) as desk:
        await desk.press("w", "enter")
        await desk.press("end", "w", "enter")
        assert desk.session.teams[0].talk == ()
        assert desk.text_of("#talk-heading") == "The reporter will say draft"


async def test_line_left_with_escape_goes_on_where_it_was(room: Room) -> None:
    async with room.desk(rehearsed_session(WRAP_UP)) as desk:
        await desk.press("end", "w")
        await desk.type("Come on")
        await desk.press("escape", "w", "up")
        await desk.enter(" Friday.")
        assert said(desk)[-1] == "Come on Friday."


async def test_report_script_is_redrafted(room: Room) -> None:
    session = apply_changes(
        rehearsed_session(WRAP_UP), ReportScriptWritten(team=TEAM_ONE, lines=("We won.",))
    )
    async with room.desk(session) as desk:
        assert desk.text_of("#talk-heading").endswith("written")
        await desk.press("D")
        assert said(desk) == tuple(
            draft_report(desk.session, TEAM_ONE, today=START.date()).splitlines()
        )
        await desk.press("u")
        assert said(desk) == ("We won.",)
        await desk.press("D", "D")
        assert desk.messages[-1] == "this is already the draft from the board"


async def test_line_that_another_console_changed_meanwhile_stays(room: Room) -> None:
    session = apply_changes(
        rehearsed_session(WRAP_UP), ReportScriptWritten(team=TEAM_ONE, lines=("one", "two"))
    )
    async with room.desk(session) as desk:
        await desk.press("w")
        desk.app.session.apply(ReportScriptWritten(team=TEAM_ONE, lines=("zero", "uno", "two")))
        await desk.settle()
        await desk.replace("first")
        assert said(desk) == ("first", "zero", "uno", "two")


# ------------------------------------------------------------------------------ several teams


async def test_summary_is_of_the_selected_team(room: Room) -> None:
    session = bare(session_in_teams(WRAP_UP))
    two = session.team_members("team-2")
    async with room.desk(session) as desk:
        await desk.press("tab", "t")
        await desk.enter(f"{two[0].name}: to ask")
        await desk.press("escape", "end", "w")
        await desk.enter("Come on Friday.")
        assert [len(team.talk) for team in desk.session.teams] == [0, 2, 0, 0]
        assert f"Takeaways Team 2 · {two[0].name}: to ask" in desk.text_of("#takeaways")
        assert "nothing yet from 4 " in desk.text_of("#commitments")
        await desk.press("tab")
        assert "to ask" not in desk.text_of("#takeaways").partition("still")[0]
        assert said(desk)[0].startswith("We are Team 3: ")
        await desk.press("O")
        assert [bool(team.reporter) for team in desk.session.teams] == [False, False, True, False]
        person = desk.session.name_of(desk.session.teams[2].reporter)
        await desk.wait_for(f"▸ Team 3: {person}")


async def test_reporters_of_many_teams_are_counted(room: Room) -> None:
    async with room.desk(session_in_teams(WRAP_UP, *[1] * 12)) as desk:
        await desk.press("o", "tab")
        assert "▸ Team 2: nobody yet" in desk.text_of("#reporters")
        assert desk.text_of("#reporters").endswith("1 of the 11 other teams have a reporter")


# ------------------------------------------------------------------------------ how it went


async def test_section_key_goes_from_section_to_section(room: Room) -> None:
    async with room.desk(rehearsed_session(OVER)) as desk:
        await desk.wait_until(lambda: desk.app.screen.query_one("#right").max_scroll_y > 0)
        stops: list[float] = []
        while not stops or stops[-1]:
            await desk.press("s")
            stops.append(scrolled(desk))
        assert stops[:-1] == sorted(set(stops[:-1]))
        assert len(stops) > 3
        await desk.press("s", "S")
        assert scrolled(desk) == 0


def test_section_key_skips_no_row_and_wraps_around() -> None:
    assert next_stop([0, 4, 30], 0, 10, 50) == 4
    assert next_stop([0, 4, 30], 4, 10, 50) == 14
    assert next_stop([0, 4, 30], 24, 10, 28) == 28
    assert next_stop([0, 4, 30], 28, 10, 28) == 0
    assert next_stop([0], 0, 10, 0) == 0


async def test_workshop_end_can_be_undone(room: Room) -> None:
    async with room.desk(rehearsed_session(WRAP_UP)) as desk:
        await desk.pass_time(240)
        await desk.press("n")
        ended = desk.app.state.timer.finished
        assert ended is not None
        await desk.pass_time(3600)
        await desk.press("space")
        await desk.press("n")
        assert desk.app.state.timer.finished == ended
        assert len(desk.messages) >= 1
        await desk.press("u")
        assert desk.app.state.timer.running
        await desk.press("n", "p")
        assert desk.app.state.timer.running
        assert desk.stage is Stage.SUMMARY


async def test_later_opening_shows_what_came_of_commitments(room: Room) -> None:
    async with room.desk(rehearsed_session(OVER), ROOMY) as desk:
        assert desk.stage is Stage.SUMMARY
        session = desk.session
        takeaway = next(n for n in session.notes if n.kind is NoteKind.TAKEAWAY)
        await desk.wait_for(reporter(desk), takeaway.text[:20], "Our Common Values")
        assert "Turn 1 · Conversation" in desk.text_of("#times")
        lies = desk.text_of("#lies").replace(" ", "")
        assert desk.path.name in lies
        assert f"oneoneexport{desk.path.stem}" in lies
        await desk.pass_time(86_400)
        assert desk.session == session


async def test_days_tell_their_year_once_it_is_over(room: Room) -> None:
    due = CommitmentAdded(text="coffee", team=TEAM_ONE, by="fri", due=date(2026, 11, 13))
    async with room.desk(apply_changes(bare(rehearsed_session(OVER)), due)) as desk:
        assert "by Fri 13 Nov nothing" in desk.text_of("#commitments")
        await desk.pass_time(100 * 86_400)
        assert "by Fri 13 Nov 2026 nothing" in desk.text_of("#commitments")
        assert any("by Fri 13 Nov 2026." in line for line in said(desk))
