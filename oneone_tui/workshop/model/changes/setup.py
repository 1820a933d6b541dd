"""Changes to the setup: title and ask, people, roles, minutes, stage."""

from typing import Literal

import msgspec

from oneone_tui.workshop.model.changes.base import Change
from oneone_tui.workshop.model.terms import Role, Stage


class NewPerson(msgspec.Struct, frozen=True):
    """A person to be put on the roster; the id is given by the change.

    `team` is the name of a team that the roster gives, whether there is such a team or not.
    `email` and `phone` are left out of the file if the roster has none.
    """

    name: str
    tags: tuple[str, ...] = ()
    team: str = ""
    email: str | msgspec.UnsetType = msgspec.UNSET
    phone: str | msgspec.UnsetType = msgspec.UNSET


class DetailSet(Change, frozen=True):
    """The title, the campaign or the ask was written."""

    detail: Literal["title", "campaign", "ask"]
    text: str


class RehearsalMarked(Change, frozen=True, tag="MadeRehearsal"):
    """The session is played by the script: nobody in it really met."""


class PeopleAdded(Change, frozen=True):
    """People were put on the roster of a team."""

    people: tuple[NewPerson, ...]
    team: str


class PersonRenamed(Change, frozen=True):
    """A name was mended; the person stays the same."""

    person: str
    name: str


class PersonRemoved(Change, frozen=True):
    """Somebody who is in no pair was taken off the roster, and all that was wished for them."""

    person: str


class RoleGiven(Change, frozen=True):
    """A team's role was given to somebody, or to nobody (an empty id)."""

    team: str
    role: Role
    person: str


class MinutesSet(Change, frozen=True):
    """A step of the agenda was made longer or shorter, before it began."""

    step: str
    minutes: float


class StageShown(Change, frozen=True):
    """The room moved to another stage; no clock changes."""

    stage: Stage
