"""The keys: what the screens bind, what the help, the palette and the page of keys say of them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from textual.binding import Binding
from textual.widget import Widget
from textual.widgets import Input

from oneone_tui.config.keys import PREFIXES, SENT_AS
from oneone_tui.config.settings import Settings
from oneone_tui.screens.help import HelpScreen, rows
from oneone_tui.screens.keyboard import PLACES, TYPED_ON, key_name, keyboard, written_key
from oneone_tui.widgets.status_rows import KeysLine
from tests.support.pilot import REPORT_BACK, ROUNDS, SETUP, SUMMARY, Room, rehearsed_session
from tests.support.team_sessions import session_in_teams
from tests.tools.make_keys import FILE, keys_page

CHECKOUT = Path(__file__).parents[2]
OURS = "oneone_tui."
ESCAPE = {"esc": "escape"}
CALLED = re.compile(r"""key_for\(\s*["'](.*?)["'], ["'](.*?)["']""")
DAY = "2026-11-09"
"""What the library shows once it has been read."""


def test_the_page_of_keys_is_up_to_date() -> None:
    assert (CHECKOUT / FILE).read_text(encoding="utf-8") == keys_page(), "run: make keys"


def test_every_key_has_an_id_in_one_scheme_and_the_same_keys_everywhere() -> None:
    keys: dict[str, tuple[str, ...]] = {}
    for kinds in PLACES.values():
        for kind in kinds:
            own = kind.__dict__.get("BINDINGS", [])
            assert all(isinstance(one, Binding) and one.id for one in own), kind
    for place in keyboard().places:
        ids = [one.id for one in place.bound if one.id]
        for one in place.bound:
            if one.id:
                assert re.fullmatch(r"[a-z]+\.[a-z0-9-]+", one.id)
                assert keys.setdefault(one.id, one.keys) == one.keys, one.id
                assert one.what
        assert len(ids) == len(set(ids)), place.title


def test_no_key_needs_alt_a_function_key_or_what_tmux_and_screen_take() -> None:
    for bound in keyboard().every().values():
        usable = [key for key in bound.keys if not re.search(r"alt\+|super\+|^f\d", key)]
        assert usable
        assert not set(bound.keys) & {*SENT_AS, *PREFIXES}


def test_every_key_can_be_written_down() -> None:
    for place in keyboard().places:
        for key in (key for bound in place.bound for key in bound.keys):
            assert key_name(written_key(key)) == key
    assert [key_name(typed) for typed in ("?", "A", "é", "ctrl+x", "f5")] == [
        *("question_mark", "A", "é", "ctrl+x", "f5")
    ]
    assert [key_name(typed) for typed in ("", "spcae", "ctrl+", "x+y", "\x1b")] == [None] * 5


def test_where_a_sentence_names_a_key_it_is_the_usual_one() -> None:
    every = keyboard().every()
    sources = (path.read_text("utf-8") for path in (CHECKOUT / "oneone_tui").rglob("*.py"))
    named = [call.groups() for source in sources for call in CALLED.finditer(source)]
    assert named
    for command, usual in named:
        assert key_name(ESCAPE.get(usual, usual)) in every[command].keys, command


def bound_classes(widgets: list[Widget]) -> set[type[Widget]]:
    """The kinds of widgets that have keys of their own, by who made them."""
    kinds = {type(one) for one in widgets if type(one).__module__.startswith(OURS)}
    return {kind for kind in kinds if any(True for _ in kind._merge_bindings())}


@pytest.mark.parametrize(
    "title, minute, keys",
    [
        *(("Library", None, ()), ("Review", None, ("v",)), ("People", None, ("p",))),
        *(("Commitments", None, ("c",)), ("Setup", SETUP, ()), ("Pairing", SETUP, (">",))),
        *(("Rounds", ROUNDS, ()), ("Report-back", REPORT_BACK, ()), ("Summary", SUMMARY, ())),
        *(("Agenda", ROUNDS, ("j",)), ("Larger group", REPORT_BACK, ("g",))),
        *(("Clock alone", ROUNDS, ("F",)), ("Help", ROUNDS, ("?",))),
    ],
)
async def test_help_and_palette_list_every_key_that_works(
    room: Room, title: str, minute: float | None, keys: tuple[str, ...]
) -> None:
    till = SUMMARY if minute is None else minute
    path = room.keep(session_in_teams(till) if title == "Larger group" else rehearsed_session(till))
    async with room.desk(None if minute is None else path) as desk:
        if minute is None:
            await desk.shows(DAY)
        await desk.press(*keys)
        screen, *widgets = PLACES[title]
        await desk.until(lambda: isinstance(desk.app.screen, screen))
        on = desk.app.screen
        # The list of places says which widgets there are; one that is not there yet has no keys.
        there = bound_classes([*on.query(Widget)])
        assert {kind for kind in there if not issubclass(kind, Input)} <= set(widgets)
        assert (title in TYPED_ON) == any(issubclass(kind, Input) for kind in there)
        working = [one.binding for one in on.active_bindings.values() if one.enabled]
        with_ids = [one for one in working if one.id]
        palette = {one.title for one in desk.app.get_system_commands(on)}
        told = {row.what for row in rows(working, desk.app.get_key_display)}
        for binding in with_ids:
            group = binding.group if binding.key.isdigit() else None
            assert (group.description if group else binding.description) in told
            assert binding.description.capitalize() in palette | {"All commands, by their names"}
        if isinstance(on, HelpScreen):
            return
        help_screen = HelpScreen(on)
        await desk.app.push_screen(help_screen)
        shown = " ".join(line.body.plain for line in help_screen._keys())
        assert all(what in shown for what in told)


async def test_keys_that_somebody_set_are_those_that_work_and_are_told(room: Room) -> None:
    room.keep(rehearsed_session(ROUNDS))
    async with room.desk(None) as desk:
        await desk.shows(DAY)
        keys = {"library.open": "o", "library.order": "enter,f5", "help.open": "ctrl+g"}
        desk.app.use(Settings(keys=keys))
        await desk.settle()
        foot = desk.app.screen.query_one(KeysLine).compose_row(200).plain
        assert " o open " in foot
        assert "^g help" in foot
        await desk.press("ctrl+g")
        await desk.until(lambda: isinstance(desk.app.screen, HelpScreen))
        await desk.press("end")
        await desk.until(lambda: bool(re.search(r" o   open ", desk.seen)))
        await desk.shows("enter f5   order ", "^g   help ")
        await desk.press("escape", "o")
        await desk.until(lambda: desk.app.holding)


async def test_what_is_wrong_with_the_settings_is_told_and_colours_are_taken(room: Room) -> None:
    from oneone_tui.app import OneOneApp
    from oneone_tui.store.library import Library

    settings = Settings(colors={"accent": "#ff0000"}, bell=False)
    app = OneOneApp(Library(room.folder), settings=settings, notices=["your settings: wrong"])
    async with app.run_test() as pilot:
        await pilot.pause()
        assert [one.message for one in app._notifications] == ["your settings: wrong"]
        assert app.current_theme.accent == "#ff0000"
        assert app.quiet


async def test_the_palette_does_what_a_key_does_where_that_is(room: Room) -> None:
    room.keep(rehearsed_session(SUMMARY))
    async with room.desk(None) as desk:
        await desk.shows(DAY)
        await desk.press("v")
        await desk.shows("▸1 Agenda")
        commands = {one.title: one for one in desk.app.get_system_commands(desk.app.screen)}
        await commands["A page down"].callback()
        await desk.shows("▸1 Agenda")
        await commands["Page 2"].callback()
        await desk.shows("▸2 Pairs")


async def test_the_key_that_ends_other_programs_says_which_one_ends_this(room: Room) -> None:
    async with room.desk(rehearsed_session(ROUNDS)) as desk:
        await desk.press("ctrl+c")
        await desk.until(lambda: "ctrl+q quits" in desk.told)
