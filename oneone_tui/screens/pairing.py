"""The pairing screen: who works with whom, and who organizes first."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePath
from typing import ClassVar

from textual.binding import BindingType
from textual.widget import Widget

from oneone_tui.keymap import bindings, key_for
from oneone_tui.screens.attendance import AttendanceScreen
from oneone_tui.style_sheets import sheets
from oneone_tui.widgets.clock_panel import ClockLine
from oneone_tui.widgets.entry_line import Question
from oneone_tui.widgets.formatting.pairing_text import pairing_details, pairing_heading
from oneone_tui.widgets.pair_cards import PairCards
from oneone_tui.widgets.text_block import TextBlock
from oneone_tui.workshop.history.attendance import AttendanceHistory
from oneone_tui.workshop.model.changes import (
    MarkedAbsent,
    MarkedPresent,
    OddPersonPlaced,
    OrganizerFirst,
    PairLocked,
    PeopleSwapped,
    PersonMoved,
    UnlikePreferred,
    WishDropped,
    WishMade,
)
from oneone_tui.workshop.model.terms import (
    STAGE_TITLES,
    STAGES,
    OddPersonPlacement,
    Presence,
    Stage,
    WishKind,
)
from oneone_tui.workshop.notes.people_lookup import find_people
from oneone_tui.workshop.pairing.placement import odd_person_placement
from oneone_tui.workshop.reducers.apply import describe_change

_WISH = re.compile(r"(?P<one>[^+/]+)(?P<how>[+/])(?P<other>[^+/]+)")


class PairingScreen(AttendanceScreen):
    """Everyone gets a partner; an odd person joins a trio or gets another place."""

    CSS_PATH: ClassVar[list[str | PurePath]] = sheets("pairing")

    stage: ClassVar[Stage] = Stage.PAIRING
    BINDINGS: ClassVar[list[BindingType]] = bindings("pairing")

    def compose_stage(self) -> Iterator[Widget]:
        """Yield the lines on the pairing, and the cards."""
        yield ClockLine(id="clock").data_bind(PairingScreen.session, PairingScreen.moment)
        yield TextBlock(id="pairing-heading")
        yield TextBlock(id="pairing-about")
        yield PairCards(id="pair-cards").data_bind(PairingScreen.session)

    def bind_state(self) -> None:
        """Also draw the pairs if there are none."""
        super().bind_state()
        self.observe(lambda state: state.attendance, self._take_past)
        self.observe(lambda state: state.drawing, lambda _: self._show_heading())
        self.focus_stage()
        if not self.session.pairs and len(self.session.people) > 1:
            self.action_shuffle()

    def focus_stage(self) -> None:
        """Focus the cards."""
        self.set_focus(self.query_one(PairCards))

    def leave_off(self) -> None:
        """Unmark the marked person."""
        self.query_one(PairCards).marked = ""
        super().leave_off()

    def watch_session(self) -> None:
        """Update the heading."""
        self._show_heading()

    def start_clock(self) -> None:
        """Ask at which stage to start: once the pairs talk, they stay as they are.

        Enter starts at the beginning.
        """
        if not self.session.pairs:
            super().start_clock()
            return
        choices = {segment.stage: segment for segment in reversed(self.moment.segments)}
        stages = [stage for stage in STAGES if stage in choices]
        names = " ".join(f"{n} {STAGE_TITLES[stage]}" for n, stage in enumerate(stages, 1))

        def answer(text: str) -> None:
            word = text.strip().casefold().removeprefix("1") or "1"  # typed behind the first
            for number, stage in enumerate(stages, 1):
                if word == str(number) or STAGE_TITLES[stage].casefold().startswith(word):
                    self.start_at(choices[stage])
                    return
            self.notify_line(f"the clock was not started: {names}")

        self.line.ask(Question(f"start {names}", answer), "1")

    def action_shuffle(self) -> None:
        """Draw all pairs again except the locked ones, and unmark the marked person."""
        self.query_one(PairCards).marked = ""
        self.console.session.draw_pairs()

    def action_swap(self) -> None:
        """Mark the person under the cursor, or swap places with the marked one."""
        one, other = self._two(key_for("pairing.swap"))
        if one != other:
            self.apply(PeopleSwapped(one=one, other=other))

    def action_go_to(self) -> None:
        """Mark the person under the cursor, or move the marked one to this pair."""
        one, other = self._two(key_for("pairing.move"))
        pair = self.session.pair_of(other) if one != other else None
        if pair:
            self.apply(PersonMoved(person=one, pair=pair.id))

    def action_organizer_first(self) -> None:
        """Let the person under the cursor organize first."""
        cards = self.query_one(PairCards)
        if cards.chosen:
            self.apply(OrganizerFirst(person=cards.chosen))

    def action_lock(self) -> None:
        """Lock the pair under the cursor against shuffling, or unlock it."""
        pair = self.session.pair_of(self.query_one(PairCards).chosen)
        if pair:
            self.apply(PairLocked(pair=pair.id, locked=not pair.locked))

    def action_absent(self) -> None:
        """Mark the person under the cursor as absent, or as present."""
        person = self.session.person(self.query_one(PairCards).chosen)
        if person is None:
            return
        here = person.presence is Presence.HERE
        change = MarkedAbsent if here else MarkedPresent
        self.apply(change(person=person.id))

    def action_odd(self) -> None:
        """Switch the place of the odd person: a trio, the facilitator, or timekeeping."""
        person = self.session.person(self.query_one(PairCards).chosen)
        team = person.team if person else self.session.teams[0].id
        ways = list(OddPersonPlacement)
        if not any(t.id == team and t.timekeeper for t in self.session.teams):
            ways.remove(OddPersonPlacement.TIMEKEEPER)
        now = odd_person_placement(self.session, team)
        following = (
            ways[(ways.index(now) + 1) % len(ways)] if now in ways else OddPersonPlacement.TRIO
        )
        self.apply(OddPersonPlaced(team=team, odd=following))

    def action_wish(self) -> None:
        """Ask for a wish."""
        self._ask_wish()

    def action_tags(self) -> None:
        """Switch whether people with different tags are paired first."""
        change = UnlikePreferred(on=not self.session.info.unlike)
        self.apply(change, note=describe_change(change, self.session))

    def _ask_wish(self, text: str = "") -> None:
        self.line.ask(Question("wish: Ana + Ben together, Ana / Ben apart", self._wish), text)

    def _wish(self, text: str) -> None:
        if not text.strip():
            return
        found = _WISH.fullmatch(text)
        if not found:
            self.notify_line("write two names with + between them for together, or / for apart")
            self._ask_wish(text)
            return
        two = []
        for word in (found["one"].strip(), found["other"].strip()):
            called = find_people(word, self.session.people)
            if len(called) != 1:
                many = f"{word} could be several people: type more of the name"
                self.notify_line(many if called else f"nobody is called {word}")
                self._ask_wish(text)
                return
            two.append(called[0].id)
        kind = WishKind.TOGETHER if found["how"] == "+" else WishKind.APART
        if any(w.kind is kind and set(w.people) == set(two) for w in self.session.wishes):
            self.apply(WishDropped(one=two[0], other=two[1]))
        else:
            anew = f"{key_for('pairing.shuffle')} draws the pairs anew with it"
            self.apply(WishMade(kind=kind, one=two[0], other=two[1]), note=anew)

    def _two(self, key: str) -> tuple[str, str]:
        # The marked person and the one under the cursor; before a mark, the latter twice.
        cards = self.query_one(PairCards)
        chosen, marked = cards.chosen, cards.marked
        if not marked:
            cards.marked = chosen
            self.notify_line(f"go to the other one and press {key} again")
            return chosen, chosen
        cards.marked = ""
        return marked, chosen

    def _take_past(self, past: AttendanceHistory) -> None:
        self.query_one(PairCards).past = past
        self._show_heading()

    def _show_heading(self) -> None:
        if self.ready:
            state = self.console.state
            self.query_one("#pairing-heading", TextBlock).set_lines(
                pairing_heading(self.session, state.attendance, drawing=state.drawing)
            )
            self.query_one("#pairing-about", TextBlock).set_lines(*pairing_details(self.session))
