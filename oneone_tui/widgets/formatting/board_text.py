"""The board as text: entries, headings, and the authors of entries."""

from __future__ import annotations

from textual.content import Content

from oneone_tui.widgets.board_column import BoardItem
from oneone_tui.workshop.model.session import Session
from oneone_tui.workshop.model.terms import COLUMN_TITLES, NoteKind
from oneone_tui.workshop.notes.board import BoardEntry, JointEntry, format_authors
from oneone_tui.workshop.notes.people_lookup import short_name
from oneone_tui.workshop.text import format_count

COMMON = "★"
"""The sign of an entry that several pairs or teams have."""
MARKED = "⇄"
"""The sign of the entry chosen to be merged with another."""


def board_item(session: Session, entry: BoardEntry, *, marked: bool) -> BoardItem:
    """Return a line of a team's board: ``★ ×3 honesty``; a resource names its owner."""
    times = f"×{entry.pairs}" if entry.pairs > 1 else ""
    signs = (MARKED if marked else "", COMMON if entry.is_common else "", times)
    sign = " ".join(filter(None, signs)) or "·"
    holds = frozenset(note.id for note in entry.notes)
    return BoardItem(entry.id, f"{sign} ", _owners(session, entry), entry.text, "", holds)


def joint_item(session: Session, entry: JointEntry, teams: int) -> BoardItem:
    """Return a line of the joint board, with the teams that have the entry."""
    entries = [team_entry for _, team_entry in entry.entries]
    names = [team.name for team in map(session.team, entry.teams) if team]
    everybody = f"all {teams} teams" if 1 < teams == len(names) else ", ".join(names)
    people = dict.fromkeys(filter(None, (_owners(session, one) for one in entries)))
    return BoardItem(
        entries[0].id,
        f"{COMMON} " if len(names) > 1 else "· ",
        ", ".join(people),
        entry.text,
        f"({everybody})",
        frozenset(note.id for one in entries for note in one.notes),
    )


def column_heading(kind: NoteKind, items: tuple[BoardItem, ...], width: int) -> Content:
    """Return a column's title, the number of its lines, and how many are common."""
    heading = Content.assemble((COLUMN_TITLES[kind], "bold"), (f" {len(items) or ''}", "$muted"))
    common = sum(COMMON in item.sign for item in items)
    common_part = Content.styled(f" {COMMON} {common}", "bold $accent")
    fits = heading.cell_length + common_part.cell_length <= width
    return heading + common_part if common and fits else heading


def format_authors_of_entry(session: Session, entry: BoardEntry, *, named: bool) -> Content:
    """Format who contributed to an entry.

    Several notes are numbered, each with its author. If not `named`, only the pairs are counted.
    """
    if not named:
        return Content.styled(f"said by {format_count(entry.pairs, 'pair')}", "$muted")
    notes = [(note.text, BoardEntry(entry.id, note.text, (note,))) for note in entry.notes]
    if len(notes) == 1:
        return Content.styled(_format_source(session, entry), "$muted")
    parts: list[tuple[str, str]] = []
    for number, (text, alone) in enumerate(notes, 1):
        parts += [(f"{'   ' if parts else ''}{number} ", "bold $accent"), (text, "")]
        parts.append((f" ({_format_source(session, alone)})", "$muted"))
    return Content.assemble(*parts)


def format_teams_of_entry(session: Session, entry: JointEntry, *, named: bool) -> Content:
    """Format each team's wording of a joint entry, with its authors if `named`."""
    parts: list[tuple[str, str]] = []
    for team_id, one in entry.entries:
        team = session.team(team_id)
        people = f" ({', '.join(format_authors(session, one))})" if named else ""
        parts += [(f"{'   ' if parts else ''}{team.name if team else ''}: ", "bold $accent")]
        parts += [(one.text, ""), (people if people != " ()" else "", "$muted")]
    return Content.assemble(*parts)


def _owners(session: Session, entry: BoardEntry) -> str:
    if entry.kind is not NoteKind.RESOURCE:
        return ""
    names = dict.fromkeys(short_name(session, note.person) for note in entry.notes)
    return ", ".join(filter(None, names))


def _format_source(session: Session, entry: BoardEntry) -> str:
    number = session.pair_number(entry.notes[0].pair)
    words = [f"pair {number}"] if number else []
    return " · ".join([*words, *format_authors(session, entry)]) or "from no pair"
