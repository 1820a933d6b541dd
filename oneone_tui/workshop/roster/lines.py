"""What each line of a list without a header is: a person, a heading, a list behind a label.

Numbers and bullets are taken off, and each line gets the team or the reason that the heading over
it, or the label before it, gives.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

import msgspec

from oneone_tui.workshop.roster.cells import format_cells
from oneone_tui.workshop.roster.column_labels import NAME_KINDS, column_kind
from oneone_tui.workshop.roster.given_names import (
    begins_with_given_name,
    share_of_given_names,
)
from oneone_tui.workshop.roster.headings import (
    PartOfList,
    heading_level,
    is_heading,
    read_part_name,
    split_label,
)
from oneone_tui.workshop.roster.line_marks import strip_common_marks, strip_marks
from oneone_tui.workshop.roster.name_cleanup import (
    is_pronouns,
    split_email,
    split_phone,
    without_degree_comma,
)
from oneone_tui.workshop.roster.name_lists import split_list
from oneone_tui.workshop.roster.not_people import is_name, is_total, why_not_a_person
from oneone_tui.workshop.roster.records import LeftOut, RosterRemark
from oneone_tui.workshop.roster.statuses import is_status, status_reason
from oneone_tui.workshop.roster.team_labels import is_numbered_team, is_team_label
from oneone_tui.workshop.text import NAME_LIMIT, clean, fold

_RULE = re.compile(r"[\s|:+=*_~─━═-]*[-=_*~─━═|+]{2,}[\s|:+=*_~─━═-]*")
_BEHIND = re.compile(
    r"(?P<name>[^,;:()\[\]]+?)(?:\s[-–—]\s+(?P<a>[^-–—()]+)|\s*[(\[](?P<b>[^()\[\]]+)[)\]])"
)
_HASH_NAME = re.compile(r"#(?=[^\W\d])")


_WHOLE_LINES = frozenset(("a date", "a link", "a greeting", "a total"))
"""What is left out as a whole line: it could have commas."""


class Line(msgspec.Struct, frozen=True):
    """A line with people, without its marks, and what stands over it or before it says of them."""

    number: int
    text: str
    marked: bool = False
    is_list: bool = False
    team: str = ""
    left_out: str = ""


class LinesRead(msgspec.Struct, frozen=True):
    """The lines with people, and what is to tell of the others."""

    lines: tuple[Line, ...]
    remarks: tuple[RosterRemark, ...]
    left_out: tuple[LeftOut, ...]


class _Raw(msgspec.Struct):
    """A line as it is in the text, and without its marks."""

    number: int
    whole: str
    text: str
    marked: bool
    crossed: bool
    heading: bool = False
    indented: bool = False


def read_lines(text: str) -> LinesRead:
    """Say of each line of a text what it is; blank lines and rules are dropped."""
    raws = list(_strip(text))
    left_out: list[LeftOut] = []
    _mark_headings(raws)
    raws, titles = _drop_comments_and_titles(raws)
    left_out += titles
    behind = _find_groups_behind(raws)
    labeled = behind or _find_labels(raws)
    several = sum(raw.heading and not status_reason(raw.text) for raw in raws) > 1
    remarks: list[RosterRemark] = []
    if behind:
        number, first = next(iter(behind.items()))
        shown = f"{format_cells([first.part.team])} behind {format_cells([first.text])}"
        text = f"{shown} is read as a team, and so are the others"
        remarks.append(RosterRemark(number, text, doubt=True))
    lines: list[Line] = []
    part = PartOfList()
    for raw in raws:
        why = why_not_a_person(raw.text)
        if why in _WHOLE_LINES:
            left_out.append(LeftOut(raw.number, clean(raw.text, limit=NAME_LIMIT), why))
            continue
        if raw.heading:
            part = read_part_name(raw.whole, several=several)
            remarks += part.remarks(raw.number, raw.whole)
            continue
        crossed = "crossed out" if raw.crossed else ""
        line = Line(
            number=raw.number,
            text=without_degree_comma(raw.text),
            marked=raw.marked,
            team=part.team,
            left_out=crossed or part.left_out,
        )
        label = labeled.get(raw.number)
        if label:
            told = label.part.remarks(raw.number, label.text) if label.part.left_out else ()
            remarks += told
            line = msgspec.structs.replace(
                line,
                text=without_degree_comma(label.rest),
                is_list=label.is_list,
                team=label.part.team or line.team,
                left_out=label.part.left_out or line.left_out,
            )
        lines.append(line)
    return LinesRead(tuple(lines), tuple(remarks), tuple(left_out))


def _strip(text: str) -> Iterator[_Raw]:
    raws = dict(enumerate(text.split("\n"), start=1))
    tabbed = any("\t" in raw.strip() for raw in raws.values())
    numbered = [
        (number, raw.strip())
        for number, raw in raws.items()
        if raw.strip() and not _RULE.fullmatch(raw.strip())
    ]
    plain = strip_common_marks([line for _, line in numbered])
    for (number, _), line in zip(numbered, plain, strict=True):
        if heading_level(line):
            yield _Raw(number, line, line, marked=False, crossed=False)
            continue
        stripped = strip_marks(_HASH_NAME.sub("", line))
        if stripped.text:
            # The empty cells before the first name of a row hold the columns in their places.
            cells = leading_tabs(raws[number]) if tabbed else ""
            whole = _Raw(number, line, cells + stripped.text, stripped.marked, stripped.crossed)
            whole.indented = raws[number][:1].isspace()
            yield whole


def leading_tabs(line: str) -> str:
    """Return the tabs with which a line begins."""
    return line[: len(line) - len(line.lstrip("\t"))]


def _mark_headings(raws: Sequence[_Raw]) -> None:
    """Mark the lines that are headings: by their form, their words, or a list's bullets below."""
    for raw in raws:
        if raw.marked:
            raw.heading = raw.text.endswith(":") and len(raw.text) > 1
        else:
            raw.heading = (
                is_heading(raw.whole)
                or is_numbered_team(raw.text)
                or (bool(status_reason(raw.text)) and not is_pronouns(raw.text))
            )
    levels = [heading_level(raw.whole) for raw in raws]
    deepest = max(levels, default=0)
    for raw, level in zip(raws, levels, strict=True):
        if level and (level < deepest or (deepest == 1 and levels.count(1) == 1)):
            raw.heading = False  # the title over all the headings
    if all(raw.heading for raw in raws):  # "[Ana]" in every line is nobody's heading
        for raw in raws:
            raw.heading = raw.whole.endswith(":")
    over = [
        raw
        for raw, below in pairwise(raws)
        if not raw.marked and not raw.heading and not heading_level(raw.whole) and below.marked
    ]
    if len(over) > 1 and sum(raw.marked for raw in raws) >= 2 * len(over):
        for raw in over:
            raw.heading = True
    left = [raw for raw in raws if not raw.indented]
    followed = [raw for raw, below in pairwise(raws) if not raw.indented and below.indented]
    if len(left) > 1 and followed == left:  # names are set in under their teams
        for raw in left:
            raw.heading = True


