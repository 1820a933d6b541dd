"""The note line: text, a short prefix, and Enter make a note."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from textual.content import Content
from textual.message import Message
from textual.reactive import var
from textual.suggester import Suggester
from textual.widgets import Input

from oneone_tui.messages import ShowMessage
from oneone_tui.widgets.entry_line import EntryLine
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

NOTE = "note"
"""The purpose of the line while it takes notes; anything else is a question being answered."""
NAMING = {NoteKind.RESOURCE, NoteKind.COMMITMENT, NoteKind.TAKEAWAY}
"""The kinds in which names are completed."""


class UnfinishedNote(NamedTuple):
    """What goes on in the next stage: a note begun and not kept, and the team looked at.

    Of the note there are its text, the kind chosen, and whether it is being typed.
    """

    text: str
    kind: NoteKind
    typing: bool
    team: str = ""


class NameSuggester(Suggester):
    """The rest of a name, as it is typed; the right arrow takes it."""

    def __init__(self, line: NoteLine) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._line = line

    async def get_suggestion(self, value: str) -> str | None:
        """The whole line with the name completed."""
        return self._line.completed(value)


class NoteLine(EntryLine):
    """An entry line that understands the grammar of notes while nothing else is asked.

    `pair` is where a line goes that names no pair, `team` where it goes without any pair; an
    unfinished line stays when one leaves. Up brings back what was said before, to be mended.
    """

    session: var[Session] = var(EMPTY_SESSION)
    moment: var[TimerState] = var(EMPTY_TIMER_STATE)
    pair: var[str] = var("")
    team: var[str] = var("")

    class Written(Message):
        """A line was kept."""

        def __init__(self, line: ParsedLine) -> None:
            super().__init__()
            self.line = line

    class Mended(Message):
        """What was said is to read as `line` says now; a line without text strikes it out."""

        def __init__(self, said: str, line: ParsedLine) -> None:
            super().__init__()
            self.said = said
            self.line = line

    class Drafted(Message):
        """What stands unfinished in the line has changed."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.kind = NoteKind.VALUE
        self._draft = ""
        self._insisted = ""
        self._mending: Note | Commitment | None = None
        self._back = 0
        self._names = NameSuggester(self)

    def on_mount(self) -> None:
        """Nothing is asked yet: the line takes notes."""
        self.stop_asking()

    @property
    def takes_notes(self) -> bool:
        """Whether the line takes notes now, and asks for nothing else."""
        return self.purpose == NOTE

    def stop_asking(self) -> None:
        """Take notes again; an unfinished note is back in the line."""
        self.purpose = NOTE
        self._put(self._draft)

    def unfinished(self) -> UnfinishedNote:
        """The note that stands unfinished in the line, if there is one."""
        if self.purpose == NOTE and not self._mending:
            self._draft = self._input.value
        typing = self.typing and self.purpose == NOTE
        # In another stage another pair is on: the text says itself whose it is.
        aimed, text = parse_prefix(self._draft, self.session, self._target), self._draft
        number = self.session.pair_number(aimed.target.pair)
        if text and number and not aimed.problem:
            text = f"{number}{LETTER[aimed.target.kind]} {text[aimed.start :]}"
        return UnfinishedNote(text, self.kind, typing, self.team)

    def restore_unfinished(self, unfinished: UnfinishedNote) -> None:
        """Go on with what was begun in another line, if anything was."""
        if not unfinished.text and not unfinished.typing:
            return
        self._draft, self.kind = unfinished.text, unfinished.kind
        self.stop_asking()
        if unfinished.typing:
            self.write()

    def write(self, kind: NoteKind | None = None) -> None:
        """Go into the line to write a note of `kind`, or of the last one."""
        if self.purpose != NOTE:
            self.stop_asking()
        if kind is not None:
            self.kind = kind
        self._say()
        self.enter()
        self._input.cursor_position = len(self._input.value)

    def ask(self, purpose: str, chip: str, text: str = "") -> None:
        """Ask for something else; an unfinished note waits."""
        self._stop_mending()
        if self.purpose == NOTE:
            self._draft = self._input.value
        self._input.suggester = None
        super().ask(purpose, chip, text)

    def leave(self) -> None:
        """The person pressed escape: what was being mended stays as it was."""
        if self._mending:
            self._stop_mending()
        super().leave()

    def next_kind(self, step: int) -> None:
        """Go on to the next kind of note."""
        if self.purpose != NOTE or self._mending:
            return
        kinds = tuple(NoteKind)
        self.kind = kinds[(kinds.index(self.kind) + step) % len(kinds)]
        self._say()

    def recall(self, step: int) -> None:
        """Bring back what was said before, or later, to be mended; at the end the own line."""
        if self.purpose != NOTE:
            return
        if not self._mending:
            self._draft = self._input.value
            self._back = 0
        said = notes_and_commitments(self.session)
        self._back = max(0, min(self._back - step, len(said)))
        self._mending = said[-self._back] if self._back else None
        if self._mending:
            self._put(format_as_typed(self._mending, self.session, self._today))
        else:
            self._put(self._draft)

    def completed(self, value: str) -> str | None:
        """The line with the name that is being typed completed."""
        if self.purpose != NOTE:
            return None
        rest = complete_name(value, len(value), self.session, self._usual)
        return f"{value}{rest}" if rest else None

    def on_input_changed(self, event: Input.Changed) -> None:
        """The chip says what would happen to what stands there now."""
        event.stop()
        if self.purpose != NOTE or event.value != self._input.value:
            return
        if not self._mending and event.value != self._draft:
            self._draft = event.value
            self.post_message(self.Drafted())
        self._say()

    def submit(self, text: str) -> None:
        """Keep the line and stay ready for the next one."""
        if self.purpose != NOTE:
            super().submit(text)
            return
        line = self._read(text)
        if line.problems and text != self._insisted:
            self._insisted = text
            self._put(text)
            self.post_message(
                ShowMessage(f"{line.problems[0].text}; enter again keeps it as it is")
            )
            return
        self._insisted = ""
        mended = self._mending
        self._stop_mending()
        if mended:
            self.post_message(self.Mended(mended.id, line))
        elif line.pieces:
            self.post_message(self.Written(line))

    def submit_lines(self, text: str) -> None:
        """Keep each of several pasted lines as if it had been typed, and insisted on."""
        for pasted in text.splitlines():
            line = self._read(pasted)
            if line.pieces:
                self.post_message(self.Written(line))

    def watch_session(self) -> None:
        """Pairs and names may have changed."""
        self._say()

    def watch_pair(self) -> None:
        """Another pair was chosen."""
        self._say()

    def watch_team(self) -> None:
        """Another team is looked at."""
        self._say()

    def _put(self, text: str) -> None:
        self._input.value = text
        self._input.cursor_position = len(text)
        self._say()

    def _stop_mending(self) -> None:
        if self._mending:
            self._mending = None
            self._put(self._draft)

    def _read(self, text: str) -> ParsedLine:
        return parse_line(text, self.session, self._usual, self._today)

    @property
    def _today(self) -> date:
        return self.moment.now.astimezone().date()

    @property
    def _target(self) -> LineTarget:
        return LineTarget(kind=self.kind, pair=self.pair, team=self.team)

    @property
    def _usual(self) -> LineTarget:
        # What was said names its pair itself, or has none.
        if isinstance(self._mending, Note):
            return LineTarget(kind=self._mending.kind, team=self._mending.team)
        if self._mending:
            return LineTarget(kind=NoteKind.COMMITMENT, team=self._mending.team)
        return self._target

    def _say(self) -> None:
        if self.purpose != NOTE:
            return
        line = self._read(self._input.value)
        self._input.suggester = self._names if line.target.kind in NAMING else None
        first, *more = format_destination(line, self.session, self._today)
        if self._mending:
            first = f"mend {first}" if line.pieces else "strike it out"
        asks = " ?" if line.problems else ""
        self.show_chip(
            Content.assemble(
                (f" {first}", "bold $accent"),
                ("".join(f" · {word}" for word in more), "$muted"),
                (asks, "bold $warning"),
                " › ",
            )
        )
