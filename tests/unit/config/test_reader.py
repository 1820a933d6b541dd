"""A file of settings: what it says, and on which line what is wrong."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from oneone_tui.config.file import ConfigError, config_path, read_config
from oneone_tui.config.findings import NO_SETTINGS_FILE
from oneone_tui.config.reader import read_settings
from oneone_tui.config.settings import COLORS, DEFAULT_SETTINGS, Settings, list_settings
from oneone_tui.config.writer import new_settings_file, settings_as_text
from oneone_tui.guides import guide_text
from oneone_tui.keymap.commands import BY_ID
from oneone_tui.terminal.themes import THEMES, with_colors

ALL = """\
theme = "light"
ascii = "yes"
bell = false
notify = "osc9"
title = false
guide = "one-to-one-35"
[colors]
accent = "#FFAF5F"
[keys]
clock.pause = "z"
"clock.more-10" = "f5, }"
"""


def test_read_settings_reads_every_setting() -> None:
    read = read_settings(ALL)
    assert read.findings == ()
    assert read.settings == Settings(
        theme="light",
        ascii="yes",
        bell=False,
        notify="osc9",
        title=False,
        guide="one-to-one-35",
        colors={"accent": "#ffaf5f"},
        keys={"clock.pause": "z", "clock.more-10": "f5,right_curly_bracket"},
    )


@pytest.mark.parametrize(
    "text, line, told",
    [
        (
            '\ntheme = "ligth"',
            2,
            'theme: must be "auto", "dark", "light", "contrast" or "ansi": did',
        ),
        ("theme = 3", 1, "theme: must be a text, in quotes"),
        ('bell = "yes"', 1, "bell: must be true or false"),
        ("bel = true", 1, "bel: there is no such setting: did you mean bell?"),
        ("keys = 3", 1, "keys: this is a table: write [keys]"),
        ('guide = "mine"', 1, "guide: no guide is called that: there is"),
        (
            '[colors]\nacent = "#ffffff"',
            2,
            "colors.acent: there is no such color: did you mean acc",
        ),
        ('[colors]\n\naccent = "red"', 3, 'colors.accent: a color is written "#rrggbb"'),
        ("[keys]\nclock.pause = 3", 2, 'keys.clock.pause: keys are written "space"'),
        ("[keys]\nclock.pause = {}", 2, 'keys.clock.pause: keys are written "space"'),
        ('[keys]\n"undo" = "z"', 2, "keys.undo: there is no such id: did you mean"),
        ('[keys]\nclock.pause = "p"', 2, "keys.clock.pause: on Setup, p is clock.previous"),
        ('bell = true\ntheme = "light', 2, "this is not TOML"),
        ("a" * 5_000 + " = 1", 1, "aaaa"),
        ('"\\u001b[2Jbell" = true', 1, "bell: there is no such setting"),
    ],
)
def test_read_settings_names_line_of_mistake_and_uses_default(
    text: str, line: int, told: str
) -> None:
    read = read_settings(text)
    assert read.settings == DEFAULT_SETTINGS
    (finding,) = read.findings
    assert finding.line == line
    assert str(finding).startswith(told)
    assert str(finding).isprintable()
    assert len(str(finding)) < 500


def test_read_settings_keeps_rest_of_file() -> None:
    read = read_settings(ALL.replace('"light"', '"lite"').replace("#FFAF5F", "orange"))
    assert [finding.line for finding in read.findings] == [1, 8]
    assert (read.settings.theme, read.settings.colors) == ("auto", {})
    assert (read.settings.bell, read.settings.keys["clock.pause"]) == (False, "z")


def test_settings_as_text_explains_each_setting_once() -> None:
    text = settings_as_text(Settings(bell=False, colors={"accent": "#ffffff"}))
    for setting in list_settings():
        assert text.count(setting.explained) == 1
    assert "bell = false  (by default true)" in text
    assert 'accent = "#ffffff"' in text
    assert max(map(len, text.splitlines())) <= 80


def test_new_settings_file_changes_nothing_and_shows_defaults() -> None:
    text = new_settings_file()
    assert read_settings(text) == NO_SETTINGS_FILE
    taken = re.sub(r'^#(?="|[a-z]+ =)', "", text, flags=re.MULTILINE)
    taken = taken.replace('accent = "#5fd7d7"\n', "")
    read = read_settings(taken)
    assert read.findings == ()
    assert len(read.settings.keys) == len(BY_ID)
    usual = {name: set(command.keys.split(",")) for name, command in BY_ID.items()}
    assert {name: set(keys.split(",")) for name, keys in read.settings.keys.items()} == usual


def test_settings_have_names_of_themes_and_colors() -> None:
    theme = next(one for one in list_settings() if one.name == "theme")
    assert theme.choices == ("auto", *THEMES)
    colors = {name: f"#0000{index:02x}" for index, name in enumerate(COLORS)}
    for before in THEMES.values():
        after = with_colors(before, colors)
        assert {**vars(after), **after.variables}.items() >= colors.items()
        assert (after.primary, after.error) == (colors["primary"], colors["error"])
        assert before.primary not in colors.values()


def test_config_path_prefers_option_then_variable_then_default(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    assert config_path(None, {}) == tmp_path / "oneone" / "config.toml"
    assert config_path(None, {"ONEONE_CONFIG": "/x/mine.toml"}) == Path("/x/mine.toml")
    assert config_path("y.toml", {"ONEONE_CONFIG": "/x/mine.toml"}) == Path("y.toml")


def test_read_config_reads_file_or_raises(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    assert read_config(file) == NO_SETTINGS_FILE
    file.write_bytes(b"\xef\xbb\xbfbell = false\r\n[keys]\r\nclock.pause = 'z'\r\n")
    assert read_config(file).settings == Settings(bell=False, keys={"clock.pause": "z"})
    file.write_bytes(b"bell = \xff")
    with pytest.raises(ConfigError, match="is not text in UTF-8"):
        read_config(file)
    file.write_bytes(b"#" * 1_000_001)
    with pytest.raises(ConfigError, match="larger than settings can be"):
        read_config(file)
    with pytest.raises(ConfigError, match="cannot read"):
        read_config(tmp_path)


def test_read_config_finds_guide_beside_settings(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text('guide = "mine.toml"', encoding="utf-8")
    (finding,) = read_config(file).findings
    assert (finding.line, finding.entry) == (1, "guide")
    assert read_config(file).settings == DEFAULT_SETTINGS
    (tmp_path / "mine.toml").write_text(guide_text("uno-a-uno"), encoding="utf-8")
    assert read_config(file).settings.guide == str(tmp_path / "mine.toml")
