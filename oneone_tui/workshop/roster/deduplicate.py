"""Turning the names found into people, one of each."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import msgspec
from msgspec.structs import replace

from oneone_tui.workshop.model.records import MAX_PEOPLE
from oneone_tui.workshop.roster.name_cleanup import (
    first_name_first,
    is_pronouns,
    split_extra,
    split_phone,
    without_degree_comma,
    without_handle,
    without_original,
    without_roles,
)
from oneone_tui.workshop.roster.not_people import is_device, is_name, why_not_a_person
from oneone_tui.workshop.roster.records import (
    FoundPerson,
    LeftOut,
    Roster,
    RosterError,
    RosterPerson,
    RosterReading,
    RosterRemark,
)
from oneone_tui.workshop.roster.statuses import status_reason
from oneone_tui.workshop.roster.team_labels import is_team_label
from oneone_tui.workshop.text import LINE_LIMIT, NAME_LIMIT, clean, fold

_MAX_NOTES = 100
_NOTE = re.compile(r"(.+?)\s*(?:[(\[]([^()\[\]]+)[)\]]|\s[-–—]\s*([^-–—]+))\s*$")
_GUESSES = frozenset(("a device", "a bot", "a sentence and no name", "a placeholder", "a date"))


class _Named(msgspec.Struct, frozen=True):
    """A person's name, and how they were found."""

    name: str
    found: FoundPerson


def deduplicate(
    reading: RosterReading, before: Sequence[RosterRemark] = (), *, typed: bool = False
) -> Roster:
    """Return the roster of a reading.

    Args:
        reading: Everybody who was found.
        before: Remarks of earlier steps; all remarks are sorted by line.
        typed: Whether somebody typed the names: then anything with letters is one.

    Raises:
        RosterError: There is nobody, or too many people.
    """
    remarks = [*before, *reading.remarks]
    left_out = list(reading.left_out)
    named = _clean_names(reading, remarks)
    coming = _leave_out(named, left_out, typed=typed)
    people, twice = _merge(coming, reading, left_out)
    if not people:
        notes = [(note.line, str(note)) for note in left_out]
        notes += [(note.line, str(note)) for note in remarks]
        why = f" ({min(notes)[1]})" if notes else ""
        raise RosterError(f"no names were found{why}")
    if len(people) > MAX_PEOPLE:
        raise RosterError(f"{len(people)} people are listed; a roster holds {MAX_PEOPLE} at most")
    count = f"{len(people)} {'person' if len(people) == 1 else 'people'}"
    return Roster(
        people=tuple(people),
        remarks=_limit_remarks(remarks),
        about=f"{count} from {reading.source}",
        left_out=tuple(sorted(left_out, key=lambda row: row.line)),
        twice=tuple(twice),
    )


def _limit_remarks(remarks: Sequence[RosterRemark]) -> tuple[RosterRemark, ...]:
    ordered = sorted(remarks, key=lambda remark: remark.line)
    if len(ordered) > _MAX_NOTES:
        more = RosterRemark(0, f"and {len(ordered) - _MAX_NOTES} more remarks")
        ordered = [*ordered[:_MAX_NOTES], more]
    return tuple(ordered)


def _clean_names(reading: RosterReading, remarks: list[RosterRemark]) -> list[_Named]:
    """Take the names out of what was written, with one remark for each kind of change."""
    named = [_Named(clean(one.name, limit=LINE_LIMIT), one) for one in reading.found]
    named = [_read_note(_take_phone(one)) for one in named]
    named = _change_names(named, without_roles, "the video call's mark left out", remarks)
    if reading.originals:
        named = _change_names(named, _name_shown, "the name shown in the call is kept", remarks)
    named = [replace(one, name=without_degree_comma(one.name)) for one in named]
    named = _change_names(named, without_handle, "the handle left out", remarks)
    named = _change_names(
        named, lambda name: split_extra(name)[0], "whoever comes along is not listed", remarks, True
    )
    reversed_names = sum(first_name_first(one.name) != one.name for one in named)
    if reversed_names * 2 > len(named):  # the list's way, not somebody's comma
        named = _change_names(named, first_name_first, "last name first", remarks, True)
    elif reading.cells:
        named = _change_names(named, first_name_first, "last name first, it seems", remarks, True)
    named = _change_names(named, _drop_pronoun_cell, "the pronouns left out", remarks)
    return _change_names(named, _cut_name, f"a name has {NAME_LIMIT} characters at most", remarks)


def _take_phone(one: _Named) -> _Named:
    """Move a phone number from the name: it must not be seen in the room."""
    name, phone = split_phone(one.name)
    if not phone or not any(map(str.isalpha, name)):
        return one
    return _Named(name, replace(one.found, phone=one.found.phone or phone))


def _read_note(one: _Named) -> _Named:
    """Read what stands behind a name: "Ana (cancelled)", "Ben (Team A)"."""
    noted = _NOTE.fullmatch(one.name)
    note = (noted[2] or noted[3] or "").strip() if noted else ""
    if not noted or not note:
        return one
    reason = status_reason(note)
    if reason:
        return _Named(noted[1], replace(one.found, left_out=one.found.left_out or reason))
    if is_team_label(note) and not one.found.team:
        return _Named(noted[1], replace(one.found, team=clean(note, limit=NAME_LIMIT)))
    return one


