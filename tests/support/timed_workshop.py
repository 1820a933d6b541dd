"""A short workshop in a real terminal, compared with its session file."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from oneone_tui.store.session_file import ChangeToSave, SessionFile
from oneone_tui.widgets.big_digits import line_face
from oneone_tui.widgets.formatting.time_text import format_countdown
from oneone_tui.workshop.agenda.timer import timer_state
from oneone_tui.workshop.model.changes import AnyChange, PairsDrawn, StageShown, Started
from oneone_tui.workshop.model.session import Session
from oneone_tui.workshop.model.terms import Stage
from tests.support.pty_console import PtyConsole

SMALL = (80, 23)
"""A size, in cells, at which the clock is drawn with lines."""
DRIFT = 0.1
"""Seconds by which the shown time may be late."""
PATIENCE = 20
"""Late changes in a row before the clock is considered wrong."""
EARLY = -0.05
"""Tolerance, in seconds, for a change seen too early: the clocks are coarse."""

GUIDE = """
format = 1
name = "seconds"
title = "Seconds"
grace = {grace}
minutes = {minutes}
[trio]
conversation = {three}
feedback = {three}
write = {three}
[[stages]]
stage = "setup"
minutes = {roles}
[[stages.steps]]
id = "roles"
kind = "roles"
title = "Roles"
minutes = {roles}
[[stages]]
stage = "pairing"
[[stages]]
stage = "rounds"
minutes = {rounds}
[[stages.steps]]
id = "conversation"
kind = "conversation"
title = "Conversation"
each = "turn"
minutes = {talk}
goes_on = true
[[stages.steps]]
id = "feedback"
kind = "feedback"
title = "Feedback"
each = "turn"
minutes = {feedback}
goes_on = true
[[stages.steps]]
id = "commit"
kind = "commit"
title = "Write"
minutes = {write}
[[stages]]
stage = "report-back"
minutes = {report}
[[stages.steps]]
id = "report"
kind = "report"
title = "Report"
each = "pair"
minutes = {report}
[[stages]]
stage = "summary"
minutes = {end}
[[stages.steps]]
id = "wrap-up"
kind = "wrap-up"
title = "Closing"
minutes = {end}
"""


class Lengths(NamedTuple):
    """The length of each step of the guide, in seconds."""

    roles: float = 60
    talk: float = 60
    feedback: float = 60
    write: float = 30
    report: float = 30
    end: float = 30
    grace: int = 1

    def guide(self) -> str:
        """The guide, as TOML."""
        rounds = 2 * (self.talk + self.feedback) + self.write
        whole = self.roles + rounds + self.report + self.end
        lengths = {**self._asdict(), "rounds": rounds, "minutes": whole, "three": rounds / 7}
        del lengths["grace"]
        return GUIDE.format(grace=self.grace, **{k: v / 60 for k, v in lengths.items()})


class ClockReading(NamedTuple):
    """A text of the clock on the screen, and when it was seen."""

    shown: str
    at: datetime


def create_workshop(folder: Path, lengths: Lengths | None = None) -> Path:
    """Create a session file of four people in pairs with its clock just started."""
    guide = folder / "seconds.toml"
    guide.write_text((lengths or Lengths()).guide(), encoding="utf-8")
    new = ["--sessions", str(folder / "sessions"), "new", "Room", "--guide", str(guide)]
    made = subprocess.run(
        [sys.executable, "-m", "oneone_tui", *new, "--roster", "-", "--no-open"],
        input=b"Ana\nBen\nCy\nDee\n",
        capture_output=True,
        check=True,
    )
    path = Path(made.stdout.decode().strip())
    pairs = PairsDrawn(pairs=(("ana", "ben"), ("cy", "dee")), seed=1)
    make_changes(path, pairs, Started(segment="roles"), StageShown(stage=Stage.PAIRING))
    return path


def make_changes(path: Path, *changes: AnyChange) -> None:
    """Make changes in the file now, as another console would."""
    now = datetime.now(UTC)
    kept = SessionFile.open(path).change([ChangeToSave(one, now, "tests") for one in changes])
    assert kept.refused == ()


def session_on_disk(path: Path) -> Session:
    """The session on disk."""
    return SessionFile.open(path).session


def open_console(path: Path) -> PtyConsole:
    """A console with that session open."""
    return PtyConsole([sys.executable, "-m", "oneone_tui", "open", str(path)], size=SMALL)


# ------------------------------------------------------------------ what is to be seen

IN_A_ROW = re.compile(r"(?:^ Roles|^ Closing)[^│]* (\+?\d+:\d\d)\s*(?:│|$)")


def clock_text(lines: list[str]) -> str | None:
    """The time on the screen, in a row of text or in drawn digits."""
    for line in lines:
        if found := IN_A_ROW.search(line):
            return found[1]
    face = {char: line_face().rows(char) for char in "0123456789+:"}
    for rows in zip(lines, lines[1:], lines[2:], strict=False):
        cells = [row.ljust(SMALL[0]) for row in rows]
        for start in range(SMALL[0] // 2):
            if text := _drawn(face, cells, start):
                return text
    return None


def _drawn(face: dict[str, tuple[str, ...]], cells: list[str], at: int) -> str | None:
    text = ""
    while char := next((c for c, rows in face.items() if _stands(rows, cells, at)), None):
        text, at = text + char, at + len(face[char][0])
    return text if re.fullmatch(r"\+?\d+:\d\d", text) else None


def _stands(rows: tuple[str, ...], cells: list[str], at: int) -> bool:
    return all(line[at : at + len(row)] == row for row, line in zip(rows, cells, strict=True))


def clock_changes(terminal: PtyConsole, count: int, timeout: float = 30) -> list[ClockReading]:
    """Wait for the next `count` changes of the clock and when they were seen."""
    seen: list[ClockReading] = []

    def looked() -> bool:
        shown = clock_text(terminal.lines)
        if shown and (not seen or seen[-1].shown != shown):
            seen.append(ClockReading(shown, datetime.now(UTC)))
        return len(seen) > count

    terminal.wait_for(looked, timeout)
    return seen[1:]  # nobody saw when the first one came


def time_shown(
    terminal: PtyConsole, what: str | Callable[[], bool], timeout: float = 30
) -> datetime:
    """Wait until something is on the screen and return the time."""
    terminal.wait_for(what, timeout)
    return datetime.now(UTC)


def seconds_of(shown: str) -> int:
    """The seconds left in a text of the clock; negative past the end."""
    minutes, seconds = shown.lstrip("+").split(":")
    left = int(minutes) * 60 + int(seconds)
    return -left if shown.startswith("+") else left


def lateness(session: Session, seen: list[ClockReading]) -> list[float]:
    """Seconds by which each change was seen later than the anchors say."""
    return [seconds_of(s.shown) - timer_state(session, s.at).seconds_left for s in seen]


def check_on_time(terminal: PtyConsole, path: Path) -> None:
    """Check that the clock is never early and not always late.

    A busy machine shows some seconds late. A wrong clock would show all of them late.
    """
    late: list[float] = []
    while not late or min(late) >= DRIFT:
        assert len(late) < PATIENCE, f"all late: {late}"
        late += lateness(session_on_disk(path), clock_changes(terminal, 1))
        assert min(late) > EARLY


def check_shown(terminal: PtyConsole, path: Path) -> None:
    """Check that the screen shows the time of the file, at most two seconds old."""
    terminal.wait_for(lambda: clock_text(terminal.lines) is not None)
    shown = clock_text(terminal.lines) or ""
    left = timer_state(session_on_disk(path), datetime.now(UTC)).seconds_left
    assert seconds_of(format_countdown(left)) <= seconds_of(shown) <= left + 2


def wait_for_real_time(seconds: float) -> None:
    """Let real time pass, which no event announces."""
    time.sleep(seconds)
