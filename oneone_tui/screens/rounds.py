"""The rounds screen: the clock, the prompt, the pairs, and their notes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePath
from typing import ClassVar

from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widget import Widget

from oneone_tui.keymap import bindings, note_keys
from oneone_tui.screens.note_taking import NoteTakingScreen
from oneone_tui.style_sheets import sheets
from oneone_tui.widgets.clock_panel import TALL, ClockPanel
from oneone_tui.widgets.formatting.clock_text import format_trio
from oneone_tui.widgets.formatting.note_text import pair_rows
from oneone_tui.widgets.formatting.prompt_text import prompts
from oneone_tui.widgets.formatting.team_text import team_name
from oneone_tui.widgets.note_line import NoteLine
from oneone_tui.widgets.pair_list import PairHeading, PairList
from oneone_tui.widgets.text_block import Line, TextBlock
from oneone_tui.workshop.agenda.timer import TimerState
from oneone_tui.workshop.agenda.trio_timer import trio_timer_state
from oneone_tui.workshop.model.terms import COLUMNS, NoteKind, Stage


class LatestScroll(VerticalScroll, can_focus=False, inherit_bindings=False):
    """A container that stays scrolled to its end."""

    def show_latest(self) -> None:
        """Scroll to the end."""
        self.scroll_end(animate=False, immediate=True)

    def on_resize(self) -> None:
        """Stay at the end."""
        self.show_latest()

    def watch_virtual_size(self) -> None:
        """Scroll to the end after the layout: an earlier call can come too early."""
        self.show_latest()


class RoundsScreen(NoteTakingScreen):
    """The pairs talk; the clock can be read from across the room."""

    CSS_PATH: ClassVar[list[str | PurePath]] = sheets("rounds")

    stage: ClassVar[Stage] = Stage.ROUNDS

    BINDINGS: ClassVar[list[BindingType]] = bindings("rounds")

    def compose_stage(self) -> Iterator[Widget]:
        """Yield the clock and prompts on the left, pairs and notes on the right."""
        with Horizontal():
            with Vertical(id="left"):
                yield ClockPanel().data_bind(RoundsScreen.session, RoundsScreen.moment)
                yield TextBlock(id="prompts")
            with Vertical(id="right"):
                yield PairHeading().data_bind(RoundsScreen.session)
                yield PairList(id="pairs").data_bind(RoundsScreen.session)
                yield TextBlock(id="trio")
                yield TextBlock(id="notes-heading")
                with LatestScroll(id="notes"):
                    yield TextBlock(id="notes-text")

    def bind_state(self) -> None:
        """Also set the pair that notes go to, from the first frame on."""
        super().bind_state()
        self.query_one(NoteLine).pair = self.query_one(PairList).chosen
        self.observe(lambda state: state.has_wall, self._make_room_for_pairs)

    def _make_room_for_pairs(self, has_wall: bool) -> None:
        """Show pairs and notes first, and a small clock, while the room reads that of a wall."""
        if self.ready:
            self.set_class(has_wall, "-wall")
            self.query_one(ClockPanel).compact = has_wall

    def focus_stage(self) -> None:
        """Focus the list of pairs."""
        self.set_focus(self.query_one(PairList))

    def on_resize(self) -> None:
        """Show all prompts if there is room."""
        self._show_prompts()

    def watch_session(self) -> None:
        """Update the heading: pairs may have new numbers."""
        if self.ready:
            self._show_heading()

    def watch_seen(self) -> None:
        """Update the notes."""
        if self.ready:
            self._show_notes()

    def watch_today(self) -> None:
        """Update the due dates."""
        if self.ready:
            self._show_notes()

    def watch_moment(self, moment: TimerState) -> None:
        """Show the current prompt and the current turn."""
        if self.ready:
            pairs = self.query_one(PairList)
            pairs.turn = moment.segment.turn if moment.segment else 1
            trio = trio_timer_state(self.session, moment.now)
            pairs.trio_turn = trio.turn if trio else 1
            self.query_one("#trio", TextBlock).set_lines(*([format_trio(trio)] if trio else []))
            self._show_prompts()

    def on_pair_list_chosen(self, event: PairList.Chosen) -> None:
        """Send notes to the chosen pair."""
        self.query_one(NoteLine).pair = event.pair
        pair = self.session.pair(event.pair)
        self.team = pair.team if pair else self.team
        self._show_notes()
        self._show_heading()

    def choose_pair(self, number: int) -> None:
        """Choose the pair that notes go to, before the next key is handled."""
        pairs = self.query_one(PairList)
        pairs.choose(number)
        self.query_one(NoteLine).pair = pairs.chosen

    def action_pair(self, step: int) -> None:
        """Choose the next pair, or the previous one."""
        pairs = self.query_one(PairList)
        pairs.step(step)
        self.query_one(NoteLine).pair = pairs.chosen

    def show_team(self, team: str) -> None:
        """Choose the first pair of a team."""
        first = next((pair.id for pair in self.session.pairs if pair.team == team), "")
        self.choose_pair(self.session.pair_number(first))
        self.team = team

    def _show_prompts(self) -> None:
        roomy = self.size.height >= TALL
        self.query_one("#prompts", TextBlock).set_lines(
            *prompts(self.session, self.moment, roomy=roomy)
        )

    def _show_heading(self) -> None:
        pair = self.session.pair(self.query_one(PairList).chosen)
        words = [f"Pair {self.session.pair_number(pair.id)}"] if pair else []
        team = team_name(self.session, pair.team) if pair else ""
        heading = Content.styled(" · ".join([*words, team] if team else words), "bold")
        self.query_one("#notes-heading", TextBlock).set_lines(heading)

    def _show_notes(self) -> None:
        chosen = self.query_one(PairList).chosen
        rows: list[Line] = [*pair_rows(self.seen, chosen, self.today)]
        empty = Content.styled(
            f"nothing yet: {note_keys(*COLUMNS, NoteKind.COMMITMENT, NoteKind.FEEDBACK)} write",
            "$muted",
        )
        self.query_one("#notes-text", TextBlock).set_lines(*(rows or [empty]))
        self.query_one(LatestScroll).show_latest()
