"""The follow-up: what was promised in all sessions, to be ticked off."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.screen import Screen
from textual.widgets import OptionList

from oneone_tui.widgets.chrome import KeysLine, foot_keys
from oneone_tui.widgets.command_key import CommandKey
from oneone_tui.widgets.entry_line import EntryLine, LineInput
from oneone_tui.widgets.intent import Tell, TickOff
from oneone_tui.widgets.lines import Lines, fit, spread
from oneone_tui.widgets.promise_list import PromiseList
from oneone_tui.workshop.followup import Promise, Standing, of_person, standing_words
from oneone_tui.workshop.text import clean

PERSON, PERSON_CHIP = "person", "whose? a name, or nothing for everybody's"
FOOT = (
    "line.keep",
    "line.leave",
    "followup.tick",
    "undo",
    "followup.person",
    "followup.all",
    "followup.leave",
    "help",
)
"""The ids of the keys at the foot."""
SHOWN = 500
"""More at once would be slow to lay out, and nobody could go through them."""


class FollowUpScreen(Screen[None]):
    """The promises, the most pressing first; what is done comes and goes with a key."""

    BINDINGS: ClassVar[list[BindingType]] = [
        CommandKey("space,x", "tick", "done, or open", id="followup.tick"),
        CommandKey("u", "undo", "undo", id="undo"),
        CommandKey("f,slash", "person", "whose", key_display="f", id="followup.person"),
        CommandKey("a", "all", "what is done, too", id="followup.all"),
        CommandKey("escape,q", "leave", "back", key_display="esc", id="followup.leave"),
        CommandKey("question_mark", "app.help", "help", key_display="?", id="help"),
    ]

    def __init__(self, today: date) -> None:
        super().__init__()
        self._today = today
        self._all: tuple[Promise, ...] = ()
        self._read = False
        self._whose = ""
        self._with_done = False
        self._ticks: list[TickOff] = []

    def compose(self) -> ComposeResult:
        """The heading, the list, what is known of the one that is highlighted, the keys."""
        yield Lines(id="followup-title")
        yield PromiseList(self._today, id="promises")
        yield Lines(id="followup-empty")
        yield Lines(id="followup-about")
        yield EntryLine(id="line")
        yield KeysLine(id="keys")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """No command while somebody types."""
        return not isinstance(self.focused, LineInput)

    def on_mount(self) -> None:
        """Show what the app has read, now and whenever that changes."""
        self.query_one(EntryLine).go_home = self._go_home
        self.bindings_updated_signal.subscribe(self, lambda _: self._show_keys())
        self._show_keys()
        self.query_one(PromiseList).focus()
        self.watch(self.app, "promises", self._take)

    def on_resize(self) -> None:
        """The title is made for the width."""
        self._show()

    def action_tick(self) -> None:
        """Tick the highlighted one off; ticked again, it is open."""
        promise = self._list.chosen
        if promise:
            self._ticks.append(TickOff(promise, done=not promise.done))
            self.post_message(self._ticks[-1])

    def action_undo(self) -> None:
        """Take the last tick back."""
        if self._ticks:
            last = self._ticks.pop()
            self.post_message(TickOff(last.promise, done=not last.done))
            self.post_message(Tell(f"took back: {last.promise.text}"))
        else:
            self.post_message(Tell("nothing has been ticked off here yet"))

    def action_person(self) -> None:
        """Ask whose promises to show."""
        self.query_one(EntryLine).ask(PERSON, PERSON_CHIP, self._whose)

    def action_all(self) -> None:
        """Show what is done as well, or not."""
        self._with_done = not self._with_done
        self._show()

    def action_leave(self) -> None:
        """First show everybody's again, then go back."""
        if self._whose:
            self._whose = ""
            self._show()
        else:
            self.dismiss()

    def on_entry_line_entered(self, event: EntryLine.Entered) -> None:
        """A name was given."""
        event.stop()
        self._whose = clean(event.text)
        self._go_home()
        self._show()

    def on_entry_line_turned(self, event: EntryLine.Turned) -> None:
        """As it was."""
        event.stop()
        self.query_one(EntryLine).clear()

    def on_line_input_pasted(self, event: LineInput.Pasted) -> None:
        """A name is one line, however it was pasted."""
        event.stop()
        self.query_one(EntryLine).insert(event.text)

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Say more about another one."""
        event.stop()
        self._show_about()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter ticks off, too."""
        event.stop()
        self.action_tick()

    @property
    def _list(self) -> PromiseList:
        return self.query_one(PromiseList)

    def _go_home(self) -> None:
        self.query_one(EntryLine).rest()
        self._list.focus()

    def _take(self, promises: tuple[Promise, ...] | None) -> None:
        self._read = promises is not None
        self._all = promises or ()
        self._show()

    def _show(self) -> None:
        if not self.is_mounted:
            return
        theirs = of_person(self._all, self._whose) if self._whose else self._all
        ticked = {tick.promise.key for tick in self._ticks}
        shown = [p for p in theirs if self._with_done or not p.done or p.key in ticked]
        self._list.promises = tuple(shown[:SHOWN])
        self._list.display = bool(shown)
        self.query_one("#followup-title", Lines).show(self._title(theirs))
        empty = self.query_one("#followup-empty", Lines)
        empty.show(self._nothing())
        empty.display = not shown
        self._show_about()

    def _title(self, promises: tuple[Promise, ...]) -> Content:
        standings = [promise.standing(self._today) for promise in promises]
        overdue, done = standings.count(Standing.OVERDUE), standings.count(Standing.DONE)
        right = Content.assemble(
            (f"{len(promises) - done} open", "bold"),
            (f", {overdue} overdue" if overdue else "", "$warning"),
            (f" · {done} done", "$muted"),
        )
        whose = f"of {self._whose}" if self._whose else "of all sessions"
        left = Content.assemble(
            (" 1:1 ", "bold $accent"), " ", ("Commitments", "bold"), (f"  {whose}", "$muted")
        )
        return spread(left, right, self.size.width - 1)

    def _nothing(self) -> Content:
        if not self._read:
            return Content.styled("Reading the sessions …", "$muted")
        if self._whose:
            return Content(f"Nobody called {self._whose} has an open commitment. esc shows all.")
        if self._all:
            return Content.assemble("All is done. ", ("a", "bold $accent"), " shows it.")
        return Content("Nobody has committed to anything yet.")

    def _show_keys(self) -> None:
        self.query_one("#keys", KeysLine).bindings = foot_keys(self, FOOT)

    def _show_about(self) -> None:
        promise = self._list.chosen if self._list.display else None
        if promise is None:
            self.query_one("#followup-about", Lines).show(Content())
            return
        held = promise.held.astimezone()
        day = f"{held.day} {held:%b %Y}"
        about = f"{standing_words(promise, self._today)} · promised on {day}, {promise.title}"
        line = fit(Content(about), max(self.size.width - 4, 1))
        self.query_one("#followup-about", Lines).show(line)
