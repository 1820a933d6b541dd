"""`oneone commitments`, `people` and `trends`."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from msgspec.structs import replace

from oneone_tui.store.session_file import SessionFile
from oneone_tui.workshop.model.changes import NoteDraft, NotesWritten
from oneone_tui.workshop.model.session import TEAM_ONE, Session
from oneone_tui.workshop.model.terms import NoteKind
from tests.support.command_line import check_refused
from tests.support.commitment_sessions import BEN, CY, commitment_added, session_with_commitments
from tests.support.sessions import SIX, apply_changes, running_session

if TYPE_CHECKING:
    from tests.support.command_line import Oneone

DAY = timedelta(days=1)


def save(session: Session) -> Path:
    return SessionFile.create(Path("sessions") / f"{session.info.id}.json", session).path


@pytest.fixture
def commitment_files(home: Path) -> list[Path]:
    """Two sessions: one promise is overdue, one to come, one without a day."""
    today = datetime.now(UTC).date()
    first = session_with_commitments(
        0, commitment_added("late", today - 9 * DAY), commitment_added("soon", today + 9 * DAY, BEN)
    )
    return [
        save(first),
        save(session_with_commitments(1, commitment_added("some day", None, CY, ""))),
    ]


def listed_texts(oneone: Oneone, *options: str) -> list[str]:
    return [one["text"] for one in list_commitments(oneone, *options)]


def list_commitments(oneone: Oneone, *options: str) -> Any:
    outcome = oneone("commitments", "--json", *options)
    assert (outcome.code, outcome.err) == (0, "")
    return json.loads(outcome.out)


def test_over_time_commands_are_empty_without_sessions(oneone: Oneone) -> None:
    assert oneone("commitments") == (0, "0 open · 0 done\n", "")
    assert oneone("people") == (0, "nobody has met anybody yet\n", "")
    code, out, _ = oneone("trends")
    assert (code, out.count("nothing has come up")) == (0, 2)
    for command, nothing in (("commitments", []), ("trends", []), ("people", None)):
        data = json.loads(oneone(command, "--json", "--sessions", "s").out)
        assert data == (nothing if nothing is not None else {"people": [], "met": []})
    assert not Path("s").exists()


@pytest.mark.usefixtures("commitment_files")
def test_commitments_lists_most_urgent_first(oneone: Oneone) -> None:
    code, out, _ = oneone("commitments")
    assert code == 0
    assert out.startswith("3 open, 1 overdue · 0 done\n")
    assert out.index("late") < out.index("soon") < out.index("some day")
    assert "overdue since" in out
    assert listed_texts(oneone) == listed_texts(oneone, "--open") == ["late", "soon", "some day"]


@pytest.mark.usefixtures("commitment_files")
@pytest.mark.parametrize(
    "options, found",
    [
        (["--due"], ["late"]),
        (["--done"], []),
        (["--person", "ana"], ["late"]),
        (["--person", "BEN"], ["late", "soon"]),
        (["--person", "lam", "--open"], ["some day"]),
        (["--person", "nobody"], []),
    ],
)
def test_commitments_filters_by_option(
    oneone: Oneone, options: list[str], found: list[str]
) -> None:
    assert listed_texts(oneone, *options) == found


def test_commitments_ticks_off_by_code(oneone: Oneone, commitment_files: list[Path]) -> None:
    codes = {one["text"]: one["code"] for one in list_commitments(oneone)}
    untouched = commitment_files[1].read_bytes()
    ticked = oneone("commitments", "--tick", codes["late"])
    assert ticked.code == 0
    assert ticked.out.startswith("0 open · 1 done\n")
    assert f"[x] {codes['late']}" in ticked.out
    kept = SessionFile.open(commitment_files[0]).session
    assert [commitment.done for commitment in kept.commitments] == [True, False]
    assert kept.history[-1].console == "commitments"
    assert commitment_files[1].read_bytes() == untouched
    assert listed_texts(oneone, "--done") == ["late"]
    assert listed_texts(oneone, "--due") == []
    assert {one["text"]: one["code"] for one in list_commitments(oneone)} == codes
    assert listed_texts(oneone, "--untick", codes["late"].upper()) == ["late"]
    assert listed_texts(oneone, "--done") == []


def test_commitments_says_if_nobody_has_name(oneone: Oneone, commitment_files: list[Path]) -> None:
    code, out, err = oneone("commitments", "--done", "--person", "zoë")
    assert (code, out) == (0, "0 open · 0 done\n")
    assert err == 'nobody called "zoë" has promised or been promised anything\n'
    assert oneone("commitments", "--done", "--person", "Ana").err == ""


def test_commitments_ticks_off_several_at_once(
    oneone: Oneone, commitment_files: list[Path]
) -> None:
    ticks = [part for one in list_commitments(oneone) for part in ("--tick", one["code"])]
    assert len(list_commitments(oneone, *ticks)) == 3
    assert len(listed_texts(oneone, "--done")) == 3


def test_commitments_rejects_unknown_or_contradictory_code(
    oneone: Oneone, commitment_files: list[Path]
) -> None:
    before = [path.read_bytes() for path in commitment_files]
    code = list_commitments(oneone)[0]["code"]
    for wrong in ("zzzzzzzz", "", "\x1b[2J", "no such"):
        check_refused(oneone("commitments", "--tick", wrong), "no commitment has the code")
    outcome = oneone("commitments", "--tick", code, "--untick", code)
    check_refused(outcome, "cannot be both done and open again")
    check_refused(oneone("commitments", "--tick", code, "--tick", "zzzz"), "zzzz")
    assert [path.read_bytes() for path in commitment_files] == before


def test_commitments_names_matches_of_ambiguous_code(oneone: Oneone, home: Path) -> None:
    save(session_with_commitments(0, *(commitment_added(f"number {n}") for n in range(40))))
    starts = [one["code"][0] for one in list_commitments(oneone)]
    shared = next(letter for letter in starts if starts.count(letter) > 1)
    check_refused(oneone("commitments", "--tick", shared), "could be", "type more of the code")


@pytest.mark.usefixtures("commitment_files")
@pytest.mark.parametrize("command", ["commitments", "people", "trends"])
def test_over_time_commands_count_unreadable_files(oneone: Oneone, command: str) -> None:
    Path("sessions/bad.json").write_text("{")
    outcome = oneone(command)
    assert outcome.code == 0
    assert outcome.err == "1 file cannot be read: see oneone list\n"


def session_of_week(week: int, *values: str) -> Session:
    session = running_session(*SIX, segment="turn-1-conversation")
    notes = tuple(NoteDraft(value) for value in values)
    session = apply_changes(session, NotesWritten(kind=NoteKind.VALUE, notes=notes, team=TEAM_ONE))
    when = session.info.created + timedelta(weeks=week)
    return replace(session, info=replace(session.info, id=f"s{week}", created=when))


def test_people_and_trends_leave_out_rehearsals(oneone: Oneone, home: Path) -> None:
    save(session_of_week(0, "we keep our word", "courage"))
    save(session_of_week(1, "We keep our words."))
    rehearsal = session_of_week(2, "courage")
    save(replace(rehearsal, info=replace(rehearsal.info, rehearsal=True)))
    out = oneone("people").out
    assert "Ana Ruiz" in out
    ana = json.loads(oneone("people", "--json").out)["people"][0]
    assert (ana["name"], ana["sessions"], ana["organized"]) == ("Ana Ruiz", 2, 2)
    (theme,) = json.loads(oneone("trends", "--json").out)
    assert (theme["text"], theme["sessions"]) == ("we keep our word", 2)
    assert "courage" not in oneone("trends").out
