"""A guide's mistakes are named by their lines."""

from __future__ import annotations

import tomllib
from importlib import resources
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oneone_tui.guides import guide_names, guide_text
from oneone_tui.workshop.agenda.guide_reader import GuideError, find_guide_mistakes, read_guide
from oneone_tui.workshop.toml_lines import line_of
from tests.support.processor_time import measure_effort

if TYPE_CHECKING:
    from collections.abc import Iterator

    from oneone_tui.workshop.toml_lines import FieldPath

TEXT = (resources.files("oneone_tui.guides") / "one-to-one-35.toml").read_text("utf-8")


def paths(value: object, here: FieldPath = ()) -> Iterator[FieldPath]:
    """The paths of all fields that stand on a line of their own."""
    match value:
        case dict():
            for key, item in value.items():
                if not isinstance(item, dict):
                    yield (*here, key)
                yield from paths(item, (*here, key))
        case list():
            for place, item in enumerate(value):
                yield from paths(item, (*here, place))
        case _:
            pass


@pytest.mark.parametrize("name", guide_names())
def test_line_of_every_guide_field_has_its_key(name: str) -> None:
    text = guide_text(name)
    lines = text.splitlines()
    raw = tomllib.loads(text)
    found = [path for path in paths(raw) if path[-1] not in {"stages", "steps", "prompts"}]
    seen = [line_of(text, path) for path in found if path != ("questions",)]
    assert len(set(seen)) == len(seen) > 50
    for path in found:
        if path != ("questions",):
            assert lines[line_of(text, path) - 1].split("=")[0].strip() == path[-1]


@pytest.mark.parametrize(
    "text, path, line",
    [
        ("a = 1\nb = 2", ("b",), 2),
        ("a = '''\nb = 1\n'''\nb = 2", ("b",), 4),
        ('a = """\\"""\nb = 1"""\nb = 2', ("b",), 3),
        ("a = [ # ]\n 1,\n 2]\nb = 2", ("b",), 4),
        ("a = [\n {b = 1},\n]\n", ("a", 0, "b"), 1),
        ("# [x]\n[a.b]\n'c d' = 1", ("a", "b", "c d"), 3),
        ("[a]\nb.c = 1", ("a", "b", "c"), 2),
        ("[[a]]\n[[a.b]]\n[[a]]\n[[a.b]]\n[[a.b]]\nc = 1", ("a", 1, "b", 1, "c"), 6),
        ("[[a]]\n[[a]]", ("a", 1, "missing"), 2),
        ('a = "#"\nb = 1', ("b",), 2),
        ("a = 1\r\nb = 2\r\n", ("b",), 2),
        ("a = 1", ("b",), 0),
        ("", (), 0),
    ],
)
def test_line_of_counts_lines_like_toml(text: str, path: FieldPath, line: int) -> None:
    assert line_of(text, path) == line


@given(st.text(st.sampled_from("ab[]{}='\"#\n .,1\\"), max_size=40))
def test_line_of_works_for_any_toml(text: str) -> None:
    try:
        raw = tomllib.loads(text)
    except ValueError:
        return
    for path in paths(raw):
        assert 0 < line_of(text, path) <= text.count("\n") + 1


@pytest.mark.parametrize(
    "old, new, said",
    [
        ("minutes = 35", "minutes = 34", "the steps add up to 35 minutes, but minutes says 34"),
        ("minutes = 1.5", "minuts = 1.5", "unknown field `minuts`"),
        ("minutes = 1.5", 'minutes = "1.5"', "Expected `float`, got `str`"),
        ("turns = 2", "turns = 0", "turns must be 1 to 6"),
        ('id = "commit"', 'id = "feedback"', "two steps are called 'feedback'"),
        ('stage = "summary"', 'stage = "rounds"', "the stages must be setup"),
        ("at = 0.4", "at = 4", "a prompt's at must be 0 to 1"),
        ("at = 0.6", "at = 0.3", "the prompts must stand in the order"),
        ("format = 1", "format = 9", "format is newer"),
        ('title = "Feedback"', "title = Feedback", "this is not TOML"),
        ("[[stages.steps]]\n  id", "[[stages.steps]\n  id", "this is not TOML"),
    ],
)
def test_read_guide_mistake_has_its_line(old: str, new: str, said: str) -> None:
    assert TEXT.count(old) >= 1
    mistaken = TEXT.replace(old, new, 1)
    line = TEXT[: TEXT.index(old)].count("\n") + 1
    first, *_ = find_guide_mistakes(mistaken)
    assert said in str(first)
    # Where a stage's name is wrong, its header stands for the stage.
    assert first.line == line - ("stages must be" in said)
    with pytest.raises(GuideError) as refused:
        read_guide(mistaken)
    assert (str(refused.value), refused.value.line) == (str(first), first.line)


def test_find_guide_mistakes_lists_all_by_line() -> None:
    text = TEXT.replace("at = 0.4", "at = 4").replace("shortest = 2", "shortest = 99")
    found = find_guide_mistakes(text.replace('title = "Feedback"', 'title = ""'))
    lines = [mistake.line for mistake in found]
    assert len(found) == 6
    assert lines == sorted(lines)
    assert find_guide_mistakes(TEXT) == ()


def test_read_guide_missing_field_has_line_of_its_table() -> None:
    (mistake,) = find_guide_mistakes(TEXT.replace('  title = "Feedback"\n', ""))
    assert TEXT.splitlines()[mistake.line - 1].strip() == "[[stages.steps]]"
    (whole,) = find_guide_mistakes(
        TEXT.replace("turns = 2\n", "").replace('name = "one', 'nom = "one')
    )
    assert "nom" in str(whole)


def test_read_guide_unfinished_text_is_wrong_at_end() -> None:
    (mistake,) = find_guide_mistakes("format = 1\ngoals = [")
    assert mistake.line == 2


def test_find_guide_mistakes_is_linear_in_mistakes() -> None:
    begun = TEXT.index("  [[stages.steps.prompts]]")
    wrong = '[[stages.steps.prompts]]\nat=2\ntext=""\n' * 1_000
    with measure_effort() as spent:
        mistakes = find_guide_mistakes(f"{TEXT[:begun]}{wrong}{TEXT[begun:]}")
    assert len({mistake.line for mistake in mistakes}) >= 1_000
    assert spent.seconds < 3
