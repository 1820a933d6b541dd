"""Decoding the bytes of a roster, and rejecting what is not text."""

from __future__ import annotations

import codecs
import re

from oneone_tui.workshop.roster.records import RosterError, RosterRemark

_NOT_TEXT = "this is not a text file: save the roster as CSV or as plain text, one name a line"

_BINARY = (
    (b"\xd0\xcf\x11\xe0", "an old Excel or Word file"),
    (b"%PDF", "a PDF"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF89a", "an image"),
    (b"\x1f\x8b", "a compressed file"),
    (b"SQLite format 3", "a database"),
)
_ZIPPED = (
    (b"xl/", "an Excel workbook"),
    (b"opendocument.spreadsheet", "a LibreOffice spreadsheet"),
    (b"Index/Document.iwa", "a Numbers spreadsheet"),
    (b"word/", "a Word document"),
)
_MARKUP = (
    (re.compile(r"<(!doctype|html|head|body|table|meta)\b", re.IGNORECASE), "a web page"),
    (re.compile(r"<\?xml"), "an XML file"),
    (re.compile(r"\{\\rtf"), "a word processor's file"),
    (re.compile(r"BEGIN:VCARD", re.IGNORECASE), "a contacts file (vCard)"),
    (re.compile(r'\{\s*"|\[\s*[{"]'), "a JSON file"),
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
    for pattern, what in _MARKUP:
        if pattern.match(start):
            raise RosterError(f"this looks like {what}: save it as CSV")


def _reject_binary(data: bytes) -> None:
    for signature, what in _BINARY:
        if data.startswith(signature):
            raise RosterError(f"this looks like {what}: save the roster as CSV")
    if data.startswith(b"PK\x03\x04"):
        what = next((what for inside, what in _ZIPPED if inside in data), "a zip archive")
        raise RosterError(f"this looks like {what}: save it as CSV")


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


def _decode_legacy(data: bytes) -> tuple[str, tuple[RosterRemark, ...]]:
    old_mac = b"\r" in data and b"\n" not in data
    codec, name = ("mac-roman", "Mac Roman") if old_mac else ("cp1252", "Windows-1252")
    text = _decode(data, codec)
    if _CONTROLS.search(text):
        raise RosterError(_NOT_TEXT)
    return text, (RosterRemark(0, f"not in UTF-8: read as {name}, check the letters with accents"),)
