"""Takes away only widgets that have come in whole.

Textual lets none in any more below a widget that is about to go, nor while the app ends, but tells
that widget that they are there: whatever asks for one of them then, raises. `tests/screens/
test_removal.py` tells when this is not needed any more.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING

from textual.await_remove import AwaitRemove
from textual.widget import Widget

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from textual.app import App
    from textual.dom import DOMNode

    Base = App[None]
else:
    Base = object  # Textual looks through each class of an app as it is made: one is enough

PATIENCE = 2.0
"""Seconds in which whatever comes in has done so."""


class RemovalApp(Base):
    """Lets what is being composed come to its end before it takes it away."""

    def _prune(self, *nodes: Widget, parent: DOMNode | None = None) -> AwaitRemove:
        if not any(_coming_in(nodes)):
            return super()._prune(*nodes, parent=parent)

        async def prune_later() -> None:
            await _come_in(nodes)
            await super(RemovalApp, self)._prune(*nodes, parent=parent)

        removed = AwaitRemove([asyncio.create_task(prune_later())])
        self.call_next(removed)
        return removed

    async def _shutdown(self) -> None:
        self.workers.cancel_all()  # they would ask for what is taken away
        await _come_in(self.screen_stack)
        await super()._shutdown()


async def _come_in(nodes: Sequence[Widget]) -> None:
    with suppress(TimeoutError):
        async with asyncio.timeout(PATIENCE):
            while pending := next(iter(_coming_in(nodes)), None):
                await pending._mounted_event.wait()


def _coming_in(nodes: Iterable[Widget]) -> Iterable[Widget]:
    """Those of `nodes`, and of the widgets in them, that are not there whole yet."""
    return (
        widget
        for node in nodes
        for widget in node.walk_children(Widget, with_self=True)
        if not widget.is_mounted and _runs(widget)
    )


def _runs(widget: Widget) -> bool:
    task = widget._task
    return task is not None and not task.done() and task is not asyncio.current_task()
