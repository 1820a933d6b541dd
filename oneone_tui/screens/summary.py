"""The summary screen: takeaways, commitments, who reports and what they say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import PurePath
from random import Random
from typing import ClassVar, NamedTuple

from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widget import Widget

from oneone_tui.exports.formats import FORMS
from oneone_tui.keymap import bindings
from oneone_tui.paths import quote_word, show_path
from oneone_tui.screens.board_editing import BoardScreen
from oneone_tui.style_sheets import sheets
from oneone_tui.widgets.board_view import BoardView
from oneone_tui.widgets.clock_panel import TALL, ClockLine
from oneone_tui.widgets.entry_line import Question
from oneone_tui.widgets.formatting.summary_text import (
    commitment_rows,
    key_learning_rows,
    plan_and_actual_rows,
    reporter_rows,
    takeaway_rows,
    talk_heading,
)
from oneone_tui.widgets.formatting.team_text import team_name
from oneone_tui.widgets.note_line import NoteLine
from oneone_tui.widgets.report_script import ReportScriptList
from oneone_tui.widgets.text_block import Row, TextBlock
from oneone_tui.workshop.agenda.timer import TimerState
from oneone_tui.workshop.model.changes import ReportScriptWritten, RoleGiven
from oneone_tui.workshop.model.session import Session
from oneone_tui.workshop.model.terms import NoteKind, Role, Stage
from oneone_tui.workshop.notes.report_script import (
    draw_reporter,
    possible_reporters,
    times_reported,
    with_script_line,
)

TEAMS_LOW, TEAMS_TALL = 5, 12
"""How many teams' reporters fit on a low and on a tall terminal."""


SECTIONS = {NoteKind.TAKEAWAY: "#takeaways", NoteKind.COMMITMENT: "#commitments"}
"""Where a note of that kind is shown."""


class ScriptLineEdit(NamedTuple):
    """A line of a team's script that is being edited, and its text before."""

    team: str
    at: int
    before: str


