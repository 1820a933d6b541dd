"""Cleaning text from outside: `clean` to keep it, `fold` to compare it.

All text that a person types, a file holds or a clipboard brings passes through `clean` before it
is stored and again when it is loaded, so that no text can control the terminal, hide within
another, or spill over the rows around it.
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import partial

NAME_LIMIT = 80
"""The most characters of a name of a person or team, or of a tag."""
LINE_LIMIT = 2_000
"""The most characters of one line: a note, a title, an ask."""
ENTRY_LIMIT = 2 * LINE_LIMIT
"""The most characters typed for a line: a long note with its prefix and names."""
MARKS_LIMIT = 8
"""The most combining marks on a character: living scripts need fewer."""

_LONG = 500  # characters
_JOINERS = "\u200c\u200d"  # needed in Persian, in Indic scripts and inside emoji
_FLAG_LETTERS = "".join(map(chr, range(0x1F1E6, 0x1F200)))  # two of them make one flag
_SKIN_TONES = "".join(map(chr, range(0x1F3FB, 0x1F400)))

# The patterns are compiled by `re` when they are first needed: mostly after the first screen is on.

# What ECMA-48 calls control and escape sequences, in their 7-bit and 8-bit forms. One that is
# never finished loses only its opening, so that it cannot swallow the text after it. A string ends
# where another opens: a text of nothing but openings is not read to its end from each of them.
_ESCAPE_SEQUENCE = r"""(?x)
      (?: \x1b\[ | \x9b ) [0-?]* [ -/]* [@-~]
    | (?: \x1b[]PX^_] | [\x90\x98\x9d-\x9f] ) [^\x07\x1b\x90\x98\x9c-\x9f\r\n]*
      (?: \x07 | \x1b\\ | \x9c )
    | \x1b [ -/]* [0-~]
    """
_LINE_BREAK = r"\r\n|[\r\v\f\x85\u2028\u2029]"
_HIDDEN = (
    "["
    r"\x00-\x08\x0e-\x1f\x7f-\x9f"  # C0 but tab and line breaks, DEL, C1
    r"\ud800-\udfff"  # lone surrogates: they cannot be written as UTF-8
    r"\u061c\u200e\u200f"  # ALM, LRM, RLM: see `clean`
    r"\u202a-\u202e\u2066-\u206f"  # bidirectional embeddings, overrides and isolates
    r"\xad\u180e\u200b\u2060-\u2065\ufeff\ufff0-\ufffb"  # zero width: soft hyphen, BOM and kin
    r"\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0"  # letters and marks that show nothing
    r"\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"  # layout of rare scripts
    r"\U000e0000-\U000e00ff\U000e01f0-\U000e0fff"  # tags: a whole hidden alphabet
    "]"
)

# Marks, joiners and signs: not the letters, digits, spaces and ASCII that nearly all of a text is.
_PERHAPS_MARKS = r"[^\w\s!-~]+"

_UNCOMPARED = (
    # Accents of Latin, Greek and Cyrillic, joiners and variation selectors. Marks of other scripts
    # stay: without them two different names can become one.
    r"[\u0300-\u036f\u200c\u200d\ufe00-\ufe0f\U000e0100-\U000e01ef]"
)
_PLAIN_LETTERS = str.maketrans(
    # Letters whose stroke or tie Unicode does not take apart, and the quotes and dashes that
    # word processors put in names.
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"}
    | dict.fromkeys("\u2018\u2019\u02bc`", "'")
    | dict.fromkeys("\u2010\u2011\u2012\u2013\u2014", "-")
)


def clean(text: str, *, limit: int = LINE_LIMIT, lines: bool = False) -> str:
    """Return `text` without what could harm or hide, in NFC, cut to `limit`.

    Terminal escape sequences are removed whole, and so are control characters, lone surrogates,
    bidirectional controls and characters without a shape. Invisible direction marks (LRM, RLM,
    ALM) are removed as well: messengers leave them around pasted names, where they only make equal
    names differ. Joiners stay where they join something. A combining mark needs a base character,
    and at most `MARKS_LIMIT` of them stay.

    `limit` counts code points; an emoji, flag or accented letter is never cut in two. Cleaning
    twice changes nothing.

    Args:
        text: Any text.
        limit: The most code points to keep.
        lines: Keep newlines, tabs and spacing, every line break as a newline. Without it, the
            result is one line with single spaces and none at its ends.
    """
    if not (text.isascii() and text.isprintable()):
        text = re.sub(_ESCAPE_SEQUENCE, "", text)
        text = re.sub(_LINE_BREAK, "\n", text)
        text = re.sub(_HIDDEN, "", text)
    if not text.isascii():
        if len(text) > _LONG:  # to bring many marks in order takes Unicode the square of the time
            text = _settle_marks(text, 4 * MARKS_LIMIT)
        text = _settle_marks(unicodedata.normalize("NFC", text), MARKS_LIMIT)
    if lines:
        return _cut(text, limit)
    return _cut(" ".join(text.split()), limit).rstrip()


def disarm(text: str) -> str:
    """Return `text` without what could control a terminal or reverse its letters.

    For text written out as a whole: unlike `clean`, it keeps lines and every space.
    """
    if text.replace("\n", "").isprintable():
        return text
    text = re.sub(_ESCAPE_SEQUENCE, "", text)
    return re.sub(_HIDDEN, "", re.sub(_LINE_BREAK, "\n", text))


def is_plain(text: str) -> bool:
    """Return whether `text` is one line that can be shown as it is, in NFC or not."""
    if text.isascii():
        return text.isprintable()
    if disarm(text) != text or "\n" in text or "\t" in text:
        return False
    composed = unicodedata.normalize("NFC", text)
    return _settle_marks(composed, MARKS_LIMIT) == composed


def is_text(character: str) -> bool:
    """Return whether a typed character is text that `clean` can keep, and no control.

    Joiners, no-break spaces and private-use characters are, although Python calls them not
    printable.
    """
    return re.match(rf"[\t\n]|{_LINE_BREAK}|{_HIDDEN}", character) is None


def fold(text: str) -> str:
    """Return the key under which two spellings of a name are equal.

    Case, accents, spacing, joiners and the shape of quotes and dashes do not count: «Gus Ødegård»
    and «GUS  ODEGARD» have one key. It is for comparing and searching, never for showing.
    """
    # Taking characters apart can yield capitals (ᴬ) and small letters can yield accents (İ).
    text = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", clean(text)).casefold())
    return clean(re.sub(_UNCOMPARED, "", text).translate(_PLAIN_LETTERS))


def listed(words: Sequence[str]) -> str:
    """Join words for a sentence: ``Ana``, ``Ana and Ben``, ``Ana, Ben and Cy``."""
    *most, last = words or ("",)
    return f"{', '.join(most)} and {last}" if most else last


def format_count(count: int, one: str, more: str = "") -> str:
    """Return a number with its noun: ``1 pair``, ``2 pairs``; `more` is an irregular plural."""
    return f"{count} {one if count == 1 else more or f'{one}s'}"


def _settle_marks(text: str, limit: int) -> str:
    """Remove joiners that join nothing, and marks without a base or past the limit."""
    return re.sub(_PERHAPS_MARKS, partial(_settle_run, limit=limit), text)


def _settle_run(run: re.Match[str], limit: int) -> str:
    before = run.string[run.start() - 1 : run.start()]
    marks = 0 if before.strip() else limit  # at the start, and after a space, they sit on nothing
    kept: list[str] = []
    for char in run[0]:
        if char in _JOINERS:
            last = kept[-1] if kept else before
            if not last.strip() or last in _JOINERS:
                continue
        elif _is_mark(char):
            marks += 1
            if marks > limit:
                continue
        else:
            marks = 0
        kept.append(char)
    return "".join(kept)


def _cut(text: str, limit: int) -> str:
    """Cut `text` to `limit` code points, or earlier where that would break a cluster."""
    if len(text) <= limit:
        return text
    end = limit
    while end > 0 and _is_inside(text, end):
        end -= 1
    return text[: end or limit]


def _is_inside(text: str, at: int) -> bool:
    """Return whether the characters before and after position `at` are shown as one."""
    before, after = text[at - 1], text[at]
    if after in _FLAG_LETTERS:
        run = at - len(text[:at].rstrip(_FLAG_LETTERS))
        return run % 2 == 1
    return before == "\u200d" or after in _JOINERS or after in _SKIN_TONES or _is_mark(after)


def _is_mark(char: str) -> bool:
    return unicodedata.category(char).startswith("M")
