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
from oneone_tui.keymap import COPY, CommandKey
from oneone_tui.messages import CopyText
from oneone_tui.paths import quote_word, show_path
from oneone_tui.screens.board_editing import BoardScreen
from oneone_tui.style_sheets import sheets
from oneone_tui.widgets.board_view import BoardView
from oneone_tui.widgets.clock_panel import TALL, ClockLine
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
from oneone_tui.workshop.history.attendance import NO_ATTENDANCE, AttendanceHistory
from oneone_tui.workshop.model.changes import ReportScriptWritten, RoleGiven
from oneone_tui.workshop.model.session import Session
from oneone_tui.workshop.model.terms import NoteKind, Role, Stage
from oneone_tui.workshop.notes.report_script import (
    draw_reporter,
    possible_reporters,
    times_reported,
    with_script_line,
)

TALK = "talk:"
"""Before the team and the line, the purpose of mending what will be said."""
TEAMS_LOW, TEAMS_TALL = 5, 12
"""How many teams' reporters have room on a low screen, and on a tall one."""


SECTIONS = {NoteKind.TAKEAWAY: "#takeaways", NoteKind.COMMITMENT: "#commitments"}
"""Where a line of that kind is to be seen."""


class ScriptLineEdit(NamedTuple):
    """A line of what a team's reporter will say that is being written, and how it read before."""

    team: str
    at: int
    before: str


