"""Decoding the bytes of a roster, and rejecting what is not text."""

from __future__ import annotations

import codecs
import re
import unicodedata

from oneone_tui.workshop.roster.records import RosterError, RosterRemark

_NOT_TEXT = "this is not a text file: save the roster as CSV or as plain text, one name a line"

_SAVE = "save it as CSV"
_COPY = "open it, and copy and paste the names, one a line"
_TYPE = "names in a picture cannot be read: type or paste them, one a line"
_UNPACK = "unpack it first"
_BINARY = (
    (b"\xd0\xcf\x11\xe0", "an old Office file", _SAVE),
    (b"%PDF", "a PDF", _COPY),
    (b"\x89PNG", "an image", _TYPE),
    (b"\xff\xd8\xff", "an image", _TYPE),
    (b"GIF8", "an image", _TYPE),
    (b"II*\0", "an image", _TYPE),
    (b"MM\0*", "an image", _TYPE),
    (b"BM", "an image", _TYPE),
    (b"\x1f\x8b", "a compressed file", _UNPACK),
    (b"7z\xbc\xaf", "a compressed file", _UNPACK),
    (b"Rar!", "a compressed file", _UNPACK),
    (b"SQLite format 3", "a database", _SAVE),
)
_ZIPPED = (
    (b"xl/", "an Excel workbook of a kind that cannot be read", "save it as .xlsx or as CSV"),
    (b"Index/Document.iwa", "a Numbers or Pages document", "export it as Excel or as CSV"),
    (b"word/", "a Word document", _COPY),
    (b"opendocument.text", "a LibreOffice document", _COPY),
    (b"ppt/", "a presentation", _COPY),
)
_MARKUP = (
    (
        re.compile(r"<(!doctype|html|head|body|table|meta|div|ul|ol|p|tr)\b", re.IGNORECASE),
        "a web page",
        "open it in a browser, and copy and paste the names",
    ),
    (re.compile(r"<\?xml"), "an XML file", _SAVE),
    (re.compile(r"\{\\rtf"), "a word processor's file", _COPY),
    (re.compile(r"%!PS"), "a print file", _COPY),
    (re.compile(r"BEGIN:VCALENDAR", re.IGNORECASE), "a calendar", _COPY),
    (re.compile(r"(?:MIME-Version|Received|Return-Path|X-\w+):", re.IGNORECASE), "an email", _COPY),
    (re.compile(r'\{\s*"|\[\s*[{"]'), "a JSON file", _SAVE),
)

_MARKS = (  # UTF-32 first: its mark begins with that of UTF-16
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x19\x1c-\x1f]")


def decode_roster(data: bytes) -> tuple[str, tuple[RosterRemark, ...]]:
    """Return the text of `data`, with a remark where its encoding was guessed.

    UTF-8 and UTF-16 are read with or without a byte order mark, UTF-32 with one. Anything else is
    taken as the encoding of older spreadsheets: Windows-1252, or Mac Roman where lines end as on
    old Macs.

    Raises:
        RosterError: It is another kind of file, or not text.
    """
    _reject_binary(data)
    for mark, codec in _MARKS:
        if data.startswith(mark):
            return _decode(data, codec), ()
    if b"\0" in data:
        return _decode_unmarked_utf16(data), ()
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError:
        return _decode_legacy(data)


def reject_other_formats(text: str) -> None:
    """Reject text that is another kind of document and no list of names.

    Raises:
        RosterError: It is one.
    """
    if "\0" in text:
        raise RosterError(_NOT_TEXT)
    start = text[:200].lstrip("\ufeff \t\r\n")
    for pattern, what, do in _MARKUP:
        if pattern.match(start):
            raise RosterError(f"this looks like {what}: {do}")


def _reject_binary(data: bytes) -> None:
    for signature, what, do in _BINARY:
        if data.startswith(signature) and (signature != b"BM" or b"\0" in data[:20]):
            raise RosterError(f"this looks like {what}: {do}")
    if data[4:8] == b"ftyp" or data[8:12] == b"WEBP":
        raise RosterError(f"this looks like an image: {_TYPE}")
    if data.startswith(b"PK\x03\x04"):
        for inside, what, do in _ZIPPED:
            if inside in data:
                raise RosterError(f"this looks like {what}: {do}")
        raise RosterError(f"this looks like a zip archive: {_UNPACK}")


