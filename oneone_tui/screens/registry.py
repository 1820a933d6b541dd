"""The screen class for each stage, imported when it is first shown."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from oneone_tui.workshop.model.terms import Stage

if TYPE_CHECKING:
    from oneone_tui.screens.stage import StageScreen
    from oneone_tui.widgets.note_line import UnfinishedNote

PLACES = {
    Stage.SETUP: ("setup", "SetupScreen"),
    Stage.PAIRING: ("pairing", "PairingScreen"),
    Stage.ROUNDS: ("rounds", "RoundsScreen"),
    Stage.REPORT_BACK: ("report_back", "ReportBackScreen"),
    Stage.SUMMARY: ("summary", "SummaryScreen"),
}
"""The module in this package and the class of each stage's screen."""


def stage_screen(stage: Stage, unfinished: UnfinishedNote | None = None) -> StageScreen:
    """Return a new screen for `stage`, which continues with the `unfinished` line."""
    module, name = PLACES[stage]
    screen: type[StageScreen] = getattr(import_module(f"oneone_tui.screens.{module}"), name)
    return screen(unfinished)
