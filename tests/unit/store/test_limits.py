"""How much a session's file may be and hold: the last that is taken, and the first that isn't."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from oneone_tui.store.atomic_file import TablesFile, make_private_folder, read_content, time_of
from oneone_tui.store.errors import DamagedFile, MissingFile, TooLarge
from tests.support.session_store import error_line, failing_call

SIZE, VALUES, LETTERS = 8_388_608, 250_000, 4_194_304
"""Bytes of a file, values in it, and bytes of letters beyond ASCII."""


def file_of(folder: Path, content: bytes) -> TablesFile:
    path = folder / "first.json"
    path.write_bytes(content)
    return TablesFile(path)


def test_read_accepts_file_up_to_size_limit(tmp_path: Path) -> None:
    note = b'{"notes":{"1":{"text":"x"}}}'
    assert file_of(tmp_path, note.ljust(SIZE)).read() == {"notes": {"1": {"text": "x"}}}
    with pytest.raises(TooLarge, match="is too large to be a session: 8 MB, at most 8"):
        file_of(tmp_path, note.ljust(SIZE + 1)).read()


def test_write_accepts_file_up_to_size_limit(tmp_path: Path) -> None:
    file = file_of(tmp_path, b"")
    file.write({"notes": {"1": {"text": ""}}})
    room = SIZE - file.path.stat().st_size
    file.write({"notes": {"1": {"text": "x" * room}}})
    assert file.path.stat().st_size == SIZE
    assert file.read() == {"notes": {"1": {"text": "x" * room}}}
    with pytest.raises(TooLarge, match="it is full; start a new one"):
        file.write({"notes": {"1": {"text": "x" * (room + 1)}}})
    assert file.path.stat().st_size == SIZE


@pytest.mark.parametrize("value, signs", [(",0", 1), (",[]", 2), (",{}", 2)])
def test_read_accepts_values_up_to_limit(tmp_path: Path, value: str, signs: int) -> None:
    most = (VALUES - 4) // signs  # after the signs of the tables and the list
    assert file_of(tmp_path, f'{{"notes":{{"1":{{"x":[0{value * most}]}}}}}}'.encode()).read()
    with pytest.raises(TooLarge, match="holds too much to be a session"):
        file_of(tmp_path, f'{{"notes":{{"1":{{"x":[0{value * (most + 1)}]}}}}}}'.encode()).read()


@pytest.mark.parametrize("letter", ["é", "À", "\u07ff", "\u0400"])
def test_read_accepts_non_ascii_letters_up_to_limit(tmp_path: Path, letter: str) -> None:
    most = LETTERS // len(letter.encode())
    found = file_of(tmp_path, f'{{"notes":{{"1":{{"text":"{letter * most}"}}}}}}'.encode())
    assert found.read()
    with pytest.raises(TooLarge, match="holds too much to be a session"):
        file_of(tmp_path, f'{{"notes":{{"1":{{"text":"{letter * (most + 1)}"}}}}}}'.encode()).read()


@pytest.mark.parametrize("content", [b"", b" \n\t "])
def test_read_says_if_file_is_empty(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(DamagedFile) as error:
        file_of(tmp_path, content).read()
    assert error_line(error) == "first.json is damaged: it is empty; it was left as it is"


@pytest.mark.parametrize("content", [b"{", b"x", b'{"notes": {}}x'])
def test_read_says_if_file_is_not_whole_json(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(DamagedFile) as error:
        file_of(tmp_path, content).read()
    assert error_line(error) == "first.json is damaged: it is not whole JSON; it was left as it is"


@pytest.mark.parametrize("content", [b"[]", b"1", b'{"notes": []}', b'{"notes": {"1": 3}}'])
def test_read_says_if_file_has_no_tables(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(DamagedFile) as error:
        file_of(tmp_path, content).read()
    assert error_line(error) == (
        "first.json is not a session: it holds no tables; it was left as it is"
    )


def test_current_stamp_raises_without_file(tmp_path: Path) -> None:
    with pytest.raises(MissingFile):
        TablesFile(tmp_path / "first.json").current_stamp()


# ---------------------------------------------------------------- folders and times


def test_make_private_folder_syncs_each_new_folder(tmp_path: Path) -> None:
    with failing_call(0, OSError()) as calls:
        make_private_folder(tmp_path / "a" / "b")
    assert calls.made == ["open", "fsync", "close"] * 2
    with failing_call(0, OSError()) as calls:
        make_private_folder(tmp_path / "a" / "b")
    assert calls.made == []


def test_make_private_folder_accepts_folder_made_meanwhile(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a").mkdir()
    monkeypatch.setattr("os.path.exists", lambda path: path == tmp_path)
    make_private_folder(tmp_path / "a" / "b")
    assert (tmp_path / "a" / "b").is_dir()


@pytest.mark.parametrize(
    "seconds, time",
    [
        (0.0, datetime(1970, 1, 1, tzinfo=UTC)),
        (1.5, datetime(1970, 1, 1, 0, 0, 1, 500_000, tzinfo=UTC)),
        (7_289_654_399, datetime(2200, 12, 31, 23, 59, 59, tzinfo=UTC)),
        (7_289_654_400, None),
        (-1, None),
        (1e20, None),
        (float("nan"), None),
    ],
)
def test_time_of_is_none_outside_session_range(seconds: float, time: datetime | None) -> None:
    assert time_of(seconds) == time


def test_read_content_returns_all_bytes(tmp_path: Path) -> None:
    content = bytes(range(256)) * 5_000  # more than is read at once
    assert read_content(file_of(tmp_path, content).path) == content


def test_read_and_write_keep_no_file_open(tmp_path: Path) -> None:
    file = file_of(tmp_path, b"{}")
    before = len(list(Path("/dev/fd").iterdir()))
    for _ in range(20):
        file.write({"notes": {"1": {"text": "x"}}})
        file.read()
    assert len(list(Path("/dev/fd").iterdir())) == before
