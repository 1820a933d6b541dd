"""The pairing as text: counts, repeats, the odd person, and wishes."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from textual.content import Content

from oneone_tui.keymap import key_for
from oneone_tui.widgets.text_block import Line, Row
from oneone_tui.workshop.agenda.schedule import format_duration, trio_switches
from oneone_tui.workshop.history.attendance import AttendanceHistory, TimesAndLast
from oneone_tui.workshop.model.records import Pair, Wish
from oneone_tui.workshop.model.session import Session
from oneone_tui.workshop.model.terms import Presence, StepKind, WishKind
from oneone_tui.workshop.notes.people_lookup import short_name
from oneone_tui.workshop.pairing.draw import format_meetings
from oneone_tui.workshop.pairing.placement import FACILITATOR_ID
from oneone_tui.workshop.text import format_count


def pairing_heading(session: Session, past: AttendanceHistory, *, drawing: bool) -> Line:
    """Format how many pairs there are and how many meet again, or what to do first."""
    if len(session.people) < 2:
        words = (
            f"A 1:1 takes two: {key_for('stage.back')} goes back to the setup, "
            f"{key_for('setup.add')} adds people"
        )
        return Content.styled(words, "bold")
    if drawing:
        return Content.styled("Looking for the best pairs…", "bold")
    if not session.pairs:
        return Content.styled(
            f"Nobody has a partner yet: {key_for('pairing.shuffle')} draws the pairs", "bold"
        )
    return Content.assemble((_count_people(session), "bold"), f" · {_count_repeats(session, past)}")


def pairing_details(session: Session) -> list[Line]:
    """Return further lines: where the odd person goes, and the wishes."""
    if not session.pairs:
        return []
    return [*_lines_on_odd_people(session), *_lines_on_wishes(session)]


def format_meetings_of_pair(session: Session, past: AttendanceHistory, pair: Pair) -> str:
    """Format earlier meetings of a pair: ``first time``, ``met 2×, last on 9 Nov``.

    For a trio, who met how often.
    """
    again = [
        (one, other, met)
        for one, other in combinations(pair.members, 2)
        if (met := _meeting(session, past, one, other))
    ]
    if not again:
        return format_meetings(None, None)
    if len(pair.members) == 2:
        return format_meetings(again[0][2], None, session.info.created.astimezone().year)
    return ", ".join(
        f"{short_name(session, one)} & {short_name(session, other)} {met.times}×"
        for one, other, met in again
    )


def trios_before(session: Session, past: AttendanceHistory, person: str) -> str:
    """Format in how many sessions somebody was in a trio: ``  trio 1×``, or empty."""
    found = session.person(person)
    known = past.people.get(found.identity) if found else None
    return f"  trio {known.trios}×" if known and known.trios else ""


def _count_people(session: Session) -> str:
    placed = sum(len(pair.members) for pair in session.pairs)
    words = f"{placed} people in {format_count(len(session.pairs), 'pair')}"
    trios = sum(len(pair.members) > 2 for pair in session.pairs)
    if trios:
        words += ", one of them a trio" if trios == 1 else f", {trios} of them trios"
    if len(session.teams) > 1:
        words += f" and {len(session.teams)} teams"
    return words


def _count_repeats(session: Session, past: AttendanceHistory) -> str:
    if not past.met:
        return "all first times"
    repeats = sum(
        _meeting(session, past, one, other) is not None
        for pair in session.pairs
        for one, other in combinations(pair.members, 2)
    )
    return format_count(repeats, "repeat") if repeats else "no repeats"


def _lines_on_odd_people(session: Session) -> Iterator[Line]:
    if any(len(pair.members) > 2 for pair in session.pairs):
        turn = [s for s in trio_switches(session.guide) if s.turn == 1]
        parts = " + ".join(
            f"{format_duration(s.seconds)} {'talk' if s.kind is StepKind.CONVERSATION else s.kind}"
            for s in turn
        )
        yield Content.styled(f"A trio takes three turns of {parts} in the pairs’ time.", "$muted")
    if session.person(FACILITATOR_ID):
        yield Content.styled("The facilitator talks with the odd one.", "$muted")
    out = [p.name for p in session.people if p.presence is Presence.SITS_OUT]
    if out:
        yield Content.styled(f"Keeping time, without a pair: {', '.join(out)}", "$muted")


def _lines_on_wishes(session: Session) -> Iterator[Line]:
    if session.wishes:
        texts = " · ".join(_format_wish(session, wish) for wish in session.wishes)
        yield Row(Content.styled("Wishes: ", "$muted"), Content(texts))


def _format_wish(session: Session, wish: Wish) -> str:
    one, other = wish.people
    pair = session.pair_of(one)
    together = pair is not None and other in pair.members
    kept = together == (wish.kind is WishKind.TOGETHER)
    sign = "+" if wish.kind is WishKind.TOGETHER else "/"
    words = f"{short_name(session, one)} {sign} {short_name(session, other)}"
    return words if kept else f"{words} (not kept)"


def _meeting(
    session: Session, past: AttendanceHistory, one: str, other: str
) -> TimesAndLast | None:
    a, b = session.person(one), session.person(other)
    return past.meeting(a.identity, b.identity) if a and b else None
