"""What makes the mutants: each is one small wrong, and the rest of the module stays."""

from __future__ import annotations

import ast

from tests.mutants.operators import mutants_of

MODULE = '''\
"""What it is."""

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from datetime import date

T = TypeVar("T")
LEAST = 3


def may(name: str, years: int, *, known: bool = True) -> str | None:
    """Whether `name` may."""
    if not known:
        raise ValueError("nobody knows " + name)
    if years < LEAST and name == "é":
        return f"no, {name}"
    for one in [letter for letter in name if letter]:
        if one in name:
            continue
        print(one)
    return None
'''


def replacements() -> set[tuple[str, str]]:
    return {(mutant.before, mutant.after) for mutant in mutants_of(MODULE)}


def test_mutants_of_makes_different_valid_modules() -> None:
    mutants = mutants_of(MODULE)
    made = {mutant.put_into(MODULE) for mutant in mutants}
    assert len(made) == len(mutants)
    before = ast.dump(ast.parse(MODULE))
    assert all(ast.dump(ast.parse(text)) != before for text in made)


def test_mutants_of_makes_every_kind() -> None:
    assert replacements() == {
        ("LEAST = 3", "pass"),
        ("3", "(4)"),
        ("True", "(False)"),
        ("not known", "(known)"),
        ('raise ValueError("nobody knows " + name)', "pass"),
        ('years < LEAST and name == "é"', "(years < LEAST or name == 'é')"),
        ("years < LEAST", "(years <= LEAST)"),
        ('name == "é"', "(name != 'é')"),
        ('"é"', "('mutant')"),
        ('years < LEAST and name == "é"', "(not (years < LEAST and name == 'é'))"),
        ('f"no, {name}"', "(None)"),
        ("letter", "(True)"),
        ("one in name", "(one not in name)"),
        ("continue", "break"),
        ("print(one)", "pass"),
    }
