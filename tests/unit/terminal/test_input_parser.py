"""Whatever a terminal sends, and wherever a slow line cuts it: what is typed arrives, all else not.

Time is handed in: the rehearsed line below calls `tick` when the parser wants it called.
"""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oneone_tui.terminal.input_parser import (
    CUT_SECONDS,
    GAP_SECONDS,
    PASTE_BYTES,
    STRING_BYTES,
    Pasted,
    Sequence,
    TerminalInput,
    Token,
    Typed,
)

ESCAPE_SECONDS = 0.1
STALL = 1.0
"""Seconds that a line may stall in the middle of a sequence."""

ANSWERS = {
    "DA1": "\x1b[?62;22c",
    "DA2": "\x1b[>41;388;0c",
    "DA3": "\x1bP!|00000000\x1b\\",
    "XTVERSION": "\x1bP>|xterm(379)\x1b\\",
    "DSR": "\x1b[0n",
    "dark mode": "\x1b[?997;1n",
    "cursor": "\x1b[12;40R",
    "DEC cursor": "\x1b[?12;40;1R",
    "DECRPM": "\x1b[?2026;2$y",
    "ANSI DECRPM": "\x1b[4;2$y",
    "window size": "\x1b[8;24;80t",
    "window pixels": "\x1b[4;600;800t",
    "kitty flags": "\x1b[?25u",
    "color 10, BEL": "\x1b]10;rgb:ffff/ffff/ffff\x07",
    "color 11, ST": "\x1b]11;rgb:0000/0000/0000\x1b\\",
    "palette": "\x1b]4;1;rgb:cdcd/0000/0000\x1b\\",
    "clipboard": "\x1b]52;c;bm9wZQ==\x1b\\",
    "title": "\x1b]lnv Ünterwegs\x1b\\",
    "graphics": "\x1b_Gi=31;OK\x1b\\",
    "DECRQSS": "\x1bP1$r0m\x1b\\",
    "XTGETTCAP": "\x1bP1+r544e=787465726d\x1b\\",
    "private message": "\x1b^nv nothing\x1b\\",
    "start of string": "\x1bXnv nothing\x1b\\",
    "unknown OSC": "\x1b]nv\x07",
    "unknown DCS": "\x1bPnv\x1b\\",
}
C1 = {"\x1bP": 0x90, "\x1bX": 0x98, "\x1b[": 0x9B, "\x1b]": 0x9D, "\x1b^": 0x9E, "\x1b_": 0x9F}
KEYS = ("\x1b[A", "\x1bOP", "\x1b[1;5C", "\x1b[3~", "\x1b[97;1:3u", "\x1b[<0;5;5M", "\x1b[[A")


def read_tokens(*steps: bytes | float) -> list[Token]:
    """The tokens of bytes with seconds between them, and of the silence after them."""
    terminal, now = TerminalInput(ESCAPE_SECONDS), 0.0
    tokens: list[Token] = []
    for step in (*steps, 10.0):
        if isinstance(step, bytes):
            tokens += terminal.feed(step, now)
            continue
        until = now + step
        while terminal.deadline is not None and terminal.deadline <= until:
            now = max(terminal.deadline, now)
            tokens += terminal.tick(now)
        now = until
    assert terminal.deadline is None
    return tokens


def typed_text(tokens: list[Token]) -> str:
    """All that was typed; nothing else has arrived."""
    assert all(isinstance(token, Typed) for token in tokens)
    return "".join(token.text for token in tokens)


def eight_bit_form(sequence: str, *, utf_8: bool) -> bytes:
    """The 8-bit form of a sequence in its 7-bit form, as one byte or as UTF-8 has it."""
    control = C1[sequence[:2]]
    opened = chr(control).encode() if utf_8 else bytes([control])
    end = "\x9c".encode() if utf_8 else b"\x9c"
    return opened + sequence[2:].encode().replace(b"\x1b\\", end)


@pytest.mark.parametrize("answer", ANSWERS.values(), ids=ANSWERS)
def test_input_drops_strings_and_keeps_sequences_whole(answer: str) -> None:
    whole = [Sequence(answer)] if answer.startswith("\x1b[") else []
    assert read_tokens(b"a" + answer.encode() + b"z") == [Typed("a"), *whole, Typed("z")]
    for utf_8 in (True, False):
        assert read_tokens(b"a" + eight_bit_form(answer, utf_8=utf_8) + b"z") == [
            Typed("a"),
            *whole,
            Typed("z"),
        ]


