"""The guides that ship, and how one is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from oneone_tui.guides import MAX_SIZE, USUAL, guide_names, load_guide
from oneone_tui.workshop.guide import GuideError

SHIPPED = Path(__file__).parents[2] / "oneone_tui" / "guides"


def test_all_that_ship_can_be_used() -> None:
    assert set(guide_names()) == {path.stem for path in SHIPPED.glob("*.toml")}
    assert USUAL in guide_names()
    for name in guide_names():
        guide = load_guide(name)
        assert guide.name == name
        assert guide.total_minutes() == guide.minutes


def test_the_usual_one_takes_50_minutes() -> None:
    assert load_guide().minutes == 50


def test_a_file_is_named_by_its_ending_or_a_slash(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    text = (SHIPPED / f"{USUAL}.toml").read_text(encoding="utf-8")
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
def test_what_is_no_guide_is_named(
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
