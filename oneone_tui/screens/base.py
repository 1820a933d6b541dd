"""The base of screens with a clock: session, moment, and the keys of the clock."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import ClassVar

from textual.binding import BindingType
from textual.reactive import var
from textual.screen import Screen

from oneone_tui.keymap import bindings, key_for, undo_key
from oneone_tui.screens.console_screen import ConsoleScreen
from oneone_tui.textual_patches.first_frame import Settling
from oneone_tui.widgets.entry_line import LineInput
from oneone_tui.workshop.agenda.schedule import Segment
from oneone_tui.workshop.agenda.timer import EMPTY_TIMER_STATE, TimerState
from oneone_tui.workshop.model.changes import (
    AnyChange,
    Finished,
    Paused,
    Resumed,
    SegmentEntered,
    Started,
    TimeAdded,
)
from oneone_tui.workshop.model.session import EMPTY_SESSION, Session
from oneone_tui.workshop.model.terms import STAGES, Stage
from oneone_tui.workshop.notes.hide_names import hide_names
from oneone_tui.workshop.suggestions.timing import Suggestion


class TimedScreen(ConsoleScreen, Settling, Screen[None]):
    """A screen that shows `session` and `moment`, and asks the app for changes."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("timed")

    session: var[Session] = var(EMPTY_SESSION)
    seen: var[Session] = var(EMPTY_SESSION)
    """The session as it may be shown: without authors while names are hidden."""
    moment: var[TimerState] = var(EMPTY_TIMER_STATE)
    today: var[date] = var(EMPTY_TIMER_STATE.now.date())
    """The day of the session, which due dates are relative to."""
    named: var[bool] = var(default=True)
    """Whether names may be shown."""
    proposal: var[Suggestion | None] = var(None)

    ready = False
    """Whether the screen's widgets are mounted."""
    retired = False
    """Whether the screen is being removed, perhaps before it was mounted."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Allow no command while a line is being typed or the screen is being removed."""
        return not self.retired and not isinstance(self.focused, LineInput)

    def on_mount(self) -> None:
        """Start to show the app's state, unless the program is ending."""
        if self.app.is_running and not self.retired:
            self.bind_state()
            self.settle()

    def bind_state(self) -> None:
        """Show the app's state, now and whenever it changes."""
        self.ready = True
        self.observe(lambda state: state.session, self._take_session)
        self.observe(lambda state: state.names_shown, self._take_names)
        self.observe(lambda state: state.timer, self._take_moment)
        self.observe(lambda state: state.suggestion, self._take_proposal)

    def action_clock(self) -> None:
        """Start, pause or resume the clock."""
        moment = self.moment
        if not moment.segments:
            return  # the key arrived before the session was shown
        if not moment.started:
            self.start_clock()
        elif moment.finished:
            self.notify_line(f"the workshop is over; {undo_key()} undoes the end")
        else:
            self.apply(Paused() if moment.running else Resumed())

    def start_clock(self) -> None:
        """Start the clock at this stage's first segment."""
        self.start_at(self._first_segment())

    def start_at(self, segment: Segment) -> None:
        """Start the clock at a segment, if there are the pairs for it."""
        if self.needs_pairs(segment):
            self.notify_line(draw_first())
        else:
            self.apply(Started(segment=segment.id))

    def action_next(self) -> None:
        """Go to the next segment; after the last, end the workshop."""
        moment = self.moment
        if not moment.started:
            self.action_clock()
        elif moment.next_segment and moment.segment:
            if self.needs_pairs(moment.next_segment):
                self.notify_line(draw_first())
                return
            self.apply(SegmentEntered(left=moment.segment.id, to=moment.next_segment.id))
        elif moment.segment:
            self.apply(Finished(left=moment.segment.id))

    def action_previous(self) -> None:
        """Go back to the previous segment; its clock continues from where it stopped."""
        moment = self.moment
        if moment.started and moment.previous_segment:
            left = moment.segment.id if moment.segment else ""
            self.apply(SegmentEntered(left=left, to=moment.previous_segment.id))

    def action_add(self, seconds: int) -> None:
        """Make the current segment longer or shorter by `seconds`."""
        segment = self.moment.segment
        if segment:
            self.apply(TimeAdded(segment=segment.id, seconds=seconds))

    def action_undo(self) -> None:
        """Undo this console's last change, or ask about that of another."""
        self.console.session.undo(self.ask_before)

    def action_undo_others(self) -> None:
        """Ask whether to undo the last change of another console or of the clock."""
        self.console.session.undo_others(self.ask_before)

    def action_redo(self) -> None:
        """Redo what this console undid last."""
        self.console.session.redo()

    def ask_before(self, question: str, then: Callable[[], None]) -> None:  # noqa: ARG002
        """Say that a question is asked where there is a line to answer it."""
        self.notify_line(f"{question} a stage's screen asks, and {undo_key()} undoes it there")

    def action_accept(self) -> None:
        """Accept the suggestion."""
        self.console.session.accept_suggestion()

    def action_dismiss_suggestion(self) -> None:
        """Dismiss the suggestion."""
        self.console.session.dismiss_suggestion()

    def needs_pairs(self, segment: Segment) -> bool:
        """Return whether `segment` cannot start yet because there are no pairs."""
        return not self.session.pairs and segment.stage is not Stage.SETUP

    def notify_line(self, line: str, *, wrong: bool = False) -> None:
        """Show a notification."""
        self.console.notify_line(line, wrong=wrong)

    def apply(self, *changes: AnyChange, note: str = "") -> None:
        """Ask the app to apply changes; `note` is shown once they are applied."""
        self.console.session.apply(*changes, note=note)

    def _first_segment(self) -> Segment:
        at = STAGES.index(self.session.info.stage)
        segments = self.moment.segments
        return next((s for s in segments if STAGES.index(s.stage) >= at), segments[-1])

    def detach(self) -> None:
        """Stop showing changes: the screen is about to be removed, its widgets first."""
        self.ready, self.retired = False, True

    def _take_session(self, session: Session) -> None:
        if self.ready:
            self._see(session)
            self.session = session

    def _take_names(self, names: bool) -> None:
        if self.ready:
            self._see(self.session)
            self.named = names

    def _see(self, session: Session) -> None:
        self.seen = session if self.console.state.names_shown else hide_names(session)

    def _take_moment(self, moment: TimerState) -> None:
        if self.ready:
            self.today = moment.now.astimezone().date()
            self.moment = moment

    def _take_proposal(self, proposal: Suggestion | None) -> None:
        if self.ready:
            self.proposal = proposal


def draw_first() -> str:
    """Return a notice to draw the pairs before the rounds."""
    shuffle = key_for("pairing.shuffle")
    return f"draw the pairs first: on the Pairing screen, {shuffle} draws them"
