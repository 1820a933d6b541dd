"""Examples of calls, which end the help of every command and go into the manual page."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    import click

EXAMPLES: Mapping[str, tuple[str, ...]] = {
    "new": (
        'oneone new "Spring training" --roster people.csv',
        "oneone new --roster people.xlsx --teams 2 --guide one-to-one-35",
    ),
    "open": ("oneone open last", "oneone open spring"),
    "wall": ("oneone wall last",),
    "list": ("oneone list", "oneone list --search Ana --sort title"),
    "show": ("oneone show last", "oneone show spring --pages | less"),
    "export": (
        "oneone export last -o report.html",
        "oneone export last --format csv-commitments --output -",
        "oneone export spring --anonymous --format md",
    ),
    "roster": ("oneone roster people.csv", "pbpaste | oneone roster -"),
    "pair": (
        "oneone pair --roster people.csv",
        'oneone pair --roster people.csv --apart "Ana Ruiz, Ben Okafor" --seed 7',
    ),
    "plan": ("oneone plan --people 7 --start 19:00", "oneone plan --guide uno-a-uno"),
    "commitments": (
        "oneone commitments --due",
        "oneone commitments --person Ana",
        "oneone commitments --tick 4f2a",
    ),
    "people": ("oneone people", "oneone people --json"),
    "trends": ("oneone trends", "oneone trends --json"),
    "handout": (
        "oneone handout worksheet",
        "oneone handout flipchart --guide uno-a-uno --format txt --output -",
    ),
    "guide": ("oneone guide list", "oneone guide new mine.toml"),
    "guide list": ("oneone guide list",),
    "guide show": ("oneone guide show one-to-one", "oneone guide show mine.toml"),
    "guide check": ("oneone guide check mine.toml",),
    "guide new": ("oneone guide new mine.toml", "oneone guide new mio.toml --like uno-a-uno"),
    "check": ("oneone check", "oneone check last"),
    "repair": ("oneone repair spring", "oneone repair spring -o mended.json"),
    "rehearse": (
        "oneone rehearse",
        "oneone rehearse --headless --seed 7 --guide one-to-one-35",
        "oneone rehearse --roster people.csv --teams 2 --speed 100",
    ),
    "config": ("oneone config", "oneone config new"),
    "config check": ("oneone config check",),
    "config new": ("oneone config new",),
    "completion": ("oneone completion bash", "oneone completion zsh"),
    "schema": ("oneone schema > session.schema.json",),
}
"""Calls by the name of the command, the simplest first."""


def add_examples(command: click.Command, name: str) -> None:
    """Add the examples of a command, and of those below it, to their help."""
    lines = EXAMPLES.get(name, ())
    if lines and "Examples:" not in (command.epilog or ""):
        shown = "\n".join(("\b", "Examples:", *(f"  {line}" for line in lines)))
        command.epilog = f"{command.epilog}\n{shown}" if command.epilog else shown
    for below, inner in getattr(command, "commands", {}).items():
        add_examples(inner, f"{name} {below}")
