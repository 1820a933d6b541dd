"""The web application: two pages and their events for who has the token, and nothing else."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.routing import Route

from oneone_tui.wall.web.page import Page, participant_page, wall_page
from oneone_tui.wall.web.token import is_token

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from starlette.requests import Request
    from starlette.types import ASGIApp, Receive, Scope, Send

    from oneone_tui.wall.web.broadcast import Broadcast

MOST_CLIENTS = 300
"""The most browsers that are shown the wall at once."""
BEAT_SECONDS = 15.0
"""After so long without news, a browser is told the time: it then knows that the wall is there."""
SLOW_SECONDS = 20.0
"""After so long without taking what it was sent, a browser is dropped; it may come again."""
HEADERS = {
    "Cache-Control": "no-store",
    "Connection": "close",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
"""Sent with everything: the address holds a secret, and the page is nobody else's."""
NOTHING = b""


class Site:
    """Answers requests.

    Args:
        broadcast: Where the views come from.
        token: The secret in the address.
        allows_host: Whether a Host header means this wall.
        drop: Drops the connection of a client.
    """

    def __init__(
        self,
        broadcast: Broadcast,
        token: str,
        *,
        allows_host: Callable[[str], bool],
        drop: Callable[[tuple[str, int] | None], None],
        most_clients: int = MOST_CLIENTS,
    ) -> None:
        self._broadcast = broadcast
        self._token = token
        self._allows_host = allows_host
        self._drop = drop
        self._most_clients = most_clients
        self.clients = 0
        """The browsers that are shown the wall now."""

    def application(self) -> ASGIApp:
        """Return the application, for a server."""
        routes = [
            Route("/{token}", self._wall, methods=["GET"]),
            Route("/{token}/events", self._wall_events, methods=["GET"]),
            Route("/{token}/me", self._me, methods=["GET"]),
            Route("/{token}/me/events", self._me_events, methods=["GET"]),
        ]
        app = Starlette(routes=routes, exception_handlers={HTTPException: _refuse})
        app.router.redirect_slashes = False
        return app

    async def _wall(self, request: Request) -> Response:
        return self._checked(request) or _page_response(wall_page())

    async def _me(self, request: Request) -> Response:
        return self._checked(request) or _page_response(participant_page())

    async def _wall_events(self, request: Request) -> Response:
        return self._checked(request) or self._events("wall")

    async def _me_events(self, request: Request) -> Response:
        return self._checked(request) or self._events("me")

    def _checked(self, request: Request) -> Response | None:
        """Return the answer to a request that has no business here, or None."""
        headers = request.headers
        hosts = headers.getlist("host")
        if len(hosts) != 1 or not self._allows_host(hosts[0]):
            return _nothing(421)
        origins = headers.getlist("origin")
        if any(origin not in _origins(hosts[0]) for origin in origins):
            return _nothing(403)
        is_event = request.url.path.endswith("/events")
        if is_event and headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
            return _nothing(403)
        return None if is_token(request.path_params["token"], self._token) else _nothing(404)

    def _events(self, kind: str) -> Response:
        if self.clients >= self._most_clients:
            return _nothing(503, {"Retry-After": "10"})
        return EventStream(self, self._broadcast, kind, self._drop)


class EventStream(Response):
    """Sends the newest view whenever there is one, until the browser goes."""

    def __init__(
        self,
        site: Site,
        broadcast: Broadcast,
        kind: str,
        drop: Callable[[tuple[str, int] | None], None],
    ) -> None:
        super().__init__(media_type="text/event-stream", headers=HEADERS)
        del self.headers["content-length"]
        self._site = site
        self._broadcast = broadcast
        self._kind = kind
        self._drop = drop

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send events until the browser goes or is too slow."""
        gone = asyncio.create_task(_wait_until_gone(receive))
        self._site.clients += 1
        try:
            sending = asyncio.create_task(self._send(send))
            await asyncio.wait((gone, sending), return_when=asyncio.FIRST_COMPLETED)
            sending.cancel()
            if sending.done() and not sending.cancelled() and sending.exception():
                self._drop(scope.get("client"))
        finally:
            self._site.clients -= 1
            gone.cancel()

    async def _send(self, send: Send) -> None:
        start = {"type": "http.response.start", "status": 200, "headers": self.raw_headers}
        await send(start)
        version = -1
        while True:
            if await self._broadcast.wait_for_newer(self._kind, version, BEAT_SECONDS):
                version = self._broadcast.version(self._kind)
                event = self._broadcast.view_event(self._kind)
            else:
                event = self._broadcast.time_event()
            async with asyncio.timeout(SLOW_SECONDS):
                await send({"type": "http.response.body", "body": event, "more_body": True})


async def _wait_until_gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


def _page_response(page: Page) -> Response:
    headers = {**HEADERS, "Content-Security-Policy": page.policy}
    return Response(page.content, media_type="text/html", headers=headers)


def _origins(host: str) -> tuple[str, ...]:
    return f"http://{host}", f"https://{host}"


def _nothing(status: int, more: Mapping[str, str] | None = None) -> Response:
    headers = {**HEADERS, "Content-Security-Policy": "default-src 'none'", **(more or {})}
    return Response(NOTHING, status, headers=headers)


async def _refuse(_: Request, error: Exception) -> Response:
    return _nothing(error.status_code if isinstance(error, HTTPException) else 500)
