"""Ordinary names stay whole, also those that are words for teams, days or devices elsewhere."""

import pytest

from oneone_tui.workshop.roster.reader import read_roster

NAMES = {
    "english": [
        "Will Smith",
        "Grace Park",
        "Mark Open",
        "April May",
        "Hope Free",
        "Summer Day",
        "Rose Total",
        "Max Media",
        "Jordan Host",
        "Christian Guest",
        "Bill Page",
        "Penny Cash",
        "Art Wall",
        "Rich Room",
        "Guy Table",
    ],
    "spanish": [
        "María José de la O",
        "José Y. Ruiz",
        "Ángel Mesa",
        "Dolores Salas",
        "Sol Libre",
        "Abril Mayo",
        "Ana Vacante Ruiz",
    ],
    "german": [
        "Wolfgang von der Au",
        "Karl-Heinz zu Hohenlohe",
        "Frei Otto",
        "Ute Gast",
        "Jan Februar",
        "Rosa Tisch",
        "Ernst Gruppe",
    ],
    "french": [
        "Jean-Marie Le Pen",
        "Marie de La Tour",
        "Désirée Salle",
        "Aimé Table",
        "Noël Mercredi",
        "Ange Libre",
    ],
    "portuguese": ["José da Silva e Costa", "Maria do Carmo", "Domingos Sábado", "João Mesa"],
    "italian": ["Libero Gatti", "Vito De Luca", "Domenica Sala", "Pasqua Rossi"],
    "others": [
        "Nguyễn Văn A",
        "Li Na",
        "Do Kwon",
        "So Yun",
        "An Na",
        "Ba Ali",
        "O Ren",
        "Y Vy",
        "Om Sharma",
        "Ng Mei",
        "Yes Lee",
        "No Seong",
        "Sam No",
    ],
    "dotted": ["J. R. Smith", "A. B. Jones", "M.L. King", "St. John Ruiz"],
    "odd": [
        "X",
        "Bo",
        "D'Arcy",
        "mx quill",
        "ana",
        "van Dyk",
        "bell hooks",
        "50 Cent",
        "Blue Ivy",
        "North West",
    ],
}


@pytest.mark.parametrize("names", NAMES.values(), ids=NAMES)
def test_read_roster_keeps_ordinary_names(names: list[str]) -> None:
    rows = [f"{name},p{at}@x.org" for at, name in enumerate(names)]
    for text in ("\n".join(names), "\n".join(["Name,Email", *rows])):
        assert [person.name for person in read_roster(text).people] == names


def test_read_roster_leaves_out_title_above_names() -> None:
    roster = read_roster("Spring training\n\nFay Wu\nBen Gil\n")
    assert [person.name for person in roster.people] == ["Fay Wu", "Ben Gil"]
    assert roster.doubts() == ("line 1: «Spring training» left out: a title, it seems",)
