"""A file from a form, a video call's list, a CRM or a clipboard just works, or says why not."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oneone_tui.workshop.roster import (
    Listed,
    Remark,
    Roster,
    read_roster,
)
from oneone_tui.workshop.text import NAME_LIMIT, clean, fold

SIX = ["Ana Ruiz", "Ben Okafor", "Cy Lam", "Dee Park", "Eve Sol", "Fay Wu"]
SEVEN = [*SIX, "Gus Ødegård"]

ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"]
SEPARATORS = [",", ";", "\t"]


def names(data: bytes | str) -> list[str]:
    return [one.name for one in read_roster(data).people]


def remarks(data: bytes | str) -> list[str]:
    return [str(remark) for remark in read_roster(data).remarks]


# -------------------------------------------------------------------- plain names


def test_names_one_a_line() -> None:
    assert read_roster("\n".join(SIX).encode() + b"\n") == Roster(
        people=tuple(map(Listed, SIX)), remarks=(), about="6 people from plain lines"
    )


@pytest.mark.parametrize(
    "text",
    [
        "Ana\nBen\nCy",
        "Ana\r\nBen\r\nCy\r\n",
        "Ana\rBen\rCy\r",
        "\n\n  Ana\n\n# the others come later\nBen  \n\tCy\n",
        "1. Ana\n2) Ben\n(3) Cy",
        "- Ana\n* Ben\n• Cy",
        "•Ana\n– Ben\n◦ Cy",
        "- [ ] Ana\n- [x] Ben\n[X] Cy",
        "Team A:\nAna\nBen\nCy",
        "Name\nAna\nBen\nCy",
        "Participants\nAna\nBen\nCy",
        "Spring training\n\nWhat is your name?\nAna\nBen\nCy",
        "Ana,\nBen,\nCy",
        "Ana, Ben, Cy",
        "Ana; Ben; Cy",
        "Ana\tBen\tCy",
        "Ana, Ben\nCy",
        "Attendees\nAna, Ben, Cy",
        '"Ana"\n"Ben"\n"Cy"',
        '"Ana\nBen\nCy',  # a quotation mark that is never closed
        "sep=;\nAna\nBen\nCy",
        "Ana <ana@x.org>, Ben <mailto:ben@x.org>; Cy <cy@x.org>",
        '"Ana" <ana@x.org>\nBen\nCy (cy@x.org)',
        "Ana ana@x.org\nBen - ben@x.org\nCy: cy@x.org",
    ],
)
def test_three_people_however_they_are_listed(text: str) -> None:
    assert names(text) == ["Ana", "Ben", "Cy"]


def test_addresses_are_not_kept_and_those_without_a_name_skipped() -> None:
    roster = read_roster("Ana Ruiz <ana@x.org>; cy@x.org, Ben <ben@x.org>")
    assert roster.people == (
        Listed("Ana Ruiz"),
        Listed("Ben"),
    )
    assert roster.remarks == (Remark(1, "only an address and no name, skipped"),)


@pytest.mark.parametrize(
    "text",
    [
        "Ruiz, Ana\nOkafor, Ben\nLam, Cy",
        "Name\nRuiz, Ana\nOkafor, Ben\nLam, Cy",
        'Contact Name,VAN ID\n"Ruiz, Ana",1\n"Okafor, Ben",2\n"Lam, Cy",3',
        "Last, First\nRuiz, Ana\nOkafor, Ben\nLam, Cy",
        "Ruiz, Ana <a@x>; Okafor, Ben <b@x>; Lam, Cy <c@x>",
    ],
)
def test_last_names_first_are_turned_round(text: str) -> None:
    assert names(text) == ["Ana Ruiz", "Ben Okafor", "Cy Lam"]


def test_a_surname_may_be_a_word_for_a_column() -> None:
    assert names("Ward, Ana\nMesa, Juan\nStreet, Cy") == ["Ana Ward", "Juan Mesa", "Cy Street"]


def test_turning_names_round_is_said_once() -> None:
    assert remarks("Ruiz, Ana\nOkafor, Ben") == [
        "line 1: «Ruiz, Ana» is read as «Ana Ruiz» (last name first), and 1 more like it"
    ]


def test_a_comma_before_a_degree_separates_nothing() -> None:
    assert names("Ana Ruiz, PhD\nBen Okafor, Jr.\nCy Lam") == [
        "Ana Ruiz PhD",
        "Ben Okafor Jr.",
        "Cy Lam",
    ]


def test_what_is_no_name_is_skipped_with_its_line() -> None:
    assert remarks("Ana\n42\nN/A\nTotal: 3\nBen, Cy\nhosts:\n") == [
        "line 2: «42» is not a name, skipped",
        "line 3: «N/A» is not a name, skipped",
        "line 4: «Total: 3» is not a person, skipped",
        "line 5: read as 2 people",
        "line 6: «hosts:» is a heading, skipped",
    ]


# -------------------------------------------------------------------- tables


@pytest.mark.parametrize(
    "header",
    [
        "name",
        "Full Name",
        "FULL_NAME",
        "fullName",
        "Your name",
        "What is your name?",
        "What’s your full name? *",
        "Name (as on the badge)",
        "Participant",
        "Participant Name",
        "Attendee's name",
        "Name of the attendee",
        "Team member",
        "Person",
        "Display Name",
        "User",
        "Preferred name",
        "Contact Name",
        "Nombre y apellidos",
        "Vollständiger Name",
        "Nom et prénom",
        "Nome completo",
    ],
)
def test_a_column_of_names_is_known_by_its_label(header: str) -> None:
    assert names(f"Phone,{header},Town\n555-1,Ana Ruiz,Lima\n555-2,Ben,Rome") == ["Ana Ruiz", "Ben"]
    assert names(f"{header}\nAna Ruiz\nBen") == ["Ana Ruiz", "Ben"]


@pytest.mark.parametrize(
    "first, last",
    [
        ("first name", "last name"),
        ("first_name", "last_name"),
        ("Given Name", "Family Name"),
        ("Forename", "Surname"),
        ("Attendee First Name", "Attendee Last Name"),
        ("First", "Last"),
        ("Nombre", "Apellidos"),
        ("Vorname", "Nachname"),
        ("Vorname", "Name"),
        ("Prénom", "Nom"),
        ("Prenom", "Nom de famille"),
        ("Nome", "Sobrenome"),
        ("Nome", "Cognome"),
    ],
)
def test_a_name_is_put_together_from_two_columns(first: str, last: str) -> None:
    assert names(f"{first},{last},email\nAna,Ruiz,a@x\nBen,Okafor,b@x") == SIX[:2]
    assert names(f"id;{last};{first}\n1;Ruiz;Ana\n2;Okafor;Ben") == SIX[:2]


def test_a_full_name_beside_one_of_its_parts_is_the_name() -> None:
    assert names("Name,First name\nAna Ruiz,Ana\nBen Okafor,Ben") == SIX[:2]


def test_a_preferred_name_stands_in_for_the_first() -> None:
    text = "First Name,Last Name,Preferred Name\nAna,Ruiz,Annie\nBen,Okafor,\nC,Lam,Cy Lam"
    assert names(text) == ["Annie Ruiz", "Ben Okafor", "Cy Lam"]


def test_what_else_a_table_says_of_people_is_read() -> None:
    text = (
        "Name,Team,Committee,Which neighborhood are you in?,E-Mail,Shoe size\n"
        'Ana Ruiz,1,"press; data",North,Ana@x.org,38\n'
        "Ben,,,,,\n"
    )
    roster = read_roster(text)
    assert roster.people == (
        Listed("Ana Ruiz", "1", ("press", "data", "North")),
        Listed("Ben"),
    )
    assert roster.about == (
        "2 people from the column «Name»; team from «Team»; "
        "tags from «Committee», «Which neighborhood are you in?»; email from «E-Mail»; "
        "not read: «Shoe size»"
    )


def test_the_lines_of_a_table_that_are_nobody_are_named() -> None:
    text = (
        "Name,Email\nAna,a@x\n\n,b@x\nName,Email\nBen,b@x,extra\n"
        "Total,2\nGrand Totals (2 records)\n"
    )
    assert names(text) == ["Ana", "Ben"]
    assert remarks(text) == [
        "line 4: no name, skipped",
        "line 5: the header once more, skipped",
        "line 6: more cells than the header has: please check it",
        "line 7: «Total» is not a person, skipped",
        "line 8: «Grand Totals (2 records)» is not a person, skipped",
    ]


def test_quoted_cells_may_hold_anything() -> None:
    text = 'Why?;"Full ""legal"" Name"\n"we;\nkeep\nour word";"Ana ""Annie"" Ruiz"\n"";Ben\n'
    assert names("sep=;\r\n" + text.replace("\n", "\r\n")) == ['Ana "Annie" Ruiz', "Ben"]
    assert remarks(text + "x;\n") == ["line 6: no name, skipped"]


def test_a_table_without_a_header_is_read_by_what_is_in_it() -> None:
    assert names("Ana,Ruiz,a@x.org\nBen,Okafor,b@x.org") == SIX[:2]
    assert names("a@x.org,Ana Ruiz\nb@x.org,Ben Okafor") == SIX[:2]
    assert names("1\tAna Ruiz\n2\tBen Okafor") == SIX[:2]
    assert names("Ana Ruiz, press\nBen Okafor, press") == SIX[:2]
    assert names("Ana;Ruiz\nBen;Okafor") == SIX[:2]
    roster = read_roster("Ana Ruiz,555-1,a@x.org\nBen Okafor,555-2,b@x.org")
    assert roster.people[0] == Listed("Ana Ruiz")
    assert roster.about == (
        "2 people from column 1 of a table without a header; email from column 3; "
        "not read: column 2"
    )


def test_a_long_line_of_names_may_be_broken() -> None:
    assert names("Ana, Ben, Cy\nDee, Eve, Fay") == ["Ana", "Ben", "Cy", "Dee", "Eve", "Fay"]
    assert names(", ".join(SIX[:4]) + ",\n" + ", ".join(SIX[4:])) == SIX


# -------------------------------------------------------------------- encodings


def table(people: list[str], separator: str) -> str:
    out = io.StringIO()
    rows = csv.writer(out, delimiter=separator)
    rows.writerow(["Name", "Team"])
    rows.writerows([name, "A"] for name in people)
    return out.getvalue()


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("separator", SEPARATORS)
def test_spreadsheets_write_it_so(encoding: str, separator: str) -> None:
    assert names(table(SEVEN, separator).encode(encoding)) == SEVEN
    assert names("\r\n".join(SEVEN).encode(encoding)) == SEVEN


def test_utf_16_without_a_mark_is_known_in_any_script() -> None:
    people = ["Анна Петрова", "Борис", "王伟", "محمد"]
    assert names("\n".join(people).encode("utf-16-le")) == people
    assert names("\n".join(people).encode("utf-16-be")) == people


def test_an_older_spreadsheet_is_read_with_a_remark() -> None:
    roster = read_roster(table(SEVEN, ";").encode("cp1252"))
    assert roster.people[-1].name == "Gus Ødegård"
    assert "Windows-1252" in roster.remarks[0].text
    old_mac = read_roster("Name,Team\rGus Ødegård,A\rAna,A\r".encode("mac-roman"))
    assert old_mac.people[0].name == "Gus Ødegård"


letters = st.characters(codec="utf-8", exclude_categories=["Cc", "Cf"], exclude_characters=",")


@given(
    people=st.lists(
        st.text(letters, max_size=30).map(lambda text: f"A{text}b"),
        min_size=2,
        max_size=20,
        unique_by=fold,
    ),
    encoding=st.sampled_from(ENCODINGS),
    separator=st.sampled_from(SEPARATORS),
)
def test_every_name_that_was_written_comes_back(
    people: list[str], encoding: str, separator: str
) -> None:
    read = names(table(people, separator).encode(encoding))
    assert read == [clean(name, limit=NAME_LIMIT) for name in people]
