"""Whatever stands in any field, every form and every command says it and does nothing else."""

from __future__ import annotations

import re
from datetime import UTC
from typing import TYPE_CHECKING

import pytest

from oneone_tui.exports.formats import FORMS, ExportOptions
from oneone_tui.store.library import Library
from tests.support.hostile_session import MARKUP, raw_text_session
from tests.support.invariants import check_invariants
from tests.support.sessions import time_at

if TYPE_CHECKING:
    from pathlib import Path

    from oneone_tui.workshop.model.session import Session
    from tests.support.command_line import Oneone

COMMANDING = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
FLOOD = re.compile(r"[\u0301\u0335]{9}")
"""More marks than a character can carry."""


@pytest.fixture(scope="module")
def session() -> Session:
    return raw_text_session()


def check_harmless(text: str) -> None:
    assert not COMMANDING.search(text), ascii(COMMANDING.findall(text)[:5])
    assert not FLOOD.search(text)


def test_create_keeps_hostile_session_clean(session: Session, tmp_path: Path) -> None:
    check_invariants(session)
    file = Library(tmp_path).create(session)
    assert file.session == session
    assert file.path.parent == tmp_path
    assert {len(person.name) for person in session.people} <= set(range(1, 81))
    check_harmless(file.path.read_text())


@pytest.mark.parametrize("anonymous", [False, True])
@pytest.mark.parametrize("name", FORMS)
def test_forms_write_hostile_session_safely(session: Session, name: str, anonymous: bool) -> None:
    options = ExportOptions(feedback=True, anonymous=anonymous, zone=UTC)
    check_harmless(FORMS[name].write(session, time_at(3600), options).decode())


CALLS = (
    ("list",),
    ("list", "--json"),
    ("show", "{path}"),
    ("people",),
    ("trends",),
    ("commitments",),
    ("pair", "{path}"),
    ("plan",),
    ("handout",),
    ("check",),
    ("show", f"{MARKUP}\x1b[2J"),
    ("new", "\x1b[2J[/x]\u202e", "--roster", "\x1b[31mno\u202ene.txt"),
    ("guide", "check", "\x1b[31m[x]\u202e.toml"),
    ("\x1b[2Jno\u202ene",),
    ("list", "--\x1b]0;x\x07"),
)


def test_commands_print_hostile_texts_safely(session: Session, oneone: Oneone, home: Path) -> None:
    path = Library(home / "sessions").create(session).path
    for call in CALLS:
        said = oneone(*(word.format(path=path) if "{" in word else word for word in call))
        assert said.code in (0, 1, 2)
        assert said.out or said.err
        check_harmless(said.out)
        check_harmless(said.err)


def test_forms_show_markup_as_text(session: Session) -> None:
    for name in ("md", "txt", "html"):
        text = FORMS[name].write(session, time_at(3600), ExportOptions(zone=UTC)).decode()
        assert "click=app.quit" in text
