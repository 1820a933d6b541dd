"""The commands that write say on standard error that they do so on a network disk."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.support.command_line import Oneone


@pytest.fixture
def network(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything lies on another machine's disk."""
    mounts = tmp_path / "mountinfo"
    mounts.write_text("30 22 0:25 / / rw - nfs4 server:/team rw\n")
    monkeypatch.setattr("oneone_tui.store.network_disk.MOUNTS", mounts)


@pytest.mark.usefixtures("network")
def test_writing_commands_warn_once_about_network_disk(oneone: Oneone) -> None:
    made = oneone("new", "First", "--no-open")
    assert made.code == 0
    assert made.err.count("network disk (nfs4)") == 1
    assert "network disk" not in made.out
    assert "network disk" not in oneone("list").err
    played = oneone("rehearse", "--headless", "--speed", "100000", "--seed", "1")
    assert played.err.count("network disk") == 1
    path = Path(made.out.strip())
    path.write_bytes(path.read_bytes()[:-20])
    mended = oneone("repair", str(path))
    assert mended.code == 0
    assert mended.err.count("network disk") == 1
