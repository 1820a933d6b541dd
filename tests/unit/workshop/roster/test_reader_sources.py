"""Lists as forms, video calls and CRMs write them: three people each."""

import pytest

from oneone_tui.workshop.roster.reader import read_roster
from oneone_tui.workshop.roster.records import RosterError, RosterPerson

THREE = ["Ana Ruiz", "Ben Okafor", "Cy Lam"]


def names(data: bytes | str) -> list[str]:
    return [one.name for one in read_roster(data).people]


def remarks(data: bytes | str) -> list[str]:
    roster = read_roster(data)
    notes = [(note.line, str(note)) for note in roster.remarks]
    notes += [(row.line, str(row)) for row in roster.left_out]
    return [text for _, text in sorted(notes)]


TEAMS = """\
1. Summary
Meeting title\tTenants
Attended participants\t3
Start time\t11/26/25, 4:16:54 PM
Meeting duration\t1h 2m

2. Participants
Name\tFirst Join\tLast Leave\tIn-Meeting Duration\tEmail\tParticipant ID (UPN)\tRole
Ana Ruiz\t11/26/25, 4:16:55 PM\t11/26/25, 5:18:08 PM\t1h\tana@x.org\tana@x.org\tOrganizer
Ben Okafor (Guest)\t11/26/25, 4:17:00 PM\t11/26/25, 5:18:05 PM\t1h\t\t\tPresenter
Cy Lam (Unverified)\t11/26/25, 4:17:00 PM\t11/26/25, 5:18:05 PM\t1h\t\t\tPresenter

3. In-Meeting Activities
Name\tJoin Time\tLeave Time\tDuration\tEmail\tRole
Ana Ruiz\t11/26/25, 4:16:55 PM\t11/26/25, 5:18:08 PM\t1h\tana@x.org\tOrganizer
"""
TEAMS_GERMAN = """\
1. Zusammenfassung
Besprechungstitel\tMieter

2. Teilnehmer
Name\tErster Beitritt\tLetztes Verlassen\tDauer\tE-Mail\tTeilnehmer-ID (UPN)\tRolle
Ana Ruiz\t26.11.25, 16:16:55\t26.11.25, 17:18:08\t1h\tana@x.org\tana@x.org\tOrganisator
Ben Okafor (Gast)\t26.11.25, 16:16:55\t26.11.25, 17:18:08\t1h\t\t\tReferent
Cy Lam\t26.11.25, 16:16:55\t26.11.25, 17:18:08\t1h\t\t\tReferent

3. Aktivitäten in der Besprechung
Name\tBeitrittszeit\tAustrittszeit\tDauer\tE-Mail\tRolle
Ana Ruiz\t26.11.25, 16:16:55\t26.11.25, 17:18:08\t1h\tana@x.org\tOrganisator
"""
TEAMS_OLD = """\
Full Name\tUser Action\tTimestamp
Ana Ruiz\tJoined\t2/1/2021, 9:00:00 AM
Ben Okafor\tJoined\t2/1/2021, 9:01:00 AM
Ana Ruiz\tLeft\t2/1/2021, 9:30:00 AM
Cy Lam\tJoined\t2/1/2021, 9:31:00 AM
"""
ZOOM = """\
Meeting ID,Topic,Start Time,End Time,User Email,Duration (Minutes),Participants,
123 456 789,Tenants,11/26/25 4:16,11/26/25 5:18,host@x.org,62,4,

Name (Original Name),User Email,Join Time,Leave Time,Duration (Minutes),Guest,In Waiting Room
Ana Ruiz (Host),ana@x.org,11/26/25 4:16,11/26/25 5:18,62,No,No
Ben Okafor (Ben's iPad),,11/26/25 4:16,11/26/25 4:17,1,Yes,Yes
Ben Okafor (Ben's iPad),,11/26/25 4:17,11/26/25 5:18,61,Yes,No
Cy Lam,,11/26/25 4:16,11/26/25 5:18,62,Yes,No
"""
ZOOM_NEW = """\
Topic,ID,Host name,Host email,Start time,End time,Participants,Duration (minutes)
Tenants,123,Ana Ruiz,ana@x.org,11/26/25 4:16,11/26/25 5:18,3,62
Name (original name),Email,Join time,Leave time,Duration (minutes),Guest,Recording disclaimer
Ana Ruiz,ana@x.org,11/26/25 4:16,11/26/25 5:18,62,No,OK
Ben Okafor,,11/26/25 4:17,11/26/25 5:18,61,Yes,OK
Cy Lam,,11/26/25 4:16,11/26/25 5:18,62,Yes,OK
"""
MEET = """\
First name,Last name,Email,Duration,Time joined,Time exited
Ana,Ruiz,ana@x.org,1 hr,4:16 PM,5:18 PM
Ben,Okafor,ben@x.org,1 hr,4:16 PM,5:18 PM
Cy,Lam,,1 hr,4:16 PM,5:18 PM
"""
GOOGLE_FORM = """\
"Timestamp","Email Address","What is your name?","Why do you come?"
"2025/11/20 9:00:00 AM","ana@x.org","Ana Ruiz","rent,
and neighbours"
"2025/11/20 9:10:00 AM","ben@x.org","Ben Okafor",""
"2025/11/20 9:20:00 AM","cy@x.org"," Cy  Lam ","my name is Cy"
"""
MICROSOFT_FORM = """\
ID;Start time;Completion time;Email;Name;What is your name?
1;11/20/25 9:00;11/20/25 9:01;anonymous;;Ana Ruiz
2;11/20/25 9:10;11/20/25 9:11;anonymous;;Ben Okafor
3;11/20/25 9:20;11/20/25 9:21;anonymous;;Cy Lam
"""
ACTION_NETWORK = """\
email,first_name,last_name,zip_code,can2_subscription_status
ana@x.org,Ana,Ruiz,10001,subscribed
ben@x.org,Ben,Okafor,10002,subscribed
cy@x.org,Cy,Lam,10003,subscribed
"""
VAN = """\
VANID\tContact Name\tPreferred Email\tCell Phone
101\tRuiz, Ana\tana@x.org\t555-0001
102\tOkafor, Ben\t\t555-0002
103\tLam, Cy\t\t555-0003
"""
SALESFORCE = """\
"Contact ID","First Name","Last Name","Account Name","Email"
"003A","Ana","Ruiz","Tenants' Union","ana@x.org"
"003B","Ben","Okafor","Tenants' Union",""
"003C","Cy","Lam","Tenants' Union",""


"Leaders of the spring campaign"
"Copyright (c) 2000-2025 salesforce.com, inc. All rights reserved."
"Confidential Information - Do Not Distribute"
"""
MAILCHIMP = '''\
Email Address,First Name,Last Name,MEMBER_RATING,OPTIN_TIME,TAGS
ana@x.org,Ana,Ruiz,2,2025-01-01 10:00:00,"""press"",""data"""
ben@x.org,Ben,Okafor,2,2025-01-01 10:00:00,
cy@x.org,Cy,Lam,2,2025-01-01 10:00:00,
'''
EVENTBRITE = """\
Order #,Order Date,Attendee #,Attendee First Name,Attendee Last Name,Attendee Email,Ticket Type
1,2025-11-01,11,Ana,Ruiz,ana@x.org,Free
2,2025-11-02,12,Ben,Okafor,ben@x.org,Free
3,2025-11-03,13,Cy,Lam,cy@x.org,Free
"""
GOOGLE_CONTACTS = """\
Name,Given Name,Additional Name,Family Name,Group Membership,E-mail 1 - Type,E-mail 1 - Value
Ana Ruiz,Ana,,Ruiz,* myContacts,*,ana@x.org
Ben Okafor,Ben,,Okafor,* myContacts,*,ben@x.org
Cy Lam,Cy,,Lam,* myContacts,,
"""


