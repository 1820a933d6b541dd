"""What comes up again: values and interests that were said in more than one session."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct

from oneone_tui.workshop.resemblance import alike, initials
from oneone_tui.workshop.text import fold
from oneone_tui.workshop.words import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from oneone_tui.workshop.session import Session

KINDS = (Kind.VALUE, Kind.INTEREST)
"""What can come up again; a resource is somebody's own."""
AGAIN = 2
"""From how many sessions on something has come up again."""

_folded = lru_cache(maxsize=20_000)(fold)  # what comes up again comes up in the same words


class Saying(Struct, frozen=True):
    """One thing that a team said in a session, in all the wordings that it merged into one."""

    kind: Kind
    texts: tuple[str, ...]
    session: str
    team: str
    at: datetime


class Theme(Struct, frozen=True):
    """What came up in several sessions: as it was put most often, and in other words.

    `teams` are those of all the sessions: a team that meets again counts again.
    """

    kind: Kind
    text: str
    wordings: tuple[str, ...]
    sessions: int
    teams: int
    first: datetime
    last: datetime


def sayings_in(session: Session) -> tuple[Saying, ...]:
    """The values and interests of a session, in its order; in a rehearsal nobody means any."""
    if session.info.rehearsal:
        return ()
    found: dict[tuple[Kind, str, str], list[str]] = {}
    for note in session.notes:
        if note.kind in KINDS:
            texts = found.setdefault((note.kind, note.team, note.board or f"note {note.id}"), [])
            texts += [text for text in (note.wording, note.text) if text]
    info = session.info
    return tuple(
        Saying(kind, tuple(dict.fromkeys(texts)), info.id, team, info.created)
        for (kind, team, _), texts in found.items()
        if texts  # what somebody said may have been taken out of the file by hand
    )


def themes_of(sayings: Iterable[Saying]) -> tuple[Theme, ...]:
    """What came up in more than one session: first what did most often, then what did last.

    A saying belongs to the first one that it resembles, and not to what only resembles others
    of that: a chain of small differences does not lead to another meaning.
    """
    gathered = _Gathered()
    for saying in sorted(sayings, key=lambda one: (one.at, one.session, one.team, one.texts)):
        gathered.add(saying)
    themes = (_theme(group) for group in gathered.groups)
    again = [theme for theme in themes if theme.sessions >= AGAIN]
    again.sort(key=lambda theme: (-theme.sessions, -theme.teams, -theme.last.timestamp()))
    return tuple(sorted(again, key=lambda theme: KINDS.index(theme.kind)))


class _Gathered:
    """Sayings in groups that say the same."""

    def __init__(self) -> None:
        self.groups: list[list[Saying]] = []
        self._same: dict[tuple[Kind, str], list[Saying]] = {}
        self._near: dict[tuple[Kind, str], list[tuple[str, list[Saying]]]] = {}

    def add(self, saying: Saying) -> None:
        group = next(filter(None, (self._find(saying.kind, text) for text in saying.texts)), None)
        if group is None:
            group = []
            self.groups.append(group)
            for text in saying.texts:
                near = self._near.setdefault((saying.kind, initials(text)), [])
                near.append((text, group))
        group.append(saying)
        for text in saying.texts:
            self._same.setdefault((saying.kind, _folded(text)), group)

    def _find(self, kind: Kind, text: str) -> list[Saying] | None:
        same = self._same.get((kind, _folded(text)))
        if same:
            return same
        near = self._near.get((kind, initials(text)), ())
        return next((group for said, group in near if alike(said, text)), None)


def _theme(group: list[Saying]) -> Theme:
    wordings = Counter(text for saying in group for text in saying.texts)
    ordered = tuple(text for text, _ in wordings.most_common())
    return Theme(
        kind=group[0].kind,
        text=ordered[0],
        wordings=ordered[1:],
        sessions=len({saying.session for saying in group}),
        teams=len({(saying.session, saying.team) for saying in group}),
        first=group[0].at,
        last=group[-1].at,
    )
