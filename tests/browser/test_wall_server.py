"""The wall's server as somebody sees it who has no token, or means harm."""

from __future__ import annotations

import contextlib
import signal
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from oneone_tui.workshop.model.changes import Paused
from tests.support.timed_workshop import create_workshop, make_changes
from tests.support.wall_server import WallServer

SECONDS = 10.0
HOST = b"Host: localhost\r\n"


@pytest.fixture
def wall(tmp_path: Path) -> Iterator[WallServer]:
    with WallServer(create_workshop(tmp_path)) as server:
        yield server


@contextlib.contextmanager
def connection(wall: WallServer) -> Iterator[socket.socket]:
    with socket.create_connection(wall.address, SECONDS) as line:
        yield line


def answer(wall: WallServer, request: bytes) -> bytes:
    """All that comes back until the server closes the connection."""
    with connection(wall) as line:
        line.sendall(request)
        parts = []
        with contextlib.suppress(ConnectionResetError):
            while part := line.recv(65536):
                parts.append(part)
        return b"".join(parts)


def page(wall: WallServer) -> bytes:
    """The page, as somebody gets it who has its address."""
    path = wall.url.rpartition("/")[2].encode()
    return answer(wall, b"GET /" + path + b" HTTP/1.1\r\n" + HOST + b"\r\n")


@pytest.mark.parametrize(
    "request_line",
    [
        b"GET / HTTP/1.1",
        b"GET /../../etc/passwd HTTP/1.1",
        b"GET http://localhost/ HTTP/1.1",
        b"OPTIONS * HTTP/1.1",
        b"CONNECT example.org:80 HTTP/1.1",
        b"GET /\x01 HTTP/1.1",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        b"GET / HTTP/9.9",
        b"nonsense",
        pytest.param(b"GET /" + b"a" * 100_000 + b" HTTP/1.1", id="long"),
    ],
)
def test_requests_of_all_kinds_get_nothing(wall: WallServer, request_line: bytes) -> None:
    got = answer(wall, request_line + b"\r\n" + HOST + b"\r\n\r\n")
    assert b"Room" not in got
    assert b"1:1" not in got
    assert not got or got.split(b" ")[1] in (b"400", b"404", b"405", b"431")
    assert b"Traceback" not in got
    assert page(wall).startswith(b"HTTP/1.1 200 OK")


def test_huge_headers_and_bodies_are_refused(wall: WallServer) -> None:
    assert b" 400 " in answer(wall, b"GET / HTTP/1.1\r\n" + HOST + b"X: " + b"a" * 1_000_000)
    many = b"".join(b"X-%d: y\r\n" % number for number in range(20_000))
    assert b" 200 " not in answer(wall, b"GET / HTTP/1.1\r\n" + HOST + many + b"\r\n")
    body = b"Content-Length: 999999999999\r\n\r\n" + b"x" * 100_000
    assert b" 200 " not in answer(wall, b"POST / HTTP/1.1\r\n" + HOST + body)


def test_connection_that_asks_for_nothing_is_dropped(wall: WallServer) -> None:
    with connection(wall) as silent, connection(wall) as slow:
        slow.sendall(b"GET / HT")
        for line in (silent, slow):
            line.settimeout(SECONDS)
            with contextlib.suppress(ConnectionResetError):
                assert b" 200 " not in line.recv(1024)


def test_a_thousand_connections_keep_nobody_out(wall: WallServer) -> None:
    with contextlib.ExitStack() as stack:
        for _ in range(400):
            stack.enter_context(connection(wall)).sendall(b"GET / HT")
        assert page(wall).startswith(b"HTTP/1.1 200 OK")
        for _ in range(600):
            with connection(wall) as line:
                line.sendall(b"GET / HT")
        assert page(wall).startswith(b"HTTP/1.1 200 OK")


def test_browser_that_reads_nothing_holds_nobody_up(wall: WallServer, tmp_path: Path) -> None:
    path = wall.url.rpartition("/")[2].encode()
    request = b"GET /" + path + b"/events HTTP/1.1\r\n" + HOST + b"\r\n"
    with connection(wall) as deaf, connection(wall) as keen:
        deaf.sendall(request)
        keen.sendall(request)
        [file] = (tmp_path / "sessions").glob("*.json")
        make_changes(file, Paused())
        seen = b""
        while b'"paused"' not in seen:
            part = keen.recv(65536)
            assert part
            seen += part
        assert page(wall).startswith(b"HTTP/1.1 200 OK")


def test_wall_ends_in_order_while_a_page_is_open(wall: WallServer) -> None:
    path = wall.url.rpartition("/")[2].encode()
    with connection(wall) as line:
        line.sendall(b"GET /" + path + b"/events HTTP/1.1\r\n" + HOST + b"\r\n")
        assert line.recv(65536)
        assert wall.end(signal.SIGTERM) in (0, -signal.SIGTERM)
