"""What is no roster gets one clear line, and what is hostile does no harm."""

import contextlib

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from oneone_tui.workshop.model.records import MAX_PEOPLE
from oneone_tui.workshop.roster.reader import read_roster
from oneone_tui.workshop.roster.records import MAX_LINES, MAX_SIZE, RosterError, RosterPerson
from oneone_tui.workshop.text import NAME_LIMIT, clean, fold
from tests.support.processor_time import measure_effort


def refusal(data: bytes | str) -> str:
    with pytest.raises(RosterError) as caught:
        read_roster(data)
    message = str(caught.value)
    assert "\n" not in message
    return message


@pytest.mark.parametrize(
    "data, why",
    [
        (b"", "empty"),
        (" \n\t\n", "empty"),
        ("# nobody yet\n", "no names"),
        ("Name\n", "no names"),
        ("Name,Email\n", "no names under the columns «Name», «Email»"),
        ("Name,Email\n,a@x\n", "no names under the columns «Name», «Email»"),
        (b"PK\x03\x04....xl/workbook.xml", "save it as .xlsx or as CSV"),
        (b"PK\x03\x04....word/document.xml", "a Word document"),
        (b"PK\x03\x04....", "a zip archive"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "save it as .xlsx or as CSV"),
        (b"%PDF-1.7", "a PDF"),
        (b"\x89PNG\r\n\x1a\n\x00", "an image"),
        (b"\xff\xd8\xff\xe0", "an image"),
        (b"\x00\x01\x02\x03", "not a text file"),
        (b"Ana\x00\x00Ruiz", "not a text file"),
        (b"\xff\xfeA", "not a text file"),
        (b"\x8d\x8f\x90 Ana", "not a text file"),
        ("Ana\0", "not a text file"),
        ("<!DOCTYPE html><html>", "a web page"),
        ("{\\rtf1 Ana}", "a word processor's file"),
        ('[{"name": "Ana"}]', "a JSON file"),
        ("Codename,Phone\nFox,555-1\nOwl,555-2", "among «Codename», «Phone»"),
        ("Email;Phone;Team\na@x;5;1\nb@x;6;2", "among «Email», «Phone», «Team»"),
        ("1,2\n3,4", "no column of names"),
        ("ana@x.org\nben@x.org", "only an address and no name"),
        ("Ana Ruiz\nBen\nCy\n\nAna Ruiz", "Ana Ruiz is listed twice (lines 1 and 5): add"),
        ("Ana Ruiz\nBen\nANA  RUÍZ", "Ana Ruiz is listed twice (lines 1 and 3, there as ANA RUÍZ)"),
        ("Ana, Ben, Ana", "Ana is listed twice (line 1)"),
        ("name,email\nAna,a@x\nBen,\nAna,c@x", "Ana is listed twice (lines 2 and 4)"),
        (
            "Ana\nBen\nAna\nBen\nBen",
            "twice (lines 1 and 3); Ben is listed 3 times (lines 2, 4 and 5)",
        ),
    ],
)
def test_read_roster_rejects_in_one_clear_line(data: bytes | str, why: str) -> None:
    assert why in refusal(data)


def test_read_roster_reads_up_to_the_limit() -> None:
    people = [f"Ana R{number}" for number in range(MAX_PEOPLE)]
    assert len(read_roster("\n".join(people)).people) == MAX_PEOPLE
    assert "501 people" in refusal("\n".join([*people, "Ben"]))
    assert "larger than 1 MB" in refusal("Ana\n" * MAX_SIZE)
    assert "10,000 lines" in refusal("Ana\n" * (MAX_LINES + 1))


def test_read_roster_cleans_and_limits_names() -> None:
    dirty = "\x1b[2JAna\u202e Ruiz,\x9b1mA,\u200b"
    roster = read_roster(f"Name,Team,Tag\n{dirty}\nBen{'n' * 200},,")
    ana, ben = roster.people
    assert ana == RosterPerson("Ana Ruiz", "A")
    assert len(ben.name) == NAME_LIMIT
    assert "a name has 80 characters at most" in str(roster.remarks[0])


def test_read_roster_limits_remarks() -> None:
    roster = read_roster("Name,Email\nAna,\n" + "Ben,b@x,?\n" * 500)
    assert len(roster.remarks) == 101
    assert str(roster.remarks[-1]) == "and 400 more remarks"


@given(st.binary(max_size=400))
@example(b"\xfe\xff")
@example(b"sep=,\n")
@example(b'"')
@example(b"name,\n")
def test_read_roster_reads_or_rejects_any_bytes(data: bytes) -> None:
    try:
        roster = read_roster(data)
    except RosterError:
        return
    assert roster.people
    assert all(one.name == clean(one.name, limit=NAME_LIMIT) != "" for one in roster.people)


@given(
    st.text(
        st.one_of(
            st.characters(),
            st.sampled_from("\n\n,,;\t\"'<>@()#:- 1aA"),
        ),
        max_size=200,
    ),
    st.sampled_from(["", "Name\n", "Name,Email\n", "first;last;team\n", "sep=;\n", "Ana <a@x>, "]),
)
def test_read_roster_reads_or_rejects_any_text(text: str, before: str) -> None:
    try:
        roster = read_roster(before + text)
    except RosterError:
        return
    assert roster.people
    assert len({fold(one.name) or one.name for one in roster.people}) == len(roster.people)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Name,Join time\n" + "Ana (Host),1\n" * 9_000, id="one person's visits"),
        pytest.param("<a@b>,c<d\n" * 9_000, id="addresses"),
        pytest.param('"a\n' * 9_000, id="quotation marks"),
        pytest.param("\n".join(["a," * 60_000] * 8), id="long lines"),
        pytest.param("\n".join([f"name ({n})," * 290 for n in range(150)]), id="headers"),
        pytest.param(("a" + "\u0301" * 90 + "\n") * 9_000, id="accents"),
    ],
)
def test_read_roster_is_fast_on_hostile_text(text: str) -> None:
    with measure_effort() as spent, contextlib.suppress(RosterError):
        read_roster(text)
    assert spent.seconds < 5
