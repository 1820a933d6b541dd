"""`oneone plan`: the agenda with clock times, before there is a session."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from oneone_tui.cli import roster_option as rosters
from oneone_tui.cli.options import InputProblem, report_problems, sessions_option
from oneone_tui.cli.printing import print_text
from oneone_tui.cli.shell_completion import guides

if TYPE_CHECKING:
    from oneone_tui.workshop.model.guide import Guide
    from oneone_tui.workshop.roster.records import Roster

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
@rosters.strict_option
@click.option(
    "--teams",
    type=click.IntRange(min=1),
    metavar="K",
    help="The number of teams, which share one clock.  [default: those in the roster, or 1]",
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
    teams: int | None,
    guide: str | None,
    start: datetime | None,
    *,
    strict: bool,
    as_json: bool,
) -> None:
    """Print who does what when: the agenda with clock times, for so many people.

    With a roster that names teams, it is for those teams.
    """
    from oneone_tui.cli.commands.show import text_columns
    from oneone_tui.exports.plan import build_plan, divide_evenly, plan_as_json, plan_as_text
    from oneone_tui.guides import DEFAULT_GUIDE, load_guide
    from oneone_tui.workshop.model.records import MAX_PEOPLE
    from oneone_tui.workshop.pairing.draw import MIN_PEOPLE
    from oneone_tui.workshop.pairing.teams import MOST_TEAMS

    if people is not None and roster is not None:
        raise click.UsageError("give --people or --roster, not both")
    if people is not None and not MIN_PEOPLE <= people <= MAX_PEOPLE:
        raise InputProblem(f"a workshop has {MIN_PEOPLE} to {MAX_PEOPLE} people, not {people}")
    if teams is not None and teams > MOST_TEAMS:
        raise InputProblem(f"there are at most {MOST_TEAMS} teams")
    agenda = load_guide(DEFAULT_GUIDE if guide is None else guide)
    start = start or soon(datetime.now().astimezone())
    if roster is None:
        sizes = divide_evenly(DEFAULT_PEOPLE if people is None else people, teams or 1)
    else:
        listed = rosters.read_roster_option(roster, strict=strict)
        sizes, about_teams = _sizes_of_teams(agenda, listed, teams)
        rosters.report_roster(listed, about_teams)
    planned = build_plan(agenda, sizes, start)
    shown = plan_as_json(planned) if as_json else plan_as_text(planned, text_columns())
    print_text(shown, end="")


def _sizes_of_teams(
    guide: Guide, roster: Roster, teams: int | None
) -> tuple[tuple[int, ...], list[str]]:
    """Return the sizes of the teams, as asked for or as in the roster, and lines about that."""
    from oneone_tui.cli.session_setup import new_session_from, now, split_by_option
    from oneone_tui.exports.plan import divide_evenly

    if teams is not None:
        return divide_evenly(len(roster.people), teams), []
    session = new_session_from(guide, guide.title, now(), 0, roster=roster)
    session, told = split_by_option(session, None, Path())
    sizes = sorted((len(session.team_members(team.id)) for team in session.teams), reverse=True)
    if len(sizes) > 1:
        told.append(f"in {len(sizes)} teams, as the roster names them; --teams 1 plans for one")
    return tuple(sizes), told


def soon(now: datetime) -> datetime:
    """Return the next time of day that is a multiple of `ROUND_TO` minutes."""
    minutes = now.hour * 60 + now.minute
    more = -minutes % ROUND_TO or (ROUND_TO if now.second else 0)
    return any_day(now.hour, now.minute) + timedelta(minutes=more)


def any_day(hour: int, minute: int) -> datetime:
    """Return a time of day; its date and time zone have no meaning."""
    return datetime(2000, 1, 1, hour, minute, tzinfo=UTC)
