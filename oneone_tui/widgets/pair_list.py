"""The pairs of the room, with how much each has written so far."""

from __future__ import annotations

from collections import Counter

from textual.content import Content
from textual.message import Message
from textual.reactive import var
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from oneone_tui.widgets.chrome import OneRow
from oneone_tui.widgets.lines import spread
from oneone_tui.widgets.words import LETTER, short_name
from oneone_tui.workshop.nothing import NO_SESSION
from oneone_tui.workshop.pairing import roles_in_turn
from oneone_tui.workshop.records import Pair
from oneone_tui.workshop.session import Session
from oneone_tui.workshop.words import COLUMNS


def people_line(session: Session, pair: Pair, turn: int, width: int) -> Content:
    """Who talks with whom in `turn`: ``Ana Ruiz → Ben Okafor``, shorter names where need be."""
    roles = roles_in_turn(pair.members, max(turn, 1))
    whole = _roles_line([session.name(person) for person in roles])
    if whole.cell_length <= width:
        return whole
    return _roles_line([short_name(session, person) for person in roles])


def _roles_line(names: list[str]) -> Content:
    organizer, organizee, observer = names
    return Content(f"{organizer} → {organizee}" + (f" · {observer} obs." if observer else ""))


class PairList(OptionList):
    """A row a pair; the highlighted one is the pair that notes go to."""

    session: var[Session] = var(NO_SESSION)
    turn: var[int] = var(1)
    trio_turn: var[int] = var(1)

    class Chosen(Message):
        """A pair was chosen; its id."""

        def __init__(self, pair: str) -> None:
            super().__init__()
            self.pair = pair

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id, markup=False, compact=True)

    @property
    def chosen(self) -> str:
        """The id of the chosen pair, or an empty text."""
        at = self.highlighted
        pairs = self.session.pairs
        return pairs[at].id if at is not None and at < len(pairs) else ""

    def choose(self, number: int) -> None:
        """Choose a pair by its number, from 1."""
        if 1 <= number <= len(self.session.pairs):
            self.highlighted = number - 1

    def on_mount(self) -> None:
        """Fill in what was already known."""
        self._fill()

    def on_resize(self) -> None:
        """The rows are made for the width."""
        self._fill()

    def watch_session(self) -> None:
        """Pairs or notes have changed."""
        self._fill()

    def watch_turn(self) -> None:
        """They have switched roles."""
        self._fill()

    def watch_trio_turn(self) -> None:
        """The trios have."""
        self._fill()

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Another row is highlighted."""
        event.stop()
        self._fill()
        self.post_message(self.Chosen(self.chosen))

    def _fill(self) -> None:
        width = self.scrollable_content_region.width
        if not width:
            return
        rows = [self._row(number, pair, width) for number, pair in enumerate(self.session.pairs, 1)]
        if len(rows) != self.option_count:
            before = self.highlighted or 0
            self.set_options([Option(row) for row in rows])
            if rows:
                self.highlighted = min(before, len(rows) - 1)
            return
        for index, row in enumerate(rows):
            shown = self.get_option_at_index(index).prompt
            if not (isinstance(shown, Content) and shown.is_same(row)):
                self.replace_option_prompt_at_index(index, row)

    def _row(self, number: int, pair: Pair, width: int) -> Content:
        counts = Counter(note.kind for note in self.session.notes if note.pair == pair.id)
        tally = "".join(f"{counts[kind] or '·':>2}" for kind in COLUMNS)
        digits = len(str(len(self.session.pairs)))
        sign = "▸" if number - 1 == self.highlighted else " "
        lead = Content.styled(f"{sign}{number:>{digits}} ", "bold")
        room = width - lead.cell_length - len(tally) - 1
        turn = self.trio_turn if len(pair.members) > 2 else self.turn
        who = people_line(self.session, pair, turn, room)
        return spread(Content.assemble(lead, who), Content(tally), width)


class PairHeading(OneRow):
    """What the columns of a pair list are."""

    def compose_row(self, width: int) -> Content:
        """The row as it should read now."""
        letters = "".join(f"{LETTER[kind]:>2}" for kind in COLUMNS)
        return spread(Content.styled("Pairs", "bold"), Content.styled(letters, "bold"), width)
