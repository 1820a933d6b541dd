"""`oneone wall`: show a session to the whole room, read-only."""

from __future__ import annotations

import errno
import signal
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from oneone_tui.cli.options import (
    InputProblem,
    has_terminal,
    is_terminal,
    library,
    look_options,
    report_problems,
    sessions_option,
)
from oneone_tui.cli.printing import print_aside, print_text
from oneone_tui.cli.settings import chosen_appearance, load_settings
from oneone_tui.cli.shell_completion import session_argument
from oneone_tui.cli.standard_input import read_piped

if TYPE_CHECKING:
    from oneone_tui.store.session_reader import SessionReader
    from oneone_tui.wall.web.address import Address

NO_TERMINAL = "the wall needs a terminal of its own, or --http to be a web page"
TAKEN = "something else is there; name another port, such as --http :8312"
LISTENING = (
    "Whoever on the network has the address sees agenda, pairs, clock, flipchart, takeaways and "
    "commitments, unencrypted; who said what only while your console shows it, and never feedback."
)


@click.command()
@session_argument
@click.option(
    "--http",
    "address",
    is_flag=False,
    flag_value="",
    metavar="[ADDRESS:PORT]",
    help="Show it as a web page instead.  [default: 127.0.0.1:8311, for this machine only]",
)
@click.option(
    "--listen",
    is_flag=True,
    help="Let other machines on the network see the page, if they know its address.",
)
@look_options
@sessions_option
@report_problems()
def wall(session: str, address: str | None, *, listen: bool) -> int:
    """Show a session to the whole room, on a second terminal or as a web page.

    SESSION is a file, a name, or a part of a name that means one session only. The wall follows
    what happens at the console by itself. It cannot change anything, and shows no feedback.

    With --http, a browser shows the same: on a projector, on a laptop, or on phones, where each
    participant can choose their pair at the address that ends in /me.
    """
    from oneone_tui.store.session_reader import SessionReader

    is_page = listen or address is not None
    if not is_page and not has_terminal():
        raise InputProblem(NO_TERMINAL)
    path = library().find(read_piped(session, "the session"))
    reader = SessionReader.open(path)
    return _serve_page(reader, address or "", listen) if is_page else _show_on_terminal(reader)


def _show_on_terminal(reader: SessionReader) -> int:
    from oneone_tui.services.crash_report import log_crash
    from oneone_tui.wall.app import WallApp
    from oneone_tui.wall.session_follower import SessionFollower

    settings = load_settings().settings
    app = WallApp(SessionFollower(reader), look=chosen_appearance(settings), settings=settings)
    app.run(mouse=False)
    if app.crash:
        print_aside(log_crash(app.crash, datetime.now(UTC)))
    return app.return_code or 0


def _serve_page(reader: SessionReader, where: str, listen: bool) -> int:
    import asyncio

    from platformdirs import user_state_path

    from oneone_tui.wall.session_follower import SessionFollower
    from oneone_tui.wall.web.address import Address, AddressError, parse_address
    from oneone_tui.wall.web.server import bind, serve
    from oneone_tui.wall.web.token import KeptToken

    try:
        address = parse_address(where, listen=listen)
    except AddressError as error:
        raise InputProblem(str(error)) from error
    try:
        bound = bind(address)
    except OSError as error:
        why = TAKEN if error.errno == errno.EADDRINUSE else f"{error.strerror}".lower()
        raise InputProblem(f"{_shown(address)} can't be used: {why}") from error
    address = Address(address.host, bound.getsockname()[1])
    kept = KeptToken(user_state_path("oneone"), f"{reader.path.absolute()} {address.port}")
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _interrupt)  # an orderly end, like Ctrl+C
    try:
        token = kept.take()
        _print_addresses(address, token)
        asyncio.run(serve(SessionFollower(reader), bound, address, token))
    except KeyboardInterrupt:
        pass
    finally:
        kept.forget()
    return 0


def _interrupt(*_: object) -> None:
    raise KeyboardInterrupt


def _print_addresses(address: Address, token: str) -> None:
    from oneone_tui.wall.web.address import format_host, own_address

    everywhere = address.host in ("0.0.0.0", "::")
    host = own_address() if everywhere else address.host
    url = f"http://{format_host(host, address.port)}/{token}"
    print_text(f"The wall:           {url}")
    print_text(f"A participant's:    {url}/me")
    if address.is_loopback:
        print_aside(f"Only this machine sees it. From another: {_tunnel(address)}")
    else:
        print_aside(LISTENING)
        if is_terminal(sys.stdout):
            from oneone_tui.wall.web.qr_code import draw_qr_code

            look = chosen_appearance(load_settings().settings)
            print_text(f"\n{draw_qr_code(f'{url}/me', is_dark=look.theme != 'light')}\n")
    print_aside("Ctrl+C ends it.")


def _tunnel(address: Address) -> str:
    return f"ssh -L {address.port}:{_shown(address)} this-machine"


def _shown(address: Address) -> str:
    from oneone_tui.wall.web.address import format_host

    return format_host(address.host, address.port)
