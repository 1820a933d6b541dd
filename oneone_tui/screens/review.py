"""The review screen: a session page by page, read-only."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from pathlib import Path, PurePath
from typing import ClassVar, NamedTuple

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.screen import Screen

from oneone_tui.exports.plain_text import blocks_as_text
from oneone_tui.exports.report_blocks import Heading
from oneone_tui.exports.review_pages import Page, session_pages
from oneone_tui.keymap import bindings, footer_bindings
from oneone_tui.screens.console_screen import ConsoleScreen
from oneone_tui.style_sheets import sheets
from oneone_tui.textual_patches.modal import Covering
from oneone_tui.widgets.entry_line import EntryLine, LineInput, Question
from oneone_tui.widgets.formatting.export_choice import export_question
from oneone_tui.widgets.formatting.line_length import READABLE, readable_columns
from oneone_tui.widgets.page_view import PageView, lines_with
from oneone_tui.widgets.status_rows import KeysLine
from oneone_tui.widgets.text_block import TextBlock, fit, spread_apart
from oneone_tui.widgets.too_small import TooSmallNotice
from oneone_tui.workshop.agenda.timer import timer_state
from oneone_tui.workshop.model.session import Session
from oneone_tui.workshop.model.terms import STAGE_TITLES


class SearchMatch(NamedTuple):
    """The place of a match: the index of the page, and of the line on it."""

    page: int
    line: int


class ReviewScreen(ConsoleScreen, Covering, Screen[None]):
    """A past session, read once; its file is not changed."""

    DEFAULT_CLASSES = READABLE
    CSS_PATH: ClassVar[list[str | PurePath]] = sheets("review")

    BINDINGS: ClassVar[list[BindingType]] = bindings("review")

    def __init__(self, session: Session, path: Path, now: datetime) -> None:
        super().__init__()
        self.path = path
        self._session = session
        self._now = now
        self._pages: tuple[Page, ...] = ()
        self._at = 0
        self._feedback = False
        self._sought = ""
        self._found: list[SearchMatch] = []
        self._here = 0

    def compose(self) -> ComposeResult:
        """Yield the title, the pages' titles, the page, the line, the keys."""
        yield TooSmallNotice()
        yield TextBlock(id="review-title")
        yield TextBlock(id="review-pages")
        yield PageView(id="page")
        yield EntryLine(id="line")
        yield KeysLine(id="keys")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Allow no command while a line is being typed, and matches only after a search."""
        if action == "found" and not self._found:
            return False
        return not isinstance(self.focused, LineInput)

    def on_mount(self) -> None:
        """Show the first page, and update it when names are hidden or shown."""
        self.observe(lambda state: state, self.query_one(TooSmallNotice).show_state)
        self.query_one(EntryLine).go_home = self._focus_page
        self.observe(lambda state: state.names_shown, lambda _: self._make_pages())
        self.bindings_updated_signal.subscribe(self, lambda _: self._show_keys())
        self._focus_page()
        self._show_keys()

    def on_resize(self) -> None:
        """Fit the titles to the new width."""
        self._show_titles()

    def action_page(self, at: int) -> None:
        """Show a page."""
        self._at = at
        self._show_page()

    def action_turn(self, step: int) -> None:
        """Show the next page, or the previous one; after the last comes the first."""
        self.action_page((self._at + step) % len(self._pages))

    def action_seek(self) -> None:
        """Ask what to search for."""
        self.query_one(EntryLine).ask(Question("find", self._seek))

    def action_found(self, step: int) -> None:
        """Go to the next match, or to the previous one, on any page."""
        self._here = (self._here + step) % len(self._found)
        self.action_page(self._found[self._here].page)

    def action_feedback(self) -> None:
        """Show or hide the feedback that people gave each other."""
        self._feedback = not self._feedback
        self._make_pages()
        self._notify_line("feedback is shown" if self._feedback else "feedback is hidden")

    def action_resume(self) -> None:
        """Open the session itself."""
        self.console.navigation.open(self.path)

    def action_export(self) -> None:
        """Ask for the export format."""
        self.query_one(EntryLine).ask(
            Question(export_question(), partial(self.export, path=self.path))
        )

    def action_copy(self) -> None:
        """Copy the page as plain text, as it is shown."""
        page = self._pages[self._at]
        text = blocks_as_text([Heading(1, self._session.info.title), *page.blocks])
        self.console.copy_text(text, f"the page {page.title}")

    def action_back(self) -> None:
        """End the search; without one, go back to the library."""
        if self._sought:
            self._seek("")
        else:
            self.action_close()

    def action_close(self) -> None:
        """Go back to the library."""
        self.dismiss()

    def _focus_page(self) -> None:
        self.set_focus(self.query_one(PageView))

    def _seek(self, text: str) -> None:
        self._sought = text.strip()
        self._find_matches()
        if self._found:
            # Start from the current page.
            here = next((i for i, one in enumerate(self._found) if one.page >= self._at), 0)
            self._here = here
            self.action_page(self._found[here].page)
        else:
            self._show_page()
            if self._sought:
                self._notify_line(f"no match for “{self._sought}”")
        self.refresh_bindings()

    def _find_matches(self) -> None:
        self._found = [
            SearchMatch(page, line)
            for page, one in enumerate(self._pages)
            for line in lines_with(one.blocks, self._sought)
        ]
        self._here = max(0, min(self._here, len(self._found) - 1))

    def _make_pages(self) -> None:
        named = self.console.state.names_shown
        self._pages = session_pages(self._session, self._now, feedback=self._feedback, named=named)
        self._find_matches()
        self._show_page()

    def _show_page(self) -> None:
        lines = [one.line for one in self._found if one.page == self._at]
        on = self._found[self._here] if self._found else None
        here = on.line if on and on.page == self._at else -1
        self.query_one(PageView).set_page(self._pages[self._at].blocks, lines, here)
        self._show_titles()

    def _show_titles(self) -> None:
        width = readable_columns(self)
        title = Content.assemble((" 1:1 ", "bold $accent"), " ", (self._session.info.title, "bold"))
        right = Content.styled(f"{self._found_words()}{self._state()} ", "$muted")
        self.query_one("#review-title", TextBlock).set_lines(spread_apart(title, right, width))
        names = fit_titles([page.title for page in self._pages], self._at, width - 1)
        parts = [
            (f"▸{number} {name}", "bold $accent")
            if number == self._at + 1
            else (f" {number} {name}".rstrip(), "$muted")
            for number, name in enumerate(names, 1)
        ]
        self.query_one("#review-pages", TextBlock).set_lines(fit(Content.assemble(*parts), width))

    def _found_words(self) -> str:
        if not self._sought:
            return ""
        found = f"{self._here + 1} of {len(self._found)}" if self._found else "nothing"
        return f"“{self._sought[:20]}” {found}   "

    def _state(self) -> str:
        here = timer_state(self._session, self._now)
        if here.finished:
            return f"review · finished {here.finished.astimezone():%Y-%m-%d}"
        return f"review · at {STAGE_TITLES[self._session.info.stage]}"

    def _show_keys(self) -> None:
        self.query_one(KeysLine).bindings = footer_bindings(self, "review")

    def _notify_line(self, line: str) -> None:
        self.console.notify_line(line)


def fit_titles(titles: list[str], on: int, width: int) -> list[str]:
    """Return the titles that fit into `width` cells, and empty texts for the others.

    The titles farthest from index `on` are left out first. Each title also takes a sign, its
    number and blanks.
    """
    shown = dict(enumerate(titles))
    while len(shown) > 1 and sum(len(t) + 1 for t in shown.values()) + 2 * len(titles) > width:
        del shown[max(shown, key=lambda at: abs(at - on))]
    return [shown.get(at, "") for at in range(len(titles))]
