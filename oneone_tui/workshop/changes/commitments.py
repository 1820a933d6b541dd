"""Changes of the commitments: made, mended, struck out, ticked off."""

from datetime import date
from typing import TYPE_CHECKING

from msgspec.structs import replace

from oneone_tui.workshop.changes.base import Change, Refused, Stamp, replaced
from oneone_tui.workshop.changes.notes import must_have, still_there, text_of
from oneone_tui.workshop.days import YEARS
from oneone_tui.workshop.records import Commitment
from oneone_tui.workshop.text import LINE_LIMIT, clean

if TYPE_CHECKING:
    from oneone_tui.workshop.session import Session


class Committed(Change, frozen=True):
    """Somebody committed to something; `due` is the day that `by` means."""

    text: str
    team: str
    pair: str = ""
    who: str = ""
    to: str = ""
    by: str = ""
    due: date | None = None

    def apply_to(self, session: "Session", stamp: Stamp) -> "Session":
        team, pair = still_there(session, self.team, self.pair)
        made = Commitment(
            id=commitment_id(stamp.key),
            text=text_of(self.text),
            at=stamp.at,
            team=team,
            pair=pair,
            who=self.who,
            to=self.to,
            by=clean(self.by, limit=LINE_LIMIT),
            due=_day(self.due),
            console=stamp.console,
        )
        return replace(session, commitments=(*session.commitments, made))

    def say(self, session: "Session") -> str:  # noqa: ARG002
        return f"commitment: {clean(self.text, limit=LINE_LIMIT)}"


class CommitmentMended(Change, frozen=True):
    """A commitment was said anew, and belongs to the pair of who makes it, else to `pair`."""

    commitment: str
    text: str
    pair: str = ""
    who: str = ""
    to: str = ""
    by: str = ""
    due: date | None = None

    def apply_to(self, session: "Session", stamp: Stamp) -> "Session":  # noqa: ARG002
        pair = (session.pair_of(self.who) if self.who else None) or session.pair(self.pair)

        def mended(commitment: Commitment) -> Commitment:
            team = pair.team if pair else commitment.team
            must_have(session, team, self.pair, self.who, self.to)
            return replace(
                commitment,
                text=text_of(self.text),
                team=team,
                pair=pair.id if pair else "",
                who=self.who,
                to=self.to,
                by=clean(self.by, limit=LINE_LIMIT),
                due=_day(self.due),
            )

        return replace(
            session,
            commitments=replaced(session.commitments, self.commitment, mended, "commitment"),
        )

    def say(self, session: "Session") -> str:  # noqa: ARG002
        return f"mended: {clean(self.text, limit=LINE_LIMIT)}"


class CommitmentStruck(Change, frozen=True):
    """A commitment was taken out."""

    commitment: str

    def apply_to(self, session: "Session", stamp: Stamp) -> "Session":  # noqa: ARG002
        kept = tuple(c for c in session.commitments if c.id != self.commitment)
        if len(kept) == len(session.commitments):
            raise Refused("there is no such commitment any more")
        return replace(session, commitments=kept)

    def say(self, session: "Session") -> str:
        texts = (c.text for c in session.commitments if c.id == self.commitment)
        return f"struck out: {next(texts, 'a commitment')}"


class CommitmentDone(Change, frozen=True):
    """A commitment was kept, or is open again."""

    commitment: str
    done: bool

    def apply_to(self, session: "Session", stamp: Stamp) -> "Session":  # noqa: ARG002
        def ticked(commitment: Commitment) -> Commitment:
            return replace(commitment, done=self.done)

        return replace(
            session,
            commitments=replaced(session.commitments, self.commitment, ticked, "commitment"),
        )

    def say(self, session: "Session") -> str:
        texts = (c.text for c in session.commitments if c.id == self.commitment)
        return f"{'done' if self.done else 'open again'}: {next(texts, 'a commitment')}"


def commitment_id(key: str) -> str:
    """The id of the commitment that the change of that key makes."""
    return f"commitment-{key}"


def _day(day: date | None) -> date | None:
    if day and day.year not in YEARS:
        raise Refused("that day is too far away")
    return day
