"""The keys of command mode, and those of the whole program."""

from functools import partial

from textual.binding import Binding

CommandKey = partial(Binding, priority=True)
"""A key that works while nobody types in the line.

It has priority so that it has done its work before the next key is looked at: one that opens the
line must not let the letters typed right after it be taken for commands. While somebody types,
`check_action` of the screen and of the app switch all of them off.
"""

COPY = "text.copy"
QUIT = "program.quit"
PALETTE = "palette.open"
PROGRAM_KEYS = (
    Binding(
        "ctrl+z",
        "put_aside",
        "put aside: fg brings it back",
        show=False,
        key_display="ctrl+z",
        priority=True,
        id="program.put-aside",
    ),
    Binding("ctrl+q", "quit", "quit", show=False, key_display="ctrl+q", priority=True, id=QUIT),
    Binding(
        "ctrl+p",
        "command_palette",
        "all commands, by their names",
        show=False,
        key_display="ctrl+p",
        priority=True,
        id=PALETTE,
    ),
)
"""Keys that work everywhere, also while somebody types."""
