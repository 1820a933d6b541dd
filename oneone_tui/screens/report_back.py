"""The report-back screen: each pair reports to its team, and the board fills up."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePath
from typing import ClassVar

from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widget import Widget

from oneone_tui.keymap import bindings, note_keys
from oneone_tui.screens.board_editing import BoardEditingScreen
from oneone_tui.style_sheets import sheets
from oneone_tui.widgets.board_column import BoardColumn
from oneone_tui.widgets.board_view import BoardView
from oneone_tui.widgets.clock_panel import TALL, ClockPanel
from oneone_tui.widgets.formatting.pair_text import PairText
from oneone_tui.widgets.formatting.prompt_text import prompts
from oneone_tui.widgets.formatting.team_text import team_name
from oneone_tui.widgets.note_line import NoteLine
from oneone_tui.widgets.pair_notes import PairNotes
from oneone_tui.widgets.text_block import Line, Row, TextBlock
from oneone_tui.workshop.agenda.prompts import current_question
from oneone_tui.workshop.agenda.timer import TimerState
from oneone_tui.workshop.model.changes import NoteBoarded
from oneone_tui.workshop.model.terms import COLUMNS, Stage
from oneone_tui.workshop.notes.board import notes_of_pair, pairs_reporting


class ReportBackScreen(BoardEditingScreen):
    """Notes typed here go on the board; the pair's own notes are ready beside it."""

    CSS_PATH: ClassVar[list[str | PurePath]] = sheets("report_back", "board")

    stage: ClassVar[Stage] = Stage.REPORT_BACK
    BINDINGS: ClassVar[list[BindingType]] = bindings("report-back")

    def compose_stage(self) -> Iterator[Widget]:
        """Yield the clock and questions, the pair's own notes, and the board below."""
        with Horizontal(id="top"):
            with Vertical(id="left"):
                yield ClockPanel("small", "small", "medium", "large").data_bind(
                    ReportBackScreen.session, ReportBackScreen.moment
                )
                yield TextBlock(id="questions")
            with Vertical(id="right"):
                yield TextBlock(id="own-heading")
                yield PairNotes(id="own").data_bind(ReportBackScreen.session)
        yield BoardView(id="board").data_bind(
            ReportBackScreen.team, ReportBackScreen.named, session=ReportBackScreen.seen
        )

    def bind_state(self) -> None:
        """Also show the team's pair whose turn it is, or the first to report."""
        super().bind_state()
        self._show_slot()

    def focus_stage(self) -> None:
        """Focus the pair's own notes, or the board if the cursor was there."""
        if self.board.entered:
            self.board.enter()
        else:
            self.set_focus(self.query_one(PairNotes))

    def watch_session(self) -> None:
        """Update the pair and the questions."""
        if not self.ready:
            return
        if self.session.pair(self.query_one(PairNotes).pair):
            self._show_turn()
        else:
            self._show_slot()
        self._show_questions()

    def watch_team(self) -> None:
        """Show the team's pair of the same slot."""
        if self.ready:
            self._show_slot()

    def on_resize(self) -> None:
        """Show all questions if there is room."""
        self._show_questions()

    def watch_moment(self, before: TimerState, now: TimerState) -> None:
        """Show the current question, and the pair whose turn it is."""
        if self.ready:
            self._show_questions()
        if self.ready and _slot(before) != _slot(now):
            self._show_slot()

    def choose_pair(self, number: int) -> None:
        """Show another pair's notes."""
        pair = self.session.pair_with_number(number)
        if pair:
            self.team = pair.team
            self._show_pair(pair.id)

    def action_board(self) -> None:
        """Put the highlighted note on the board, or take it off.

        With the cursor on the board, take its line off.
        """
        if isinstance(self.focused, BoardColumn):
            self.take_off()
            return
        own = self.query_one(PairNotes)
        if own.chosen is None:
            self.notify_line(
                f"there are no notes of their own here: {note_keys(*COLUMNS)} write on the board"
            )
            return
        putting = not own.chosen.board
        self.apply(NoteBoarded(note=own.chosen.id, on=putting))
        if putting and own.highlighted != own.option_count - 1:
            own.action_cursor_down()

    def action_board_all(self) -> None:
        """Put all the pair's notes on the board."""
        pair = self.query_one(PairNotes).pair
        waiting = [n for n in notes_of_pair(self.session, pair) if pair and not n.board]
        self.apply(*(NoteBoarded(note=note.id, on=True) for note in waiting))

    def _show_slot(self) -> None:
        """Show the team's pair whose turn it is; outside the slots, keep the shown pair."""
        slot = self.moment.segment.slot if self.moment.segment else 0
        shown = self.session.pair(self.query_one(PairNotes).pair)
        if not slot and shown and shown.team == self.team:
            self._show_turn()
            return
        on = (p.id for p in pairs_reporting(self.session, slot or 1) if p.team == self.team)
        self._show_pair(next(on, ""))

    def _show_pair(self, pair: str) -> None:
        self.query_one(PairNotes).pair = pair
        self.query_one(NoteLine).pair = pair
        self._show_turn()

    def _show_questions(self) -> None:
        segment, roomy = self.moment.segment, self.size.height >= TALL
        if segment and not segment.slot and segment.stage is Stage.REPORT_BACK:
            # The pairs have reported: what is asked now is in the guide's step.
            said = prompts(self.session, self.moment, roomy=roomy)
            self.query_one("#questions", TextBlock).set_lines(*said)
            return
        questions = self.session.guide.questions
        on = current_question(len(questions), self.moment.share_elapsed)
        lines: list[Line] = []
        for index, question in enumerate(questions):
            style = "bold $accent" if index == on else "$muted"
            lead = Content.styled(f"{question.about.capitalize():<12}", style)
            lines.append(Row(lead, Content.styled(question.text, "bold" if index == on else "")))
        self.query_one("#questions", TextBlock).set_lines(*(lines if roomy else lines[on : on + 1]))

    def _show_turn(self) -> None:
        session, pair = self.session, self.session.pair(self.query_one(PairNotes).pair)
        team = team_name(session, self.team)
        number = str(session.pair_number(pair.id)) if pair else ""
        if pair:
            who = PairText(session).who_reports(pair)
        else:
            with_pairs = any(other.team == self.team for other in session.pairs)
            who = "all its pairs have reported" if team and with_pairs else ""
        lead = f"{number} " if number else ""
        if team:
            lead = f"{team} · pair {number} · " if number else f"{team} · "
        heading = Content.assemble((lead, "bold $accent"), (who, "bold"))
        self.query_one("#own-heading", TextBlock).set_lines(heading)


def _slot(moment: TimerState) -> str:
    return moment.segment.id if moment.segment else ""
