from __future__ import annotations

import os
import re
import stat
from pathlib import Path

import pytest

from oneone_tui.wall.web.token import KEPT_SECONDS, KeptToken, is_token, new_token


def test_new_token_is_different_each_time_and_fits_an_address() -> None:
    tokens = {new_token() for _ in range(50)}
    assert len(tokens) == 50
    assert all(re.fullmatch(r"[A-Za-z0-9_-]{22}", token) for token in tokens)


@pytest.mark.parametrize("given", ["", "x", "ä", "\ud800", "a" * 21, "a" * 23])
def test_is_token_takes_only_the_token(given: str) -> None:
    assert is_token("a" * 22, "a" * 22)
    assert not is_token(given, "a" * 22)


def test_kept_token_is_made_anew_after_an_orderly_end(tmp_path: Path) -> None:
    kept = KeptToken(tmp_path, "session 80")
    first = kept.take()
    kept.forget()
    assert KeptToken(tmp_path, "session 80").take() != first


def test_kept_token_survives_a_kill_for_the_same_session_and_port_only(tmp_path: Path) -> None:
    first = KeptToken(tmp_path / "state", "session 80").take()
    [file] = (tmp_path / "state").iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert KeptToken(tmp_path / "state", "session 80").take() == first
    assert KeptToken(tmp_path / "state", "session 81").take() != first


@pytest.mark.parametrize("content", [b"", b"short", b"x" * 100, b"\xff" * 22, b"../" * 7 + b"x"])
def test_kept_token_believes_no_other_content(tmp_path: Path, content: bytes) -> None:
    kept = KeptToken(tmp_path, "s")
    kept.take()
    [file] = tmp_path.iterdir()
    file.write_bytes(content)
    assert kept.take() != content.decode(errors="replace")


def test_kept_token_is_not_taken_up_after_half_a_day(tmp_path: Path) -> None:
    kept = KeptToken(tmp_path, "s")
    first = kept.take()
    [file] = tmp_path.iterdir()
    old = file.stat().st_mtime - KEPT_SECONDS - 1
    os.utime(file, (old, old))
    assert kept.take() != first
