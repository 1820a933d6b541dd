"""What the site answers: two pages and their events, and nothing to whom has no token."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from starlette.types import Message

from oneone_tui.store.session_file import SessionFile
from oneone_tui.store.session_reader import SessionReader
from oneone_tui.wall.session_follower import SessionFollower
from oneone_tui.wall.web.address import Address
from oneone_tui.wall.web.broadcast import Broadcast
from oneone_tui.wall.web.site import MOST_CLIENTS, Site
from oneone_tui.workshop.model.changes import Paused
from oneone_tui.workshop.model.session import Session
from oneone_tui.workshop.model.terms import NoteKind
from tests.support.session_store import change_to_save
from tests.support.wall_sessions import rehearsed_at

TOKEN = "a" * 22
PATHS = [f"/{TOKEN}", f"/{TOKEN}/me"]


def site_for(
    tmp_path: Path,
    session: Session,
    most_clients: int = MOST_CLIENTS,
    broadcast: Broadcast | None = None,
) -> Site:
    broadcast = broadcast or Broadcast(follower_for(tmp_path, session))
    address = Address("127.0.0.1", 8311)
    return Site(
        broadcast,
        TOKEN,
        allows_host=address.allows_host,
        drop=lambda _: None,
        most_clients=most_clients,
    )


def follower_for(tmp_path: Path, session: Session) -> SessionFollower:
    path = SessionFile.create(tmp_path / "session.json", session).path
    return SessionFollower(SessionReader.open(path))


@pytest.fixture
def browser(tmp_path: Path) -> TestClient:
    site = site_for(tmp_path, rehearsed_at(400))
    return TestClient(site.application(), base_url="http://127.0.0.1:8311")


@pytest.mark.parametrize("path", PATHS)
def test_page_is_there_for_who_has_the_token(browser: TestClient, path: str) -> None:
    answer = browser.get(path)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert "sha256-" in answer.headers["content-security-policy"]
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert answer.headers["cache-control"] == "no-store"
    assert "server" not in answer.headers


@pytest.mark.parametrize(
    "path",
    [
        *("/", "//", "/x", f"/{TOKEN}/", f"/{TOKEN}x", f"/{TOKEN[:-1]}", f"/{TOKEN.upper()}"),
        *(f"/{TOKEN}/..", f"/{TOKEN}/session.json", f"/{TOKEN}/me/", f"/{TOKEN}/me/x", "/me"),
        *("/favicon.ico", "/robots.txt", "/static/", "/%2e%2e/etc/passwd", "/b/events", "/events"),
        *(f"/x/{TOKEN}", "/%00", "/%ff", "/a/a/a/a/a/a/a/a/a/a"),
    ],
)
def test_no_other_path_answers_anything(browser: TestClient, path: str) -> None:
    answer = browser.get(path)
    assert (answer.status_code, answer.content) == (404, b"")


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "NOPE"])
@pytest.mark.parametrize("path", [*PATHS, "/x"])
def test_no_other_method_does_anything(browser: TestClient, method: str, path: str) -> None:
    answer = browser.request(method, path)
    assert answer.status_code in (404, 405)
    assert answer.content == b""


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8311", "", "10.0.0.1:8311"])
@pytest.mark.parametrize("path", [*PATHS, f"/{TOKEN}/events", f"/{TOKEN}/me/events"])
def test_another_host_is_refused(browser: TestClient, host: str, path: str) -> None:
    answer = browser.get(path, headers={"host": host})
    assert (answer.status_code, answer.content) == (421, b"")


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "http://127.0.0.1:1"])
@pytest.mark.parametrize("path", [*PATHS, f"/{TOKEN}/events"])
def test_another_origin_is_refused(browser: TestClient, origin: str, path: str) -> None:
    answer = browser.get(path, headers={"origin": origin})
    assert (answer.status_code, answer.content) == (403, b"")


def test_another_site_gets_no_events(browser: TestClient) -> None:
    answer = browser.get(f"/{TOKEN}/events", headers={"sec-fetch-site": "cross-site"})
    assert answer.status_code == 403


def test_no_more_clients_than_there_is_room_for(tmp_path: Path) -> None:
    site = site_for(tmp_path, rehearsed_at(400), most_clients=0)
    browser = TestClient(site.application(), base_url="http://127.0.0.1:8311")
    assert browser.get(f"/{TOKEN}/events").status_code == 503
    assert browser.get(f"/{TOKEN}").status_code == 200


class Browser:
    """A browser that listens to events, below HTTP; it can stop taking what it is sent."""

    def __init__(self) -> None:
        self.events: asyncio.Queue[str] = asyncio.Queue()
        self.reads = asyncio.Event()
        self.reads.set()
        self.gone = asyncio.Event()

    async def send(self, message: Message) -> None:
        await self.reads.wait()
        if message.get("body"):
            self.events.put_nowait(message["body"].decode())

    async def receive(self) -> Message:
        await self.gone.wait()
        return {"type": "http.disconnect"}

    async def view(self) -> dict[str, object]:
        """The next view."""
        event = await asyncio.wait_for(self.events.get(), 5)
        assert event.startswith("event: view\ndata: ")
        assert event.endswith("}\n\n")
        view: dict[str, object] = json.loads(event.split("data: ")[1])["view"]
        return view


@asynccontextmanager
async def listening(site: Site, kind: str = "/events") -> AsyncIterator[Browser]:
    browser = Browser()
    scope = {
        "type": "http",
        "method": "GET",
        "path": f"/{TOKEN}{kind}",
        "query_string": b"",
        "headers": [(b"host", b"localhost")],
        "client": ("127.0.0.1", 1),
    }
    running = asyncio.ensure_future(site.application()(scope, browser.receive, browser.send))
    yield browser
    browser.gone.set()
    await asyncio.wait_for(running, 5)
    assert site.clients == 0


async def test_events_follow_the_session_and_a_slow_browser_gets_the_newest(
    tmp_path: Path,
) -> None:
    follower = follower_for(tmp_path, rehearsed_at(400))
    broadcast, file = Broadcast(follower), SessionFile.open(tmp_path / "session.json")
    site = site_for(tmp_path, rehearsed_at(400), broadcast=broadcast)
    async with listening(site) as browser:
        first = await browser.view()
        browser.reads.clear()
        await follower.poll()
        file.change([change_to_save(Paused())])
        await follower.poll()
        broadcast.update()
        browser.reads.set()
        assert await browser.view() != first


@pytest.mark.parametrize("kind", ["/events", "/me/events"])
async def test_events_hold_nothing_that_is_not_for_the_room(tmp_path: Path, kind: str) -> None:
    session = rehearsed_at(4000)
    async with listening(site_for(tmp_path, session), kind) as browser:
        shown = json.dumps(await browser.view(), ensure_ascii=False)
    secret = [note.text for note in session.notes if note.kind is NoteKind.FEEDBACK]
    assert not [text for text in secret if text in shown]
    if kind == "/me/events":
        typed = [note.text for note in session.notes] + [one.text for one in session.commitments]
        assert not [text for text in typed if text in shown]
