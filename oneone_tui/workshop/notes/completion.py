"""Completing a name in the note line."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from oneone_tui.workshop.model.terms import NoteKind
from oneone_tui.workshop.notes.grammar import SEMICOLON, WHOSE, WIDE_COLON, LineTarget, parse_prefix
from oneone_tui.workshop.notes.people_lookup import find_people_near
from oneone_tui.workshop.text import fold

if TYPE_CHECKING:
    from oneone_tui.workshop.model.session import Session


def complete_name(text: str, cursor: int, session: Session, usual: LineTarget) -> str | None:
    """Return the characters that complete the name before the cursor.

    In ``r An`` they are ``a Ruiz: ``. Names are completed where they usually stand: in resources,
    commitments and takeaways, and at the end of the line.

    Returns:
        The characters; None where no name is being typed, or several people match.
    """
    head = text[:cursor]
    if text[cursor:].strip():
        return None
    aimed = parse_prefix(head, session, usual)
    if aimed.target.kind not in (*WHOSE, NoteKind.TAKEAWAY):
        return None
    part = re.split(SEMICOLON, head[aimed.start :])[-1].lstrip()
    commits = aimed.target.kind is NoteKind.COMMITMENT
    before, arrow, last = part.rpartition(">") if commits else ("", "", part)
    typed = last.lstrip()
    if not typed or ":" in part or WIDE_COLON in part or ">" in before:
        return None
    if len(typed) == 1 and typed.islower() and not arrow:
        return None  # so far it can be any word
    people = find_people_near(typed, session, aimed.target.pair, aimed.target.team)
    if len(people) != 1:
        return None
    ending = " > " if commits and not arrow else ": "
    return _rest_of_name(typed, people[0].name) + ending


def _rest_of_name(typed: str, name: str) -> str:
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
