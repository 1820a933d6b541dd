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

_REFERENCE = "#/$defs/{name}"
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
"""The names in the published schema of classes that have another name in the code.

The names in the schema never change.
"""

_RENAMED = re.compile(rf"(?<=[\"/])({'|'.join(NAMES)})(?=[\"\[_])")


def session_schema() -> str:
    """Return the JSON Schema of a session file, indented.

    What a schema cannot express, such as that an id refers to a record, the store checks itself. A
    document may have other fields, and a file other tables; they are ignored.
    """
    forms: dict[str, type[msgspec.Struct]] = {"session": SessionInfo, "guide": Guide, **RECORDS}
    references, components = msgspec.json.schema_components(
        [forms[table] for table in TABLES], ref_template=_REFERENCE
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
    return _RENAMED.sub(lambda found: NAMES[found[1]], write_json(schema))
