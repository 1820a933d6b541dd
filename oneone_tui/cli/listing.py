"""`oneone list`: the library as lines or as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from oneone_tui.cli.options import library, plainly, sessions_option

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from oneone_tui.store.library import Library, Listed

GAP = "  "


@click.command("list", short_help="List the sessions.")
@click.option("--json", "as_json", is_flag=True, help="As JSON, for other programs.")
@sessions_option
@plainly()
def list_sessions(*, as_json: bool) -> int:
    """List the sessions, the newest first.

    A file that cannot be read as a session is listed with the reason, and the exit code is 1.
    """
    shelf = library()
    entries = shelf.entries()
    if as_json:
        click.echo(_json(entries), nl=False)
    else:
        for line in _lines(shelf, entries):
            click.echo(line)
    return 1 if any(entry.problem for entry in entries) else 0


def _lines(shelf: Library, entries: Sequence[Listed]) -> Iterator[str]:
    from oneone_tui.exports.measure import pad, width

    if not entries:
        yield f"No sessions in {shelf.folder} yet. Make one: oneone new"
        return
    rows = [_cells(entry) for entry in entries if not entry.problem]
    widths = [max(width(cell) for cell in column) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = (pad(cell, columns) for cell, columns in zip(row, widths, strict=True))
        yield GAP.join(cells).rstrip()
    for entry in entries:
        if entry.problem:
            yield f"! {entry.problem}"


def _cells(entry: Listed) -> tuple[str, ...]:
    from oneone_tui.workshop.words import STAGE_TITLES

    return (
        f"{(entry.created or entry.saved).astimezone():%Y-%m-%d %H:%M}",
        entry.title,
        _counted(entry.people, "person", "people"),
        _counted(entry.notes, "note", "notes"),
        STAGE_TITLES[entry.stage] if entry.stage else "",
        entry.name,
    )


def _counted(number: int, one: str, more: str) -> str:
    return f"{number} {one if number == 1 else more}"


def _json(entries: Sequence[Listed]) -> str:
    import msgspec

    data = [
        {
            "path": str(entry.path),
            "id": entry.id,
            "title": entry.title,
            "created": entry.created,
            "saved": entry.saved,
            "stage": entry.stage,
            "people": entry.people,
            "notes": entry.notes,
            "problem": entry.problem,
        }
        for entry in entries
    ]
    return msgspec.json.format(msgspec.json.encode(data), indent=2).decode() + "\n"
