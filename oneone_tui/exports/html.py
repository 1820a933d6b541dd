"""Self-contained HTML pages to view and print, which load and run nothing.

A content security policy in the page's head enforces that; it allows one style sheet, by its hash.
All values put into a template are escaped.
"""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from hashlib import sha256

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup


def render_template(template: str, **values: object) -> str:
    """Return the HTML of a template with the given values.

    Its style is the template of the same name that ends in ``.css.jinja``.
    """
    style = _environment().get_template(f"{template}.css.jinja").render(**values)
    digest = b64encode(sha256(style.encode()).digest()).decode()
    markup = _environment().get_template(f"{template}.html.jinja")
    # The style is not escaped: it contains no text that people typed.
    return markup.render(style=Markup(style), digest=digest, **values)


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("oneone_tui.exports"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
