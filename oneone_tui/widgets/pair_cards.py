"""The pairs as cards, with a cursor that goes from person to person."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import ItemGrid, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.reactive import var

from oneone_tui.widgets.lines import Line, Lines, Row
from oneone_tui.workshop.nothing import NO_SESSION
from oneone_tui.workshop.records import Pair
from oneone_tui.workshop.session import Session


class PairCards(VerticalScroll):
    """A card a pair. The arrow keys go through the people; `chosen` is who the cursor is on."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,right", "step(1)", "next person", show=False, id="cards.next"),
        Binding("up,left", "step(-1)", "person before", show=False, id="cards.previous"),
        Binding("home", "first", "first person", show=False, id="cards.first"),
        Binding("end", "last", "last person", show=False, id="cards.last"),
    ]

    session: var[Session] = var(NO_SESSION)
    at: var[int] = var(0)
    marked: var[str] = var("")

    class Moved(Message):
        """The cursor is on somebody else."""

    def compose(self) -> ComposeResult:
        """Cards side by side, as many as there is room for."""
        yield ItemGrid(id="cards", min_column_width=36, stretch_height=False)

    @property
    def people(self) -> tuple[str, ...]:
        """The ids of all people in pairs, as the cards show them."""
        return tuple(person for pair in self.session.pairs for person in pair.members)

    @property
    def chosen(self) -> str:
        """The id of the person that the cursor is on, or an empty text."""
        people = self.people
        return people[self.at] if self.at < len(people) else ""

    def action_step(self, step: int) -> None:
        """Go to the next person, or the one before."""
        self.at = max(0, min(self.at + step, len(self.people) - 1))

    def action_first(self) -> None:
        """Go to the first person."""
        self.at = 0

    def action_last(self) -> None:
        """Go to the last person."""
        self.at = max(0, len(self.people) - 1)

    def watch_at(self) -> None:
        """The cursor has moved."""
        self._show()

    def watch_marked(self) -> None:
        """Somebody was marked to change places."""
        self._show()

    async def watch_session(self) -> None:
        """Pairs were drawn or changed."""
        grid = self.query_one(ItemGrid)
        cards = list(grid.query(Lines))
        missing = len(self.session.pairs) - len(cards)
        if missing > 0:
            await grid.mount(*(Lines(classes="card") for _ in range(missing)))
        elif missing < 0:
            await grid.remove_children(cards[missing:])
        self.at = max(0, min(self.at, len(self.people) - 1))
        self._show()

    def on_focus(self) -> None:
        """The cursor shows only while the keys are here."""
        self._show()

    def _show(self) -> None:
        for number, (card, pair) in enumerate(
            zip(self.query(".card").results(Lines), self.session.pairs, strict=False), 1
        ):
            card.show(*self._card(number, pair))
            if self.chosen in pair.members:
                card.scroll_visible(animate=False)

    def _card(self, number: int, pair: Pair) -> list[Line]:
        lines: list[Line] = [
            Content.assemble((f"{number} ", "bold $accent"), (self._title(pair), "$muted"))
        ]
        for place, person in enumerate(pair.members):
            here = person == self.chosen
            sign = "▸ " if here else "  "
            mark = " ⇄" if person == self.marked else ""
            style = "bold reverse" if here else "bold"
            who = Content.assemble(
                (self.session.name(person), style),
                (mark, "bold $accent"),
                ("" if place else "  organizes first", "$muted"),
            )
            lines.append(Row(Content(sign), who))
        return lines

    def _title(self, pair: Pair) -> str:
        return "trio: each organizes once" if len(pair.members) > 2 else ""
