"""Changes to the commitments: added, edited, deleted, done."""

from datetime import date

from oneone_tui.workshop.model.changes.base import Change


class CommitmentAdded(Change, frozen=True, tag="Committed"):
    """Somebody committed to something; `due` is the day that `by` means."""

    text: str
    team: str
    pair: str = ""
    who: str = ""
    to: str = ""
    by: str = ""
    due: date | None = None


class CommitmentEdited(Change, frozen=True, tag="CommitmentMended"):
    """A commitment was said anew, and belongs to the pair of who makes it, else to `pair`."""

    commitment: str
    text: str
    pair: str = ""
    who: str = ""
    to: str = ""
    by: str = ""
    due: date | None = None


class CommitmentDeleted(Change, frozen=True, tag="CommitmentStruck"):
    """A commitment was taken out."""

    commitment: str


class CommitmentDone(Change, frozen=True):
    """A commitment was kept, or is open again."""

    commitment: str
    done: bool


def commitment_id(key: str) -> str:
    """Return the id of the commitment that the change with that key adds."""
    return f"commitment-{key}"
