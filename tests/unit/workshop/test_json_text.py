from __future__ import annotations

import json
import re

from hypothesis import given
from hypothesis import strategies as st

from oneone_tui.workshop.json_text import escape_json, write_json
from oneone_tui.workshop.text import disarm

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)


def test_write_json_escapes_what_commands_a_terminal() -> None:
    text = write_json({"a\x9b": "b\u202ec\x7f\x1b[2J\U000e0041\ufeff\u2028"})
    assert text.isascii()
    assert text.replace("\n", "").isprintable()
    assert r'"a\u009b"' in text
    assert r"b\u202ec\u007f\u001b[2J\udb40\udc41\ufeff\u2028" in text
    assert json.loads(text) == {"a\x9b": "b\u202ec\x7f\x1b[2J\U000e0041\ufeff\u2028"}


def test_write_json_keeps_letters_as_people_read_them() -> None:
    for word in ("Ødegård", "نمی\u200cشود", "👩🏽\u200d🤝\u200d👨🏿"):
        assert f'"{word}"' in write_json([word])


@given(st.dictionaries(TEXT, TEXT, max_size=4))
def test_write_json_is_read_back_to_the_letter(data: dict[str, str]) -> None:
    text = write_json(data)
    assert json.loads(text) == data
    assert escape_json(text) == text
    joiners = re.compile("[\u200c\u200d]")
    assert joiners.sub("", disarm(text)) == joiners.sub("", text)
