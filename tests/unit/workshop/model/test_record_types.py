"""What msgspec has to find out about the records before a session can be read."""

from __future__ import annotations

from inspect import get_annotations
from typing import get_args

import pytest
from msgspec import Struct

from oneone_tui.store.serialization import RECORDS
from oneone_tui.workshop.model.changes import AnyChange, NoteDraft
from oneone_tui.workshop.model.guide import Guide, Prompt, Question, Step, TrioTimes
from oneone_tui.workshop.model.records import SessionInfo


@pytest.mark.parametrize(
    "record",
    [
        *RECORDS.values(),
        *get_args(AnyChange),
        SessionInfo,
        Guide,
        Step,
        Prompt,
        Question,
        TrioTimes,
        NoteDraft,
    ],
)
def test_record_types_need_no_compiling_at_start(record: type[Struct]) -> None:
    told = get_annotations(record)
    assert not [name for name, kind in told.items() if isinstance(kind, str)]
