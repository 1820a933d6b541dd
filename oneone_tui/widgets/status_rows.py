"""The frame of every stage: title row, agenda rail, and footer."""

from __future__ import annotations

from textual.binding import Binding
from textual.content import Content
from textual.reactive import var
from textual.widget import Widget

from oneone_tui.widgets.formatting.time_text import format_clock_time, format_minutes, format_slip
from oneone_tui.widgets.text_block import fit, spread_apart
from oneone_tui.workshop.agenda.timer import EMPTY_TIMER_STATE, TimerState
from oneone_tui.workshop.model.session import EMPTY_SESSION, Session
from oneone_tui.workshop.model.terms import STAGE_TITLES, STAGES

HELP = "help"
"""The description of the help key, which always comes last."""


class OneRow(Widget):
    """A row that is composed for its width and repainted only when it changes."""

    DEFAULT_CSS = """
    OneRow { height: 1; width: 1fr; }
    """

    session: var[Session] = var(EMPTY_SESSION)
    moment: var[TimerState] = var(EMPTY_TIMER_STATE)
    _shown = Content()

    def compose_row(self, width: int) -> Content:
        """Return the current content of the row, at most `width` cells."""
        raise NotImplementedError

    def watch_session(self) -> None:
        """Update the row."""
        self.refresh_if_changed()

    def watch_moment(self) -> None:
        """Update the row for the new time."""
        self.refresh_if_changed()

    def refresh_if_changed(self) -> None:
        """Repaint the row if its content has changed."""
        if self.is_mounted and not self.compose_row(self.size.width).is_same(self._shown):
            self.refresh()

    def render(self) -> Content:
        """Return the row, for Textual to paint."""
        self._shown = self.compose_row(self.size.width)
        return self._shown


class TitleLine(OneRow):
    """The workshop's title, the time, when it ends and whether that is on time."""

    def compose_row(self, width: int) -> Content:
        """Return the title on the left and the times on the right."""
        left = Content.assemble((" 1:1 ", "bold $accent"), " ", (self.session.info.title, "bold"))
        return spread_apart(left, self._times(self.moment), width)

    def _times(self, moment: TimerState) -> Content:
        parts = [(format_clock_time(moment.now), "bold")]
        if moment.finished:
            parts.append((f"ended {format_clock_time(moment.finished)}", "$muted"))
        elif moment.started:
            parts.append((f"ends {format_clock_time(moment.ends)}", "$muted"))
        if moment.started:
            words = format_slip(moment.slip)
            parts.append((words, "$warning" if words.endswith("late") else "$muted"))
        return Content.assemble(*_joined(parts, "   "), " ")


class AgendaRail(OneRow):
    """The five stages, past, current and to come, with their minutes."""

    def compose_row(self, width: int) -> Content:
        """Return the stages, without minutes if the width is too small."""
        rows = [
            Content.assemble(" ", *_joined(self._parts(minutes=minutes), gap))
            for gap, minutes in (("   ", True), ("  ", True), ("  ", False))
        ]
        return fit(next((row for row in rows if row.cell_length <= width), rows[-1]), width)

    def _parts(self, *, minutes: bool) -> list[tuple[str, str]]:
        here = STAGES.index(self.session.info.stage)
        parts: list[tuple[str, str]] = []
        for index, stage in enumerate(STAGES):
            takes = self.session.guide.stage_minutes(stage) if minutes else 0
            text = STAGE_TITLES[stage] + (f" {format_minutes(takes)}" if takes else "")
            if index == here:
                parts.append((f"▶ {text}", "bold $accent"))
            elif index < here:
                parts.append((f"✓ {text}", "$muted"))
            else:
                parts.append((f"· {text}", "$muted"))
        return parts


class KeysLine(OneRow):
    """The keys that work now, from the bindings themselves."""

    bindings: var[tuple[Binding, ...]] = var(())

    def watch_bindings(self) -> None:
        """Update the row."""
        self.refresh_if_changed()

    def compose_row(self, width: int) -> Content:
        """Return as many keys as fit, and always `?`."""
        *parts, help_part = self._parts() or [Content()]
        row = Content()
        for part in parts:
            if row.cell_length + part.cell_length + help_part.cell_length > width:
                break
            row = row + part
        return fit(row + help_part, width)

    def _parts(self) -> list[Content]:
        keys: dict[str, list[str]] = {}
        for binding in self.bindings:
            words = binding.group.description if binding.group else binding.description
            keys.setdefault(words, []).append(self.app.get_key_display(binding))
        return [
            Content.assemble(" ", ("/".join(pressed), "bold $accent"), f" {words} ")
            for words, pressed in sorted(keys.items(), key=lambda item: item[0] == HELP)
        ]


def _joined(parts: list[tuple[str, str]], gap: str) -> list[tuple[str, str] | str]:
    joined: list[tuple[str, str] | str] = []
    for index, part in enumerate(parts):
        if index:
            joined.append(gap)
        joined.append(part)
    return joined
