from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.screens.conftest import SNAPSHOTS
from tests.support.screen_snapshot import STYLES, TEXT, find_snapshot_path

CHECKOUT = Path(__file__).parents[2]


def list_tests() -> list[tuple[str, str]]:
    """Every test of the screens: its file's name, and its own."""
    listed = subprocess.run(
        [sys.executable, "-m", "pytest", "tests/screens", "--collect-only", "--quiet"],
        cwd=CHECKOUT,
        check=True,
        capture_output=True,
        text=True,
    )
    ids = (line.partition("::") for line in listed.stdout.splitlines() if "::" in line)
    return [(Path(file).stem, test) for file, _, test in ids]


def test_snapshots_all_belong_to_a_test(pytestconfig: pytest.Config) -> None:
    paths = [find_snapshot_path(SNAPSHOTS, file, test) for file, test in list_tests()]
    used = {path.with_name(path.name + end) for path in paths for end in (TEXT, STYLES)}
    unused = {path for path in SNAPSHOTS.rglob("*") if path.is_file()} - used
    if pytestconfig.getoption("--snapshot-update"):
        for path in unused:
            path.unlink()
    else:
        assert sorted(unused) == [], "no test takes these: make snapshots removes them"
