"""Note taking for the stages with notes: keys for kinds, pairs and teams."""

from __future__ import annotations

from time import monotonic
from typing import ClassVar

from msgspec.structs import replace
from textual.binding import BindingType
from textual.reactive import var
from textual.widgets import OptionList

from oneone_tui.keymap import bindings
from oneone_tui.screens.attendance import AttendanceScreen
from oneone_tui.widgets.entry_line import EntryLine
from oneone_tui.widgets.formatting.team_text import several, shown_teams
from oneone_tui.widgets.note_line import NoteLine, UnfinishedNote
from oneone_tui.workshop.agenda.trio_timer import trio_timer_state
from oneone_tui.workshop.model.changes import (
    AnyChange,
    CommitmentDeleted,
    NoteDeleted,
    NotesWritten,
)
from oneone_tui.workshop.model.presence import present_members
from oneone_tui.workshop.model.records import Note
from oneone_tui.workshop.model.session import Session
from oneone_tui.workshop.model.terms import NoteKind, Stage
from oneone_tui.workshop.notes.board import organizer_for_feedback
from oneone_tui.workshop.notes.recall import notes_and_commitments
from oneone_tui.workshop.notes.to_changes import changes_for_edit, changes_for_line

WITH_BOARD = (Stage.REPORT_BACK, Stage.SUMMARY)
DIGITS_TOGETHER = 0.8
"""Seconds within which two digits are one number."""


class NoteTakingScreen(AttendanceScreen):
    """A stage in which people talk and someone takes notes."""

    AUTO_FOCUS: ClassVar[str | None] = ""  # `focus_stage` sets the focus

    BINDINGS: ClassVar[list[BindingType]] = bindings("notes")

    team: var[str] = var("")
    """The id of the shown team, which notes without a pair belong to."""

    _several = False
    _number = 0
    _pressed = 0.0

    def compose_line(self) -> EntryLine:
        """Return the note line."""
        return NoteLine(id="line").data_bind(
            NoteTakingScreen.session, NoteTakingScreen.moment, NoteTakingScreen.team
        )

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Allow the keys for teams only if there are several teams."""
        if action in ("team", "group") and not several(self.session):
            return False
        if action == "group" and self.stage not in WITH_BOARD:
            return False
        return super().check_action(action, parameters)

    def bind_state(self) -> None:
        """Also continue with the previous stage's team and unfinished line."""
        super().bind_state()
        self.watch(self, "session", self._find_team)
        self.focus_stage()
        if self.carried:
            if self.carried.team in {team.id for team in shown_teams(self.session)}:
                self.show_team(self.carried.team)
            self.query_one(NoteLine).restore_unfinished(self.carried)

    def unfinished(self) -> UnfinishedNote | None:
        """Return the unfinished line and the shown team."""
        return self.query_one(NoteLine).unfinished() if self.ready else self.carried

    def action_note(self, kind: str) -> None:
        """Write a note of `kind`, or of the kind used last."""
        self.query_one(NoteLine).write(NoteKind(kind) if kind else None)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Write a note: a focused list takes Enter before the screen does."""
        event.stop()
        self.action_note("")

    def action_digit(self, digit: int) -> None:
        """Choose a pair by number; two digits in quick succession are one number."""
        now = monotonic()
        longer = self._number * 10 + digit
        highest = max(self.session.pair_numbers().values(), default=0)
        together = now - self._pressed < DIGITS_TOGETHER and longer <= highest
        self._number = longer if together else digit
        self._pressed = now
        self.choose_pair(self._number)

    def leave_off(self) -> None:
        """Start a new number with the next digit."""
        self._number = 0
        super().leave_off()

    def choose_pair(self, number: int) -> None:
        """Choose the pair that notes go to; stages without a choice of pairs ignore it."""

    def action_team(self, step: int) -> None:
        """Show the next team, or the previous one; after the last comes the first."""
        teams = [team.id for team in shown_teams(self.session)]
        at = teams.index(self.team) if self.team in teams else 0
        self.show_team(teams[(at + step) % len(teams)])

    async def action_group(self) -> None:
        """Show the report to the larger group."""
        await self.run_action("app.show('larger-group')")

    def show_team(self, team: str) -> None:
        """Show a team."""
        self.team = team

    def on_note_line_written(self, event: NoteLine.Written) -> None:
        """Turn the entered line into changes."""
        event.stop()
        self.apply(*(self._about(change) for change in changes_for_line(event.line, self.session)))

    def on_note_line_edited(self, event: NoteLine.Edited) -> None:
        """Edit the earlier entry, or delete it if no text is left."""
        event.stop()
        entries = notes_and_commitments(self.session)
        entry = next((one for one in entries if one.id == event.entry_id), None)
        if entry is None:
            self.notify_line("someone else has deleted it")
        elif event.line.pieces:
            self.apply(*changes_for_edit(entry, event.line, self.session))
        elif isinstance(entry, Note):
            self.apply(NoteDeleted(note=entry.id))
        else:
            self.apply(CommitmentDeleted(commitment=entry.id))

    def on_note_line_drafted(self, event: NoteLine.Drafted) -> None:
        """Have the unfinished line saved as a draft."""
        event.stop()
        unfinished = self.query_one(NoteLine).unfinished()
        self.console.session.set_draft(unfinished.text, unfinished.kind, unfinished.team)

    def _about(self, change: AnyChange) -> AnyChange:
        # Feedback without a name is for the person who organized.
        segment = self.moment.segment
        if (
            not isinstance(change, NotesWritten)
            or change.kind is not NoteKind.FEEDBACK
            or not segment
        ):
            return change
        trio = trio_timer_state(self.session, self.moment.now)
        pair = self.session.pair(change.pair)
        three = (
            trio is not None and pair is not None and len(present_members(self.session, pair)) > 2
        )
        turn = trio.turn if trio and three else segment.turn
        organizer = organizer_for_feedback(self.session, change.pair, turn)
        notes = tuple(replace(w, person=w.person or organizer) for w in change.notes)
        return replace(change, notes=notes)

    def _find_team(self, session: Session) -> None:
        if self.team not in {team.id for team in shown_teams(session)}:
            self.team = shown_teams(session)[0].id
        if several(session) != self._several:
            self._several = several(session)
            self.refresh_bindings()
