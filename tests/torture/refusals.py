"""Every command, with the system saying no to each of its calls that touch a file."""

from __future__ import annotations

import contextlib
import errno
import io
import os
import shutil
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import NamedTuple, NoReturn

from oneone_tui.cli.run import run
from oneone_tui.guides import guide_text
from oneone_tui.store.atomic_file import is_temporary
from oneone_tui.store.cross_session import read_commitments
from oneone_tui.store.errors import StoreError
from oneone_tui.store.library import Library
from oneone_tui.store.session_file import SessionFile
from oneone_tui.workshop.history.commitments import short_codes
from tests.support.command_line import SIX
from tests.support.session_folder import TODAY, create_files, weekly_sessions, with_commitments
from tests.torture.harm import Beneath, Harm, harm_calls, refusing
from tests.torture.table import Kind, Trial

WHAT = "a command, refused at each call"
NUMBERS = (
    *(errno.EIO, errno.ENOSPC, errno.EACCES, errno.EROFS, errno.ENOENT, errno.EMFILE),
    *(errno.ESTALE, errno.EINTR, errno.ETIMEDOUT, errno.EDQUOT, errno.ENOSYS, errno.ENOLCK),
)
HARMS = tuple(refusing(number, lasting=lasting) for number in NUMBERS for lasting in (False, True))
QUICK = (refusing(errno.EIO), refusing(errno.EMFILE, lasting=True))
TOO_MANY = 50_000
"""No command makes so many calls."""
TOO_LONG = 30
"""Seconds after which a command hangs."""
DONE, WRONG, REFUSED, CRASHED = 0, 1, 2, 70
HOME, OUT = "home", "out"
SESSION = "Week 2"


class Command(NamedTuple):
    """A command as somebody types it; `makes` is the file that it writes, if any."""

    arguments: tuple[str, ...]
    makes: str = ""
    stdin: bytes = b""
    env: tuple[tuple[str, str], ...] = ()
    every: int = 1
    """Only each so-manieth of its calls is refused: it makes so many."""

    @property
    def name(self) -> str:
        """Its name and what is needed to know it."""
        return " ".join(self.arguments) or "completion asked for"


def _to(name: str) -> tuple[str, str]:
    return "--output", f"{OUT}/{name}"


COMMANDS = (
    Command(("list",)),
    Command(("list", "--search", "anything", "--json")),
    Command(("show", SESSION)),
    Command(("show", SESSION, "--pages")),
    *(
        Command(("export", SESSION, "--format", form, *_to(f"a.{form}")), f"a.{form}")
        for form in ("md", "txt", "html", "csv", "csv-commitments", "json", "ics")
    ),
    Command(("export", SESSION, "--force", *_to("there.md")), "there.md"),
    Command(("export", SESSION, "--output", "-")),
    Command(("handout", "worksheet", *_to("w.html")), "w.html"),
    Command(("handout", "flipchart", "--format", "txt", *_to("f.txt")), "f.txt"),
    Command(("guide", "list")),
    Command(("guide", "show", "mine.toml")),
    Command(("guide", "check", "mine.toml")),
    Command(("guide", "new", f"{OUT}/new.toml"), "new.toml"),
    Command(("new", "Fresh", "--no-open", "--roster", "people.txt", "--guide", "mine.toml")),
    Command(("new", "Fresh", "--no-open", "--roster", "-"), stdin=SIX),
    Command(("pair", "--roster", "people.txt", "--seed", "1")),
    Command(("plan", "--guide", "mine.toml", "--roster", "people.txt")),
    Command(("commitments",)),
    Command(("commitments", "--tick", "CODE")),
    Command(("people",)),
    Command(("trends",)),
    Command(("check",)),
    Command(("repair", "damaged.json", *_to("repaired.json")), "repaired.json"),
    Command(("rehearse", "--headless", "--seed", "1"), every=211),
    Command(("config",)),
    Command(("config", "check")),
    Command(("config", "new", "--config", f"{OUT}/config.toml"), "config.toml"),
    Command(("completion", "bash")),
    Command(("schema",)),
    Command(
        (),
        env=(
            ("_ONEONE_COMPLETE", "bash_complete"),
            ("COMP_WORDS", "oneone open "),
            ("COMP_CWORD", "2"),
        ),
    ),
)


