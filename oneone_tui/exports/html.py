"""Self-contained HTML pages to view and print: they load nothing and run nothing.

The policy in a page's head tells the browser so; it admits one style sheet, by its hash. Whatever
is put into a template is escaped.
"""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from hashlib import sha256

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup


def render_template(template: str, **values: object) -> str:
    """The template of that name, with these values in it.

    Its style is the template of the same name that ends in ``.css.jinja``.
    """
    style = _environment().get_template(f"{template}.css.jinja").render(**values)
    digest = b64encode(sha256(style.encode()).digest()).decode()
    markup = _environment().get_template(f"{template}.html.jinja")
    # The style is our own, with nothing of anybody's in it: it goes in as it is.
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
