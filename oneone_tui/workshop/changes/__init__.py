"""Every change a person can make to a workshop, as data.

A change is a small tagged record. It knows what it does to a session (`apply_to`) and how to
say so in one line (`say`). The one door through which changes are made is
`oneone_tui.workshop.session.apply`, which also keeps what is needed to take them back.
"""

from oneone_tui.workshop.changes.agenda import HoldSet, SegmentPinned, SegmentsCut, TimeAdded
from oneone_tui.workshop.changes.base import Change, Refused, Stamp
from oneone_tui.workshop.changes.board import (
    EntriesMerged,
    EntrySplit,
    EntryWorded,
    NoteBoarded,
    NoteSplit,
    TalkWritten,
)
from oneone_tui.workshop.changes.clock import (
    Finished,
    JumpDiscounted,
    MovedOn,
    Paused,
    Resumed,
    Started,
    StartedEarlier,
)
from oneone_tui.workshop.changes.commitments import (
    CommitmentDone,
    CommitmentMended,
    CommitmentStruck,
    Committed,
)
from oneone_tui.workshop.changes.notes import NoteMended, NoteStruck, NotesWritten, Written
from oneone_tui.workshop.changes.pairs import (
    OrganizerFirst,
    PairLocked,
    PairsDrawn,
    PeopleSwapped,
    PersonMoved,
)
from oneone_tui.workshop.changes.presence import (
    MarkedAbsent,
    MarkedPresent,
    OddPlaced,
    PersonLeft,
)
from oneone_tui.workshop.changes.setup import (
    DetailSet,
    MadeRehearsal,
    MinutesSet,
    PeopleAdded,
    PersonRemoved,
    PersonRenamed,
    RoleGiven,
    StageShown,
)
from oneone_tui.workshop.changes.teams import Group, MovedToTeam, TeamNamed, TeamsMade
from oneone_tui.workshop.changes.undo import Undone
from oneone_tui.workshop.changes.wishes import (
    PersonSame,
    UnlikePreferred,
    WishDropped,
    WishMade,
)

AnyChange = (
    DetailSet
    | MadeRehearsal
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
    | OddPlaced
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
    | MovedOn
    | StartedEarlier
    | JumpDiscounted
    | Finished
    | TimeAdded
    | SegmentsCut
    | SegmentPinned
    | HoldSet
    | NotesWritten
    | NoteMended
    | NoteStruck
    | NoteBoarded
    | NoteSplit
    | EntriesMerged
    | EntrySplit
    | EntryWorded
    | Committed
    | CommitmentMended
    | CommitmentStruck
    | CommitmentDone
    | TalkWritten
    | Undone
)
"""Any of the changes; what the session file's history holds."""

__all__ = [
    "AnyChange",
    "Change",
    "CommitmentDone",
    "CommitmentMended",
    "CommitmentStruck",
    "Committed",
    "DetailSet",
    "EntriesMerged",
    "EntrySplit",
    "EntryWorded",
    "Finished",
    "Group",
    "HoldSet",
    "JumpDiscounted",
    "MadeRehearsal",
    "MarkedAbsent",
    "MarkedPresent",
    "MinutesSet",
    "MovedOn",
    "MovedToTeam",
    "NoteBoarded",
    "NoteMended",
    "NoteSplit",
    "NoteStruck",
    "NotesWritten",
    "OddPlaced",
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
    "Refused",
    "Resumed",
    "RoleGiven",
    "SegmentPinned",
    "SegmentsCut",
    "StageShown",
    "Stamp",
    "Started",
    "StartedEarlier",
    "TalkWritten",
    "TeamNamed",
    "TeamsMade",
    "TimeAdded",
    "Undone",
    "UnlikePreferred",
    "WishDropped",
    "WishMade",
    "Written",
]
