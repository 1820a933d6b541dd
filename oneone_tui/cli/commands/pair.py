"""`oneone pair`: propose pairs without a session or a screen."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import click

from oneone_tui.cli import roster_option as rosters
from oneone_tui.cli.file_completion import folders
from oneone_tui.cli.options import InputProblem, library, report_problems, sessions_option
from oneone_tui.cli.printing import print_text
from oneone_tui.cli.standard_input import read_piped
from oneone_tui.paths import show_path

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from oneone_tui.exports.pairing import PairingProposal
    from oneone_tui.store.attendance_reader import AttendanceRead
    from oneone_tui.workshop.history.attendance import AttendanceHistory
    from oneone_tui.workshop.model.changes import WishMade
    from oneone_tui.workshop.model.records import Person
    from oneone_tui.workshop.model.session import Session
    from oneone_tui.workshop.model.terms import WishKind
    from oneone_tui.workshop.roster.records import Roster

TITLE = "Pairs"


@click.command()
@rosters.roster_option
@click.option(
    "--history",
    metavar="DIR",
    shell_complete=folders,
    help="The sessions that show who has met whom.  [default: your folder of sessions]",
)
@click.option(
    "--seed",
    type=int,
    metavar="N",
    help="The same number gives the same pairs.  [default: a new one each time]",
)
@rosters.strict_option
@rosters.teams_option
@click.option("--apart", multiple=True, metavar='"A, B"', help="Two people to keep apart.")
@click.option("--together", multiple=True, metavar='"A, B"', help="Two people to pair.")
@click.option("--json", "as_json", is_flag=True, help="As JSON, for other programs.")
@sessions_option
@report_problems()
def pair(
    *,
    roster: str | None,
    strict: bool,
    history: str | None,
    seed: int | None,
    teams: int | str | None,
    apart: Sequence[str],
    together: Sequence[str],
    as_json: bool,
) -> None:
    """Propose who talks with whom, as the Pairing screen does, and change nothing.

    People meet who have met least often, and longest ago, in the sessions of a folder. The same
    roster, history and seed always propose the same. More than ten people are proposed as
    several teams; --teams 1 keeps them in one.

    A - in the place of two names reads a line of standard input, for --apart first; the rest can
    be the roster.
    """
    from oneone_tui.cli.commands.show import text_columns
    from oneone_tui.cli.session_setup import MAX_SEED
    from oneone_tui.exports.pairing import pairing_as_json, pairing_as_text
    from oneone_tui.workshop.model.terms import WishKind

    if roster is None:
        raise click.UsageError("name the people: --roster FILE")
    seed = secrets.randbelow(MAX_SEED) if seed is None else seed
    if not 0 <= seed <= MAX_SEED:
        raise InputProblem(f"the seed must be 0 to {MAX_SEED}")
    wishes = [(WishKind.APART, read_piped(two, "two names")) for two in apart]
    wishes += [(WishKind.TOGETHER, read_piped(two, "two names")) for two in together]
    people = rosters.read_roster_option(roster, strict=strict)
    read = _read_history(history)
    proposed = propose_for(people, read.attendance, seed, teams, wishes)
    rosters.report_roster(people, _history_lines(proposed.session, teams, read))
    shown = pairing_as_json(proposed) if as_json else pairing_as_text(proposed, text_columns())
    print_text(shown, end="")


def propose_for(
    roster: Roster,
    past: AttendanceHistory,
    seed: int,
    teams: int | str | None = None,
    wishes: Sequence[tuple[WishKind, str]] = (),
) -> PairingProposal:
    """Return the proposal for the people of a roster.

    The text of each wish is two names with a comma between.

    Raises:
        InputProblem: A wish or the teams are invalid.
        NotEnoughPeople: There are too few people.
    """
    from oneone_tui.cli.session_setup import (
        apply_all,
        find_person_alone,
        new_session_from,
        now,
        split_session,
    )
    from oneone_tui.exports.pairing import PairingProposal
    from oneone_tui.guides import load_guide
    from oneone_tui.workshop.model.changes import PairsDrawn, RoleGiven
    from oneone_tui.workshop.pairing.draw import draw_pairs
    from oneone_tui.workshop.pairing.roles import suggest_roles

    session = new_session_from(load_guide(), TITLE, now(), seed, roster=roster)
    alone = find_person_alone(session) if teams in (None, rosters.GIVEN) else None
    if alone:
        raise InputProblem(
            f"{alone.name} is alone in {alone.given_team}, and a 1:1 takes two: "
            f"add somebody, or use --teams {rosters.MIXED}"
        )
    session = split_session(apply_all(session, _parse_wishes(session.people, wishes)), teams, past)
    chance = Random(seed)
    roles = [
        RoleGiven(team=team.id, role=role, person=person)
        for team in session.teams
        for role, person in suggest_roles(session, past, team.id, chance).items()
    ]
    paired = draw_pairs(session, past, seed)
    session = apply_all(session, [*roles, PairsDrawn(pairs=paired.pairs, seed=seed)])
    return PairingProposal(session, past, paired, seed)


def _read_history(folder: str | None) -> AttendanceRead:
    from oneone_tui.store.attendance_reader import read_attendance

    if folder is None:
        return read_attendance(library().folder)
    named = Path(folder)
    if not folder or not os.path.isdir(named):  # noqa: PTH112 - never raises
        raise InputProblem(f"there is no folder {show_path(folder)}: name one that holds sessions")
    return read_attendance(named)


def _history_lines(
    session: Session, teams: int | str | None, read: AttendanceRead
) -> Iterator[str]:
    from oneone_tui.cli.session_setup import names_teams
    from oneone_tui.workshop.text import format_count

    unread = f"; {read.unread} more cannot be read: see oneone list" if read.unread else ""
    yield f"{format_count(read.sessions, 'session')} to learn from{unread}"
    if teams is None and len(session.teams) > 1:
        why = "as the roster names them" if names_teams(session) else "to have time to report"
        yield f"in {len(session.teams)} teams, {why}; --teams 1 keeps one"


def _parse_wishes(
    people: Sequence[Person], wishes: Sequence[tuple[WishKind, str]]
) -> list[WishMade]:
    """Return the changes for the wishes.

    Raises:
        InputProblem: A wish is not about two of `people`.
    """
    from oneone_tui.workshop.model.changes import WishMade

    changes: dict[frozenset[str], WishMade] = {}
    for kind, text in wishes:
        names = [name.strip() for name in text.split(",")]
        if len(names) != 2:
            raise InputProblem(f'write two names and a comma, such as "Ana, Ben", not "{text}"')
        one, other = (_find_person(name, people) for name in names)
        if one.id == other.id:
            raise InputProblem(f'"{text}" is about one person: write two names')
        two = frozenset((one.id, other.id))
        if two in changes and changes[two].kind is not kind:
            raise InputProblem(f"{one.name} and {other.name} cannot be together and apart")
        changes[two] = WishMade(kind=kind, one=one.id, other=other.id)
    return list(changes.values())


def _find_person(name: str, people: Sequence[Person]) -> Person:
    from oneone_tui.workshop.notes.people_lookup import find_people

    called = find_people(name, tuple(people))
    if len(called) == 1:
        return called[0]
    if not called:
        raise InputProblem(f'nobody on the roster is called "{name}"')
    names = ", ".join(person.name for person in called[:3])
    raise InputProblem(f'"{name}" could be {names}: type more of the name')
