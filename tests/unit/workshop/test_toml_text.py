from __future__ import annotations

import pytest

from oneone_tui.workshop.toml_text import TomlError, parse_toml

DEEP = 20_000

BOMBS = {
    "dotted": ".".join("a" * DEEP) + " = 1",
    "dotted, spaced": " . ".join("a" * DEEP) + " = 1",
    "dotted, quoted": ".".join(['"a"'] * DEEP) + " = 1",
    "header": f"[{'.'.join('a' * DEEP)}]",
    "list of tables": f"[[{'.'.join('a' * DEEP)}]]",
    "inline": f"x = {{ {'.'.join('a' * DEEP)} = 1 }}",
    "tables in tables": "x = " + "{a=" * DEEP + "1" + "}" * DEEP,
    "lists in lists": "x = " + "[" * DEEP + "]" * DEEP,
}
WRONG = {
    "digits": "x = " + "9" * DEEP,
    "unclosed": 'x = "' + "a" * DEEP,
    "unclosed block": "x = '''" + "a\n" * DEEP,
    "quotes": '"""' * DEEP,
    "brackets": "[" * DEEP,
    "raw": "x = \x00",
    "commanding": "\x1b[2J\x9b = \u202e",
    "twice": "x = 1\nx = 2",
}


@pytest.mark.parametrize("bomb", BOMBS)
def test_parse_toml_refuses_what_is_nested_without_end(bomb: str) -> None:
    with pytest.raises(TomlError, match="nested more deeply than settings can be"):
        parse_toml(BOMBS[bomb], "settings")


@pytest.mark.parametrize("text", WRONG)
def test_parse_toml_says_what_is_wrong_in_one_line(text: str) -> None:
    with pytest.raises(TomlError) as found:
        parse_toml(WRONG[text], "settings")
    assert str(found.value).isprintable()
    assert len(str(found.value)) < 300


def test_parse_toml_reads_what_people_write() -> None:
    assert parse_toml("a.b.c = 1\n[d]\ne = 'f.g.h'\n", "settings") == {
        "a": {"b": {"c": 1}},
        "d": {"e": "f.g.h"},
    }
    words = ". ".join("a" * 100)
    assert parse_toml(f'text = "{words}"', "a guide") == {"text": words}
