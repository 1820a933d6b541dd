"""The table of all export formats, for the command line and the screens.

A format's module is imported only when the format is written, so listing their names costs nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import datetime, tzinfo

    from oneone_tui.exports.report import Report
    from oneone_tui.workshop.model.session import Session


class ExportOptions(NamedTuple):
    """How a session is exported.

    Attributes:
        feedback: Whether feedback is included.
        anonymous: Whether all names are left out.
        contacts: Whether email addresses and phone numbers are included; never without names.
        zone: The time zone of the times; None for the machine's.
        columns: The width of plain text.
        delimiter: The character between the cells of CSV; empty for the machine's.
    """

    feedback: bool = False
    anonymous: bool = False
    contacts: bool = False
    zone: tzinfo | None = None
    columns: int = 80
    delimiter: str = ""


DEFAULTS = ExportOptions()


class ExportFormat(NamedTuple):
    """A format.

    Attributes:
        suffix: The ending of its file names.
        title: What it is, for people.
        make: Returns a session in this format.
        format_left_out: Returns a line about what of a session it cannot hold, or nothing.
    """

    suffix: str
    title: str
    make: Callable[[Session, datetime, ExportOptions], str]
    format_left_out: Callable[[Session], str] = lambda _: ""

    def write(self, session: Session, now: datetime, options: ExportOptions = DEFAULTS) -> bytes:
        """Return the session in this format, as it is at `now` (UTC), encoded as UTF-8.

        Raises:
            NothingToExport: The session has nothing for this format.
        """
        if options.anonymous:
            from oneone_tui.exports.anonymous_export import anonymize

            session = anonymize(session)
        elif not options.contacts:
            from oneone_tui.exports.anonymous_export import without_contacts

            session = without_contacts(session)
        return self.make(session, now, options).encode()


def _report(session: Session, now: datetime, options: ExportOptions) -> Report:
    from oneone_tui.exports.report import build_report

    return build_report(session, now, options.zone, feedback=options.feedback)


def _markdown(session: Session, now: datetime, options: ExportOptions) -> str:
    from oneone_tui.exports.markdown import as_markdown

    return as_markdown(_report(session, now, options))


def _text(session: Session, now: datetime, options: ExportOptions) -> str:
    from oneone_tui.exports.plain_text import as_text

    return as_text(_report(session, now, options), options.columns)


def _html(session: Session, now: datetime, options: ExportOptions) -> str:  # noqa: ARG001
    from oneone_tui.exports.flipchart import as_html

    return as_html(session, options.zone)


def _notes(session: Session, now: datetime, options: ExportOptions) -> str:  # noqa: ARG001
    from oneone_tui.exports.csv_tables import locale_delimiter, notes_as_csv

    delimiter = options.delimiter or locale_delimiter()
    return notes_as_csv(session, options.zone, feedback=options.feedback, delimiter=delimiter)


def _commitments(session: Session, now: datetime, options: ExportOptions) -> str:  # noqa: ARG001
    from oneone_tui.exports.csv_tables import commitments_as_csv, locale_delimiter

    delimiter = options.delimiter or locale_delimiter()
    return commitments_as_csv(session, options.zone, contacts=options.contacts, delimiter=delimiter)


def _json(session: Session, now: datetime, options: ExportOptions) -> str:  # noqa: ARG001
    from oneone_tui.exports.json_export import as_json

    return as_json(session, feedback=options.feedback)


def _calendar(session: Session, now: datetime, options: ExportOptions) -> str:  # noqa: ARG001
    from oneone_tui.exports.calendar import as_calendar

    return as_calendar(session, options.zone)


def _undated(session: Session) -> str:
    from oneone_tui.exports.calendar import format_undated

    return format_undated(session)


FORMS: Mapping[str, ExportFormat] = {
    "md": ExportFormat(".md", "Report, as Markdown", _markdown),
    "txt": ExportFormat(".txt", "Report, as plain text", _text),
    "html": ExportFormat(".html", "Flipchart and commitments, to print", _html),
    "csv": ExportFormat("-notes.csv", "Notes, for a spreadsheet", _notes),
    "csv-commitments": ExportFormat(
        "-commitments.csv", "Commitments, for a spreadsheet", _commitments
    ),
    "json": ExportFormat(".json", "Records, for other programs", _json),
    "ics": ExportFormat(".ics", "Commitments with a date, for a calendar", _calendar, _undated),
}
"""The formats, by their names on the command line."""
