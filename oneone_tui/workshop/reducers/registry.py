"""The two functions of every change: its reducer, and its one-line description.

Each module of this package registers them for the changes of its subject; `apply` imports all.
"""

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from oneone_tui.workshop.model.changes.base import Change, ChangeMeta
from oneone_tui.workshop.model.session import Session

C = TypeVar("C", bound=Change)
Reducer = Callable[[C, Session, ChangeMeta], Session]
Description = Callable[[C, Session], str]

REDUCERS: dict[type[Change], Reducer[Change]] = {}
DESCRIPTIONS: dict[type[Change], Description[Change]] = {}


def reducer(kind: type[C]) -> Callable[[Reducer[C]], Reducer[C]]:
    """Register the decorated function as the reducer of the changes of class `kind`."""

    def register(function: Reducer[C]) -> Reducer[C]:
        @wraps(function)
        def reduce(change: Change, session: Session, meta: ChangeMeta) -> Session:
            assert isinstance(change, kind)  # for the type checker: it is looked up by its class
            return function(change, session, meta)

        REDUCERS[kind] = reduce
        return function

    return register


def description(kind: type[C]) -> Callable[[Description[C]], Description[C]]:
    """Register the decorated function to describe the changes of class `kind`."""

    def register(function: Description[C]) -> Description[C]:
        @wraps(function)
        def describe(change: Change, session: Session) -> str:
            assert isinstance(change, kind)  # for the type checker: it is looked up by its class
            return function(change, session)

        DESCRIPTIONS[kind] = describe
        return function

    return register


def reduce_change(change: Change, session: Session, meta: ChangeMeta) -> Session:
    """Return the session after `change`, without an entry in its history.

    Raises:
        ChangeRejected: The change is not possible in the session as it is.
    """
    return REDUCERS[type(change)](change, session, meta)
