"""The torture in short: a little of everything that `make torture` does at length."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from oneone_tui.store import atomic_file
from oneone_tui.store import file_moves as moves
from tests.support.requirements import needs
from tests.torture import (
    console_refusals,
    fuzz,
    kills,
    power_cuts,
    refusals,
    refusing_console,
    soak,
    stopped_moves,
    stopped_saves,
    writers,
)
from tests.torture.harm import Harm
from tests.torture.hostile_readings import LOOKS, look_at
from tests.torture.table import Kind, Trial, merged, table

if TYPE_CHECKING:
    from collections.abc import Callable

SEED = 27
"""By it, three sittings at the console are each of another manner."""
DESCRIPTORS = "/proc/self/fd"
"""Where the system tells what a process has open."""
GIANTS = {
    "sessions": ("50 MB", "a million texts", "deep"),
    "guides": ("50 MB", "a key of dots"),
    "rosters": ("50 MB", "one line"),
}


def nothing_lost(trial: Trial, tries: int) -> None:
    assert trial.losses == []
    assert trial.tries >= tries


@pytest.mark.terminal
def test_a_console_that_is_killed_has_kept_what_it_showed_as_saved(tmp_path: Path) -> None:
    trial = kills.kill_many(tmp_path, 3, seed=SEED)
    nothing_lost(trial, 3)
    assert trial.findings["shown as saved"] > 0
    assert trial.findings["drafts back"] > 0


@pytest.mark.parametrize("links", [True, False])
def test_a_save_may_be_stopped_at_any_call(tmp_path: Path, links: bool) -> None:
    harms = stopped_saves.QUICK if links else (stopped_saves.BEFORE,)
    nothing_lost(stopped_saves.stop_at_each(tmp_path, harms, links=links), 30)


def test_a_new_session_may_be_stopped_at_any_call(tmp_path: Path) -> None:
    nothing_lost(stopped_saves.stop_a_new_one(tmp_path, (stopped_saves.BEFORE,)), 15)


@pytest.mark.parametrize("harm", refusals.QUICK, ids=lambda harm: harm.name)
def test_a_command_may_be_refused_any_call(tmp_path: Path, harm: Harm) -> None:
    quick = [one for one in refusals.COMMANDS if one.every == 1]
    nothing_lost(refusals.refuse_commands(tmp_path, (harm,), quick, every=11), 60)


def test_a_raw_end_of_a_command_would_be_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def raw(line: str) -> None:
        raise KeyError(line)

    monkeypatch.setattr("oneone_tui.cli.run._report_input_error", raw)
    [command] = [one for one in refusals.COMMANDS if one.arguments == ("list",)]
    trial = refusals.refuse_commands(tmp_path, refusals.QUICK[:1], (command,))
    assert trial.of(Kind.CRASHED) > 0


@pytest.mark.terminal
@pytest.mark.parametrize(
    "sitting, harm",
    [
        ("notes", "EIO from then on"),
        pytest.param("looked over", console_refusals.EXHAUSTED, marks=needs(DESCRIPTORS)),
    ],
)
def test_a_console_may_be_refused_any_call(tmp_path: Path, sitting: str, harm: str) -> None:
    refusal = console_refusals.Refusal(sitting, harm, 60)
    trial = console_refusals.refuse_once(tmp_path, refusal)
    nothing_lost(trial, 1)
    assert trial.findings["copies elsewhere"] == (sitting == "notes")


@pytest.mark.terminal
def test_a_raw_end_of_a_console_would_be_found(tmp_path: Path) -> None:
    raw = console_refusals.Refusal("notes", refusing_console.RAW, 60)
    trial = console_refusals.refuse_once(tmp_path, raw)
    assert trial.of(Kind.CRASHED) > 0


@pytest.mark.parametrize("name, links", [("rename", True), ("trash", True), ("restore", False)])
def test_a_move_may_be_stopped_at_any_call(tmp_path: Path, name: str, *, links: bool) -> None:
    nothing_lost(stopped_moves.stop_moves(tmp_path, name, (stopped_saves.BEFORE,), links=links), 50)


@pytest.mark.parametrize("name", power_cuts.CUTS)
def test_the_power_may_go_at_any_moment(tmp_path: Path, name: str) -> None:
    nothing_lost(power_cuts.cut_power(tmp_path, name, SEED, most=12), 2)


@pytest.mark.parametrize("name", power_cuts.WITHOUT_LINKS)
def test_the_power_may_go_where_there_are_no_links(tmp_path: Path, name: str) -> None:
    nothing_lost(power_cuts.cut_power(tmp_path, name, SEED, most=12, links=False), 2)


@pytest.mark.parametrize("name", ["save", "trash", "a draft that grows"])
def test_a_folder_that_is_not_synced_would_be_found(
    tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def not_at_all(folder: Path) -> None:
        assert folder.is_dir()

    monkeypatch.setattr(atomic_file, "sync_names", not_at_all)
    monkeypatch.setattr(moves, "sync_names", not_at_all)
    assert power_cuts.cut_power(tmp_path, name, SEED, most=40).losses


def test_writers_at_once_lose_nothing(tmp_path: Path) -> None:
    nothing_lost(writers.write_together(tmp_path, writers=2, notes=50), 100)


@pytest.mark.parametrize("kind", GIANTS)
def test_hostile_files_are_read_or_refused_in_a_line(tmp_path: Path, kind: str) -> None:
    nothing_lost(fuzz.open_giants(kind, GIANTS[kind], tmp_path), len(GIANTS[kind]))
    nothing_lost(fuzz.fuzz(kind, 40, 7, tmp_path), 40)


@needs(DESCRIPTORS)
@pytest.mark.slow
@pytest.mark.terminal
@pytest.mark.parametrize("part", [soak.soak, soak.walk])
def test_a_console_that_is_at_work_does_not_grow(
    tmp_path: Path, part: Callable[[Path, int], Trial]
) -> None:
    nothing_lost(part(tmp_path, 3), 1)


def test_a_console_that_grows_would_be_found() -> None:
    trial, first = Trial("this"), soak.Held(50.0, files=9, threads=5, tasks=60, timers=9, closed=0)
    soak.compare(trial, first, [first, first._replace(memory=59.0, files=10)])
    assert trial.losses == []
    soak.compare(trial, first, [first, first._replace(memory=61.0, files=20), first])
    assert trial.losses == ["memory has grown from 50 to 61", "files has grown from 9 to 20"]
    assert trial.of(Kind.LARGE) == 2


def test_a_save_that_is_not_whole_would_be_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def in_place(temporary: Path, path: Path) -> None:
        fd = os.open(path, os.O_WRONLY | os.O_TRUNC)
        os.write(fd, temporary.read_bytes())
        os.close(fd)

    monkeypatch.setattr(atomic_file, "_replace", in_place)
    trial = stopped_saves.stop_at_each(tmp_path, (stopped_saves.BEFORE,))
    assert trial.of(Kind.DAMAGED) > 0
    assert trial.of(Kind.LOST) > 0


def test_a_crash_of_what_reads_a_file_would_be_found(tmp_path: Path) -> None:
    def broken(path: Path) -> None:
        raise KeyError(path)

    looks = LOOKS["guides"]._replace(looks=(broken,))
    path = tmp_path / "a.toml"
    path.touch()
    losses = dict(look_at(path, looks).losses)  # of the tests' own size, too
    assert losses[Kind.CRASHED].startswith("broken: KeyError")


def test_the_table_has_a_column_for_each_kind_of_loss() -> None:
    one, other = Trial("this", tries=1_000), Trial("this", tries=500)
    one.lose(Kind.TWICE, "it is there twice")
    one.losses.append("of no kind: it crashed")
    head, rule, row = table([merged("this", [one, other])]).splitlines()
    assert [*Kind] == [cell.strip() for cell in head.strip("| ").split("|")][2:-1]
    assert len({len(head), len(rule), len(row)}) == 1
    cells = [cell.strip() for cell in row.strip("| ").split("|")]
    assert cells == ["this", "1,500", "0", "1", "0", "0", "1", "0", "0", "0"]
