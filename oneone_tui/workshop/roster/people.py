"""From names as they were found to people: one of each."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec
from msgspec.structs import replace

from oneone_tui.workshop.records import MAX_PEOPLE
from oneone_tui.workshop.roster.names import (
    first_name_first,
    is_name,
    is_total,
    without_degree_comma,
    without_original,
    without_roles,
)
from oneone_tui.workshop.roster.records import (
    Found,
    Listed,
    Reading,
    Remark,
    Roster,
    RosterError,
)
from oneone_tui.workshop.text import LINE_LIMIT, NAME_LIMIT, clean, fold

_MAX_REMARKS = 100


class _Named(msgspec.Struct, frozen=True):
    """Somebody by their name, and as they were found."""

    name: str
    found: Found


def gather(reading: Reading, before: Sequence[Remark] = ()) -> Roster:
    """Make the roster of a reading; the remarks from `before` it come first.

    Raises:
        RosterError: there is nobody, too many, or somebody twice.
    """
    remarks = [*before, *reading.remarks]
    named = _name(reading, remarks)
    people = _merge(_without_nobodies(named, remarks), reading, remarks)
    if not people:
        why = f" ({remarks[0]})" if remarks else ""
        raise RosterError(f"no names were found{why}")
    if len(people) > MAX_PEOPLE:
        raise RosterError(f"{len(people)} people are listed; a roster holds {MAX_PEOPLE} at most")
    ordered = sorted(remarks, key=lambda remark: remark.line)
    if len(ordered) > _MAX_REMARKS:
        more = Remark(0, f"and {len(ordered) - _MAX_REMARKS} more remarks")
        ordered = [*ordered[:_MAX_REMARKS], more]
    count = f"{len(people)} {'person' if len(people) == 1 else 'people'}"
    return Roster(tuple(people), tuple(ordered), f"{count} from {reading.source}")


def _name(reading: Reading, remarks: list[Remark]) -> list[_Named]:
    """Take the name out of what was written, saying each kind of change once."""
    named = [_Named(clean(one.name, limit=LINE_LIMIT), one) for one in reading.found]
    named = _change(named, without_roles, "the call's mark left out", remarks)
    if reading.originals:
        named = _change(named, without_original, "the name shown in the call is kept", remarks)
    named = [replace(one, name=without_degree_comma(one.name)) for one in named]
    reversed_names = sum(first_name_first(one.name) != one.name for one in named)
    if reversed_names * 2 > len(named):  # the list's way, not somebody's comma
        named = _change(named, first_name_first, "last name first", remarks)
    return _change(named, _cut, f"a name has {NAME_LIMIT} characters at most", remarks)


def _change(
    named: list[_Named], change: Callable[[str], str], why: str, remarks: list[Remark]
) -> list[_Named]:
    """Change every name, with one remark that shows the first that became another."""
    changed = [replace(one, name=change(one.name)) for one in named]
    others = [(old, new) for old, new in zip(named, changed, strict=True) if old.name != new.name]
    if others:
        old, new = others[0]
        more = f", and {len(others) - 1} more like it" if len(others) > 1 else ""
        text = f"«{_cut(old.name)}» is read as «{_cut(new.name)}» ({why}){more}"
        remarks.append(Remark(old.found.line, text))
    return changed


def _cut(name: str) -> str:
    return clean(name, limit=NAME_LIMIT)


def _without_nobodies(named: list[_Named], remarks: list[Remark]) -> list[_Named]:
    """Leave out what is no name, each with its remark."""
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
        remarks.append(Remark(one.found.line, text))
    return kept


def _merge(named: list[_Named], reading: Reading, remarks: list[Remark]) -> list[Listed]:
    """One of each: who came to a call twice is kept once, any other name twice is refused."""
    seen: dict[str, _Named] = {}
    people: dict[str, Listed] = {}
    for one in named:
        key = fold(one.name) or one.name
        found = one.found
        if key not in seen:
            seen[key] = one
            people[key] = Listed(one.name, found.team, found.tags)
        elif reading.visits and _is_same(seen[key].found, found):
            text = f"{one.name} came again (first on line {seen[key].found.line}), kept once"
            remarks.append(Remark(found.line, text))
        else:
            raise RosterError(_twice(seen[key], one))
    return list(people.values())


def _is_same(first: Found, again: Found) -> bool:
    """Whether two rows of a call's list are one person: the same name, and no other address."""
    emails = {email.casefold() for email in (first.email, again.email) if email}
    names = {fold(without_roles(clean(one.name))) for one in (first, again)}
    return len(names) == 1 and len(emails) < 2


def _twice(first: _Named, again: _Named) -> str:
    where = f"lines {first.found.line} and {again.found.line}"
    if first.found.line == again.found.line:
        where = f"line {again.found.line}"
    if first.name != again.name:
        where += f", there as {again.name}"
    return (
        f"{first.name} is listed twice ({where}): add an initial to tell them apart, or remove one."
    )
