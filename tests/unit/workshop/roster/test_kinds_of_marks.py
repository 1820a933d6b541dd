"""Numbers, bullets, quotes, phones and handles come off; commas and «and» part names."""

import pytest

from tests.support.rosters import RosterCase, assert_reads

CASES = [
    RosterCase(
        "No.",
        "No. 1 Ana Ruiz\nNo. 2 Ben Okafor\nNo. 3 Cy Lam",
        ["Ana Ruiz", "Ben Okafor", "Cy Lam"],
    ),
    RosterCase("nº", "nº 1 Ana Ruiz\nnº 2 Ben Okafor", ["Ana Ruiz", "Ben Okafor"]),
    RosterCase("#1", "#1 Ana Ruiz\n#2 Ben Okafor\n#3 Cy Lam", ["Ana Ruiz", "Ben Okafor", "Cy Lam"]),
    RosterCase(
        "bare numbers", "1 Ana Ruiz\n2 Ben Okafor\n3 Cy Lam", ["Ana Ruiz", "Ben Okafor", "Cy Lam"]
    ),
    RosterCase(
        "01.", "01. Ana Ruiz\n02. Ben Okafor\n10. Cy Lam", ["Ana Ruiz", "Ben Okafor", "Cy Lam"]
    ),
    RosterCase(
        "1)-", "1)- Ana Ruiz\n2)- Ben Okafor\n3)- Cy Lam", ["Ana Ruiz", "Ben Okafor", "Cy Lam"]
    ),
    RosterCase("1º", "1º Ana Ruiz\n2º Ben Okafor\n3º Cy Lam", ["Ana Ruiz", "Ben Okafor", "Cy Lam"]),
    RosterCase("1/", "1/ Ana Ruiz\n2/ Ben Okafor", ["Ana Ruiz", "Ben Okafor"]),
    RosterCase("[1]", "[1] Ana Ruiz\n[2] Ben Okafor", ["Ana Ruiz", "Ben Okafor"]),
    RosterCase(
        "roman", "i. Ana Ruiz\nii. Ben Okafor\niii. Cy Lam", ["Ana Ruiz", "Ben Okafor", "Cy Lam"]
    ),
    RosterCase(
        "letters A.", "A. Ana Ruiz\nB. Ben Okafor\nC. Cy Lam", ["Ana Ruiz", "Ben Okafor", "Cy Lam"]
    ),
    RosterCase(
        "(a)", "(a) Ana Ruiz\n(b) Ben Okafor\n(c) Cy Lam", ["Ana Ruiz", "Ben Okafor", "Cy Lam"]
    ),
    RosterCase("a)", "A) Ana Ruiz\nB) Ben Okafor\nC) Cy Lam", ["Ana Ruiz", "Ben Okafor", "Cy Lam"]),
    RosterCase("circled", "① Ana Ruiz\n② Ben Okafor", ["Ana Ruiz", "Ben Okafor"]),
    RosterCase(
        "emoji bullets",
        "🌻 Ana Ruiz\n🌻 Ben Okafor\n🌻 Cy Lam",
        ["Ana Ruiz", "Ben Okafor", "Cy Lam"],
    ),
    RosterCase(
        "raised hands",
        "Ana Ruiz 🙋\u200d♀️\nBen Okafor 👍🏽\nCy Lam ✔️",
        ["Ana Ruiz", "Ben Okafor", "Cy Lam"],
    ),
    RosterCase(
        "arrows", "➡️ Ana Ruiz\n► Ben Okafor\n» Cy Lam", ["Ana Ruiz", "Ben Okafor", "Cy Lam"]
    ),
    RosterCase(
        ">> quoted", ">> Ana Ruiz\n>> Ben Okafor\n> Cy Lam", ["Ana Ruiz", "Ben Okafor", "Cy Lam"]
    ),
    RosterCase(
        "tabs after numbers",
        "1.\tAna Ruiz\n2.\tBen Okafor\n3.\tCy Lam",
        ["Ana Ruiz", "Ben Okafor", "Cy Lam"],
    ),
    RosterCase("en dash numbers", "1 – Ana Ruiz\n2 – Ben Okafor", ["Ana Ruiz", "Ben Okafor"]),
    RosterCase(
        "quoted names", '"Ana Ruiz",\n"Ben Okafor",\n"Cy Lam"', ["Ana Ruiz", "Ben Okafor", "Cy Lam"]
    ),
    RosterCase("single quotes", "'Ana Ruiz'\n'Ben Okafor'", ["Ana Ruiz", "Ben Okafor"]),
    RosterCase("guillemets", "«Ana Ruiz»\n«Ben Okafor»", ["Ana Ruiz", "Ben Okafor"]),
    RosterCase("curly quotes", "“Ana Ruiz”\n“Ben Okafor”", ["Ana Ruiz", "Ben Okafor"]),
    RosterCase(
        "To",
        "To: Ana Ruiz <a@x.org>; Ben Okafor <b@x.org>\nCc: Cy Lam <c@x.org>",
        ["Ana Ruiz", "Ben Okafor", "Cy Lam"],
    ),
    RosterCase("An:", "An: Ana Ruiz <a@x.org>, Ben Okafor <b@x.org>", ["Ana Ruiz", "Ben Okafor"]),
    RosterCase(
        "Para:", "Para: Ana Ruiz <a@x.org>, Ben Okafor <b@x.org>", ["Ana Ruiz", "Ben Okafor"]
    ),
    RosterCase(
        "To plain", "To: Ana Ruiz; Ben Okafor; Cy Lam", ["Ana Ruiz", "Ben Okafor", "Cy Lam"]
    ),
    RosterCase(
        "Participants:",
        "Participants: Ana Ruiz, Ben Okafor and Cy Lam",
        ["Ana Ruiz", "Ben Okafor", "Cy Lam"],
    ),
    RosterCase(
        "Asistentes",
        "Asistentes: Ana Ruiz, Ben Okafor y Cy Lam",
        ["Ana Ruiz", "Ben Okafor", "Cy Lam"],
    ),
    RosterCase(
        "phones fr",
        ("Ana Ruiz 06 12 34 56 78\nBen Okafor +33 6 12 34 56 79\nCy Lam 06.12.34.56.80"),
        ["Ana Ruiz", "Ben Okafor", "Cy Lam"],
    ),
    RosterCase(
        "phones de",
        ("Ana Ruiz, 0171/5550102\nBen Okafor, 0171-5550103\nCy Lam, +49 171 5550104"),
        ["Ana Ruiz", "Ben Okafor", "Cy Lam"],
    ),
    RosterCase(
        "tel:",
        "Ana Ruiz, tel. 555-010-0101\nBen Okafor, tel. 555-010-0102",
        ["Ana Ruiz", "Ben Okafor"],
    ),
    RosterCase(
        "phone first",
        "+1 415 555 0100 Ana Ruiz\n+1 415 555 0101 Ben Okafor",
        ["Ana Ruiz", "Ben Okafor"],
    ),
    RosterCase(
        "phone in table cell",
        "Name,Team\nAna Ruiz 415-555-0100,A\nBen Okafor,B",
        ["Ana Ruiz", "Ben Okafor"],
    ),
    RosterCase(
        "handles",
        "Ana Ruiz (@anar)\nBen Okafor @ben\nCy Lam - @cylam",
        ["Ana Ruiz", "Ben Okafor", "Cy Lam"],
    ),
    RosterCase("and line", "Ana Ruiz and Ben Okafor\nCy Lam", ["Ana Ruiz", "Ben Okafor", "Cy Lam"]),
    RosterCase("et line", "Zoé Dupont et Loïc Weiß\nCy Lam", ["Zoé Dupont", "Loïc Weiß", "Cy Lam"]),
    RosterCase(
        "y surname stays",
        "Santiago Ramón y Cajal\nJosé Ortega y Gasset\nAna Ruiz",
        ["Santiago Ramón y Cajal", "José Ortega y Gasset", "Ana Ruiz"],
    ),
    RosterCase(
        "e surname stays", "Maria Costa e Silva\nAna Ruiz", ["Maria Costa e Silva", "Ana Ruiz"]
    ),
    RosterCase("oxford", "Ana, Ben, and Cy", ["Ana", "Ben", "Cy"]),
    RosterCase("pt e", "Ana, Ben e Cy", ["Ana", "Ben", "Cy"]),
    RosterCase("it e", "Anna, Marco e Giulia", ["Anna", "Marco", "Giulia"]),
    RosterCase("de und", "Anna, Jörg und Karl", ["Anna", "Jörg", "Karl"]),
    RosterCase("fr et", "Zoé, Loïc et Ana Ruiz", ["Zoé", "Loïc", "Ana Ruiz"]),
    RosterCase("&", "Ana & Ben\nCy", ["Ana", "Ben", "Cy"]),
    RosterCase("slash line", "Ana / Ben / Cy", ["Ana", "Ben", "Cy"]),
    RosterCase("dots line", "Ana Ruiz · Ben Okafor · Cy Lam", ["Ana Ruiz", "Ben Okafor", "Cy Lam"]),
    RosterCase(
        "pipes line", "Ana Ruiz | Ben Okafor | Cy Lam", ["Ana Ruiz", "Ben Okafor", "Cy Lam"]
    ),
    RosterCase("arabic comma", "محمد، فاطمة، علي", ["محمد", "فاطمة", "علي"]),
    RosterCase("fullwidth comma", "山田，佐藤，鈴木", ["山田", "佐藤", "鈴木"]),
    RosterCase(
        "andrew",
        "Anders And\nFernand Etienne\nYves Y. Tan",
        ["Anders And", "Fernand Etienne", "Yves Y. Tan"],
    ),
    RosterCase(
        "trailing commas plain",
        "Ana Ruiz,\nBen Okafor,\nCy Lam,",
        ["Ana Ruiz", "Ben Okafor", "Cy Lam"],
    ),
    RosterCase(
        "pronoun parens",
        "Ana Ruiz (elle)\nBen Okafor (er/ihm)\nCy Lam (él)",
        ["Ana Ruiz (elle)", "Ben Okafor (er/ihm)", "Cy Lam (él)"],
    ),
    RosterCase(
        "pronoun comma",
        "Ana Ruiz, she/her\nBen Okafor, he/him\nCy Lam, they/them",
        ["Ana Ruiz", "Ben Okafor", "Cy Lam"],
    ),
    RosterCase(
        "extra +1", "Ana Ruiz +1\nBen Okafor (+2)\nCy Lam", ["Ana Ruiz", "Ben Okafor", "Cy Lam"]
    ),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_read_roster_reads_marks(case: RosterCase) -> None:
    assert_reads(case)
