"""The summary, worked by keys: what each takes away, who reports, and how the time went."""

from __future__ import annotations

from oneone_tui.workshop.words import Kind, Stage
from tests.screens.desk import OVER, ROOMY, Room, rehearsed

WRAP_UP = "wrap-up"
"""The segment of the summary."""


async def test_takeaways_and_commitments_are_written(room: Room) -> None:
    async with room.desk(rehearsed(WRAP_UP), ROOMY) as desk:
        assert desk.stage is Stage.SUMMARY
        promised = len(desk.session.commitments)
        await desk.press("t")
        await desk.enter("Ana: asking is a way of taking someone seriously")
        await desk.enter("c Ben > Cy: coffee on Friday")
        await desk.press("escape", "enter")
        await desk.enter("we decide together")
        kept = [note for note in desk.session.notes if note.kind is Kind.TAKEAWAY]
        assert [(desk.session.name(n.person), n.text) for n in kept] == [
            ("Ana Ruiz", "asking is a way of taking someone seriously"),
            ("", "we decide together"),
        ]
        last = desk.session.commitments[promised]
        assert [desk.session.name(i) for i in (last.who, last.to)] == ["Ben Okafor", "Cy Lam"]
        await desk.shows("we decide together", "coffee on Friday")
        await desk.press("escape", "u", "u", "u")
        assert not any(note.kind is Kind.TAKEAWAY for note in desk.session.notes)
        assert len(desk.session.commitments) == promised


async def test_o_goes_through_who_could_report(room: Room) -> None:
    async with room.desk(rehearsed(WRAP_UP)) as desk:
        members = [person.name for person in desk.session.people]
        for name in (*members, members[0]):
            await desk.press("o")
            assert desk.session.name(desk.session.teams[0].reporter) == name
            await desk.shows(name)
        await desk.press("u")
        assert desk.session.name(desk.session.teams[0].reporter) == members[-1]


async def test_the_end_is_closed_and_can_be_taken_back(room: Room) -> None:
    async with room.desk(rehearsed(WRAP_UP)) as desk:
        await desk.pass_time(240)
        await desk.press("n")
        ended = desk.app.moment.finished
        assert ended is not None
        await desk.pass_time(3600)
        await desk.press("space")
        await desk.press("n")
        assert desk.app.moment.finished == ended
        assert len(desk.told) >= 1
        await desk.press("u")
        assert desk.app.moment.running
        await desk.press("n", "p")
        assert desk.app.moment.running
        assert desk.stage is Stage.SUMMARY


async def test_a_workshop_opened_later_shows_what_came_of_it(room: Room) -> None:
    async with room.desk(rehearsed(OVER), ROOMY) as desk:
        assert desk.stage is Stage.SUMMARY
        session = desk.session
        reporter = session.name(session.teams[0].reporter)
        takeaway = next(n for n in session.notes if n.kind is Kind.TAKEAWAY)
        await desk.shows(reporter, takeaway.text[:20], "Our Common Values")
        await desk.shows("Turn 1 · Conversation")  # how the time went
        assert desk.path.name in desk.reads("#lies").replace(" ", "")
        await desk.pass_time(86_400)
        assert desk.session == session
