"""Spreadsheets are read by another process, so that a damaged one does no harm to this one."""

from __future__ import annotations

from pathlib import Path

import pytest

from oneone_tui.spreadsheets import inspect_file
from oneone_tui.workshop.roster.records import RosterError
from tests.support.workbooks import Rows, make_xlsx

XLS = Path(__file__).parent / "workshop/roster/people.xls"
PEOPLE: Rows = [["Name", "Team"], ["Fay Wu", 1], ["Gus", 2]]


def test_inspect_file_reads_spreadsheet_and_text() -> None:
    people = inspect_file(make_xlsx({"A": PEOPLE})).people
    assert [(one.name, one.team) for one in people] == [("Fay Wu", "1"), ("Gus", "2")]
    assert len(inspect_file(XLS.read_bytes()).people) == 2
    assert len(inspect_file(b"Fay\nGus\n").people) == 2


@pytest.mark.parametrize("kept", [3_000, 4_000, 4_500, 5_000])
def test_inspect_file_rejects_damaged_spreadsheet_in_silence(
    kept: int, capfd: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(RosterError, match=r"save it as \.xlsx or as CSV"):
        inspect_file(XLS.read_bytes()[:kept])
    assert capfd.readouterr() == ("", "")
