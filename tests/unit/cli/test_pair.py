"""`oneone pair`: what the screen would propose, without one."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from msgspec.structs import replace

from oneone_tui.cli import roster_option as rosters
from oneone_tui.cli.commands.pair import propose_for
from oneone_tui.cli.session_setup import new_session_from
from oneone_tui.store.attendance_reader import read_attendance
from oneone_tui.store.session_file import SessionFile
from oneone_tui.workshop.model.session import Session
from oneone_tui.workshop.pairing.draw import draw_pairs
from oneone_tui.workshop.suggestions.setup import split_into_teams
from tests.support.command_line import SIX, check_refused
from tests.support.sessions import GUIDE, START, apply_changes, paired_session, running_session

if TYPE_CHECKING:
    from tests.support.command_line import Oneone, Outcome

NAMES = tuple(SIX.decode().splitlines())
TEAMS = b"name;team\nAna;North\nBen;North\nCy;South\nDee;South\n"


def roster_of(people: int) -> bytes:
    """A roster of so many."""
    return "".join(f"Ana P{number:03}\n" for number in range(people)).encode()


def save(folder: Path, session: Session, week: int = 0) -> None:
    """Keep a session that was held so many weeks after the tests' start."""
    info = replace(session.info, id=f"s{week}", created=START + timedelta(weeks=week))
    SessionFile.create(folder / f"{week}.json", replace(session, info=info))


def talked_session(*names: str) -> Session:
    """A session in which these talked, in the roster's order."""
    return running_session(*names, segment="turn-1-conversation")


def data_of(outcome: Outcome) -> Any:
    assert outcome.code == 0
    return json.loads(outcome.out)


def pairs_in(data: Any) -> set[frozenset[str]]:
    return {
        frozenset(person["id"] for person in pair["people"])
        for team in data["teams"]
        for pair in team["pairs"]
    }


def propose_from_stdin(oneone: Oneone, *arguments: str, people: bytes = SIX) -> Any:
    return data_of(oneone("pair", "--roster", "-", "--json", *arguments, stdin=people))


def test_pair_proposes_pairs_and_writes_nothing(oneone: Oneone, home: Path) -> None:
    code, out, err = oneone("pair", "--roster", "-", "--seed", "3", stdin=SIX)
    assert code == 0
    assert out.splitlines()[:2] == ["6 people · 3 pairs · seed 3", "no repeats"]
    assert all(name in out for name in NAMES)
    assert "6 people from" in err
    assert "0 sessions to learn from" in err
    assert list(home.iterdir()) == []


def test_pair_with_same_seed_proposes_same(oneone: Oneone) -> None:
    arguments = ("pair", "--roster", "-", "--seed", "3")
    first = oneone(*arguments, stdin=roster_of(24))
    assert oneone(*arguments, stdin=roster_of(24)) == first
    others = {oneone("pair", "--roster", "-", "--seed", str(n), stdin=SIX).out for n in range(5)}
    assert len(others) == 5


def test_pair_can_repeat_its_own_seed(oneone: Oneone) -> None:
    drawn = propose_from_stdin(oneone)
    assert propose_from_stdin(oneone, "--seed", str(drawn["seed"])) == drawn


@pytest.mark.parametrize("people", [6, 7, 24])
def test_pair_proposes_same_as_console(oneone: Oneone, people: int) -> None:
    Path("roster").write_bytes(roster_of(people))
    save(Path("sessions"), talked_session(*roster_of(people).decode().splitlines()))
    roster, past = (
        rosters.read_roster_option("roster"),
        read_attendance(Path("sessions")).attendance,
    )
    session = new_session_from(GUIDE, "Another", START, 9, roster=roster)
    if people > 10:
        session = apply_changes(session, split_into_teams(session, past))
    shown = propose_for(roster, past, 9)
    assert shown.paired == draw_pairs(session, past, 9)
    given = data_of(oneone("pair", "--roster", "roster", "--seed", "9", "--json"))
    assert pairs_in(given) == {frozenset(pair) for pair in shown.paired.pairs}


