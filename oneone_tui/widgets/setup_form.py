"""The form on the left of the setup screen: title, people and roles."""

from __future__ import annotations

from typing import ClassVar, Literal

from textual.binding import BindingType
from textual.content import Content
from textual.reactive import var
from textual.widgets.option_list import Option

from oneone_tui.textual_patches.option_list import CURSOR_KEYS, PlainList
from oneone_tui.user_keys import key_for
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
"""What can be told of the workshop, by the name that its row goes by."""
EMPTY = {
    "campaign": "what the team is working for",
    "ask": "the ask, in one sentence",
}


class SetupForm(PlainList):
    """Rows of details, then a row a person, under their teams where there are several.

    A row's id is ``detail:…``, ``person:…`` or ``team:…``.
    """

    BINDINGS: ClassVar[list[BindingType]] = [*CURSOR_KEYS]

    session: var[Session] = var(EMPTY_SESSION)

    @property
    def chosen(self) -> tuple[str, str]:
        """What is highlighted: ``detail``, ``person`` or ``team``, and which."""
        if self.highlighted is None:
            return "", ""
        option_id = self.get_option_at_index(self.highlighted).id or ""
        what, _, which = option_id.partition(":")
        return what, which

    def on_mount(self) -> None:
        """Fill in what was already known."""
        self._fill()

    def on_resize(self) -> None:
        """The rows are made for the width."""
        self._fill()

    def watch_session(self) -> None:
        """Something was written."""
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
            Content.styled(f"{key_for('setup.add', 'a')} adds" if people else "", "$muted"),
            width,
        )
        options.append(Option(Content(" "), disabled=True))
        options.append(Option(heading, id="people:", disabled=True))
        if not people:
            empty = Content.styled(
                f"nobody yet: {key_for('setup.add', 'a')} adds people, "
                f"{key_for('setup.file', 'f')} reads a file",
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
        said = [role.value for role in Role if team and team.person_in_role(role) == person.id]
        if person.presence is not Presence.HERE:
            said.insert(0, AWAY[person.presence])
        name = Content.styled(person.name, "" if person.presence is Presence.HERE else "$muted")
        return spread_apart(name, Content.styled(", ".join(said), "bold $accent"), width)
