"""Themes, and terminals that show less: what is sent, and that all of it can be read."""

from __future__ import annotations

import pytest
from rich.color import ColorType
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.theme import Theme

from oneone_tui.cli.options import THEME_NAMES
from oneone_tui.terminal.ascii_signs import REPLACEMENTS, in_ascii
from oneone_tui.terminal.line_filters import REVERSED, AsciiFilter
from oneone_tui.terminal.numbered_colors import with_numbered_colors
from oneone_tui.terminal.themes import THEMES, Appearance, detect_appearance
from tests.support.pilot import MIXED, ROUNDS, Desk, Room, rehearsed_session

LAID_OVER = {"j": "Agenda", "?": "Keys here", "ctrl+p": "key"}
RATIOS = {"dark": 4.5, "light": 4.5, "contrast": 7.0}


def luminance(color: Color) -> float:
    """As WCAG 2 reckons it."""
    parts = (v / 255 for v in color.rgb)
    red, green, blue = (v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def ratio(one: str, other: str) -> float:
    """The contrast of two colors."""
    dark, light = sorted((luminance(Color.parse(one)), luminance(Color.parse(other))))
    return (light + 0.05) / (dark + 0.05)


def texts(theme: Theme) -> list[str]:
    """The colors of texts."""
    named = (theme.foreground, theme.primary, theme.accent, theme.warning, theme.error)
    return [*(one for one in named if one), theme.variables["muted"], str(theme.success)]


@pytest.mark.parametrize("name", RATIOS)
def test_theme_texts_are_readable_on_every_background(name: str) -> None:
    theme = THEMES[name]
    grounds = [theme.background, theme.surface, theme.panel]
    cursor = theme.variables["block-cursor-background"]
    for ground in [*grounds, *([cursor] if cursor != REVERSED else [])]:
        for text in texts(theme):
            assert ratio(text, str(ground)) >= RATIOS[name], (text, ground)
    of = theme.variables
    for ground, text in (("once", "met"), ("twice", "met-often"), ("often", "met-often")):
        assert ratio(of[text], of[ground]) >= RATIOS[name]


@pytest.mark.parametrize("name", RATIOS)
def test_theme_colors_are_sent_by_number(name: str) -> None:
    theme = THEMES[name]
    grounds = [str(one) for one in (theme.background, theme.surface, theme.panel)]
    for one in {*texts(theme), *grounds, *theme.variables.values()} - {REVERSED}:
        exact = Color.parse(one)
        sent = with_numbered_colors(Style(color=exact.rich_color)).color
        assert sent
        assert sent.type is ColorType.EIGHT_BIT
        assert sent.get_truecolor() == exact.rich_color.triplet


def colors(desk: Desk) -> set[ColorType]:
    """The kinds of colors that are on the screen."""
    strips = desk.app.screen._compositor.render_strips()
    sent = desk.app.terminal_style
    styles = [sent(segment.style) for strip in strips for segment in strip if segment.style]
    found = [color for style in styles for color in (style.color, style.bgcolor) if color]
    return {color.type for color in found}


def reversed_rows(desk: Desk) -> list[str]:
    """The rows in which something is shown in reverse."""
    strips = desk.app.screen._compositor.render_strips()
    return [s.text for s in strips if any(seg.style and seg.style.reverse for seg in s)]


async def test_themes_send_no_unsupported_sequences(room: Room) -> None:
    async with room.desk(rehearsed_session(ROUNDS), news=True) as desk:
        for name, theme in THEMES.items():
            desk.app.notify_line("something happened", wrong=True)
            desk.app.action_theme(name)
            for key, shown in (
                ("u", "something"),
                ("j", "Agenda"),
                ("?", "Keys"),
                ("ctrl+p", "key"),
            ):
                await desk.press(key)
                await desk.wait_for(shown)
                usual = {ColorType.STANDARD} if theme.ansi else {ColorType.EIGHT_BIT}
                assert colors(desk) <= usual | {ColorType.DEFAULT}, (name, key)
                await desk.press("escape")


async def test_cursor_is_visible_without_color(room: Room) -> None:
    look = Appearance(theme="light", color=False)
    async with room.desk(rehearsed_session(ROUNDS), look=look) as desk:
        assert any("▸1" in row for row in reversed_rows(desk))
        await desk.press("v")
        assert any("1 value" in row for row in reversed_rows(desk))
        assert colors(desk) == set()
        assert "Theme" not in str([c.title for c in desk.app.get_system_commands(desk.app.screen)])
        await desk.press("escape", "j")
        await desk.wait_for("Agenda")
        await desk.wait_until(lambda: any("▶Turn" in row for row in reversed_rows(desk)))
        assert colors(desk) == set()


async def test_palette_changes_the_theme(room: Room) -> None:
    async with room.desk(rehearsed_session(ROUNDS)) as desk:
        commands = {c.title: c.callback for c in desk.app.get_system_commands(desk.app.screen)}
        assert {f"Theme: {name}" for name in THEMES} - set(commands) == {"Theme: dark"}
        commands["Theme: light"]()
        assert desk.app.theme == THEMES["light"].name


async def test_in_ascii_only_people_write_otherwise(room: Room) -> None:
    async with room.desk(rehearsed_session(ROUNDS, *MIXED), look=Appearance(ascii=True)) as desk:
        for keys in ((), ("F",), ("escape", "j"), ("escape", "<"), ("?",), ("escape", ">", ">")):
            await desk.press(*keys)
            left = "".join(MIXED) + "wirsagen"
            assert {sign for sign in desk.screen_text if not sign.isascii()} <= set(left), keys
        assert any(sign in desk.screen_text for sign in "李Фน")


@pytest.mark.parametrize(
    "text, encoding, shown",
    [
        ("Zoë → 李 ✓", "iso8859-1", "Zoë > ?? +"),
        ("Zoë → 李 ✓", "ascii", "Zo? > ?? +"),
        ("Zoë → 李 ✓", "utf-8", "Zoë > 李 +"),
        ("นภา ใจดี", "ascii", "??? ???"),
    ],
)
def test_unencodable_character_becomes_a_question_mark(
    text: str, encoding: str, shown: str
) -> None:
    segment = Segment(text)
    (plain,) = AsciiFilter(encoding).apply([segment], Color(0, 0, 0))
    assert plain.text == shown
    assert plain.cell_length == segment.cell_length


def test_ascii_signs_have_the_same_width() -> None:
    assert all(twin.isascii() and len(twin) == 1 for twin in REPLACEMENTS.values())
    assert all(Segment(sign).cell_length == 1 for sign in REPLACEMENTS)
    assert in_ascii("▸ a → b ✓") == "> a > b +"


UTF = {"LANG": "de_DE.UTF-8", "TERM": "xterm-256color", "PYTHONUTF8": "1"}


@pytest.mark.parametrize(
    "more, ascii_only, theme",
    [
        ({}, False, "dark"),
        ({"TERM": "linux"}, True, "ansi"),
        ({"LC_ALL": "C"}, True, "dark"),
        ({"LC_CTYPE": "de_DE.ISO-8859-1"}, True, "dark"),
        ({"LC_ALL": "", "LC_CTYPE": "en_US.utf8", "LANG": "C"}, False, "dark"),
        ({"LANG": ""}, True, "dark"),
    ],
)
def test_terminal_says_what_it_can_show(more: dict[str, str], ascii_only: bool, theme: str) -> None:
    look = detect_appearance(UTF | more)
    assert (look.ascii, look.theme) == (ascii_only, theme)


def test_command_line_knows_the_themes() -> None:
    assert tuple(THEMES) == THEME_NAMES


def test_chosen_theme_overrides_the_terminal() -> None:
    look = detect_appearance({"TERM": "linux", "NO_COLOR": "1"}, theme="light", ascii_only=False)
    assert (look.theme, look.ascii, look.color) == ("light", False, False)
    assert detect_appearance(UTF | {"NO_COLOR": ""}).color
