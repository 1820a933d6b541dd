"""What the program proposes, above the note line; it is gone when there is nothing."""

from __future__ import annotations

from textual.content import Content
from textual.reactive import var

from oneone_tui.widgets.lines import Lines, Row
from oneone_tui.widgets.set_keys import key_of
from oneone_tui.workshop.proposals import Proposal


class ProposalLine(Lines):
    """The proposal, and the keys that agree to it or send it away."""

    proposal: var[Proposal | None] = var(None)

    def watch_proposal(self, proposal: Proposal | None) -> None:
        """Something is proposed, or no longer."""
        self.display = proposal is not None
        if proposal is None:
            return
        yes = (
            Content.assemble((key_of("proposal.accept", "y"), "bold $accent"), " yes  ")
            if proposal.change
            else Content()
        )
        keys = Content.assemble(
            "   ", yes, (key_of("proposal.dismiss", "d"), "bold $accent"), " dismiss"
        )
        self.show(Row(Content.styled(" ▸ ", "bold $accent"), Content.assemble(proposal.text, keys)))