def _name_shown(name: str) -> str:
    """Keep the name that somebody shows in the call, unless a device shows its own."""
    shown = without_original(name)
    if shown != name and is_device(shown):
        return clean(name[len(shown) :].strip().strip("()"))
    return shown


def _drop_pronoun_cell(name: str) -> str:
    head, comma, rest = name.partition(",")
    return head if comma and is_pronouns(rest) else name


def _change_names(
    named: list[_Named],
    change: Callable[[str], str],
    why: str,
    remarks: list[RosterRemark],
    doubt: bool = False,
) -> list[_Named]:
    """Change every name, with one remark that shows the first one changed."""
    changed = [replace(one, name=change(one.name)) for one in named]
    others = [(old, new) for old, new in zip(named, changed, strict=True) if old.name != new.name]
    if others:
        old, new = others[0]
        more = f", and {len(others) - 1} more like it" if len(others) > 1 else ""
        text = f"«{_cut_name(old.name)}» is read as «{_cut_name(new.name)}» ({why}){more}"
        remarks.append(RosterRemark(old.found.line, text, doubt))
    return changed


def _cut_name(name: str) -> str:
    return clean(name, limit=NAME_LIMIT)


def _leave_out(named: list[_Named], left_out: list[LeftOut], *, typed: bool) -> list[_Named]:
    """Leave out what is no name, and whoever does not come, each with the reason."""
    kept = []
    for one in named:
        why = one.found.left_out
        doubt = False
        text = one.name
        if not one.name:
            why, text = (
                "only an address and no name" if one.found.email else "no name",
                one.found.email,
            )
        elif not why and not (typed and is_name(one.name)):
            why = why_not_a_person(one.name)
            doubt = why in _GUESSES
        if not why:
            kept.append(one)
            continue
        person = _person(one) if one.name else None
        left_out.append(LeftOut(one.found.line, _cut_name(text), why, person, doubt))
    return kept


def _person(one: _Named) -> RosterPerson:
    found = one.found
    return RosterPerson(one.name, found.team, found.tags, found.email, found.phone)


def _merge(
    named: list[_Named], reading: RosterReading, left_out: list[LeftOut]
) -> tuple[list[RosterPerson], list[str]]:
    """Return one of each, and a question for each name that may be two people's.

    The same name with the same address is one person, and so is somebody who came back to a call.
    """
    seen: dict[str, _Named] = {}
    people: dict[str, RosterPerson] = {}
    doubles: dict[str, list[_Named]] = {}
    for one in named:
        key = fold(one.name) or one.name
        if key not in seen:
            seen[key] = one
            people[key] = _person(one)
            continue
        first = seen[key].found
        if _is_same(first, one.found, visits=reading.visits):
            reason = f"the same person again (first on line {first.line})"
            people[key] = _merge_two(people[key], one.found)
            left_out.append(LeftOut(one.found.line, one.name, reason))
        else:
            doubles.setdefault(key, [seen[key]]).append(one)
            reason = f"listed twice (first on line {first.line}): the same person or another?"
            left_out.append(LeftOut(one.found.line, one.name, reason, _person(one), doubt=True))
    return list(people.values()), [_format_double(several) for several in doubles.values()]


def _merge_two(person: RosterPerson, again: FoundPerson) -> RosterPerson:
    """Fill what the first row of a person left open."""
    return replace(
        person,
        team=person.team or again.team,
        tags=person.tags or again.tags,
        email=person.email or again.email,
        phone=person.phone or again.phone,
    )


def _is_same(first: FoundPerson, again: FoundPerson, *, visits: bool) -> bool:
    """Return whether two rows of a name are one person: by address, phone, or in a call."""
    emails = [one.email.casefold() for one in (first, again) if one.email]
    if len(emails) == 2:
        same_spelling = not visits or _spelling(first) == _spelling(again)
        return emails[0] == emails[1] and same_spelling
    phones = ["".join(filter(str.isdigit, one.phone)) for one in (first, again) if one.phone]
    if len(phones) == 2 and phones[0] == phones[1]:
        return True
    return visits and _spelling(first) == _spelling(again)


def _spelling(found: FoundPerson) -> str:
    name = without_roles(clean(found.name))
    return fold(_name_shown(name) if is_device(without_original(name)) else name)


def _format_double(several: Sequence[_Named]) -> str:
    first, *others = several
    lines = [one.found.line for one in several]
    times = "twice" if len(several) == 2 else f"{len(several)} times"
    where = f"line {lines[0]}"
    if len(set(lines)) > 1:
        where = f"lines {', '.join(map(str, lines[:-1]))} and {lines[-1]}"
    spelled = next((one.name for one in others if one.name != first.name), "")
    there = f", there as {spelled}" if spelled else ""
    return f"{first.name} is listed {times} ({where}{there})"
