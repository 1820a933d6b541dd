"""The session file's form: the schema, the page that documents it, and the records are one."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from markdown_it import MarkdownIt

from oneone_tui.store.json_schema import session_schema
from oneone_tui.store.serialization import RECORDS, TABLES, to_tables
from oneone_tui.workshop.model.guide import Guide, GuideStage, Prompt, Question, Step, TrioTimes
from oneone_tui.workshop.model.overwritten_values import OverwrittenRows, OverwrittenValues
from oneone_tui.workshop.model.records import SessionInfo
from tests.support.session_store import session_of_tables
from tests.support.strategies import Run, runs

CHECKOUT = Path(__file__).parents[3]
EXAMPLE = CHECKOUT / "sessions" / "2026-11-09-example-tenants-union.json"
SCHEMA: dict[str, Any] = json.loads(session_schema())

DOCUMENTED: dict[str, type[msgspec.Struct]] = {
    "session": SessionInfo,
    "guide": Guide,
    "stage": GuideStage,
    "step": Step,
    "prompt": Prompt,
    "trio": TrioTimes,
    "question": Question,
    **RECORDS,
    "before": OverwrittenValues,
    "rows": OverwrittenRows,
}

TYPES: dict[str, type | tuple[type, ...]] = {
    "object": dict,
    "array": list,
    "string": str,
    "integer": int,
    "number": (int, float),
    "boolean": bool,
    "null": type(None),
}
TOLD = {"$schema", "$defs", "title", "description", "default", "discriminator", "format"}


def schema_errors(value: Any, schema: dict[str, Any], where: str = "") -> list[str]:
    """What of `value` does not hold to `schema`: as much of JSON Schema as ours needs."""
    found: list[str] = []
    for key, rule in schema.items():
        match key:
            case "$ref":
                found += schema_errors(value, SCHEMA["$defs"][rule.rpartition("/")[2]], where)
            case "type":
                is_kind = isinstance(value, TYPES[rule])
                if not is_kind or (isinstance(value, bool) and rule in {"integer", "number"}):
                    return [f"{where}: not {rule}"]
            case "enum":
                found += [] if value in rule else [f"{where}: not of {rule}"]
            case "anyOf":
                if all(schema_errors(value, one, where) for one in rule):
                    found.append(f"{where}: none of {len(rule)}")
            case "required":
                found += [f"{where}: no {name}" for name in rule if name not in value]
            case "properties":
                for name in value.keys() & rule.keys():
                    found += schema_errors(value[name], rule[name], f"{where}.{name}")
            case "patternProperties":
                ((pattern, form),) = rule.items()
                for name in value:
                    if not re.search(pattern, name):
                        found.append(f"{where}: {name} is no number")
                    found += schema_errors(value[name], form, f"{where}.{name}")
            case "additionalProperties":
                assert rule is False
            case "items":
                firsts = len(schema.get("prefixItems", ()))
                for place, item in enumerate(value[firsts:]):
                    form = rule or {"not": {}}
                    found += schema_errors(item, form, f"{where}[{place}]")
            case "prefixItems":
                for item, form in zip(value, rule, strict=False):
                    found += schema_errors(item, form, where)
            case "minItems" | "minProperties":
                found += [] if len(value) >= rule else [f"{where}: too few"]
            case "maxItems" | "maxProperties":
                found += [] if len(value) <= rule else [f"{where}: too many"]
            case "not":
                found.append(f"{where}: too many")
            case _:
                assert key in TOLD, f"the schema says {key}, and nobody here checks it"
    return found


def test_session_schema_accepts_example_session() -> None:
    data = json.loads(EXAMPLE.read_text())
    assert schema_errors(data, SCHEMA) == []
    assert len(session_of_tables(data).people) == 6


@settings(max_examples=30)
@given(runs(most=12))
def test_session_schema_accepts_every_session(run: Run) -> None:
    assert schema_errors(json.loads(json.dumps(to_tables(run.last))), SCHEMA) == []


@pytest.mark.parametrize(
    "table, field, value",
    [
        ("session", "stage", "party"),
        ("people", "name", 7),
        ("notes", "kind", "song"),
        ("pairs", "members", "Ana"),
        ("clock", "running", "yes"),
        ("history", "change", {"change": "Nothing"}),
    ],
)
def test_session_schema_rejects_impossible_values(table: str, field: str, value: object) -> None:
    data = json.loads(EXAMPLE.read_text())
    data[table]["1"][field] = value
    assert schema_errors(data, SCHEMA)


def test_session_schema_requires_all_tables() -> None:
    assert SCHEMA["required"] == list(TABLES)
    assert list(SCHEMA["properties"]) == list(TABLES)
    assert SCHEMA["$schema"].startswith("https://json-schema.org/")


def documented_fields() -> dict[str, list[str]]:
    """The fields that the page lists, under the record of its heading."""
    page = (CHECKOUT / "docs" / "session-file.md").read_text(encoding="utf-8")
    tokens = MarkdownIt("commonmark").enable("table").parse(page)
    found: dict[str, list[str]] = {}
    record, in_row = "", 0
    for place, token in enumerate(tokens):
        if token.type == "heading_open":
            record = tokens[place + 1].content
        elif token.type == "tr_open":
            in_row = 0
        elif token.type == "td_open":
            in_row += 1
            if in_row == 1:
                found.setdefault(record.strip("`"), []).append(tokens[place + 1].content.strip("`"))
    return found


def test_session_file_page_lists_exactly_all_fields() -> None:
    page = documented_fields()
    assert set(page) == set(DOCUMENTED)
    for name, record in DOCUMENTED.items():
        fields = [field.encode_name for field in msgspec.structs.fields(record)]
        assert sorted(page[name]) == sorted(fields), f"docs/session-file.md: {name}"
