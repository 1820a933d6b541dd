"""What stands before and after the names of a list: numbers, bullets, quotes, ticks, "To:"."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

import msgspec

# Pictographs that people tick, point and answer with; any other is part of somebody's name.
_TICKS = "✅☑✔✓☐☒⬜⬛▢□■▪▫●○◉◯•‣◦\u2043∙►▶▸➤➜➔→⇒➡👉👇⭐★☆🔹🔸🔷🔶🔵🟢🟡🟠🔴🟣⚫⚪📍📌🏷✏📝❓❔⁉🆕✳✴❇"
_CROSSES = "❌✖✗✘❎🚫⛔"
_CHEERS = "✅☑✔✓👍🙋👋🙌🙏👏✊👌"
_TONE = "[\U0001f3fb-\U0001f3ff]?"
_SEX = "(?:\u200d[♀♂]\ufe0f?)?"
_VARIANT = "\ufe0f?"

_NUMBER = r"\d{1,3}"
_MARK = re.compile(
    rf"""
      (?: >\s? )+                                             # a quoted mail
    | (?: [{_TICKS}]{_VARIANT} \s* )+
    | [-*+–—·~]\s+
    | \d\ufe0f?\u20e3\s* (?: \d\ufe0f?\u20e3\s* )*            # keycaps
    | 🔟\s*
    | [①-⑳⑴-⑽⒈-⒛❶-❿➀-➉]\s*
    | \( (?: {_NUMBER} | [a-zA-Z] ) \) \s*
    | (?: [nN][º°o]\.?\s* | [nN]r\.?\s* | \#\s? )? {_NUMBER} \s*
        (?: \.- | \.\) | [.):°º] | /(?=\s) | [-–—](?=\s) ) \s* (?=[^\W\d]|[^\w\s]|$)
    | (?: [nN][º°o]\.?\s*|[nN]r\.?\s*|\#) {_NUMBER} \s+
    | [a-zA-Z] \) \s*
    | [a-z] \. \s+ (?=[^\W\d])
    | (?: [ivx]{{1,4}} | [IVX]{{2,4}} ) [.)] \s+
    | \[ (?: [ xX✓✔]? | {_NUMBER} ) \]\s+
    | [»›]\s+
    """,
    re.VERBOSE,
)
_BARE_NUMBER = re.compile(rf"{_NUMBER}\s+(?=[^\W\d])")
_LETTER = re.compile(r"([A-Z])\.\s+(?=[^\W\d]+ [^\W\d])")  # but "A. Ruiz" has an initial
_CROSS = re.compile(rf"[{_CROSSES}]{_VARIANT}\s*")
_TRAILING = re.compile(rf"(?:\s*[{_CHEERS}{_CROSSES}]{_VARIANT}{_TONE}{_SEX}{_VARIANT})+$")
_STRUCK = re.compile(r"~~(.+?)~~|~(\S.*\S)~")
_BOLD = re.compile(r"(\*{1,2}|_{2})(\S(?:.*\S)?)\1")
_FIELD = re.compile(
    r"(?:to|cc|bcc|an|kopie|para|cco?|copia|a|à|pour|copie|per|aan|till|til)\s*:\s*",
    re.IGNORECASE,
)


class MarkedLine(msgspec.Struct, frozen=True):
    """A line without its marks; `marked` if it had a number or bullet, `crossed` a cross."""

    text: str
    marked: bool
    crossed: bool


def strip_marks(line: str) -> MarkedLine:
    """Take numbers, bullets, ticks and bold type off a line, several after one another."""
    text, marked, crossed = line.strip(), False, False
    field = _FIELD.match(text)
    if field and ("@" in text or ";" in text or "," in text):
        text = text[field.end() :]
    while True:
        found = _MARK.match(text)
        cross = _CROSS.match(text)
        if cross:
            text, crossed, marked = text[cross.end() :], True, True
        elif found and found.end():
            text, marked = text[found.end() :].lstrip(), True
        else:
            break
    trailing = _TRAILING.search(text)
    if trailing and trailing.start():
        crossed = crossed or any(sign in trailing[0] for sign in _CROSSES)
        text = text[: trailing.start()].rstrip()
    struck = _STRUCK.fullmatch(text)
    if struck:
        text, crossed = struck[1] or struck[2], True
    if marked:
        bold = _BOLD.fullmatch(text)
        text = bold[2] if bold else text
    return MarkedLine(text.strip(), marked, crossed)


def strip_common_marks(lines: Sequence[str]) -> list[str]:
    """Take off what most lines begin with: a number without a dot, or the same pictograph."""
    stripped = list(lines)
    filled = [line for line in stripped if line]
    numbered = sum(_BARE_NUMBER.match(line) is not None for line in filled)
    if numbered > 1 and numbered * 2 > len(filled):
        stripped = [_BARE_NUMBER.sub("", line, count=1) for line in stripped]
        filled = [line for line in stripped if line]
    lettered = [found[1] for line in filled if (found := _LETTER.match(line))]
    if len(lettered) > 1 and lettered == [chr(ord("A") + at) for at in range(len(filled))]:
        stripped = [_LETTER.sub("", line, count=1) for line in stripped]
    signs = Counter(line[0] for line in filled if unicodedata.category(line[0]) == "So")
    sign, uses = signs.most_common(1)[0] if signs else ("", 0)
    if uses > 2 and uses * 2 > len(filled):
        sequence = re.compile(rf"{re.escape(sign)}{_VARIANT}{_TONE}{_SEX}\s+")
        stripped = [sequence.sub("", line, count=1) for line in stripped]
    return stripped


def unbold(text: str) -> str:
    """Return a text without the stars of bold type around all of it."""
    bold = _BOLD.fullmatch(text)
    return str(bold[2]) if bold else text
