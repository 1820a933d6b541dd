"""All bindings of all screens, screen by screen.

The keys in the settings file are checked against it, and `docs/keys.md` is made from it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from textual.binding import Binding
from textual.dom import DOMNode
from textual.keys import REPLACED_KEYS, key_to_character
from textual.keys import Keys as KnownKeys

from oneone_tui.config.keys import BoundCommand, Keyboard, KeyScope
from oneone_tui.keymap import PROGRAM_KEYS
from oneone_tui.screens.agenda import AgendaScreen
from oneone_tui.screens.clock_only import ClockOnlyScreen
from oneone_tui.screens.commitments import CommitmentsScreen
from oneone_tui.screens.help import HelpScreen
from oneone_tui.screens.larger_group import LargerGroupScreen
from oneone_tui.screens.library import LibraryScreen
from oneone_tui.screens.pairing import PairingScreen
from oneone_tui.screens.people import PeopleScreen
from oneone_tui.screens.report_back import ReportBackScreen
from oneone_tui.screens.review import ReviewScreen
from oneone_tui.screens.rounds import RoundsScreen
from oneone_tui.screens.setup import SetupScreen
from oneone_tui.screens.summary import SummaryScreen
from oneone_tui.screens.trends import TrendsScreen
from oneone_tui.textual_patches.key_bindings import bindings_of_class, key_of_character
from oneone_tui.textual_patches.option_list import PlainList
from oneone_tui.widgets.agenda_list import AgendaList
from oneone_tui.widgets.board_column import BoardColumn
from oneone_tui.widgets.board_view import BoardView, JointBoard
from oneone_tui.widgets.commitment_list import CommitmentList
from oneone_tui.widgets.entry_line import LineInput
from oneone_tui.widgets.page_view import PageView
from oneone_tui.widgets.pair_cards import PairCards
from oneone_tui.widgets.pair_list import PairList
from oneone_tui.widgets.pair_notes import PairNotes
from oneone_tui.widgets.people_matrix import PeopleMatrix
from oneone_tui.widgets.report_script import ReportScriptList
from oneone_tui.widgets.session_list import SessionList
from oneone_tui.widgets.setup_form import SetupForm

Places = dict[str, tuple[type[DOMNode], ...]]

PLACES: Places = {
    "Library": (LibraryScreen, SessionList),
    "Setup": (SetupScreen, SetupForm, AgendaList),
    "Pairing": (PairingScreen, PairCards),
    "Rounds": (RoundsScreen, PairList),
    "Report-back": (ReportBackScreen, PlainList, PairNotes, BoardView, BoardColumn),
    "Summary": (SummaryScreen, ReportScriptList, BoardView, BoardColumn),
    "Agenda": (AgendaScreen, AgendaList),
    "Larger group": (LargerGroupScreen, JointBoard, BoardColumn),
    "Clock alone": (ClockOnlyScreen,),
    "Review": (ReviewScreen, PageView),
    "Commitments": (CommitmentsScreen, CommitmentList),
    "People": (PeopleScreen, PeopleMatrix),
    "What comes up again": (TrendsScreen, PageView),
    "Help": (HelpScreen,),
}
"""Each screen, and its widgets that have keys."""
LINE = (LineInput,)
"""What has keys while somebody types."""
TYPED_ON = {"Library", "Setup", "Pairing", "Rounds", "Report-back", "Summary"}
TYPED_ON |= {"Review", "Commitments"}
"""Where there is a line to type in."""
COPY = {"ctrl+c", "super+c"}
"""What the terminal library copies marked text with: it may be taken for something else."""


def keyboard() -> Keyboard:
    """All keys there are, and how a key is called."""
    return Keyboard(tuple(_places()), key_name, written_key)


def key_name(typed: str) -> str | None:
    """What a key is called that a person wrote down, or None if there is none like that."""
    *modifiers, key = typed.split("+") if len(typed) > 1 else [typed]
    if not set(modifiers) <= {"ctrl", "shift", "alt", "super", "hyper", "meta"}:
        return None
    if len(key) == 1 and key.isprintable():
        key = key_of_character(key)
    elif key not in {known.value for known in KnownKeys} and not _sign(key):
        return None
    return "+".join([*modifiers, key])


def written_key(key: str) -> str:
    """A key as a person can write it down: a sign as such, any other by its name."""
    sign = _sign(key)
    return sign if sign.strip(",") else key


def _sign(key: str) -> str:
    """The visible ASCII sign that the key of that name types, or an empty text."""
    sign = key_to_character(REPLACED_KEYS.get(key, key)) or ""
    return sign if sign.isascii() and sign.isprintable() and not sign.isspace() else ""


def _places() -> Iterator[KeyScope]:
    program = tuple(_bound(PROGRAM_KEYS, None))
    line = tuple(_of(LINE, typing=True))
    for title, kinds in PLACES.items():
        typed = line if title in TYPED_ON else ()
        yield KeyScope(title, (*_of(kinds, typing=False), *typed, *program))


def _of(kinds: Iterable[type[DOMNode]], *, typing: bool) -> Iterator[BoundCommand]:
    for kind in kinds:
        yield from _bound(filter(_is_ours, bindings_of_class(kind)), typing)


def _is_ours(binding: Binding) -> bool:
    # What is the library's own on every screen may be taken for something else.
    return bool(binding.id) or not (binding.action.startswith(("app.", "screen.")))


def _bound(bindings: Iterable[Binding], typing: bool | None) -> Iterator[BoundCommand]:
    """The bindings, each once with all its keys."""
    found: dict[str, list[Binding]] = {}
    for binding in Binding.make_bindings(bindings):
        if binding.key not in COPY:
            found.setdefault(binding.id or f"-{binding.action}", []).append(binding)
    for alike in found.values():
        first = alike[0]
        what = first.description or first.action.replace("_", " ")
        yield BoundCommand(first.id or "", tuple(one.key for one in alike), what, typing)