def _drop_comments_and_titles(raws: Sequence[_Raw]) -> tuple[list[_Raw], list[LeftOut]]:
    """Leave out what stands before or between the people and is a title, a remark or a greeting."""
    marked = sum(raw.marked for raw in raws)
    is_list = marked > 1 and marked * 2 > len(raws)
    first_marked = next((at for at, raw in enumerate(raws) if raw.marked), len(raws))
    kept, dropped = [], []
    for at, raw in enumerate(raws):
        before_list = is_list and at < first_marked and not raw.heading
        named = column_kind(raw.text) in NAME_KINDS
        if at == 0 and not named and _is_title(raws):
            text = clean(raw.text, limit=NAME_LIMIT)
            dropped.append(LeftOut(raw.number, text, "a title, it seems", doubt=True))
        elif heading_level(raw.whole) and not raw.heading:
            dropped.append(LeftOut(raw.number, clean(raw.text, limit=NAME_LIMIT), "a title"))
        elif before_list and not named:
            text = clean(raw.text, limit=NAME_LIMIT)
            dropped.append(LeftOut(raw.number, text, "stands before the list", doubt=True))
        else:
            kept.append(raw)
    return kept, dropped


def _is_title(raws: Sequence[_Raw]) -> bool:
    """Return whether the first line is a title: alone over a blank line, and unlike the names."""
    first, *rest = raws
    if len(rest) < 2 or first.heading or rest[0].number - first.number < 2:
        return False
    together = all(below.number - above.number == 1 for above, below in pairwise(rest))
    named = share_of_given_names([raw.text for raw in rest]) >= 0.5
    return together and named and not begins_with_given_name(first.text)


