"""Small spreadsheets, made of the parts that a reader needs."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape, quoteattr

Rows = Sequence[Sequence[str | int]]

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_ODF = "urn:oasis:names:tc:opendocument:xmlns"


def make_xlsx(sheets: Mapping[str, Rows], hidden: Sequence[str] = ()) -> bytes:
    """Return an Excel workbook with these sheets."""
    state = {name: " state='hidden'" if name in hidden else "" for name in sheets}
    listed = "".join(
        f"<sheet name={quoteattr(name)} sheetId='{number}' r:id='rId{number}'{state[name]}/>"
        for number, name in enumerate(sheets, start=1)
    )
    links = "".join(
        f"<Relationship Id='rId{number}' Type='{_OFFICE}/worksheet' "
        f"Target='worksheets/sheet{number}.xml'/>"
        for number in range(1, len(sheets) + 1)
    )
    parts = {
        "[Content_Types].xml": f"<Types xmlns='{_PACKAGE}/content-types'/>",
        "_rels/.rels": (
            f"<Relationships xmlns='{_PACKAGE}/relationships'><Relationship Id='rId1' "
            f"Type='{_OFFICE}/officeDocument' Target='xl/workbook.xml'/></Relationships>"
        ),
        "xl/workbook.xml": (
            f"<workbook xmlns='{_MAIN}' xmlns:r='{_OFFICE}'><sheets>{listed}</sheets></workbook>"
        ),
        "xl/_rels/workbook.xml.rels": (
            f"<Relationships xmlns='{_PACKAGE}/relationships'>{links}</Relationships>"
        ),
    }
    for number, rows in enumerate(sheets.values(), start=1):
        parts[f"xl/worksheets/sheet{number}.xml"] = make_sheet(rows)
    return zip_parts(parts)


def make_sheet(rows: Rows) -> str:
    """Return the XML of a sheet; numbers are numbers."""
    cells = [
        "".join(_cell(at, number, value) for at, value in enumerate(row))
        for number, row in enumerate(rows, start=1)
    ]
    written = "".join(f'<row r="{at}">{row}</row>' for at, row in enumerate(cells, start=1))
    return f"<worksheet xmlns='{_MAIN}'><sheetData>{written}</sheetData></worksheet>"


def _cell(column: int, row: int, value: str | int) -> str:
    place = f"{chr(ord('A') + column)}{row}"
    if isinstance(value, int):
        return f'<c r="{place}"><v>{value}</v></c>'
    return f'<c r="{place}" t="inlineStr"><is><t>{escape(value)}</t></is></c>' if value else ""


def make_ods(sheets: Mapping[str, Rows]) -> bytes:
    """Return a LibreOffice spreadsheet with these sheets."""
    tables = "".join(
        f"<table:table table:name={quoteattr(name)}>"
        + "".join(
            "<table:table-row>"
            + "".join(
                "<table:table-cell office:value-type='string'>"
                f"<text:p>{escape(str(value))}</text:p></table:table-cell>"
                for value in row
            )
            + "</table:table-row>"
            for row in rows
        )
        + "</table:table>"
        for name, rows in sheets.items()
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    return zip_parts(
        {
            "mimetype": kind,
            "META-INF/manifest.xml": (
                f"<manifest:manifest xmlns:manifest='{_ODF}:manifest:1.0'><manifest:file-entry "
                f"manifest:full-path='/' manifest:media-type='{kind}'/></manifest:manifest>"
            ),
            "content.xml": (
                f"<office:document-content xmlns:office='{_ODF}:office:1.0' "
                f"xmlns:table='{_ODF}:table:1.0' xmlns:text='{_ODF}:text:1.0'><office:body>"
                f"<office:spreadsheet>{tables}</office:spreadsheet></office:body>"
                "</office:document-content>"
            ),
        }
    )


def zip_parts(parts: Mapping[str, str]) -> bytes:
    """Return a zip archive of texts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in parts.items():
            archive.writestr(zipfile.ZipInfo(name), text)  # always of the same day
    return out.getvalue()
