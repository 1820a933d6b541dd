"""What stands over a part of a list, or before it: "North:", "## Room 1", "Waitlist", "Team A"."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from oneone_tui.workshop.roster.cells import format_cells
from oneone_tui.workshop.roster.column_labels import NAME_KINDS, column_kind
from oneone_tui.workshop.roster.column_words import ColumnKind
from oneone_tui.workshop.roster.line_marks import unbold
from oneone_tui.workshop.roster.not_people import why_not_a_person
from oneone_tui.workshop.roster.records import RosterRemark
from oneone_tui.workshop.roster.statuses import is_status, status_reason
from oneone_tui.workshop.roster.team_labels import is_team_label
from oneone_tui.workshop.roster.word_sets import word_set
from oneone_tui.workshop.text import NAME_LIMIT, clean, fold

_HASHES = re.compile(r"(#{1,6})\s+(.+)")
_FRAMED = re.compile(
    r"={1,6}\s*(?P<a>[^=]+?)\s*={1,6}|[-–—]{2,}\s*(?P<b>[^-–—].*?)\s*[-–—]{2,}"
    r"|\[(?P<c>[^\[\]]{2,})\]|【(?P<d>[^】]+)】|\*{3}\s*(?P<e>[^*]+?)\s*\*{3}"
)
_COUNT = re.compile(r"\s*[(\[]\s*\d{1,3}(?:\s*[^\W\d_]+)?\s*[)\]]$")  # "North (5 people)"
_LABELED = re.compile(r"(?P<label>[^:]{1,60}?)\s*:\s*(?P<list>\S.*)|"
                      r"(?P<label2>[^:–—]{1,60}?)\s+[-–—=]\s+(?P<list2>\S.*)")  # fmt: skip
# Over people who come, but no team.
_EVERYBODY = word_set("""
    in yes going coming list guests invited all everyone everybody here hosts host facilitators
    facilitator trainers trainer staff organizers leaders panelists speakers also the names
    people present attending who's whos lista invitados asistentes presentes facilitadoras
    facilitadores liste invites animatrices animateurs gaste anwesend moderation convidados
    facilitadora facilitador presenti invitati trainerinnen
""")


class PartOfList(msgspec.Struct, frozen=True):
    """What a heading says of the people below it.

    `sure` is whether the heading can be nothing else.
    """

    team: str = ""
    left_out: str = ""
    sure: bool = False

    def remarks(self, line: int, title: str) -> Iterator[RosterRemark]:
        """Yield what to tell of the heading."""
        if not title:
            return
        shown = format_cells([title])
        if self.team:
            yield RosterRemark(line, f"{shown} is read as a team", doubt=not self.sure)
        elif self.left_out:
            yield RosterRemark(line, f"those under {shown} are left out")
        else:
            yield RosterRemark(line, f"{shown} is a heading, skipped")


def is_heading(line: str) -> bool:
    """Return whether a line can only be a heading, whatever its words."""
    text = line.strip()
    if text.endswith(":") and len(text) > 1:
        return True
    return bool(_HASHES.fullmatch(text) or _FRAMED.fullmatch(text)) or (
        len(text) > 2 and unbold(text) != text
    )


def heading_level(line: str) -> int:
    """Return the level of a Markdown heading, 1 for "# Title"; 0 for any other line."""
    found = _HASHES.fullmatch(line.strip())
    return len(found[1]) if found else 0


def heading_text(line: str) -> str:
    """Return a heading's words: "North" of "## North:", "== North ==" or "**North** (5)"."""
    text = line.strip()
    found = _HASHES.fullmatch(text)
    text = found[2] if found else text
    framed = _FRAMED.fullmatch(text)
    if framed:
        text = next(filter(None, framed.groups()))
    text = unbold(text.rstrip(": ")).rstrip(": ")
    return clean(_COUNT.sub("", text), limit=NAME_LIMIT)


def read_part_name(title: str, *, several: bool) -> PartOfList:
    """Return what a heading says of those below it.

    Args:
        title: The heading as it stands.
        several: Whether it is one of several of its kind, as those of teams are.
    """
    text = heading_text(title)
    reason = status_reason(text)
    if reason:
        return PartOfList(left_out=reason, sure=True)
    if is_team_label(text):
        return PartOfList(team=text, sure=True)
    if not several or not text or _is_of_everybody(text) or why_not_a_person(text):
        return PartOfList()
    return PartOfList(team=text)


def split_label(line: str) -> tuple[str, str]:
    """Split "Room 1: Ana, Ben" into what stands before the list and the list; or two empty texts.

    With a dash instead of a colon, the label must be a team's or a status.
    """
    found = _LABELED.fullmatch(line.strip())
    if not found:
        return "", ""
    if found["label"]:
        return clean(found["label"]), found["list"]
    label = clean(found["label2"])
    clear = is_team_label(label) or status_reason(label) or column_kind(label) is ColumnKind.PERSON
    return (label, found["list2"]) if clear else ("", "")


def _is_of_everybody(text: str) -> bool:
    words = fold(text).split()
    return (
        column_kind(text) in NAME_KINDS | {ColumnKind.COMING, ColumnKind.EMAIL}
        or is_status(text)
        or set(words) <= _EVERYBODY
    )
