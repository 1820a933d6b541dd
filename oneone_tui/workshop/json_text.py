"""JSON for people and programs: indented, without terminal control characters."""

import re

import msgspec

# What JSON itself lets through: DEL and C1, what turns letters around or hides between them. The
# joiners stay, which words and emoji need.
_ESCAPED = (
    r"[\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff0-\ufffb"
    r"\U000e0000-\U000e00ff\U000e01f0-\U000e0fff]"
)


def write_json(data: object) -> str:
    """Return `data` as JSON that ends in a newline, with control characters escaped."""
    text = msgspec.json.format(msgspec.json.encode(data), indent=2).decode()
    return escape_json(text) + "\n"


def escape_json(text: str) -> str:
    """Return the JSON with every character escaped that a terminal obeys or hides."""
    return text if text.isascii() and "\x7f" not in text else re.sub(_ESCAPED, _to_escape, text)


def _to_escape(found: re.Match[str]) -> str:
    code = found[0].encode("utf-16-be")
    return "".join(f"\\u{code[at : at + 2].hex()}" for at in range(0, len(code), 2))
