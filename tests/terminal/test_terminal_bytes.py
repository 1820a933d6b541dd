"""The real program, and whatever a terminal sends it: only what is typed does anything."""

from __future__ import annotations

import re
import signal
import sys
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from random import Random

import pytest

from oneone_tui.store.library import Library
from oneone_tui.store.session_file import SessionFile
from oneone_tui.workshop.model.changes import PairsDrawn, StageShown
from oneone_tui.workshop.model.terms import Stage
from tests.support.pilot import apply_changes, rehearsed_session
from tests.support.pty_console import PtyConsole
from tests.support.requirements import needs
from tests.unit.terminal.test_input_parser import ANSWERS, KEYS, eight_bit_form

pytestmark = [
    pytest.mark.terminal,
    needs("/proc/self/statm"),
]

ROOT = Path(__file__).resolve().parents[2]
STALL = 0.3
"""Seconds between two parts of a sequence: three times what makes a lone Esc a key."""
KITTY = (
    "\x1b[97;1:3u",
    "\x1b[57441;1:3u",
    "\x1b[1114112u",
    "\x1b[:P",
    "\x1b[4294967296D",
    "\x1b[99999999999999999999999;2u",
    "\x1b[1;1:3A",
)
MEGABYTES = 40
"""More memory than that no flood of keys may take."""


class Console(PtyConsole):
    """The console in its rounds, with a clock that stands, and a line for notes."""

    def __init__(self, folder: Path, **env: str) -> None:
        session = rehearsed_session(0)
        ids = [person.id for person in session.people]
        pairs = tuple(zip(ids[::2], ids[1::2], strict=True))
        session = apply_changes(
            session, PairsDrawn(pairs=pairs, seed=1), StageShown(stage=Stage.ROUNDS)
        )
        self.path = Library(folder / "sessions").create(session).path
        self.began = len(session.history)
        command = [sys.executable, "-m", "oneone_tui", "open", str(self.path)]
        usual = {"PYTHONPATH": str(ROOT), "TZ": "UTC", "XDG_STATE_HOME": str(folder)}
        super().__init__(command, size=(100, 30), env=usual | env)

    @property
    def notes(self) -> list[str]:
        """The notes that are on disk."""
        return [note.text for note in SessionFile.open(self.path).session.notes]

    @property
    def messages(self) -> list[str]:
        """All that was done here, as the file tells it."""
        return [entry.said for entry in SessionFile.open(self.path).session.history[self.began :]]

    def ready(self) -> None:
        """Wait until it takes keys."""
        self.wait_for("saved ✓", 30)

    def note(self, text: str) -> None:
        """Type a note into the line, which is open, and wait until it is on disk."""
        self.send(f"{text}\r")
        self.wait_for(lambda: self.notes[-1:] == [text])

    def send_bytes(self, *parts: bytes, stall: float = 0.0) -> None:
        """Send parts of something, with a stall of the line between them."""
        for part in parts:
            self._write(part)
            self.pause(stall)

    @property
    def peak(self) -> int:
        """The most memory that it has had, in megabytes."""
        status = Path(f"/proc/{self.pid}/status").read_text(encoding="ascii")
        found = re.search(r"VmHWM:\s+(\d+)", status)
        assert found
        return int(found[1]) // 1024


def cut(data: bytes, places: Sequence[int]) -> list[bytes]:
    return [data[begin:end] for begin, end in pairwise((0, *places, len(data)))]


def test_console_takes_no_answer_for_keys(tmp_path: Path) -> None:
    with Console(tmp_path) as console:
        console.ready()
        for answer in (*ANSWERS.values(), *KITTY):
            console.send(answer)
        for answer in ANSWERS.values():
            for utf_8 in (True, False):
                console.send_bytes(eight_bit_form(answer, utf_8=utf_8))
        console.send("v")
        for answer in (*ANSWERS.values(), *KITTY):
            console.send(answer)
        console.note("all that was typed")
        assert console.messages == ["value: all that was typed"]


def test_console_takes_no_part_of_a_cut_sequence_for_keys(tmp_path: Path) -> None:
    with Console(tmp_path) as console:
        console.ready()
        for sequence in ("\x1b[A", "\x1b[1;5C", "\x1bOP", "\x1b]11;rgb:00/00/00\x1b\\"):
            data = sequence.encode()
            for place in (1, 2, len(data) - 1):
                console.send_bytes(*cut(data, [place]), stall=STALL)
        console.send("v")
        for place in (2, 3):
            console.send("ab")
            console.send_bytes(*cut(b"\x1b[1;5D", [place]), stall=1.0)
            console.send("\x0b")  # to the end of the line: all of it
        console.note("typed")
        assert console.messages == ["value: typed"]


