"""Columns are known by their labels: questions, numbers and filler in many languages."""

import pytest

from tests.support.rosters import RosterCase, assert_reads

CASES = [
    RosterCase(
        "qualtrics",
        (
            "StartDate,Status,Q1,Q2\n"
            "Start Date,Response Type,What is your name?,What is your team?\n"
            '"{""ImportId"":""startDate""}","{""ImportId"":""status""}","{""ImportId"":""QID1_TEXT""}","{""ImportId"":""QID2""}"\n'
            "2026-11-01,IP Address,Ana Ruiz,North\n"
            "2026-11-01,IP Address,Ben Okafor,South"
        ),
        ["Ana Ruiz", "Ben Okafor"],
        teams={"Ana Ruiz": "North"},
    ),
    RosterCase(
        "emergency contact",
        (
            "Emergency contact name,Name,Emergency contact phone\n"
            "Zed Zorn,Ana Ruiz,1\n"
            "Yan Yu,Ben Okafor,2"
        ),
        ["Ana Ruiz", "Ben Okafor"],
    ),
    RosterCase(
        "parent name first",
        "Parent/guardian name,Student name\nZed,Ana Ruiz\nYan,Ben Okafor",
        ["Ana Ruiz", "Ben Okafor"],
    ),
    RosterCase(
        "company",
        "Company name,Contact name\nACME,Ana Ruiz\nInitech,Ben Okafor",
        ["Ana Ruiz", "Ben Okafor"],
    ),
    RosterCase(
        "ru",
        "Фамилия,Имя,Команда\nПетрова,Анна,А\nСидоров,Пётр,Б",
        ["Анна Петрова", "Пётр Сидоров"],
        teams={"Анна Петрова": "А"},
    ),
    RosterCase(
        "zh", "姓名,小组\n王小明,一组\n李华,二组", ["王小明", "李华"], teams={"王小明": "一组"}
    ),
    RosterCase("ko", "이름,팀\n김민준,A\n이서연,B", ["김민준", "이서연"], teams={"김민준": "A"}),
    RosterCase("he", "שם מלא,קבוצה\nדוד לוי,א\nשרה כהן,ב", ["דוד לוי", "שרה כהן"]),
    RosterCase(
        "can2 tags",
        'first_name,last_name,can2_user_tags\nAna,Ruiz,"a, b"\nBen,Okafor,',
        ["Ana Ruiz", "Ben Okafor"],
        tags={"Ana Ruiz": ("a", "b")},
    ),
    RosterCase(
        "tags other",
        "Name,Tags\nAna Ruiz,a|b\nBen Okafor,c",
        ["Ana Ruiz", "Ben Okafor"],
        tags={"Ana Ruiz": ("a", "b")},
    ),
    RosterCase(
        "second header row",
        (
            "ID,Custom,What is your name?,Which table?\n"
            ",,Open-Ended Response,Response\n"
            "1,,Fay Wu,1\n"
            "2,,Gus Gil,2\n"
        ),
        ["Fay Wu", "Gus Gil"],
        teams={"Fay Wu": "1"},
    ),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_read_roster_reads_labels(case: RosterCase) -> None:
    assert_reads(case)


QUESTIONS = [
    ("What's your full name? (as you'd like it on your badge)", "Which team are you in?"),
    ("3. Please enter your name:", "4) Your group"),
    ("¿Cómo te llamas?", "¿En qué equipo estás?"),
    ("1. ¿Cuál es tu nombre completo?", "2. ¿A qué grupo perteneces?"),
    ("Escribe tu nombre y apellidos", "Mesa"),
    ("Comment t'appelles-tu ?", "Dans quelle équipe es-tu ?"),
    ("Q1. Quels sont vos nom et prénom ?", "Q2. Votre groupe"),
    ("Comment vous appelez-vous ?", "À quelle équipe appartenez-vous ?"),
    ("Wie heißt du?", "In welchem Team bist du?"),
    ("Bitte gib deinen Namen ein", "Welcher Gruppe gehörst du an?"),
    ("1) Wie ist Ihr vollständiger Name?", "2) Ihr Tisch"),
    ("Qual é o seu nome?", "Em que equipe você está?"),
    ("Como você se chama?", "Qual é o seu grupo?"),
    ("Come ti chiami?", "In quale squadra sei?"),
    ("Qual è il tuo nome e cognome?", "A quale gruppo appartieni?"),
    ("Q1 - What is your name?", "Q2 - What table are you at?"),
    ("Name *", "Team *"),
    ("Your name (required)", "Breakout room (optional)"),
    ("What should we call you?", "Team"),
]


@pytest.mark.parametrize("name, team", QUESTIONS)
def test_read_roster_understands_questions(name: str, team: str) -> None:
    rows = "1/1/2026\tFay Wu\tNorth\thello\n1/1/2026\tGus\tSouth\t"
    text = f"Timestamp\t{name}\t{team}\tComments\n{rows}"
    assert_reads(RosterCase(name, text, ["Fay Wu", "Gus"], teams={"Fay Wu": "North"}))


PARTS = [
    ("What is your first name?", "What is your last name?"),
    ("¿Cuál es tu nombre?", "¿Cuáles son tus apellidos?"),
    ("Quel est votre prénom ?", "Quel est votre nom de famille ?"),
    ("Ton prénom", "Ton nom"),
    ("Wie ist dein Vorname?", "Wie ist dein Nachname?"),
    ("Primeiro nome", "Sobrenome"),
    ("Qual è il tuo nome?", "Qual è il tuo cognome?"),
    ("Name - First Name", "Name - Last Name"),
    ("Name (First)", "Name (Last)"),
    ("Attendee name: First", "Attendee name: Last"),
]


@pytest.mark.parametrize("first, last", PARTS)
def test_read_roster_understands_questions_for_parts(first: str, last: str) -> None:
    text = f"Timestamp;{first};{last}\n1/1/2026;Fay;Wu\n1/1/2026;Gus;Gil"
    assert_reads(RosterCase(first, text, ["Fay Wu", "Gus Gil"]))
