"""Running the site on a socket until it is told to end."""

from __future__ import annotations

import asyncio
import socket
from contextlib import suppress
from typing import TYPE_CHECKING

from uvicorn import Config, Server

from oneone_tui.wall.web.broadcast import Broadcast
from oneone_tui.wall.web.protocol import GuardedProtocol, abort_connection
from oneone_tui.wall.web.site import Site

if TYPE_CHECKING:
    from oneone_tui.wall.session_follower import SessionFollower
    from oneone_tui.wall.web.address import Address

MOST_BYTES = 16 * 1024
"""The most bytes of a request."""
END_SECONDS = 1
"""How long open pages are waited for at the end."""
BACKLOG = 512


def bind(address: Address) -> socket.socket:
    """Return a socket at the address. Raises OSError."""
    family = socket.AF_INET6 if ":" in address.host else socket.AF_INET
    bound = socket.socket(family, socket.SOCK_STREAM)
    try:
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind((address.host, address.port))
        bound.listen(BACKLOG)  # who comes early waits, and is not turned away
    except OSError:
        bound.close()
        raise
    return bound


async def serve(
    follower: SessionFollower, bound: socket.socket, address: Address, token: str
) -> None:
    """Serve the wall on a bound socket until a signal ends it."""
    await follower.poll()
    broadcast = Broadcast(follower)
    site = Site(broadcast, token, allows_host=address.allows_host, drop=abort_connection)
    config = Config(
        site.application(),
        http=GuardedProtocol,
        ws="none",
        lifespan="off",
        loop="asyncio",
        log_config=None,
        access_log=False,  # an address holds the token
        server_header=False,
        proxy_headers=False,
        backlog=BACKLOG,
        h11_max_incomplete_event_size=MOST_BYTES,
        timeout_graceful_shutdown=END_SECONDS,
    )
    server = Server(config)

    def end(_: object) -> None:
        server.should_exit = True  # a page that no longer follows must not stand there

    following = asyncio.create_task(broadcast.run())
    following.add_done_callback(end)
    try:
        await server.serve(sockets=[bound])
    finally:
        following.cancel()
        with suppress(asyncio.CancelledError):
            await following
