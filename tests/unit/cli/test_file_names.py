"""Names of files that hold what a terminal obeys: no command hands them on."""

from __future__ import annotations

import json
import os
import shlex
from typing import TYPE_CHECKING

import pytest

from tests.unit.cli.test_hostile import COMMANDING

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.command_line import Oneone, Outcome

NAMES = (
    "l\x1b]52;c;cHduZWQ=\x07.json",
    "t\x1b]0;pwned\x07.json",
    "c\x9b31m.json",
    "b\u202enosj.json",
    "n\nl\t.json",
    "caf\udce9.json",
)


def check_harmless(said: Outcome) -> None:
    assert said.code in (0, 1, 2)
    for text in (said.out, said.err):
        assert not COMMANDING.search(text)


@pytest.mark.parametrize("name", NAMES)
def test_commands_print_hostile_file_names_safely(
    name: str, oneone: Oneone, first_session: Path
) -> None:
    odd = first_session.rename(first_session.with_name(name))
    broken = odd.with_name(f"x{name}")
    broken.write_text('{"session": {"1": {')
    broken.chmod(0o600)
    for call in (
        ("list",),
        ("list", "--json"),
        ("check",),
        ("check", str(odd)),
        ("show", str(odd)),
        ("show", str(broken)),
        ("show", f"{odd}x"),
        ("export", str(odd)),
        ("export", str(odd), "--output", name),
        ("repair", str(broken)),
        ("repair", str(odd)),
        ("new", "X", "--roster", name),
        ("new", "X", "--guide", f"./{name}"),
        ("guide", "new", f"{name}.toml"),
        ("guide", "check", f"{name}.toml"),
        ("pair", "--roster", name, "--history", name),
        ("handout", "worksheet", "--output", f"h{name}"),
        ("--config", name, "config"),
        ("--config", name, "config", "check"),
        ("--config", f"{name}.toml", "config", "new"),
        ("--sessions", name, "list"),
        ("--sessions", name, "new", "X", "--no-open"),
        ("commitments",),
        ("people",),
        ("trends",),
    ):
        check_harmless(oneone(*call))


@pytest.mark.parametrize("name", NAMES)
def test_list_json_has_exact_path(name: str, oneone: Oneone, first_session: Path) -> None:
    odd = first_session.rename(first_session.with_name(name))
    said = oneone("list", "--json")
    assert said.code == 0
    path = json.loads(said.out)[0]["path"]
    assert path == str(odd).replace("\udce9", "\ufffd")


def test_check_quotes_suggested_command_for_shell(oneone: Oneone, first_session: Path) -> None:
    first_session.unlink()
    (first_session.parent / "two words;rm.json").write_text("{")
    said = oneone("check")
    hint = said.err.splitlines()[-1].partition(": ")[2]
    assert shlex.split(hint) == [
        "oneone",
        "repair",
        str(first_session.parent / "two words;rm.json"),
    ]
    (first_session.parent / "two words;rm.json").unlink()
    (first_session.parent / NAMES[0]).write_text("{")
    assert oneone("check").err.endswith("/l\\033]52;c;cHduZWQ=\\007.json'\n")


def test_export_prints_name_of_written_file(oneone: Oneone, first_session: Path) -> None:
    odd = first_session.rename(
        first_session.with_name("caf\N{LATIN SMALL LETTER E WITH ACUTE} two.json")
    )
    said = oneone("export", str(odd))
    assert os.path.exists(said.out.removesuffix("\n"))  # noqa: PTH110
