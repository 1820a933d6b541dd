"""The form on the left of the setup screen: title, people and roles."""

from __future__ import annotations

from typing import ClassVar, Literal

from textual.binding import BindingType
from textual.content import Content
from textual.reactive import var
from textual.widgets.option_list import Option

from oneone_tui.keymap import bindings, key_for
from oneone_tui.textual_patches.option_list import PlainList
from oneone_tui.widgets.formatting.time_text import AWAY
from oneone_tui.widgets.text_block import Row, spread_apart, wrap_hanging
from oneone_tui.workshop.model.records import Person
from oneone_tui.workshop.model.session import EMPTY_SESSION, Session
from oneone_tui.workshop.model.terms import Presence, Role

DETAILS: dict[str, Literal["title", "campaign", "ask"]] = {
    "title": "title",
    "campaign": "campaign",
    "ask": "ask",
}
"""The details of the workshop, by the names of their rows."""
EMPTY = {
    "campaign": "what the team is working for",
    "ask": "the ask, in one sentence",
}
"""What the row of an empty detail shows."""


class SetupForm(PlainList):
    """The details, then a row for each person, under their teams if there are several.

    A row's id is ``detail:…``, ``person:…`` or ``team:…``.
    """

    BINDINGS: ClassVar[list[BindingType]] = bindings("list")

    session: var[Session] = var(EMPTY_SESSION)

    @property
    def chosen(self) -> tuple[str, str]:
        """The highlighted row: ``detail``, ``person`` or ``team``, and its name or id."""
        if self.highlighted is None:
            return "", ""
        option_id = self.get_option_at_index(self.highlighted).id or ""
        what, _, which = option_id.partition(":")
        return what, which

    def on_mount(self) -> None:
        """Fill the form with what was set before it was mounted."""
        self._fill()

    def on_resize(self) -> None:
        """Lay the rows out for the new width."""
        self._fill()

    def watch_session(self) -> None:
        """Update the form."""
        self._fill()

    def _fill(self) -> None:
        width = self.scrollable_content_region.width
        if not width:
            return
        before = self.highlighted
        options = [Option(self._detail(name, width), id=f"detail:{name}") for name in DETAILS]
        people = len(self.session.people)
        heading = spread_apart(
            Content.styled(f"People {people or ''}", "bold"),
            Content.styled(f"{key_for('setup.add')} adds" if people else "", "$muted"),
            width,
        )
        options.append(Option(Content(" "), disabled=True))
        options.append(Option(heading, id="people:", disabled=True))
        if not people:
            empty = Content.styled(
                f"nobody yet: {key_for('setup.add')} adds people, "
                f"{key_for('setup.file')} reads a file",
                "$muted",
            )
            options.append(Option(empty, disabled=True))
        for team in self.session.teams:
            members = self.session.team_members(team.id)
            if len(self.session.teams) > 1:
                heading = Content.styled(f"{team.name} · {len(members)}", "bold")
                options.append(Option(heading, id=f"team:{team.id}"))
            options += [
                Option(self._person(person, width), id=f"person:{person.id}") for person in members
            ]
        same = [o.prompt for o in self.options] == [o.prompt for o in options]
        if same and all(
            isinstance(a.prompt, Content)
            and isinstance(b.prompt, Content)
            and a.prompt.is_same(b.prompt)
            for a, b in zip(self.options, options, strict=True)
        ):
            return
        self.set_options(options)
        self.highlighted = min(before or 0, len(options) - 1)

    def _detail(self, name: str, width: int) -> Content:
        text = getattr(self.session.info, name)
        value = (text, "") if text else (EMPTY.get(name, ""), "$muted")
        lead = Content.styled(f"{name:<9}", "$muted")
        return wrap_hanging(Row(lead, Content.styled(*value)), width)

    def _person(self, person: Person, width: int) -> Content:
        team = self.session.team(person.team)
        labels = [role.value for role in Role if team and team.person_in_role(role) == person.id]
        if person.presence is not Presence.HERE:
            labels.insert(0, AWAY[person.presence])
        name = Content.styled(person.name, "" if person.presence is Presence.HERE else "$muted")
        return spread_apart(name, Content.styled(", ".join(labels), "bold $accent"), width)
