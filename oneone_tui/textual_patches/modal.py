"""A screen that lies over another one, and is dismissed once."""

from __future__ import annotations

from textual.await_complete import AwaitComplete

from oneone_tui.textual_patches.screen_styles import Styled


class Covering(Styled):
    """A modal whose second dismissal does nothing.

    Textual removes whatever screen is on top. When keys come quickly, the second Enter is handled
    after the screen that it was meant for has gone, and would remove the one below.
    """

    def dismiss(self, result: None = None) -> AwaitComplete:
        """Remove the screen, if it is on top."""
        return super().dismiss(result) if self.is_current else AwaitComplete()
