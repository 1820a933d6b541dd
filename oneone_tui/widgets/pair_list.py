"""The pairs, team by team, with the number of notes each has written."""

from __future__ import annotations

from collections import Counter

from textual.content import Content
from textual.message import Message
from textual.reactive import var
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from oneone_tui.textual_patches.option_list import PlainList
from oneone_tui.widgets.formatting.pair_text import PairText
from oneone_tui.widgets.formatting.team_text import several
from oneone_tui.widgets.status_rows import OneRow
from oneone_tui.widgets.text_block import fit, join_lines, spread_apart
from oneone_tui.workshop.model.records import Pair, Team
from oneone_tui.workshop.model.session import EMPTY_SESSION, Session
from oneone_tui.workshop.model.terms import COLUMNS, NoteKind
from oneone_tui.workshop.notes.grammar import LETTER

Text = tuple[str, Content]
"""A row without its marker: the pair's number and the rest; teams have no number."""


DEFAULT_WIDTH = 32
"""Cells of the list at 80 columns, for a list that is filled before it has a size."""


class PairList(PlainList):
    """A row for each pair, under its team's name if there are several teams.

    Notes go to the highlighted pair.
    """

    session: var[Session] = var(EMPTY_SESSION)
    turn: var[int] = var(1)
    trio_turn: var[int] = var(1)

    class Chosen(Message):
        """A pair was chosen.

        Attributes:
            pair: Its id.
        """

        def __init__(self, pair: str) -> None:
            super().__init__()
            self.pair = pair

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._order: tuple[Team | Pair, ...] = ()
        self._texts: list[Text] = []
        self._wanted = ""

    @property
    def chosen(self) -> str:
        """The id of the chosen pair, or an empty text."""
        at = self.highlighted
        return self._order[at].id if at is not None and at < len(self._order) else self._wanted

    def choose(self, number: int) -> None:
        """Choose a pair by its number in the session."""
        pair = self.session.pair_with_number(number)
        if pair:
            self._wanted = pair.id
            self.highlighted = self._index_of(self._wanted)

    def step(self, by: int) -> None:
        """Choose the pair `by` rows further down, or up."""
        pairs = [row.id for row in self._order if isinstance(row, Pair)]
        if self.chosen in pairs:
            at = max(0, min(pairs.index(self.chosen) + by, len(pairs) - 1))
            self.highlighted = self._index_of(pairs[at])

    def on_mount(self) -> None:
        """Fill the list with what was set before it was mounted."""
        self._fill()

    def on_resize(self) -> None:
        """Lay the rows out for the new width."""
        self._fill()

    def watch_session(self) -> None:
        """Update the pairs and their notes."""
        self._fill()

    def watch_turn(self) -> None:
        """Show the roles of the turn."""
        self._fill()

    def watch_trio_turn(self) -> None:
        """Show the roles of the trios' own turn."""
        self._fill()

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Move the marker and announce the chosen pair."""
        event.stop()
        self._update_rows()
        self.post_message(self.Chosen(self.chosen))

    def scroll_to_highlight(self, top: bool = False) -> None:
        """Scroll to the highlighted pair; with a team's first pair, to the team's name, too."""
        super().scroll_to_highlight(top)
        above = (self.highlighted or 0) - 1
        if above >= 0 and isinstance(self._order[above], Team):
            y = sum(text.plain.count("\n") + 1 for _, text in self._texts[:above])
            if self.scroll_offset.y > y:
                self.scroll_to(y=y, animate=False, force=True, immediate=True)

    def _fill(self) -> None:
        width = self.scrollable_content_region.width or DEFAULT_WIDTH
        order = pairs_by_team(self.session)
        self._texts = self._format_rows(order, width)
        same = [row.id for row in order] == [row.id for row in self._order]
        if same and len(order) == self.option_count:
            self._order = order
            self._update_rows()
        else:
            self._replace_rows(order)

    def _replace_rows(self, order: tuple[Team | Pair, ...]) -> None:
        before, self._wanted = self.highlighted or 0, self.chosen
        self._order = order
        pairs = [index for index, row in enumerate(order) if isinstance(row, Pair)]
        nearest = min(pairs, key=lambda index: abs(index - before), default=None)
        at = self._index_of(self._wanted)
        chosen = nearest if at is None else at
        self.set_options(
            Option(self._row(index, chosen), disabled=isinstance(row, Team))
            for index, row in enumerate(order)
        )
        self.highlighted = chosen

    def _update_rows(self) -> None:
        for index in range(self.option_count):
            row, shown = self._row(index, self.highlighted), self.get_option_at_index(index).prompt
            if not (isinstance(shown, Content) and shown.is_same(row)):
                self.replace_option_prompt_at_index(index, row)

    def _row(self, index: int, chosen: int | None) -> Content:
        number, text = self._texts[index]
        sign = "▸" if index == chosen else " "
        return Content.assemble((f"{sign}{number} ", "bold"), text) if number else text

    def _format_rows(self, order: tuple[Team | Pair, ...], width: int) -> list[Text]:
        session, words = self.session, PairText(self.session)
        counts = count_notes(session)
        cells = column_width(counts)
        numbers = session.pair_numbers()
        digits = len(str(max(numbers.values(), default=0)))
        texts: list[Text] = []
        for row in order:
            if isinstance(row, Team):
                texts.append(("", fit(Content.styled(row.name, "bold $accent"), width)))
                continue
            tally = "".join(f"{counts[row.id, kind] or '·':>{cells}}" for kind in COLUMNS)
            turn = self.trio_turn if words.is_trio(row) else self.turn
            room = width - digits - 2  # the sign before the number, a space after it
            who, *more = words.lines(row, turn, room - len(tally) - 1)
            text = spread_apart(Content(who), Content(tally), room)
            below = [fit(Content(f"{'':{digits + 2}}{line}"), width) for line in more]
            texts.append((f"{numbers[row.id]:>{digits}}", join_lines([text, *below])))
        return texts

    def _index_of(self, pair: str) -> int | None:
        return next((i for i, row in enumerate(self._order) if row.id == pair), None)


def pairs_by_team(session: Session) -> tuple[Team | Pair, ...]:
    """Return the pairs by team, each team before its pairs if there are several teams."""
    if not several(session):
        return session.pairs
    of_team: dict[str, list[Pair]] = {team.id: [] for team in session.teams}
    for pair in session.pairs:
        of_team[pair.team].append(pair)
    rows: list[Team | Pair] = []
    for team in session.teams:
        rows += [team, *of_team[team.id]] if of_team[team.id] else []
    return tuple(rows)


def count_notes(session: Session) -> Counter[tuple[str, NoteKind]]:
    """Return how many notes of each kind each pair has written, by the pair's id."""
    return Counter((note.pair, note.kind) for note in session.notes)


def column_width(counts: Counter[tuple[str, NoteKind]]) -> int:
    """Return the cells of a column that fits these numbers, with a blank before each."""
    return 1 + len(str(max(counts.values(), default=0)))


class PairHeading(OneRow):
    """The headings of a pair list's columns."""

    def compose_row(self, width: int) -> Content:
        """Return the headings, aligned with the columns."""
        cells = column_width(count_notes(self.session))
        letters = "".join(f"{LETTER[kind]:>{cells}}" for kind in COLUMNS)
        return spread_apart(Content.styled("Pairs", "bold"), Content.styled(letters, "bold"), width)
