"""`oneone guide` and `oneone handout`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from oneone_tui.guides import guide_names, guide_text, load_guide
from tests.support.command_line import check_refused

if TYPE_CHECKING:
    from tests.support.command_line import Oneone


def test_guide_list_shows_shipped_guides(oneone: Oneone) -> None:
    assert oneone("guide", "list").out.splitlines() == [
        "one-to-one     50 min  en  1:1 training",
        "one-to-one-35  35 min  en  1:1 training, short",
        "uno-a-uno      50 min  es  Taller uno a uno",
    ]


@pytest.mark.parametrize("name", guide_names())
def test_guide_show_check_and_plan_accept_shipped_guides(oneone: Oneone, name: str) -> None:
    guide = load_guide(name)
    shown = oneone("guide", "show", name)
    assert shown.code == 0
    assert shown.out.startswith(f"{guide.title} · {guide.minutes:g} min")
    for step in (step for stage in guide.stages for step in stage.steps):
        assert step.title in shown.out
    checked = oneone("guide", "check", name)
    assert (checked.code, checked.err) == (0, "")
    assert checked.out == f"{name} is fine: {guide.title}, {guide.minutes:g} minutes\n"
    planned = oneone("plan", "--guide", name, "--start", "19:00", "--people", "7")
    assert guide.title in planned.out


def test_guide_new_and_check_of_own_guide(oneone: Oneone) -> None:
    assert oneone("guide", "new", "mine.toml") == (0, "mine.toml\n", "")
    assert Path("mine.toml").read_text(encoding="utf-8") == guide_text("one-to-one")
    text = Path("mine.toml").read_text(encoding="utf-8")
    assert text.count("#") > 20
    mistaken = text.replace("minutes = 8", "minutes = 9").replace('title = "Feedback"', "title = 3")
    Path("mine.toml").write_text(mistaken, encoding="utf-8")
    code, out, err = oneone("guide", "check", "mine.toml")
    line = mistaken[: mistaken.index("title = 3")].count("\n") + 1
    assert (code, err) == (1, "")
    assert out.startswith(f"mine.toml:{line}: Expected `str`, got `int`")
    Path("mine.toml").write_text(text.replace("minutes = 8", "minutes = 9"), encoding="utf-8")
    code, out, _ = oneone("guide", "check", "mine.toml")
    assert code == 1
    assert "stage rounds: the steps add up to 27 minutes, but minutes says 25" in out
    assert len(out.splitlines()) == 3  # the stage, the trio and the whole
    check_refused(oneone("plan", "--guide", "mine.toml"), "mine.toml: ", "(line ")
    mended = text.replace('title = "1:1 training"', 'title = "Our hour"')
    Path("mine.toml").write_text(mended, encoding="utf-8")
    assert "Our hour" in oneone("guide", "check", "mine.toml").out
    assert oneone("new", "--guide", "mine.toml", "--sessions", "s").code == 0


def test_guide_new_copies_another_guide(oneone: Oneone) -> None:
    assert oneone("guide", "new", "mio.toml", "--like", "uno-a-uno").code == 0
    assert Path("mio.toml").read_text(encoding="utf-8") == guide_text("uno-a-uno")
    assert oneone("guide", "new", "./mas.toml", "--like", "mio.toml").code == 0


def test_guide_new_rejects_existing_file(oneone: Oneone) -> None:
    Path("mine.toml").write_text("mine")
    check_refused(oneone("guide", "new", "mine.toml"), "mine.toml is there already")
    assert Path("mine.toml").read_text() == "mine"
    assert oneone("guide", "check", "mine.toml").out == (
        "mine.toml:1: this is not TOML: Expected '=' after a key in a key/value pair\n"
    )


@pytest.mark.parametrize(
    "arguments, words",
    [
        (["guide", "show", "nope"], ["no guide is called 'nope'"]),
        (["guide", "check", "nope.toml"], ["cannot read nope.toml"]),
        (["guide", "new", "mine"], ["ends in .toml"]),
        (["guide", "new", "no/where.toml"], ["where.toml could not be saved"]),
        (["guide", "new", "a\0b.toml"], ["could not be saved"]),
        (["guide", "nope"], ["no such command 'nope'"]),
        (["handout", "poster"], ["'poster' is not one of"]),
        (["handout", "worksheet", "--guide", "nope"], ["no guide is called 'nope'"]),
        (["handout"], ["missing argument"]),
    ],
)
def test_guide_and_handout_reject_bad_arguments(
    oneone: Oneone, home: Path, arguments: list[str], words: list[str]
) -> None:
    check_refused(oneone(*arguments), *words)
    assert list(home.iterdir()) == []


@pytest.mark.parametrize("handout", ["worksheet", "flipchart"])
def test_handout_writes_printable_file(oneone: Oneone, handout: str) -> None:
    assert oneone("handout", handout) == (0, f"{handout}.html\n", "")
    assert Path(f"{handout}.html").read_text(encoding="utf-8").startswith("<!doctype html>")
    check_refused(oneone("handout", handout), f"{handout}.html is there already", "--force")
    spanish = oneone("handout", handout, "--guide", "uno-a-uno", "--format", "txt", "--output", "-")
    assert spanish.out.startswith("Taller uno a uno\n")
    assert "___" in spanish.out


def test_schema_prints_json(oneone: Oneone) -> None:
    import json

    assert json.loads(oneone("schema").out)["title"].startswith("A session file of oneone")
