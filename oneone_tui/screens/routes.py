"""Which screen shows which stage."""

from oneone_tui.screens.pairing import PairingScreen
from oneone_tui.screens.report_back import ReportBackScreen
from oneone_tui.screens.rounds import RoundsScreen
from oneone_tui.screens.setup import SetupScreen
from oneone_tui.screens.stage import StageScreen
from oneone_tui.screens.summary import SummaryScreen
from oneone_tui.widgets.note_line import Unfinished
from oneone_tui.workshop.words import Stage

STAGE_SCREENS: dict[Stage, type[StageScreen]] = {
    screen.stage: screen
    for screen in (SetupScreen, PairingScreen, RoundsScreen, ReportBackScreen, SummaryScreen)
}


def stage_screen(stage: Stage, unfinished: Unfinished | None = None) -> StageScreen:
    """A fresh screen for `stage`; what stood `unfinished` in a line before goes on."""
    return STAGE_SCREENS[stage](unfinished)
