"""The wall: its start, what it sends, twenty of them on one session, two hundred pages of one."""

from __future__ import annotations

import select
import socket
import sys
import time
from contextlib import ExitStack
from pathlib import Path

from oneone_tui.workshop.model.changes import Paused, Resumed, SegmentEntered, StageShown
from oneone_tui.workshop.model.terms import Stage
from tests.bench.figures import Figure, once, spread
from tests.support.pty_console import PtyConsole
from tests.support.timed_workshop import Lengths, create_workshop, make_changes
from tests.support.wall_server import WallServer

WALLS, PAGES = 20, 200
MOST_BYTES, MOST_CPU = 250.0, 25.0
SIGN = "next  Turn 1 · Feedback"
"""What has come once the wall's Rounds are there whole."""
SETTLED = 12.0
"""Seconds until a wall has shown its keys."""


def measure(folder: Path, times: int, seconds: int) -> list[Figure]:
    """All figures of the wall; bytes and processor are counted for so many seconds."""
    path = create_workshop(folder, Lengths(talk=900))
    enters = SegmentEntered(left="roles", to="turn-1-conversation")
    make_changes(path, enters, StageShown(stage=Stage.ROUNDS))
    return [_start(path, times), *_walls(path, seconds), *_pages(path, times, seconds)]


def _wall(path: Path) -> PtyConsole:
    return PtyConsole([sys.executable, "-m", "oneone_tui", "wall", str(path)])


def _start(path: Path, times: int) -> Figure:
    took = []
    for _ in range(times):
        begun = time.perf_counter()
        with _wall(path) as wall:
            wall.wait_for(SIGN, 60)
            took.append((time.perf_counter() - begun) * 1000)
    name = "process start to first full frame, 80×24"
    return Figure(part="wall", name=name, unit="ms", ours=spread(took))


def _walls(path: Path, seconds: int) -> list[Figure]:
    with ExitStack() as stack:
        walls = [stack.enter_context(_wall(path)) for _ in range(WALLS)]
        for wall in walls:
            wall.wait_for(SIGN, 60)
        walls[0].pause(SETTLED)
        walls[0].mark()
        used, begun = sum(_processor(wall.pid) for wall in walls), time.perf_counter()
        walls[0].pause(seconds)
        lasted = time.perf_counter() - begun
        cpu = (sum(_processor(wall.pid) for wall in walls) - used) / lasted * 100
        sent = walls[0].bytes_since_mark / lasted
    return [
        Figure(
            part="wall", name="clock running, 80×24", unit="B/s", ours=once(sent), limit=MOST_BYTES
        ),
        Figure(
            part="wall",
            name=f"{WALLS} walls on one session",
            unit="% CPU",
            ours=once(cpu),
            limit=MOST_CPU,
        ),
    ]


def _pages(path: Path, times: int, seconds: int) -> list[Figure]:
    with WallServer(path) as server, ExitStack() as stack:
        token = server.url.rpartition("/")[2]
        request = f"GET /{token}/events HTTP/1.1\r\nHost: localhost\r\n\r\n".encode()
        lines = [
            stack.enter_context(socket.create_connection(server.address)) for _ in range(PAGES)
        ]
        for line in lines:
            line.sendall(request)
        for line in lines:
            while b"event: view" not in line.recv(65536):
                pass
        used, begun = _processor(server.process.pid), time.perf_counter()
        time.sleep(seconds)
        cpu = (_processor(server.process.pid) - used) / (time.perf_counter() - begun) * 100
        took = [
            _until_all_have_it(path, lines, is_pausing=number % 2 == 0) for number in range(times)
        ]
    return [
        Figure(part="wall", name=f"{PAGES} pages, clock running", unit="% CPU", ours=once(cpu)),
        Figure(
            part="wall",
            name=f"a change is at all {PAGES} pages",
            unit="ms",
            ours=spread(took),
            limit=300,
            tail=True,
        ),
    ]


def _until_all_have_it(path: Path, lines: list[socket.socket], *, is_pausing: bool) -> float:
    """Milliseconds from a change on disk until the last page has it."""
    time.sleep(0.5)  # what is on its way has come
    for line in lines:
        while select.select([line], [], [], 0)[0]:
            line.recv(65536)
    make_changes(path, Paused() if is_pausing else Resumed())
    begun = time.perf_counter()
    waiting = set(lines)
    while waiting:
        for line in select.select(list(waiting), [], [], 10)[0]:
            line.recv(65536)
            waiting.discard(line)
    return (time.perf_counter() - begun) * 1000


def _processor(pid: int) -> float:
    """Seconds of processor time that the process has had, all threads together."""
    tasks = Path(f"/proc/{pid}/task").glob("*/schedstat")
    return sum(int(task.read_text().split()[0]) for task in tasks) / 1e9
