"""What a command line is relied on for: short ways, examples, and what was meant."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING

import click
import pytest

from oneone_tui.cli.examples import EXAMPLES
from oneone_tui.cli.root import COMMANDS
from oneone_tui.cli.root import oneone as root
from tests.support.command_line import SIX, check_refused

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.support.command_line import Oneone


def every_command() -> Iterator[tuple[str, ...]]:
    for name in COMMANDS:
        yield (name,)
        command = root.get_command(click.Context(root), name)
        yield from ((name, below) for below in getattr(command, "commands", {}))


@pytest.mark.parametrize("names", every_command(), ids=" ".join)
def test_help_ends_with_examples(oneone: Oneone, names: tuple[str, ...]) -> None:
    out = oneone(*names, "--help").out
    examples = out.split("Examples:\n")[1].splitlines()
    assert examples
    for line in examples:
        assert f"oneone {' '.join(names)}" in line


@pytest.mark.parametrize("line", [line for lines in EXAMPLES.values() for line in lines])
def test_example_is_accepted_as_written(line: str) -> None:
    called = next(part for part in line.split("|") if "oneone" in part).split(">")[0]
    words = shlex.split(called)[1:]
    command: click.Command = root
    ctx = click.Context(root)
    while isinstance(command, click.Group) and words:
        inner = command.get_command(ctx, words[0])
        if inner is None:
            break
        command, words = inner, words[1:]
    command.make_context("oneone", words)


@pytest.mark.parametrize(
    "typed, meant", [("exprt", "export"), ("commitment", "commitments"), ("rehearsal", "rehearse")]
)
def test_unknown_command_names_one_like_it(oneone: Oneone, typed: str, meant: str) -> None:
    check_refused(oneone(typed), f"no such command '{typed}'", f"Did you mean '{meant}'?")


def test_guide_alone_shows_its_help(oneone: Oneone) -> None:
    alone = oneone("guide")
    assert (alone.code, alone.err) == (0, "")
    assert alone.out == oneone("guide", "--help").out


@pytest.mark.parametrize(
    "name, begins",
    [
        ("x.html", "<!doctype html>"),
        ("x.HTM", "<!doctype html>"),
        ("x.json", "{"),
        ("x.txt", "First"),
        ("x.csv", "\ufeffsession,time,team,pair,members"),
        ("x-commitments.csv", "\ufeffsession,time,team,pair,who"),
        ("no-ending", "# First"),
    ],
)
def test_export_takes_format_from_ending(
    oneone: Oneone, first_session: Path, name: str, begins: str
) -> None:
    assert oneone("export", first_session.stem, "-o", name).code == 0
    assert Path(name).read_text("utf-8").startswith(begins)


def test_export_format_option_wins_over_ending(oneone: Oneone, first_session: Path) -> None:
    assert oneone("export", "First", "--format", "json", "-o", "x.txt").code == 0
    assert Path("x.txt").read_text("utf-8").startswith("{")


def test_export_rejects_ending_of_no_format(oneone: Oneone, first_session: Path) -> None:
    check_refused(oneone("export", "First", "-o", "x.pdf"), "no format ends in .pdf", ".html")
    assert not Path("x.pdf").exists()


def test_last_is_newest_session(oneone: Oneone, first_session: Path) -> None:
    oneone("new", "Second", "--roster", "-", stdin=SIX)
    assert oneone("show", "last").out.startswith("Second")
    oneone("new", "Last", "--no-open")
    oneone("new", "Third", "--no-open")
    assert oneone("show", "last").out.startswith("Last")


def test_exact_name_wins_over_other_case(oneone: Oneone, first_session: Path) -> None:
    oneone("new", "FIRST", "--no-open")
    assert oneone("show", "FIRST").out.startswith("FIRST")
    assert oneone("show", "First").out.startswith("First")
    assert oneone("show", first_session.stem).out.startswith("First")
    check_refused(oneone("show", "first"), "could mean")


@pytest.mark.parametrize("command", ["list", "check", "people", "trends", "commitments"])
def test_missing_sessions_folder_is_told(oneone: Oneone, command: str) -> None:
    assert "there is no folder nowhere: check --sessions" in (
        oneone(command, "--sessions", "nowhere").err.replace(f"{Path.cwd()}/", "")
    )
    assert "no folder" not in oneone(command).err


def test_new_makes_missing_sessions_folder(oneone: Oneone) -> None:
    assert "no folder" not in oneone("new", "First", "--sessions", "nowhere").err
    assert "no folder" not in oneone("list", "--sessions", "nowhere").err


def test_rehearse_follows_guide_in_teams(oneone: Oneone) -> None:
    played = oneone(
        "rehearse", "--headless", "--seed", "7", "--guide", "one-to-one-35", "--teams", "2"
    )
    assert played.code == 0
    assert "Team 1" in played.out
    assert "Team 2" in played.out
    assert "35:00" in played.out
