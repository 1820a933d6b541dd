"""The base of the five stage screens: frame, footer, and entry line."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.content import Content
from textual.widget import Widget

from oneone_tui.keymap import bindings, footer_bindings, key_for, start_key
from oneone_tui.screens.base import TimedScreen
from oneone_tui.widgets.entry_line import EntryLine, Question
from oneone_tui.widgets.formatting.export_choice import export_question
from oneone_tui.widgets.formatting.line_length import READABLE
from oneone_tui.widgets.note_line import UnfinishedNote
from oneone_tui.widgets.status_rows import AgendaRail, KeysLine, TitleLine
from oneone_tui.widgets.suggestion_bar import SuggestionBar
from oneone_tui.widgets.too_small import TooSmallNotice
from oneone_tui.workshop.agenda.duration import DurationError, parse_duration
from oneone_tui.workshop.model.changes import StageShown, StartedEarlier
from oneone_tui.workshop.model.terms import STAGES, Stage

YES = frozenset({"y", "yes", "s", "si", "sí"})
"""The answers that agree to a question."""


class StageScreen(TimedScreen):
    """A stage of the workshop: its own widgets inside the common frame."""

    DEFAULT_CLASSES = READABLE

    stage: ClassVar[Stage]

    BINDINGS: ClassVar[list[BindingType]] = bindings("stage")

    def __init__(self, carried: UnfinishedNote | None = None) -> None:
        super().__init__()
        self.carried = carried

    def compose(self) -> ComposeResult:
        """Yield the frame, with the stage's own widgets inside."""
        yield TitleLine().data_bind(StageScreen.session, StageScreen.moment)
        yield AgendaRail().data_bind(StageScreen.session)
        with Container(id="stage"):
            yield from self.compose_stage()
        yield TooSmallNotice().data_bind(StageScreen.session, StageScreen.moment)
        yield SuggestionBar(id="proposal").data_bind(StageScreen.proposal)
        yield self.compose_line()
        yield KeysLine(id="keys")

    def compose_stage(self) -> Iterator[Widget]:
        """Yield the stage's own widgets."""
        raise NotImplementedError

    def compose_line(self) -> EntryLine:
        """Return the entry line at the foot."""
        return EntryLine(id="line")

    @property
    def line(self) -> EntryLine:
        """The entry line at the foot."""
        return self.query_one("#line", EntryLine)

    def bind_state(self) -> None:
        """Show the app's state, now and whenever it changes."""
        super().bind_state()
        self.line.go_home = self.focus_stage
        self.observe(lambda state: state.save_error, lambda _: self.refresh_bindings())
        self.observe(lambda state: (state.pending, state.save_error, state.peers), self._show_saved)
        self.bindings_updated_signal.subscribe(self, lambda _: self._show_keys())

    def settled(self) -> None:
        """Show the keys that work here."""
        self._show_keys()
        self.console.navigation.report_stage_shown()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer a rescue copy only while the session cannot be saved."""
        if action == "rescue" and not self.console.state.save_error:
            return False
        return super().check_action(action, parameters)

    def unfinished(self) -> UnfinishedNote | None:
        """Return the unfinished line, with which the next stage's screen continues."""
        return self.carried

    def ask_before(self, question: str, then: Callable[[], None]) -> None:
        """Ask a question that `y` agrees to; anything else changes nothing."""

        def answer(text: str) -> None:
            if text.strip().casefold() in YES:
                then()
            else:
                self.notify_line("nothing was undone")

        self.line.ask(Question(f"{question} y", answer))

    def action_stage(self, step: int) -> None:
        """Show the next stage, or the previous one; the clock does not change."""
        at = STAGES.index(self.stage) + step
        if 0 <= at < len(STAGES):
            self.apply(StageShown(stage=STAGES[at]))

    def action_began(self) -> None:
        """Ask how long ago the segment began."""
        if self.moment.segment:
            self.line.ask(Question("how long ago did it begin? m:ss", self._start_earlier))
        else:
            self.notify_line(f"start the clock first: {start_key()}")

    def action_export(self) -> None:
        """Ask for the export format."""
        self.line.ask(Question(export_question(), self.export))

    def action_rescue(self) -> None:
        """Ask where to write a rescue copy."""
        asked = f"save a copy in which folder? {key_for('line.keep')}: your home"
        self.line.ask(Question(asked, self.console.rescue_session))

    async def action_leave_off(self) -> None:
        """Cancel what a key has started, so that the next key starts fresh."""
        await self.run_action("app.ask_anew")
        self.leave_off()

    def leave_off(self) -> None:
        """Cancel what was started on this screen, one thing at a time."""
        self.focus_stage()

    def focus_stage(self) -> None:
        """Move the focus from the line back to the stage."""
        self.set_focus(None)

    def on_screen_resume(self, _: events.ScreenResume) -> None:
        """Announce that this screen is on top, perhaps again."""
        self.console.navigation.show_stage()

    def _start_earlier(self, answer: str) -> None:
        try:
            self.apply(StartedEarlier(seconds=parse_duration(answer)))
        except DurationError as error:
            self.notify_line(str(error))

    def _show_saved(self, state: tuple[bool, str, tuple[str, ...]]) -> None:
        if not self.ready:
            return
        pending, trouble, peers = state
        words = ("saved ✓", "$muted")
        if trouble:
            words = ("! not saved" if pending else "! file is gone", "bold $error")
        elif pending:
            words = ("saving…", "$warning")
        consoles = 1 + len(peers)
        company = (f"{consoles} consoles ", "$muted") if consoles > 1 else ""
        self.line.show_save_state(Content.assemble(company, words, " "))
        # In the next frame: no frame may show a new note with the old save state.
        self.paint_with_next_frame(self.line.sign)

    def _show_keys(self) -> None:
        if self.is_settled:
            self.query_one("#keys", KeysLine).bindings = footer_bindings(self, self.stage)
