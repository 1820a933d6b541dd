"""Removes widgets only once they are mounted.

Textual mounts nothing below a widget that is being removed, or while the app ends. But it still
sends that widget a mount event, and its query for a child then raises.
`tests/screens/test_widget_removal.py` shows when this patch can go.
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
    Base = object  # Textual inspects each class in an app's MRO: one is enough

PATIENCE = 2.0
"""Seconds to wait at most for widgets to be mounted."""


class RemovalApp(Base):
    """An app that waits until widgets are mounted before it removes them."""

    def _prune(self, *nodes: Widget, parent: DOMNode | None = None) -> AwaitRemove:
        if not any(_not_mounted(nodes)):
            return super()._prune(*nodes, parent=parent)

        async def prune_later() -> None:
            await _wait_until_mounted(nodes)
            await super(RemovalApp, self)._prune(*nodes, parent=parent)

        removed = AwaitRemove([asyncio.create_task(prune_later())])
        self.call_next(removed)
        return removed

    async def _shutdown(self) -> None:
        self.workers.cancel_all()  # they would query widgets that are being removed
        await _wait_until_mounted(self.screen_stack)
        await super()._shutdown()


async def _wait_until_mounted(nodes: Sequence[Widget]) -> None:
    with suppress(TimeoutError):
        async with asyncio.timeout(PATIENCE):
            while pending := next(iter(_not_mounted(nodes)), None):
                await pending._mounted_event.wait()


def _not_mounted(nodes: Iterable[Widget]) -> Iterable[Widget]:
    """Return the widgets in `nodes`, with their descendants, that are not mounted yet."""
    return (
        widget
        for node in nodes
        for widget in node.walk_children(Widget, with_self=True)
        if not widget.is_mounted and _runs(widget)
    )


def _runs(widget: Widget) -> bool:
    task = widget._task
    return task is not None and not task.done() and task is not asyncio.current_task()
