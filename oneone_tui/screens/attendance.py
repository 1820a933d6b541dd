"""Late arrivals and people who leave, for the stages that have pairs."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import BindingType

from oneone_tui.keymap import bindings
from oneone_tui.screens.stage import StageScreen
from oneone_tui.workshop.agenda.schedule import has_talking_begun
from oneone_tui.workshop.model.changes import MarkedAbsent, MarkedPresent, PeopleAdded, PersonLeft
from oneone_tui.workshop.model.changes.setup import NewPerson
from oneone_tui.workshop.model.records import Person
from oneone_tui.workshop.model.terms import Presence
from oneone_tui.workshop.notes.people_lookup import find_people
from oneone_tui.workshop.text import clean

CAME, LEFT, ORGANIZED = "came", "left", "organized"
CAME_CHIP, LEFT_CHIP = "who came late?", "who left?"
NAMED = 4
"""How many of the people that a name can mean are listed."""


class AttendanceScreen(StageScreen):
    """A stage in which people can arrive or leave: each takes one key and a name."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("attendance")

    def action_came_late(self) -> None:
        """Ask who came late."""
        self.line.ask(CAME, CAME_CHIP)

    def action_left(self) -> None:
        """Ask who left."""
        self.line.ask(LEFT, LEFT_CHIP)

    def newcomers_team(self) -> str:
        """Return the id of the team for a new person, by default the smallest."""
        teams = self.session.teams
        return min(teams, key=lambda team: len(self.session.people_to_pair(team.id))).id

    def answered(self, purpose: str, text: str) -> None:
        """Take a name, or the answer whether the person who left had organized."""
        what, _, which = purpose.partition(":")
        if what == CAME and clean(text):
            self._came(text)
        elif what == LEFT and clean(text):
            self._left(text)
        elif what == ORGANIZED:
            said = text.strip().casefold()[:1]
            self.make(PersonLeft(person=which, organized={"y": True, "n": False}.get(said)))

    def _came(self, text: str) -> None:
        away = tuple(p for p in self.session.people if not self._has_place(p))
        found = find_people(text, away)
        if len(found) == 1:
            self.make(MarkedPresent(person=found[0].id))
        elif found:
            self._ask_again(CAME, CAME_CHIP, text, found)
        else:
            newcomer = NewPerson(name=text)
            self.make(PeopleAdded(people=(newcomer,), team=self.newcomers_team()))

    def _left(self, text: str) -> None:
        gone = {Presence.LEFT, Presence.ABSENT}
        there = tuple(p for p in self.session.people if p.presence not in gone)
        found = find_people(text, there)
        if not found:
            self.tell(f"nobody here is called {clean(text, limit=40)}")
            self.line.ask(LEFT, LEFT_CHIP, text)
        elif len(found) > 1:
            self._ask_again(LEFT, LEFT_CHIP, text, found)
        elif not has_talking_begun(self.session):
            self.make(MarkedAbsent(person=found[0].id))
        elif self.session.pair_of(found[0].id):
            person = found[0]
            self.line.ask(f"{ORGANIZED}:{person.id}", f"did {person.name} organize? y n")
        else:
            self.make(PersonLeft(person=found[0].id))

    def _has_place(self, person: Person) -> bool:
        if any(person.id in pair.observers for pair in self.session.pairs):
            return True
        return person.presence is Presence.HERE and self.session.pair_of(person.id) is not None

    def _ask_again(self, purpose: str, chip: str, text: str, found: tuple[Person, ...]) -> None:
        names = ", ".join(person.name for person in found[:NAMED])
        self.tell(f"{clean(text, limit=40)} can be {names}: type more of the name")
        self.line.ask(purpose, chip, text)
