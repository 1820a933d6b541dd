"""What a monkey presses, types and pastes, and the sizes of its window."""

from __future__ import annotations

from tests.support.pilot import DEFAULT_SIZE, ROOMY

NAMED = (
    *("space", "tab", "shift+tab", "escape", "enter", "up", "down", "left", "right"),
    *("home", "end", "pageup", "pagedown", "backspace", "delete", "insert", "f1", "f12"),
    *(f"ctrl+{letter}" for letter in "abcdefghijklmnopqrstuvwxyz"),
    *("ctrl+left", "ctrl+right", "shift+left", "shift+end", "ctrl+home", "ctrl+end", "ctrl+@"),
    *("alt+x", "ctrl+backslash", "ctrl+underscore", "ctrl+delete", "shift+enter"),
)
LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
SIGNS = " !\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"
ODD = "éßİ李龍ดשع\u0301\u0335\u200d\u200b\u202e\u2066\ufeff\ud800\x00\x7f\x9b👩🏽🇵🇪\u0e33\uff21…"
PRINTED = (*LETTERS, *SIGNS, *ODD)

TEXTS = (
    *("2v we keep our word", "v honesty; courage", "1i rent control", "r Ana: has a van"),
    *("c Ana > Ben: coffee by fri", "c Ben > Ana: call three neighbours by tomorrow", "3r a drill"),
    *("f it felt like a talk", "t we begin with a story", "9v x", "Ana", "Ben Okafor", "Zoë; Gus"),
    *("Ana Ruiz", "Ben Okafor", "Cy Lam", "Dee Park", "Eve Sol", "Gus Ødegård", "李小龍", "md"),
    *(
        "html anonymous",
        "csv",
        "ics",
        "flipchart no-names",
        "nothing",
        "12",
        "0",
        "-3",
        "1e9",
        "2.5",
    ),
    *(
        "18:30",
        "7 pm",
        "99:99",
        "2",
        "3",
        "6",
        "tomorrow",
        "31 Feb",
        "a/b/../c",
        "~",
        "/etc/passwd",
    ),
    *("[@click=app.quit]x[/]", "[bold", "=cmd|' /C calc'!A0", "{{7*7}}", "<script>", "\\; \\: \\>"),
    *(
        "v " + "e\u0301\u0335" * 60,
        "x" * 300,
        "כבוד בעבודה ובבית",
        "👩🏽\u200d🚀" * 9,
        " ",
        ":",
        ">",
    ),
)
PASTES = (
    *("Ana\nBen\nCy", "name,team,tags\nAna,North,new\nBen,South,\nCy,North,loud", "one line"),
    *("v honesty\ni rent\nr Ana: a van", "\x1b[2J\x1b]0;x\x07red\n\x9b31m", "x" * 30_000),
    *("\n" * 50, "\t\t\n;;;\n:::", "a\u0301\u0335" * 3_000, "\ud800\n\udfff", "", "[/]\n[@click]"),
    "\n".join(f"Person {number}" for number in range(40)),
    "\n".join(TEXTS),
)
SIZES = (
    DEFAULT_SIZE,
    DEFAULT_SIZE,
    ROOMY,
    (20, 5),
    (200, 60),
    (21, 60),
    (200, 5),
    (60, 20),
    (40, 12),
    (100, 30),
)
HOME = ("escape", "escape", "q")
"""From a stage to the library."""
BROWSING = (*"vvvpppccctoedxu/nr", "down", "down", "up", "end", "enter")
"""What there is to do in the library."""
LEAVING = {"q", "ctrl+q"}
"""Keys that are pressed less often: the monkey would be in the library most of the time."""
