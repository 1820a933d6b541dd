"""Keys and pastes: each takes effect after the one before, whatever that has opened."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from textual import events

from oneone_tui.messages import Typing
from oneone_tui.services.input_gate import InputGate
from oneone_tui.textual_patches.input_events import keys_of
from oneone_tui.widgets.entry_line import LineInput
from oneone_tui.workshop.text import clean

if TYPE_CHECKING:
    from textual.app import App

    from oneone_tui.services.outlet import Notify

PASTE_LIMIT = 200_000
"""Characters that can be pasted at once: 500 people, with all that is told of them."""
NOT_HELD = ("quit", "put_aside")
"""Actions that work also while something is being opened."""
QUIET_PASSES = 2
"""After so many passes in which nobody was sent anything, all that was typed is shown."""


class InputOrder:
    """Passes on what a person does, in its order, and holds it back while something opens.

    Args:
        app: The app whose input it is.
        pass_on: Has Textual handle an event.
        notify: Shows a line.
    """

    def __init__(
        self,
        app: App[None],
        pass_on: Callable[[events.Event], Awaitable[None]],
        notify: Notify,
    ) -> None:
        self._app = app
        self._handle = pass_on
        self._notify = notify
        self._gate = InputGate[events.Event]()

    @property
    def is_held(self) -> bool:
        """Whether what a person does has to wait."""
        return self._gate.is_closed

    def hold(self) -> None:
        """Have what a person does wait from now on."""
        self._gate.close()

    async def release(self) -> None:
        """Pass on what has waited, and all that comes."""
        for event in self._gate.open():
            await self._pass_on(event)

    async def take(self, event: events.Event) -> None:
        """Take an event; what is pasted is cleaned before any widget has it."""
        if isinstance(event, events.Paste) and not event.is_forwarded:
            whole = clean(event.text, limit=PASTE_LIMIT + 1, lines=True)
            event.text = clean(whole, limit=PASTE_LIMIT, lines=True)
            if event.text != whole:
                line = f"too long: the first {PASTE_LIMIT:,} characters were pasted"
                self._notify(line, wrong=True)
        if isinstance(event, Typing) and not event.is_forwarded:
            await self._type(event.text)
        elif self.is_held and _is_new_input(event) and not self._passes(event):
            self._gate.hold(event)
        else:
            await self._pass_on(event)

    async def drain(self) -> None:
        """Wait until everything typed so far is shown."""
        quiet = 0
        while quiet < QUIET_PASSES:
            # A key goes from the app to the widget with the focus; what it sets off goes up from
            # there. Each has then done all that it was sent before.
            focused = self._app.focused or self._app.screen
            nodes = [self._app, *focused.ancestors_with_self]
            for node in nodes:
                arrived = asyncio.Event()
                if node.call_later(arrived.set):
                    await arrived.wait()
            quiet = 0 if any(node.message_queue_size for node in nodes) else quiet + 1

    async def _pass_on(self, event: events.Event) -> None:
        if isinstance(event, events.InputEvent | events.Paste):
            await self._wait_until_composed()  # the one before may have shown another screen
        await self._handle(event)

    async def _type(self, text: str) -> None:
        """Take characters that came at once: each is a key, until one of them opens a line."""
        for at, character in enumerate(text):
            if isinstance(self._app.focused, LineInput) and not self.is_held:
                self._app.focused.post_message(Typing(text[at:]))
                return
            for key in keys_of(character):
                await self.take(key.event())

    async def _wait_until_composed(self) -> None:
        """Wait until the screen has its widgets; another may come on meanwhile."""
        while self._app.screen_stack and not self._app.screen.is_mounted:
            composed = asyncio.Event()
            if not self._app.screen.call_later(composed.set):
                break
            await composed.wait()

    def _passes(self, event: events.Event) -> bool:
        """Return whether it ends the program or puts it aside: that waits for no disk."""
        key = event.key if isinstance(event, events.Key) else ""
        bound = self._app.active_bindings.get(key)
        return bool(bound and bound.binding.action in NOT_HELD)


def _is_new_input(event: events.Event) -> bool:
    """Return whether a person did this, and no widget knows of it yet."""
    return isinstance(event, events.InputEvent | events.Paste) and not event.is_forwarded
