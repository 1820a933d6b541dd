"""The services of the console, made and tied together."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Protocol

from oneone_tui.navigation import Navigation
from oneone_tui.services.cross_session import CrossSessionReader
from oneone_tui.services.library_controller import LibraryController
from oneone_tui.services.session_controller import SessionController
from oneone_tui.services.shutdown import Shutdown
from oneone_tui.terminal.title_clipboard_notification import restore_title

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import App

    from oneone_tui.config.settings import Settings
    from oneone_tui.console import PublishedState
    from oneone_tui.input_order import InputOrder
    from oneone_tui.services.outlet import Outlet
    from oneone_tui.services.time_source import TimeSource
    from oneone_tui.store.library import Library
    from oneone_tui.workshop.agenda.timer import TimerState


class Publish(Protocol):
    """Takes a state that screens watch, by its name on the app."""

    def __call__(self, name: PublishedState, state: object, /) -> None:
        """Take the state."""
        ...


@dataclass(frozen=True)
class ConsoleServices:
    """What the console does, without what it shows.

    Attributes:
        session: The open session.
        library: The folder of sessions.
        cross_sessions: What is read across all sessions.
        shutdown: How the program ends.
        navigation: How sessions are opened and left.
    """

    session: SessionController
    library: LibraryController
    cross_sessions: CrossSessionReader
    shutdown: Shutdown
    navigation: Navigation


def build_services(
    app: App[None],
    library: Library,
    outlet: Outlet,
    order: InputOrder,
    *,
    publish: Publish,
    ring: Callable[[TimerState], None],
    settings: Callable[[], Settings],
    time: TimeSource | None,
    console: str | None,
) -> ConsoleServices:
    """Make the services of an app.

    Args:
        app: The app whose screens are shown.
        library: The folder of sessions.
        outlet: Where lines are shown, and how work is started.
        order: The order in which keys take effect.
        publish: Takes each new state.
        ring: Rings at the cues of the clock.
        settings: Returns what the person has set.
        time: The time that the session goes by; without one, the system's.
        console: What this console is called in a session's history; without it, by its machine.
    """
    session = SessionController(
        outlet, partial(publish, "state"), ring=ring, time=time, console=console
    )
    libraries = LibraryController(
        library,
        outlet,
        partial(publish, "library_state"),
        console=session.console,
        is_session_open=lambda: session.is_open,
    )
    cross_sessions = CrossSessionReader(
        library.folder, outlet, partial(publish, "cross_session_state"), session.console
    )
    shutdown = Shutdown(
        session,
        outlet,
        drain_input=order.drain,
        exit_app=app.exit,
        owns_process=lambda: not app.is_headless,
        restore_terminal=lambda out: restore_title(settings(), os.environ, out),
    )
    navigation = Navigation(
        app,
        session=session,
        library=libraries,
        cross_sessions=cross_sessions,
        shutdown=shutdown,
        order=order,
        outlet=outlet,
        guide=lambda: settings().guide,
    )
    return ConsoleServices(session, libraries, cross_sessions, shutdown, navigation)
