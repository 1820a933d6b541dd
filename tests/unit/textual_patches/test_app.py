"""The patched app ends in a crash without a word of what it knew; Textual tells all of it."""

from __future__ import annotations

import pytest
from textual.app import App

from oneone_tui.textual_patches.app import PatchedApp

SECRET = "Ana Ruiz"


class StockApp(App[None]):
    """As Textual has it."""

    def on_mount(self) -> None:
        who = SECRET
        raise ValueError(len(who))


class OurApp(PatchedApp, App[None]):
    """As it is patched."""

    crash_status = 70

    def on_mount(self) -> None:
        who = SECRET
        raise ValueError(len(who))


async def crash(app: App[None], capsys: pytest.CaptureFixture[str]) -> str:
    """What an app prints that crashes."""
    with pytest.raises(ValueError, match="8"):
        async with app.run_test():
            pass
    printed = capsys.readouterr()
    return printed.out + printed.err


async def test_textual_prints_the_local_variables_of_a_crash(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert SECRET in await crash(StockApp(), capsys)


async def test_app_prints_nothing_of_a_crash(capsys: pytest.CaptureFixture[str]) -> None:
    app = OurApp()
    assert await crash(app, capsys) == ""
    assert isinstance(app.crash, ValueError)
    assert app.return_code == 70


async def test_app_in_a_test_has_no_terminal() -> None:
    class Empty(PatchedApp, App[None]):
        pass

    app = Empty()
    async with app.run_test():
        app.write_to_terminal("\x1b]2;title\x07")
        assert app.terminal is None
