"""What the program proposes, in one row above the note line; it is gone when there is nothing."""

from __future__ import annotations

from textual.content import Content
from textual.reactive import var

from oneone_tui.widgets.chrome import OneRow
from oneone_tui.widgets.lines import fit, spread
from oneone_tui.workshop.proposals import Proposal


class ProposalLine(OneRow):
    """The proposal, and the keys that agree to it or send it away."""

    proposal: var[Proposal | None] = var(None)

    def on_mount(self) -> None:
        """There is nothing to propose yet."""
        self.watch_proposal()

    def watch_proposal(self) -> None:
        """Something is proposed, or no longer."""
        self.display = self.proposal is not None
        self.freshen()

    def compose_row(self, width: int) -> Content:
        """The row as it should read now."""
        if self.proposal is None:
            return fit(Content(), width)
        keys = (
            Content.assemble(("y", "bold $accent"), " yes  ") if self.proposal.change else Content()
        )
        keys = Content.assemble(keys, ("d", "bold $accent"), " dismiss ")
        return spread(Content.assemble((" ▸ ", "bold $accent"), self.proposal.text), keys, width)
