"""The keys of command mode."""

from functools import partial

from textual.binding import Binding

CommandKey = partial(Binding, priority=True)
"""A key that works while nobody types in the line.

It has priority so that it has done its work before the next key is looked at: one that opens the
line must not let the letters typed right after it be taken for commands. While somebody types,
`check_action` of the screen and of the app switch all of them off.
"""
