"""`oneone new`: what is kept, and that nothing is where anything is wrong."""

from __future__ import annotations

import shlex
import stat
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from oneone_tui.store.session_file import SessionFile
from tests.support.command_line import SIX, check_refused
from tests.support.requirements import needs_ordinary_user

if TYPE_CHECKING:
    from tests.support.command_line import Oneone

SEVEN = (
    "first name,last name,email,committee\n"
    "Ana,Ruiz,ana@example.org,outreach\n"
    "Ben,Okafor,ben@example.org,outreach\n"
    "Gus,Ødegård,gus@example.org,data\n"
)
TEAMS = "name;team\nAna;North\nBen;North\nCy;South\nDee;South\n"


def roster_of(people: int) -> bytes:
    """A roster of so many."""
    return "".join(f"Ana {chr(65 + number)}\n" for number in range(people)).encode()


def folder_contents(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_new_prints_path_of_created_file(oneone: Oneone) -> None:
    code, out, err = oneone("new", "First", "--roster", "-", "--sessions", "s", stdin=SIX)
    path = Path(out.removesuffix("\n"))
    session = SessionFile.open(path).session
    assert code == 0
    assert path.parent == Path("s").absolute()
    assert path.name.endswith("-first.json")
    assert [person.name for person in session.people] == SIX.decode().splitlines()
    assert session.info.title == "First"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert "6 people" in err
    assert f"oneone open {shlex.quote(str(path))}" in err


def test_new_sets_details_and_guide(oneone: Oneone) -> None:
    made = oneone(
        *("new", "--campaign", "Rent control", "--ask", "Will you come?"),
        *("--guide", "one-to-one", "--no-open", "--sessions", "s"),
    )
    info = SessionFile.open(Path(made.out.strip())).session.info
    assert (info.title, info.campaign, info.ask) == (
        "1:1 training",
        "Rent control",
        "Will you come?",
    )


def test_new_reads_table_with_tags(oneone: Oneone) -> None:
    Path("people.csv").write_text(SEVEN, encoding="utf-16")
    made = oneone("new", "First", "--roster", "people.csv")
    people = SessionFile.open(Path(made.out.strip())).session.people
    assert [(p.name, p.tags) for p in people] == [
        ("Ana Ruiz", ("outreach",)),
        ("Ben Okafor", ("outreach",)),
        ("Gus Ødegård", ("data",)),
    ]


def teams_in(path: str) -> dict[str, list[str]]:
    """The teams of the session at `path`, with their people."""
    session = SessionFile.open(Path(path.strip())).session
    return {t.name: [p.name for p in session.team_members(t.id)] for t in session.teams}


def test_new_makes_teams_named_in_roster(oneone: Oneone) -> None:
    made = oneone("new", "First", "--roster", "-", stdin=TEAMS.encode())
    assert made.code == 0
    assert teams_in(made.out) == {"North": ["Ana", "Ben"], "South": ["Cy", "Dee"]}
    people = SessionFile.open(Path(made.out.strip())).session.people
    assert [p.given_team for p in people] == ["North", "North", "South", "South"]


def test_new_makes_one_team_if_asked(oneone: Oneone) -> None:
    made = oneone("new", "First", "--roster", "-", "--teams", "1", stdin=TEAMS.encode())
    assert list(teams_in(made.out).values()) == [["Ana", "Ben", "Cy", "Dee"]]


@pytest.mark.parametrize("teams, sizes", [("3", [4, 4, 5]), ("mixed", [6, 7]), ("1", [13])])
def test_new_mixes_teams(oneone: Oneone, teams: str, sizes: list[int]) -> None:
    made = oneone("new", "First", "--roster", "-", "--teams", teams, stdin=roster_of(13))
    assert sorted(map(len, teams_in(made.out).values())) == sizes
    assert "the console" not in made.err


def test_new_says_if_one_team_is_large(oneone: Oneone) -> None:
    made = oneone("new", "First", "--roster", "-", stdin=roster_of(11))
    assert len(teams_in(made.out)) == 1
    assert "11 people are many for one team: the console proposes teams" in made.err
    assert "the console" not in oneone("new", "Ten", "--roster", "-", stdin=roster_of(10)).err


def test_new_says_who_is_alone_in_team(oneone: Oneone) -> None:
    joined = oneone("new", "First", "--roster", "-", stdin=f"{TEAMS}Eve;West\n".encode())
    assert teams_in(joined.out) == {"North": ["Ana", "Ben", "Eve"], "South": ["Cy", "Dee"]}
    assert "Eve is alone in West, and joined the smallest team" in joined.err
    few = oneone("new", "Few", "--roster", "-", stdin=b"name;team\nAna;A\nBen;A\nCy;B\n")
    assert len(teams_in(few.out)) == 1
    assert "Cy is alone in B: everyone is in one team" in few.err


@pytest.mark.parametrize(
    "teams, words",
    [
        ("given", "does not name two teams"),
        ("0", "at least one team"),
        ("4", "6 people make at most 3"),
        ("99999", "at most 50 teams"),
    ],
)
def test_new_rejects_impossible_teams(oneone: Oneone, home: Path, teams: str, words: str) -> None:
    check_refused(oneone("new", "First", "--roster", "-", "--teams", teams, stdin=SIX), words)
    assert folder_contents(home) == {}


def test_new_makes_separate_files_for_equal_titles(oneone: Oneone) -> None:
    one, other = (oneone("new", "First", "--sessions", "s").out for _ in range(2))
    assert one != other
    assert len(list(Path("s").glob("*.json"))) == 2


@pytest.mark.parametrize(
    "roster, words",
    [
        (b"", "empty"),
        (b"\n \n\t\n", "empty"),
        (b"Ana Ruiz\n", "a 1:1 takes two: add at least one more person"),
        (b"Ana Ruiz\nBen\nana  RUIZ\n", "Ana Ruiz"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "image"),
        (bytes(range(256)) * 40, "not a text file"),
        (b"Ana\n" * 400_000, "too large"),
    ],
)
def test_new_rejects_bad_roster_and_changes_nothing(
    oneone: Oneone, first_session: Path, home: Path, roster: bytes, words: str
) -> None:
    before = folder_contents(home)
    check_refused(oneone("new", "Second", "--roster", "-", stdin=roster), "standard input", words)
    Path("people").write_bytes(roster)
    check_refused(oneone("new", "Second", "--roster", "people"), "people", words)
    Path("people").unlink()
    assert folder_contents(home) == before


@pytest.mark.parametrize(
    "arguments, words",
    [
        (["", "--no-open"], "needs a title"),
        ([" \x1b[2J\u200b "], "needs a title"),
        (["First", "--roster", "nowhere.csv"], "cannot read nowhere.csv"),
        (["First", "--roster", "."], "cannot read ."),
        (["First", "--roster", "a\0b"], "cannot read"),
        (["First", "--roster", ""], "cannot read"),
        (["First", "--guide", "bad.toml"], "bad.toml: this is not TOML"),
        (["First", "--guide", "binary.toml"], "binary.toml is not text"),
        (["First", "--guide", "newer.toml"], "newer.toml: this guide's format is newer"),
    ],
)
def test_new_rejects_bad_input_and_makes_no_file(
    oneone: Oneone, home: Path, arguments: list[str], words: str
) -> None:
    Path("bad.toml").write_text("stages = [")
    Path("binary.toml").write_bytes(b"\xff\xfe\x00")
    Path("newer.toml").write_text("format = 99\n")
    before = folder_contents(home)
    check_refused(oneone("new", *arguments), words)
    assert folder_contents(home) == before


@needs_ordinary_user
def test_new_rejects_folder_without_permission(oneone: Oneone, home: Path) -> None:
    shut = home / "shut"
    shut.mkdir(mode=0o500)
    check_refused(oneone("new", "First", "--sessions", "shut"), "could not be saved")
    assert list(shut.iterdir()) == []


def test_new_rejects_file_as_folder(oneone: Oneone, home: Path) -> None:
    (home / "file").write_text("mine")
    check_refused(oneone("new", "First", "--sessions", "file"), "could not be saved")
    check_refused(oneone("new", "First", "--sessions", "file/below"), "could not be saved")
    assert folder_contents(home) == {"file": b"mine"}