@pytest.mark.parametrize(
    "text, encoding",
    [
        pytest.param(TEAMS, "utf-16", id="Teams"),
        pytest.param(TEAMS_GERMAN, "utf-16", id="Teams in German"),
        pytest.param(TEAMS_OLD, "utf-16-le", id="Teams of 2021"),
        pytest.param(ZOOM, "utf-8-sig", id="Zoom"),
        pytest.param(ZOOM_NEW, "utf-8-sig", id="Zoom with the meeting on top"),
        pytest.param(MEET, "utf-8", id="Meet"),
        pytest.param(GOOGLE_FORM, "utf-8", id="Google Forms"),
        pytest.param(MICROSOFT_FORM, "utf-8-sig", id="Microsoft Forms"),
        pytest.param(ACTION_NETWORK, "utf-8", id="Action Network"),
        pytest.param(VAN, "utf-16", id="VAN"),
        pytest.param(SALESFORCE, "cp1252", id="Salesforce"),
        pytest.param(MAILCHIMP, "utf-8", id="Mailchimp"),
        pytest.param(EVENTBRITE, "utf-8", id="Eventbrite"),
        pytest.param(GOOGLE_CONTACTS, "utf-8", id="Google Contacts"),
    ],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_read_roster_reads_files_of_other_programs(text: str, encoding: str, newline: str) -> None:
    assert names(text.replace("\n", newline).encode(encoding)) == THREE


def test_read_roster_says_what_call_report_left_out() -> None:
    assert remarks(TEAMS) == [
        "lines 1 to 6 stand before the table: not read",
        "lines 13 to 15 stand after the table: not read",
        "line 10: «Ben Okafor (Guest)» is read as «Ben Okafor» (the video call's mark left out), "
        "and 1 more like it",
    ]


def test_read_roster_merges_repeated_visits() -> None:
    assert "line 7: «Ben Okafor» left out: the same person again (first on line 6)" in remarks(ZOOM)
    rejoined = "Name,Email,Join time\nAna,,1\nBen,,1\nAna,a@x.org,2\n"
    assert read_roster(rejoined).people == (
        RosterPerson("Ana", email="a@x.org"),
        RosterPerson("Ben"),
    )


def test_read_roster_keeps_namesakes_of_call_apart() -> None:
    with pytest.raises(RosterError, match="Ana is listed twice"):
        read_roster("Name,Email,Join time\nAna,a@x,1\nBen,,1\nAna,b@x,2\n")
    with pytest.raises(RosterError, match="Ana is listed twice"):
        read_roster("Name (Original Name),Join time\nAna (Ana Ruiz),1\nAna (Ana Lopez),1\n")


def test_read_roster_keeps_name_chosen_in_call() -> None:
    shown = ["Ana (Ana Ruiz)", "Ben (he/him)", "[Cy] Lam (Host)"]
    text = "Name (original name),Join time\n" + "".join(f"{name},1\n" for name in shown)
    assert names(text) == ["Ana", "Ben (he/him)", "[Cy] Lam"]


def test_read_roster_reads_other_columns_of_mailing_list() -> None:
    ana = read_roster(MAILCHIMP).people[0]
    assert ana == RosterPerson("Ana Ruiz", tags=("press", "data"), email="ana@x.org")