class _Label(msgspec.Struct, frozen=True):
    text: str
    rest: str
    part: PartOfList
    is_list: bool = True


def _find_labels(raws: Sequence[_Raw]) -> dict[int, _Label]:
    """Return what stands before the lists of the lines that have one: "Room 1: Ana, Ben"."""
    split = {
        raw.number: (label, rest)
        for raw in raws
        if not raw.heading
        for label, rest in [split_label(raw.text)]
        if label and _is_label(label, rest)
    }
    if not split:
        return {}
    labels = [fold(label) for label, _ in split.values()]
    rests = [fold(rest) for _, rest in split.values()]
    swapped = (
        len(split) > 2 and len(set(rests)) * 2 <= len(rests) and len(set(labels)) == len(labels)
    ) or (all(is_team_label(rest) for _, rest in split.values()))
    found = {}
    for number, (label, rest) in split.items():
        if swapped:  # "Ana: North"
            found[number] = _Label(label, label, PartOfList(team=clean(rest)), is_list=False)
            continue
        several = len(split) > 1 or len(split_list(rest)) > 1
        part = read_part_name(label, several=several)
        if several or part.team or part.left_out or column_kind(label) in NAME_KINDS:
            found[number] = _Label(label, rest, part)
    return found


def _find_groups_behind(raws: Sequence[_Raw]) -> dict[int, _Label]:
    """Return the teams that stand behind the names, if they do in all lines: "Ana - North".

    They are told from other notes in that each stands behind several names.
    """
    found = {raw.number: _BEHIND.fullmatch(raw.text) for raw in raws if not raw.heading}
    pairs = {
        number: (one["name"].strip(), (one["a"] or one["b"]).strip())
        for number, one in found.items()
        if one
    }
    names = {fold(name) for name, _ in pairs.values()}
    groups = [fold(group) for _, group in pairs.values()]
    grouping = 1 < len(set(groups)) <= len(groups) / 2 and len(names) == len(groups)
    if len(pairs) < len(found) or len(pairs) < 3 or not grouping:
        return {}
    if any(
        is_pronouns(group) or is_status(group) or status_reason(group) or not is_name(group)
        for group in groups
    ):
        return {}
    return {
        number: _Label(name, name, PartOfList(team=clean(group, limit=NAME_LIMIT)), is_list=False)
        for number, (name, group) in pairs.items()
    }


def _is_label(label: str, rest: str) -> bool:
    """Return whether what follows a label is people, and not a phone number or the like."""
    if not is_name(label) and not label.isdigit():
        return False
    if is_total(label) or is_pronouns(rest) or split_phone(rest)[1] or not is_name(rest):
        return False
    return (
        "@" not in split_email(label)[1]
        and not rest.startswith("//")
        and not (split_email(rest)[1] and not split_email(rest)[0])
        and why_not_a_person(rest) not in ("a date", "a link")
    )