@dataclass
class Place:
    """A home with everything in it that commands read, to be copied for each try."""

    folder: Path

    def furnish(self) -> None:
        """Put the sessions, a guide, a roster and settings there."""
        home = self.folder / HOME
        (home / OUT).mkdir(parents=True, mode=0o700)
        first, second = weekly_sessions(("Ana", "Ben", "Cy", "Dee", "Eve", "Fay"), 2, 6)
        create_files(home / "sessions", first, with_commitments(second, TODAY))
        whole = next((home / "sessions").glob("*.json")).read_bytes()
        (home / "damaged.json").write_bytes(whole[: len(whole) * 2 // 3])
        (home / OUT / "there.md").write_text("there before")
        (home / "mine.toml").write_text(guide_text("one-to-one"))
        (home / "people.txt").write_bytes(SIX)
        (home / "config" / "oneone").mkdir(parents=True)
        (home / "config" / "oneone" / "config.toml").write_text('guide = "one-to-one"\n')

    @property
    def code(self) -> str:
        """The code of a promise."""
        return next(
            iter(
                short_codes(read_commitments(self.folder / HOME / "sessions").commitments).values()
            )
        )

    def copy(self, to: Path) -> Path:
        """A home like it at `to`."""
        shutil.copytree(self.folder / HOME, to / HOME)
        return to / HOME


class Ended(NamedTuple):
    """How a command ended: its exit status, what it said, and the call that was refused it."""

    status: int
    out: str
    err: str
    refused: str


def refuse_commands(
    folder: Path, harms: Sequence[Harm], commands: Sequence[Command] = COMMANDS, every: int = 1
) -> Trial:
    """Call each command as often as it makes calls, each time with another one refused.

    With `every`, only each so-manieth of its calls is.
    """
    trial = Trial(WHAT)
    template = Place(folder / "template")
    template.furnish()
    code = template.code
    for command in commands:
        one = command._replace(arguments=tuple(a.replace("CODE", code) for a in command.arguments))
        _load(template.copy(folder / "load"), one)
        shutil.rmtree(folder / "load")
        for harm in harms:
            for at in range(1, TOO_MANY, every * command.every):
                here = folder / "here"
                ended = _call(template.copy(here), one, harm, at)
                if ended.refused:
                    trial.tries += 1
                    for kind, loss in _losses(here / HOME, one, harm, ended):
                        trial.lose(kind, f"{harm.name} at {ended.refused}, {one.name}: {loss}")
                shutil.rmtree(here)
                if not ended.refused:
                    break
            else:
                trial.lose(Kind.CRASHED, f"{harm.name}, {one.name}: it never came to an end")
    return trial.ended()


def _losses(home: Path, command: Command, harm: Harm, ended: Ended) -> Iterator[tuple[Kind, str]]:
    last = ended.err.rstrip("\n").rpartition("\n")[2]
    if ended.status < 0:
        yield Kind.SLOW, f"it ended by signal {-ended.status}"
    elif ended.status not in (DONE, WRONG, REFUSED) or "Traceback" in ended.err + ended.out:
        yield Kind.CRASHED, f"status {ended.status}: {last}"
    elif ended.status == REFUSED and not _is_clear(ended.err, last):
        yield Kind.CRASHED, f"not one clear line: {ended.err!a}"
    elif ended.status == DONE and command.makes and not (home / OUT / command.makes).exists():
        yield Kind.LOST, "said to be written, and is not there"
    yield from _lost(home)
    yield from _left(home, command, harm, ended)


def _is_clear(err: str, last: str) -> bool:
    ours = [line for line in err.splitlines() if line.startswith("oneone: ")]
    return ours == [last] and last.isprintable() and "the system refused" not in last


def _lost(home: Path) -> Iterator[tuple[Kind, str]]:
    """The sessions that were there and open no more."""
    found = [*(home / "sessions").glob("*.json")]
    for path in found:
        try:
            SessionFile.open(path)
        except StoreError as error:
            yield Kind.DAMAGED, str(error)
    titles = {entry.title for entry in Library(home / "sessions").entries()}
    if not {"Week 1", "Week 2"} <= titles:
        yield Kind.LOST, f"there is only {titles}"


def _left(home: Path, command: Command, harm: Harm, ended: Ended) -> Iterator[tuple[Kind, str]]:
    """What is left that nobody needs: unless the system would not take it away."""
    if not harm.lasting and ended.refused != "unlink":
        for path in home.rglob("*"):
            if is_temporary(path.name):
                yield Kind.LEFT, f"left behind {path.name}"
    made = home / OUT / command.makes
    if command.makes and made.exists() and ended.status == REFUSED:
        kept = command.makes == "there.md" and made.read_text() == "there before"
        if not kept and not (harm.lasting or ended.refused == "unlink"):
            yield Kind.LEFT, f"refused, and {command.makes} is there"
    if command.makes and made.exists() and not made.stat().st_size and not harm.lasting:
        yield Kind.DAMAGED, f"{command.makes} is empty"


def _load(home: Path, command: Command) -> None:
    """Call it once unharmed, so that all it imports is there: it is not what is looked at."""
    out, err = io.TextIOWrapper(io.BytesIO()), io.TextIOWrapper(io.BytesIO())
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err), _at_home(home, command):
        code = run(command.arguments)
    if code not in (DONE, WRONG):
        err.seek(0)
        raise AssertionError(
            f"{command.name} ends with {code} where nothing is refused: {err.read()}"
        )


@contextlib.contextmanager
def _at_home(home: Path, command: Command) -> Iterator[None]:
    before, env, stdin = Path.cwd(), dict(os.environ), sys.stdin
    os.chdir(home)
    os.environ.update(_environment(home, command))
    sys.stdin = io.TextIOWrapper(io.BytesIO(command.stdin), encoding="utf-8")
    try:
        yield
    finally:
        os.chdir(before)
        os.environ.clear()
        os.environ.update(env)
        sys.stdin = stdin


def _environment(home: Path, command: Command) -> dict[str, str]:
    where = {f"XDG_{kind}_HOME": str(home / kind.lower()) for kind in ("CONFIG", "STATE", "DATA")}
    return {**where, "HOME": str(home), "TERM": "xterm-256color", **dict(command.env)}


def _call(home: Path, command: Command, harm: Harm, at: int) -> Ended:
    """Call it in a process of its own."""
    streams = [os.memfd_create(name) for name in ("out", "err", "refused")]
    child = os.fork()
    if child == 0:
        _be_called(home, command, partial(harm_calls, harm, at), streams)
    _, status = os.waitpid(child, 0)
    out, err, refused = (_said(stream) for stream in streams)
    return Ended(os.waitstatus_to_exitcode(status), out, err, refused.split()[0] if refused else "")


def _be_called(
    home: Path,
    command: Command,
    harm: Callable[[Callable[[str], object], Beneath], None],
    streams: Sequence[int],
) -> NoReturn:
    code = CRASHED
    try:
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.alarm(TOO_LONG)
        out, err, refused = streams
        for stream, number in ((out, 1), (err, 2)):
            os.dup2(stream, number)
        sys.stdout = io.TextIOWrapper(io.FileIO(1, "w"), encoding="utf-8", write_through=True)
        sys.stderr = io.TextIOWrapper(io.FileIO(2, "w"), encoding="utf-8", write_through=True)
        write = os.write
        with _at_home(home, command):
            harm(lambda name: write(refused, f"{name} ".encode()), Beneath([home]))
            code = run(command.arguments)
    except BaseException as error:  # noqa: BLE001 - nothing of a child may come back into the tests
        with contextlib.suppress(Exception):
            sys.stderr.write(f"Traceback: {error!r}")
    finally:
        os._exit(code)


def _said(stream: int) -> str:
    os.lseek(stream, 0, os.SEEK_SET)
    with open(stream, "rb") as file:
        return file.read().decode(errors="replace")
