from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oneone_tui.paths import printable_path, quote_path, quote_word, readable_path, show_path
from tests.support.requirements import needs
from tests.unit.cli.test_hostile import COMMANDING

CLIPBOARD = "l\x1b]52;c;cHduZWQ=\x07.json"
NAMES = (
    "plain.json",
    "Ana's *notes* $HOME `x`.json",
    "-rf",
    "a  b\tc\nd",
    CLIPBOARD,
    "\x9b31mred",
    "a\u202eb\u2066c",
    "zero\u200bwidth\ufeff",
    "caf\udce9",
    "cafe\u0301",  # as macOS names it
    "back\\slash",
    "e" + "\u0301" * 30,
    "العدالة 👩🏽\u200d🤝\u200d👨🏿",
)
ANY_NAME = st.binary(min_size=1, max_size=40).map(os.fsdecode).filter(lambda t: "\0" not in t)


@pytest.mark.parametrize("name", NAMES)
def test_show_path_is_one_clean_line(name: str) -> None:
    for text in (show_path(name), show_path(Path("folder", name))):
        assert not COMMANDING.search(text)
        assert "\n" not in text
        text.encode()


@needs("bash")
@pytest.mark.parametrize("name", NAMES)
def test_quote_path_names_file_for_shell(name: str, tmp_path: Path) -> None:
    (tmp_path / name).touch()
    word = quote_path(name)
    assert not COMMANDING.search(word)
    assert "\n" not in word
    done = subprocess.run(
        ["bash", "-c", f"ls -- {word} && printf %s {word}"],
        cwd=tmp_path,
        capture_output=True,
        check=False,
        env={"LC_ALL": "C.UTF-8", "PATH": os.defpath},
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.endswith(os.fsencode(name))


@given(ANY_NAME)
def test_path_functions_accept_any_name(name: str) -> None:
    for text in (quote_path(name), quote_word(name), printable_path(name), show_path(name)):
        assert not COMMANDING.search(text)
        assert not {"\n", "\t"} & set(text)
        text.encode()


def test_quote_path_quotes_like_shell_if_possible() -> None:
    assert quote_path("plain.json") == "plain.json"
    assert quote_path("two words") == "'two words'"
    assert quote_path("-rf") == "./-rf"
    assert quote_word("-rf") == "-rf"
    assert quote_path(CLIPBOARD) == r"$'l\033]52;c;cHduZWQ=\007.json'"
    assert quote_path("caf\udce9") == r"$'caf\351'"
    assert quote_path("a\u202eb") == r"$'a\342\200\256b'"
    assert quote_path("-'\n") == r"$'./-\'\012'"


def test_printable_path_leaves_harmless_path() -> None:
    for name in ("two words", "cafe\u0301", "العدالة"):
        assert printable_path(Path("folder", name)) == f"folder/{name}"
    assert printable_path("a\x9bb") == r"$'a\302\233b'"


def test_readable_path_replaces_undecodable_bytes_only() -> None:
    assert readable_path(Path("caf\udce9\x1b[2J")) == "caf\ufffd\x1b[2J"
