"""What lies over another screen, and goes away once."""

from __future__ import annotations

from textual.await_complete import AwaitComplete

from oneone_tui.textual_patches.screen import Styled


class Covering(Styled):
    """A screen that is not taken for the one below it when it is told twice to go.

    Textual takes away whatever is on top. With keys that come quickly, the second enter is
    answered when the screen it was meant for has gone already.
    """

    def dismiss(self, result: None = None) -> AwaitComplete:
        """Go, if it is on top."""
        return super().dismiss(result) if self.is_current else AwaitComplete()
