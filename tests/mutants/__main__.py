"""`make mutants`: does a test notice each small wrong in what keeps notes safe and private?

    python -m tests.mutants [--list] [MODULE ...]

MODULE is a path, or a part of one. Ends with 1 where a mutant survives that is not argued to be
the same program, or where an argument is about nothing any more.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import tomllib
from multiprocessing import Process, Queue
from pathlib import Path
from typing import NamedTuple

from tests.mutants.operators import Mutant, mutants_of
from tests.mutants.trial import LEAST_SECONDS, SLOWER, run_tests, warm_up

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
WORKERS = int(os.environ.get("WORKERS", "2"))


class Module(NamedTuple):
    """A module, the tests that are to notice its wrongs, and wrongs argued to be none."""

    path: str
    tests: tuple[str, ...]
    argued: tuple[tuple[str, str, str], ...]


class Found(NamedTuple):
    """What came of a module's mutants."""

    module: Module
    made: int
    argued: int
    survivors: tuple[Mutant, ...]
    unused: tuple[tuple[str, str, str], ...]
    trouble: str = ""


def modules(wanted: list[str]) -> list[Module]:
    """The modules of the plan, or those that are wanted."""
    plan = tomllib.loads((HERE / "plan.toml").read_text(encoding="utf-8"))
    same = tomllib.loads((HERE / "equivalent.toml").read_text(encoding="utf-8"))
    found = []
    for path, tests in plan.items():
        if not wanted or any(part in path for part in wanted):
            argued = tuple((one["line"], one["before"], one["after"]) for one in same.get(path, []))
            found.append(Module(path, tuple(tests), argued))
    return found


def try_module(tree: Path, module: Module) -> Found:
    """Try every mutant of a module in a copy of the project."""
    place = tree / module.path
    source = place.read_text(encoding="utf-8")
    mutants = mutants_of(source)
    known = {_known_by(mutant) for mutant in mutants}
    unused = tuple(one for one in module.argued if one not in known)
    to_try = [mutant for mutant in mutants if _known_by(mutant) not in module.argued]
    usual = run_tests(tree, module.tests, patience=600, compiling=True)
    for compiled in place.parent.glob(f"__pycache__/{place.stem}.*.pyc"):
        compiled.unlink()
    if usual.status != 0:
        said = (tree / "said.txt").read_text(encoding="utf-8")
        return Found(module, len(mutants), 0, (), unused, f"its tests fail by themselves:\n{said}")
    patience = max(LEAST_SECONDS, usual.seconds * SLOWER)
    survivors = []
    for mutant in to_try:
        place.write_text(mutant.put_into(source), encoding="utf-8")
        if run_tests(tree, module.tests, patience).status == 0:
            survivors.append(mutant)
            print(f"  survives in {module.path}: {mutant}", flush=True)
    place.write_text(source, encoding="utf-8")
    return Found(module, len(mutants), len(mutants) - len(to_try), tuple(survivors), unused)


def main(arguments: list[str]) -> int:
    """Try the modules, some at a time, and print a table."""
    planned = modules([argument for argument in arguments if argument != "--list"])
    if "--list" in arguments:
        for module in planned:
            for mutant in mutants_of((ROOT / module.path).read_text(encoding="utf-8")):
                print(f"{module.path}: {mutant}")
        return 0
    warm_up()
    todo: Queue[Module | None] = Queue()
    done: Queue[Found] = Queue()
    for module in planned:
        todo.put(module)
    workers = [Process(target=_work, args=(todo, done)) for _ in range(min(WORKERS, len(planned)))]
    for worker in workers:
        todo.put(None)
        worker.start()
    found = [done.get() for _ in planned]
    for worker in workers:
        worker.join()
    found.sort(key=lambda one: [module.path for module in planned].index(one.module.path))
    print(_table(found))
    return int(any(one.survivors or one.unused or one.trouble for one in found))


def _work(todo: Queue[Module | None], done: Queue[Found]) -> None:
    with tempfile.TemporaryDirectory(prefix="mutants-") as folder:
        tree = Path(folder) / "oneone"
        listed = subprocess.run(
            ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
            cwd=ROOT,
            capture_output=True,
            check=True,
            text=True,
        )
        for name in filter(None, listed.stdout.split("\0")):
            if (ROOT / name).is_file():
                (tree / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(ROOT / name, tree / name)
        while module := todo.get():
            done.put(try_module(tree, module))


def _known_by(mutant: Mutant) -> tuple[str, str, str]:
    before, after = (" ".join(text.split()) for text in (mutant.before, mutant.after))
    return mutant.line, before, after


def _table(found: list[Found]) -> str:
    lines = ["", "module                                made  killed  the same  survive"]
    for one in found:
        killed = one.made - one.argued - len(one.survivors)
        numbers = f"{one.made:>6}{killed:>8}{one.argued:>10}{len(one.survivors):>9}"
        lines.append(f"{one.module.path.removeprefix('oneone_tui/'):<36}{numbers}")
    for one in found:
        lines += [f"{one.module.path}: {one.trouble}"] if one.trouble else []
        lines += [f"{one.module.path}: argued, and not there: {why}" for why in one.unused]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
