"""TinyDB's own tests of storages, tables and operations, run on the storage of a session's file.

They come with its sources, which are fetched at the version and by the checksum that is locked.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tarfile
from pathlib import Path
from xml.etree import ElementTree

from tests.torture.table import Kind, Trial
from tests.torture.tinydb_plugin import DIFFERENCES

ROOT = Path(__file__).resolve().parents[2]
SUITES = ("storages", "middlewares", "tables", "tinydb", "operations")
PATIENCE = 300.0
"""So many seconds fetching, or the tests, may take."""


def run_suite(folder: Path, *, whole: bool) -> Trial:
    """Run TinyDB's tests; `whole` puts the middleware between that makes a change one write."""
    trial = Trial("TinyDB's own tests" + (", each change one write" if whole else ""))
    tests = _fetch(folder)
    if tests is None:
        print("TinyDB's own tests are left out: its sources can't be fetched", file=sys.stderr)
        trial.findings["left out: its sources can't be fetched"] += 1
        return trial.ended()
    report = folder / "report.xml"
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-o", "addopts="]
    command += ["-p", "tests.torture.tinydb_plugin", f"--junitxml={report}"]
    command += [f"--rootdir={tests.parent}", *(["--whole"] if whole else [])]
    command += [str(tests / f"test_{name}.py") for name in SUITES]
    # Its tests alone come from the sources: TinyDB itself is the one that is installed.
    env = os.environ | {"PYTHONPATH": str(ROOT)}
    # What came of it is in the report, whatever its exit status.
    subprocess.run(
        command, check=False, env=env, cwd=folder, timeout=PATIENCE, stdout=subprocess.DEVNULL
    )
    _read(report, trial)
    return trial.ended()


def _fetch(folder: Path) -> Path | None:
    """The tests of the TinyDB that is locked, or None where they can't be had."""
    locked = (ROOT / "requirements.txt").read_text()
    found = re.search(r"^tinydb==(\S+) \\\n(?:    --hash=\S+(?: \\)?\n)+", locked, re.MULTILINE)
    assert found, "TinyDB is not in requirements.txt"
    wanted = folder / "wanted.txt"
    wanted.write_text(found[0])
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--require-hashes"]
    command += ["--no-binary", ":all:", "--dest", str(folder), "--requirement", str(wanted)]
    try:
        subprocess.run(command, check=True, timeout=PATIENCE, capture_output=True)
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired):
        return None
    name = f"tinydb-{found[1]}"
    with tarfile.open(folder / f"{name}.tar.gz") as sources:
        for member in sources.getmembers():
            if member.name.startswith(f"{name}/tests/"):
                sources.extract(member, folder, filter="data")
    # Under its own name it would be taken for the folder of our tests.
    return (folder / name / "tests").rename(folder / "suite")


def _read(report: Path, trial: Trial) -> None:
    cases = list(ElementTree.parse(report).iter("testcase")) if report.exists() else []
    trial.expect(cases, Kind.CRASHED, "the tests did not run")
    for case in cases:
        trial.tries += 1
        skipped = case.find("skipped")
        if skipped is not None:
            kind = "otherwise with us" if skipped.get("type") == "pytest.xfail" else "skipped"
            trial.findings[kind] += 1
        for wrong in (*case.iter("failure"), *case.iter("error")):
            trial.lose(Kind.CRASHED, f"{case.get('name')}: {wrong.get('message', '')[:200]}")
    otherwise = trial.findings["otherwise with us"]
    trial.expect(otherwise == len(DIFFERENCES), Kind.CRASHED, f"{otherwise} differences were met")
