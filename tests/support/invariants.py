"""The invariants of every session, whatever changes were made to it."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

import msgspec

from oneone_tui.store.integrity import check_integrity
from oneone_tui.workshop.agenda.schedule import schedule_of
from oneone_tui.workshop.agenda.timer import timer_state
from oneone_tui.workshop.text import clean
from tests.support.sessions import decode_again

if TYPE_CHECKING:
    from collections.abc import Iterator

    from oneone_tui.workshop.model.session import Session


def check_invariants(session: Session) -> None:
    """Fail if `session` breaks an invariant."""
    check_integrity(session)
    again = decode_again(session)
    assert again == session
    assert hash(again) == hash(session)
    unclean = [text for text in _texts(msgspec.to_builtins(session)) if clean(text) != text]
    assert not unclean, f"not clean: {unclean[:3]!a}"
    assert all(entry.said for entry in session.history)
    _check_time(session)


def _check_time(session: Session) -> None:
    segments = schedule_of(session)
    assert len({segment.id for segment in segments}) == len(segments)
    assert all(segment.seconds >= 0 for segment in segments)
    if session.clock:
        at = session.clock[-1].at
        moments = [timer_state(session, at + timedelta(seconds=s)) for s in (0, 1, 3_600)]
        assert all(one.now <= other.now for one, other in pairwise(moments))


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from _texts(item)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _texts(item)
