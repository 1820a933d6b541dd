"""The bar above the note line that shows the current suggestion."""

from __future__ import annotations

from textual.content import Content
from textual.reactive import var

from oneone_tui.keymap import key_for
from oneone_tui.widgets.text_block import Row, TextBlock
from oneone_tui.workshop.suggestions.timing import Suggestion


class SuggestionBar(TextBlock):
    """The suggestion, and the keys that accept or dismiss it."""

    proposal: var[Suggestion | None] = var(None)

    def watch_proposal(self, proposal: Suggestion | None) -> None:
        """Show the suggestion, or hide the bar."""
        self.display = proposal is not None
        if proposal is None:
            return
        yes = (
            Content.assemble((key_for("proposal.accept"), "bold $accent"), " yes  ")
            if proposal.change
            else Content()
        )
        keys = Content.assemble(
            "   ", yes, (key_for("proposal.dismiss"), "bold $accent"), " dismiss"
        )
        self.set_lines(
            Row(Content.styled(" ▸ ", "bold $accent"), Content.assemble(proposal.text, keys))
        )
