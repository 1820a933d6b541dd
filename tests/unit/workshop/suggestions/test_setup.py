"""What is proposed before a workshop begins."""

from __future__ import annotations

from datetime import UTC
from string import ascii_uppercase

import pytest
from msgspec import UNSET
from msgspec.structs import replace

from oneone_tui.workshop.history.attendance import NO_ATTENDANCE
from oneone_tui.workshop.model.terms import Each, Stage, StepKind
from oneone_tui.workshop.suggestions.setup import setup_suggestions
from tests.support.sessions import GUIDE, fresh_session

TWELVE = fresh_session(*(f"Person {letter}" for letter in ascii_uppercase[:12]))


def test_setup_suggestions_offer_teams_by_slot_time() -> None:
    [proposal] = setup_suggestions(TWELVE, NO_ATTENDANCE, UTC)
    assert proposal.text == "2:30 a pair at report-back: make 2 teams, each of 6?"


@pytest.mark.parametrize("kind", [StepKind.WRAP_UP, StepKind.REPORT])
def test_setup_suggestions_offer_teams_without_slots(kind: StepKind) -> None:
    step = GUIDE.stage(Stage.REPORT_BACK).steps[0]
    guide = GUIDE.with_step(replace(step, kind=kind, each=Each.ONCE, longest=UNSET))
    [proposal] = setup_suggestions(replace(TWELVE, guide=guide), NO_ATTENDANCE, UTC)
    assert proposal.text == "one large team: make 2 teams, each of 6?"
