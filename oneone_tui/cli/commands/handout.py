"""`oneone handout`: worksheets and flipcharts to print before a workshop."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from oneone_tui.cli.options import report_problems, sessions_option
from oneone_tui.cli.output_option import output_options, write_output
from oneone_tui.cli.shell_completion import guides

if TYPE_CHECKING:
    from oneone_tui.workshop.model.guide import Guide

HANDOUTS = ("worksheet", "flipchart")


@click.command()
@click.argument("handout", metavar="worksheet|flipchart", type=click.Choice(HANDOUTS))
@click.option(
    "--guide", metavar="NAME|FILE", shell_complete=guides, help="The agenda.  [default: one-to-one]"
)
@click.option(
    "--format", "form", type=click.Choice(("html", "txt")), default="html", show_default=True
)
@output_options
@sessions_option
@report_problems()
def handout(handout: str, guide: str | None, form: str, output: str | None, *, force: bool) -> None:
    """Make what you print before a workshop, and print the file's name.

    The worksheet has a pair's prompts with their times, and places to write; the flipchart has
    the three columns of a team, still empty. Open the HTML in a browser and print it from there.
    """
    from oneone_tui.guides import DEFAULT_GUIDE, load_guide

    text = _written(load_guide(DEFAULT_GUIDE if guide is None else guide), handout, form)
    write_output(text.encode(), output, f"{handout}.{form}", force=force)


def _written(guide: Guide, handout: str, form: str) -> str:
    from oneone_tui.exports import handout as handouts

    if handout == "worksheet":
        made = handouts.worksheet_as_html if form == "html" else handouts.worksheet_as_text
    else:
        made = handouts.flipchart_as_html if form == "html" else handouts.flipchart_as_text
    return made(guide)
