"""`oneone rehearse` without a screen."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from oneone_tui.store.session_file import SessionFile
from oneone_tui.workshop.model.terms import COLUMN_TITLES, STAGE_TITLES, Stage
from tests.support.command_line import check_refused

if TYPE_CHECKING:
    from tests.support.command_line import Oneone, Outcome

FAST = ("rehearse", "--headless", "--speed", "100000", "--sessions", "s")


def session_path(outcome: Outcome) -> Path:
    assert (outcome.code, outcome.err) == (0, "")
    return Path(outcome.out.splitlines()[-1].removeprefix("Session file: "))


def test_rehearse_prints_report_and_session_file(oneone: Oneone) -> None:
    outcome = oneone(*FAST)
    path = session_path(outcome)
    for title in (*STAGE_TITLES.values(), *COLUMN_TITLES.values()):
        assert title in outcome.out.splitlines()
    session = SessionFile.open(path).session
    assert session.info.title == "Rehearsal: Tenants' Union leadership team"
    assert session.info.stage is Stage.SUMMARY
    assert path.parent == Path("s", "rehearsals").absolute()
    assert outcome.out.startswith(oneone("show", str(path)).out)


def test_rehearse_is_headless_without_terminal(oneone: Oneone) -> None:
    session_path(oneone("rehearse", "--speed", "100000", "--sessions", "s"))


def test_rehearse_with_same_seed_repeats_workshop(oneone: Oneone) -> None:
    one, other, third = (session_path(oneone(*FAST, "--seed", seed)) for seed in ("5", "5", "6"))

    def said(path: Path) -> list[str]:
        notes = json.loads(path.read_text())["notes"].values()
        return [note["text"] + note["pair"] for note in notes]

    assert said(one) == said(other)
    assert said(one) != said(third)


def test_rehearse_uses_own_roster(oneone: Oneone) -> None:
    Path("people").write_text("Ana\nBen\nCy\n")
    outcome = oneone(*FAST, "--roster", "people")
    assert outcome.code == 0
    assert "Rehearsal: 1:1 training" in outcome.out
    assert "observes first" in outcome.out


def test_rehearse_rejects_bad_roster(oneone: Oneone) -> None:
    Path("people").write_text("Ana\n")
    check_refused(oneone(*FAST, "--roster", "people"), "a 1:1 takes two")
    assert not Path("s").exists()


def test_rehearse_leaves_nothing_among_the_sessions(oneone: Oneone) -> None:
    session_path(oneone(*FAST))
    assert [item.name for item in Path("s").iterdir()] == ["rehearsals"]
    for command in (("list",), ("people",), ("commitments",), ("trends",)):
        outcome = oneone(*command, "--sessions", "s")
        assert "Rehearsal" not in outcome.out
        assert "Ana" not in outcome.out


def test_rehearse_uses_own_guide(oneone: Oneone) -> None:
    path = session_path(oneone(*FAST, "--guide", "uno-a-uno"))
    assert SessionFile.open(path).session.guide.name == "uno-a-uno"
    check_refused(oneone(*FAST, "--guide", "none-such"), "no guide is called")
