"""Who does not come is left out: by a column, a heading, or a note behind the name."""

import pytest

from tests.support.rosters import RosterCase, assert_reads

CASES = [
    RosterCase(
        "cancelled yes/no",
        "Name,Cancelled\nAna Ruiz,No\nZed,Yes\nBen Okafor,",
        ["Ana Ruiz", "Ben Okafor"],
    ),
    RosterCase(
        "no show col", "Name,No-show?\nAna Ruiz,0\nZed,1\nBen Okafor,0", ["Ana Ruiz", "Ben Okafor"]
    ),
    RosterCase(
        "cancelled at",
        "First,Last,Canceled at\nAna,Ruiz,\nZed,Zorn,2026-11-02\nBen,Okafor,",
        ["Ana Ruiz", "Ben Okafor"],
    ),
    RosterCase(
        "state column is place",
        "Name,City,State\nAna Ruiz,Oakland,CA\nBen Okafor,Reno,NV",
        ["Ana Ruiz", "Ben Okafor"],
    ),
    RosterCase(
        "subscription not status",
        ("Name,Subscription status\nAna Ruiz,unsubscribed\nBen Okafor,subscribed"),
        ["Ana Ruiz", "Ben Okafor"],
    ),
    RosterCase(
        "inline cancelled",
        "Ana Ruiz\nZed (cancelled)\nBen Okafor\nYan - can't come\n",
        ["Ana Ruiz", "Ben Okafor"],
    ),
    RosterCase("struck", "- Ana Ruiz\n- ~~Zed~~\n- Ben Okafor", ["Ana Ruiz", "Ben Okafor"]),
    RosterCase("cross", "✅ Ana Ruiz\n❌ Zed\n✅ Ben Okafor", ["Ana Ruiz", "Ben Okafor"]),
    RosterCase(
        "waitlist heading",
        "Ana Ruiz\nBen Okafor\n\nWaitlist:\nZed\nYan",
        ["Ana Ruiz", "Ben Okafor"],
    ),
    RosterCase(
        "waitlist heading de",
        "1. Ana Ruiz\n2. Ben Okafor\n\nWarteliste\n1. Zed\n2. Yan",
        ["Ana Ruiz", "Ben Okafor"],
    ),
    RosterCase("out in", "In:\nAna Ruiz\nBen Okafor\n\nOut:\nZed", ["Ana Ruiz", "Ben Okafor"]),
    RosterCase(
        "absent inline",
        "Present: Ana Ruiz, Ben Okafor\nAbsent: Zed, Yan\nApologies: Wil",
        ["Ana Ruiz", "Ben Okafor"],
    ),
    RosterCase(
        "headerless status",
        "Ana Ruiz,confirmed\nBen Okafor,confirmed\nZed Zorn,cancelled",
        ["Ana Ruiz", "Ben Okafor"],
    ),
    RosterCase(
        "headerless yes no",
        "Ana Ruiz\tyes\nBen Okafor\tyes\nZed Zorn\tno",
        ["Ana Ruiz", "Ben Okafor"],
    ),
    RosterCase(
        "eventbrite status",
        (
            "Attendee First Name,Attendee Last Name,Attendee Status\n"
            "Ana,Ruiz,Attending\n"
            "Zed,Zorn,Not Attending\n"
            "Ben,Okafor,Checked In"
        ),
        ["Ana Ruiz", "Ben Okafor"],
    ),
    RosterCase(
        "mobilize rating",
        (
            "first name,last name,attended,status\n"
            "Ana,Ruiz,true,CONFIRMED\n"
            "Zed,Zorn,false,CONFIRMED\n"
            "Ben,Okafor,,REGISTERED"
        ),
        ["Ana Ruiz", "Ben Okafor"],
    ),
    RosterCase(
        "members of a chat",
        (
            "username,status,fullname,displayname\n"
            "fay,Member,Fay Wu,fay\n"
            "helper,Bot,Helper Bot,\n"
            "hal,Deactivated,Hal Ito,hal\n"
        ),
        ["Fay Wu"],
    ),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_read_roster_reads_statuses(case: RosterCase) -> None:
    assert_reads(case)


STATUSES = [
    ("Status", "Cancelled"),
    ("Estado", "Cancelado"),
    ("Statut", "Annulé"),
    ("Status", "Storniert"),
    ("Situação", "Cancelado"),
    ("Stato", "Annullato"),
    ("Estado", "Lista de espera"),
    ("Statut", "Liste d'attente"),
    ("Status", "Warteliste"),
    ("Stato", "In lista d'attesa"),
    ("RSVP", "No"),
    ("Asistirá", "No"),
    ("Viendras-tu ?", "Non"),
    ("Kommst du?", "Nein"),
    ("Você vem?", "Não"),
    ("Vieni?", "No"),
    ("Attended", "FALSE"),
    ("Anwesend", "nein"),
    ("Asistencia", "No asistió"),
    ("Présence", "Absent"),
    ("Presença", "Faltou"),
    ("Presenza", "Assente"),
    ("Attendance", "Absent"),
    ("Status", "No-show"),
    ("Status", "Void"),
    ("Ticket status", "Refunded"),
    ("Will you be able to attend?", "No, sorry"),
    ("¿Vas a venir?", "No puedo"),
    ("Attending?", "can't make it"),
    ("Approval Status", "rejected"),
    ("Registration status", "waitlisted"),
    ("Participarás?", "no"),
    ("Nimmst du teil?", "nein, leider nicht"),
    ("Response", "Declined"),
    ("Are you coming?", "no"),
    ("Status", "Cancelled by host"),
    ("Attended", "n"),
]


@pytest.mark.parametrize("label, status", STATUSES)
def test_read_roster_leaves_out_by_status(label: str, status: str) -> None:
    text = f"Name;{label}\nFay Wu;ok\nZed Zorn;{status}\nGus;ok"
    assert_reads(RosterCase(label, text, ["Fay Wu", "Gus"]))
