"""The note line: text, a short prefix, and Enter make a note."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from textual.content import Content
from textual.message import Message
from textual.reactive import var
from textual.suggester import Suggester

from oneone_tui.keymap import key_for
from oneone_tui.messages import ShowMessage
from oneone_tui.widgets.entry_line import EntryLine, Question
from oneone_tui.workshop.agenda.timer import EMPTY_TIMER_STATE, TimerState
from oneone_tui.workshop.model.records import Commitment, Note
from oneone_tui.workshop.model.session import EMPTY_SESSION, Session
from oneone_tui.workshop.model.terms import NoteKind
from oneone_tui.workshop.notes.completion import complete_name
from oneone_tui.workshop.notes.formatting import format_as_typed, format_destination
from oneone_tui.workshop.notes.grammar import (
    LETTER,
    LineTarget,
    ParsedLine,
    parse_line,
    parse_prefix,
)
from oneone_tui.workshop.notes.recall import notes_and_commitments

NAMING = {NoteKind.RESOURCE, NoteKind.COMMITMENT, NoteKind.TAKEAWAY}
"""The kinds in which names are completed."""


class UnfinishedNote(NamedTuple):
    """What is carried over to the next stage: an unfinished note and the shown team.

    Attributes:
        text: The text of the note.
        kind: The chosen kind.
        typing: Whether the line has the focus.
        team: The id of the shown team.
    """

    text: str
    kind: NoteKind
    typing: bool
    team: str = ""


class NameSuggester(Suggester):
    """Suggests the rest of a name while it is typed; the right arrow accepts it."""

    def __init__(self, line: NoteLine) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._line = line

    async def get_suggestion(self, value: str) -> str | None:
        """Return the whole line with the name completed."""
        return self._line.completed(value)


class NoteLine(EntryLine):
    """An entry line that parses notes unless it asks a question.

    A line without a pair number goes to `pair`; a line that belongs to no pair goes to `team`. An
    unfinished line stays when the line is left. Up recalls earlier entries for editing.
    """

    session: var[Session] = var(EMPTY_SESSION)
    moment: var[TimerState] = var(EMPTY_TIMER_STATE)
    pair: var[str] = var("")
    team: var[str] = var("")

    class Written(Message):
        """A line was entered."""

        def __init__(self, line: ParsedLine) -> None:
            super().__init__()
            self.line = line

    class Edited(Message):
        """An earlier entry was edited; a line without text deletes it.

        Attributes:
            entry_id: The id of the note or commitment.
            line: What it is to read now.
        """

        def __init__(self, entry_id: str, line: ParsedLine) -> None:
            super().__init__()
            self.entry_id = entry_id
            self.line = line

    class Drafted(Message):
        """The unfinished text in the line has changed."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.kind = NoteKind.VALUE
        self._draft = ""
        self._confirming = ""
        self._editing: Note | Commitment | None = None
        self._recalled = 0
        self._pasted = ""
        """Pasted lines that were not kept yet."""
        self._names = NameSuggester(self)

    def on_mount(self) -> None:
        """Start with taking notes."""
        self.stop_asking()

    @property
    def takes_notes(self) -> bool:
        """Whether the line takes notes now and asks nothing."""
        return self.question is None

    def stop_asking(self) -> None:
        """Take notes again, with the unfinished note back in the line."""
        self.question = None
        self._set_text(self._draft)

    def unfinished(self) -> UnfinishedNote:
        """Return the unfinished note in the line."""
        if self.takes_notes and not self._editing:
            self._draft = self._input.value
        typing = self.typing and self.takes_notes
        # Another stage selects another pair, so the text itself names its pair.
        parsed, text = parse_prefix(self._draft, self.session, self._target), self._draft
        number = self.session.pair_number(parsed.target.pair)
        if text and number and not parsed.problem:
            text = f"{number}{LETTER[parsed.target.kind]} {text[parsed.start :]}"
        return UnfinishedNote(text, self.kind, typing, self.team)

    def restore_unfinished(self, unfinished: UnfinishedNote) -> None:
        """Continue with a note that was started in another line, if there is one."""
        if not unfinished.text and not unfinished.typing:
            return
        self._draft, self.kind = unfinished.text, unfinished.kind
        self.stop_asking()
        if unfinished.typing:
            self.write()

    def write(self, kind: NoteKind | None = None) -> None:
        """Focus the line for a note of `kind`, or of the kind used last."""
        if not self.takes_notes:
            self.stop_asking()
        if kind is not None:
            self.kind = kind
        self._update_chip()
        self.enter()
        self._input.cursor_position = len(self._input.value)

    def ask(self, question: Question, text: str = "") -> None:
        """Ask a question; an unfinished note is kept."""
        self._stop_editing()
        if self.takes_notes:
            self._draft = self._input.value
        self._input.suggester = None
        super().ask(question, text)

    def leave(self) -> None:
        """Leave the line; an entry being edited stays as it was."""
        if self._editing:
            self._stop_editing()
        super().leave()

    def next_kind(self, step: int) -> None:
        """Switch to the next kind of note."""
        if not self.takes_notes or self._editing:
            return
        kinds = tuple(NoteKind)
        self.kind = kinds[(kinds.index(self.kind) + step) % len(kinds)]
        self._update_chip()

    def recall(self, step: int) -> None:
        """Recall an earlier or later entry for editing; after the last, the draft."""
        if not self.takes_notes:
            super().recall(step)
            return
        if self._pasted and step < 0 and not self.text:
            self.take_lines(self._pasted)
            return
        if not self._editing:
            self._draft = self._input.value
            self._recalled = 0
        entries = notes_and_commitments(self.session)
        self._recalled = max(0, min(self._recalled - step, len(entries)))
        self._editing = entries[-self._recalled] if self._recalled else None
        if self._editing:
            self._set_text(format_as_typed(self._editing, self.session, self._today))
        else:
            self._set_text(self._draft)

    def completed(self, value: str) -> str | None:
        """Return the line with the name being typed completed, or None."""
        if not self.takes_notes:
            return None
        rest = complete_name(value, len(value), self.session, self._default_target)
        return f"{value}{rest}" if rest else None

    def take_change(self) -> None:
        """Update the chip, and announce the changed draft."""
        if not self.takes_notes:
            super().take_change()
            return
        if not self._editing and self.text != self._draft:
            self._draft = self.text
            self.post_message(self.Drafted())
        self._update_chip()

    def take_lines(self, text: str) -> None:
        """Ask whether several pasted lines are several notes, unless they are an answer."""
        if not self.takes_notes:
            super().take_lines(text)
            return
        self._pasted = text
        lines = sum(bool(one.strip()) for one in text.splitlines())
        keep = key_for("line.keep")
        self.ask(
            Question(
                f"{lines} lines: {keep} keeps {lines} notes, n makes them one",
                self._keep_pasted,
                on_leave=lambda: self.post_message(
                    ShowMessage(
                        f"{lines} pasted lines are not kept: "
                        f"{key_for('line.recall')} in an empty line asks again"
                    )
                ),
            )
        )

    def _keep_pasted(self, answer: str) -> None:
        pasted, self._pasted = self._pasted, ""
        if answer.strip().casefold().startswith("n"):
            self.write()
            self.insert(pasted)
            return
        for line in map(self._parse, pasted.splitlines()):
            if line.pieces:
                self.post_message(self.Written(line))

    def submit(self, text: str) -> None:
        """Keep the line and be ready for the next one.

        A line with problems is kept only when it is entered a second time.
        """
        if not self.takes_notes:
            super().submit(text)
            return
        line = self._parse(text)
        if line.problems and text != self._confirming:
            self._confirming = text
            self._set_text(text)
            self.post_message(
                ShowMessage(
                    f"{line.problems[0].text}; {key_for('line.keep')} again keeps it as it is"
                )
            )
            return
        self._confirming = ""
        edited_entry = self._editing
        self._stop_editing()
        if edited_entry:
            self.post_message(self.Edited(edited_entry.id, line))
        elif line.pieces:
            self.post_message(self.Written(line))

    def watch_session(self) -> None:
        """Update the chip: pairs and names may have changed."""
        self._update_chip()

    def watch_pair(self) -> None:
        """Update the chip for another pair."""
        self._update_chip()

    def watch_team(self) -> None:
        """Update the chip for another team."""
        self._update_chip()

    def _set_text(self, text: str) -> None:
        super()._set_text(text)
        self._update_chip()

    def _stop_editing(self) -> None:
        if self._editing:
            self._editing = None
            self._set_text(self._draft)

    def _parse(self, text: str) -> ParsedLine:
        return parse_line(text, self.session, self._default_target, self._today)

    @property
    def _today(self) -> date:
        return self.moment.now.astimezone().date()

    @property
    def _target(self) -> LineTarget:
        return LineTarget(kind=self.kind, pair=self.pair, team=self.team)

    @property
    def _default_target(self) -> LineTarget:
        # The text of an earlier entry names its pair, or the entry has none.
        if isinstance(self._editing, Note):
            return LineTarget(kind=self._editing.kind, team=self._editing.team)
        if self._editing:
            return LineTarget(kind=NoteKind.COMMITMENT, team=self._editing.team)
        return self._target

    def _update_chip(self) -> None:
        if not self.takes_notes:
            return
        line = self._parse(self._input.value)
        self._input.suggester = self._names if line.target.kind in NAMING else None
        first, *more = format_destination(line, self.session, self._today)
        if self._editing:
            first = f"edit {first}" if line.pieces else "delete it"
        asks = " ?" if line.problems else ""
        self.show_chip(
            Content.assemble(
                (f" {first}", "bold $accent"),
                ("".join(f" · {word}" for word in more), "$muted"),
                (asks, "bold $warning"),
                " › ",
            )
        )
