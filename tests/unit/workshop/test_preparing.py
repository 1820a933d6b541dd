"""What is proposed before a workshop begins."""

from __future__ import annotations

from datetime import UTC
from string import ascii_uppercase

import pytest
from msgspec.structs import replace

from oneone_tui.workshop.past import NO_PAST
from oneone_tui.workshop.preparing import preparations
from oneone_tui.workshop.words import Each, Stage, StepKind
from tests.unit.workshop.building import GUIDE, fresh

TWELVE = fresh(*(f"Person {letter}" for letter in ascii_uppercase[:12]))


def test_preparations_propose_teams_by_the_time_that_a_pair_has() -> None:
    [proposal] = preparations(TWELVE, NO_PAST, UTC)
    assert proposal.text == "2:30 a pair at report-back: make 2 teams, each of 6?"


@pytest.mark.parametrize("kind", [StepKind.WRAP_UP, StepKind.REPORT])
def test_preparations_propose_teams_where_no_pair_reports_by_itself(kind: StepKind) -> None:
    [step] = GUIDE.stage(Stage.REPORT_BACK).steps
    guide = GUIDE.with_step(replace(step, kind=kind, each=Each.ONCE))
    [proposal] = preparations(replace(TWELVE, guide=guide), NO_PAST, UTC)
    assert proposal.text == "one large team: make 2 teams, each of 6?"
