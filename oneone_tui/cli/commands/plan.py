"""`oneone plan`: the agenda with clock times, before there is a session."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import click

from oneone_tui.cli import roster_option as rosters
from oneone_tui.cli.options import InputProblem, report_problems, sessions_option
from oneone_tui.cli.printing import print_text
from oneone_tui.cli.shell_completion import guides

DEFAULT_PEOPLE = 6
ROUND_TO = 5
"""Minutes to which the default start is rounded up."""

_CLOCK_TIME = re.compile(r"([01]?[0-9]|2[0-3]):([0-5][0-9])")


def _parse_clock_time(
    ctx: click.Context, param: click.Parameter, value: str | None
) -> datetime | None:
    if value is None:
        return None
    found = _CLOCK_TIME.fullmatch(value.strip())
    if not found:
        raise click.BadParameter(f"{value!r} is not a time of day such as 19:00", ctx, param)
    return any_day(int(found[1]), int(found[2]))


@click.command()
@click.option(
    "--people",
    type=int,
    metavar="N",
    help=f"The number of people.  [default: {DEFAULT_PEOPLE}]",
)
@rosters.roster_option
@click.option(
    "--teams",
    type=click.IntRange(min=1),
    metavar="K",
    default=1,
    help="The number of teams, which share one clock.  [default: 1]",
)
@click.option(
    "--guide", metavar="NAME|FILE", shell_complete=guides, help="The agenda.  [default: one-to-one]"
)
@click.option(
    "--start",
    metavar="HH:MM",
    callback=_parse_clock_time,
    help="When it starts.  [default: in a few minutes]",
)
@click.option("--json", "as_json", is_flag=True, help="As JSON, for other programs.")
@sessions_option
@report_problems()
def plan(
    people: int | None,
    roster: str | None,
    teams: int,
    guide: str | None,
    start: datetime | None,
    *,
    as_json: bool,
) -> None:
    """Print who does what when: the agenda with clock times, for so many people."""
    from oneone_tui.cli.commands.show import text_columns
    from oneone_tui.exports.plan import build_plan, plan_as_json, plan_as_text
    from oneone_tui.guides import DEFAULT_GUIDE, load_guide
    from oneone_tui.workshop.model.records import MAX_PEOPLE
    from oneone_tui.workshop.pairing.draw import MIN_PEOPLE
    from oneone_tui.workshop.pairing.teams import MOST_TEAMS

    if people is not None and roster is not None:
        raise click.UsageError("give --people or --roster, not both")
    if people is not None and not MIN_PEOPLE <= people <= MAX_PEOPLE:
        raise InputProblem(f"a workshop has {MIN_PEOPLE} to {MAX_PEOPLE} people, not {people}")
    if teams > MOST_TEAMS:
        raise InputProblem(f"there are at most {MOST_TEAMS} teams")
    agenda = load_guide(DEFAULT_GUIDE if guide is None else guide)
    count = DEFAULT_PEOPLE if people is None else people
    if roster is not None:
        listed = rosters.read_roster_option(roster)
        rosters.report_roster(listed)
        count = len(listed.people)
    planned = build_plan(agenda, count, start or soon(datetime.now().astimezone()), teams)
    shown = plan_as_json(planned) if as_json else plan_as_text(planned, text_columns())
    print_text(shown, end="")


def soon(now: datetime) -> datetime:
    """Return the next time of day that is a multiple of `ROUND_TO` minutes."""
    minutes = now.hour * 60 + now.minute
    more = -minutes % ROUND_TO or (ROUND_TO if now.second else 0)
    return any_day(now.hour, now.minute) + timedelta(minutes=more)


def any_day(hour: int, minute: int) -> datetime:
    """Return a time of day; its date and time zone have no meaning."""
    return datetime(2000, 1, 1, hour, minute, tzinfo=UTC)
