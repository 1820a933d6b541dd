"""Which keys can be set, on two small places."""

from __future__ import annotations

import pytest

from oneone_tui.config.keys import resolve_keys
from oneone_tui.config.settings import Keys
from oneone_tui.keymap.screen_keys import BoundCommand, KeyScope

LINE = (
    BoundCommand("line.keep", ("enter",), "keep", typing=True),
    BoundCommand("", ("left",), "left", True),
)
QUIT = BoundCommand("program.quit", ("ctrl+q",), "quit", typing=None)
ROOM = KeyScope(
    "Room",
    (
        BoundCommand("clock.pause", ("space",), "pause"),
        BoundCommand("clock.more", ("plus", "equals_sign"), "more"),
        BoundCommand("list.more", ("plus",), "longer"),
        BoundCommand("", ("up", "down"), "move in the list"),
        *LINE,
        QUIT,
    ),
)
SHELF = KeyScope(
    "Shelf", (BoundCommand("shelf.open", ("enter",), "open"), BoundCommand("", ("up",), "up"), QUIT)
)
SCOPES = (ROOM, SHELF)


@pytest.mark.parametrize(
    "wanted",
    [
        {"clock.pause": "p,z"},
        {"clock.pause": "enter"},  # on this place, enter is the line's alone
        {"shelf.open": "space"},  # that is taken elsewhere
        {"clock.pause": "plus", "clock.more": "z", "list.more": "z"},  # these share a key anyway
        {"clock.pause": "equals_sign", "clock.more": "space"},
        {"line.keep": "tab"},
    ],
)
def test_resolve_keys_accepts_free_keys(wanted: Keys) -> None:
    assert resolve_keys(wanted, SCOPES) == (wanted, [])


@pytest.mark.parametrize(
    "wanted, told",
    [
        ({"clok.pause": "p"}, "there is no such id: did you mean clock.pause"),
        ({"what": "p"}, "there is no such id"),
        ({"clock.pause": "spcae"}, '"spcae" is not a key'),
        ({"clock.pause": "p,,z"}, "nothing is not a key; a comma is called comma"),
        ({"clock.pause": ""}, "nothing is not a key"),
        ({"line.keep": "k"}, "k is typed into the line"),
        ({"clock.pause": "="}, "on Room, = is clock.more (more) already"),
        ({"clock.pause": "down"}, "on Room, down is move in the list already"),
        ({"line.keep": "left"}, "on Room, left is left already"),
        ({"clock.pause": "ctrl+q"}, "on Room, ctrl+q is program.quit (quit) already"),
        ({"program.quit": "enter"}, "on Room, enter is line.keep (keep) already"),
    ],
)
def test_resolve_keys_rejects_unknown_or_taken_keys(wanted: Keys, told: str) -> None:
    settled, (trouble,) = resolve_keys(wanted, SCOPES)
    assert settled == {}
    assert trouble.id == next(iter(wanted))
    assert trouble.text.startswith(told)
    assert trouble.left_out


def test_resolve_keys_keeps_first_of_two_equal_keys() -> None:
    settled, (trouble,) = resolve_keys({"clock.more": "z", "clock.pause": "z"}, SCOPES)
    assert settled == {"clock.more": "z"}
    assert trouble.text == "on Room, z is clock.more (more) already"


def test_resolve_keys_rejects_key_of_command_left_at_default() -> None:
    wanted = {"clock.pause": "=", "clock.more": "up"}
    settled, troubles = resolve_keys(wanted, SCOPES)
    assert settled == {}
    assert [trouble.id for trouble in troubles] == ["clock.more", "clock.pause"]


@pytest.mark.parametrize(
    "key, told",
    [
        ("ctrl+i", "ctrl+i comes from most terminals as tab"),
        ("ctrl+b", "ctrl+b does not get through tmux"),
        ("alt+x", "alt+x: not every terminal sends alt"),
    ],
)
def test_resolve_keys_warns_about_keys_that_may_not_arrive(key: str, told: str) -> None:
    settled, (trouble,) = resolve_keys({"clock.pause": key}, SCOPES)
    assert settled == {"clock.pause": key}
    assert trouble.text.startswith(told)
    assert not trouble.left_out
