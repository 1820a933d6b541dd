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

from oneone_tui.config.settings import DEFAULT_SETTINGS, Settings
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
"""Values of TERM for terminals without a title, which might print one instead."""
COPY_LIMIT = 74_994
"""The most base64 characters to copy at once: some terminals accept no more."""
SCREEN_LIMIT = 240
"""The most characters that GNU screen passes on at once."""


@contextmanager
def preserved_title(
    settings: Settings, environ: Mapping[str, str], terminal: TextIO
) -> Iterator[None]:
    """Save the terminal's title, and restore it at the end in any case."""
    if not has_title(settings, environ):
        yield
        return
    _write_to(terminal, KEEP_TITLE)
    try:
        yield
    finally:
        restore_title(settings, environ, terminal)


def restore_title(settings: Settings, environ: Mapping[str, str], terminal: TextIO) -> None:
    """Make the terminal show the title that it had before."""
    if has_title(settings, environ):
        _write_to(terminal, RESTORE_TITLE)


def has_title(settings: Settings, environ: Mapping[str, str]) -> bool:
    """Return whether the terminal's title is to be set."""
    return settings.title and environ.get("TERM", "") not in PLAIN


def format_title(session: Session, here: TimerState) -> str:
    """Return the terminal's title, which changes with the segment, not every second."""
    if session is EMPTY_SESSION:
        return NAME
    stage = STAGE_TITLES[session.info.stage]
    how = alarm_of(here)
    # Rounded to the second, so that a time just before a full minute does not flicker.
    ends = f"{(here.next_segment_at + HALF_A_SECOND).astimezone():%H:%M}"
    if here.segment is None:
        return f"{NAME} {stage}"
    stage = STAGE_TITLES[here.segment.stage]
    if how is Alarm.PAUSED:
        return f"{NAME} {stage} paused"
    return f"{NAME} {stage} over time" if how is Alarm.OVER else f"{NAME} {stage} until {ends}"


def title_sequence(text: str) -> str:
    """Return the sequence that sets the terminal's title."""
    return f"{ESC}]2;{clean(text)}{BELL}"


def notification_sequence(text: str, settings: Settings, environ: Mapping[str, str]) -> str:
    """Return the sequence for a desktop notification as set; empty if it is off."""
    message = clean(text).replace(";", ",")
    match settings.notify:
        case "osc9":
            return pass_through(f"{ESC}]9;{PROGRAM}: {message}{BELL}", environ)
        case "osc777":
            return pass_through(f"{ESC}]777;notify;{PROGRAM};{message}{BELL}", environ)
        case _:
            return ""


def clipboard_sequence(text: str, environ: Mapping[str, str]) -> str:
    """Return the sequence that copies `text` to the clipboard; empty if it is too long.

    The clipboard is that of the machine on which the terminal runs.
    """
    coded = b64encode(text.encode()).decode("ascii")
    if len(coded) > COPY_LIMIT:
        return ""
    plain = f"{ESC}]52;c;{coded}{BELL}"
    # tmux handles the plain sequence if `set-clipboard` is on, and passes the other on if
    # `allow-passthrough` is on. It drops the one that is off.
    return pass_through(plain, environ) + (plain if environ.get("TMUX") else "")


def pass_through(sequence: str, environ: Mapping[str, str]) -> str:
    """Wrap `sequence` so that tmux or GNU screen passes it on to its terminal."""
    if environ.get("TMUX"):
        return f"{ESC}Ptmux;{sequence.replace(ESC, ESC + ESC)}{END}"
    if environ.get("STY"):
        parts = re.findall(f".{{1,{SCREEN_LIMIT}}}", sequence)
        return "".join(f"{ESC}P{part}{END}" for part in parts)
    return sequence


class TerminalIntegration:
    """Sends the title, notifications and copied text to one terminal."""

    def __init__(
        self,
        write: Callable[[str], object],
        environ: Mapping[str, str],
        settings: Settings = DEFAULT_SETTINGS,
    ) -> None:
        self._write = write
        self._environ = environ
        self._settings = settings
        self._title = ""

    def show_title(self, session: Session, here: TimerState) -> None:
        """Set the title if it has changed."""
        if has_title(self._settings, self._environ):
            now = format_title(session, here)
            if now != self._title:
                self._title = now
                self._write(title_sequence(now))

    def suspend(self) -> None:
        """Restore the terminal's title while the console is suspended."""
        if has_title(self._settings, self._environ):
            self._write(RESTORE_TITLE)
            self._title = ""

    def resume(self) -> None:
        """Save the terminal's title again; the next `show_title` sets the console's."""
        if has_title(self._settings, self._environ):
            self._write(KEEP_TITLE)

    def notify(self, here: TimerState) -> None:
        """Notify the desktop that time is nearly up, or up."""
        if here.segment and self._settings.notify != "off":
            stage = STAGE_TITLES[here.segment.stage]
            message = (
                f"{stage}: time is up" if here.seconds_left <= 0 else f"{stage}: a minute left"
            )
            self._write(notification_sequence(message, self._settings, self._environ))

    def copy(self, text: str) -> bool:
        """Copy `text` to the clipboard. Return False if it is too long for a terminal."""
        sequence = clipboard_sequence(text, self._environ)
        if sequence:
            self._write(sequence)
        return bool(sequence)


def _write_to(terminal: TextIO, sequence: str) -> None:
    with suppress(OSError, ValueError):  # the connection is lost: nobody sees the title
        terminal.write(sequence)
        terminal.flush()
