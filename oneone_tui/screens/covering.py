"""What lies over another screen, and goes away once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.await_complete import AwaitComplete

if TYPE_CHECKING:
    from textual.screen import Screen

    Base = Screen[None]
else:
    Base = object  # as a screen of its own it would hide the style sheets of the other base


class Covering(Base):
    """A screen that is not taken for the one below it when it is told twice to go.

    Textual takes away whatever is on top. With keys that come quickly, the second enter is
    answered when the screen it was meant for has gone already.
    """

    def dismiss(self, result: None = None) -> AwaitComplete:
        """Go, if it is on top."""
        return super().dismiss(result) if self.is_current else AwaitComplete()
