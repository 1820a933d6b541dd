from __future__ import annotations

import socket

import pytest

from oneone_tui.wall.web.address import PORT, Address, AddressError, format_host, parse_address


@pytest.mark.parametrize(
    "text,host,port",
    [
        ("", "127.0.0.1", PORT),
        ("9000", "127.0.0.1", 9000),
        (":9000", "127.0.0.1", 9000),
        ("localhost:0", "127.0.0.1", 0),
        ("127.0.0.1", "127.0.0.1", PORT),
        ("[::1]:80", "::1", 80),
        ("::1", "::1", PORT),
    ],
)
def test_parse_address_reads_address_and_port(text: str, host: str, port: int) -> None:
    assert parse_address(text, listen=False) == (host, port)


@pytest.mark.parametrize("text", ["192.168.1.20", "0.0.0.0:80", "[::]:80", "10.0.0.1:9"])
def test_parse_address_takes_others_only_with_listen(text: str) -> None:
    with pytest.raises(AddressError, match="--listen"):
        parse_address(text, listen=False)
    assert not parse_address(text, listen=True).is_loopback


@pytest.mark.parametrize("text", ["example.org", "1.2.3.4.5", ":65536", ":x", "leadership", "::g"])
def test_parse_address_says_what_is_wrong(text: str) -> None:
    with pytest.raises(AddressError):
        parse_address(text, listen=True)


@pytest.mark.parametrize(
    "header,loopback,listening",
    [
        ("localhost:8311", True, True),
        ("LOCALHOST", True, True),
        ("127.0.0.1:9999", True, True),
        ("[::1]:8311", True, True),
        ("192.168.1.20:8311", False, True),
        (socket.gethostname(), False, True),
        ("evil.example:8311", False, False),
        ("127.0.0.1.evil.example", False, False),
        ("localhost.evil.example", False, False),
        ("", False, False),
        (":8311", False, False),
        ("localhost:80x", False, False),
        ("local host", False, False),
    ],
)
def test_allows_host_refuses_names_that_others_could_lead_here(
    header: str, loopback: bool, listening: bool
) -> None:
    assert Address("127.0.0.1", PORT).allows_host(header) is loopback
    assert Address("0.0.0.0", PORT).allows_host(header) is listening


def test_format_host_brackets_ipv6() -> None:
    assert (format_host("::1", 80), format_host("127.0.0.1", 80)) == ("[::1]:80", "127.0.0.1:80")
