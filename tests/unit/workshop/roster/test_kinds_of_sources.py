"""Files of more programs and habits: who is in them, in which team."""

import pytest

from oneone_tui.workshop.roster.reader import read_roster
from tests.support.rosters import RosterCase, assert_reads

CASES = [
    RosterCase(
        "helloasso",
        (
            "Référence commande;Date de la commande;Statut de la commande;Nom participant;Pré"
            "nom participant;Nom payeur;Prénom payeur;Email payeur\n"
            "1;1/1/2026;Validé;DUPONT;Zoé;DUPONT;Marc;m@x\n"
            "2;1/1/2026;Annulé;ZORN;Zed;ZORN;Zed;z@x\n"
            "3;1/1/2026;Validé;LE GOFF;Loïc;LE GOFF;Loïc;l@x"
        ),
        ["Zoé DUPONT", "Loïc LE GOFF"],
    ),
    RosterCase(
        "linkedin",
        (
            "Notes:\n"
            '"When exporting your connection data, you may notice that some of the email addr'
            'esses are missing."\n'
            "\n"
            "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
            "Ana,Ruiz,https://l/1,,ACME,Chair,01 Nov 2026\n"
            "Ben,Okafor,https://l/2,,,,01 Nov 2026"
        ),
        ["Ana Ruiz", "Ben Okafor"],
    ),
    RosterCase(
        "partiful",
        (
            "Name,Status,RSVP date,Plus ones\n"
            "Ana Ruiz,Going,2026-11-01,0\n"
            "Zed,Can't Go,2026-11-01,0\n"
            "Ben Okafor,Going,2026-11-01,1"
        ),
        ["Ana Ruiz", "Ben Okafor"],
    ),
    RosterCase(
        "moodle",
        ("First name,Surname,Email address,Groups\nAna,Ruiz,a@x,North\nBen,Okafor,b@x,South"),
        ["Ana Ruiz", "Ben Okafor"],
    ),
    RosterCase(
        "teams de",
        (
            "Vollständiger Name\tBenutzeraktion\tZeitstempel\n"
            "Ana Ruiz\tBeigetreten\t9.11.2026, 17:55:03\n"
            "Ben Okafor\tBeigetreten\t9.11.2026, 17:55:03\n"
            "Ben Okafor\tVerlassen\t9.11.2026, 18:10:03\n"
            "Ben Okafor\tBeigetreten\t9.11.2026, 18:12:03"
        ),
        ["Ana Ruiz", "Ben Okafor"],
    ),
    RosterCase(
        "teams es",
        (
            "Nombre completo\tAcción del usuario\tMarca de tiempo\n"
            "Ana Ruiz\tUnido\t9/11/2026\n"
            "Ben Okafor\tUnido\t9/11/2026\n"
            "Ben Okafor\tAbandonado\t9/11/2026"
        ),
        ["Ana Ruiz", "Ben Okafor"],
    ),
    RosterCase(
        "zoom es",
        (
            "Nombre (nombre original),Correo electrónico del usuario,Hora para unirse,Hora pa"
            "ra salir,Duración (minutos),Invitado\n"
            "Ana Ruiz,a@x,1,2,3,No\n"
            "Ben Okafor (iPad de Ben),,1,2,3,Sí\n"
            "Ben Okafor (iPad de Ben),,1,2,3,Sí"
        ),
        ["Ana Ruiz", "Ben Okafor"],
    ),
    RosterCase(
        "zoom de",
        (
            "Name (Originalname),Benutzer-E-Mail,Beitrittszeit,Abgangszeit,Dauer (Minuten),Ga"
            "st\n"
            "Ana Ruiz,a@x,1,2,3,Nein\n"
            "Ben Okafor (Bens iPad),,1,2,3,Ja\n"
            "Ben Okafor (Bens iPad),,1,2,3,Ja"
        ),
        ["Ana Ruiz", "Ben Okafor"],
    ),
    RosterCase(
        "zoom fr",
        (
            "Nom (nom d'origine),Adresse e-mail de l'utilisateur,Heure d'arrivée,Heure de dép"
            "art,Durée (minutes),Invité\n"
            "Ana Ruiz,a@x,1,2,3,Non\n"
            "Ben Okafor (iPad de Ben),,1,2,3,Oui\n"
            "Ben Okafor (iPad de Ben),,1,2,3,Oui"
        ),
        ["Ana Ruiz", "Ben Okafor"],
    ),
    RosterCase(
        "zoom registration",
        (
            "Registration Report\n"
            "Report generated time,11/09/2026\n"
            "\n"
            "Topic,Webinar ID,Scheduled Time,# Registered\n"
            "Spring,123,11/09,3\n"
            "\n"
            "Attendee Details\n"
            "First Name,Last Name,Email,Registration Time,Approval Status\n"
            "Ana,Ruiz,a@x,11/01,approved\n"
            "Zed,Zorn,z@x,11/01,denied\n"
            "Ben,Okafor,b@x,11/01,approved"
        ),
        ["Ana Ruiz", "Ben Okafor"],
    ),
    RosterCase(
        "eventbrite",
        (
            "Order #,Attendee First Name,Attendee Last Name,Attendee Status\n"
            "1,Ana,Ruiz,Attending\n"
            "2,Zed,Zorn,Deleted\n"
            "3,Ben,Okafor,Checked In"
        ),
        ["Ana Ruiz", "Ben Okafor"],
    ),
    RosterCase(
        "eventbrite fr",
        (
            "N° de commande,Prénom,Nom,E-mail,Statut du participant\n"
            "1,Ana,Ruiz,a@x,Participant\n"
            "2,Zed,Zorn,z@x,Ne participe pas\n"
            "3,Ben,Okafor,b@x,Participant"
        ),
        ["Ana Ruiz", "Ben Okafor"],
    ),
    RosterCase(
        "hubspot",
        (
            "Record ID,First Name,Last Name,Email,Phone Number,Contact owner,Lead Status\n"
            "1,Ana,Ruiz,a@x,,HQ Person,New\n"
            "2,Ben,Okafor,b@x,,HQ Person,Open"
        ),
        ["Ana Ruiz", "Ben Okafor"],
    ),
    RosterCase(
        "nationbuilder",
        (
            "nationbuilder_id,full_name,first_name,last_name,email,phone_number,tag_list\n"
            '1,Ana Ruiz,Ana,Ruiz,a@x,,"a, b"\n'
            "2,Ben Okafor,Ben,Okafor,b@x,,"
        ),
        ["Ana Ruiz", "Ben Okafor"],
        tags={"Ana Ruiz": ("a", "b")},
    ),
    RosterCase(
        "van",
        (
            "VANID,LastName,FirstName,MiddleName,Suffix,Preferred Email,Cell Phone,Status\n"
            "1,Ruiz,Ana,,,a@x,555-0101,Scheduled\n"
            "2,Okafor,Ben,,Jr.,b@x,,Confirmed\n"
            "3,Zorn,Zed,,,z@x,,Declined\n"
            "4,Yu,Yan,,,z@x,,No Show\n"
        ),
        ["Ana Ruiz", "Ben Okafor"],
    ),
    RosterCase(
        "signupgenius",
        (
            "Sign Up,Start Date/Time (mm/dd/yyyy),Location,Qty,Item,First Name,Last Name,Emai"
            "l,Phone,Sign Up Comment\n"
            "Training,11/09/2026 18:00,Hall,1,Seat,Ana,Ruiz,a@x,,\n"
            "Training,11/09/2026 18:00,Hall,1,Seat,Ben,Okafor,b@x,,with kids"
        ),
        ["Ana Ruiz", "Ben Okafor"],
    ),
    RosterCase(
        "outlook contacts",
        (
            "First Name,Middle Name,Last Name,Title,Suffix,Nickname,E-mail Address,E-mail 2 A"
            "ddress,Mobile Phone,Company,Notes,Categories\n"
            "Ana,,Ruiz,Ms.,,,a@x,,555-0101,Union,,Leaders\n"
            "Ben,,Okafor,,Jr.,,b@x,,,,,"
        ),
        ["Ana Ruiz", "Ben Okafor"],
    ),
    RosterCase(
        "caps no header",
        "DUPONT;Yannig\nLE GOFF;Erwan\nKERVELLA;Soazig",
        ["Yannig DUPONT", "Erwan LE GOFF", "Soazig KERVELLA"],
    ),
    RosterCase(
        "indented teams",
        "North\n  Ana\n  Ben\nSouth\n  Cy\n  Dee",
        ["Ana", "Ben", "Cy", "Dee"],
        teams={"Ana": "North", "Cy": "South"},
    ),
    RosterCase(
        "name - team",
        ("Ana Ruiz - North\nBen Okafor - South\nCy Lam - North\nDee Park - South"),
        ["Ana Ruiz", "Ben Okafor", "Cy Lam", "Dee Park"],
        teams={"Ana Ruiz": "North", "Dee Park": "South"},
    ),
    RosterCase(
        "name (group)",
        ("Ana Ruiz (North)\nBen Okafor (South)\nCy Lam (North)\nDee Park (South)"),
        ["Ana Ruiz", "Ben Okafor", "Cy Lam", "Dee Park"],
        teams={"Ana Ruiz": "North"},
    ),
    RosterCase(
        "md table",
        ("| # | Name | Team |\n|---|------|------|\n| 1 | Ana Ruiz | A |\n| 2 | Ben Okafor | B |"),
        ["Ana Ruiz", "Ben Okafor"],
        teams={"Ana Ruiz": "A"},
    ),
    RosterCase(
        "md table no outer",
        "Name | Team\n--- | ---\nAna Ruiz | A\nBen Okafor | B",
        ["Ana Ruiz", "Ben Okafor"],
        teams={"Ana Ruiz": "A"},
    ),
    RosterCase(
        "pipe no header",
        "Ana Ruiz|North\nBen Okafor|South\nCy Lam|North\nDee Park|South",
        ["Ana Ruiz", "Ben Okafor", "Cy Lam", "Dee Park"],
        teams={"Ana Ruiz": "North"},
    ),
    RosterCase(
        "sections phone list",
        ("TEAM A\nAna Ruiz 555-010-0101\nBen Okafor 555-010-0102\n\nTEAM B\nCy Lam 555-010-0103"),
        ["Ana Ruiz", "Ben Okafor", "Cy Lam"],
        teams={"Ana Ruiz": "TEAM A", "Cy Lam": "TEAM B"},
    ),
    RosterCase(
        "tables by table",
        "Table 1\n1. Ana Ruiz\n2. Ben Okafor\n\nTable 2\n1. Cy Lam",
        ["Ana Ruiz", "Ben Okafor", "Cy Lam"],
        teams={"Ana Ruiz": "Table 1", "Cy Lam": "Table 2"},
    ),
    RosterCase(
        "csv team title rows",
        "Team,Name\nNorth,Ana Ruiz\n,Ben Okafor\nSouth,Cy Lam\n,Dee Park",
        ["Ana Ruiz", "Ben Okafor", "Cy Lam", "Dee Park"],
        teams={"Ana Ruiz": "North", "Ben Okafor": "North", "Dee Park": "South"},
    ),
    RosterCase(
        "team: multi-line",
        "Team Red: Ana Ruiz, Ben Okafor\nTeam Blue: Cy Lam; Dee Park",
        ["Ana Ruiz", "Ben Okafor", "Cy Lam", "Dee Park"],
        teams={"Ana Ruiz": "Team Red", "Dee Park": "Team Blue"},
    ),
    RosterCase(
        "members column",
        'Team,Members\nNorth,"Ana, Ben"\nSouth,"Cy, Dee and Eve"',
        ["Ana", "Ben", "Cy", "Dee", "Eve"],
        teams={"Ana": "North", "Eve": "South"},
    ),
    RosterCase(
        "room per row",
        ("Room,Person 1,Person 2\nRoom 1,Ana Ruiz,Ben Okafor\nRoom 2,Cy Lam,Dee Park"),
        ["Ana Ruiz", "Ben Okafor", "Cy Lam", "Dee Park"],
        teams={"Ana Ruiz": "Room 1", "Dee Park": "Room 2"},
    ),
    RosterCase(
        "semicolon and names with comma",
        "Ruiz, Ana; Okafor, Ben; Lam, Cy",
        ["Ana Ruiz", "Ben Okafor", "Cy Lam"],
    ),
    RosterCase(
        "quoted outlook", "'Ana Ruiz' <a@x.org>; 'Ben Okafor' <b@x.org>", ["Ana Ruiz", "Ben Okafor"]
    ),
    RosterCase(
        "mailto list", "a@x.org (Ana Ruiz), b@x.org (Ben Okafor)", ["Ana Ruiz", "Ben Okafor"]
    ),
    RosterCase(
        "name email cols", "Ana Ruiz\ta@x.org\nBen Okafor\tb@x.org", ["Ana Ruiz", "Ben Okafor"]
    ),
    RosterCase(
        "bulleted emails", "- Ana Ruiz: a@x.org\n- Ben Okafor: b@x.org", ["Ana Ruiz", "Ben Okafor"]
    ),
    RosterCase(
        "emails brackets", "Ana Ruiz [a@x.org]\nBen Okafor [b@x.org]", ["Ana Ruiz", "Ben Okafor"]
    ),
    RosterCase(
        "waitlist inline",
        "1. Ana Ruiz\n2. Ben Okafor\n3. Zed (waitlist)\n4. Yan (waiting list)",
        ["Ana Ruiz", "Ben Okafor"],
    ),
    RosterCase(
        "cancelled es inline",
        "Ana Ruiz\nZed (cancelado)\nBen Okafor\nYan (no viene)",
        ["Ana Ruiz", "Ben Okafor"],
    ),
    RosterCase(
        "no headings es",
        "Asisten:\nAna Ruiz\nBen Okafor\nNo asisten:\nZed",
        ["Ana Ruiz", "Ben Okafor"],
    ),
    RosterCase(
        "zusagen absagen",
        "Zusagen:\nAna Ruiz\nBen Okafor\n\nAbsagen:\nZed Zorn",
        ["Ana Ruiz", "Ben Okafor"],
    ),
    RosterCase(
        "presents absents",
        "Présents : Ana Ruiz, Ben Okafor\nAbsents : Zed, Yan\nExcusés : Wil",
        ["Ana Ruiz", "Ben Okafor"],
    ),
    RosterCase(
        "rsvp maybe",
        "Name,RSVP\nAna Ruiz,Yes\nBen Okafor,Maybe\nZed,No",
        ["Ana Ruiz", "Ben Okafor"],
    ),
    RosterCase(
        "attended mix",
        "Name,Attended\nAna Ruiz,Yes\nZed,No\nBen Okafor,",
        ["Ana Ruiz", "Ben Okafor"],
    ),
    RosterCase(
        "check marks", "Name,Present\nAna Ruiz,✓\nZed,✗\nBen Okafor,✓", ["Ana Ruiz", "Ben Okafor"]
    ),
    RosterCase(
        "check x blank", "Name,Absent\nAna Ruiz,\nZed,x\nBen Okafor,", ["Ana Ruiz", "Ben Okafor"]
    ),
    RosterCase(
        "titles",
        "Dr Ana Ruiz\nMx. Ben Okafor\nRev Cy Lam",
        ["Dr Ana Ruiz", "Mx. Ben Okafor", "Rev Cy Lam"],
    ),
    RosterCase("mononyms upper", "ANA\nBEN\nCY", ["ANA", "BEN", "CY"]),
    RosterCase(
        "apostrophes",
        "Pat O’Neil\nFatou N'Diaye\nD'Angelo Ruiz",
        ["Pat O’Neil", "Fatou N'Diaye", "D'Angelo Ruiz"],
    ),
    RosterCase(
        "hyphens",
        ("Jean-Luc Dupont - Nord\nMarie-Ève Roy - Sud\nAnne-Lise Bon - Nord\nJo Tan - Sud"),
        ["Jean-Luc Dupont", "Marie-Ève Roy", "Anne-Lise Bon", "Jo Tan"],
        teams={"Jo Tan": "Sud"},
    ),
    RosterCase(
        "space before colon",
        "Équipe 1 : Zoé, Loïc\nÉquipe 2 : Ana, Ben",
        ["Zoé", "Loïc", "Ana", "Ben"],
        teams={"Zoé": "Équipe 1"},
    ),
    RosterCase(
        "checkbox csv",
        "Name,Coming?,Team\nAna Ruiz,TRUE,A\nZed,FALSE,B\nBen Okafor,TRUE,A",
        ["Ana Ruiz", "Ben Okafor"],
    ),
    RosterCase(
        "first col blank label",
        ",Name,Email\n1,Ana Ruiz,a@x\n2,Ben Okafor,b@x",
        ["Ana Ruiz", "Ben Okafor"],
    ),
    RosterCase(
        "phone same person",
        ("Name,Phone\nAna Ruiz,555-010-0101\nBen Okafor,555-010-0102\nAna Ruiz,5550100101"),
        ["Ana Ruiz", "Ben Okafor"],
    ),
    RosterCase(
        "hash comment", "# people for Monday\nAna Ruiz\nBen Okafor", ["Ana Ruiz", "Ben Okafor"]
    ),
    RosterCase("bold name in list", "- **Ana Ruiz**\n- **Ben Okafor**", ["Ana Ruiz", "Ben Okafor"]),
    RosterCase(
        "total last with count",
        "Name,Email\nAna Ruiz,a@x\nBen Okafor,b@x\n,\n2 responses,",
        ["Ana Ruiz", "Ben Okafor"],
    ),
    RosterCase(
        "page footer",
        "Name,Email,Phone\nAna Ruiz,a@x,1\nBen Okafor,b@x,2\nPage 1 of 1,,",
        ["Ana Ruiz", "Ben Okafor"],
    ),
    RosterCase(
        "generated footer",
        ("Name,Email,Phone\nAna Ruiz,a@x,1\nBen Okafor,b@x,2\n\nGenerated on 2026-11-09 by Forms"),
        ["Ana Ruiz", "Ben Okafor"],
    ),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_read_roster_reads_more_sources(case: RosterCase) -> None:
    assert_reads(case)


@pytest.mark.parametrize(
    "text, encoding, names",
    [
        ("氏名,チーム\n山田 太郎,A\n佐藤 花子,B", "shift_jis", ["山田 太郎", "佐藤 花子"]),
        ("姓名,小组\n王小明,一组\n李华,二组", "gb18030", ["王小明", "李华"]),
        (
            "Jméno;Skupina\nŘehoř Dvořák;A\nŽofie Šťastná;B",
            "cp1250",
            ["Řehoř Dvořák", "Žofie Šťastná"],
        ),
        ("Имя;Команда\nАнна Петрова;А\nБорис Чехов;Б", "cp1251", ["Анна Петрова", "Борис Чехов"]),
        ("Name;Gruppe\nJörg Weiß;A\nJosé Peña;A", "cp1252", ["Jörg Weiß", "José Peña"]),
        ("Όνομα;Ομάδα\nΜαρία Παππά;Α\nΓιώργος Νίκου;Β", "cp1253", ["Μαρία Παππά", "Γιώργος Νίκου"]),
    ],
)
def test_read_roster_guesses_old_encoding(text: str, encoding: str, names: list[str]) -> None:
    roster = read_roster(text.encode(encoding))
    assert [person.name for person in roster.people] == names
    assert "not in UTF-8" in roster.doubts()[0]


def test_read_roster_mends_double_encoding() -> None:
    roster = read_roster("JosÃ© PeÃ±a\nFay Wu\nZoÃ«")
    assert [person.name for person in roster.people] == ["José Peña", "Fay Wu", "Zoë"]
    assert "garbled" in roster.doubts()[0]
