"""The board as text: entries, headings, and who said what."""

from __future__ import annotations

from textual.content import Content

from oneone_tui.widgets.board_column import BoardItem
from oneone_tui.workshop.model.session import Session
from oneone_tui.workshop.model.terms import COLUMN_TITLES, NoteKind
from oneone_tui.workshop.notes.board import BoardEntry, JointEntry, format_authors
from oneone_tui.workshop.notes.people_lookup import short_name

COMMON = "★"
"""The sign of what several raised."""
MARKED = "⇄"
"""The sign of the line that another is to be one with."""


def board_item(session: Session, entry: BoardEntry, *, marked: bool) -> BoardItem:
    """A line of a team's board: ``★ ×3 honesty``; a resource says whose it is."""
    times = f"×{entry.pairs}" if entry.pairs > 1 else ""
    signs = (MARKED if marked else "", COMMON if entry.is_common else "", times)
    sign = " ".join(filter(None, signs)) or "·"
    holds = frozenset(note.id for note in entry.notes)
    return BoardItem(entry.id, f"{sign} ", _whose(session, entry), entry.text, "", holds)


def joint_item(session: Session, entry: JointEntry, teams: int) -> BoardItem:
    """A line of the joint board: which teams have it on theirs."""
    entries = [said for _, said in entry.said]
    names = [team.name for team in map(session.team, entry.teams) if team]
    everybody = f"all {teams} teams" if 1 < teams == len(names) else ", ".join(names)
    people = dict.fromkeys(filter(None, (_whose(session, said) for said in entries)))
    return BoardItem(
        entries[0].id,
        f"{COMMON} " if len(names) > 1 else "· ",
        ", ".join(people),
        entry.text,
        f"({everybody})",
        frozenset(note.id for said in entries for note in said.notes),
    )


def column_heading(kind: NoteKind, items: tuple[BoardItem, ...], width: int) -> Content:
    """The column's title, how many lines it has, and how many of them are common."""
    heading = Content.assemble((COLUMN_TITLES[kind], "bold"), (f" {len(items) or ''}", "$muted"))
    common = sum(COMMON in item.sign for item in items)
    told = Content.styled(f" {COMMON} {common}", "bold $accent")
    fits = heading.cell_length + told.cell_length <= width
    return heading + told if common and fits else heading


def format_authors_of_entry(session: Session, entry: BoardEntry, *, named: bool) -> Content:
    """Who said an entry; where several notes stand under it, each with its number."""
    if not named:
        pairs = "1 pair" if entry.pairs == 1 else f"{entry.pairs} pairs"
        return Content.styled(f"said by {pairs}", "$muted")
    notes = [(note.text, BoardEntry(entry.id, note.text, (note,))) for note in entry.notes]
    if len(notes) == 1:
        return Content.styled(_voice(session, entry), "$muted")
    parts: list[tuple[str, str]] = []
    for number, (text, alone) in enumerate(notes, 1):
        parts += [(f"{'   ' if parts else ''}{number} ", "bold $accent"), (text, "")]
        parts.append((f" ({_voice(session, alone)})", "$muted"))
    return Content.assemble(*parts)


def format_teams_of_entry(session: Session, entry: JointEntry, *, named: bool) -> Content:
    """What each team has that says it, and who said it there."""
    parts: list[tuple[str, str]] = []
    for team_id, said in entry.said:
        team = session.team(team_id)
        people = f" ({', '.join(format_authors(session, said))})" if named else ""
        parts += [(f"{'   ' if parts else ''}{team.name if team else ''}: ", "bold $accent")]
        parts += [(said.text, ""), (people if people != " ()" else "", "$muted")]
    return Content.assemble(*parts)


def _whose(session: Session, entry: BoardEntry) -> str:
    if entry.kind is not NoteKind.RESOURCE:
        return ""
    names = dict.fromkeys(short_name(session, note.person) for note in entry.notes)
    return ", ".join(filter(None, names))


def _voice(session: Session, entry: BoardEntry) -> str:
    number = session.pair_number(entry.notes[0].pair)
    words = [f"pair {number}"] if number else []
    return " · ".join([*words, *format_authors(session, entry)]) or "said in no pair"
