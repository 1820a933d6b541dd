"""The people over time: who has met whom, who organized, who served in which role."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.screen import Screen

from oneone_tui.widgets.chrome import KeysLine, foot_keys
from oneone_tui.widgets.command_key import CommandKey
from oneone_tui.widgets.lines import Lines, spread
from oneone_tui.widgets.people_matrix import PeopleMatrix
from oneone_tui.workshop.pairing import meeting_words
from oneone_tui.workshop.past import NO_PAST, Known, Past
from oneone_tui.workshop.words import Role

FOOT = ("matrix.go", "people.leave", "help")
"""The ids of the keys at the foot."""


class PeopleScreen(Screen[None]):
    """The matrix, and in words what the cursor is on."""

    BINDINGS: ClassVar[list[BindingType]] = [
        CommandKey("escape,q", "dismiss", "back", key_display="esc", id="people.leave"),
        CommandKey("question_mark", "app.help", "help", key_display="?", id="help"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._past: Past | None = None

    def compose(self) -> ComposeResult:
        """The title, the matrix, the words, the keys."""
        yield Lines(id="people-title")
        yield PeopleMatrix(id="matrix")
        yield Lines(id="people-empty")
        yield Lines(id="people-about")
        yield KeysLine(id="keys")

    def on_mount(self) -> None:
        """Show what the app has read, now and whenever that changes."""
        self.query_one("#keys", KeysLine).bindings = foot_keys(self, FOOT)
        self.query_one(PeopleMatrix).focus()
        self.watch(self.app, "everybody", self._take)

    def on_resize(self) -> None:
        """The title is made for the width."""
        self._show()

    def on_people_matrix_moved(self, event: PeopleMatrix.Moved) -> None:
        """Tell about others."""
        event.stop()
        self._show_about()

    def _take(self, past: Past | None) -> None:
        self._past = past
        if past:
            self.query_one(PeopleMatrix).past = past
        self._show()

    def _show(self) -> None:
        if not self.is_mounted:
            return
        past = self._past or NO_PAST
        people = len(past.people)
        left = Content.assemble((" 1:1 ", "bold $accent"), " ", ("Who has met whom", "bold"))
        met = f"{people} people · {len(past.met)} of {people * (people - 1) // 2} twosomes met"
        right = Content.styled(met if people else "", "$muted")
        self.query_one("#people-title", Lines).show(spread(left, right, self.size.width - 1))
        matrix = self.query_one(PeopleMatrix)
        matrix.display = bool(people)
        nothing = "Reading the sessions …" if self._past is None else "Nobody has met anybody yet."
        empty = self.query_one("#people-empty", Lines)
        empty.show(Content(nothing))
        empty.display = not people
        self._show_about()

    def _show_about(self) -> None:
        two = self.query_one(PeopleMatrix).two
        past = self._past
        lines = self._about(past, *two) if two and past else ()
        self.query_one("#people-about", Lines).show(*lines)

    def _about(self, past: Past, one: Known, other: Known) -> tuple[Content, ...]:
        met = sum(one.id in two for two in past.met)
        last = one.last.astimezone()
        served = ", ".join(f"{r} {one.roles[r].times}×" for r in Role if r in one.roles)
        parts = [
            f"came {one.sessions}×, last on {last.day} {last:%b %Y}",
            f"organized {one.organized}×",
            served,
            f"has met {met} of {len(past.people) - 1}",
        ]
        about = Content.assemble((one.name, "bold"), "  ", " · ".join(filter(None, parts)))
        if one.id == other.id:
            return (about,)
        meeting = past.meeting(one.id, other.id)
        said = meeting_words(meeting) if meeting else "not met yet"
        return about, Content.assemble("with ", (other.name, "bold"), f"  {said}")
