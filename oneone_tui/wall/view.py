"""What the wall shows at one moment, as plain text: one record for each part.

A terminal and a web page show the same records. Nothing in them changes while a clock runs: it is
told by the time at which it ends.
"""

from datetime import datetime
from enum import StrEnum

import msgspec

from oneone_tui.workshop.agenda.alarms import Alarm
from oneone_tui.workshop.model.terms import Stage


class Part(StrEnum):
    """What the wall can show: the five stages, and the larger group after them."""

    SETUP = Stage.SETUP.value
    PAIRING = Stage.PAIRING.value
    ROUNDS = Stage.ROUNDS.value
    REPORT_BACK = Stage.REPORT_BACK.value
    SUMMARY = Stage.SUMMARY.value
    LARGER_GROUP = "larger-group"


class Countdown(msgspec.Struct, frozen=True):
    """A clock: `ends` is when it comes to 0 while it runs, `left` the seconds while it stands."""

    ends: datetime | None = None
    left: float = 0

    def seconds_left(self, now: datetime) -> float:
        """Return the seconds left at `now` (UTC); negative past the end."""
        return (self.ends - now).total_seconds() if self.ends else self.left


class SegmentClock(msgspec.Struct, frozen=True):
    """The room's clock: the segment, the time left, and a few words on it.

    `words` says what the time left means, such as "last minute"; `moves_on` counts down to the
    next segment where the room moves on by itself.
    """

    title: str
    countdown: Countdown
    seconds: int
    alarm: Alarm = Alarm.CALM
    words: str = ""
    moves_on: Countdown | None = None


class Frame(msgspec.Struct, frozen=True):
    """What is always shown: the workshop, its stages, its clock, and when it ends.

    `times` says when the workshop began and ends or ended, `slip` how late that is.
    """

    title: str
    stage: Stage
    stages: tuple[tuple[str, str], ...]
    clock: SegmentClock | None = None
    following: str = ""
    times: str = ""
    slip: str = ""
    is_late: bool = False
    is_finished: bool = False


class AgendaLine(msgspec.Struct, frozen=True):
    """One segment of the agenda: its clock time, title and minutes."""

    at: str
    title: str
    minutes: str
    is_current: bool = False


class SetupPart(msgspec.Struct, frozen=True, tag="setup"):
    """What the room needs before it begins. `roles` has a team, a role and a name each."""

    campaign: str
    ask: str
    goals: tuple[str, ...]
    agenda: tuple[AgendaLine, ...]
    ends: str
    roles: tuple[tuple[str, str, str], ...]


class PairLine(msgspec.Struct, frozen=True):
    """A pair in a turn: its number, its people, and what is to be said beside them.

    `organizer` talks with `organizee`. Without an organizee, somebody is alone. `id` is the
    pair's.
    """

    id: str
    number: int
    team: str
    organizer: str
    organizee: str = ""
    beside: str = ""


class PairingPart(msgspec.Struct, frozen=True, tag="pairing"):
    """All pairs, by their numbers, and what is to be said of those without one."""

    pairs: tuple[PairLine, ...]
    others: tuple[str, ...] = ()


class RoundsPart(msgspec.Struct, frozen=True, tag="rounds"):
    """What people do now: the prompt that is on, and what each role does.

    `switch` says to switch roles, for a while. `trio` tells what trios do in their own turns,
    `trio_clock` counts down to their next move, and `trio_switch` says to switch, for a while.
    """

    prompt: str
    roles: tuple[tuple[str, str], ...]
    pairs: tuple[PairLine, ...]
    switch: str = ""
    trio: str = ""
    trio_clock: Countdown | None = None
    trio_switch: str = ""


class BoardLine(msgspec.Struct, frozen=True):
    """A line of the flipchart; `times` is how many pairs, or teams, raised it."""

    text: str
    owner: str = ""
    times: int = 1
    is_common: bool = False


class BoardColumn(msgspec.Struct, frozen=True):
    """A column of the flipchart."""

    title: str
    lines: tuple[BoardLine, ...]


class TeamReport(msgspec.Struct, frozen=True):
    """A team at the report-back: the pair that reports, and the team's flipchart."""

    team: str
    pair: str
    columns: tuple[BoardColumn, ...]


class ReportBackPart(msgspec.Struct, frozen=True, tag="report-back"):
    """Which pairs report, the question that is on, and the flipcharts."""

    about: str
    question: str
    teams: tuple[TeamReport, ...]


class TeamSummary(msgspec.Struct, frozen=True):
    """The outcome of a team: what is taken away and committed to, by whom, and who reports."""

    team: str
    reporter: str
    takeaways: tuple[tuple[str, str], ...]
    commitments: tuple[tuple[str, str, str], ...]


class SummaryPart(msgspec.Struct, frozen=True, tag="summary"):
    """The outcome of each team."""

    teams: tuple[TeamSummary, ...]


class GroupTurn(msgspec.Struct, frozen=True):
    """A team's turn in the larger group."""

    number: int
    team: str
    reporter: str
    length: str


class LargerGroupPart(msgspec.Struct, frozen=True, tag="larger-group"):
    """Which team reports when, and what all teams have on their flipcharts."""

    turns: tuple[GroupTurn, ...]
    columns: tuple[BoardColumn, ...]


AnyPart = SetupPart | PairingPart | RoundsPart | ReportBackPart | SummaryPart | LargerGroupPart


class View(msgspec.Struct, frozen=True):
    """What the wall shows. `cue` is what to say aloud when it changes; mostly the prompt."""

    frame: Frame
    part: AnyPart
    cue: str = ""
