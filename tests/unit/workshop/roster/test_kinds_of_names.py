"""Names in several columns, in several tables, with particles, suffixes and commas."""

import pytest

from tests.support.rosters import RosterCase, assert_reads

CASES = [
    RosterCase(
        "two-surname cells, comma",
        ("García López, Ana\nRuiz de la Torre, José Ángel\nEtxeberria Garay, Maite"),
        ["Ana García López", "José Ángel Ruiz de la Torre", "Maite Etxeberria Garay"],
    ),
    RosterCase(
        "tsv first then two surnames",
        ("Ana\tGarcía López\nJosé Ángel\tRuiz de la Torre\nMaite\tEtxeberria Garay"),
        ["Ana García López", "José Ángel Ruiz de la Torre", "Maite Etxeberria Garay"],
    ),
    RosterCase(
        "header apellidos nombre",
        "Apellidos;Nombre;Grupo\nGarcía López;Ana;A\nRuiz;José Ángel;B",
        ["Ana García López", "José Ángel Ruiz"],
        teams={"Ana García López": "A"},
    ),
    RosterCase(
        "paterno materno",
        (
            "Nombre(s),Apellido paterno,Apellido materno,Correo\n"
            "Ana,García,López,a@x.mx\n"
            "Luis,Pérez,,l@x.mx"
        ),
        ["Ana García López", "Luis Pérez"],
    ),
    RosterCase(
        "primer segundo apellido",
        ("Nombre;Primer apellido;Segundo apellido\nAna;García;López\nLuis;Pérez;Gil"),
        ["Ana García López", "Luis Pérez Gil"],
    ),
    RosterCase(
        "dutch tussenvoegsel",
        "Voornaam,Tussenvoegsel,Achternaam\nJan,van der,Berg\nPiet,,Bakker",
        ["Jan van der Berg", "Piet Bakker"],
    ),
    RosterCase(
        "semicolon surname given no header",
        "Müller;Anna\nWeiß;Jörg\nvon der Heide;Karl",
        ["Anna Müller", "Jörg Weiß", "Karl von der Heide"],
    ),
    RosterCase(
        "full else parts",
        ("Full name,First,Last,Team\n,Ana,Ruiz,A\nBen Okafor,,,B\nCy Lam,Cy,Lam,A"),
        ["Ana Ruiz", "Ben Okafor", "Cy Lam"],
    ),
    RosterCase(
        "event name column",
        ("Name,First Name,Last Name\nSpring training,Ana,Ruiz\nSpring training,Ben,Okafor"),
        ["Ana Ruiz", "Ben Okafor"],
    ),
    RosterCase(
        "account column",
        "username,first name,last name\naruiz,Ana,Ruiz\nbeno,Ben,Okafor",
        ["Ana Ruiz", "Ben Okafor"],
    ),
    RosterCase(
        "display fallback",
        "Display name,First,Last\nAna R,Ana,Ruiz\nBenny,,",
        ["Ana Ruiz", "Benny"],
    ),
    RosterCase(
        "german name vorname",
        "Name;Vorname;E-Mail\nRuiz;Ana;a@x.de\nOkafor;Ben;b@x.de",
        ["Ana Ruiz", "Ben Okafor"],
    ),
    RosterCase(
        "preferred",
        ("Legal first name,Last name,Preferred name\nAnabel,Ruiz,Ana\nBen,Okafor,"),
        ["Ana Ruiz", "Ben Okafor"],
    ),
    RosterCase(
        "panelists",
        (
            "Panelist Details\n"
            "Attended,User Name (Original Name),Email\n"
            "Yes,Hana Host,h@x.org\n"
            "\n"
            "Attendee Details\n"
            "Attended,User Name (Original Name),Email\n"
            "Yes,Ana Ruiz,a@x.org\n"
            "No,Zed,z@x.org\n"
            "Yes,Ben Okafor,b@x.org"
        ),
        ["Ana Ruiz", "Ben Okafor"],
    ),
    RosterCase(
        "poll after",
        "Name,Email\nAna Ruiz,a@x\nBen Okafor,b@x\n\nQuestion,Votes\nRent,5\n",
        ["Ana Ruiz", "Ben Okafor"],
    ),
    RosterCase(
        "header again with other order",
        "Name,Team\nAna Ruiz,A\n\nTeam,Name\nB,Ben Okafor\n",
        ["Ana Ruiz", "Ben Okafor"],
        teams={"Ben Okafor": "B"},
    ),
    RosterCase(
        "same e-mail",
        "Name,Email\nAna Ruiz,a@x\nBen Okafor,b@x\nANA RUIZ,A@x",
        ["Ana Ruiz", "Ben Okafor"],
    ),
    RosterCase(
        "same e-mail plain",
        "Ana Ruiz <a@x.org>\nBen Okafor <b@x.org>\nAna Ruiz <a@x.org>",
        ["Ana Ruiz", "Ben Okafor"],
    ),
    RosterCase(
        "pipe table",
        "Name | Team\nAna Ruiz | A\nBen Okafor | B",
        ["Ana Ruiz", "Ben Okafor"],
        teams={"Ana Ruiz": "A"},
    ),
    RosterCase(
        "psql",
        (" name       | team\n------------+------\n Ana Ruiz   | A\n Ben Okafor | B\n(2 rows)\n"),
        ["Ana Ruiz", "Ben Okafor"],
        teams={"Ana Ruiz": "A"},
    ),
    RosterCase(
        "aligned no header",
        "Ana Ruiz      North\nBen Okafor    South\nCy Lam        North",
        ["Ana Ruiz", "Ben Okafor", "Cy Lam"],
    ),
    RosterCase(
        "double space in a name",
        "Ana  Ruiz\nBen Okafor\nCy  Lam",
        ["Ana Ruiz", "Ben Okafor", "Cy Lam"],
    ),
    RosterCase(
        "trailing semicolons", "Name;;\nAna Ruiz;;\nBen Okafor;;", ["Ana Ruiz", "Ben Okafor"]
    ),
    RosterCase(
        "spaces around header",
        " Name , Team \n Ana Ruiz , A \n Ben Okafor , B ",
        ["Ana Ruiz", "Ben Okafor"],
        teams={"Ana Ruiz": "A"},
    ),
    RosterCase(
        "index column",
        "\tName\tTeam\n0\tAna Ruiz\tA\n1\tBen Okafor\tB",
        ["Ana Ruiz", "Ben Okafor"],
        teams={"Ana Ruiz": "A"},
    ),
    RosterCase(
        "degree mix",
        "Ana Ruiz, RN\nBen Okafor, Jr.\nCy Lam",
        ["Ana Ruiz RN", "Ben Okafor Jr.", "Cy Lam"],
    ),
    RosterCase(
        "last, first with suffix",
        "Ruiz, Ana\nOkafor, Ben, Jr.\nLam, Cy",
        ["Ana Ruiz", "Ben Okafor Jr.", "Cy Lam"],
    ),
    RosterCase(
        "last first in table some",
        'Name,Email\nAna Ruiz,a@x\n"Okafor, Ben",b@x\nCy Lam,c@x',
        ["Ana Ruiz", "Ben Okafor", "Cy Lam"],
    ),
    RosterCase(
        "contacts of a phone",
        (
            "First Name,Middle Name,Last Name,Name Prefix,Name Suffix,Nickname,"
            "Organization Name,Labels,E-mail 1 - Value,Phone 1 - Value\n"
            "Fay,Lin,Wu,,,,,* myContacts,fay@x.org,+1 212-555-0100\n"
            "Gus,,Gil,,Jr.,,,,,\n"
            ",,,,,,Pizza Place,,,+1 212-555-0199\n"
        ),
        ["Fay Wu", "Gus Gil"],
    ),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_read_roster_reads_names(case: RosterCase) -> None:
    assert_reads(case)