@pytest.mark.parametrize("sequence", [*ANSWERS.values(), *KEYS, "\x1b[M !!"])
def test_input_never_reads_part_of_cut_sequence_as_key(sequence: str) -> None:
    data = sequence.encode()
    whole = [Sequence(sequence)] if read_tokens(data) else []
    for cut in range(1, len(data)):
        for stall in (0.05, 0.3, STALL):
            got = read_tokens(data[:cut], stall, data[cut:], 0.01, b"z")
            late = cut == 1 and stall > ESCAPE_SECONDS
            assert got == [*([Typed("\x1b")] if late else whole), Typed("z")], (cut, stall)


def test_input_soon_reads_lone_escape_as_key() -> None:
    terminal = TerminalInput(ESCAPE_SECONDS)
    assert terminal.feed(b"\x1b", 5.0) == []
    assert terminal.deadline == 5.0 + ESCAPE_SECONDS
    assert terminal.tick(5.05) == []
    assert terminal.tick(5.0 + ESCAPE_SECONDS) == [Typed("\x1b")]


@pytest.mark.parametrize("key", [*map(chr, range(0x20, 0x7F)), "é", "\r", "\t", "\x7f", "\x11"])
def test_input_reads_escape_and_key_in_one_packet_as_both(key: str) -> None:
    assert typed_text(read_tokens(b"\x1b" + key.encode())) == "\x1b" + key
    assert typed_text(read_tokens(b"\x1b", 0.3, key.encode())) == "\x1b" + key


@pytest.mark.parametrize(
    "keys",
    [
        "\x1b3v rent\r",
        "\x1b]3v rent\r",
        "\x1bX out\r",
        "\x1bP3\r",
        "\x1b]",
        "\x1b\x1b",
        "\x1b[\x1b",
    ],
)
def test_input_keeps_what_was_typed_during_stall(keys: str) -> None:
    assert typed_text(read_tokens(keys.encode())) == keys


def test_input_reads_shift_tab_of_linux_console() -> None:
    assert TerminalInput(shift_tab_is_escape=True).feed(b"\x1b\t", 0.0) == [Sequence("\x1b\t")]
    assert TerminalInput().feed(b"\x1b\t", 0.0) == [Typed("\x1b"), Typed("\t")]


def test_input_keeps_key_held_down_after_escape() -> None:
    assert typed_text(read_tokens(b"\x1b", 0.3, b"[", 0.03, b"[", 0.03, b"[")) == "\x1b[[["
    assert typed_text(read_tokens(b"\x1b", 0.3, b"]", 0.03, b"]")) == "\x1b]]"


def test_input_closes_string_while_typing() -> None:
    pressed = [step for letter in "n3vlate" for step in (0.3, letter.encode())]
    assert typed_text(read_tokens(b"\x1b]", *pressed)) == "\x1b]n3vlate"


def test_input_reads_control_key_inside_unfinished_sequence() -> None:
    for begun in (b"\x1b[1;5", b"\x1b]11;rgb", b"\x1bP>|", b"\x1b_G", b"\x9b1", b"\x9d8;", b"\xc3"):
        assert read_tokens(begun + b"\x11")[-1] == Typed("\x11")


def test_input_drops_unfinished_sequence_after_timeout() -> None:
    for begun in (b"\x1b[1;5", b"\x1b[<0;1", b"\x1b]11;rgb:00", b"\x1bP>|xt", b"\x1b_Gi", b"\x9b"):
        assert read_tokens(begun, CUT_SECONDS + 0.1, b"z") == [Typed("z")]


def test_input_holds_bounded_part_of_string() -> None:
    terminal = TerminalInput(ESCAPE_SECONDS)
    terminal.feed(b"\x1b]52;c;", 0.0)
    for _ in range(100):
        assert terminal.feed(b"QUJD" * 1000, 0.0) == []
        assert len(terminal._held) <= STRING_BYTES + 4000
    assert terminal.feed(b"\x1b\\z", 0.0) == [Typed("z")]


def test_input_joins_bytes_of_letter_and_replaces_invalid_ones() -> None:
    family = "👩\u200d👩\u200d👧"
    data = family.encode()
    for cut in range(1, len(data)):
        assert typed_text(read_tokens(data[:cut], STALL, data[cut:])) == family
    assert typed_text(read_tokens(b"\xe9", 2.0, b"t\xe9")) == "\ufffdt\ufffd"
    assert typed_text(read_tokens(b"\xff\xfe\xc0\x80")).replace("\ufffd", "") == ""


def test_input_reads_all_of_paste_as_text() -> None:
    text = "red \x1b[31mn\x1b[0m \x1b \x03\x11\r\x1b]0;x\x07 \x9b201~ ü"
    data = b"a\x1b[200~" + text.encode() + b"\x1b[201~z"
    expected = [Typed("a"), Pasted(text), Typed("z")]
    assert read_tokens(data) == expected
    for cut in range(3, len(data) - 1):
        assert read_tokens(data[:cut], STALL, data[cut:]) == expected
    assert read_tokens(b"\x1b", 0.3, b"[200~n\r\x1b[201~") == [Typed("\x1b"), Pasted("n\r")]
    assert read_tokens(b"\x9b200~n\x1b[201~\x9b201~z") == [Pasted("n\x1b[201~"), Typed("z")]
    assert read_tokens(b"\x1b[201~z") == [Sequence("\x1b[201~"), Typed("z")]


