"""How a person says in the line what a session is to be written as."""

from __future__ import annotations

from contextvars import copy_context

from oneone_tui.keymap import set_user_keys
from oneone_tui.widgets.formatting.export_choice import export_question


def test_export_question_names_the_key_that_the_user_has_set() -> None:
    def ask_with_own_key() -> str:
        set_user_keys({"line.keep": "ctrl+x,enter"})
        return export_question()

    assert "(enter: " in export_question()
    assert "(ctrl+x: " in copy_context().run(ask_with_own_key)
