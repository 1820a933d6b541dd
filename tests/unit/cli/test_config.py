"""`oneone config`, and what is set there as the commands take it."""

from __future__ import annotations

import stat
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from oneone_tui.store.session_file import SessionFile
from tests.support.command_line import check_refused

if TYPE_CHECKING:
    from tests.support.command_line import Oneone


def test_config_shows_makes_and_checks_settings(oneone: Oneone, tmp_path: Path) -> None:
    file = tmp_path / "config" / "oneone" / "config.toml"
    nothing = oneone("config")
    assert (nothing.code, nothing.err) == (0, "")
    assert nothing.out.startswith(f"# {file}: not there, so all settings have their defaults\n")
    assert 'theme = "auto"\n' in nothing.out
    assert oneone("config", "check") == (0, f"{file} is not there: that is fine\n", "")
    assert oneone("config", "new") == (0, f"{file}\n", "")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    assert oneone("config", "check") == (0, f"{file} is fine\n", "")
    before = file.read_bytes()
    check_refused(oneone("config", "new"), "config.toml")
    assert file.read_bytes() == before

    file.write_text('theme = "drak"\nbell = false\n[keys]\nclock.pause = "alt+p"\n', "utf-8")
    wrong = f'{file}:1: theme: must be "auto", "dark", "light", "contrast" or "ansi"'
    doubt = f"{file}:4: note: keys.clock.pause: alt+p: not every terminal sends alt\n"
    code, out, err = oneone("config", "check")
    assert (code, err) == (1, "")
    assert out.startswith(wrong)
    assert out.endswith(doubt)
    shown = oneone("config")
    assert shown.err == out
    assert "bell = false  (by default true)\n" in shown.out
    assert '"clock.pause" = "alt+p"\n' in shown.out


def test_config_reads_named_file(oneone: Oneone, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("mine.toml").write_text("bell = false", encoding="utf-8")
    for call in (("--config", "mine.toml", "config"), ("config", "--config", "mine.toml")):
        assert oneone(*call).out.startswith("# mine.toml\n")
    monkeypatch.setenv("ONEONE_CONFIG", "mine.toml")
    assert "bell = false" in oneone("config").out
    monkeypatch.setenv("ONEONE_CONFIG", "none.toml")
    assert oneone("config").err == "none.toml is not there: using the default settings\n"
    check_refused(oneone("--config", "", "config"), "name a file")
    check_refused(oneone("--config", ".", "config"), "cannot read .: Is a directory")


def test_new_continues_with_unreadable_settings(oneone: Oneone) -> None:
    Path("bad.toml").write_bytes(b"bell = \xff")
    made = oneone("--config", "bad.toml", "new", "First", "--sessions", "kept")
    assert made.code == 0
    assert made.err.splitlines()[0] == "bad.toml is not text in UTF-8"


def test_new_uses_guide_of_settings(oneone: Oneone) -> None:
    Path("mine.toml").write_text('guide = "uno-a-uno"\nbel = 1', encoding="utf-8")
    made = oneone("--config", "mine.toml", "new", "First", "--sessions", "kept")
    assert made.err.splitlines()[0].startswith("mine.toml:2: bel: there is no such setting")
    assert SessionFile.open(Path(made.out.strip())).session.guide.name == "uno-a-uno"
    named = ("--guide", "one-to-one-35", "--sessions", "kept")
    made = oneone("--config", "mine.toml", "new", "Second", *named)
    assert SessionFile.open(Path(made.out.strip())).session.guide.name == "one-to-one-35"