def test_pair_avoids_earlier_partners(oneone: Oneone) -> None:
    for week, turn in enumerate(range(3)):
        names = (NAMES[0], *NAMES[1 + turn :], *NAMES[1 : 1 + turn])
        save(Path("s"), talked_session(*names), week)
    before = {
        frozenset(pair.members) for n in range(3) for pair in read_session(f"s/{n}.json").pairs
    }
    for seed in range(5):
        data = propose_from_stdin(oneone, "--seed", str(seed), "--sessions", "s")
        assert (data["repeats"], data["why"]) == (0, [])
        assert not pairs_in(data) & before
        assert data == propose_from_stdin(oneone, "--seed", str(seed), "--history", "s")
    told = oneone("pair", "--roster", "-", "--history", "s", stdin=SIX).err
    assert "3 sessions to learn from" in told


def read_session(name: str) -> Session:
    return SessionFile.open(Path(name)).session


def test_pair_explains_repeat(oneone: Oneone, utc: None) -> None:
    save(Path("sessions"), talked_session("Ana Ruiz", "Ben Okafor"))
    outcome = oneone("pair", "--roster", "-", stdin=b"Ben Okafor\nAna Ruiz\n")
    assert "1 repeat: everybody has met everybody else" in outcome.out
    assert "met 1×, last on 9 Nov" in outcome.out
    data = propose_from_stdin(oneone, people=b"Ben Okafor\nAna Ruiz\n")
    # Who organized first last time goes second.
    assert data["teams"][0]["pairs"][0]["organizes_first"] == "ben-okafor"


def test_pair_ignores_session_without_conversation(oneone: Oneone) -> None:
    save(Path("sessions"), paired_session(*NAMES[:2]))
    assert propose_from_stdin(oneone, people=b"Ana Ruiz\nBen Okafor\n")["repeats"] == 0


def test_pair_suggests_known_spelling(oneone: Oneone, utc: None) -> None:
    save(Path("sessions"), talked_session(*NAMES))
    out = oneone("pair", "--roster", "-", stdin=b"Ana Ruis\nBen Okafor\n").out
    assert "Ana Ruis may be Ana Ruiz of 9 Nov 2026: write the name the same way" in out


def test_pair_counts_unreadable_sessions(oneone: Oneone) -> None:
    save(Path("sessions"), talked_session(*NAMES))
    Path("sessions/bad.json").write_text("{")
    outcome = oneone("pair", "--roster", "-", stdin=SIX)
    assert outcome.code == 0
    assert "1 session to learn from; 1 more cannot be read: see oneone list" in outcome.err


def test_pair_makes_trio_of_seven(oneone: Oneone) -> None:
    outcome = oneone("pair", "--roster", "-", stdin=SIX + b"Gus\n")
    assert "7 people · 2 pairs and a trio" in outcome.out
    assert [line.split()[:3] for line in outcome.out.splitlines() if " turn " in line] == [
        ["turn", "1", "0:00–7:00"],
        ["turn", "2", "7:00–14:00"],
        ["turn", "3", "14:00–21:00"],
    ]


def test_pair_proposes_three_role_holders(oneone: Oneone) -> None:
    [team] = propose_from_stdin(oneone)["teams"]
    assert list(team["roles"]) == ["timekeeper", "note-taker", "reporter"]
    assert len({holder["id"] for holder in team["roles"].values()}) == 3


# ------------------------------------------------------------------------------ teams


def team_sizes(data: Any) -> list[int]:
    return [sum(len(pair["people"]) for pair in team["pairs"]) for team in data["teams"]]


def test_pair_proposes_teams_for_many_people(oneone: Oneone) -> None:
    outcome = oneone("pair", "--roster", "-", "--json", stdin=roster_of(24))
    data = data_of(outcome)
    assert team_sizes(data) == [6, 6, 6, 6]
    assert "in 4 teams, to have time to report; --teams 1 keeps one" in outcome.err
    assert team_sizes(propose_from_stdin(oneone, "--teams", "1", people=roster_of(24))) == [24]
    assert sorted(team_sizes(propose_from_stdin(oneone, "--teams", "3", people=roster_of(25)))) == [
        8,
        8,
        9,
    ]