class SummaryScreen(BoardScreen):
    """The last five minutes, and what one comes back to later.

    The arrow keys choose a line of what the reporter will say; the sections beside it scroll by
    a key of their own.
    """

    CSS_PATH: ClassVar[list[str | PurePath]] = sheets("summary", "board")

    stage: ClassVar[Stage] = Stage.SUMMARY
    foot: ClassVar[tuple[str, ...]] = (
        "summary.reporter",
        "summary.write",
        "summary.section",
        "team.after",
        "session.export",
        "note.takeaway",
    )

    BINDINGS: ClassVar[list[BindingType]] = [
        CommandKey("o", "reporter", "reporter", id="summary.reporter"),
        CommandKey("O", "draw_reporter", "draw a reporter", show=False, id="summary.draw"),
        CommandKey("w", "write_talk", "talk", id="summary.write"),
        CommandKey("W", "draft_talk", "draft what is said anew", show=False, id="summary.draft"),
        CommandKey("C", "copy", "copy the report", show=False, id=COPY),
        CommandKey("s", "section", "scroll", id="summary.section"),
        CommandKey(
            "S", "first_section", "back to the first section", show=False, id="summary.first"
        ),
    ]

    _mending: ScriptLineEdit | None = None
    _just_kept: NoteKind | None = None
    _written: tuple[Session, str, tuple[str, ...]] | None = None
    """What was written last, for which team, and the session that does not show it yet."""

    def compose_stage(self) -> Iterator[Widget]:
        """Who reports and what they will say on the left, what came of it all on the right."""
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
        """Also show where the file lies, and who has served before."""
        super().bind_state()
        self.watch(self.app, "session_path", self._take_path)
        self.watch(self.app, "past", self._show_reporters)

    def focus_stage(self) -> None:
        """The lines of what will be said have the arrow keys."""
        self.set_focus(self.query_one(ReportScriptList))

    def on_resize(self) -> None:
        """The times are laid out for the width, the teams for the height."""
        if self.ready:
            self._show_times()
            self._show_reporters()

    def watch_session(self) -> None:
        """Something was written."""
        if self.ready:
            self._show_team()
            self._show_times()
            section, self._just_kept = SECTIONS.get(self._just_kept or NoteKind.VALUE), None
            if section:
                self.call_after_refresh(self._bring_into_sight, section)

    def watch_team(self) -> None:
        """Another team is looked at."""
        if self.ready:
            self._show_team()
            self.action_first_section()

    def watch_moment(self, before: TimerState, now: TimerState) -> None:
        """The running segment takes longer; it is enough to say so when it ends."""
        if self.ready and (before.segment, before.started) != (now.segment, now.started):
            self._show_times()

    def watch_today(self) -> None:
        """Days are told by it."""
        if self.ready:
            self._show_team()

    def watch_named(self) -> None:
        """Names are hidden, or shown again."""
        if self.ready:
            self._show_team()

    def on_note_line_written(self, event: NoteLine.Written) -> None:
        """A line was kept: when it comes, it is to be seen."""
        self._just_kept = event.line.target.kind

    def action_reporter(self) -> None:
        """The next person of the team looked at reports to the larger group."""
        team = self.session.team(self.team)
        people = [person.id for person in possible_reporters(self.session, self.team)]
        if team and people:
            at = people.index(team.reporter) + 1 if team.reporter in people else 0
            self._give(people[at % len(people)])

    def action_draw_reporter(self) -> None:
        """Chance chooses among those of the team who reported least."""
        team = self.session.team(self.team)
        if team is None:
            return
        # By what all consoles see alike: each of them draws the same person.
        chance = Random(f"{self.session.info.seed} {team.id} {team.reporter}")
        person = draw_reporter(self.session, team.id, times_reported(self._past), chance)
        if person is None:
            self.tell("there is nobody who could report")
        elif person == team.reporter:
            self.tell(f"{self.session.name_of(person)} it is: the others have reported more often")
        else:
            self._give(person)

    def action_write_talk(self) -> None:
        """Mend the chosen line of what will be said, or write one more."""
        talk = self.query_one(ReportScriptList)
        lines, at = talk.lines, talk.highlighted or 0
        purpose = f"{TALK}{self.team}:{at}"
        begun = self.line.purpose == purpose  # and left before it was kept
        before = lines[at] if at < len(lines) else ""
        if not begun or self._mending is None:
            self._mending = ScriptLineEdit(self.team, at, before)
        self.line.ask(purpose, "to say", self.line.text if begun else before)

    def action_draft_talk(self) -> None:
        """Say again what the board says."""
        team = self.session.team(self.team)
        if team and team.talk:
            self.make(ReportScriptWritten(team=team.id, lines=()))
        else:
            self.tell("it is the draft from the board already")

    def action_copy(self) -> None:
        """Copy the report as plain text: without feedback, and without names while those hide."""
        text = FORMS["txt"].write(self.seen, self.moment.now).decode()
        self.post_message(CopyText(text, "the report"))

    def action_section(self) -> None:
        """Bring the next section to the top, or the rest of a long one; then the first again."""
        right = self.query_one("#right", VerticalScroll)
        tops = [block.virtual_region.y for block in right.query(TextBlock)]
        page = max(right.scrollable_content_region.height - 1, 1)
        self._scroll(next_stop(tops, right.scroll_offset.y, page, right.max_scroll_y))

    def action_first_section(self) -> None:
        """Back to the first section."""
        self._scroll(0)

    def answered(self, purpose: str, text: str) -> None:
        """A line of what will be said was written, or something that every stage asks."""
        mending = self._mending
        if not purpose.startswith(TALK) or mending is None:
            super().answered(purpose, text)
            return
        lines = self._lines_now(mending.team)
        changed = with_script_line(lines, mending.at, mending.before, text)
        # Of several pasted lines, each stands below the one before.
        self._mending = ScriptLineEdit(mending.team, mending.at + 1, "")
        if changed != lines:
            self._written = (self.session, mending.team, changed)
            self.make(ReportScriptWritten(team=mending.team, lines=changed))

    def _bring_into_sight(self, section: str) -> None:
        # Its end, where the last line stands.
        right, block = self.query_one("#right"), self.query_one(section).virtual_region
        page, now = right.scrollable_content_region.height, right.scroll_offset.y
        if not now < block.bottom - 1 <= now + page:
            self._scroll(max(block.bottom - 1 - page, 0))

    def _scroll(self, row: int) -> None:
        # At once: the next key goes on from there.
        self.query_one("#right").scroll_to(y=row, animate=False, immediate=True)

    @property
    def _past(self) -> AttendanceHistory:
        past: AttendanceHistory = getattr(self.app, "past", NO_ATTENDANCE)
        return past

    def _give(self, person: str) -> None:
        self.make(RoleGiven(team=self.team, role=Role.REPORTER, person=person))

    def _lines_now(self, team: str) -> tuple[str, ...]:
        # A change is on its way for a moment; what is written next must stand on it.
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
        told = reporter_rows(self.session, self.team, self._past, room)
        self.query_one("#reporters", TextBlock).set_lines(*told)

    def _show_times(self) -> None:
        width = self.query_one("#right", VerticalScroll).scrollable_content_region.width
        times = plan_and_actual_rows(self.session, self.moment, max(width, 20))
        self.query_one("#times", TextBlock).set_lines(*times)


def next_stop(tops: Sequence[int], now: int, page: int, end: int) -> int:
    """Where to scroll to from row `now`: the next of `tops` or a page on; from the end, row 0."""
    if now >= end:
        return 0
    return min(now + page, end, *(top for top in tops if top > now))
