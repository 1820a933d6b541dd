"""Errors of the exports."""


class NothingToExport(ValueError):
    """The session has nothing that this format could hold; the message says what is missing."""
