"""What all changes share: base class, error, and where and when they were made."""

from datetime import datetime

import msgspec


class ChangeRejected(ValueError):
    """A change that is not possible in the session as it is; the message says why."""


class ChangeMeta(msgspec.Struct, frozen=True):
    """When and on which console a change was made, and the key of its history entry."""

    at: datetime
    console: str
    key: str


class Change(msgspec.Struct, frozen=True, tag_field="change"):
    """Something that a person did, as data."""
