"""The field's words as enumerations: the same word in code, screens, files and documents."""

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
    WRAP_UP = "wrap-up"


class Each(StrEnum):
    """How often a step of the agenda happens."""

    ONCE = "once"
    TURN = "turn"
    PAIR = "pair"


class Kind(StrEnum):
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


STAGES = tuple(Stage)
COLUMNS = (Kind.VALUE, Kind.INTEREST, Kind.RESOURCE)
"""The kinds that have a column on a team's board."""

COLUMN_TITLES = {
    Kind.VALUE: "Our Common Values",
    Kind.INTEREST: "Our Shared Interests",
    Kind.RESOURCE: "Our Unique Resources",
}

STAGE_TITLES = {
    Stage.SETUP: "Setup",
    Stage.PAIRING: "Pairing",
    Stage.ROUNDS: "Rounds",
    Stage.REPORT_BACK: "Report-back",
    Stage.SUMMARY: "Summary",
}
