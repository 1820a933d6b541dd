"""Every record that is still whole in bytes that once were a session file."""

from __future__ import annotations

from collections import Counter

import pytest

from oneone_tui.store.atomic_file import Document, Tables
from oneone_tui.store.salvage import SalvagedTables, salvage
from oneone_tui.store.serialization import TABLES

WHOLE = b'{"notes": {"1": {"id": "a"}, "2": {"id": "b"}}, "people": {"1": {"id": "c"}}}'
NOTES: dict[str, Document] = {"1": {"id": "a"}, "2": {"id": "b"}}
PEOPLE: dict[str, Document] = {"1": {"id": "c"}}


def found_by_search(tables: Tables, **broken: int) -> SalvagedTables:
    """What is found by going through a text that is no whole object."""
    return SalvagedTables(tables, Counter(broken), whole=False)


@pytest.mark.parametrize("before", [b"", b"\xef\xbb\xbf", b" \n\t", b"\xef\xbb\xbf\r\n"])
@pytest.mark.parametrize("after", [b"", b"\n", b"}", b"\0\0", WHOLE, b'{"notes": {"9": {}}}'])
def test_salvage_takes_whole_object_and_ignores_the_rest(before: bytes, after: bytes) -> None:
    found = salvage(before + WHOLE + after)
    assert found == SalvagedTables({"notes": NOTES, "people": PEOPLE}, Counter(), whole=True)


def test_salvage_leaves_out_unknown_tables_and_non_records() -> None:
    content = b'{"notes": {"1": {"id": "a"}, "2": 7, "3": [1]}, "mine": {"1": {}}, "teams": [1]}'
    assert salvage(content) == SalvagedTables(
        {"notes": {"1": {"id": "a"}}, "teams": {}}, Counter(), whole=True
    )


@pytest.mark.parametrize(
    "content", [b"", b"[1]", b"7", b"{}", b'{"mine": {"1": {"id": "a"}}}', b"\0" * 50]
)
def test_salvage_finds_nothing_in_non_session(content: bytes) -> None:
    assert salvage(content) == found_by_search({})


def test_salvage_finds_each_table_by_name_in_broken_text() -> None:
    for table in TABLES:
        assert salvage(f'{{"{table}": {{"1": {{"id": "a"}}'.encode()) == found_by_search(
            {table: {"1": {"id": "a"}}}
        )


@pytest.mark.parametrize(
    "content, tables, broken",
    [
        # cut within a record, after one, after a head
        (
            b'{"notes": {"1": {"id": "a"}, "2": {"id": "b',
            {"notes": {"1": {"id": "a"}}},
            {"notes": 1},
        ),
        (b'{"notes": {"1": {"id": "a"}, "2": {"id": "b"}', {"notes": NOTES}, {}),
        (
            b'{"notes": {"1": {"id": "a"}, "2": {"id": "b"}}, "people": {',
            {"notes": NOTES, "people": {}},
            {},
        ),
        (b'{"notes": {}, "people": {"1": {"id": "c"}', {"notes": {}, "people": PEOPLE}, {}),
        # a record that is spoilt costs itself, and the next one is found
        (
            b'{"notes": {"1": {"id": a}, "2": {"id": "b"}}, "people": {"1": {"id": "c"}}}',
            {"notes": {"2": {"id": "b"}}, "people": PEOPLE},
            {"notes": 1},
        ),
        (
            b'{"notes": {"1": {"id": "a"}, xx, "2": {"id": "b"}}, "people": {"1": {"id": "c"}}}',
            {"notes": NOTES, "people": PEOPLE},
            {},
        ),
        # with blanks and line breaks wherever JSON has them
        (
            b'{ "notes" :\n{ "1" :\n{"id": "a"} ,\n "2" : {"id": "b"}\n}\n'
            b', "people":{"1":{"id":"c"}}',
            {"notes": NOTES, "people": PEOPLE},
            {},
        ),
        # a name that only reads like a table's, within a record
        (
            b'{"notes": {"1": {"id": "a", "people": {"x": 1}}, ',
            {"notes": {"1": {"id": "a", "people": {"x": 1}}}},
            {},
        ),
        # the first head of a name counts, what another one holds is of another state
        (
            b'"notes": {"1": {"id": "a"}, "2": {"id": "b"}}}x'
            b'{"notes": {"3": {"id": "z"}}, "people": {"1": {"id": "c"}}}',
            {"notes": NOTES, "people": PEOPLE},
            {},
        ),
        # so does the first record of a number
        (
            b'{"notes": {"1": {"id": "a"}, "1": {"id": "z"}, "2": {"id": "b"}, ',
            {"notes": NOTES},
            {},
        ),
        # numbers are as the file has them: from 1, and not endless
        (b'{"notes": {"0": {"id": "z"}, "01": {"id": "z"}}, ', {}, {}),
        (
            b'{"notes": {"1": {"id": "a"}, "2": {"id": "b"}, "' + b"9" * 16 + b'": {"id": "z"}, ',
            {"notes": NOTES},
            {},
        ),
        (b'{"notes": {"' + b"9" * 15 + b'": {"id": "a"}, ', {"notes": {"9" * 15: {"id": "a"}}}, {}),
        # bytes that are no text, and line breaks that were never escaped
        (b'{"notes": {"1": {"id": "\xff\xfe"}, ', {"notes": {"1": {"id": "\ufffd\ufffd"}}}, {}),
        (b'{"notes": {"1": {"id": "a\n\x01b"}, ', {"notes": {"1": {"id": "a\n\x01b"}}}, {}),
        # deeper than can be read
        (
            b'{"notes": {"1": {"id": ' + b"[" * 100_000 + b'}, "2": {"id": "b"}, ',
            {"notes": {"2": {"id": "b"}}},
            {"notes": 1},
        ),
    ],
)
def test_salvage_finds_whole_records_in_broken_text(
    content: bytes, tables: Tables, broken: dict[str, int]
) -> None:
    assert salvage(content) == found_by_search(tables, **broken)


@pytest.mark.parametrize("spoilt, people", [(499, {"people": PEOPLE}), (500, {})])
def test_salvage_gives_up_after_five_hundred_broken_places(spoilt: int, people: Tables) -> None:
    content = b'{"notes": {' + b'"1": {"id": a}, ' * spoilt + b'}, "people": {"1": {"id": "c"}'
    assert salvage(content) == found_by_search({"notes": {}, **people}, notes=spoilt)
