"""The keys: the table, what the classes bind, what the help, the palette and the page say of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest
from textual.dom import DOMNode
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input

from oneone_tui.config.keys import PREFIXES, SENT_AS
from oneone_tui.config.settings import Settings
from oneone_tui.keymap import bindings, key_for
from oneone_tui.keymap.commands import BY_ID, COMMANDS
from oneone_tui.keymap.footers import FOOTERS
from oneone_tui.keymap.screen_keys import FIXED_KEYS, PALETTE, PLACES, Place, key_scopes
from oneone_tui.screens.help import HelpScreen
from oneone_tui.widgets.command_rows import CommandRows, command_rows
from oneone_tui.widgets.status_rows import KeysLine
from oneone_tui.workshop.notes.grammar import LETTER
from tests.support.pilot import REPORT_BACK, ROUNDS, SETUP, SUMMARY, Room, rehearsed_session
from tests.support.team_sessions import session_in_teams
from tests.tools.make_keys import FILE, keys_page

CHECKOUT = Path(__file__).parents[2]
OURS = "oneone_tui."
CALLED = re.compile(r"""key_for\(\s*["'](.*?)["']\)""")
COPY = {"ctrl+c", "super+c"}
"""What Textual copies marked text with: it may be taken for something else."""
DAY = "2026-11-09"
"""What the library shows once it has been read."""
CLASSES = {
    "agenda": "screens.agenda:AgendaScreen",
    "agenda-list": "widgets.agenda_list:AgendaList",
    "attendance": "screens.attendance:AttendanceScreen",
    "board": "widgets.board_view:Board",
    "board-column": "widgets.board_column:BoardColumn",
    "board-editing": "screens.board_editing:BoardEditingScreen",
    "cards": "widgets.pair_cards:PairCards",
    "clock-only": "screens.clock_only:ClockOnlyScreen",
    "commitments": "screens.commitments:CommitmentsScreen",
    "roster": "screens.roster_preview:RosterPreviewScreen",
    "help": "screens.help:HelpScreen",
    "larger-group": "screens.larger_group:LargerGroupScreen",
    "library": "screens.library:LibraryScreen",
    "line": "widgets.entry_line:LineInput",
    "list": "widgets.setup_form:SetupForm widgets.report_script:ReportScriptList",
    "matrix": "widgets.people_matrix:PeopleMatrix",
    "notes": "screens.note_taking:NoteTakingScreen",
    "pair-list": "widgets.pair_list:PairList",
    "pair-notes": "widgets.pair_notes:PairNotes",
    "pairing": "screens.pairing:PairingScreen",
    "people": "screens.people:PeopleScreen",
    "program": "app:OneOneApp wall.app:WallApp",
    "report-back": "screens.report_back:ReportBackScreen",
    "review": "screens.review:ReviewScreen",
    "rounds": "screens.rounds:RoundsScreen",
    "rows": "widgets.virtual_rows:VirtualRows",
    "setup": "screens.setup:SetupScreen",
    "stage": "screens.stage:StageScreen",
    "summary": "screens.summary:SummaryScreen",
    "timed": "screens.base:TimedScreen",
    "trends": "screens.trends:TrendsScreen",
    "wall": "wall.app:WallScreen",
}
"""The classes of each scope."""


def classes(scope: str) -> list[type[DOMNode]]:
    """Import the classes of a scope."""
    names = (name.partition(":") for name in CLASSES[scope].split())
    return [getattr(import_module(OURS + module), name) for module, _, name in names]


def kinds_of(place: Place) -> list[type[DOMNode]]:
    """Import the classes of a place."""
    return [kind for scope in place.scopes for kind in classes(scope)]


def screen_of(place: Place) -> type[DOMNode]:
    """Import the screen of a place: the last of its classes that is one."""
    return [kind for kind in kinds_of(place) if issubclass(kind, Screen)][-1]


def widgets_of(place: Place) -> tuple[type[DOMNode], ...]:
    """Import the widgets of a place."""
    return tuple(kind for kind in kinds_of(place) if not issubclass(kind, Screen))


def descendants(kind: type[DOMNode]) -> Iterator[type[DOMNode]]:
    """Go through all classes that inherit from `kind`."""
    for below in kind.__subclasses__():
        yield below
        yield from descendants(below)


def test_page_of_keys_is_up_to_date() -> None:
    assert (CHECKOUT / FILE).read_text(encoding="utf-8") == keys_page(), "run: make keys"


def test_classes_bind_the_commands_of_their_scope() -> None:
    assert CLASSES.keys() == COMMANDS.keys() | FIXED_KEYS.keys()
    expected = {kind: scope for scope in COMMANDS for kind in classes(scope)}
    for kind, scope in expected.items():
        assert kind.__dict__["BINDINGS"] == bindings(scope), kind
    ours = (kind for kind in descendants(DOMNode) if kind.__module__.startswith(OURS))
    assert {kind for kind in ours if kind.__dict__.get("BINDINGS")} == expected.keys()


@pytest.mark.parametrize("scope", COMMANDS)
def test_commands_have_an_action_on_the_class_of_their_scope(scope: str) -> None:
    above = {"app": classes("program")[:1], "screen": classes("report-back")}
    for command in COMMANDS[scope]:
        target, _, action = command.action.partition("(")[0].rpartition(".")
        for kind in above.get(target) or classes(scope):
            assert hasattr(kind, f"action_{action}"), (kind, command.id)


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.title)
def test_places_have_the_keys_that_their_widgets_bind(place: Place) -> None:
    bound = [(kind, False) for kind in (screen_of(place), *widgets_of(place))]
    bound += [(kind, True) for kind in classes("line") if place.is_typed_on]
    expected: set[tuple[str, str, bool | None]] = {
        (one.key, one.id or "", typing)
        for kind, typing in bound
        for _, one in kind._merge_bindings()
        # What Textual has on every screen may be taken for something else.
        if one.key not in COPY and (one.id or not one.action.startswith(("app.", "screen.")))
    }
    program = (one for one in COMMANDS["program"] if place.has_palette or one.id != PALETTE)
    expected |= {(one.keys, one.id, None) for one in program}
    scope = next(scope for scope in key_scopes() if scope.title == place.title)
    assert {(key, one.id, one.typing) for one in scope.bound for key in one.keys} == expected


def test_ids_have_the_same_keys_everywhere() -> None:
    for command in (command for scope in COMMANDS.values() for command in scope):
        assert re.fullmatch(r"[a-z]+\.[a-z0-9-]+", command.id)
        assert command.keys == BY_ID[command.id].keys
        assert command.words
    for scope in key_scopes():
        ids = [one.id for one in scope.bound if one.id]
        assert len(ids) == len(set(ids)), scope.title


def test_footers_name_commands_of_their_place() -> None:
    places = {place.title: place for place in PLACES}
    titles = {name: name.capitalize() for name in FOOTERS} | {"trends": "Recurring themes"}
    for name, footer in FOOTERS.items():
        place = places[titles[name]]
        known = {one.id for scope in (*place.scopes, "line") for one in COMMANDS.get(scope, ())}
        left_out = set(footer) - known
        # The footer of all stages has what the setup and the pairing cannot do.
        assert all(one.startswith("note.") for one in left_out), (name, left_out)


def test_letter_of_a_note_is_its_key() -> None:
    assert {kind: key_for(f"note.{kind}") for kind in LETTER} == LETTER


def test_keys_avoid_alt_function_keys_and_prefixes_of_multiplexers() -> None:
    for command in BY_ID.values():
        keys = command.keys.split(",")
        usable = [key for key in keys if not re.search(r"alt\+|super\+|^f\d", key)]
        assert usable
        assert not set(keys) & {*SENT_AS, *PREFIXES}


def test_sentences_that_name_a_key_name_a_command() -> None:
    sources = (path.read_text("utf-8") for path in (CHECKOUT / "oneone_tui").rglob("*.py"))
    named = {command for source in sources for command in CALLED.findall(source)}
    assert len(named) > 20
    assert named <= BY_ID.keys()


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
        *(("Clock only", ROUNDS, ("F",)), ("Help", ROUNDS, ("?",))),
    ],
)
async def test_help_and_palette_list_every_key_that_works(
    room: Room, title: str, minute: float | None, keys: tuple[str, ...]
) -> None:
    till = SUMMARY if minute is None else minute
    path = room.keep(session_in_teams(till) if title == "Larger group" else rehearsed_session(till))
    async with room.desk(None if minute is None else path) as desk:
        if minute is None:
            await desk.wait_for(DAY)
        await desk.press(*keys)
        place = next(place for place in PLACES if place.title == title)
        await desk.wait_until(lambda: isinstance(desk.app.screen, screen_of(place)))
        on = desk.app.screen
        # The list of places says which widgets there are; one that is not there yet has no keys.
        there = bound_classes([*on.query(Widget)])
        known: tuple[type[DOMNode], ...] = (*widgets_of(place), Input)
        assert [kind for kind in there if not issubclass(kind, known)] == []
        assert place.is_typed_on == any(issubclass(kind, Input) for kind in there)
        working = [one.binding for one in on.active_bindings.values() if one.enabled]
        with_ids = [one for one in working if one.id]
        palette = {one.title for one in desk.app.get_system_commands(on)}
        shown = command_rows(on.active_bindings.values(), (), desk.app.get_key_display)
        told = {row.words for row in shown}
        for binding in with_ids:
            group = binding.group if binding.key.isdigit() else None
            assert (group.description if group else binding.description) in told
            assert binding.description.capitalize() in palette | {"All commands, by their names"}
        if isinstance(on, HelpScreen):
            return
        help_screen = HelpScreen()
        await desk.app.push_screen(help_screen)
        await desk.settle()
        rows = help_screen.query_one(CommandRows)
        assert told <= {rows.row(at).plain[16:] for at in range(rows.count)}


