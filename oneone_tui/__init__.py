"""oneone: a terminal console for practising one-to-one conversations in a team."""

__version__ = "0.1.0"
