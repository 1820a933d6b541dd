"""`oneone check` and `oneone repair`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from oneone_tui.store.atomic_file import previous_copy_path
from tests.support.command_line import check_refused

if TYPE_CHECKING:
    from tests.support.command_line import Oneone


@pytest.fixture
def private_session(first_session: Path) -> Path:
    """The session called First, in a folder that is private."""
    first_session.parent.chmod(0o700)
    return first_session


def truncate(path: Path, end: int = -30) -> bytes:
    content = path.read_bytes()[:end]
    path.write_bytes(content)
    return content


def test_check_reports_sound_session_in_one_line(oneone: Oneone, private_session: Path) -> None:
    said = f"  {private_session.name}: ok, 6 people, 0 notes, 0 commitments\n"
    assert oneone("check") == (0, said, "")
    assert oneone("check", "First") == (0, said, "")


def test_check_accepts_missing_sessions(oneone: Oneone) -> None:
    code, out, err = oneone("check")
    assert (code, err) == (0, "")
    assert out.startswith("No sessions in ")


def test_check_reports_damaged_session_with_remedy(oneone: Oneone, private_session: Path) -> None:
    truncate(private_session)
    for arguments in (["check"], ["check", str(private_session)], ["check", private_session.stem]):
        code, out, err = oneone(*arguments)
        assert code == 1
        assert out.startswith(f"! {private_session.name} is damaged: it is not whole JSON")
        assert out.count("\n") == 1
        assert err.startswith("To recover what can be: oneone repair ")


def test_check_reports_folder_open_to_others(oneone: Oneone, private_session: Path) -> None:
    private_session.parent.chmod(0o755)
    code, out, _ = oneone("check")
    assert code == 1
    assert (
        f"! {private_session.parent.resolve()} is open to others on this machine: chmod 700 it"
        in out
    )
    assert f"  {private_session.name}: ok" in out


def test_repair_writes_recovered_session_beside_damaged_one(
    oneone: Oneone, private_session: Path
) -> None:
    content = truncate(private_session)
    code, out, err = oneone("repair", str(private_session))
    assert code == 0
    new = Path(out.strip())
    assert new.name == f"{private_session.stem}-repaired.json"
    assert private_session.read_bytes() == content
    assert err.startswith("recovered\n  people 6, teams 1\nlost: history 1\n")
    assert oneone("check", str(new)).code == 0


def test_repair_uses_previous_copy(oneone: Oneone, private_session: Path) -> None:
    previous_copy_path(private_session).write_bytes(private_session.read_bytes())
    truncate(private_session, 900)
    code, _, err = oneone("repair", str(private_session), "--output", "new.json")
    assert code == 0
    assert err.startswith("recovered from the copy before the last save\n")
    private_session.unlink()
    assert oneone("repair", str(private_session), "--output", "newer.json").code == 0
    assert Path("new.json").read_bytes() == Path("newer.json").read_bytes()


def test_repair_rejects_bad_arguments_in_one_line(oneone: Oneone, private_session: Path) -> None:
    check_refused(oneone("repair", "First"), "is whole: there is nothing to repair")
    check_refused(oneone("repair", "nowhere.json"), "there is no session")
    check_refused(oneone("repair", " "), "which session?")
    check_refused(oneone("check", "a\0b"), "there is no session")
    truncate(private_session)
    check_refused(
        oneone("repair", str(private_session), "--output", str(private_session)), "is there already"
    )
    private_session.write_bytes(b"")
    check_refused(oneone("repair", str(private_session)), "there is nothing in it to recover")
