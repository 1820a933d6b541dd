"""Holds back what a person does while something opens that it is meant for."""

from __future__ import annotations

from typing import Generic, TypeVar

T = TypeVar("T")


class InputGate(Generic[T]):
    """A gate that keys and clicks wait at, in their order, until it is opened again."""

    def __init__(self) -> None:
        self._waiting: list[T] | None = None

    @property
    def is_closed(self) -> bool:
        """Whether what comes in now has to wait."""
        return self._waiting is not None

    def close(self) -> None:
        """Have what comes in wait from now on."""
        if self._waiting is None:
            self._waiting = []

    def hold(self, event: T) -> bool:
        """Keep an event if the gate is closed; whether it was kept."""
        if self._waiting is None:
            return False
        self._waiting.append(event)
        return True

    def open(self) -> list[T]:
        """Let everything through again; returns what has waited, the earliest first."""
        waited, self._waiting = self._waiting or [], None
        return waited
