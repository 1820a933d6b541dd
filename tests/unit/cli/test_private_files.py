"""Whatever is written is for its owner's eyes, with any umask."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.support.command_line import SIX

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.support.command_line import Oneone


@pytest.fixture(params=[0o000, 0o022, 0o077])
def _umask(request: pytest.FixtureRequest) -> Iterator[None]:
    before = os.umask(request.param)
    yield
    os.umask(before)


@pytest.mark.usefixtures("_umask")
def test_commands_write_private_files_under_any_umask(oneone: Oneone, home: Path) -> None:
    there = {*home.parent.rglob("*")}
    for call in (
        ("--sessions", "kept/deeper", "new", "First", "--roster", "-"),
        ("rehearse", "--headless", "--speed", "100000", "--seed", "1"),
        ("list",),
        ("--sessions", "kept/deeper", "export", "First"),
        (
            "--sessions",
            "kept/deeper",
            "export",
            "First",
            "--format",
            "csv",
            "--output",
            "notes.csv",
        ),
        ("handout", "worksheet"),
        ("guide", "new", "mine.toml"),
        ("config", "new"),
    ):
        said = oneone(*call, stdin=SIX)
        assert said.code == 0, said.err
    made = {*home.parent.rglob("*")} - there
    assert len(made) > 10
    for path in made:
        mode = path.lstat().st_mode
        assert stat.S_IMODE(mode) == (0o700 if stat.S_ISDIR(mode) else 0o600), path
