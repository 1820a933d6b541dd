"""Trends: values and interests that come up in more than one session."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct

from oneone_tui.workshop.model.terms import NoteKind
from oneone_tui.workshop.similarity import are_similar, word_initials
from oneone_tui.workshop.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from oneone_tui.workshop.model.session import Session

KINDS = (NoteKind.VALUE, NoteKind.INTEREST)
"""The kinds that can come up again; a resource belongs to one person."""
AGAIN = 2
"""From how many sessions on an entry counts as a trend."""

_folded = lru_cache(maxsize=20_000)(fold)  # what recurs does so in the same words


class TrendEntry(Struct, frozen=True):
    """One value or interest of a team in one session, in all its merged wordings."""

    kind: NoteKind
    texts: tuple[str, ...]
    session: str
    team: str
    at: datetime


class Trend(Struct, frozen=True):
    """What came up in several sessions: the most frequent wording, and the others.

    `teams` counts the teams of all sessions; a team that meets again counts again.
    """

    kind: NoteKind
    text: str
    wordings: tuple[str, ...]
    sessions: int
    teams: int
    first: datetime
    last: datetime


def trend_entries(session: Session) -> tuple[TrendEntry, ...]:
    """Return the values and interests of a session, in its order; none of a rehearsal."""
    if session.info.rehearsal:
        return ()
    found: dict[tuple[NoteKind, str, str], list[str]] = {}
    for note in session.notes:
        if note.kind in KINDS:
            texts = found.setdefault((note.kind, note.team, note.board or f"note {note.id}"), [])
            texts += [text for text in (note.wording, note.text) if text]
    info = session.info
    return tuple(
        TrendEntry(kind, tuple(dict.fromkeys(texts)), info.id, team, info.created)
        for (kind, team, _), texts in found.items()
        if texts  # what somebody said may have been taken out of the file by hand
    )


def find_trends(sayings: Iterable[TrendEntry]) -> tuple[Trend, ...]:
    """Return what came up in several sessions: most sessions first, then the latest.

    An entry belongs to the first wording that it resembles, not to one that merely resembles
    others of the group: a chain of small differences does not lead to another meaning.
    """
    gathered = _Groups()
    for saying in sorted(sayings, key=lambda one: (one.at, one.session, one.team, one.texts)):
        gathered.add(saying)
    themes = (_build_trend(group) for group in gathered.groups)
    again = [theme for theme in themes if theme.sessions >= AGAIN]
    again.sort(key=lambda theme: (-theme.sessions, -theme.teams, -theme.last.timestamp()))
    return tuple(sorted(again, key=lambda theme: KINDS.index(theme.kind)))


class _Groups:
    """Entries grouped by what they mean."""

    def __init__(self) -> None:
        self.groups: list[list[TrendEntry]] = []
        self._same: dict[tuple[NoteKind, str], list[TrendEntry]] = {}
        self._near: dict[tuple[NoteKind, str], list[tuple[str, list[TrendEntry]]]] = {}

    def add(self, saying: TrendEntry) -> None:
        group = next(
            filter(None, (self._find_group(saying.kind, text) for text in saying.texts)), None
        )
        if group is None:
            group = []
            self.groups.append(group)
            for text in saying.texts:
                near = self._near.setdefault((saying.kind, word_initials(text)), [])
                near.append((text, group))
        group.append(saying)
        for text in saying.texts:
            self._same.setdefault((saying.kind, _folded(text)), group)

    def _find_group(self, kind: NoteKind, text: str) -> list[TrendEntry] | None:
        same = self._same.get((kind, _folded(text)))
        if same:
            return same
        near = self._near.get((kind, word_initials(text)), ())
        return next((group for said, group in near if are_similar(said, text)), None)


def _build_trend(group: list[TrendEntry]) -> Trend:
    wordings = Counter(text for saying in group for text in saying.texts)
    ordered = tuple(text for text, _ in wordings.most_common())
    return Trend(
        kind=group[0].kind,
        text=ordered[0],
        wordings=ordered[1:],
        sessions=len({saying.session for saying in group}),
        teams=len({(saying.session, saying.team) for saying in group}),
        first=group[0].at,
        last=group[-1].at,
    )
