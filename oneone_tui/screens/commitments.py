"""The commitments screen: commitments from all sessions, to be ticked off."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePath
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.screen import Screen

from oneone_tui.keymap import bindings, footer_bindings, key_for
from oneone_tui.screens.console_screen import ConsoleScreen
from oneone_tui.style_sheets import sheets
from oneone_tui.textual_patches.modal import Covering
from oneone_tui.widgets.commitment_list import CommitmentList
from oneone_tui.widgets.entry_line import EntryLine, LineInput, Question
from oneone_tui.widgets.formatting.line_length import READABLE, readable_columns
from oneone_tui.widgets.formatting.progress_text import progress_lines
from oneone_tui.widgets.status_rows import KeysLine
from oneone_tui.widgets.text_block import TextBlock, fit, spread_apart, wrap_in_two_lines
from oneone_tui.widgets.too_small import TooSmallNotice
from oneone_tui.workshop.history.commitments import (
    DUE,
    CommitmentStatus,
    TrackedCommitment,
    commitments_of_person,
    format_status,
    format_who_to_whom,
)
from oneone_tui.workshop.text import clean

WHICH = {
    "open": frozenset(CommitmentStatus) - {CommitmentStatus.DONE},
    "due": frozenset(DUE),
    "done": frozenset({CommitmentStatus.DONE}),
    "all": frozenset(CommitmentStatus),
}
"""The filters, in the order in which the key cycles through them."""
NONE_OF = {
    "open": "All done.",
    "due": "Nothing is due.",
    "done": "Nothing is done yet.",
    "all": "No commitments yet.",
}


@dataclass
class Tick:
    """A commitment that was ticked off here, or opened again."""

    promise: TrackedCommitment
    done: bool
    refused: bool = False
    """Whether it could not be saved; known once that has been tried."""

    def refuse(self) -> None:
        """Take that it could not be saved."""
        self.refused = True


class CommitmentsScreen(ConsoleScreen, Covering, Screen[None]):
    """The commitments, the most urgent first, filtered by status and person."""

    DEFAULT_CLASSES = READABLE
    CSS_PATH: ClassVar[list[str | PurePath]] = sheets("commitments")

    BINDINGS: ClassVar[list[BindingType]] = bindings("commitments")

    def __init__(self) -> None:
        super().__init__()
        self._today = self.console.cross_sessions.today
        self._all: tuple[TrackedCommitment, ...] | None = None
        self._whose = ""
        self._which = "open"
        self._ticks: list[Tick] = []
        self._ticks_shown = 0
        """The number of ticks when the filter last changed; later ones stay listed."""

    def compose(self) -> ComposeResult:
        """Yield the heading, the list, the details of the selected commitment, the keys."""
        yield TooSmallNotice()
        yield TextBlock(id="followup-title")
        yield CommitmentList(self._today, id="promises")
        yield TextBlock(id="followup-empty")
        yield TextBlock(id="followup-about")
        yield EntryLine(id="line")
        yield KeysLine(id="keys")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Allow no command while a line is being typed."""
        return not isinstance(self.focused, LineInput)

    def on_mount(self) -> None:
        """Show the commitments, now and whenever they change."""
        self.console.cross_sessions.load_commitments()
        self.observe(lambda state: state, self.query_one(TooSmallNotice).show_state)
        self.query_one(EntryLine).go_home = self._focus_list
        self.bindings_updated_signal.subscribe(self, lambda _: self._show_keys())
        self._show_keys()
        self.query_one(CommitmentList).focus()
        self.observe(lambda state: state.names_shown, self._take_names)
        self.observe_cross_session(lambda state: state.commitments, self._take)
        self.observe_cross_session(lambda state: state.progress, self._show_reading)

    def on_resize(self) -> None:
        """Fit the title to the new width."""
        self._show()

    def action_tick(self) -> None:
        """Mark the selected commitment as done, or as open again."""
        promise = self._list.chosen
        if promise:
            self._ticks.append(Tick(promise, done=not promise.done))
            self._mark(self._ticks[-1])

    def action_undo(self) -> None:
        """Undo the last tick."""
        while self._ticks and self._ticks[-1].refused:
            self._ticks.pop()
        if self._ticks:
            last = self._ticks.pop()
            said = f"undone: {last.promise.text}"
            self._mark(Tick(last.promise, done=not last.done), said)
        else:
            self.console.notify_line("nothing has been marked done here yet")

    def action_person(self) -> None:
        """Ask whose commitments to show."""
        asked = Question("whose? a name, or empty for everyone's", self._show_person)
        self.query_one(EntryLine).ask(asked, self._whose)

    def action_which(self) -> None:
        """Show the next of open, due, done and all."""
        names = list(WHICH)
        self._which = names[(names.index(self._which) + 1) % len(names)]
        self._show_others()

    def action_leave(self) -> None:
        """Reset the filters; if they are reset, close the screen."""
        if self._whose or self._which != "open":
            self._whose, self._which = "", "open"
            self._show_others()
        else:
            self.dismiss()

    def on_choice_rows_chosen(self, event: CommitmentList.Chosen) -> None:
        """Show the details of the newly selected commitment."""
        event.stop()
        self._show_about()

    def on_choice_rows_opened(self, event: CommitmentList.Opened) -> None:
        """Tick the clicked commitment, unless a line is being typed."""
        event.stop()
        if not isinstance(self.focused, LineInput):
            self.action_tick()

    def _focus_list(self) -> None:
        self.set_focus(self._list)

    def _show_person(self, name: str) -> None:
        self._whose = clean(name)
        self._show_others()

    @property
    def _list(self) -> CommitmentList:
        return self.query_one(CommitmentList)

    def _mark(self, tick: Tick, note: str = "") -> None:
        self.console.cross_sessions.mark_done(
            tick.promise, done=tick.done, note=note, on_refused=tick.refuse
        )

    def _take_names(self, names: bool) -> None:
        self._list.named = names
        self._show_about()

    def _take(self, promises: tuple[TrackedCommitment, ...] | None) -> None:
        self._all = promises
        self._show()

    def _show_others(self) -> None:
        self._ticks_shown = len(self._ticks)
        self._show(afresh=True)

    def _show(self, *, afresh: bool = False) -> None:
        if not self.is_mounted:
            return
        every = self._all or ()
        theirs = commitments_of_person(every, self._whose) if self._whose else every
        standings = [promise.status_on(self._today) for promise in theirs]
        wanted = WHICH[self._which]
        ticked = {tick.promise.key for tick in self._ticks[self._ticks_shown :]}
        shown = [
            (promise, standing)
            for promise, standing in zip(theirs, standings, strict=True)
            if standing in wanted or promise.key in ticked
        ]
        promises, stand = [promise for promise, _ in shown], [standing for _, standing in shown]
        self._list.set_commitments(promises, stand, afresh=afresh)
        self._list.display = bool(shown)
        self.query_one("#followup-title", TextBlock).set_lines(self._title(standings))
        empty = self.query_one("#followup-empty", TextBlock)
        empty.display = not shown
        if self._all is not None:
            empty.set_lines(self._nothing())
        self._show_about()

    def _title(self, standings: list[CommitmentStatus]) -> Content:
        overdue, done = (
            standings.count(CommitmentStatus.OVERDUE),
            standings.count(CommitmentStatus.DONE),
        )
        right = Content.assemble(
            (f"{len(standings) - done:,} open", "bold"),
            (f", {overdue:,} overdue" if overdue else "", "$warning"),
            (f" · {done:,} done", "$muted"),
        )
        whose = f"of {self._whose}" if self._whose else "of all sessions"
        left = Content.assemble(
            (" 1:1 ", "bold $accent"),
            " ",
            ("Commitments", "bold"),
            (f"  {self._which}, {whose}", "$muted"),
        )
        return spread_apart(left, right, readable_columns(self) - 1)

    def _nothing(self) -> Content:
        if self._whose:
            back = key_for("followup.leave")
            which = "" if self._which == "all" else f" {self._which}"
            return Content(
                f"No commitment{which} of anybody called {self._whose}. {back} shows all."
            )
        if not self._all:
            return Content(NONE_OF["all"])
        more = ("  ", (key_for("followup.which"), "bold $accent"), " shows others.")
        return Content.assemble(NONE_OF[self._which], *more)

    def _show_reading(self, read: tuple[int, int] | None) -> None:
        if self._all is None:
            lines = progress_lines(*read) if read else (Content("Reading the sessions …"),)
            self.query_one("#followup-empty", TextBlock).set_lines(*lines)

    def _show_keys(self) -> None:
        self.query_one("#keys", KeysLine).bindings = footer_bindings(self, "commitments")

    def _show_about(self) -> None:
        promise = self._list.chosen if self._list.display else None
        lines = self._about(promise, max(readable_columns(self) - 4, 1)) if promise else ()
        self.query_one("#followup-about", TextBlock).set_lines(*lines)

    def _about(self, promise: TrackedCommitment, width: int) -> Iterator[Content]:
        held = promise.held.astimezone()
        when = f"promised on {held.day} {held:%b %Y}, {promise.title}"
        yield fit(Content(f"{format_status(promise, self._today)} · {when}"), width)
        whose = format_who_to_whom(promise) if self._list.named else ""
        said = Content.assemble((f"{whose}: " if whose else "", "bold"), promise.text)
        yield from wrap_in_two_lines(said, width)