def test_input_reads_keys_again_after_unfinished_paste() -> None:
    assert read_tokens(b"\x1b[200~lost", 2.0, b"\x11") == [Pasted("lost"), Typed("\x11")]
    # Typed before it was given up, by somebody who found that nothing moves any more.
    pressed = (1.0, b"\x1b", 0.5, b"v a note\r", 1.0, b"\x11")
    assert read_tokens(b"\x1b[200~lost", *pressed) == [
        Pasted("lost"),
        *map(Typed, ("\x1b", "v a note", "\r", "\x11")),
    ]
    # So much nobody types: the line has stalled.
    rest = b"n\r" * 1000
    assert read_tokens(b"\x1b[200~lost", GAP_SECONDS, rest) == [Pasted("lost" + rest.decode())]


def test_input_keeps_bounded_part_of_paste() -> None:
    terminal = TerminalInput(ESCAPE_SECONDS)
    terminal.feed(b"\x1b[200~", 0.0)
    for _ in range(PASTE_BYTES // 4096 + 100):
        terminal.feed(b"x" * 4096, 0.0)
    assert terminal.feed(b"\x1b[201", 0.0) == []
    assert terminal.feed(b"~z", 0.0) == [Pasted("x" * PASTE_BYTES), Typed("z")]


# ------------------------------------------------------------------ anything, cut anywhere

letters = st.text(
    st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="\x7f"), min_size=1
)
controls = st.sampled_from("\r\t\x7f\x03\x11\x01")
finals = st.characters(min_codepoint=0x40, max_codepoint=0x7E, exclude_characters="[M")
numbers = st.text("0123456789;:<=>?", min_size=1, max_size=12)
sequences = st.builds("\x1b[{}{}{}".format, numbers, st.text(" !\"$'*+-", max_size=2), finals)
contents = st.text(st.characters(min_codepoint=0x20, max_codepoint=0x7E))
strings = st.builds(
    "\x1b{}{}{}".format, st.sampled_from("]PX^_"), contents, st.sampled_from(["\x07", "\x1b\\"])
)
pasted = st.text(st.characters(exclude_categories=["Cs"])).filter(lambda text: "\x1b[2" not in text)


@st.composite
def lines(draw: st.DrawFn) -> tuple[list[Token], bytes]:
    """What is sent, and what is to arrive."""
    tokens: list[Token] = []
    sent = ""
    for kind, text in draw(
        st.lists(
            st.one_of(
                st.tuples(st.just("typed"), letters | controls),
                st.tuples(st.just("sequence"), sequences),
                st.tuples(st.just("string"), strings),
                st.tuples(st.just("pasted"), pasted),
            ),
            max_size=8,
        )
    ):
        sent += f"\x1b[200~{text}\x1b[201~" if kind == "pasted" else text
        if kind == "typed":
            tokens.append(Typed(text))
        elif kind == "sequence" and text != "\x1b[200~":
            tokens.append(Sequence(text))
        elif kind == "pasted":
            tokens.append(Pasted(text))
    return tokens, sent.encode()


def join_typed(tokens: list[Token]) -> list[Token]:
    """The same, with all that was typed one after the other as one text."""
    whole: list[Token] = []
    for token in tokens:
        if whole and isinstance(token, Typed) and isinstance(whole[-1], Typed):
            whole[-1] = Typed(whole[-1].text + token.text)
        else:
            whole.append(token)
    return whole


@given(line=lines(), cuts=st.sets(st.integers(1, 300)), stalls=st.data())
def test_input_keeps_order_of_typed_text_wherever_it_is_cut(
    line: tuple[list[Token], bytes], cuts: set[int], stalls: st.DataObject
) -> None:
    tokens, data = line
    places = [0, *sorted(cut for cut in cuts if cut < len(data)), len(data)]
    steps: list[bytes | float] = []
    for begin, end in pairwise(places):
        steps += [data[begin:end], stalls.draw(st.floats(0, ESCAPE_SECONDS / 2))]
    assert join_typed(read_tokens(*steps)) == join_typed(tokens)


@given(st.lists(st.binary(max_size=20) | st.floats(0, 3), max_size=20))
def test_input_never_raises_and_recovers_from_any_bytes(steps: list[bytes | float]) -> None:
    got = read_tokens(*steps, 10.0, b"\x1b[201~\x07", 10.0, b"z")
    assert got[-1] == Typed("z")
