"""The commitments of all sessions: a row each, under headings that say how they stand."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from textual.content import Content
from textual.reactive import var
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from oneone_tui.widgets.lines import Row, hanging
from oneone_tui.workshop.days import said_day
from oneone_tui.workshop.followup import Promise, Standing, pressing_first, whose_words

HEADINGS = {
    Standing.OVERDUE: "Overdue",
    Standing.TODAY: "Due today",
    Standing.AHEAD: "To come",
    Standing.UNDATED: "Without a day",
    Standing.DONE: "Done",
}
DATED = (Standing.OVERDUE, Standing.AHEAD)
"""Where each has another day to be told."""

Key = tuple[str, str]


class PromiseList(OptionList):
    """Promises to go through, the most pressing first.

    One that is ticked off, or open again, stays in its place until other promises are shown, so
    that nothing jumps away under the cursor.
    """

    promises: var[tuple[Promise, ...]] = var(())

    def __init__(self, today: date, *, id: str | None = None) -> None:
        super().__init__(id=id, markup=False, compact=True)
        self._today = today
        self._places: dict[Key, Standing] = {}
        self._rows: list[Promise | None] = []

    @property
    def chosen(self) -> Promise | None:
        """What is highlighted."""
        at = self.highlighted
        return self._rows[at] if at is not None and at < len(self._rows) else None

    def on_resize(self) -> None:
        """The rows are made for the width."""
        self._fill()

    def watch_promises(self, promises: tuple[Promise, ...]) -> None:
        """Others are shown, or one has been ticked off."""
        if {promise.key for promise in promises} != set(self._places):
            ordered = pressing_first(promises, self._today)
            self._places = {promise.key: promise.standing(self._today) for promise in ordered}
        self._fill()

    def _fill(self) -> None:
        width = self.scrollable_content_region.width
        if not width:
            return
        chosen = self.chosen
        before = (chosen.key if chosen else None, self.highlighted or 0)
        self._rows, options = [], []
        for promise, content in self._content(width):
            self._rows.append(promise)
            options.append(Option(content, disabled=promise is None))
        self.set_options(options)
        self.highlighted = self._found(*before)

    def _found(self, key: Key | None, at: int) -> int | None:
        there = [index for index, promise in enumerate(self._rows) if promise]
        for index in there:
            promise = self._rows[index]
            if promise and promise.key == key:
                return index
        return min(there, key=lambda index: abs(index - at), default=None)

    def _content(self, width: int) -> Iterator[tuple[Promise | None, Content]]:
        by_key = {promise.key: promise for promise in self.promises}
        first = True
        for standing, heading in HEADINGS.items():
            here = [by_key[key] for key, stood in self._places.items() if stood is standing]
            if not here:
                continue
            if not first:
                yield None, Content(" ")
            first = False
            many = sum(promise.done is (standing is Standing.DONE) for promise in here)
            yield None, Content.assemble((heading, "bold $accent"), (f"  {many}", "$muted"))
            days = [self._day(promise) if standing in DATED else "" for promise in here]
            longest = max(map(len, days))
            for promise, day in zip(here, days, strict=True):
                yield promise, self._row(promise, f"{day:<{longest}}", width)

    def _day(self, promise: Promise) -> str:
        if not promise.due:
            return ""
        late = promise.due < self._today
        mark = ("  " if promise.done else "! ") if late else ""
        return f"{mark}{said_day(promise.due, self._today)}  "

    def _row(self, promise: Promise, day: str, width: int) -> Content:
        late = promise.standing(self._today) is Standing.OVERDUE
        lead = Content.assemble(
            ("[✓] " if promise.done else "[ ] ", "bold $success" if promise.done else ""),
            (day, "$warning" if late else "$muted"),
        )
        whose = whose_words(promise)
        body = Content.assemble((f"{whose}: " if whose else "", "bold"), promise.text)
        return hanging(Row(lead, body.stylize("$muted") if promise.done else body), width)
