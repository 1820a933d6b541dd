"""Teams stand in headings, before lists, side by side, and in columns without a label."""

import pytest

from tests.support.rosters import RosterCase, assert_reads

CASES = [
    RosterCase(
        "two tables with titles",
        (
            "Northside\n"
            "Name,Phone\n"
            "Ana Ruiz,555-0101\n"
            "Ben Okafor,555-0102\n"
            "\n"
            "Riverside\n"
            "Name,Phone\n"
            "Cy Lam,555-0103\n"
            "Dee Park,555-0104\n"
        ),
        ["Ana Ruiz", "Ben Okafor", "Cy Lam", "Dee Park"],
        teams={"Ana Ruiz": "Northside", "Cy Lam": "Riverside"},
    ),
    RosterCase(
        "md headings tables",
        (
            "## North\n"
            "| Name | Phone |\n"
            "|---|---|\n"
            "| Ana Ruiz | 1 |\n"
            "| Ben Okafor | 2 |\n"
            "\n"
            "## South\n"
            "| Name | Phone |\n"
            "|---|---|\n"
            "| Cy Lam | 3 |\n"
        ),
        ["Ana Ruiz", "Ben Okafor", "Cy Lam"],
        teams={"Ana Ruiz": "North", "Cy Lam": "South"},
    ),
    RosterCase(
        "team rows in table",
        "Name,Phone\nTeam 1,\nAna Ruiz,555\nBen Okafor,556\nTeam 2,\nCy Lam,557",
        ["Ana Ruiz", "Ben Okafor", "Cy Lam"],
        teams={"Ana Ruiz": "Team 1", "Cy Lam": "Team 2"},
    ),
    RosterCase(
        "room lines",
        "Room 1: Ana, Ben\nRoom 2: Cy, Dee",
        ["Ana", "Ben", "Cy", "Dee"],
        teams={"Ana": "Room 1", "Dee": "Room 2"},
    ),
    RosterCase(
        "room dash",
        "Room 1 - Ana, Ben\nRoom 2 - Cy, Dee",
        ["Ana", "Ben", "Cy", "Dee"],
        teams={"Ana": "Room 1", "Dee": "Room 2"},
    ),
    RosterCase(
        "mesa lines",
        "Mesa 1: Ana, Ben y Cy\nMesa 2: Dee, Eve y Fay",
        ["Ana", "Ben", "Cy", "Dee", "Eve", "Fay"],
        teams={"Cy": "Mesa 1", "Fay": "Mesa 2"},
    ),
    RosterCase(
        "gruppe und",
        "Gruppe A: Anna, Jörg und Ülkü\nGruppe B: Karl und Rosa",
        ["Anna", "Jörg", "Ülkü", "Karl", "Rosa"],
        teams={"Karl": "Gruppe B"},
    ),
    RosterCase(
        "equipe et",
        "Équipe rouge : Zoé, Loïc et Fatou\nÉquipe bleue : Ana et Ben",
        ["Zoé", "Loïc", "Fatou", "Ana", "Ben"],
        teams={"Zoé": "Équipe rouge"},
    ),
    RosterCase(
        "md h2",
        "# Training\n\n## North\n- Ana\n- Ben\n\n## South\n- Cy\n- Dee",
        ["Ana", "Ben", "Cy", "Dee"],
        teams={"Ana": "North", "Cy": "South"},
    ),
    RosterCase(
        "md h1 teams",
        "# North\nAna\nBen\n# South\nCy\nDee",
        ["Ana", "Ben", "Cy", "Dee"],
        teams={"Ana": "North", "Cy": "South"},
    ),
    RosterCase(
        "md h3",
        "### Team Red\n* Ana\n* Ben\n### Team Blue\n* Cy",
        ["Ana", "Ben", "Cy"],
        teams={"Ana": "Team Red", "Cy": "Team Blue"},
    ),
    RosterCase(
        "bold headings",
        "*North*\nAna\nBen\n\n*South*\nCy\nDee",
        ["Ana", "Ben", "Cy", "Dee"],
        teams={"Ana": "North", "Dee": "South"},
    ),
    RosterCase(
        "bold md",
        "**North**\n- Ana\n- Ben\n\n**South**\n- Cy",
        ["Ana", "Ben", "Cy"],
        teams={"Ana": "North", "Cy": "South"},
    ),
    RosterCase(
        "framed",
        "== North ==\nAna\nBen\n== South ==\nCy",
        ["Ana", "Ben", "Cy"],
        teams={"Ana": "North", "Cy": "South"},
    ),
    RosterCase(
        "ini",
        "[North]\nAna\nBen\n[South]\nCy",
        ["Ana", "Ben", "Cy"],
        teams={"Ana": "North", "Cy": "South"},
    ),
    RosterCase(
        "bare room headings",
        "Room 1\nAna Ruiz\nBen Okafor\n\nRoom 2\nCy Lam",
        ["Ana Ruiz", "Ben Okafor", "Cy Lam"],
        teams={"Ana Ruiz": "Room 1", "Cy Lam": "Room 2"},
    ),
    RosterCase(
        "bare headings over bullets",
        "North\n- Ana\n- Ben\nSouth\n- Cy\n- Dee",
        ["Ana", "Ben", "Cy", "Dee"],
        teams={"Ana": "North", "Cy": "South"},
    ),
    RosterCase(
        "equipo headings",
        "Equipo Norte:\n1. Ana\n2. Ben\n\nEquipo Sur:\n1. Cy\n2. Dee",
        ["Ana", "Ben", "Cy", "Dee"],
        teams={"Ana": "Equipo Norte", "Cy": "Equipo Sur"},
    ),
    RosterCase(
        "side by side",
        "North,South\nAna,Cy\nBen,Dee",
        ["Ana", "Ben", "Cy", "Dee"],
        teams={"Ana": "North", "Cy": "South"},
    ),
    RosterCase(
        "side by side teams",
        (
            "Team 1\tTeam 2\tTeam 3\n"
            "Ana Ruiz\tBen Okafor\tCy Lam\n"
            "Dee Park\tEve Sol\tFay Wu\n"
            "\tGus Gil\t"
        ),
        ["Ana Ruiz", "Dee Park", "Ben Okafor", "Eve Sol", "Gus Gil", "Cy Lam", "Fay Wu"],
        teams={"Ana Ruiz": "Team 1", "Gus Gil": "Team 2", "Fay Wu": "Team 3"},
    ),
    RosterCase(
        "side by side full",
        "Harbor;Valley\nAna Ruiz;Cy Lam\nBen Okafor;Dee Park",
        ["Ana Ruiz", "Ben Okafor", "Cy Lam", "Dee Park"],
        teams={"Ana Ruiz": "Harbor", "Cy Lam": "Valley"},
    ),
    RosterCase(
        "side by side mesa",
        "Mesa 1,Mesa 2\nAna,Cy\nBen,Dee",
        ["Ana", "Ben", "Cy", "Dee"],
        teams={"Ana": "Mesa 1", "Cy": "Mesa 2"},
    ),
    RosterCase(
        "name: team",
        "Ana Ruiz: North\nBen Okafor: South\nCy Lam: North\nDee Park: South",
        ["Ana Ruiz", "Ben Okafor", "Cy Lam", "Dee Park"],
        teams={"Ana Ruiz": "North"},
    ),
    RosterCase(
        "name (team)",
        "Ana Ruiz (Team A)\nBen Okafor (Team B)\nCy Lam (Team A)",
        ["Ana Ruiz", "Ben Okafor", "Cy Lam"],
        teams={"Ana Ruiz": "Team A", "Ben Okafor": "Team B"},
    ),
    RosterCase(
        "headerless team last",
        "Ana Ruiz,North\nBen Okafor,South\nCy Lam,North\nDee Park,South",
        ["Ana Ruiz", "Ben Okafor", "Cy Lam", "Dee Park"],
        teams={"Ana Ruiz": "North"},
    ),
    RosterCase(
        "headerless room first",
        "Room 1;Ana Ruiz\nRoom 2;Ben Okafor\nRoom 3;Cy Lam",
        ["Ana Ruiz", "Ben Okafor", "Cy Lam"],
        teams={"Ana Ruiz": "Room 1"},
    ),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_read_roster_reads_teams(case: RosterCase) -> None:
    assert_reads(case)
