"""Turning the names found into people, one of each."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec
from msgspec.structs import replace

from oneone_tui.workshop.model.records import MAX_PEOPLE
from oneone_tui.workshop.roster.name_cleanup import (
    first_name_first,
    is_name,
    is_total,
    without_degree_comma,
    without_original,
    without_roles,
)
from oneone_tui.workshop.roster.records import (
    FoundPerson,
    Roster,
    RosterError,
    RosterPerson,
    RosterReading,
    RosterRemark,
)
from oneone_tui.workshop.text import LINE_LIMIT, NAME_LIMIT, clean, fold

_MAX_REMARKS = 100


class _Named(msgspec.Struct, frozen=True):
    """A person's name, and how they were found."""

    name: str
    found: FoundPerson


def deduplicate(reading: RosterReading, before: Sequence[RosterRemark] = ()) -> Roster:
    """Return the roster of a reading.

    Args:
        reading: Everybody who was found.
        before: Remarks of earlier steps; all remarks are sorted by line.

    Raises:
        RosterError: There is nobody, too many people, or somebody twice.
    """
    remarks = [*before, *reading.remarks]
    named = _clean_names(reading, remarks)
    people = _merge(_drop_non_names(named, remarks), reading, remarks)
    if not people:
        why = f" ({remarks[0]})" if remarks else ""
        raise RosterError(f"no names were found{why}")
    if len(people) > MAX_PEOPLE:
        raise RosterError(f"{len(people)} people are listed; a roster holds {MAX_PEOPLE} at most")
    ordered = sorted(remarks, key=lambda remark: remark.line)
    if len(ordered) > _MAX_REMARKS:
        more = RosterRemark(0, f"and {len(ordered) - _MAX_REMARKS} more remarks")
        ordered = [*ordered[:_MAX_REMARKS], more]
    count = f"{len(people)} {'person' if len(people) == 1 else 'people'}"
    return Roster(tuple(people), tuple(ordered), f"{count} from {reading.source}")


def _clean_names(reading: RosterReading, remarks: list[RosterRemark]) -> list[_Named]:
    """Take the names out of what was written, with one remark for each kind of change."""
    named = [_Named(clean(one.name, limit=LINE_LIMIT), one) for one in reading.found]
    named = _change_names(named, without_roles, "the video call's mark left out", remarks)
    if reading.originals:
        named = _change_names(
            named, without_original, "the name shown in the call is kept", remarks
        )
    named = [replace(one, name=without_degree_comma(one.name)) for one in named]
    reversed_names = sum(first_name_first(one.name) != one.name for one in named)
    if reversed_names * 2 > len(named):  # the list's way, not somebody's comma
        named = _change_names(named, first_name_first, "last name first", remarks)
    return _change_names(named, _cut_name, f"a name has {NAME_LIMIT} characters at most", remarks)


def _change_names(
    named: list[_Named], change: Callable[[str], str], why: str, remarks: list[RosterRemark]
) -> list[_Named]:
    """Change every name, with one remark that shows the first one changed."""
    changed = [replace(one, name=change(one.name)) for one in named]
    others = [(old, new) for old, new in zip(named, changed, strict=True) if old.name != new.name]
    if others:
        old, new = others[0]
        more = f", and {len(others) - 1} more like it" if len(others) > 1 else ""
        text = f"«{_cut_name(old.name)}» is read as «{_cut_name(new.name)}» ({why}){more}"
        remarks.append(RosterRemark(old.found.line, text))
    return changed


def _cut_name(name: str) -> str:
    return clean(name, limit=NAME_LIMIT)


def _drop_non_names(named: list[_Named], remarks: list[RosterRemark]) -> list[_Named]:
    """Leave out what is no name, each with a remark."""
    kept = []
    for one in named:
        if is_total(one.name):
            text = f"«{one.name}» is not a person, skipped"
        elif one.name and not is_name(one.name):
            text = f"«{one.name}» is not a name, skipped"
        elif not one.name:
            text = "only an address and no name, skipped" if one.found.email else "no name, skipped"
        else:
            kept.append(one)
            continue
        remarks.append(RosterRemark(one.found.line, text))
    return kept


def _merge(
    named: list[_Named], reading: RosterReading, remarks: list[RosterRemark]
) -> list[RosterPerson]:
    """Return one of each: double visits to a call are merged, other doubles rejected."""
    seen: dict[str, _Named] = {}
    people: dict[str, RosterPerson] = {}
    for one in named:
        key = fold(one.name) or one.name
        found = one.found
        if key not in seen:
            seen[key] = one
            people[key] = RosterPerson(one.name, found.team, found.tags)
        elif reading.visits and _is_same(seen[key].found, found):
            text = f"{one.name} came again (first on line {seen[key].found.line}), kept once"
            remarks.append(RosterRemark(found.line, text))
        else:
            raise RosterError(_format_double(seen[key], one))
    return list(people.values())


def _is_same(first: FoundPerson, again: FoundPerson) -> bool:
    """Return whether two rows of a call's list are one person, by name and address."""
    emails = {email.casefold() for email in (first.email, again.email) if email}
    names = {fold(without_roles(clean(one.name))) for one in (first, again)}
    return len(names) == 1 and len(emails) < 2


def _format_double(first: _Named, again: _Named) -> str:
    where = f"lines {first.found.line} and {again.found.line}"
    if first.found.line == again.found.line:
        where = f"line {again.found.line}"
    if first.name != again.name:
        where += f", there as {again.name}"
    return (
        f"{first.name} is listed twice ({where}): add an initial to tell them apart, or remove one."
    )
