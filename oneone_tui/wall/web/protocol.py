"""HTTP connections that cannot be held up: those who say nothing, or read nothing, are dropped."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, ClassVar

from uvicorn.protocols.http.h11_impl import H11Protocol

if TYPE_CHECKING:
    pass

REQUEST_SECONDS = 5.0
"""How long a browser has to ask for something."""
MOST_SILENT = 400
"""The most connections that have not asked for anything yet; the oldest makes room."""


class GuardedProtocol(H11Protocol):
    """Uvicorn's protocol with an end to waiting; it has none for the first request."""

    silent: ClassVar[dict[GuardedProtocol, asyncio.TimerHandle]] = {}
    """The connections that have not asked for anything yet, the oldest first."""
    by_client: ClassVar[dict[tuple[str, int], GuardedProtocol]] = {}

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override] # as there
        """Take a connection, and drop the oldest silent one if there are too many."""
        super().connection_made(transport)
        if self.client:
            self.by_client[self.client] = self
        while len(self.silent) >= MOST_SILENT:
            next(iter(self.silent)).abort()
        self.silent[self] = self.loop.call_later(REQUEST_SECONDS, self.abort)

    def data_received(self, data: bytes) -> None:
        """Take what a browser sends; one whole request is all that a connection is for."""
        super().data_received(data)
        if self.cycle is not None:
            self._leave_silent()

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget a connection."""
        super().connection_lost(exc)
        self._leave_silent()
        if self.client and self.by_client.get(self.client) is self:
            del self.by_client[self.client]

    def abort(self) -> None:
        """Drop the connection at once, whatever is still to be sent."""
        self._leave_silent()
        self.transport.abort()

    def _leave_silent(self) -> None:
        timer = self.silent.pop(self, None)
        if timer:
            timer.cancel()


def abort_connection(client: tuple[str, int] | None) -> None:
    """Drop the connection of a browser, known by its address and port."""
    protocol = GuardedProtocol.by_client.get(client) if client else None
    if protocol:
        protocol.abort()
