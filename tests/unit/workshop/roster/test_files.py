"""Spreadsheets and contacts are read; anything else is refused in words that say what to do."""

from pathlib import Path

import pytest

from oneone_tui.workshop.roster.reader import read_roster
from oneone_tui.workshop.roster.records import RosterError, RosterPerson
from tests.support.workbooks import Rows, make_ods, make_sheet, make_xlsx, zip_parts

XLS = Path(__file__).parent / "people.xls"
ROWS: Rows = [
    ["Name", "Team", "E-mail"],
    ["Fay Wu", 1, "fay@x.org"],
    ["", "", ""],
    ["Gus Gil", 2, ""],
]
PRICES: Rows = [["Item", "Price"], ["Rent", 5]]
NOTHING: Rows = []


def names(data: bytes | str) -> list[str]:
    return [person.name for person in read_roster(data).people]


@pytest.mark.parametrize("make", [make_xlsx, make_ods])
def test_read_roster_reads_spreadsheet(make: type) -> None:
    roster = read_roster(make({"Sheet1": ROWS}))
    assert roster.people == (
        RosterPerson("Fay Wu", "1", email="fay@x.org"),
        RosterPerson("Gus Gil", "2"),
    )
    assert "sheet «Sheet1»" in roster.about


def test_read_roster_reads_old_excel() -> None:
    assert read_roster(XLS.read_bytes()).people == (
        RosterPerson("Fay Wu", "1", phone="+1 212 555 0100"),
        RosterPerson("Gus Gil", "2"),
    )


def test_read_roster_takes_sheets_as_teams() -> None:
    sheets = {"North": [["Name"], ["Fay Wu"], ["Gus"]], "South": [["Name"], ["Hal Ito"], ["Ida"]]}
    people = read_roster(make_xlsx(sheets)).people
    assert [(one.name, one.team) for one in people] == [
        ("Fay Wu", "North"),
        ("Gus", "North"),
        ("Hal Ito", "South"),
        ("Ida", "South"),
    ]


def test_read_roster_skips_sheet_of_same_people_and_hidden_one() -> None:
    rows = [["Name", "Email"], ["Fay Wu", "fay@x.org"], ["Gus", "gus@x.org"]]
    other = [["Name"], ["Hal Ito"], ["Ida"]]
    data = make_xlsx({"Form responses 1": rows, "Signed in": rows, "Old": other}, hidden=["Old"])
    roster = read_roster(data)
    assert [(one.name, one.team) for one in roster.people] == [("Fay Wu", ""), ("Gus", "")]
    assert "the sheet «Signed in» lists the same people: not read" in map(str, roster.remarks)


def test_read_roster_reads_sheet_without_header() -> None:
    assert names(make_xlsx({"A": [["Fay Wu"], ["Gus Gil"]]})) == ["Fay Wu", "Gus Gil"]


VCARDS = """\
BEGIN:VCARD
VERSION:3.0
N:Wu;Fay;Lin;;
FN:Fay Wu
EMAIL;TYPE=work:fay@x.org
item1.TEL;TYPE=CELL:+1 212 555 0100
CATEGORIES:press,data
END:VCARD
BEGIN:VCARD
VERSION:4.0
N:Gil;Gus;;;
END:VCARD
BEGIN:VCARD
VERSION:2.1
N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=C3=85ngstr=C3=B6m;Zo=C3=AB;;;
FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Zo=C3=AB =
=C3=85ngstr=C3=B6m
END:VCARD
BEGIN:VCARD
VERSION:3.0
N:;;;;
FN:Pizza Place
ORG:Pizza Place
END:VCARD
BEGIN:VCARD
VERSION:3.0
FN:Ida Marie
  Berg
END:VCARD
"""


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_read_roster_reads_contacts(newline: str) -> None:
    roster = read_roster(VCARDS.replace("\n", newline).encode())
    assert roster.people == (
        RosterPerson("Fay Wu", "", ("press", "data"), "fay@x.org", "+1 212 555 0100"),
        RosterPerson("Gus Gil"),
        RosterPerson("Zoë Ångström"),
        RosterPerson("Ida Marie Berg"),
    )
    assert [str(row) for row in roster.left_out] == [
        "line 19: «Pizza Place» left out: no person's name"
    ]


@pytest.mark.parametrize(
    "data, why",
    [
        (b"%PDF-1.7", "a PDF: open it, and copy and paste the names, one a line"),
        (zip_parts({"word/document.xml": ""}), "a Word document: open it, and copy"),
        (zip_parts({"ppt/presentation.xml": ""}), "a presentation: open it"),
        (zip_parts({"people.csv": "Ana"}), "a zip archive: unpack it first"),
        (b"\x89PNG\r\n\x1a\n", "an image: names in a picture cannot be read: type or paste"),
        (b"\x00\x00\x00\x18ftypheic", "an image: names in a picture"),
        (b"Rar!\x1a\x07", "a compressed file: unpack it first"),
        ("<table><tr><td>Ana", "a web page: open it in a browser, and copy and paste the names"),
        ("BEGIN:VCALENDAR\nEND:VCALENDAR", "a calendar: open it"),
        ('{"people": ["Ana"]}', "a JSON file: save it as CSV"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "open it, and save it as .xlsx or as CSV"),
        (make_xlsx({"A": ROWS})[:-60], "open it, and save it as .xlsx or as CSV"),
        (make_xlsx({}), "the spreadsheet is empty"),
        (make_xlsx({"A": NOTHING}), "the spreadsheet is empty"),
        (make_xlsx({"A": PRICES}), "sheet «A»: "),
    ],
    ids=lambda value: value[:20] if isinstance(value, str) else "file",
)
def test_read_roster_says_what_to_do_with_other_files(data: bytes | str, why: str) -> None:
    with pytest.raises(RosterError) as refused:
        read_roster(data)
    assert why in str(refused.value)


def test_read_roster_rejects_sheet_that_spans_everything() -> None:
    sheet = make_sheet([["Name"]]).replace(
        "</sheetData>", '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    )
    whole = make_xlsx({"A": ROWS})
    parts = {"xl/workbook.xml": "", "xl/worksheets/sheet1.xml": sheet}
    with pytest.raises(RosterError, match="far too large"):
        read_roster(zip_parts(parts))
    assert names(whole)
