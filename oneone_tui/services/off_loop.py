"""Running of blocking disk calls in a thread, with their errors reported."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from oneone_tui.store.errors import CannotRead, refused_by_system

if TYPE_CHECKING:
    from collections.abc import Callable

P = ParamSpec("P")
T = TypeVar("T")

INCOMPLETE = "a part of oneone itself can't be read: look whether its disk is there; try again"


async def do_off_loop(work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """What `work` comes to, done off the event loop.

    Raises what it raises, and `StoreError` in the place of an error of the system: nothing that a
    disk does may end the console. A disk that fails also has modules that can't be imported.
    """
    try:
        return await asyncio.to_thread(work, *args, **kwargs)
    except OSError as error:
        raise refused_by_system(error) from error
    except ImportError as error:
        raise CannotRead(INCOMPLETE) from error
