"""Help: the keys that work on a screen, from its own bindings."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen, Screen

from oneone_tui.widgets.lines import Lines

GRAMMAR = (
    ("2v we keep our word", "a value of pair 2"),
    ("v honesty; courage", "two values: a ; and a space"),
    ("r Ana: has a van", "a resource, and whose it is"),
    ("c Ana > Ben: coffee by fri", "who commits, to whom, by when"),
    ("up, then enter", "mend what was said; empty strikes"),
    ("right", "take the name that is offered"),
    ("\\; \\: \\>", "the sign itself"),
)


class HelpScreen(ModalScreen[None]):
    """The keys of the screen below, and how a note is written."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "escape,question_mark,q,enter,space",
            "dismiss",
            "close",
            key_display="esc",
            id="help.close",
        ),
    ]

    def __init__(self, below: Screen[object]) -> None:
        super().__init__()
        self._below = below

    def compose(self) -> ComposeResult:
        """One page that scrolls."""
        with VerticalScroll(id="help-page"):
            yield Lines(Content.styled("Keys here", "bold $accent"), *self._keys())
            yield Lines(Content(), Content.styled("The note line", "bold $accent"), *_grammar())
            yield Lines(Content(), Content.styled("esc closes", "$muted"))

    def _keys(self) -> Iterator[Content]:
        seen = set()
        for _, binding, enabled, _ in self._below.active_bindings.values():
            what = binding.description
            if not binding.id or not enabled or binding.action in seen:
                continue
            seen.add(binding.action)
            key = self.app.get_key_display(binding)
            yield Content.assemble((f"{key:>12}", "bold"), f"   {what}")


def _grammar() -> Iterator[Content]:
    for line, what in GRAMMAR:
        yield Content.assemble((f"   {line:<32}", "bold"), what)
