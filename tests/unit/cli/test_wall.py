"""`oneone wall`: what it refuses, and how it says where the page is."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from oneone_tui.store.session_file import SessionFile
from tests.support.command_line import Oneone, check_refused
from tests.support.sessions import running_session


@pytest.fixture
def session(tmp_path: Path) -> str:
    return str(SessionFile.create(tmp_path / "s" / "room.json", running_session()).path)


def test_wall_needs_a_terminal_or_http(oneone: Oneone, session: str) -> None:
    check_refused(oneone("wall", session), "needs a terminal", "--http")


@pytest.mark.parametrize("address", ["example.org", ":99999", "192.168.1.20:8311"])
def test_wall_refuses_an_address_in_one_line(oneone: Oneone, session: str, address: str) -> None:
    check_refused(oneone("wall", session, "--http", address))


def test_wall_names_a_port_that_is_taken(oneone: Oneone, session: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        check_refused(oneone("wall", session, "--http", f":{port}"), "something else is there")


def test_wall_says_where_the_page_is_and_who_can_see_it(session: str, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "oneone_tui", "wall", session, "--http", "127.0.0.1:0"]
    env = {**os.environ, "XDG_STATE_HOME": str(tmp_path / "state"), "PYTHONUNBUFFERED": "1"}
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        with subprocess.Popen(
            command, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        ) as wall:
            assert wall.stdout
            assert wall.stderr
            page, participants = wall.stdout.readline(), wall.stdout.readline()
            assert page.startswith("The wall: ")
            assert participants.rstrip() == f"A participant's:    {page.split()[-1]}/me"
            assert "Only this machine sees it" in wall.stderr.readline()
            assert wall.stderr.readline() == "Ctrl+C ends it.\n"
            wall.send_signal(number)
            assert wall.wait(10) == 0
        assert list((tmp_path / "state").rglob("wall-*")) == []


def test_listening_wall_says_what_others_can_see(session: str, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "oneone_tui", "wall", session, "--listen", "--http", ":0"]
    env = {**os.environ, "XDG_STATE_HOME": str(tmp_path / "state"), "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(command, env=env, stderr=subprocess.PIPE, text=True) as wall:
        assert wall.stderr
        line = wall.stderr.readline()
        assert "Whoever on the network has the address" in line
        assert "never feedback" in line
        wall.send_signal(signal.SIGINT)
        assert wall.wait(10) == 0
