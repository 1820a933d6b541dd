"""The JSON Schema of a session file, generated from the records."""

from __future__ import annotations

import inspect
import re

import msgspec

from oneone_tui.store.serialization import RECORDS, TABLES
from oneone_tui.workshop.json_text import write_json
from oneone_tui.workshop.model.guide import Guide
from oneone_tui.workshop.model.records import FORMAT, SessionInfo

DIALECT = "https://json-schema.org/draft/2020-12/schema"

_PLACE = "#/$defs/{name}"
_NUMBER = "^[1-9][0-9]*$"

NAMES = {
    "CommitmentAdded": "Committed",
    "CommitmentDeleted": "CommitmentStruck",
    "CommitmentEdited": "CommitmentMended",
    "EntryReworded": "EntryWorded",
    "HistoryEntry": "Entry",
    "NewPerson": "Listed",
    "NoteDeleted": "NoteStruck",
    "NoteDraft": "Written",
    "NoteEdited": "NoteMended",
    "NoteKind": "Kind",
    "OddPersonPlaced": "OddPlaced",
    "OddPersonPlacement": "Odd",
    "OverwrittenRows": "Rows",
    "OverwrittenValues": "Before",
    "RehearsalMarked": "MadeRehearsal",
    "ReportScriptWritten": "TalkWritten",
    "SegmentEntered": "MovedOn",
    "SessionInfo": "Info",
    "WishKind": "Wished",
}
"""Our names for what the published schema calls otherwise; its names never change."""

_OURS = re.compile(rf"(?<=[\"/])({'|'.join(NAMES)})(?=[\"\[_])")


def session_schema() -> str:
    """The schema, indented. What it can't say, such as that an id names a record, the store checks.

    A document may have fields, and a file tables, that are not in it: they are left alone.
    """
    forms: dict[str, type[msgspec.Struct]] = {"session": SessionInfo, "guide": Guide, **RECORDS}
    references, components = msgspec.json.schema_components(
        [forms[table] for table in TABLES], ref_template=_PLACE
    )
    for component in components.values():
        if "description" in component:
            component["description"] = inspect.cleandoc(component["description"])
    one = {"minProperties": 1, "maxProperties": 1}
    schema = {
        "$schema": DIALECT,
        "title": f"A session file of oneone, format {FORMAT}",
        "type": "object",
        "required": list(TABLES),
        "properties": {
            table: {
                "type": "object",
                "patternProperties": {_NUMBER: reference},
                "additionalProperties": False,
                **({} if table in RECORDS else one),
            }
            for table, reference in zip(TABLES, references, strict=True)
        },
        "$defs": components,
    }
    return _OURS.sub(lambda ours: NAMES[ours[1]], write_json(schema))
