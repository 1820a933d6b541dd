"""Reducers and descriptions of the changes to the notes."""

from msgspec.structs import replace

from oneone_tui.workshop.model.changes.base import ChangeMeta, ChangeRejected
from oneone_tui.workshop.model.changes.notes import NoteDeleted, NoteEdited, NotesWritten, note_ids
from oneone_tui.workshop.model.records import Note
from oneone_tui.workshop.model.session import Session
from oneone_tui.workshop.model.terms import COLUMNS, NoteKind
from oneone_tui.workshop.reducers.registry import description, reducer
from oneone_tui.workshop.reducers.row_updates import with_replaced_row
from oneone_tui.workshop.text import LINE_LIMIT, clean

NOTHING = "there is nothing to keep"


ONE_BY_ONE = "a commitment is kept as one"


@reducer(NotesWritten)
def reduce_notes_written(change: NotesWritten, session: Session, meta: ChangeMeta) -> Session:
    if change.kind is NoteKind.COMMITMENT:
        raise ChangeRejected(ONE_BY_ONE)
    if not change.notes:
        raise ChangeRejected(NOTHING)
    team, pair = existing_place(session, change.team, change.pair)
    made = []
    for note_id, written in zip(note_ids(meta.key, len(change.notes)), change.notes, strict=True):
        note = Note(
            id=note_id,
            kind=change.kind,
            text=require_text(written.text),
            at=meta.at,
            team=team,
            pair=pair,
            person=written.person,
            console=meta.console,
        )
        boarded = change.on_board and change.kind in COLUMNS
        made.append(with_board_place(note, session, meta, written.entry) if boarded else note)
    return replace(session, notes=(*session.notes, *made))


@description(NotesWritten)
def describe_notes_written(change: NotesWritten, session: Session) -> str:
    return f"{change.kind}: " + "; ".join(clean(w.text, limit=LINE_LIMIT) for w in change.notes)


@reducer(NoteEdited)
def reduce_note_edited(change: NoteEdited, session: Session, meta: ChangeMeta) -> Session:
    if change.kind is NoteKind.COMMITMENT:
        raise ChangeRejected(ONE_BY_ONE)

    def edit(note: Note) -> Note:
        pair = session.pair(note.pair if change.pair is None else change.pair)
        after = replace(
            note,
            text=note.text if change.text is None else require_text(change.text),
            kind=change.kind or note.kind,
            pair=pair.id if pair else "",
            person=note.person if change.person is None else change.person,
            team=pair.team if pair else note.team,
        )
        require_place(session, after.team, change.pair or "", change.person or "")
        if not note.board or (after.kind, after.team) == (note.kind, note.team):
            return after
        # In another column, or on another team's board, it is the same as nothing yet.
        after = replace(after, board="", wording="")
        return with_board_place(after, session, meta) if after.kind in COLUMNS else after

    return replace(session, notes=with_replaced_row(session.notes, change.note, edit, "note"))


@description(NoteEdited)
def describe_note_edited(change: NoteEdited, session: Session) -> str:
    note = next((n for n in session.notes if n.id == change.note), None)
    if note is None:
        return "edited a note"
    text = note.text if change.text is None else clean(change.text, limit=LINE_LIMIT)
    said = []
    if change.kind not in (None, note.kind):
        said.append(f"now {'an' if change.kind is NoteKind.INTEREST else 'a'} {change.kind}")
    if change.pair not in (None, note.pair):
        number = session.pair_number(change.pair or "")
        said.append(f"now pair {number}'s" if number else "now without a pair")
    if change.person not in (None, note.person):
        name = session.name_of(change.person or "")
        said.append(f"now of {name}" if name else "now without a name")
    if text != note.text or not said:
        said.insert(0, "edited")
    return f"{', '.join(said)}: {text}"


@reducer(NoteDeleted)
def reduce_note_deleted(change: NoteDeleted, session: Session, meta: ChangeMeta) -> Session:
    kept = tuple(n for n in session.notes if n.id != change.note)
    if len(kept) == len(session.notes):
        raise ChangeRejected("that note no longer exists")
    return replace(session, notes=kept)


@description(NoteDeleted)
def describe_note_deleted(change: NoteDeleted, session: Session) -> str:
    text = next((n.text for n in session.notes if n.id == change.note), "a note")
    return f"deleted: {text}"


def with_board_place(note: Note, session: Session, meta: ChangeMeta, entry: str = "") -> Note:
    """Return `note` on the board: in `entry` if it fits there, else in its own entry."""
    for other in session.notes:
        there = (other.board, other.kind, other.team) == (entry, note.kind, note.team)
        if entry and there and other.id != note.id:
            return replace(note, board=entry, wording=other.wording)
    own = f"on-{note.id}"
    if any(other.board == own and other.id != note.id for other in session.notes):
        own = f"{own}.{meta.key}"  # others still stand under what began with it
    return replace(note, board=own, wording="")


def require_text(text: str) -> str:
    """Return `text` as it is stored.

    Raises:
        ChangeRejected: Nothing is left of it after cleaning.
    """
    kept = clean(text, limit=LINE_LIMIT)
    if not kept:
        raise ChangeRejected(NOTHING)
    return kept


def existing_place(session: Session, team: str, pair: str) -> tuple[str, str]:
    """Return the team and pair for a new note, as far as they still exist.

    Another console may have made other teams or pairs in the meantime: then the note goes to the
    first team, or has no pair, rather than being lost.
    """
    return (
        team if session.team(team) else session.teams[0].id,
        pair if session.pair(pair) else "",
    )


def require_place(session: Session, team: str, pair: str, *people: str) -> None:
    """Check that team, pair and people exist; an empty pair or person is allowed.

    Raises:
        ChangeRejected: One of them does not exist any more.
    """
    if session.team(team) is None:
        raise ChangeRejected("that team no longer exists")
    if pair and session.pair(pair) is None:
        raise ChangeRejected("that pair no longer exists")
    if any(person and session.person(person) is None for person in people):
        raise ChangeRejected("that person no longer exists")
