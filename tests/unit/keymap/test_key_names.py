"""The names of keys: those that Textual has, as people write and say them."""

from __future__ import annotations

from string import ascii_letters, digits, punctuation

import pytest
from textual.keys import Keys, _character_to_key

from oneone_tui.keymap import key_for, set_user_keys
from oneone_tui.keymap.key_names import NAMED, key_name, spoken_keys, written_key
from oneone_tui.keymap.screen_keys import key_scopes


@pytest.mark.parametrize("character", [*ascii_letters, *digits, *punctuation, "é", "…", "人"])
def test_key_name_of_a_character_is_the_one_that_textual_has(character: str) -> None:
    assert key_name(character) == _character_to_key(character)


def test_key_name_knows_the_keys_that_textual_knows() -> None:
    assert {key.value for key in Keys} > NAMED
    assert all(key_name(key) == key for key in NAMED)


@pytest.mark.parametrize("typed", ["ctrl+x", "shift+tab", "ctrl+question_mark", "super+backspace"])
def test_key_name_takes_modifiers(typed: str) -> None:
    assert key_name(typed) == typed


@pytest.mark.parametrize("typed", ["", "spcae", "ctrl+", "x+y", "\x1b", "return", "solidus"])
def test_key_name_refuses_what_no_terminal_sends(typed: str) -> None:
    assert key_name(typed) is None


def test_written_key_reads_back_as_the_same_key() -> None:
    bound = (bound for scope in key_scopes() for bound in scope.bound)
    for key in (key for one in bound for key in one.keys):
        assert key_name(written_key(key)) == key


@pytest.mark.parametrize(
    "keys, spoken",
    [("escape,q", "esc"), ("question_mark", "?"), ("comma", ","), ("ctrl+x", "ctrl+x")],
)
def test_spoken_keys_are_the_first_of_several(keys: str, spoken: str) -> None:
    assert spoken_keys(keys) == spoken


def test_key_for_a_command_is_the_one_that_is_set_or_the_default() -> None:
    assert key_for("clock.more") == "+"
    set_user_keys({"clock.more": "right_square_bracket,f5"})
    assert key_for("clock.more") == "]"
    set_user_keys({})
    assert key_for("agenda.close") == "esc"
