"""The screens by stage and by name, each imported when it is first shown."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from oneone_tui.workshop.model.terms import Stage

if TYPE_CHECKING:
    from textual.screen import Screen

    from oneone_tui.screens.stage import StageScreen
    from oneone_tui.widgets.note_line import UnfinishedNote

STAGE_SCREENS = {
    Stage.SETUP: ("setup", "SetupScreen"),
    Stage.PAIRING: ("pairing", "PairingScreen"),
    Stage.ROUNDS: ("rounds", "RoundsScreen"),
    Stage.REPORT_BACK: ("report_back", "ReportBackScreen"),
    Stage.SUMMARY: ("summary", "SummaryScreen"),
}
"""The module in this package and the class of each stage's screen."""
COVERING_SCREENS = {
    "agenda": ("agenda", "AgendaScreen"),
    "clock-only": ("clock_only", "ClockOnlyScreen"),
    "commitments": ("commitments", "CommitmentsScreen"),
    "help": ("help", "HelpScreen"),
    "larger-group": ("larger_group", "LargerGroupScreen"),
    "people": ("people", "PeopleScreen"),
    "trends": ("trends", "TrendsScreen"),
}
"""Those of the screens that lie over another one, by the names that commands use."""


def stage_screen(stage: Stage, unfinished: UnfinishedNote | None = None) -> StageScreen:
    """Return a new screen for `stage`, which continues with the `unfinished` line."""
    module, name = STAGE_SCREENS[stage]
    screen: type[StageScreen] = getattr(import_module(f"oneone_tui.screens.{module}"), name)
    return screen(unfinished)


def covering_screen(name: str) -> Screen[None]:
    """Return a new screen that lies over another one."""
    module, kind = COVERING_SCREENS[name]
    screen: type[Screen[None]] = getattr(import_module(f"oneone_tui.screens.{module}"), kind)
    return screen()
