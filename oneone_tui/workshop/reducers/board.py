"""Reducers and descriptions of the changes to a team's board."""

from msgspec.structs import replace

from oneone_tui.workshop.model.changes.base import ChangeMeta, ChangeRejected
from oneone_tui.workshop.model.changes.board import (
    EntriesMerged,
    EntryReworded,
    EntrySplit,
    NoteBoarded,
    NoteSplit,
    ReportScriptWritten,
)
from oneone_tui.workshop.model.records import Note
from oneone_tui.workshop.model.session import Session
from oneone_tui.workshop.model.terms import COLUMNS
from oneone_tui.workshop.reducers.notes import with_board_place
from oneone_tui.workshop.reducers.registry import description, reduce_change, reducer
from oneone_tui.workshop.reducers.row_updates import with_replaced_row
from oneone_tui.workshop.text import LINE_LIMIT, NAME_LIMIT, clean

MAX_TALK = 200
"""The most lines of a report."""


_GONE = "that is not on the board any more"


@reducer(NoteBoarded)
def reduce_note_boarded(change: NoteBoarded, session: Session, meta: ChangeMeta) -> Session:
    def place(note: Note) -> Note:
        if note.kind not in COLUMNS:
            raise ChangeRejected(f"the board has no column for a {note.kind}")
        if not change.on:
            return replace(note, board="", wording="")
        there = note.board and not change.entry
        return note if there else with_board_place(note, session, meta, change.entry)

    return replace(session, notes=with_replaced_row(session.notes, change.note, place, "note"))


@description(NoteBoarded)
def describe_note_boarded(change: NoteBoarded, session: Session) -> str:
    return f"{'on' if change.on else 'off'} the board: {_note_text(session, change.note)}"


@reducer(EntriesMerged)
def reduce_entries_merged(change: EntriesMerged, session: Session, meta: ChangeMeta) -> Session:
    if len(set(change.entries)) < 2:
        raise ChangeRejected("it takes two entries to be the same")
    found = [_require_entry(session, entry) for entry in change.entries]
    if len({(note.team, note.kind) for notes in found for note in notes}) > 1:
        raise ChangeRejected("only entries of one column are the same")
    wording = next((notes[0].wording for notes in found if notes[0].wording), "")
    first = change.entries[0]
    notes = tuple(
        replace(note, board=first, wording=wording) if note.board in change.entries else note
        for note in session.notes
    )
    return replace(session, notes=notes)


@description(EntriesMerged)
def describe_entries_merged(change: EntriesMerged, session: Session) -> str:
    return "the same: " + " = ".join(_entry_text(session, entry) for entry in change.entries)


@reducer(NoteSplit)
def reduce_note_split(change: NoteSplit, session: Session, meta: ChangeMeta) -> Session:
    def split(note: Note) -> Note:
        if not note.board:
            raise ChangeRejected(_GONE)
        with_it = any(n.board == note.board and n.id != note.id for n in session.notes)
        return with_board_place(note, session, meta) if with_it else note

    return replace(session, notes=with_replaced_row(session.notes, change.note, split, "note"))


@description(NoteSplit)
def describe_note_split(change: NoteSplit, session: Session) -> str:
    return f"separate again: {_note_text(session, change.note)}"


@reducer(EntrySplit)
def reduce_entry_split(change: EntrySplit, session: Session, meta: ChangeMeta) -> Session:
    first, *others = _require_entry(session, change.entry)
    if not others:
        return session
    for note in others:
        session = reduce_change(NoteSplit(note=note.id), session, meta)
    return reduce_change(EntryReworded(entry=first.board, text=""), session, meta)


@description(EntrySplit)
def describe_entry_split(change: EntrySplit, session: Session) -> str:
    return f"separate again: {_entry_text(session, change.entry)}"


@reducer(EntryReworded)
def reduce_entry_reworded(change: EntryReworded, session: Session, meta: ChangeMeta) -> Session:
    _require_entry(session, change.entry)
    wording = clean(change.text, limit=LINE_LIMIT)
    notes = tuple(
        replace(note, wording=wording) if note.board == change.entry else note
        for note in session.notes
    )
    return replace(session, notes=notes)


@description(EntryReworded)
def describe_entry_reworded(change: EntryReworded, session: Session) -> str:
    text = clean(change.text, limit=LINE_LIMIT)
    if text:
        return f"the board says: {text}"
    return f"the board has the original words: {_entry_text(session, change.entry)}"


@reducer(ReportScriptWritten)
def reduce_report_script_written(
    change: ReportScriptWritten, session: Session, meta: ChangeMeta
) -> Session:
    if len(change.lines) > MAX_TALK:
        raise ChangeRejected(f"what is said has at most {MAX_TALK} lines")
    talk = tuple(clean(line, limit=LINE_LIMIT) for line in change.lines)
    talk = talk if any(talk) else ()
    return replace(
        session,
        teams=with_replaced_row(
            session.teams, change.team, lambda t: replace(t, talk=talk), "team"
        ),
    )


@description(ReportScriptWritten)
def describe_report_script_written(change: ReportScriptWritten, session: Session) -> str:
    team = session.team(change.team)
    name = clean(team.name, limit=NAME_LIMIT) if team else "a team"
    return f"what {name} will say: {'written' if any(change.lines) else 'the draft again'}"


def _require_entry(session: Session, entry: str) -> tuple[Note, ...]:
    notes = tuple(note for note in session.notes if note.board == entry)
    if not entry or not notes:
        raise ChangeRejected(_GONE)
    return notes


def _note_text(session: Session, note_id: str) -> str:
    return next((n.text for n in session.notes if n.id == note_id), "a note")


def _entry_text(session: Session, entry: str) -> str:
    return next((n.wording or n.text for n in session.notes if n.board == entry), "an entry")
