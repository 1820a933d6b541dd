from __future__ import annotations

import math
import os
import threading
from pathlib import Path

import pytest

from oneone_tui.text_files import NoSuchFile, UnreadableFile, read_bytes, read_text

LIMIT = 1_000


def test_read_text_reads_up_to_limit(tmp_path: Path) -> None:
    file = tmp_path / "x.toml"
    file.write_bytes(b"\xef\xbb\xbfa = 1\r\n# \xc3\xa9\n")
    assert read_text(file, LIMIT, "a guide") == "a = 1\n# é\n"
    file.write_bytes(b"x" * LIMIT)
    assert read_text(file, LIMIT, "a guide") == "x" * LIMIT
    assert read_text(os.devnull, LIMIT, "a guide") == ""


@pytest.mark.parametrize("size", [LIMIT + 1, 100_000_000])
def test_read_text_rejects_large_file(tmp_path: Path, size: int) -> None:
    file = tmp_path / "x.toml"
    with file.open("wb") as stream:
        stream.truncate(size)
    with pytest.raises(UnreadableFile, match=r"is larger than a guide can be"):
        read_text(file, LIMIT, "a guide")
    assert len(read_bytes(file, LIMIT)) == LIMIT + 1


def test_read_text_rejects_endless_device() -> None:
    with pytest.raises(UnreadableFile, match=r"^/dev/zero is larger than a guide can be$"):
        read_text("/dev/zero", LIMIT, "a guide")


def test_read_text_names_problem_in_one_line(tmp_path: Path) -> None:
    odd = tmp_path / "\x1b]0;x\x07\udce9\n.toml"
    odd.write_bytes(b"\xff")
    with pytest.raises(UnreadableFile, match=r"\.toml is not text in UTF-8$") as found:
        read_text(odd, LIMIT, "a guide")
    assert str(found.value).isprintable()
    with pytest.raises(UnreadableFile, match=r"Is a directory$"):
        read_text(tmp_path, LIMIT, "a guide")
    with pytest.raises(UnreadableFile, match=r"Not a directory$"):
        read_text(odd / "x", LIMIT, "a guide")
    with pytest.raises(UnreadableFile, match=r"it is no name of a file$"):
        read_text("a\0b", LIMIT, "a guide")
    with pytest.raises(NoSuchFile, match=r"No such file or directory$"):
        read_text(tmp_path / "nowhere", LIMIT, "a guide")


def test_read_text_of_closed_pipe_is_empty(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    assert read_text(pipe, LIMIT, "a guide") == ""


def test_read_bytes_gives_up_on_silent_pipe(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = os.open(pipe, os.O_RDWR)
    try:
        os.write(writer, b"theme = ")
        with pytest.raises(UnreadableFile, match=r"it does not come to an end$"):
            read_bytes(pipe, LIMIT, patience=0.01)
    finally:
        os.close(writer)


def test_read_bytes_waits_for_pipe_of_shell() -> None:
    reading, writing = os.pipe()
    halves = iter((b"Ana\n", b"Ben\n"))

    def write() -> None:
        with open(writing, "wb") as stream:  # noqa: PTH123
            for half in halves:
                stream.write(half)
                stream.flush()

    writer = threading.Thread(target=write)
    writer.start()
    try:
        assert read_bytes(f"/dev/fd/{reading}", LIMIT, math.inf) == b"Ana\nBen\n"
    finally:
        writer.join()
        os.close(reading)
