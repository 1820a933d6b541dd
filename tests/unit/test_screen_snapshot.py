from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest
from textual.app import App, ComposeResult
from textual.content import Content
from textual.pilot import Pilot
from textual.screen import ModalScreen
from textual.widgets import Static

from tests.support.screen_snapshot import ScreenSnapshot, SnapshotFiles, find_snapshot_path

SIZE = (12, 3)


class PostersApp(App[None]):
    """Words in a color, on black."""

    CSS = (
        "Screen, ModalScreen { background: #000000; color: #e4e4e4; } Screen { overflow: hidden; }"
    )

    def __init__(self, words: str = "honesty", style: str = "bold #5fd7d7") -> None:
        super().__init__()
        self.words = Content.styled(words, style)

    def compose(self) -> ComposeResult:
        yield Static(self.words)


class CoverScreen(ModalScreen[None]):
    """A word over the words, which show beside it."""

    CSS = "CoverScreen { background: #000000 0%; } CoverScreen Static { width: auto; }"

    def compose(self) -> ComposeResult:
        yield Static("HA")


async def wait(pilot: Pilot[None]) -> None:
    await pilot.pause()


async def taken(app: App[None]) -> ScreenSnapshot:
    async with app.run_test(size=SIZE) as pilot:
        await wait(pilot)
        return ScreenSnapshot.take(app)


@pytest.fixture
def files(tmp_path: Path) -> SnapshotFiles:
    """The files of a snapshot, of which there is none yet."""
    return SnapshotFiles(tmp_path / "test_posters" / "test_words")


async def keep(files: SnapshotFiles, app: App[None]) -> None:
    await SnapshotFiles(files.path, is_updating=True).check(app, SIZE, wait)


async def test_a_snapshot_has_a_line_for_each_row_and_each_style() -> None:
    snapshot = await taken(PostersApp())
    assert snapshot.text == "   |---------1--\n 1 |honesty\n 2 |\n 3 |\n"
    assert snapshot.styles == dedent("""\
        bold #5fd7d7 on #000000
          row 1: 1-7
        on #000000
          row 1: 8-12
          rows 2-3: 1-12
        """)


async def test_a_wide_letter_counts_as_two_columns() -> None:
    snapshot = await taken(PostersApp("李 小"))
    assert " 1 |李 小\n" in snapshot.text
    assert "bold #5fd7d7 on #000000\n  row 1: 1-5\n" in snapshot.styles


async def test_what_shows_through_a_screen_on_top_is_taken() -> None:
    app = PostersApp()
    async with app.run_test(size=SIZE) as pilot:
        await app.push_screen(CoverScreen())
        await wait(pilot)
        assert " 1 |HAnesty\n" in ScreenSnapshot.take(app).text


async def test_a_screen_as_it_was_kept_passes(files: SnapshotFiles) -> None:
    await keep(files, PostersApp())
    await files.check(PostersApp(), SIZE, wait)


async def test_a_changed_letter_fails_with_both_rows(files: SnapshotFiles) -> None:
    await keep(files, PostersApp("honesty"))
    with pytest.raises(pytest.fail.Exception) as failure:
        await files.check(PostersApp("honestl"), SIZE, wait)
    assert "test_words.txt, as kept" in str(failure.value)
    assert "\n- 1 |honesty\n+ 1 |honestl\n" in str(failure.value)
    assert ".styles" not in str(failure.value)


async def test_a_changed_color_fails_with_both_styles(files: SnapshotFiles) -> None:
    await keep(files, PostersApp(style="bold #5fd7d7"))
    with pytest.raises(pytest.fail.Exception) as failure:
        await files.check(PostersApp(style="bold #5fd7d8"), SIZE, wait)
    assert "test_words.styles, as kept" in str(failure.value)
    assert "\n-bold #5fd7d7 on #000000\n+bold #5fd7d8 on #000000\n" in str(failure.value)
    assert ".txt" not in str(failure.value)


@pytest.mark.parametrize("style", ["#5fd7d7", "bold italic #5fd7d7", "bold #5fd7d7 on #000001"])
async def test_any_other_change_of_style_fails(files: SnapshotFiles, style: str) -> None:
    await keep(files, PostersApp())
    with pytest.raises(pytest.fail.Exception, match="as painted"):
        await files.check(PostersApp(style=style), SIZE, wait)


async def test_another_width_fails(files: SnapshotFiles) -> None:
    await keep(files, PostersApp())
    with pytest.raises(pytest.fail.Exception, match=r"\+   \|---------1---\n"):
        await files.check(PostersApp(), (13, 3), wait)


async def test_a_screen_that_was_never_kept_fails(files: SnapshotFiles) -> None:
    with pytest.raises(pytest.fail.Exception, match="make snapshots"):
        await files.check(PostersApp(), SIZE, wait)
    assert not files.path.parent.exists()


def test_the_file_of_a_test_is_named_without_brackets() -> None:
    path = find_snapshot_path(Path("kept"), "test_board", "test_filled[80x24]")
    assert path == Path("kept/test_board/test_filled-80x24")