def test_console_takes_escape_and_a_key_in_one_packet_for_both(tmp_path: Path) -> None:
    with Console(tmp_path) as console:
        console.ready()
        console.send("vAna is tired")
        console.wait_for("Ana is tired")
        console.send("\x1b3v, she says\r")
        console.wait_for(lambda: bool(console.notes))
        assert console.messages == ["value: Ana is tired, she says"]


def test_console_takes_a_paste_for_text_to_its_end(tmp_path: Path) -> None:
    with Console(tmp_path) as console:
        console.ready()
        console.send("\x1b[200~red \x1b[0nn \x1b text\r\x1b[201~")
        console.send("v")
        console.send_bytes(
            *cut(b"\x1b[200~red \x1b[31mtext\x1b[0m n\x1b[201~", [8, 12, 25]), stall=0.5
        )
        console.send("\r")
        console.wait_for(lambda: bool(console.notes))
        assert console.messages == ["value: red text n"]


def test_console_comes_back_from_a_paste_without_end(tmp_path: Path) -> None:
    with Console(tmp_path) as console:
        console.ready()
        console.send("v\x1b[200~lost ")
        console.wait_for("› lost")
        console.send("and found\r")
        console.wait_for(lambda: console.notes == ["lostand found"])
        console.send("\x1b[200~lost")
        console.pause(1.0)
        console.send("\x11")
        assert console.wait_exit() == 0
        assert console.restored


@pytest.mark.parametrize("chance", range(3))
def test_console_hands_on_what_is_typed_wherever_the_line_is_cut(
    tmp_path: Path, chance: int
) -> None:
    random = Random(chance)
    words = ["dignity", "à la", "می\u200cخواهم", "👩\u200d👧", "é"]  # noqa: RUF001
    with Console(tmp_path) as console:
        console.ready()
        console.send("v")
        for _ in range(8):
            word = random.choice(words)
            noise = random.sample([*ANSWERS.values(), *KITTY, *KEYS[-3:-1]], 3)
            data = f"{noise[0]}{word[:1]}{noise[1]}{word[1:]}{noise[2]}\r".encode()
            # The first byte of a sequence alone for longer than this is a lone Esc.
            places = sorted(random.sample(range(1, len(data)), 4))
            before = len(console.notes)
            console.send_bytes(*cut(data, places), stall=0.02)
            console.wait_for(lambda before=before: len(console.notes) > before)  # type: ignore[misc]
            assert console.notes[-1] == word
        assert len(console.messages) == 8


def test_console_reads_no_more_keys_than_it_can_take(tmp_path: Path) -> None:
    with Console(tmp_path) as console:
        console.ready()
        before = console.peak
        console.send("\x1b[B\x1b[A" * 500)
        console.send("v" + "word " * 40_000)
        console.send("\x15in the end\r")
        console.wait_for(lambda: console.notes == ["in the end"], 60)
        assert console.messages == ["value: in the end"]
        assert console.peak < before + MEGABYTES
        console.send("\x11")
        assert console.wait_exit() == 0


def test_console_fills_the_tty_whatever_else_says_how_large_it_is(tmp_path: Path) -> None:
    with Console(tmp_path, COLUMNS="60", LINES="12") as console:
        console.ready()
        assert "─" * 100 in console.lines
        console.send("\x1b[48;10;40;200;400t\x1b[8;10;40t")
        console.resize(90, 24)
        console.wait_for(lambda: console.lines[-3] == "─" * 90)


def test_console_lives_through_kitty_keys_and_rubbish(tmp_path: Path) -> None:
    with Console(tmp_path) as console:
        console.ready()
        for one in KITTY:
            console.send(one)
        console.send_bytes(b"\xff\xfe\xe9\xc0\x80\xf5")
        console.send("\x1b[118;;118u\x1b[97:65;2;65u\x1b[110;;110u\x1b[97;;97u\x1b[97;1:3u\x1b[13u")
        console.wait_for(lambda: console.notes == ["Ana"])
        console.kill(signal.SIGTERM)
        assert console.wait_exit() == 0
