"""A screen that covers another one, and can be dismissed only once."""

from __future__ import annotations

from textual.await_complete import AwaitComplete

from oneone_tui.textual_patches.screen_styles import Styled


class Covering(Styled):
    """A modal whose second dismissal does nothing.

    Textual removes the top screen, whichever it is. With quick keys, a second Enter can arrive
    after its screen has closed, and would remove the screen below.
    """

    def dismiss(self, result: None = None) -> AwaitComplete:
        """Close the screen if it is on top."""
        return super().dismiss(result) if self.is_current else AwaitComplete()
