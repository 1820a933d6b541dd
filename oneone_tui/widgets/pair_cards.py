"""The pairs as cards, with a cursor that moves from person to person."""

from __future__ import annotations

from typing import ClassVar

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import ItemGrid, VerticalScroll
from textual.content import Content
from textual.reactive import var

from oneone_tui.keymap import bindings
from oneone_tui.widgets.formatting.pairing_text import (
    format_meetings_of_pair,
    trios_before,
)
from oneone_tui.widgets.formatting.time_text import AWAY
from oneone_tui.widgets.text_block import Line, Row, TextBlock
from oneone_tui.workshop.history.attendance import NO_ATTENDANCE, AttendanceHistory
from oneone_tui.workshop.model.records import Pair
from oneone_tui.workshop.model.session import EMPTY_SESSION, Session
from oneone_tui.workshop.model.terms import TRIO, Presence

WIDTH = 36
"""Cells; the minimum width of a card."""
FRAMED = 5
"""Rows of a framed card of two; cards that would not fit have no frames."""
FIRST = "  organizes first"


class PairCards(VerticalScroll):
    """A card for each pair, and one for people without a pair.

    `chosen` is the id of the person under the cursor, `marked` of the one chosen to swap places.
    Up and down move from person to person in a column of cards, left and right to the next card.
    """

    BINDINGS: ClassVar[list[BindingType]] = bindings("cards")

    session: var[Session] = var(EMPTY_SESSION)
    past: var[AttendanceHistory] = var(NO_ATTENDANCE)
    chosen: var[str] = var("")
    marked: var[str] = var("")

    _is_compact = False
    """Whether the cards are packed closely, without frames."""

    def compose(self) -> ComposeResult:
        """Yield the grid, with as many cards side by side as fit."""
        yield ItemGrid(id="cards", min_column_width=WIDTH, stretch_height=False)

    @property
    def groups(self) -> list[tuple[str, ...]]:
        """The ids of the people on each card."""
        in_pairs = [pair.members for pair in self.session.pairs]
        if not in_pairs:
            return []
        placed = {person for members in in_pairs for person in members}
        alone = tuple(person.id for person in self.session.people if person.id not in placed)
        return [*in_pairs, alone] if alone else in_pairs

    def action_step(self, step: int) -> None:
        """Move to the next person on the card, then to the card below; or the other way."""
        groups, at = self.groups, self._find_cursor()
        if at is None:
            return
        card, row = at
        if 0 <= row + step < len(groups[card]):
            self.chosen = groups[card][row + step]
            return
        below = card + step * self._columns()
        if 0 <= below < len(groups):
            self.chosen = groups[below][0 if step > 0 else -1]

    def action_beside(self, step: int) -> None:
        """Move to the next card, or to the one before."""
        groups, at = self.groups, self._find_cursor()
        if at is None:
            return
        card, row = at
        if 0 <= card + step < len(groups):
            beside = groups[card + step]
            self.chosen = beside[min(row, len(beside) - 1)]

    def action_go_to(self, index: int) -> None:
        """Move to the first person, or to the last."""
        everybody = [person for members in self.groups for person in members]
        if everybody:
            self.chosen = everybody[index]

    def on_resize(self) -> None:
        """Use frames and longer texts where there is room."""
        self._choose_frames()
        self._show()

    def watch_chosen(self) -> None:
        """Show the cursor."""
        self._show()

    def watch_marked(self) -> None:
        """Show or remove the mark."""
        self._show()

    def watch_past(self) -> None:
        """Show the earlier meetings."""
        self._show()

    async def watch_session(self) -> None:
        """Add or remove cards, and show the pairs."""
        grid, groups = self.query_one(ItemGrid), self.groups
        cards = list(grid.query(TextBlock))
        missing = len(groups) - len(cards)
        if missing > 0:
            await grid.mount(*(TextBlock(classes="card") for _ in range(missing)))
        elif missing < 0:
            await grid.remove_children(cards[missing:])
        self._choose_frames()
        if self._find_cursor() is None:
            self.marked = ""
            self.chosen = groups[0][0] if groups else ""
        self._show()
        self.call_after_refresh(self._show)  # only then do the cards have their width

    def _choose_frames(self) -> None:
        across = max(self.size.width // WIDTH, 1)
        down = -(-len(self.groups) // across)
        self._is_compact = down * FRAMED > self.size.height
        self.query_one(ItemGrid).set_class(self._is_compact, "many")

    def _find_cursor(self) -> tuple[int, int] | None:
        # The index of the card under the cursor, and of the row in it.
        for card, members in enumerate(self.groups):
            if self.chosen in members:
                return card, members.index(self.chosen)
        return None

    def _columns(self) -> int:
        tops = [card.region.y for card in self.query(".card").results(TextBlock)]
        return max(tops.count(tops[0]), 1) if tops else 1

    def _show(self) -> None:
        groups = self.groups
        cards = self.query(".card").results(TextBlock)
        numbers = self.session.pair_numbers()
        for at, (card, members) in enumerate(zip(cards, groups, strict=False)):
            pair = self.session.pairs[at] if at < len(self.session.pairs) else None
            room = card.content_size.width
            people = (self._person(pair, one, room) for one in members)
            card.set_lines(self._title(numbers[pair.id] if pair else 0, pair), *people)
            if self.chosen in members:
                self.call_after_refresh(card.scroll_visible, animate=False)

    def _title(self, number: int, pair: Pair | None) -> Line:
        if pair is None:
            return Content.styled("Without a pair", "bold $accent")
        words = [format_meetings_of_pair(self.session, self.past, pair)]
        if len(self.session.teams) > 1:
            team = self.session.team(pair.team)
            words.insert(0, team.name if team else "")
        if len(pair.members) == TRIO:
            words.insert(0, "trio")
        if pair.locked:
            words.insert(0, "locked")
        return Row(
            Content.styled(f"{number} ", "bold $accent"),
            Content.styled(" · ".join(words), "$muted"),
        )

    def _person(self, pair: Pair | None, person: str, room: int) -> Line:
        here = person == self.chosen
        found = self.session.person(person)
        state, name = "", self.session.name_of(person)
        if found and (pair is None or found.presence is not Presence.HERE):
            state = f"  {AWAY.get(found.presence, 'waits for a partner')}"
        elif pair and person == pair.members[0]:
            state = FIRST
        if pair and len(pair.members) == TRIO:
            state += trios_before(self.session, self.past, person)
        if cell_len(f"▸ {name}{state}") > room or self._is_compact:
            state = state.replace(FIRST, "  first")
        who = Content.assemble(
            (name, "bold reverse" if here else "bold"),
            (" ⇄" if person == self.marked else "", "bold $accent"),
            (state, "$muted"),
        )
        return Row(Content("▸ " if here else "  "), who)
