"""Devices, bots, dates, links, totals, placeholders and greetings are nobody."""

import pytest

from tests.support.rosters import RosterCase, assert_reads

CASES = [
    RosterCase(
        "devices",
        (
            "Ana Ruiz\n"
            "iPad\n"
            "Galaxy S21\n"
            "Ben's iPhone\n"
            "DESKTOP-4F5G6H\n"
            "Samsung SM-G991B\n"
            "iPhone de Dee\n"
            "Ben Okafor"
        ),
        ["Ana Ruiz", "Ben Okafor"],
    ),
    RosterCase(
        "bots",
        (
            "Ana Ruiz\n"
            "Otter.ai\n"
            "Fireflies.ai Notetaker\n"
            "Ana's Notetaker (Otter.ai)\n"
            "read.ai meeting notes\n"
            "Zoom AI Companion\n"
            "Ben Okafor"
        ),
        ["Ana Ruiz", "Ben Okafor"],
    ),
    RosterCase(
        "dates",
        (
            "Ana Ruiz\n"
            "9 November 2026\n"
            "Mon, Nov 9\n"
            "11/09/2026\n"
            "2026-11-09 18:00\n"
            "lundi 9 novembre\n"
            "Ben Okafor"
        ),
        ["Ana Ruiz", "Ben Okafor"],
    ),
    RosterCase(
        "urls",
        "Ana Ruiz\nhttps://zoom.us/j/123\nwww.example.org\nBen Okafor",
        ["Ana Ruiz", "Ben Okafor"],
    ),
    RosterCase(
        "totals",
        ("Ana Ruiz\nBen Okafor\nTotal: 2\nGesamt\n2 people\nTotal participants: 2"),
        ["Ana Ruiz", "Ben Okafor"],
    ),
    RosterCase(
        "placeholders2",
        (
            "Ana Ruiz\n"
            "Ben Okafor\n"
            "???\n"
            "TBC\n"
            "Por confirmar\n"
            "à confirmer\n"
            "N. N.\n"
            "Guest 2\n"
            "(empty)\n"
            "noch offen"
        ),
        ["Ana Ruiz", "Ben Okafor"],
    ),
    RosterCase(
        "mail text",
        (
            "Hi everyone,\n"
            "\n"
            "here is who comes on Monday:\n"
            "- Ana Ruiz\n"
            "- Ben Okafor\n"
            "- Cy Lam\n"
            "\n"
            "Thanks!\n"
        ),
        ["Ana Ruiz", "Ben Okafor", "Cy Lam"],
    ),
    RosterCase(
        "mail text plain",
        "Hi everyone,\nAna Ruiz\nBen Okafor\nCy Lam\nThanks",
        ["Ana Ruiz", "Ben Okafor", "Cy Lam"],
    ),
    RosterCase(
        "whatsapp es",
        (
            "*Formación lunes 18h* 💪\n"
            "¿Quién viene? Copia y añade tu nombre:\n"
            "\n"
            "1. Ana Ruiz ✅\n"
            "2. Ben Okafor\n"
            "3. Cy Lam 🙋🏽\n"
            "4.\n"
            "5.\n"
        ),
        ["Ana Ruiz", "Ben Okafor", "Cy Lam"],
    ),
    RosterCase(
        "bob talbot",
        ("Bob Talbot\nTheo Bot\nAbbot Kim\nApril May\nMay June\nAugust Hill\nJune Carter"),
        [
            "Bob Talbot",
            "Theo Bot",
            "Abbot Kim",
            "April May",
            "May June",
            "August Hill",
            "June Carter",
        ],
    ),
    RosterCase(
        "odd names",
        (
            "Will Handy\n"
            "Prince\n"
            "X Æ A-12\n"
            "Jo Total\n"
            "Mark Open\n"
            "Grace Free\n"
            "Do Thi Mai\n"
            "So Young\n"
            "Sun Li\n"
            "Pixel Ruiz"
        ),
        [
            "Will Handy",
            "Prince",
            "X Æ A-12",
            "Jo Total",
            "Mark Open",
            "Grace Free",
            "Do Thi Mai",
            "So Young",
            "Sun Li",
            "Pixel Ruiz",
        ],
    ),
    RosterCase(
        "call with devices",
        (
            "Name (Original Name),User Email,Join Time,Duration (Minutes)\n"
            '"Fay Wu (Host, me)",fay@x.org,5:55,65\n'
            "Gus (Gus Gil),gus@x.org,5:58,12\n"
            "Gus (Gus Gil),gus@x.org,6:11,49\n"
            "Hal's iPad (Hal Ito),,6:02,3\n"
            "Hal Ito,,6:05,55\n"
            "iPhone,,6:07,1\n"
            "+1 212*****77,,6:09,51\n"
        ),
        ["Fay Wu", "Gus", "Hal Ito"],
    ),
    RosterCase(
        "webinar of three sections",
        (
            "Attendee Report\n"
            "Topic,Webinar ID,# Registrants\n"
            "Spring,123,5\n"
            "\n"
            "Host Details\n"
            "Attended,User Name (Original Name),Email\n"
            "Yes,Zed Zorn,z@x.org\n"
            "\n"
            "Attendee Details\n"
            "Attended,User Name (Original Name),First Name,Last Name,Email,"
            "Approval Status,Join Time\n"
            "Yes,Fay Wu,Fay,Wu,fay@x.org,approved,5:56\n"
            "Yes,Fay Wu,Fay,Wu,fay@x.org,,6:56\n"
            "Yes,Gus,Gus,Gil,gus@x.org,approved,5:58\n"
            "No,Hal Ito,Hal,Ito,hal@x.org,approved,--\n"
            "\n"
            "Other Attended\n"
            "User Name,Join Time,Leave Time\n"
            "12125550177,6:01,7:00\n"
        ),
        ["Fay Wu", "Gus Gil"],
    ),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_read_roster_reads_not_people(case: RosterCase) -> None:
    assert_reads(case)
