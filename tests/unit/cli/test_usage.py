"""How the command line is called, and how it refuses."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click
import pytest

from oneone_tui import __version__
from oneone_tui.cli.options import has_terminal
from oneone_tui.cli.root import COMMANDS
from oneone_tui.cli.root import oneone as root
from tests.support.command_line import check_refused

if TYPE_CHECKING:
    from tests.support.command_line import Oneone


def test_version_option_prints_version(oneone: Oneone) -> None:
    assert oneone("--version") == (0, f"oneone {__version__}\n", "")


def test_help_lists_every_command(oneone: Oneone) -> None:
    code, out, err = oneone("--help")
    assert (code, err) == (0, "")
    listed = [line.split()[0] for line in out.split("Commands:\n")[1].splitlines()]
    assert listed == list(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_get_command_finds_each_listed_command(name: str, oneone: Oneone) -> None:
    command = root.get_command(click.Context(root), name)
    assert command is not None
    assert command.name == name
    code, out, _ = oneone(name, "--help")
    assert code == 0
    assert "--sessions DIR" in out


@pytest.mark.parametrize(
    "arguments, words",
    [
        (["bad"], ["no such command 'bad'", "oneone --help"]),
        (["--nope"], ["no such option '--nope'"]),
        (["show"], ["missing argument 'SESSION'", "oneone show --help"]),
        (["new", "Two", "words"], ["unexpected extra argument (words)"]),
        (["export", "x", "--format", "pdf"], ["'pdf' is not one of"]),
        (["--sessions"], ["requires an argument"]),
        (["list", "--sessions="], ["name a folder"]),
        (["show", "a\nb\x1b[2Jc"], ["a bc"]),
        (["show", ""], ["which session"]),
        (["export", " "], ["which session"]),
        (["show", "a\0b"], ['"ab"']),
        (["plan", "--people", "1"], ["2 to 500 people, not 1"]),
        (["plan", "--people", "200", "--teams", "51"], ["at most 50 teams"]),
        (["plan", "--people", "501"], ["2 to 500 people"]),
        (["plan", "--people", "six"], ["'six' is not a valid integer"]),
        (["plan", "--people", "6", "--roster", "r"], ["not both"]),
        (["plan", "--teams", "0"], ["--teams", "0 is not in the range"]),
        (["plan", "--people", "7", "--teams", "4"], ["4 teams need 8 people or more"]),
        (["new", "--teams", "some"], ["'some' is not a number, given or mixed"]),
        (["pair"], ["name the people: --roster FILE", "oneone pair --help"]),
        (["pair", "--roster", "nowhere.csv"], ["cannot read nowhere.csv"]),
        (["pair", "--roster", "r", "--seed", "-1"], ["seed must be 0 to"]),
        (["pair", "--roster", "r", "--seed", "x"], ["'x' is not a valid integer"]),
        (["pair", "--roster", "r", "--teams", "-2"], ["'-2' is not a number, given or mixed"]),
        (["plan", "--start", "24:00"], ["'24:00' is not a time of day"]),
        (["plan", "--start", "7pm"], ["'7pm' is not a time of day"]),
        (["plan", "--guide", "nope"], ["no guide is called 'nope'", "one-to-one"]),
        (["plan", "--guide", "nope.toml"], ["cannot read nope.toml"]),
        (["rehearse", "--speed", "0"], ["0.1 to 100,000"]),
        (["rehearse", "--speed", "nan"], ["0.1 to 100,000"]),
        (["rehearse", "--seed", "-1"], ["seed must be 0 to"]),
        ([], ["needs a terminal", "rehearse --headless"]),
        (["open", "First"], ["needs a terminal"]),
    ],
)
def test_bad_usage_is_rejected_in_one_line(
    oneone: Oneone, home: Path, arguments: list[str], words: list[str]
) -> None:
    check_refused(oneone(*arguments), *words)
    assert list(home.iterdir()) == []


@pytest.mark.parametrize(
    "arguments",
    [["--sessions", "here", "list"], ["list", "--sessions", "here"], ["list", "--sessions=here"]],
)
def test_sessions_option_stands_before_or_after_command(
    oneone: Oneone, arguments: list[str]
) -> None:
    oneone("new", "First", "--sessions", "here")
    assert "First" in oneone(*arguments).out


def test_sessions_option_given_last_wins(oneone: Oneone) -> None:
    made = oneone("--sessions", "one", "new", "First", "--sessions", "two")
    assert Path(made.out.strip()).parent.name == "two"
    assert not Path("one").exists()


def test_sessions_variable_names_folder(oneone: Oneone, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ONEONE_SESSIONS", "there")
    assert Path(oneone("new", "First").out.strip()).parent.name == "there"


def test_has_terminal_is_false_for_dumb_or_unknown_terminal(
    oneone: Oneone, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Terminal:
        def isatty(self) -> bool:
            return True

    for name in ("stdin", "stdout", "stderr"):
        monkeypatch.setattr(sys, name, Terminal())
    assert has_terminal()
    for term in ("dumb", ""):
        monkeypatch.setenv("TERM", term)
        assert not has_terminal()
    monkeypatch.delenv("TERM")
    assert not has_terminal()


def test_list_rejects_deleted_working_folder(oneone: Oneone, home: Path) -> None:
    home.rmdir()
    check_refused(oneone("list"), "the folder you are in is gone")
