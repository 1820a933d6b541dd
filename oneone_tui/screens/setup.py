"""The setup screen: title, people, roles and length."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from functools import partial
from pathlib import Path, PurePath
from random import Random
from typing import ClassVar

from textual import work
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList

from oneone_tui.keymap import bindings, key_for
from oneone_tui.paths import show_path
from oneone_tui.screens.stage import StageScreen
from oneone_tui.spreadsheets import inspect_file
from oneone_tui.style_sheets import sheets
from oneone_tui.text_files import UnreadableFile, read_bytes
from oneone_tui.widgets.agenda_list import AgendaList
from oneone_tui.widgets.clock_panel import ClockLine
from oneone_tui.widgets.entry_line import Question
from oneone_tui.widgets.open_commitments import OpenCommitments
from oneone_tui.widgets.setup_form import DETAILS, SetupForm
from oneone_tui.widgets.text_block import Row, TextBlock
from oneone_tui.workshop.history.attendance import AttendanceHistory
from oneone_tui.workshop.history.commitments import TrackedCommitment
from oneone_tui.workshop.model.changes import (
    AnyChange,
    DetailSet,
    MarkedAbsent,
    MarkedPresent,
    MovedToTeam,
    PersonRemoved,
    PersonRenamed,
    RoleGiven,
    TeamNamed,
)
from oneone_tui.workshop.model.records import Person
from oneone_tui.workshop.model.session import Session
from oneone_tui.workshop.model.terms import Presence, Role, Stage
from oneone_tui.workshop.pairing.roles import suggest_roles
from oneone_tui.workshop.pairing.teams import InvalidTeams
from oneone_tui.workshop.roster.additions import add_people
from oneone_tui.workshop.roster.reader import inspect_roster, read_roster
from oneone_tui.workshop.roster.records import MAX_SIZE, Roster, RosterError, RosterPerson
from oneone_tui.workshop.suggestions.setup import split_into_teams
from oneone_tui.workshop.text import fold


class SetupScreen(StageScreen):
    """The preparation; the right side can be read by the whole room."""

    CSS_PATH: ClassVar[list[str | PurePath]] = sheets("setup")

    stage: ClassVar[Stage] = Stage.SETUP
    BINDINGS: ClassVar[list[BindingType]] = bindings("setup")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keep the keys for time and Enter for the agenda while it has the focus."""
        if action in ("add", "mend") and isinstance(self.focused, AgendaList):
            return False
        if action == "move" and len(self.session.teams) < 2:
            return False
        return super().check_action(action, parameters)

    def compose_stage(self) -> Iterator[Widget]:
        """Yield the details and people on the left, the agenda and goals on the right."""
        with Horizontal():
            yield SetupForm(id="form").data_bind(SetupScreen.session)
            with Vertical(id="right"):
                yield ClockLine(id="clock").data_bind(SetupScreen.session, SetupScreen.moment)
                yield AgendaList(id="agenda").data_bind(SetupScreen.session, SetupScreen.moment)
                yield OpenCommitments(id="last-time").data_bind(
                    SetupScreen.session, SetupScreen.today, SetupScreen.named
                )
                yield TextBlock(id="goals")

    def bind_state(self) -> None:
        """Also focus the form."""
        super().bind_state()
        self.observe_cross_session(lambda state: state.commitments, self._take_promises)
        self.focus_stage()

    def focus_stage(self) -> None:
        """Focus the form."""
        self.set_focus(self.query_one(SetupForm))

    def watch_session(self, session: Session) -> None:
        """Show the goals of the guide."""
        if self.ready:
            goals = [Row(Content("· "), Content(goal)) for goal in session.guide.goals]
            heading = Content.styled("What this is for", "bold")
            self.query_one("#goals", TextBlock).set_lines(heading, *goals)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Edit the clicked row of the form."""
        event.stop()
        if event.option_list.id == "form":
            self.action_mend()

    def action_mend(self) -> None:
        """Edit the highlighted detail, or the name of the highlighted person or team."""
        what, which = self.query_one(SetupForm).chosen
        if what == "detail":
            now = getattr(self.session.info, which)
            self.line.ask(Question(which, partial(self._set_detail, which)), now)
        elif what == "person":
            rename = Question("name", partial(self._rename, which))
            self.line.ask(rename, self.session.name_of(which))
        elif what == "team":
            team = self.session.team(which)
            name = Question("team", partial(self._name_team, which))
            self.line.ask(name, team.name if team else "")

    def action_add_people(self) -> None:
        """Ask for names."""
        asked = "add a person, or paste many"
        self.line.ask(Question(asked, self._add_typed, again=True, on_lines=self._add_pasted))

    def action_from_file(self) -> None:
        """Ask for a roster file."""
        self.line.ask(Question("roster file", self._read_file))

    def action_take_off(self) -> None:
        """Remove the highlighted person from the roster."""
        what, which = self.query_one(SetupForm).chosen
        if what == "person":
            self.apply(PersonRemoved(person=which))

    def action_role(self, role: str) -> None:
        """Give a role to the highlighted person, or take it back."""
        person = self._person()
        if person is None:
            return
        team = self.session.team(person.team)
        holds = team is not None and team.person_in_role(Role(role)) == person.id
        self.apply(RoleGiven(team=person.team, role=Role(role), person="" if holds else person.id))

    def action_teams(self) -> None:
        """Ask how many teams to make."""
        if self.session.people:
            self._ask_teams()
        else:
            self.notify_line("add people first")

    def action_move(self) -> None:
        """Move the highlighted person to the next team."""
        person = self._person()
        if person:
            teams = [team.id for team in self.session.teams]
            following = teams[(teams.index(person.team) + 1) % len(teams)]
            self.apply(MovedToTeam(person=person.id, team=following))

    def action_absent(self) -> None:
        """Mark the highlighted person as absent, or as present."""
        person = self._person()
        if person:
            here = person.presence is Presence.HERE
            self.apply((MarkedAbsent if here else MarkedPresent)(person=person.id))

    def action_suggest(self) -> None:
        """Give each free role to the person who has served least, and longest ago."""
        changes = list(suggested_roles(self.session, self.console.state.attendance))
        if changes:
            self.apply(*changes)
        else:
            self.notify_line("every role is taken" if self.session.people else "add people first")

    def action_other_side(self) -> None:
        """Switch the focus between the form and the agenda."""
        form = self.query_one(SetupForm)
        (self.query_one(AgendaList) if form.has_focus else form).focus()

    def _set_detail(self, detail: str, text: str) -> None:
        self.apply(DetailSet(detail=DETAILS[detail], text=text))

    def _rename(self, person: str, name: str) -> None:
        self.apply(PersonRenamed(person=person, name=name))

    def _name_team(self, team: str, name: str) -> None:
        self.apply(TeamNamed(team=team, name=name))

    def _add_typed(self, names: str) -> None:
        if names.strip():
            self._add(names)

    def _add_pasted(self, names: str) -> None:
        self.line.clear()
        self.focus_stage()
        try:
            self._preview(inspect_roster(names))
        except RosterError as error:
            self.notify_line(str(error), wrong=True)

    @work(exclusive=True, group="roster")
    async def _read_file(self, name: str) -> None:
        try:
            data = await asyncio.to_thread(_read_start, name.strip())
            found = await asyncio.to_thread(inspect_file, data)
        except UnreadableFile as error:
            self.notify_line(f"{show_path(name)} cannot be read: {error.why}", wrong=True)
        except RuntimeError:  # ~ of an unknown user
            self.notify_line(f"{show_path(name)} cannot be read: there is no such home", wrong=True)
        except RosterError as error:
            self.notify_line(str(error), wrong=True)
        else:
            self._preview(found)

    def _add(self, roster: str) -> None:
        """Add typed names; nobody can overlook how a line was read."""
        try:
            found = read_roster(roster, typed=True)
        except RosterError as error:
            self.notify_line(str(error), wrong=True)
            return
        known = {fold(person.name) for person in self.session.people}
        fresh = [person for person in found.people if fold(person.name) not in known]
        if fresh and len(fresh) < len(found.people):
            known_count = len(found.people) - len(fresh)
            self.notify_line(f"{known_count} already on the roster, left as they are")
        self.apply(add_people(fresh or found.people, self.session.teams[0].id))
        for note in (*found.left_out, *found.remarks)[:3]:
            self.notify_line(str(note))

    def _preview(self, found: Roster) -> None:
        """Show what a list was read as, and add whoever is taken."""
        from oneone_tui.screens.roster_preview import RosterPreviewScreen  # noqa: PLC0415 - few need it

        known = [person.name for person in self.session.people]
        self.app.push_screen(RosterPreviewScreen(found, known, self._add_taken))

    def _add_taken(self, people: tuple[RosterPerson, ...]) -> bool:
        return self.console.session.apply(add_people(people, self.session.teams[0].id))

    def _take_promises(self, promises: tuple[TrackedCommitment, ...] | None) -> None:
        if self.ready:
            self.query_one(OpenCommitments).promises = promises or ()

    def _ask_teams(self, text: str = "") -> None:
        keep = key_for("line.keep")
        asked = f"teams: a number, or {keep} for as many as make sense"
        self.line.ask(Question(asked, self._make_teams), text)

    def _make_teams(self, text: str) -> None:
        wanted = text.strip()
        if wanted and not (wanted.isascii() and wanted.isdigit()):
            self.notify_line("write how many teams, such as 4")
            self._ask_teams(text)
            return
        past = self.console.state.attendance
        try:
            self.apply(split_into_teams(self.session, past, int(wanted) if wanted else None))
        except InvalidTeams as error:
            self.notify_line(str(error))

    def _person(self) -> Person | None:
        what, which = self.query_one(SetupForm).chosen
        person = self.session.person(which) if what == "person" else None
        if person is None:
            self.notify_line("choose a person with the arrow keys first")
        return person


def _read_start(name: str) -> bytes:
    # One byte more than a roster may have, to detect longer files.
    return read_bytes(Path(name).expanduser(), MAX_SIZE)


def suggested_roles(session: Session, past: AttendanceHistory) -> Iterator[AnyChange]:
    """Yield the free roles for those who have served least; ties are broken at random."""
    chance = Random(session.info.seed)
    for team in session.teams:
        for role, person in suggest_roles(session, past, team.id, chance).items():
            yield RoleGiven(team=team.id, role=role, person=person)
