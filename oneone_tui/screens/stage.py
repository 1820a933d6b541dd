"""What all five stages share: the frame, the session and the moment, and the common keys."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.content import Content
from textual.reactive import var
from textual.screen import Screen
from textual.widget import Widget

from oneone_tui.widgets.chrome import AgendaRail, KeysLine, TitleLine
from oneone_tui.widgets.entry_line import EntryLine
from oneone_tui.widgets.intent import Make, Tell
from oneone_tui.workshop.changes import (
    AnyChange,
    Finished,
    MovedOn,
    Paused,
    Resumed,
    StageShown,
    Started,
    TimeAdded,
    Undone,
)
from oneone_tui.workshop.changes.undo import last_standing
from oneone_tui.workshop.clock import Moment
from oneone_tui.workshop.nothing import NO_MOMENT, NO_SESSION
from oneone_tui.workshop.schedule import Segment
from oneone_tui.workshop.session import Session
from oneone_tui.workshop.words import STAGES, Stage

TIME = Binding.Group("minute", compact=True)
STAGE_KEYS = Binding.Group("stage", compact=True)
FOOT = (
    "line.keep",
    "line.next-kind",
    "line.leave",
    "clock.pause",
    "clock.more",
    "clock.less",
    "clock.next",
    "undo",
    "note.value",
    "note.interest",
    "note.resource",
    "note.commitment",
    "note.feedback",
    "note.takeaway",
    "stage.back",
    "stage.on",
    "help",
)
"""The ids of the keys at the foot of every stage, the most needed first."""
DRAW_FIRST = "draw the pairs first: on the Pairing screen, s draws them"


class StageScreen(Screen[None]):
    """A stage of the workshop. It shows `session` and `moment`, and asks the app for changes."""

    stage: ClassVar[Stage]
    foot: ClassVar[tuple[str, ...]] = ()
    """The ids of the stage's own keys, which come before those of every stage."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "clock", "pause", id="clock.pause"),
        Binding(
            "plus,equals_sign",
            "add(60)",
            "minute more",
            key_display="+",
            group=TIME,
            id="clock.more",
        ),
        Binding("minus", "add(-60)", "minute less", key_display="-", group=TIME, id="clock.less"),
        Binding("right_square_bracket", "add(10)", "10 s more", show=False, id="clock.more-10"),
        Binding("left_square_bracket", "add(-10)", "10 s less", show=False, id="clock.less-10"),
        Binding("n", "next", "next", id="clock.next"),
        Binding("p", "previous", "back a segment", show=False, id="clock.previous"),
        Binding("u", "undo", "undo", id="undo"),
        Binding(
            "less_than_sign,comma",
            "stage(-1)",
            "stage before",
            key_display="<",
            group=STAGE_KEYS,
            id="stage.back",
        ),
        Binding(
            "greater_than_sign,full_stop",
            "stage(1)",
            "stage after",
            key_display=">",
            group=STAGE_KEYS,
            id="stage.on",
        ),
        Binding("q", "app.leave_session", "to the library", show=False, id="session.leave"),
        Binding("question_mark", "app.help", "help", key_display="?", id="help"),
    ]

    session: var[Session] = var(NO_SESSION)
    moment: var[Moment] = var(NO_MOMENT)

    ready = False
    """Whether the screen's widgets are there to be shown something."""

    def compose(self) -> ComposeResult:
        """The frame, with the stage's own part in it."""
        yield TitleLine().data_bind(StageScreen.session, StageScreen.moment)
        yield AgendaRail().data_bind(StageScreen.session)
        with Container(id="stage"):
            yield from self.compose_stage()
        yield self.compose_line()
        yield KeysLine(id="keys")

    def compose_stage(self) -> Iterator[Widget]:
        """The stage's own widgets."""
        raise NotImplementedError

    def compose_line(self) -> EntryLine:
        """The line at the foot."""
        return EntryLine(id="line")

    @property
    def line(self) -> EntryLine:
        """The line at the foot."""
        return self.query_one("#line", EntryLine)

    def on_mount(self) -> None:
        """Show what the app shows, now and whenever it changes."""
        self.ready = True
        self.watch(self.app, "session", self._take_session)
        self.watch(self.app, "moment", self._take_moment)
        self.watch(self.app, "pending", self._take_pending)
        self.bindings_updated_signal.subscribe(self, lambda _: self._show_keys())
        self._show_keys()

    def action_clock(self) -> None:
        """Start, pause or resume."""
        moment = self.moment
        if not moment.started:
            first = self._first_segment()
            if self.needs_pairs(first):
                self.tell(DRAW_FIRST)
            else:
                self.make(Started(segment=first.id))
        elif moment.finished:
            self.tell("the workshop is over; u takes the end back")
        else:
            self.make(Paused() if moment.running else Resumed())

    def action_next(self) -> None:
        """Go on to the next segment."""
        moment = self.moment
        if not moment.started:
            self.action_clock()
        elif moment.upcoming and moment.segment:
            if self.needs_pairs(moment.upcoming):
                self.tell(DRAW_FIRST)
                return
            self.make(MovedOn(left=moment.segment.id, to=moment.upcoming.id))
        elif moment.segment:
            self.make(Finished())

    def action_previous(self) -> None:
        """Go back to the segment before; its clock goes on from where it stood."""
        moment = self.moment
        if moment.started and moment.previous:
            left = moment.segment.id if moment.segment else ""
            self.make(MovedOn(left=left, to=moment.previous.id))

    def action_add(self, seconds: int) -> None:
        """Give the segment more time, or less."""
        segment = self.moment.segment
        if segment:
            self.make(TimeAdded(segment=segment.id, seconds=seconds))

    def action_undo(self) -> None:
        """Take the last change back."""
        last = last_standing(self.session)
        if last:
            self.make(Undone(entry=last.id))
        else:
            self.tell("there is nothing to take back")

    def action_stage(self, step: int) -> None:
        """Show the stage before or after this one; no clock changes."""
        at = STAGES.index(self.stage) + step
        if 0 <= at < len(STAGES):
            self.make(StageShown(stage=STAGES[at]))

    def needs_pairs(self, segment: Segment) -> bool:
        """Whether `segment` cannot begin yet because nobody has a partner."""
        return not self.session.pairs and segment.stage is not Stage.SETUP

    def tell(self, line: str, *, wrong: bool = False) -> None:
        """Say something that goes away by itself."""
        self.post_message(Tell(line, wrong=wrong))

    def make(self, *changes: AnyChange) -> None:
        """Ask the app for changes."""
        self.post_message(Make(*changes))

    def focus_stage(self) -> None:
        """Put the keys back to the stage, out of the line."""
        self.set_focus(None)

    def on_entry_line_turned(self, event: EntryLine.Turned) -> None:
        """The line was left."""
        event.stop()
        self.focus_stage()

    def _first_segment(self) -> Segment:
        at = STAGES.index(self.stage)
        segments = self.moment.segments
        return next((s for s in segments if STAGES.index(s.stage) >= at), segments[-1])

    def _take_session(self, session: Session) -> None:
        self.session = session

    def _take_moment(self, moment: Moment) -> None:
        self.moment = moment

    def _take_pending(self, pending: bool) -> None:
        words = ("saving…", "$warning") if pending else ("saved ✓", "$muted")
        self.line.show_saved(Content.assemble(words, " "))

    def _show_keys(self) -> None:
        found: dict[str, Binding] = {}
        for _, binding, enabled, _ in self.active_bindings.values():
            if enabled and binding.id:
                found.setdefault(binding.id, binding)  # the first key of several speaks for all
        shown = dict.fromkeys((*self.foot, *FOOT))
        self.query_one("#keys", KeysLine).bindings = tuple(found[i] for i in shown if i in found)
