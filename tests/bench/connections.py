"""The ways to a terminal: a pty, a real sshd on loopback, and tmux."""

from __future__ import annotations

import getpass
import os
import shlex
import shutil
import socket
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench.figures import Skipped
from tests.bench.programs import ENV
from tests.bench.wire import Bench

SSHD = Path("/usr/sbin/sshd")
PRIVILEGES = Path("/run/sshd")
"""Where an sshd that root starts must have an empty folder."""
FAR_ENV = ENV | {"COLORTERM": "truecolor", "LANG": "C.UTF-8"}
CONFIG = """\
Port {port}
ListenAddress 127.0.0.1
HostKey {folder}/host
AuthorizedKeysFile {folder}/user.pub
PidFile none
StrictModes no
UsePAM no
PasswordAuthentication no
KbdInteractiveAuthentication no
PrintMotd no
PrintLastLog no
"""
CLIENT = (
    *("-F", "none", "-tt", "-o", "IdentitiesOnly=yes", "-o", "StrictHostKeyChecking=no"),
    *("-o", "UserKnownHostsFile=/dev/null", "-o", "LogLevel=ERROR", "-o", "BatchMode=yes"),
)
TMUX_CONFIG = """\
set -g status off
set -s escape-time 0
set -ga terminal-overrides ",*:Tc"
"""


class Way:
    """A way to a terminal: here, directly."""

    def wrapped(self, command: Sequence[str]) -> list[str]:
        """The command that is run in the pty."""
        return list(command)

    def console(self, command: Sequence[str], size: tuple[int, int] = (80, 24)) -> Bench:
        """A console of the command, at the other end of this way."""
        return Bench(self.wrapped(command), size=size, env=ENV)


class Ssh(Way):
    """Over a line to an sshd of our own."""

    def __init__(self, folder: Path, port: int) -> None:
        self._folder, self._port = folder, port

    def wrapped(self, command: Sequence[str]) -> list[str]:
        """The client, with the command for the other side."""
        key = ("-p", str(self._port), "-i", str(self._folder / "user"))
        return ["ssh", *CLIENT, *key, "127.0.0.1", _with_env(command)]


class Tmux(Way):
    """Inside a tmux of its own; what is counted is what reaches the outer terminal."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._sockets: list[Path] = []

    def wrapped(self, command: Sequence[str]) -> list[str]:
        """A tmux with the command as its only window."""
        self._sockets.append(self._folder / f"s{len(self._sockets)}")
        server = ["tmux", "-S", str(self._sockets[-1]), "-f", str(self._folder / "conf")]
        return [*server, "new-session", _with_env(command)]

    def end(self) -> None:
        """End the servers that were begun here."""
        for one in self._sockets:
            subprocess.run(
                ["tmux", "-S", str(one), "kill-server"], capture_output=True, check=False
            )


@contextmanager
def over_ssh() -> Iterator[Ssh]:
    """A way over an sshd that runs as long as this does.

    Raises:
        Skipped: Where there is none, or it does not run.
    """
    if not SSHD.exists() or not shutil.which("ssh"):
        raise Skipped("ssh: there is no sshd (on Debian: apt install openssh-server)")
    with TemporaryDirectory(prefix="oneone-bench-") as made, _root_may():
        folder, port = Path(made), _free_port()
        for name in ("host", "user"):
            make = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(folder / name)]
            subprocess.run(make, check=True, stdin=subprocess.DEVNULL)
        (folder / "conf").write_text(CONFIG.format(port=port, folder=folder), encoding="utf-8")
        serving = subprocess.Popen(
            [str(SSHD), "-D", "-e", "-f", str(folder / "conf")], stderr=subprocess.PIPE
        )
        try:
            way = Ssh(folder, port)
            _try(way, serving)
            yield way
        finally:
            serving.terminate()
            serving.communicate()


@contextmanager
def inside_tmux() -> Iterator[Tmux]:
    """A way through tmux.

    Raises:
        Skipped: Where there is none.
    """
    if not shutil.which("tmux"):
        raise Skipped("tmux: there is none")
    with TemporaryDirectory(prefix="oneone-bench-") as made:
        folder = Path(made)
        (folder / "conf").write_text(TMUX_CONFIG, encoding="utf-8")
        way = Tmux(folder)
        try:
            yield way
        finally:
            way.end()


@contextmanager
def _root_may() -> Iterator[None]:
    """Give an sshd of root's the empty folder that it wants, and take it away after."""
    if os.geteuid() or PRIVILEGES.exists():
        yield
        return
    try:
        PRIVILEGES.mkdir(mode=0o755)
    except OSError as error:
        raise Skipped(f"ssh: an sshd of root's needs {PRIVILEGES}") from error
    try:
        yield
    finally:
        with suppress(OSError):
            PRIVILEGES.rmdir()


def _try(way: Ssh, serving: subprocess.Popen[bytes]) -> None:
    assert serving.stderr
    for line in serving.stderr:
        if b"listening" in line:
            break
    else:
        raise Skipped("ssh: sshd does not run here")
    with way.console(["echo", "there"]) as console:
        if console.wait_exit() or "there" not in console.text:
            raise Skipped(f"ssh: sshd does not let {getpass.getuser()} in: {console.text.strip()}")


def _with_env(command: Sequence[str]) -> str:
    return shlex.join(["env", *(f"{name}={value}" for name, value in FAR_ENV.items()), *command])


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port
