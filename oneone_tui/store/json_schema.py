"""The form of a session file as a JSON Schema, made from the records themselves."""

from __future__ import annotations

import inspect

import msgspec

from oneone_tui.store.schema import RECORDS, TABLES
from oneone_tui.workshop.guide import Guide
from oneone_tui.workshop.json_text import write_json
from oneone_tui.workshop.records import FORMAT, Info

DIALECT = "https://json-schema.org/draft/2020-12/schema"

_PLACE = "#/$defs/{name}"
_NUMBER = "^[1-9][0-9]*$"


def session_schema() -> str:
    """The schema, indented. What it can't say, such as that an id names a record, the store checks.

    A document may have fields, and a file tables, that are not in it: they are left alone.
    """
    forms: dict[str, type[msgspec.Struct]] = {"session": Info, "guide": Guide, **RECORDS}
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
    return write_json(schema)
