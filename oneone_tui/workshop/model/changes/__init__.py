"""Every change that a person can make, as data: small tagged records.

The files are named by subject. What a change does to a session, and the line that describes it,
are in the file of the same name in `workshop.reducers`; `reducers.apply` makes changes.
"""

from oneone_tui.workshop.model.changes.agenda import HoldSet, SegmentPinned, SegmentsCut, TimeAdded
from oneone_tui.workshop.model.changes.base import Change, ChangeMeta, ChangeRejected
from oneone_tui.workshop.model.changes.board import (
    EntriesMerged,
    EntryReworded,
    EntrySplit,
    NoteBoarded,
    NoteSplit,
    ReportScriptWritten,
)
from oneone_tui.workshop.model.changes.clock import (
    Finished,
    JumpDiscounted,
    Paused,
    Resumed,
    SegmentEntered,
    Started,
    StartedEarlier,
)
from oneone_tui.workshop.model.changes.commitments import (
    CommitmentAdded,
    CommitmentDeleted,
    CommitmentDone,
    CommitmentEdited,
)
from oneone_tui.workshop.model.changes.notes import NoteDeleted, NoteDraft, NoteEdited, NotesWritten
from oneone_tui.workshop.model.changes.pairs import (
    OrganizerFirst,
    PairLocked,
    PairsDrawn,
    PeopleSwapped,
    PersonMoved,
)
from oneone_tui.workshop.model.changes.presence import (
    MarkedAbsent,
    MarkedPresent,
    OddPersonPlaced,
    PersonLeft,
)
from oneone_tui.workshop.model.changes.setup import (
    DetailSet,
    MinutesSet,
    PeopleAdded,
    PersonRemoved,
    PersonRenamed,
    RehearsalMarked,
    RoleGiven,
    StageShown,
)
from oneone_tui.workshop.model.changes.teams import Group, MovedToTeam, TeamNamed, TeamsMade
from oneone_tui.workshop.model.changes.undo import Redone, Undone
from oneone_tui.workshop.model.changes.wishes import (
    PersonSame,
    UnlikePreferred,
    WishDropped,
    WishMade,
)

AnyChange = (
    DetailSet
    | RehearsalMarked
    | PeopleAdded
    | PersonRenamed
    | PersonRemoved
    | RoleGiven
    | MinutesSet
    | StageShown
    | PairsDrawn
    | PeopleSwapped
    | OrganizerFirst
    | PairLocked
    | PersonMoved
    | MarkedAbsent
    | MarkedPresent
    | PersonLeft
    | OddPersonPlaced
    | WishMade
    | WishDropped
    | UnlikePreferred
    | PersonSame
    | TeamsMade
    | MovedToTeam
    | TeamNamed
    | Started
    | Paused
    | Resumed
    | SegmentEntered
    | StartedEarlier
    | JumpDiscounted
    | Finished
    | TimeAdded
    | SegmentsCut
    | SegmentPinned
    | HoldSet
    | NotesWritten
    | NoteEdited
    | NoteDeleted
    | NoteBoarded
    | NoteSplit
    | EntriesMerged
    | EntrySplit
    | EntryReworded
    | CommitmentAdded
    | CommitmentEdited
    | CommitmentDeleted
    | CommitmentDone
    | ReportScriptWritten
    | Redone
    | Undone
)
"""Any change; this is what the history in the session file holds."""

__all__ = [
    "AnyChange",
    "Change",
    "ChangeMeta",
    "ChangeRejected",
    "CommitmentAdded",
    "CommitmentDeleted",
    "CommitmentDone",
    "CommitmentEdited",
    "DetailSet",
    "EntriesMerged",
    "EntryReworded",
    "EntrySplit",
    "Finished",
    "Group",
    "HoldSet",
    "JumpDiscounted",
    "MarkedAbsent",
    "MarkedPresent",
    "MinutesSet",
    "MovedToTeam",
    "NoteBoarded",
    "NoteDeleted",
    "NoteDraft",
    "NoteEdited",
    "NoteSplit",
    "NotesWritten",
    "OddPersonPlaced",
    "OrganizerFirst",
    "PairLocked",
    "PairsDrawn",
    "Paused",
    "PeopleAdded",
    "PeopleSwapped",
    "PersonLeft",
    "PersonMoved",
    "PersonRemoved",
    "PersonRenamed",
    "PersonSame",
    "Redone",
    "RehearsalMarked",
    "ReportScriptWritten",
    "Resumed",
    "RoleGiven",
    "SegmentEntered",
    "SegmentPinned",
    "SegmentsCut",
    "StageShown",
    "Started",
    "StartedEarlier",
    "TeamNamed",
    "TeamsMade",
    "TimeAdded",
    "Undone",
    "UnlikePreferred",
    "WishDropped",
    "WishMade",
]
