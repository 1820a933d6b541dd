"""The guides that ship, and how one is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from oneone_tui.guides import DEFAULT_GUIDE, MAX_SIZE, guide_names, guide_text, load_guide
from oneone_tui.workshop.agenda.guide_reader import GuideError
from oneone_tui.workshop.model.terms import Stage

SHIPPED = Path(__file__).parents[2] / "oneone_tui" / "guides"


def test_load_guide_accepts_all_shipped_guides() -> None:
    assert set(guide_names()) == {path.stem for path in SHIPPED.glob("*.toml")}
    assert DEFAULT_GUIDE in guide_names()
    for name in guide_names():
        guide = load_guide(name)
        assert guide.name == name
        assert guide.total_minutes() == guide.minutes


@pytest.mark.parametrize(
    "name, minutes, language",
    [("one-to-one", 50, "en"), ("one-to-one-35", 35, "en"), ("uno-a-uno", 50, "es")],
)
def test_shipped_guides_have_length_language_and_same_steps(
    name: str, minutes: int, language: str
) -> None:
    guide, usual = load_guide(name), load_guide()
    assert (guide.minutes, guide.language) == (minutes, language)
    assert sum(stage.minutes for stage in guide.stages) == minutes
    assert guide.trio.minutes() == guide.stage_minutes(Stage.ROUNDS)
    assert len(guide.questions) == len(usual.questions) == 4
    for stage, like in zip(guide.stages, usual.stages, strict=True):
        for step, other in zip(stage.steps, like.steps, strict=True):
            assert (step.id, step.kind, step.each) == (other.id, other.kind, other.each)
    conversation, arc = guide.step("conversation"), usual.step("conversation")
    assert conversation is not None
    assert arc is not None
    assert len(conversation.prompts) == len(arc.prompts)


def test_load_guide_without_name_is_usual_guide() -> None:
    assert load_guide() == load_guide("one-to-one")


@pytest.mark.parametrize("name", guide_names())
def test_shipped_guides_have_short_lines_beside_clock(name: str) -> None:
    guide = load_guide(name)
    assert all(len(goal) <= 32 for goal in guide.goals)
    conversation = guide.step("conversation")
    assert conversation is not None
    for line in (conversation.organizer, conversation.organizee, conversation.observer):
        assert 0 < len(line) <= 30


def test_load_guide_names_line_of_mistake(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("mine.toml").write_text(guide_text(DEFAULT_GUIDE).replace("turns = 2", "turns = 9"))
    line = guide_text(DEFAULT_GUIDE)[: guide_text(DEFAULT_GUIDE).index("turns = 2")].count("\n") + 1
    with pytest.raises(GuideError) as refused:
        load_guide("mine.toml")
    assert str(refused.value) == f"mine.toml: turns must be 1 to 6 (line {line})"
    assert refused.value.line == line


def test_load_guide_reads_file_by_ending_or_slash(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    text = (SHIPPED / f"{DEFAULT_GUIDE}.toml").read_text(encoding="utf-8")
    Path("mine.toml").write_text(f"\ufeff{text}", encoding="utf-8")
    Path("mine").write_text(text, encoding="utf-8")
    assert load_guide("mine.toml") == load_guide("./mine") == load_guide()


@pytest.mark.parametrize(
    "named, words",
    [
        ("", "no guide is called ''"),
        ("one", "no guide is called 'one': there is one-to-one"),
        ("../one-to-one", "cannot read ../one-to-one"),
        ("nowhere.toml", "cannot read nowhere.toml: No such file or directory"),
        ("a\0b.toml", "cannot read ab.toml"),
        ("./", "cannot read ./: Is a directory"),
        ("large.toml", "large.toml is larger than a guide can be"),
        ("latin.toml", "latin.toml is not text in UTF-8"),
        ("short.toml", "short.toml: "),
    ],
)
def test_load_guide_rejects_non_guide_in_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, named: str, words: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("large.toml").write_text("#" * (MAX_SIZE + 1))
    Path("latin.toml").write_bytes("title = 'Zoë'".encode("latin-1"))
    Path("short.toml").write_text("format = 1\nname = 'short'\n")
    with pytest.raises(GuideError) as refused:
        load_guide(named)
    assert words in str(refused.value)
    assert "\n" not in str(refused.value)
