"""The command line as the tests call it: in this process, in a folder of its own."""

from __future__ import annotations

import io
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from oneone_tui.cli.run import run
from tests.support.command_line import SIX, Outcome

if TYPE_CHECKING:
    from tests.support.command_line import Oneone


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder that the command line is called in, with nothing of the user's."""
    folder = tmp_path / "home"
    folder.mkdir()
    monkeypatch.chdir(folder)
    for name in ("ONEONE_SESSIONS", "ONEONE_CONFIG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("TERM", "xterm-256color")
    return folder


@pytest.fixture
def oneone(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Oneone:
    """Call the command line with arguments, and bytes for standard input."""

    def call(*arguments: str, stdin: bytes = b"") -> Outcome:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
        capsys.readouterr()
        code = run(arguments)
        said = capsys.readouterr()
        return Outcome(code, said.out, said.err)

    return call


@pytest.fixture
def first_session(oneone: Oneone) -> Path:
    """A session called First with six people, in ./sessions of the folder."""
    Path("sessions").mkdir()
    made = oneone("new", "First", "--roster", "-", stdin=SIX)
    return Path(made.out.strip())
