"""oneone: a terminal console for practicing one-to-one conversations in a team."""

__version__ = "0.2.0.dev0"
