"""The terminal's title, clipboard and desktop notifications.

None of it contains a name or a note, except what people copy themselves. A terminal that does not
know a sequence ignores it.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import timedelta
from typing import TYPE_CHECKING, TextIO

from oneone_tui.config.settings import USUAL, Settings
from oneone_tui.workshop.agenda.alarms import Alarm, alarm_of
from oneone_tui.workshop.model.session import EMPTY_SESSION
from oneone_tui.workshop.model.terms import STAGE_TITLES
from oneone_tui.workshop.text import clean

if TYPE_CHECKING:
    from oneone_tui.workshop.agenda.timer import TimerState
    from oneone_tui.workshop.model.session import Session

NAME, PROGRAM = "1:1", "oneone"
HALF_A_SECOND = timedelta(seconds=0.5)
ESC, BELL, END = "\x1b", "\a", "\x1b\\"
KEEP_TITLE, RESTORE_TITLE = f"{ESC}[22;0t", f"{ESC}[23;0t"
PLAIN = {"", "dumb", "linux"}
"""Kinds of terminal that have no title, and could print one instead."""
COPY_LIMIT = 74_994
"""Characters in base64 that a terminal takes at once: some take no more."""
SCREEN_LIMIT = 240
"""Characters that GNU screen hands on at once."""


@contextmanager
def kept_title(settings: Settings, environ: Mapping[str, str], terminal: TextIO) -> Iterator[None]:
    """Have the terminal's title back at the end, however it comes."""
    if not has_title(settings, environ):
        yield
        return
    _say(terminal, KEEP_TITLE)
    try:
        yield
    finally:
        give_title_back(settings, environ, terminal)


def give_title_back(settings: Settings, environ: Mapping[str, str], terminal: TextIO) -> None:
    """Have the terminal show the title again that it had before."""
    if has_title(settings, environ):
        _say(terminal, RESTORE_TITLE)


def has_title(settings: Settings, environ: Mapping[str, str]) -> bool:
    """Whether the terminal's title is to be set."""
    return settings.title and environ.get("TERM", "") not in PLAIN


def title_of(session: Session, here: TimerState) -> str:
    """What the terminal's title says: it changes with the segment, not with the second."""
    if session is EMPTY_SESSION:
        return NAME
    stage = STAGE_TITLES[session.info.stage]
    how = alarm_of(here)
    # To the second: what is a hair before a full minute stays on one side of it.
    ends = f"{(here.next_segment_at + HALF_A_SECOND).astimezone():%H:%M}"
    if here.segment is None:
        return f"{NAME} {stage}"
    stage = STAGE_TITLES[here.segment.stage]
    if how is Alarm.PAUSED:
        return f"{NAME} {stage} paused"
    return f"{NAME} {stage} over time" if how is Alarm.OVER else f"{NAME} {stage} until {ends}"


def title(text: str) -> str:
    """What sets the terminal's title."""
    return f"{ESC}]2;{clean(text)}{BELL}"


def notification(text: str, settings: Settings, environ: Mapping[str, str]) -> str:
    """What shows `text` on the desktop, the way that is set; nothing where none is."""
    said = clean(text).replace(";", ",")
    match settings.notify:
        case "osc9":
            return passed(f"{ESC}]9;{PROGRAM}: {said}{BELL}", environ)
        case "osc777":
            return passed(f"{ESC}]777;notify;{PROGRAM};{said}{BELL}", environ)
        case _:
            return ""


def copied(text: str, environ: Mapping[str, str]) -> str:
    """What puts `text` in the clipboard of the machine that the terminal is on; "" if too long."""
    coded = b64encode(text.encode()).decode("ascii")
    if len(coded) > COPY_LIMIT:
        return ""
    plain = f"{ESC}]52;c;{coded}{BELL}"
    # tmux takes it itself where `set-clipboard` is on, and hands it on where `allow-passthrough`
    # is: whichever it is not, it drops.
    return passed(plain, environ) + (plain if environ.get("TMUX") else "")


def passed(sequence: str, environ: Mapping[str, str]) -> str:
    """`sequence` so that tmux or GNU screen hands it on to the terminal that it runs in."""
    if environ.get("TMUX"):
        return f"{ESC}Ptmux;{sequence.replace(ESC, ESC + ESC)}{END}"
    if environ.get("STY"):
        parts = re.findall(f".{{1,{SCREEN_LIMIT}}}", sequence)
        return "".join(f"{ESC}P{part}{END}" for part in parts)
    return sequence


class TerminalIntegration:
    """Says to one terminal what there is to say, and nothing twice."""

    def __init__(
        self, write: Callable[[str], object], environ: Mapping[str, str], settings: Settings = USUAL
    ) -> None:
        self._write = write
        self._environ = environ
        self._settings = settings
        self._title = ""

    def show_title(self, session: Session, here: TimerState) -> None:
        """Set the title, where it reads differently."""
        if has_title(self._settings, self._environ):
            now = title_of(session, here)
            if now != self._title:
                self._title = now
                self._write(title(now))

    def step_aside(self) -> None:
        """Give the terminal back its title, for as long as the console is put aside."""
        if has_title(self._settings, self._environ):
            self._write(RESTORE_TITLE)
            self._title = ""

    def come_back(self) -> None:
        """Keep the terminal's title again; `show` then sets ours."""
        if has_title(self._settings, self._environ):
            self._write(KEEP_TITLE)

    def notify(self, here: TimerState) -> None:
        """Tell the desktop that time is nearly up, or up."""
        if here.segment and self._settings.notify != "off":
            stage = STAGE_TITLES[here.segment.stage]
            said = f"{stage}: time is up" if here.seconds_left <= 0 else f"{stage}: a minute left"
            self._write(notification(said, self._settings, self._environ))

    def copy(self, text: str) -> bool:
        """Put `text` in the clipboard; False if it is more than a terminal takes."""
        sequence = copied(text, self._environ)
        if sequence:
            self._write(sequence)
        return bool(sequence)


def _say(terminal: TextIO, sequence: str) -> None:
    with suppress(OSError, ValueError):  # the line has dropped: nobody looks at the title
        terminal.write(sequence)
        terminal.flush()
