"""A file from a form, a video call's list, a CRM or a clipboard just works, or says why not."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oneone_tui.workshop.roster.reader import inspect_roster, read_roster
from oneone_tui.workshop.roster.records import LeftOut, Roster, RosterPerson
from oneone_tui.workshop.text import NAME_LIMIT, clean, fold

SIX = ["Ana Ruiz", "Ben Okafor", "Cy Lam", "Dee Park", "Eve Sol", "Fay Wu"]
SEVEN = [*SIX, "Gus Ødegård"]

ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"]
SEPARATORS = [",", ";", "\t"]


def names(data: bytes | str) -> list[str]:
    return [one.name for one in read_roster(data).people]


def remarks(data: bytes | str) -> list[str]:
    roster = inspect_roster(data)
    notes = [(note.line, str(note)) for note in roster.remarks]
    notes += [(row.line, str(row)) for row in roster.left_out]
    return [text for _, text in sorted(notes)]


# -------------------------------------------------------------------- plain names


def test_read_roster_reads_names_one_a_line() -> None:
    assert read_roster("\n".join(SIX).encode() + b"\n") == Roster(
        people=tuple(map(RosterPerson, SIX)), remarks=(), about="6 people from plain lines"
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
def test_read_roster_reads_three_people_in_any_layout(text: str) -> None:
    assert names(text) == ["Ana", "Ben", "Cy"]


def test_read_roster_drops_addresses_and_skips_bare_ones() -> None:
    roster = read_roster("Ana Ruiz <ana@x.org>; cy@x.org, Ben <ben@x.org>")
    assert roster.people == (
        RosterPerson("Ana Ruiz", email="ana@x.org"),
        RosterPerson("Ben", email="ben@x.org"),
    )
    assert roster.left_out == (LeftOut(1, "cy@x.org", "only an address and no name"),)


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
def test_read_roster_turns_last_names_first(text: str) -> None:
    assert names(text) == ["Ana Ruiz", "Ben Okafor", "Cy Lam"]


def test_read_roster_allows_surname_that_labels_columns() -> None:
    assert names("Ward, Ana\nMesa, Juan\nStreet, Cy") == ["Ana Ward", "Juan Mesa", "Cy Street"]


def test_read_roster_remarks_once_on_turned_names() -> None:
    assert remarks("Name\nRuiz, Ana\nOkafor, Ben") == [
        "line 2: «Ruiz, Ana» is read as «Ana Ruiz» (last name first), and 1 more like it"
    ]


def test_read_roster_ignores_comma_before_degree() -> None:
    assert names("Ana Ruiz, PhD\nBen Okafor, Jr.\nCy Lam") == [
        "Ana Ruiz PhD",
        "Ben Okafor Jr.",
        "Cy Lam",
    ]


def test_read_roster_skips_non_names_with_their_lines() -> None:
    assert remarks("Ana\n42\nN/A\nTotal: 3\nBen, Cy\nhosts:\n") == [
        "line 2: «42» left out: not a name",
        "line 3: «N/A» left out: a placeholder",
        "line 4: «Total: 3» left out: a total",
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
def test_read_roster_finds_name_column_by_label(header: str) -> None:
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
def test_read_roster_joins_name_of_two_columns(first: str, last: str) -> None:
    assert names(f"{first},{last},email\nAna,Ruiz,a@x\nBen,Okafor,b@x") == SIX[:2]
    assert names(f"id;{last};{first}\n1;Ruiz;Ana\n2;Okafor;Ben") == SIX[:2]


def test_read_roster_prefers_full_name_to_its_parts() -> None:
    assert names("Name,First name\nAna Ruiz,Ana\nBen Okafor,Ben") == SIX[:2]


def test_read_roster_prefers_chosen_first_name() -> None:
    text = "First Name,Last Name,Preferred Name\nAna,Ruiz,Annie\nBen,Okafor,\nC,Lam,Cy Lam"
    assert names(text) == ["Annie Ruiz", "Ben Okafor", "Cy Lam"]


def test_read_roster_reads_tags_and_teams_of_table() -> None:
    text = (
        "Name,Team,Committee,Which neighborhood are you in?,E-Mail,Shoe size\n"
        'Ana Ruiz,1,"press; data",North,Ana@x.org,38\n'
        "Ben,,,,,\n"
    )
    roster = read_roster(text)
    assert roster.people == (
        RosterPerson("Ana Ruiz", "1", ("press", "data", "North"), "Ana@x.org"),
        RosterPerson("Ben"),
    )
    assert roster.about == (
        "2 people from the column «Name»; team from «Team»; "
        "tags from «Committee», «Which neighborhood are you in?»; email from «E-Mail»; "
        "not read: «Shoe size»"
    )


def test_read_roster_names_skipped_lines_of_table() -> None:
    text = (
        "Name,Email\nAna,a@x\n\n,b@x\nName,Email\nBen,b@x,extra\n"
        "Total,2\nGrand Totals (2 records)\n"
    )
    assert names(text) == ["Ana", "Ben"]
    assert remarks(text) == [
        "line 4: «b@x» left out: no name",
        "line 5: the header once more, skipped",
        "line 6: more cells than the header has: please check it",
        "line 7: «Total» left out: a total",
        "line 8: «Grand Totals (2 records)» left out: a total",
    ]


def test_read_roster_reads_quoted_cells() -> None:
    text = 'Why?;"Full ""legal"" Name"\n"we;\nkeep\nour word";"Ana ""Annie"" Ruiz"\n"";Ben\n'
    assert names("sep=;\r\n" + text.replace("\n", "\r\n")) == ['Ana "Annie" Ruiz', "Ben"]
    assert remarks(text + "x;\n") == ["line 6: «x» left out: no name"]


def test_read_roster_reads_table_without_header() -> None:
    assert names("Ana,Ruiz,a@x.org\nBen,Okafor,b@x.org") == SIX[:2]
    assert names("a@x.org,Ana Ruiz\nb@x.org,Ben Okafor") == SIX[:2]
    assert names("1\tAna Ruiz\n2\tBen Okafor") == SIX[:2]
    assert names("Ana Ruiz, press\nBen Okafor, press") == SIX[:2]
    assert names("Ana;Ruiz\nBen;Okafor") == SIX[:2]
    roster = read_roster("Ana Ruiz,555-0101,a@x.org\nBen Okafor,555-0102,b@x.org")
    assert roster.people[0] == RosterPerson("Ana Ruiz", email="a@x.org", phone="555-0101")
    assert roster.about == (
        "2 people from column 1 of a table without a header; email from column 3; "
        "phone from column 2"
    )


def test_read_roster_reads_wrapped_line() -> None:
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
def test_read_roster_reads_spreadsheet_exports(encoding: str, separator: str) -> None:
    assert names(table(SEVEN, separator).encode(encoding)) == SEVEN
    assert names("\r\n".join(SEVEN).encode(encoding)) == SEVEN


def test_read_roster_detects_unmarked_utf_16() -> None:
    people = ["Анна Петрова", "Борис", "王伟", "محمد"]
    assert names("\n".join(people).encode("utf-16-le")) == people
    assert names("\n".join(people).encode("utf-16-be")) == people


def test_read_roster_remarks_on_legacy_encoding() -> None:
    roster = read_roster(table(SEVEN, ";").encode("cp1252"))
    assert roster.people[-1].name == "Gus Ødegård"
    assert "Windows-1252" in roster.remarks[0].text
    old_mac = read_roster("Name,Team\rGus Ødegård,A\rAna,A\r".encode("mac-roman"))
    assert old_mac.people[0].name == "Gus Ødegård"


letters = st.characters(codec="utf-8", categories=["L"])


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
def test_read_roster_returns_every_name_written(
    people: list[str], encoding: str, separator: str
) -> None:
    read = names(table(people, separator).encode(encoding))
    assert read == [clean(name, limit=NAME_LIMIT) for name in people]
