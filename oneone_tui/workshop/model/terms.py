"""The exercise's own terms as enumerations, the same in code, screens and files."""

from enum import StrEnum


class Stage(StrEnum):
    """One of the five parts of a workshop, each with its screen, in this order."""

    SETUP = "setup"
    PAIRING = "pairing"
    ROUNDS = "rounds"
    REPORT_BACK = "report-back"
    SUMMARY = "summary"


class StepKind(StrEnum):
    """What people do during one timed step of the agenda."""

    ROLES = "roles"
    CONVERSATION = "conversation"
    FEEDBACK = "feedback"
    COMMIT = "commit"
    REPORT = "report"
    BOARD = "board"
    WRAP_UP = "wrap-up"


class Each(StrEnum):
    """How often a step of the agenda happens."""

    ONCE = "once"
    TURN = "turn"
    PAIR = "pair"


class NoteKind(StrEnum):
    """What a line typed during the workshop is about."""

    VALUE = "value"
    INTEREST = "interest"
    RESOURCE = "resource"
    COMMITMENT = "commitment"
    FEEDBACK = "feedback"
    TAKEAWAY = "takeaway"


class Role(StrEnum):
    """What a person does for their team during the workshop."""

    TIMEKEEPER = "timekeeper"
    NOTE_TAKER = "note-taker"
    REPORTER = "reporter"


class Presence(StrEnum):
    """Whether somebody on the roster takes part.

    An absent person has not come; one who came late, when the pairs were talking already,
    observes a pair; one who left was there before; one who sits out keeps the time for an odd
    team instead of talking.
    """

    HERE = "here"
    ABSENT = "absent"
    LATE = "late"
    LEFT = "left"
    SITS_OUT = "sits-out"


class OddPersonPlacement(StrEnum):
    """Where the odd one of a team has their place."""

    TRIO = "trio"
    FACILITATOR = "facilitator"
    TIMEKEEPER = "timekeeper"


class WishKind(StrEnum):
    """What is wished for two people when pairs are drawn."""

    TOGETHER = "together"
    APART = "apart"


STAGES = tuple(Stage)
PAIR, TRIO = 2, 3
"""How many people talk with each other."""
IN_THE_ROOM = (Presence.HERE, Presence.LATE, Presence.SITS_OUT)
"""Who is there, whether or not they talk."""
COLUMNS = (NoteKind.VALUE, NoteKind.INTEREST, NoteKind.RESOURCE)
"""The kinds that have a column on a team's board."""

COLUMN_TITLES = {
    NoteKind.VALUE: "Our Common Values",
    NoteKind.INTEREST: "Our Shared Interests",
    NoteKind.RESOURCE: "Our Unique Resources",
}

STAGE_TITLES = {
    Stage.SETUP: "Setup",
    Stage.PAIRING: "Pairing",
    Stage.ROUNDS: "Rounds",
    Stage.REPORT_BACK: "Report-back",
    Stage.SUMMARY: "Summary",
}
