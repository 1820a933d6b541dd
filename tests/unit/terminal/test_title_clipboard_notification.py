"""What the console says to the terminal around it."""

from __future__ import annotations

import io
from base64 import b64decode
from datetime import timedelta

import pytest

from oneone_tui.config.settings import Settings
from oneone_tui.terminal.title_clipboard_notification import (
    COPY_LIMIT,
    KEEP_TITLE,
    RESTORE_TITLE,
    TerminalIntegration,
    clipboard_sequence,
    format_title,
    notification_sequence,
    pass_through,
    preserved_title,
)
from oneone_tui.workshop.agenda.timer import EMPTY_TIMER_STATE, timer_state
from oneone_tui.workshop.model.changes import Paused, Resumed, TimeAdded
from oneone_tui.workshop.model.session import EMPTY_SESSION, Session
from oneone_tui.workshop.reducers.apply import apply
from tests.support.pilot import SIX, START, rehearsed_session

XTERM, TMUX = {"TERM": "xterm-256color"}, {"TERM": "tmux-256color", "TMUX": "/tmp/tmux,1,0"}
SCREEN = {"TERM": "screen-256color", "STY": "12.pts-0.desk"}
NOTIFYING = Settings(notify="osc777")


@pytest.fixture(autouse=True)
def _clock_times_of_utc(utc: None) -> None:
    """The title says when a segment ends."""


def talking_session() -> Session:
    """A session in its first conversation, which has just begun."""
    return rehearsed_session("turn-1-conversation")


def titles_during(session: Session, seconds: range) -> set[str]:
    begun = session.clock[-1].at
    at = (begun + timedelta(seconds=second) for second in seconds)
    return {format_title(session, timer_state(session, now)) for now in at}


def test_title_of_shows_stage_and_changes_with_segment() -> None:
    session = talking_session()
    (running,) = titles_during(session, range(200))
    assert running.startswith("1:1 Rounds until ")
    assert not any(name.split()[0] in running for name in SIX)
    at = session.clock[-1].at + timedelta(seconds=30)
    paused = apply(session, Paused(), at)
    assert titles_during(paused, range(200)) == {"1:1 Rounds paused"}
    on = apply(paused, Resumed(), at + timedelta(seconds=90))
    (later,) = titles_during(on, range(200))
    assert later != running
    segment = on.clock[-1].segment
    more = apply(on, TimeAdded(segment=segment, seconds=60), at + timedelta(seconds=91))
    assert titles_during(more, range(2)) != {later}
    assert titles_during(session, range(100_000, 100_100)) == {"1:1 Rounds over time"}
    assert format_title(EMPTY_SESSION, EMPTY_TIMER_STATE) == "1:1"
    assert (
        format_title(rehearsed_session(0.0), timer_state(rehearsed_session(0.0), START))
        == "1:1 Setup"
    )


def test_show_title_writes_changed_title_only() -> None:
    said: list[str] = []
    manners = TerminalIntegration(said.append, XTERM)
    session = talking_session()
    for second in range(60):
        manners.show_title(
            session, timer_state(session, session.clock[-1].at + timedelta(seconds=second))
        )
    assert len(said) == 1
    assert said[0].startswith("\x1b]2;1:1 Rounds until ")
    assert said[0].endswith("\a")


def test_step_aside_and_come_back_restore_titles() -> None:
    said: list[str] = []
    manners = TerminalIntegration(said.append, XTERM)
    session = talking_session()
    manners.show_title(session, timer_state(session, START))
    manners.suspend()
    manners.resume()
    manners.show_title(session, timer_state(session, START))
    ours = said[0]
    assert said == [ours, RESTORE_TITLE, KEEP_TITLE, ours]


@pytest.mark.parametrize("term", ["", "dumb", "linux"])
def test_show_title_writes_nothing_without_title_support(term: str) -> None:
    said: list[str] = []
    TerminalIntegration(said.append, {"TERM": term}).show_title(EMPTY_SESSION, EMPTY_TIMER_STATE)
    TerminalIntegration(said.append, XTERM, Settings(title=False)).show_title(
        EMPTY_SESSION, EMPTY_TIMER_STATE
    )
    assert said == []
    terminal = io.StringIO()
    with preserved_title(Settings(), {"TERM": term}, terminal):
        pass
    assert terminal.getvalue() == ""


def test_kept_title_restores_title_after_error() -> None:
    terminal = io.StringIO()
    with pytest.raises(ZeroDivisionError), preserved_title(Settings(), XTERM, terminal):
        raise ZeroDivisionError
    assert terminal.getvalue() == KEEP_TITLE + RESTORE_TITLE
    gone = io.StringIO()
    with preserved_title(Settings(), XTERM, gone):
        gone.close()


def test_copied_passes_through_tmux_and_screen() -> None:
    text = "Ana → Ben\n" * 100
    plain = clipboard_sequence(text, XTERM)
    start, end = "\x1b]52;c;", "\a"
    assert plain.startswith(start)
    assert plain.endswith(end)
    assert b64decode(plain[len(start) : -len(end)]).decode() == text
    # tmux takes what it knows itself; of what is wrapped it takes the wrap off, and the doubling.
    assert (
        clipboard_sequence(text, TMUX)
        == f"\x1bPtmux;{plain.replace(chr(27), 2 * chr(27))}\x1b\\{plain}"
    )
    parts = clipboard_sequence(text, SCREEN).split("\x1b\\")
    assert all(part.startswith("\x1bP") and len(part) < 256 for part in parts[:-1])
    assert "".join(part.removeprefix("\x1bP") for part in parts) == plain


def test_copy_rejects_text_over_limit() -> None:
    said: list[str] = []
    manners = TerminalIntegration(said.append, XTERM)
    most = COPY_LIMIT // 4 * 3
    assert manners.copy("x" * most)
    assert len(said) == 1
    assert not manners.copy("x" * (most + 3))
    assert len(said) == 1


def test_notify_names_nobody_and_is_clean() -> None:
    said: list[str] = []
    session = talking_session()
    begun = session.clock[-1].at
    here = timer_state(session, begun + timedelta(seconds=420))
    TerminalIntegration(said.append, XTERM, NOTIFYING).notify(here)
    TerminalIntegration(said.append, XTERM, NOTIFYING).notify(
        timer_state(session, begun + timedelta(hours=1))
    )
    TerminalIntegration(said.append, XTERM).notify(here)
    assert said == [
        "\x1b]777;notify;oneone;Rounds: a minute left\a",
        "\x1b]777;notify;oneone;Rounds: time is up\a",
    ]
    assert (
        notification_sequence("a;b\x1b]0;x\a\x9b2J", NOTIFYING, XTERM)
        == "\x1b]777;notify;oneone;a,b\a"
    )
    nine = notification_sequence("time", Settings(notify="osc9"), TMUX)
    assert nine == pass_through("\x1b]9;oneone: time\a", TMUX)
