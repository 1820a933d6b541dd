"""`oneone list`: the library as lines or as JSON."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from oneone_tui.cli.options import library, report_problems, sessions_option
from oneone_tui.cli.printing import print_text
from oneone_tui.cli.progress import progress_printer
from oneone_tui.cli.standard_input import read_piped
from oneone_tui.paths import readable_path, show_path

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from oneone_tui.store.library import Library
    from oneone_tui.store.session_search import ListedSession

GAP = "  "
MAX_TITLE = 40
"""The columns of a title: a longer one is cut on a terminal, but not elsewhere."""
SORTS = ("date", "title", "people", "stage")


@click.command("list")
@click.option(
    "--sort",
    type=click.Choice(SORTS),
    default="date",
    show_default=True,
    help="Newest first, by title, most people first, or furthest stage first.",
)
@click.option(
    "--search", metavar="TEXT|-", help="Only those with TEXT in their title, a name or a note."
)
@click.option("--json", "as_json", is_flag=True, help="As JSON, for other programs.")
@sessions_option
@report_problems()
def list_sessions(*, sort: str, search: str | None, as_json: bool) -> int:
    """List the sessions, the newest first.

    A file that cannot be read as a session is listed with the reason, and the exit code is 1.
    """
    from oneone_tui.store.session_search import SortOrder, filter_sessions, sort_sessions

    search = read_piped(search, "what to look for") if search is not None else None
    shelf = library()
    with progress_printer() as progress:
        entries = sort_sessions(shelf.entries(progress), SortOrder(sort))
    found = filter_sessions(entries, search or "")
    if as_json:
        print_text(_json(found), end="")
    elif entries and not found:
        print_text(f"No session in {show_path(shelf.folder)} matches.")
    else:
        print_text("\n".join(_lines(shelf, found)))
    return 1 if any(entry.problem for entry in found) else 0


def _lines(shelf: Library, entries: Sequence[ListedSession]) -> Iterator[str]:
    from oneone_tui.exports.text_wrapping import cut, pad, width

    if not entries:
        yield f"No sessions in {show_path(shelf.folder)} yet. Make one: oneone new"
        return
    rows = [_cells(entry) for entry in entries if not entry.problem]
    if sys.stdout.isatty():
        rows = [(day, cut(title, MAX_TITLE), *more) for day, title, *more in rows]
    widths = [max(width(cell) for cell in column) for column in zip(*rows, strict=True)]
    widths[1:2] = [min(columns, MAX_TITLE) for columns in widths[1:2]]
    for row in rows:
        cells = (pad(cell, columns) for cell, columns in zip(row, widths, strict=True))
        yield GAP.join(cells).rstrip()
    for entry in entries:
        if entry.problem:
            yield f"! {entry.problem}"


def _cells(entry: ListedSession) -> tuple[str, ...]:
    from oneone_tui.workshop.model.terms import STAGE_TITLES
    from oneone_tui.workshop.text import format_count

    return (
        f"{entry.date.astimezone():%Y-%m-%d %H:%M}",
        entry.title,
        format_count(entry.people, "person", "people"),
        format_count(entry.notes, "note"),
        "finished" if entry.finished else STAGE_TITLES[entry.stage] if entry.stage else "",
        entry.name,
    )


def _json(entries: Sequence[ListedSession]) -> str:
    from oneone_tui.workshop.json_text import write_json

    data = [
        {
            "path": readable_path(entry.path),
            "id": entry.id,
            "title": entry.title,
            "created": entry.created,
            "saved": entry.saved,
            "stage": entry.stage,
            "finished": entry.finished,
            "people": entry.people,
            "names": [attendee.name for attendee in entry.attendees],
            "pairs": entry.pairs,
            "notes": entry.notes,
            "commitments": entry.commitments,
            "size": entry.size,
            "problem": entry.problem,
        }
        for entry in entries
    ]
    return write_json(data)
