"""Where the page is served, and by which names a browser may ask for it."""

from __future__ import annotations

import ipaddress
import socket
from typing import NamedTuple

LOOPBACK = "127.0.0.1"
PORT = 8311
"""The port unless another is named."""


class AddressError(ValueError):
    """An address that cannot be served on; the message says why in one line."""


class Address(NamedTuple):
    """An address of this machine, as numbers, and a port; 0 is any that is free."""

    host: str
    port: int

    @property
    def is_loopback(self) -> bool:
        """Whether only this machine can reach it."""
        return ipaddress.ip_address(self.host).is_loopback

    def allows_host(self, header: str) -> bool:
        """Return whether a request with this Host header is meant for the wall.

        A name that somebody else could make lead here is refused; numbers and the names of this
        machine are not. The port may be that of a tunnel.
        """
        name = _host_name(header)
        if name == "localhost" or name in ("", None):
            return name == "localhost"
        try:
            number = ipaddress.ip_address(name)
        except ValueError:
            return not self.is_loopback and name in _own_names()
        return number.is_loopback or not self.is_loopback


def parse_address(text: str, *, listen: bool) -> Address:
    """Return the address in ``ADDRESS:PORT``, ``ADDRESS``, ``:PORT`` or ``PORT``.

    Args:
        text: What was written; empty means the default.
        listen: Whether other machines may reach it.

    Raises:
        AddressError: It is no address, or one that other machines reach, without `listen`.
    """
    host, port = _split(text.strip())
    if not host:
        host = "0.0.0.0" if listen else LOOPBACK
    try:
        number = ipaddress.ip_address(LOOPBACK if host == "localhost" else host)
    except ValueError:
        raise AddressError(
            f'"{host}" is not an address in numbers, such as 127.0.0.1 or 192.168.1.20'
        ) from None
    if not number.is_loopback and not listen:
        raise AddressError(f"{number} can be reached by others: add --listen if they may look on")
    return Address(str(number), port)


def own_address() -> str:
    """Return the address in numbers by which others on the network probably reach this machine."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # sends nothing: it only picks the way out
        except OSError:
            return LOOPBACK
        address: str = probe.getsockname()[0]
        return address


def format_host(host: str, port: int) -> str:
    """Return host and port as they stand in a web address."""
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def _split(text: str) -> tuple[str, int]:
    if text.isascii() and text.isdigit():
        host, written = "", text
    elif text.startswith("["):
        host, _, written = text[1:].partition("]")
        written = written.removeprefix(":")
    elif text.count(":") == 1:
        host, written = text.split(":")
    else:
        host, written = text, ""
    if not written:
        return host, PORT
    if not (written.isascii() and written.isdigit() and int(written) < 65536):
        raise AddressError(f'"{written}" is not a port: a number up to 65535')
    return host, int(written)


def _host_name(header: str) -> str | None:
    """Return the name in a Host header, without its port; None if there is none."""
    if header.startswith("["):
        name, _, port = header[1:].partition("]")
        port = port.removeprefix(":")
    else:
        name, _, port = header.partition(":")
    return name.lower() if not port or (port.isascii() and port.isdigit()) else None


def _own_names() -> set[str]:
    name = socket.gethostname().lower()
    return {name, f"{name.partition('.')[0]}.local", name.partition(".")[0]} - {""}
