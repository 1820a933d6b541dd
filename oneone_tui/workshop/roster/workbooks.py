"""Spreadsheets: `.xlsx`, `.xls` and `.ods`, read by python-calamine into text with tabs.

Every visible sheet with people counts. Where several have some, their names are teams; a sheet that
lists the same people once more is not read.
"""

from __future__ import annotations

import datetime
import io
import re
import zipfile
import zlib
from collections.abc import Sequence
from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace

from oneone_tui.workshop.roster.headings import read_part_name
from oneone_tui.workshop.roster.records import (
    MAX_LINES,
    FoundPerson,
    RosterError,
    RosterReading,
    RosterRemark,
)
from oneone_tui.workshop.text import NAME_LIMIT, clean, fold

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

_HUGE = "the spreadsheet is far too large to be a roster"
UNREADABLE = "the spreadsheet cannot be read: open it, and save it as .xlsx or as CSV"
_SHEETS = "xl/worksheets/"
_OLE = b"\xd0\xcf\x11\xe0"
_MAX_UNPACKED = 40_000_000
"""The most bytes that a workbook may unpack to."""
_MAX_CELLS = 2_000_000
"""The most cells of a sheet, empty ones included: the library holds them all in memory."""
_CELL = re.compile(rb'<(?:\w+:)?(?:c|row)\s[^>]*?\br="([A-Z]{0,3})(\d{1,7})"')
_NAMED_BY_PROGRAM = re.compile(
    r"(?:sheet|tabelle|blatt|hoja|feuil(?:le)?|foglio|planilha|folha|blad|ark|arkusz|лист|シート)"
    r" ?\d*|form responses.*|formularantworten.*|respuestas de formulario.*"
    r"|reponses au formulaire.*|respostas ao formulario.*|risposte del modulo.*|export|data|report"
)


class Sheet(msgspec.Struct, frozen=True):
    """A sheet's name and its cells as text with tabs, a row a line."""

    name: str
    text: str


def is_workbook(data: bytes) -> bool:
    """Return whether bytes are a spreadsheet that can be read, or an old Office file."""
    if data.startswith(_OLE):
        return True
    return data.startswith(b"PK\x03\x04") and (
        b"xl/workbook.xml" in data or b"opendocument.spreadsheet" in data
    )


def read_sheets(data: bytes) -> list[Sheet]:
    """Return the visible sheets of a workbook that hold anything.

    Raises:
        RosterError: It cannot be read, has a password, or is far too large.
    """
    # The library is needed by few, and a console starts without it.
    try:
        from python_calamine import (  # noqa: PLC0415
            CalamineError,
            CalamineWorkbook,
            PasswordError,
            SheetVisibleEnum,
        )
    except ImportError:  # the disk with the program is gone
        raise RosterError("spreadsheets cannot be read here: save it as CSV") from None

    if not data.startswith(_OLE):
        _reject_huge(data)
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheets = [
            Sheet(about.name, _read_cells(workbook.get_sheet_by_name(about.name)))
            for about in workbook.sheets_metadata
            if about.visible is SheetVisibleEnum.Visible
        ]
    except PasswordError:
        raise RosterError("the spreadsheet has a password: save it without one") from None
    except RosterError:
        raise
    except (CalamineError, OSError, ValueError):
        raise RosterError(UNREADABLE) from None
    except BaseException as error:  # the library's panic is no Exception
        if type(error).__name__ == "PanicException":
            raise RosterError(UNREADABLE) from None
        raise
    return [sheet for sheet in sheets if sheet.text.strip()]


def join_sheets(readings: Sequence[tuple[Sheet, RosterReading]]) -> RosterReading:
    """Return the people of several sheets as one reading."""
    if len(readings) == 1:
        sheet, reading = readings[0]
        return replace(reading, source=f"{reading.source}; sheet «{_shown(sheet)}»")
    found: list[FoundPerson] = []
    remarks: list[RosterRemark] = []
    taken: list[RosterReading] = []
    names: set[str] = set()
    for sheet, reading in readings:
        here = {fold(one.name) for one in reading.found}
        if found and len(here & names) * 2 > len(here):
            text = f"the sheet «{_shown(sheet)}» lists the same people: not read"
            remarks.append(RosterRemark(0, text, doubt=True))
            continue
        part = read_part_name(sheet.name, several=not _NAMED_BY_PROGRAM.fullmatch(fold(sheet.name)))
        if part.team or part.left_out:
            told = (part.team and "as a team") or "as people who do not come"
            remarks.append(RosterRemark(0, f"the sheet «{_shown(sheet)}» is read {told}", True))
        found += [
            replace(one, team=one.team or part.team, left_out=one.left_out or part.left_out)
            for one in reading.found
        ]
        names |= here
        taken.append(reading)
    return RosterReading(
        found=tuple(found),
        remarks=(*remarks, *(remark for reading in taken for remark in reading.remarks)),
        source=f"{len(taken)} sheets; {taken[0].source}",
        left_out=tuple(row for reading in taken for row in reading.left_out),
        visits=any(reading.visits for reading in taken),
        originals=any(reading.originals for reading in taken),
        cells=True,
    )


def _shown(sheet: Sheet) -> str:
    return clean(sheet.name, limit=NAME_LIMIT)


def _read_cells(sheet: CalamineSheet) -> str:
    if sheet.total_height * sheet.total_width > _MAX_CELLS:
        raise RosterError(_HUGE)
    lines: list[str] = []
    for row in sheet.to_python(skip_empty_area=False):  # rows keep their numbers
        if len(lines) > MAX_LINES:
            raise RosterError(f"the roster has more than {MAX_LINES:,} lines: too many to be one")
        lines.append("\t".join(map(_as_cell, row)).rstrip("\t"))
    return "\n".join(lines).rstrip("\n")


def _as_cell(value: object) -> str:
    """Return a cell as a spreadsheet shows it: 1, not 1.0."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime.datetime):
        return value.isoformat(" ", "minutes")
    text = " ".join(str(value).split())
    return f'"{text.replace(chr(34), chr(34) * 2)}"' if text.startswith('"') else text


def _reject_huge(data: bytes) -> None:
    """Reject a workbook that would unpack to more than any roster is."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            sheets = [part for part in parts.infolist() if part.filename.startswith(_SHEETS)]
            unpacked = sum(part.file_size for part in parts.infolist())
            contents = [parts.read(part) for part in sheets if unpacked <= _MAX_UNPACKED]
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, ValueError, zlib.error):
        raise RosterError(UNREADABLE) from None
    if unpacked > _MAX_UNPACKED or any(_cells_of(content) > _MAX_CELLS for content in contents):
        raise RosterError(_HUGE)


def _cells_of(content: bytes) -> int:
    """Return how many cells a sheet spans from its first to its last."""
    width = height = 1
    for letters, row in _CELL.findall(content):
        column = 0
        for letter in letters:
            column = column * 26 + letter - 64
        width, height = max(width, column), max(height, int(row))
    return width * height