def _decode(data: bytes, codec: str) -> str:
    try:
        return data.decode(codec)
    except UnicodeDecodeError:
        raise RosterError(_NOT_TEXT) from None


def _decode_unmarked_utf16(data: bytes) -> str:
    """Decode UTF-16 by the position of the zeros: newlines and spaces have one each."""
    first, second = data[0::2].count(0), data[1::2].count(0)
    if min(first, second) * 2 > max(first, second):
        raise RosterError(_NOT_TEXT)
    text = _decode(data, "utf-16-be" if first > second else "utf-16-le")
    if _CONTROLS.search(text):
        raise RosterError(_NOT_TEXT)
    return text


# The encodings of older spreadsheets by what their letters are, the likeliest first.
_LEGACY = (
    ("cp1252", "Windows-1252"),
    ("cp1250", "Windows-1250, Central European"),
    ("cp1251", "Windows-1251, Cyrillic"),
    ("cp1253", "Windows-1253, Greek"),
    ("shift_jis", "Shift JIS, Japanese"),
    ("gb18030", "GB 18030, Chinese"),
)
_EAST_ASIAN = {"CJK", "HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA", "IDEOGRAPHIC"}
_WORD = re.compile(r"[^\s,;|\t\"'()\-./@:]+")
_DOUBLE = re.compile("[\u00c2-\u00c5\u00c3][^\x00-\x7f]")


def _decode_legacy(data: bytes) -> tuple[str, tuple[RosterRemark, ...]]:
    old_mac = b"\r" in data and b"\n" not in data
    choices = (("mac-roman", "Mac Roman"),) if old_mac else _LEGACY
    read = [(_count_odd_words(text), text, name) for codec, name in choices
            if (text := _try_decode(data, codec)) is not None]  # fmt: skip
    if not read:
        raise RosterError(_NOT_TEXT)
    odd, text, name = min(read, key=lambda one: one[0])
    if odd * 2 >= max(2, len(_WORD.findall(text))) or _CONTROLS.search(text):
        raise RosterError(_NOT_TEXT)
    remark = RosterRemark(0, f"not in UTF-8: read as {name}, check the letters with accents", True)
    return text, (remark,)


def _try_decode(data: bytes, codec: str) -> str | None:
    try:
        return data.decode(codec)
    except UnicodeDecodeError:
        return None


def _count_odd_words(text: str) -> int:
    """Count the words that no language has: with signs among letters, or in two scripts."""
    return sum(map(_is_odd, _WORD.findall(text)))


def _is_odd(word: str) -> bool:
    if word.isascii():
        return False
    letters = [char for char in word if char.isalpha()]
    signs = sum(
        not char.isascii() and not char.isalpha() and char not in "’‘\u00b4`«»…–—°ºª"
        for char in word
    )
    scripts = {unicodedata.name(char, "").partition(" ")[0] for char in letters}
    accented = sum(not char.isascii() for char in letters)
    if "LATIN" in scripts:
        return signs > 0 or len(scripts) > 1 or (len(letters) > 2 and accented == len(letters))
    if "HALFWIDTH" in scripts or ("CYRILLIC" in scripts and "CJK" in scripts):
        return True
    if scripts <= _EAST_ASIAN:
        return signs > 0
    cases = (word.lower(), word.upper(), word.capitalize())
    return signs > 0 or len(scripts) > 1 or word not in cases


def mend_double_encoding(text: str) -> tuple[str, tuple[RosterRemark, ...]]:
    """Mend text that was read as Windows-1252 and saved as UTF-8 again: "ZoÃ©" was "Zoé"."""
    if not _DOUBLE.search(text):
        return text, ()
    lines = text.split("\n")
    mended = [_mend_line(line) for line in lines]
    changed = [
        number for number, (old, new) in enumerate(zip(lines, mended, strict=True), 1) if old != new
    ]
    if not changed:
        return text, ()
    told = f"the accents were garbled and are read as «{mended[changed[0] - 1][:40]}»: check them"
    return "\n".join(mended), (RosterRemark(changed[0], told, True),)


def _mend_line(line: str) -> str:
    for codec in ("cp1252", "latin-1"):
        try:
            return line.encode(codec).decode("utf-8")
        except UnicodeError:
            continue
    return line
