"""Errors of the exports."""


class NothingToExport(ValueError):
    """The session has nothing for this format; the message says what is missing."""
