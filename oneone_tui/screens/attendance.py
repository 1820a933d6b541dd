"""Late arrivals and people who leave, for the stages that have pairs."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from textual.binding import BindingType

from oneone_tui.keymap import bindings
from oneone_tui.screens.stage import StageScreen
from oneone_tui.widgets.entry_line import Question
from oneone_tui.workshop.agenda.schedule import has_talking_begun
from oneone_tui.workshop.model.changes import MarkedAbsent, MarkedPresent, PeopleAdded, PersonLeft
from oneone_tui.workshop.model.changes.setup import NewPerson
from oneone_tui.workshop.model.records import Person
from oneone_tui.workshop.model.terms import Presence
from oneone_tui.workshop.notes.people_lookup import find_people
from oneone_tui.workshop.text import clean

NAMED = 4
"""How many of the people that a name can mean are listed."""


class AttendanceScreen(StageScreen):
    """A stage in which people can arrive or leave: each takes one key and a name."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("attendance")

    def action_came_late(self) -> None:
        """Ask who came late."""
        self._ask_who_came()

    def action_left(self) -> None:
        """Ask who left."""
        self._ask_who_left()

    def newcomers_team(self) -> str:
        """Return the id of the team for a new person, by default the smallest."""
        teams = self.session.teams
        return min(teams, key=lambda team: len(self.session.people_to_pair(team.id))).id

    def _ask_who_came(self, text: str = "") -> None:
        self.line.ask(Question("who came late?", self._came), text)

    def _ask_who_left(self, text: str = "") -> None:
        self.line.ask(Question("who left?", self._left), text)

    def _came(self, text: str) -> None:
        if not clean(text):
            return
        away = tuple(p for p in self.session.people if not self._has_place(p))
        found = find_people(text, away)
        if len(found) == 1:
            self.apply(MarkedPresent(person=found[0].id))
        elif found:
            self._tell_several(text, found)
            self._ask_who_came(text)
        else:
            newcomer = NewPerson(name=text)
            self.apply(PeopleAdded(people=(newcomer,), team=self.newcomers_team()))

    def _left(self, text: str) -> None:
        if not clean(text):
            return
        gone = {Presence.LEFT, Presence.ABSENT}
        there = tuple(p for p in self.session.people if p.presence not in gone)
        found = find_people(text, there)
        if not found:
            self.notify_line(f"nobody here is called {clean(text, limit=40)}")
            self._ask_who_left(text)
        elif len(found) > 1:
            self._tell_several(text, found)
            self._ask_who_left(text)
        elif not has_talking_begun(self.session):
            self.apply(MarkedAbsent(person=found[0].id))
        elif self.session.pair_of(found[0].id):
            asked = f"did {found[0].name} organize? y n"
            self.line.ask(Question(asked, partial(self._left_after_turn, found[0].id)))
        else:
            self.apply(PersonLeft(person=found[0].id))

    def _left_after_turn(self, person: str, answer: str) -> None:
        first = answer.strip().casefold()[:1]
        self.apply(PersonLeft(person=person, organized={"y": True, "n": False}.get(first)))

    def _has_place(self, person: Person) -> bool:
        if any(person.id in pair.observers for pair in self.session.pairs):
            return True
        return person.presence is Presence.HERE and self.session.pair_of(person.id) is not None

    def _tell_several(self, text: str, found: tuple[Person, ...]) -> None:
        names = ", ".join(person.name for person in found[:NAMED])
        self.notify_line(f"{clean(text, limit=40)} can be {names}: type more of the name")
