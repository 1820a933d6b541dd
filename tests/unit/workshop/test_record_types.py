"""What msgspec has to find out about the records before a session can be read."""

from __future__ import annotations

from inspect import get_annotations
from typing import get_args

import pytest
from msgspec import Struct

from oneone_tui.store.schema import RECORDS
from oneone_tui.workshop.changes import AnyChange, Written
from oneone_tui.workshop.guide import Guide, Prompt, Question, Step, TrioTimes
from oneone_tui.workshop.records import Info


@pytest.mark.parametrize(
    "record",
    [
        *RECORDS.values(),
        *get_args(AnyChange),
        Info,
        Guide,
        Step,
        Prompt,
        Question,
        TrioTimes,
        Written,
    ],
)
def test_its_types_are_no_texts_that_a_start_would_have_to_compile(record: type[Struct]) -> None:
    told = get_annotations(record)
    assert not [name for name, kind in told.items() if isinstance(kind, str)]
