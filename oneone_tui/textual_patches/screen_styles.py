"""A screen with a style sheet of its own, that is read when the screen is first made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oneone_tui.messages import ScreenClosed
from oneone_tui.textual_patches.closed_screens import forget_closed_watchers

if TYPE_CHECKING:
    from textual.screen import Screen

    Base = Screen[None]
else:
    Base = object  # as a screen of its own it would hide the style sheets of the other base


class Styled(Base):
    """Has the sheets of its `CSS_PATH` read alone.

    Textual would read all sheets again, and look up all styles, for each screen that is new.
    """

    def __init__(self) -> None:
        super().__init__()
        sheet = self.app.stylesheet
        for path in self.css_path:
            if not sheet.has_source(str(path)):
                sheet.read(path)

    def on_unmount(self) -> None:
        """Let go of the app, so that nothing keeps what has closed in memory."""
        forget_closed_watchers(self.app)
        self.app.post_message(ScreenClosed())