async def test_keys_that_somebody_set_are_those_that_work_and_are_told(room: Room) -> None:
    room.keep(rehearsed_session(ROUNDS))
    async with room.desk(None) as desk:
        await desk.wait_for(DAY)
        keys = {"library.open": "o", "library.order": "enter,f5", "help.open": "ctrl+g"}
        desk.app.apply_settings(Settings(keys=keys))
        await desk.settle()
        foot = desk.app.screen.query_one(KeysLine).compose_row(200).plain
        assert " o open " in foot
        assert "^g help" in foot
        await desk.press("ctrl+g")
        await desk.wait_until(lambda: isinstance(desk.app.screen, HelpScreen))
        await desk.press("end")
        await desk.wait_until(lambda: bool(re.search(r" o   open ", desk.screen_text)))
        await desk.wait_for("enter f5   order ", "^g   help ")
        await desk.press("escape", "o")
        await desk.wait_until(lambda: desk.app.session.is_open)


async def test_settings_mistakes_are_reported_and_colors_used(room: Room) -> None:
    from oneone_tui.app import OneOneApp
    from oneone_tui.store.library import Library

    settings = Settings(colors={"accent": "#ff0000"}, bell=False)
    app = OneOneApp(Library(room.folder), settings=settings, notices=["your settings: wrong"])
    async with app.run_test() as pilot:
        await pilot.pause()
        assert [one.message for one in app._notifications] == ["your settings: wrong"]
        assert app.current_theme.accent == "#ff0000"
        assert app._terminal.is_quiet


async def test_palette_runs_the_commands_of_the_screen(room: Room) -> None:
    room.keep(rehearsed_session(SUMMARY))
    async with room.desk(None) as desk:
        await desk.wait_for(DAY)
        await desk.press("v")
        await desk.wait_for("▸1 Agenda")
        commands = {one.title: one for one in desk.app.get_system_commands(desk.app.screen)}
        await commands["A page down"].callback()
        await desk.wait_for("▸1 Agenda")
        await commands["Page 2"].callback()
        await desk.wait_for("▸2 Pairs")


async def test_usual_quit_key_names_the_right_one(room: Room) -> None:
    async with room.desk(rehearsed_session(ROUNDS)) as desk:
        await desk.press("ctrl+c")
        await desk.wait_until(lambda: "ctrl+q quits" in desk.messages)