class SummaryScreen(BoardScreen):
    """The last five minutes, and what people come back to later.

    The arrow keys choose a line of the reporter's script; a key of their own scrolls the sections
    beside it.
    """

    CSS_PATH: ClassVar[list[str | PurePath]] = sheets("summary", "board")

    stage: ClassVar[Stage] = Stage.SUMMARY
    BINDINGS: ClassVar[list[BindingType]] = bindings("summary")

    _editing: ScriptLineEdit | None = None
    _just_noted: NoteKind | None = None
    _written: tuple[Session, str, tuple[str, ...]] | None = None
    """The session without the last written script, the team's id, and that script."""

    def compose_stage(self) -> Iterator[Widget]:
        """Yield the reporters and the script on the left, the outcome on the right."""
        with Horizontal(id="top"):
            with Vertical(id="left"):
                yield ClockLine(id="clock").data_bind(SummaryScreen.session, SummaryScreen.moment)
                yield TextBlock(id="reporters")
                yield TextBlock(id="talk-heading")
                yield ReportScriptList(id="talk").data_bind(
                    SummaryScreen.team, SummaryScreen.today, session=SummaryScreen.seen
                )
            with VerticalScroll(id="right", can_focus=False):
                yield TextBlock(id="takeaways")
                yield TextBlock(id="learnings")
                yield TextBlock(id="commitments")
                yield TextBlock(id="times")
                yield TextBlock(id="lies")
        with Vertical(id="bottom"):
            yield TextBlock(id="board-heading")
            yield BoardView(id="board").data_bind(
                SummaryScreen.team, SummaryScreen.named, session=SummaryScreen.seen
            )

    def bind_state(self) -> None:
        """Also show the path of the file, and who has reported before."""
        super().bind_state()
        self.observe(lambda state: state.session_path, self._take_path)
        self.observe(lambda state: state.attendance, lambda _: self._show_reporters())

    def focus_stage(self) -> None:
        """Focus the script."""
        self.set_focus(self.query_one(ReportScriptList))

    def on_resize(self) -> None:
        """Fit the times to the new width, and the teams to the new height."""
        if self.ready:
            self._show_times()
            self._show_reporters()

    def watch_session(self) -> None:
        """Update all sections, and scroll to a note just entered."""
        if self.ready:
            self._show_team()
            self._show_times()
            section, self._just_noted = SECTIONS.get(self._just_noted or NoteKind.VALUE), None
            if section:
                self.call_after_refresh(self._scroll_into_view, section)

    def watch_team(self) -> None:
        """Show another team."""
        if self.ready:
            self._show_team()
            self.action_first_section()

    def watch_moment(self, before: TimerState, now: TimerState) -> None:
        """Update the times when a segment ends; until then, they need not change."""
        if self.ready and (before.segment, before.started) != (now.segment, now.started):
            self._show_times()

    def watch_today(self) -> None:
        """Update the due dates."""
        if self.ready:
            self._show_team()

    def watch_named(self) -> None:
        """Show or hide the names."""
        if self.ready:
            self._show_team()

    def on_note_line_written(self, event: NoteLine.Written) -> None:
        """Remember the kind of the note, to scroll to it once it is saved."""
        self._just_noted = event.line.target.kind

    def action_reporter(self) -> None:
        """Make the next person of the team the reporter to the larger group."""
        team = self.session.team(self.team)
        people = [person.id for person in possible_reporters(self.session, self.team)]
        if team and people:
            at = people.index(team.reporter) + 1 if team.reporter in people else 0
            self._give(people[at % len(people)])

    def action_draw_reporter(self) -> None:
        """Draw the reporter among those of the team who have reported least."""
        team = self.session.team(self.team)
        if team is None:
            return
        # The seed is the same on all consoles, so each draws the same person.
        chance = Random(f"{self.session.info.seed} {team.id} {team.reporter}")
        reported = times_reported(self.console.state.attendance)
        person = draw_reporter(self.session, team.id, reported, chance)
        if person is None:
            self.notify_line("no one is here who could report")
        elif person == team.reporter:
            self.notify_line(f"{self.session.name_of(person)}: the others have reported more often")
        else:
            self._give(person)

    def action_write_talk(self) -> None:
        """Edit the chosen line of the script, or add a line."""
        talk = self.query_one(ReportScriptList)
        lines, at = talk.lines, talk.highlighted or 0
        before = lines[at] if at < len(lines) else ""
        self._editing = ScriptLineEdit(self.team, at, before)
        self.line.ask(Question("to say", self._write_line), before)

    def action_draft_talk(self) -> None:
        """Replace the script with the draft from the board."""
        team = self.session.team(self.team)
        if team and team.talk:
            self.apply(ReportScriptWritten(team=team.id, lines=()))
        else:
            self.notify_line("this is already the draft from the board")

    def action_copy(self) -> None:
        """Copy the report as plain text, without feedback, and without hidden names."""
        text = FORMS["txt"].write(self.seen, self.moment.now).decode()
        self.console.copy_text(text, "the report")

    def action_section(self) -> None:
        """Scroll to the next section, or within a long one; after the last, to the first."""
        right = self.query_one("#right", VerticalScroll)
        tops = [block.virtual_region.y for block in right.query(TextBlock)]
        page = max(right.scrollable_content_region.height - 1, 1)
        self._scroll(next_stop(tops, right.scroll_offset.y, page, right.max_scroll_y))

    def action_first_section(self) -> None:
        """Scroll back to the first section."""
        self._scroll(0)

    def _write_line(self, text: str) -> None:
        editing = self._editing
        if editing is None:
            return
        lines = self._lines_now(editing.team)
        changed = with_script_line(lines, editing.at, editing.before, text)
        # Each of several pasted lines goes below the one before.
        self._editing = ScriptLineEdit(editing.team, editing.at + 1, "")
        if changed != lines:
            self._written = (self.session, editing.team, changed)
            self.apply(ReportScriptWritten(team=editing.team, lines=changed))

    def _scroll_into_view(self, section: str) -> None:
        # The end of the section, with its last line.
        right, block = self.query_one("#right"), self.query_one(section).virtual_region
        page, now = right.scrollable_content_region.height, right.scroll_offset.y
        if not now < block.bottom - 1 <= now + page:
            self._scroll(max(block.bottom - 1 - page, 0))

    def _scroll(self, row: int) -> None:
        # At once: the next key scrolls from there.
        self.query_one("#right").scroll_to(y=row, animate=False, immediate=True)

    def _give(self, person: str) -> None:
        self.apply(RoleGiven(team=self.team, role=Role.REPORTER, person=person))

    def _lines_now(self, team: str) -> tuple[str, ...]:
        # The last change may not be applied yet, but the next line depends on it.
        if self._written and self._written[:2] == (self.session, team):
            return self._written[2]
        return self.query_one(ReportScriptList).lines_of(team)

    def _take_path(self, path: str) -> None:
        label, name = "bold $accent", quote_word(PurePath(path).stem)
        self.query_one("#lies", TextBlock).set_lines(
            Row(Content.styled("Kept in  ", label), Content(show_path(path))),
            Row(
                Content.styled("Report   ", label),
                Content(f"oneone export {name}"),
            ),
        )

    def _show_team(self) -> None:
        session, seen, team = self.session, self.seen, self.team
        self._show_reporters()
        self.query_one("#talk-heading", TextBlock).set_lines(talk_heading(session, team))
        self.query_one("#takeaways", TextBlock).set_lines(*takeaway_rows(session, seen, team))
        learned = key_learning_rows(session, team, named=self.named)
        self.query_one("#learnings", TextBlock).set_lines(*learned)
        promised = commitment_rows(session, seen, team, self.today)
        self.query_one("#commitments", TextBlock).set_lines(*promised)
        name = team_name(session, team)
        heading = self.query_one("#board-heading", TextBlock)
        heading.set_lines(*([Content.styled(name, "bold $accent")] if name else []))
        heading.display = bool(name)

    def _show_reporters(self) -> None:
        room = TEAMS_TALL if self.size.height >= TALL else TEAMS_LOW
        told = reporter_rows(self.session, self.team, self.console.state.attendance, room)
        self.query_one("#reporters", TextBlock).set_lines(*told)

    def _show_times(self) -> None:
        width = self.query_one("#right", VerticalScroll).scrollable_content_region.width
        times = plan_and_actual_rows(self.session, self.moment, max(width, 20))
        self.query_one("#times", TextBlock).set_lines(*times)


def next_stop(tops: Sequence[int], now: int, page: int, end: int) -> int:
    """Return the row to scroll to: the next of `tops` or a page on; at the end, row 0."""
    if now >= end:
        return 0
    return min(now + page, end, *(top for top in tops if top > now))
