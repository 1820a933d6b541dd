"""The pairing: who works with whom, and who organizes first."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import ClassVar

from textual.binding import BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widget import Widget

from oneone_tui.screens.stage import StageScreen
from oneone_tui.widgets.clock_panel import ClockLine
from oneone_tui.widgets.command_key import CommandKey
from oneone_tui.widgets.lines import Lines
from oneone_tui.widgets.pair_cards import PairCards
from oneone_tui.workshop.changes import OrganizerFirst, PairsDrawn, PeopleSwapped
from oneone_tui.workshop.pairing import TooFew, draw_teams
from oneone_tui.workshop.session import Session
from oneone_tui.workshop.words import Stage


class PairingScreen(StageScreen):
    """Everyone gets a partner; an odd number makes one trio."""

    stage: ClassVar[Stage] = Stage.PAIRING
    foot: ClassVar[tuple[str, ...]] = (
        "pairing.shuffle",
        "pairing.swap",
        "pairing.organizer",
        "clock.pause",
        "clock.next",
        "stage.back",
        "stage.on",
    )

    BINDINGS: ClassVar[list[BindingType]] = [
        CommandKey("s", "shuffle", "shuffle", id="pairing.shuffle"),
        CommandKey("x", "swap", "swap two", id="pairing.swap"),
        CommandKey("o", "organizer_first", "organizes first", id="pairing.organizer"),
    ]

    def compose_stage(self) -> Iterator[Widget]:
        """A line that says how it stands, and the cards."""
        with Horizontal(id="pairing-top"):
            yield Lines(id="pairing-heading")
            yield ClockLine(id="clock").data_bind(PairingScreen.session, PairingScreen.moment)
        yield PairCards(id="pair-cards").data_bind(PairingScreen.session)

    def begin(self) -> None:
        """Draw the pairs if nobody has yet."""
        super().begin()
        self.focus_stage()
        if not self.session.pairs and len(self.session.people) > 1:
            self.action_shuffle()

    def focus_stage(self) -> None:
        """The cards have the arrow keys."""
        self.set_focus(self.query_one(PairCards))

    def watch_session(self, session: Session) -> None:
        """Pairs were drawn or changed."""
        if self.ready:
            self.query_one("#pairing-heading", Lines).show(_heading(session))

    def action_shuffle(self) -> None:
        """Draw all pairs anew."""
        # The next seed after the last one: the same session drawn as often gives the same pairs.
        seed = self.session.info.seed + (1 if self.session.pairs else 0)
        try:
            pairs = draw_teams(self.session, Random(seed))
        except TooFew as few:
            self.tell(str(few))
            return
        self.make(PairsDrawn(pairs=pairs, seed=seed))

    def action_swap(self) -> None:
        """Mark the person under the cursor; a second one changes places with the first."""
        cards = self.query_one(PairCards)
        chosen, marked = cards.chosen, cards.marked
        if not marked:
            cards.marked = chosen
            self.tell("go to the other one and press x again")
            return
        cards.marked = ""
        if marked != chosen:
            self.make(PeopleSwapped(one=marked, other=chosen))

    def action_organizer_first(self) -> None:
        """The person under the cursor organizes in the first turn."""
        chosen = self.query_one(PairCards).chosen
        if chosen:
            self.make(OrganizerFirst(person=chosen))


def _heading(session: Session) -> Content:
    people = len(session.people)
    if people < 2:
        return Content.styled("A 1:1 takes two: < goes back to the setup, a adds people", "bold")
    if not session.pairs:
        return Content.styled("Nobody has a partner yet: s draws the pairs", "bold")
    trios = sum(len(pair.members) > 2 for pair in session.pairs)
    words = (
        f"{people} people in {len(session.pairs)} {'pair' if len(session.pairs) == 1 else 'pairs'}"
    )
    if trios:
        words += f", {trios} of them a trio"
    missing = people - sum(len(pair.members) for pair in session.pairs)
    if missing:
        words += f"; {missing} came later and wait for a partner: s draws anew"
    return Content.styled(words, "bold")
