"""Running of blocking disk calls in a thread, with their errors reported."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from oneone_tui.store.errors import CannotRead, refused_by_system

if TYPE_CHECKING:
    from collections.abc import Callable

P = ParamSpec("P")
T = TypeVar("T")

INCOMPLETE = "part of oneone itself can't be read: check that its disk is there and try again"
"""The message if a module of the program cannot be loaded."""


async def do_off_loop(work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Run `work` in a thread, off the event loop, and return its result.

    Whatever a disk does, it must not end the console; if the disk with the program itself fails,
    even an import can.

    Raises:
        StoreError: An error of the operating system, or a module that cannot be imported.
    """
    try:
        return await asyncio.to_thread(work, *args, **kwargs)
    except OSError as error:
        raise refused_by_system(error) from error
    except ImportError as error:
        raise CannotRead(INCOMPLETE) from error
