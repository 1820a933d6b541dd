"""A stock Textual app with the same kinds of widgets, of the same sizes, as the console.

``python -m tests.bench.bare_app rounds|library|input [NOTES]``. In the rounds, space starts and
stops the clock, v goes into the input, escape leaves it, and > and < switch between two stages.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import ClassVar

from textual.app import App, ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Digits, Input, OptionList, ProgressBar, Static

LENGTH = 480
PAIRS = ("Dee Park → Fay Wu", "Cy Lam → Ben Okafor", "Ana Ruiz → Eve Sol")
RAIL = "✓ Setup 5   ✓ Pairing   ▶ Rounds 25   · Report-back 15   · Summary 5"
KEYS = "space pause  +/- minute  n next  u undo  v/i/r/c/f/t note  </> stage  ? last"
SESSIONS = 6


class Stage(Screen[None]):
    """The frame of a stage: two lines above, an input and a line of keys below."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("space", "clock", "clock"),
        ("v", "write", "write"),
        ("escape", "leave", "leave"),
        ("greater_than_sign", "stage(1)", "on"),
        ("less_than_sign", "stage(0)", "back"),
    ]
    running = False
    left = LENGTH

    def compose(self) -> ComposeResult:
        yield Static(" 1:1  Tenants' Union leadership team")
        yield Static(RAIL)
        with Vertical(id="stage"):
            yield from self.stage()
        yield Input(id="line")
        yield Static(KEYS)

    def stage(self) -> Iterator[Widget]:
        raise NotImplementedError

    def on_mount(self) -> None:
        self.query_one(Input).cursor_blink = False
        self.query_one(OptionList).focus()
        self.set_interval(1, self.tick)
        self.draw()

    def tick(self) -> None:
        if self.running:
            self.left -= 1
            self.draw()

    def draw(self) -> None:
        self.query_one(Digits).update(f"{self.left // 60}:{self.left % 60:02}")
        self.query_one(ProgressBar).update(progress=LENGTH - self.left)

    def action_clock(self) -> None:
        self.running = not self.running

    def action_write(self) -> None:
        self.query_one(Input).focus()

    def action_leave(self) -> None:
        self.query_one(OptionList).focus()

    def action_stage(self, at: int) -> None:
        self.app.switch_screen(STAGES[at](self.notes))

    def __init__(self, notes: int) -> None:
        super().__init__()
        self.notes = notes

    @property
    def said(self) -> list[str]:
        return [f"v  note number {number} of a long evening" for number in range(self.notes)]


class Rounds(Stage):
    """The clock and prompts on the left, pairs and their notes on the right."""

    def stage(self) -> Iterator[Widget]:
        with Horizontal():
            with Vertical(id="left"):
                yield Static("Turn 1 of 2 · Conversation")
                yield Digits()
                yield ProgressBar(LENGTH, show_eta=False, show_percentage=False)
                yield Static("next  Turn 1 · Feedback 2:00\nleft  Turn 10 · Rounds 25")
                yield Static("Explore: what do they care about, and what made them care?")
                yield Static("Organizer  Ask, listen, share a story.\nOrganizee  Answer.")
            with Vertical(id="right"):
                yield Static("Pairs                      v i r")
                yield OptionList(*PAIRS)
                yield Static("Pair 1")
                with VerticalScroll():
                    yield Static("\n".join(self.said[::3]), markup=False)


class ReportBack(Stage):
    """A smaller clock, the pair's own notes, and a board of three columns."""

    def stage(self) -> Iterator[Widget]:
        with Horizontal(id="top"):
            with Vertical(id="left"):
                yield Static("Turn 1 of 2 · Conversation")
                yield Digits()
                yield ProgressBar(LENGTH, show_eta=False, show_percentage=False)
                yield Static("next  Turn 1 · Feedback 2:00\nleft  Turn 10 · Rounds 25")
                yield Static("Values      What do you both care about?")
            with Vertical(id="right"):
                yield Static("1 Dee Park & Fay Wu")
                yield OptionList(*self.said[::3], markup=False)
        with Horizontal(id="board"):
            for title in ("Our Common Values", "Our Shared Interests", "Our Unique Resources"):
                with Vertical():
                    yield Static(title)
                    yield OptionList("nothing yet")


STAGES = (Rounds, ReportBack)


class Library(Screen[None]):
    """A list of sessions, with an input and a line of keys."""

    def compose(self) -> ComposeResult:
        yield Static(" 1:1  Library")
        yield Static("6 sessions")
        yield OptionList(*[f"2026-11-0{n}  A workshop  6 people" for n in range(SESSIONS)])
        yield Static("what the session is about")
        yield Input()
        yield Static(KEYS)


class Lone(Screen[None]):
    """Nothing but a row to type in: what a key costs at the least."""

    CSS = "Lone Input { border: none; height: 1; padding: 0; width: 60; }"

    def compose(self) -> ComposeResult:
        yield Input(compact=True)
        yield Static(KEYS)

    def on_mount(self) -> None:
        self.query_one(Input).cursor_blink = False


class Bare(App[None]):
    """The stock app, showing one screen."""

    CSS = """
    #stage { height: 1fr; border-top: solid gray; border-bottom: solid gray; }
    #left { width: 1fr; padding: 0 1; }
    #right { width: 38; border-left: solid gray; padding: 0 1; }
    #top { height: 10; }
    #board > Vertical { width: 1fr; }
    #right > VerticalScroll { height: 1fr; }
    Rounds OptionList { height: auto; }
    Rounds #left > Digits { margin: 1 0; }
    Library > OptionList { height: 1fr; }
    """

    def __init__(self, shown: str, notes: int) -> None:
        super().__init__()
        self.shown = shown
        self.notes = notes

    def on_mount(self) -> None:
        screens: dict[str, Screen[None]] = {
            "rounds": Rounds(self.notes),
            "library": Library(),
            "input": Lone(),
        }
        self.push_screen(screens[self.shown])


if __name__ == "__main__":
    Bare(sys.argv[1], int(sys.argv[2]) if sys.argv[2:] else 6).run()
