"""The rest of a name that is being typed into the note line."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from oneone_tui.workshop.entry.grammar import SEMICOLON, WHOSE, WIDE_COLON, Target, aim
from oneone_tui.workshop.entry.naming import meant
from oneone_tui.workshop.text import fold
from oneone_tui.workshop.words import Kind

if TYPE_CHECKING:
    from oneone_tui.workshop.session import Session


def completion(text: str, cursor: int, session: Session, usual: Target) -> str | None:
    """What would complete the name before the cursor: in ``r An`` it is ``a Ruiz: ``.

    None where no name is being typed, or where it can be several people's. Names are completed
    where they mostly stand: in resources, commitments and takeaways, and at the end of the line.
    """
    head = text[:cursor]
    if text[cursor:].strip():
        return None
    aimed = aim(head, session, usual)
    if aimed.target.kind not in (*WHOSE, Kind.TAKEAWAY):
        return None
    part = re.split(SEMICOLON, head[aimed.start :])[-1].lstrip()
    commits = aimed.target.kind is Kind.COMMITMENT
    before, arrow, last = part.rpartition(">") if commits else ("", "", part)
    typed = last.lstrip()
    if not typed or ":" in part or WIDE_COLON in part or ">" in before:
        return None
    if len(typed) == 1 and typed.islower() and not arrow:
        return None  # so far it can be any word
    people = meant(typed, session, aimed.target.pair, aimed.target.team)
    if len(people) != 1:
        return None
    ending = " > " if commits and not arrow else ": "
    return _rest(typed, people[0].name) + ending


def _rest(typed: str, name: str) -> str:
    wanted = fold(typed)
    # The name or, where a later part of it was typed, from there on.
    starts = [0, *(at + 1 for at, char in enumerate(name) if char == " ")]
    for start in starts:
        part = name[start:]
        if not fold(part).startswith(wanted):
            continue
        end = next(at for at in range(len(part) + 1) if fold(part[:at]).startswith(wanted))
        while _is_accent(part, end):  # it need not be typed, and goes with its letter
            end += 1
        rest = part[end:]
        return rest.lstrip() if typed.endswith(" ") else rest
    return ""


def _is_accent(text: str, at: int) -> bool:
    is_mark = at < len(text) and unicodedata.category(text[at]).startswith("M")
    return is_mark and fold(text[: at + 1]) == fold(text[:at])
