"""The setup: what the workshop is called, who is there, who does what, how long it takes."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import ClassVar, Literal

from textual import work
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList

from oneone_tui.screens.stage import StageScreen
from oneone_tui.widgets.agenda_list import AgendaList
from oneone_tui.widgets.clock_panel import ClockLine
from oneone_tui.widgets.command_key import CommandKey
from oneone_tui.widgets.entry_line import LineInput
from oneone_tui.widgets.lines import Lines, Row
from oneone_tui.widgets.setup_form import SetupForm
from oneone_tui.workshop.changes import (
    AnyChange,
    DetailSet,
    PeopleAdded,
    PersonRemoved,
    PersonRenamed,
    RoleGiven,
)
from oneone_tui.workshop.changes.setup import Listed
from oneone_tui.workshop.roster import MAX_SIZE, RosterError, read_roster
from oneone_tui.workshop.session import Session
from oneone_tui.workshop.text import clean, fold
from oneone_tui.workshop.words import Role, Stage

ROLE_KEYS = Binding.Group("roles", compact=True)
ADD, FROM_FILE = "add", "file"
DETAILS: dict[str, Literal["title", "campaign", "ask"]] = {
    "title": "title",
    "campaign": "campaign",
    "ask": "ask",
}


class SetupScreen(StageScreen):
    """Before the start; the right side is a page that the room can read."""

    stage: ClassVar[Stage] = Stage.SETUP
    asked_on: ClassVar[frozenset[str]] = frozenset({ADD})
    foot: ClassVar[tuple[str, ...]] = (
        "setup.add",
        "setup.timekeeper",
        "setup.note-taker",
        "setup.reporter",
        "setup.suggest",
        "clock.pause",
        "stage.back",
        "stage.on",
        "setup.other-side",
    )

    BINDINGS: ClassVar[list[BindingType]] = [
        CommandKey("a", "add_people", "add", id="setup.add"),
        CommandKey("f", "from_file", "from a file", show=False, id="setup.file"),
        CommandKey("delete,backspace", "take_off", "take off", show=False, id="setup.remove"),
        CommandKey("k", "role('timekeeper')", "timekeeper", group=ROLE_KEYS, id="setup.timekeeper"),
        CommandKey("w", "role('note-taker')", "note-taker", group=ROLE_KEYS, id="setup.note-taker"),
        CommandKey("b", "role('reporter')", "reporter", group=ROLE_KEYS, id="setup.reporter"),
        CommandKey("g", "suggest", "suggest", id="setup.suggest"),
        CommandKey("tab", "other_side", "agenda", id="setup.other-side"),
    ]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """On the agenda, the keys for time change the highlighted segment."""
        if action == "add" and self.query_one(AgendaList).has_focus:
            return False
        return super().check_action(action, parameters)

    def compose_stage(self) -> Iterator[Widget]:
        """Details and people on the left, agenda and goals on the right."""
        with Horizontal():
            yield SetupForm(id="form").data_bind(SetupScreen.session)
            with Vertical(id="right"):
                yield ClockLine(id="clock").data_bind(SetupScreen.session, SetupScreen.moment)
                yield AgendaList(id="agenda").data_bind(SetupScreen.session, SetupScreen.moment)
                yield Lines(id="goals")

    def begin(self) -> None:
        """The keys go to the form first."""
        super().begin()
        self.focus_stage()

    def focus_stage(self) -> None:
        """The form has the arrow keys; a line that was finished asks for nothing any more."""
        self.set_focus(self.query_one(SetupForm))
        if not self.line.text:
            self.line.show_chip(Content())

    def watch_session(self, session: Session) -> None:
        """Another guide has other goals."""
        if self.ready:
            goals = [Row(Content("· "), Content(goal)) for goal in session.guide.goals]
            heading = Content.styled("What this is for", "bold")
            self.query_one("#goals", Lines).show(heading, *goals)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter on a row: mend it."""
        event.stop()
        if event.option_list.id != "form":
            return
        what, which = self.query_one(SetupForm).chosen
        if what == "detail":
            self.line.ask(which, which, getattr(self.session.info, which))
        elif what == "person":
            self.line.ask(f"person:{which}", "name", self.session.name(which))

    def action_add_people(self) -> None:
        """Ask for names."""
        self.line.ask(ADD, "add a person, or paste many")

    def action_from_file(self) -> None:
        """Ask for a roster file."""
        self.line.ask(FROM_FILE, "roster file")

    def action_take_off(self) -> None:
        """Take the highlighted person off the roster."""
        what, which = self.query_one(SetupForm).chosen
        if what == "person":
            self.make(PersonRemoved(person=which))

    def action_role(self, role: str) -> None:
        """Give a role to the highlighted person; given again, it is free again."""
        what, which = self.query_one(SetupForm).chosen
        person = self.session.person(which) if what == "person" else None
        if person is None:
            self.tell("choose a person with the arrow keys first")
            return
        team = self.session.team(person.team)
        holds = team is not None and team.holder(Role(role)) == which
        self.make(RoleGiven(team=person.team, role=Role(role), person="" if holds else which))

    def action_suggest(self) -> None:
        """Give the roles that nobody has yet."""
        changes = list(suggested_roles(self.session))
        if changes:
            self.make(*changes)
        else:
            self.tell("every role is taken" if self.session.people else "add people first")

    def action_other_side(self) -> None:
        """From the form to the agenda and back."""
        form = self.query_one(SetupForm)
        (self.query_one(AgendaList) if form.has_focus else form).focus()

    def answered(self, purpose: str, text: str) -> None:
        """A line was answered."""
        what, _, which = purpose.partition(":")
        if what in DETAILS:
            self.make(DetailSet(detail=DETAILS[what], text=text))
        elif what == "person":
            self.make(PersonRenamed(person=which, name=text))
        elif what == FROM_FILE:
            self._read_file(text)
        elif what == ADD and text.strip():
            self._add(text)

    def on_line_input_pasted(self, event: LineInput.Pasted) -> None:
        """A pasted list of people; anything else that is asked for is one line."""
        event.stop()
        if self.line.purpose != ADD:
            self.line.insert(event.text)
            return
        self._add(event.text)
        self.line.clear()
        self.focus_stage()

    @work(exclusive=True, group="roster")
    async def _read_file(self, name: str) -> None:
        try:
            data = await asyncio.to_thread(_beginning, name.strip())
        except (OSError, RuntimeError) as error:  # RuntimeError: ~ of somebody who is not there
            why = getattr(error, "strerror", None) or str(error)
            self.tell(f"{clean(name)} cannot be read: {why}", wrong=True)
            return
        self._add(data)

    def _add(self, roster: str | bytes) -> None:
        try:
            found = read_roster(roster)
        except RosterError as error:
            self.tell(str(error), wrong=True)
            return
        known = {fold(person.name) for person in self.session.people}
        fresh = [person for person in found.people if fold(person.name) not in known]
        if fresh and len(fresh) < len(found.people):
            self.tell(f"{len(found.people) - len(fresh)} already on the roster, left as they are")
        people = tuple(Listed(name=p.name, tags=p.tags) for p in fresh or found.people)
        self.make(PeopleAdded(people=people, team=self.session.teams[0].id))
        for remark in found.remarks[:3]:
            self.tell(f"line {remark.line}: {remark.text}")


def _beginning(name: str) -> bytes:
    # As much as a roster can have and one byte more, which tells that there is too much.
    with Path(name).expanduser().open("rb") as file:
        return file.read(MAX_SIZE + 1)


def suggested_roles(session: Session) -> Iterator[AnyChange]:
    """Roles for people who have none, drawn by the session's own chance."""
    chance = Random(session.info.seed)
    for team in session.teams:
        busy = {team.holder(role) for role in Role}
        free = [p.id for p in session.team_members(team.id) if p.id not in busy]
        chance.shuffle(free)
        for role in (Role.TIMEKEEPER, Role.NOTE_TAKER):
            if not team.holder(role) and free:
                yield RoleGiven(team=team.id, role=role, person=free.pop())
