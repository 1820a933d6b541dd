"""Reading TOML that people write, such as settings and guides, within limits."""

import re

from oneone_tui.workshop.text import clean
from oneone_tui.workshop.toml_lines import toml_error

MAX_DEPTH = 16
"""The most nested keys; a guide has three. The TOML reader's time grows with the square."""
TOLD = 200
"""The most characters of the reader's message that are repeated."""

_KEY = r"""(?: [\w-]++ | "(?: [^"\\\n] | \\. )*+" | '[^'\n]*+' )"""
# Texts and comments are gone over as wholes: what looks like keys in them is none. One that is
# never closed goes to the end, so that none is looked for twice.
_DEEP_KEY = rf"""(?xs)
      (?P<deep> (?<! [\w\\-] ) {_KEY} (?: [ \t]*+ \. [ \t]*+ {_KEY} ){{{MAX_DEPTH}}} )
    | "{{3}} (?: \\. | [^\\] )*? (?: "{{3}} | \Z )  |  '{{3}} .*? (?: '{{3}} | \Z )
    | "(?: [^"\\\n] | \\. )*+"  |  '[^'\n]*+'  |  \# [^\n]*
    """


class TomlError(ValueError):
    """A text that is not TOML or exceeds the limits: what is wrong, and the line or 0."""

    def __init__(self, what: str, line: int = 0) -> None:
        super().__init__(what)
        self.line = line


def parse_toml(text: str, what: str) -> dict[str, object]:
    """Return the tables in `text`; `what` names it in messages: "a guide".

    Raises:
        TomlError: The text is not TOML, or exceeds the limits.
    """
    import tomllib  # noqa: PLC0415 - a session has its guide in itself

    too_deep = f"this is nested more deeply than {what} can be"
    for found in re.finditer(_DEEP_KEY, text):
        if found["deep"]:
            raise TomlError(too_deep, text.count("\n", 0, found.start()) + 1)
    try:
        return tomllib.loads(text)
    except RecursionError:
        raise TomlError(too_deep) from None
    except ValueError as error:  # not TOML, or a number of thousands of digits
        said, line = toml_error(str(error), text)
        raise TomlError(f"this is not TOML: {clean(said, limit=TOLD)}", line) from None