def test_pair_uses_teams_of_roster(oneone: Oneone) -> None:
    outcome = oneone("pair", "--roster", "-", "--json", stdin=TEAMS)
    assert pairs_in(data_of(outcome)) == {frozenset({"ana", "ben"}), frozenset({"cy", "dee"})}
    assert "in 2 teams, as the roster names them" in outcome.err
    assert len(propose_from_stdin(oneone, "--teams", "mixed", people=TEAMS)["teams"]) == 1
    assert [
        t["name"] for t in propose_from_stdin(oneone, "--teams", "given", people=TEAMS)["teams"]
    ] == [
        "North",
        "South",
    ]


def test_pair_rejects_single_person(oneone: Oneone) -> None:
    check_refused(oneone("pair", "--roster", "-", stdin=b"Ana\n"), "a 1:1 takes two")
    lonely = TEAMS + b"Eve;West\n"
    for arguments in ((), ("--teams", "given")):
        outcome = oneone("pair", "--roster", "-", *arguments, stdin=lonely)
        check_refused(outcome, "Eve is alone in West", "a 1:1 takes two", "--teams mixed")
    assert team_sizes(propose_from_stdin(oneone, "--teams", "mixed", people=lonely)) == [5]


@pytest.mark.parametrize("teams, words", [("given", "does not name two teams"), ("4", "at most 3")])
def test_pair_rejects_impossible_teams(oneone: Oneone, teams: str, words: str) -> None:
    check_refused(oneone("pair", "--roster", "-", "--teams", teams, stdin=SIX), words)


# ------------------------------------------------------------------------------ wishes


def test_pair_keeps_wishes(oneone: Oneone) -> None:
    wishes = ("--together", "ana ruiz, BEN", "--together", "Cy, Dee", "--apart", "Eve, Ana")
    for seed in range(3):
        pairs = pairs_in(propose_from_stdin(oneone, *wishes, "--seed", str(seed)))
        assert {frozenset({"ana-ruiz", "ben-okafor"}), frozenset({"cy-lam", "dee-park"})} <= pairs


def test_pair_names_unkept_wish(oneone: Oneone) -> None:
    two = b"Ana\nBen\n"
    data = propose_from_stdin(oneone, "--apart", "Ana, Ben", people=two)
    assert len(data["unkept"]) == 1
    outcome = oneone("pair", "--roster", "-", "--apart", "Ana, Ben", stdin=two)
    assert f"! {data['unkept'][0]}" in outcome.out


@pytest.mark.parametrize(
    "wishes, words",
    [
        (("--apart", "Ana"), 'two names and a comma, such as "Ana, Ben"'),
        (("--apart", "Ana, Ben, Cy"), "two names and a comma"),
        (("--apart", "Ana, Zoe"), 'nobody on the roster is called "Zoe"'),
        (("--apart", "Ana,"), 'nobody on the roster is called ""'),
        (("--apart", "Ana, ana ruiz"), "about one person"),
        (("--apart", "Ana, Ben", "--together", "Ben, Ana"), "cannot be together and apart"),
        (("--apart", "Ana, Al"), '"Al" could be Al Bo, Ali Wu'),
        (("--apart", "Ana, \x1b[2J"), "nobody on the roster"),
    ],
)
def test_pair_rejects_impossible_wish(oneone: Oneone, wishes: tuple[str, ...], words: str) -> None:
    people = SIX + b"Al Bo\nAli Wu\n"
    check_refused(oneone("pair", "--roster", "-", *wishes, stdin=people), words)


@pytest.mark.parametrize("folder", ["nowhere", "file", "", "a\0b"])
def test_pair_rejects_missing_history_folder(oneone: Oneone, folder: str) -> None:
    Path("file").write_text("x")
    outcome = oneone("pair", "--roster", "-", "--history", folder, stdin=SIX)
    check_refused(outcome, "name one that holds sessions")
