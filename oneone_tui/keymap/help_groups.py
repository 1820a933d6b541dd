"""The groups in which the help shows commands: by what a person is doing."""

from __future__ import annotations

OWN = "On this screen"
"""The heading of the commands that only the screen has; they come first."""
GROUPS: tuple[tuple[str, frozenset[str]], ...] = (
    ("Notes", frozenset({"note", "pair", "team"})),
    ("The board", frozenset({"board", "group"})),
    ("Clock and agenda", frozenset({"clock", "agenda"})),
    ("Undo and suggestions", frozenset({"change", "proposal"})),
    ("Who is here", frozenset({"people"})),
    ("Session and program", frozenset({"stage", "session", "names", "bell", "text", "program"})),
    ("Moving around", frozenset({"rows", "cards", "matrix"})),
)
"""Each heading, and the first words of the ids of its commands, in the order shown."""
OTHER = "Session and program"


def group_of(command: str, *, is_own: bool) -> tuple[int, str]:
    """Return the place and the heading of the group of a command.

    Args:
        command: The id of the command.
        is_own: Whether only the screen that the help is for has it.
    """
    topic = command.partition(".")[0]
    titles = [title for title, _ in GROUPS]
    title = next((title for title, topics in GROUPS if topic in topics), OTHER)
    return (0, OWN) if is_own else (1 + titles.index(title), title)
