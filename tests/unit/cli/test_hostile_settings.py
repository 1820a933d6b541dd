"""Settings and guides that no person wrote: each is a line or two, and nothing waits for them."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.support.command_line import check_refused
from tests.support.requirements import needs_ordinary_user
from tests.unit.workshop.test_toml_text import BOMBS, WRONG

if TYPE_CHECKING:
    from tests.support.command_line import Oneone

TEXTS = {
    **BOMBS,
    **WRONG,
    "deep keys": f"[keys]\n{'.'.join('a' * 90)} = 'x'",
    "many": "\n".join(f"a{number} = 1" for number in range(9_000)),
    "huge number": "bell = 0x" + "f" * 90_000,
    "no numbers": "minutes = nan\ntheme = inf\nguide = -inf\nbell = 1e999",
    "no keys": "keys = 1\ncolors = []\n",
    "odd keys": '[keys]\n"\\u001b[2J" = "\\u009b"\n"" = ""\n[colors]\n"\\u202e" = "x"',
}


@pytest.mark.parametrize("text", TEXTS)
def test_new_continues_with_hostile_settings(text: str, oneone: Oneone, home: Path) -> None:
    Path("bad.toml").write_text(TEXTS[text], encoding="utf-8")
    made = oneone("--config", "bad.toml", "new", "First", "--no-open", "--sessions", "kept")
    assert made.code == 0
    lines = made.err.splitlines()
    assert 1 < len(lines) < 15
    assert all(line.isprintable() and len(line) < 600 for line in lines)
    shown = oneone("--config", "bad.toml", "config", "check")
    assert shown.code in (0, 1)
    assert all(line.isprintable() for line in shown.out.splitlines())


@pytest.mark.parametrize("text", TEXTS)
def test_guide_option_rejects_hostile_guide(text: str, oneone: Oneone, home: Path) -> None:
    Path("bad.toml").write_text(TEXTS[text], encoding="utf-8")
    check_refused(oneone("plan", "--guide", "bad.toml"), "bad.toml")
    check_refused(oneone("new", "First", "--guide", "bad.toml"), "bad.toml")
    checked = oneone("guide", "check", "bad.toml")
    assert checked.code == 1
    assert all(line.isprintable() for line in checked.out.splitlines())


def test_new_continues_if_settings_are_no_regular_file(oneone: Oneone, home: Path) -> None:
    os.mkfifo("pipe")
    Path("large").write_bytes(b"#" * 10_000_000)
    Path("latin").write_bytes(b"bell = \xff")
    Path("loop").symlink_to("loop")
    for name, said in {
        "pipe": "",
        os.devnull: "",
        ".": "cannot read .: Is a directory",
        "/dev/zero": "/dev/zero is larger than settings can be",
        "large": "large is larger than settings can be",
        "latin": "latin is not text in UTF-8",
        "loop": "cannot read loop: Too many levels of symbolic links",
        "latin/x": "cannot read latin/x: Not a directory",
        "nowhere": "nowhere is not there: using the default settings",
    }.items():
        made = oneone("--config", name, "new", "First", "--no-open", "--sessions", "kept")
        assert made.code == 0
        first, *_ = made.err.splitlines()
        assert first == said or (not said and first.startswith("Open it"))


@needs_ordinary_user
def test_commands_say_missing_permission_in_one_line(oneone: Oneone, home: Path) -> None:
    shut = Path("shut")
    shut.mkdir()
    shut.chmod(0)
    try:
        made = oneone("--config", "shut/x", "new", "First", "--no-open", "--sessions", "kept")
        assert made.code == 0
        assert made.err.splitlines()[0] == "cannot read shut/x: Permission denied"
        for call in (("config",), ("config", "check"), ("config", "new")):
            check_refused(oneone("--config", "shut/x/y", *call))
        for call in (("list",), ("new", "First"), ("check",), ("show", "x"), ("people",)):
            check_refused(oneone("--sessions", "shut/x", *call))
        check_refused(oneone("pair", "--roster", "-", "--history", "shut/x", stdin=b"A\nB"))
    finally:
        shut.chmod(0o700)
