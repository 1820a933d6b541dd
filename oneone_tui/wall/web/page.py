"""The page: one file with its style and its script in it, and the policy that allows no other."""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import NamedTuple


class Page(NamedTuple):
    """A page as it is sent, and its Content-Security-Policy."""

    content: bytes
    policy: str


@cache
def wall_page() -> Page:
    """Return the page for the whole room."""
    return _build_page("wall", "1:1 wall")


@cache
def participant_page() -> Page:
    """Return the page for one participant."""
    return _build_page("me", "1:1")


def _build_page(kind: str, title: str) -> Page:
    script, style = _read("page.js"), _read("page.css")
    template = _read("page.html")
    for name, text in {"kind": kind, "title": title, "style": style, "script": script}.items():
        template = template.replace(f"{{{name}}}", text, 1)
    policy = "; ".join(
        (
            "default-src 'none'",
            f"script-src {_hash(script)}",
            f"style-src {_hash(style)}",
            "connect-src 'self'",
            "base-uri 'none'",
            "form-action 'none'",
            "frame-ancestors 'none'",
            "require-trusted-types-for 'script'",
            "trusted-types 'none'",
        )
    )
    return Page(template.encode(), policy)


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def _read(name: str) -> str:
    return files(__package__).joinpath(name).read_text("utf-8")
