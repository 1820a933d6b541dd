"""Whether a folder is on a network disk, told by a table of mounts."""

from __future__ import annotations

from pathlib import Path

import pytest

from oneone_tui.store.network_disk import MOUNTS, network_disk_warning
from tests.support.requirements import needs

TABLE = """\
22 1 0:20 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
30 22 0:25 / /mnt/team rw,relatime shared:2 - nfs4 server:/team rw
31 30 0:26 / /mnt/team/local rw - ext4 /dev/sdb1 rw
32 22 0:27 / /mnt/with\\040a\\040space rw master:1 - fuse.sshfs me@there:/ rw
33 22 0:28 / /mnt/twice rw - ext4 /dev/sdc1 rw
34 22 0:29 / /mnt/twice rw - cifs //server/share rw
35 22 0:30 / /mnt/c rw - 9p drvfs rw
36 22 0:31 / /mnt/disk rw - fuse.ntfs-3g /dev/sdd1 rw
not a line
"""


@pytest.fixture
def mount_table(tmp_path: Path) -> Path:
    path = tmp_path / "mountinfo"
    path.write_text(TABLE)
    return path


@pytest.mark.parametrize(
    "folder, kind",
    [
        ("/home/ana", ""),
        ("/mnt/team/sessions", "nfs4"),
        ("/mnt/team", "nfs4"),
        ("/mnt/team/local/sessions", ""),
        ("/mnt/teammates", ""),
        ("/mnt/with a space/sessions", "fuse.sshfs"),
        ("/mnt/twice/x", "cifs"),
        ("/mnt/c/Users", "9p"),
        ("/mnt/disk", ""),
    ],
)
def test_network_disk_warning_names_type_of_mount(
    mount_table: Path, folder: str, kind: str
) -> None:
    warning = network_disk_warning(Path(folder), mount_table)
    if not kind:
        assert warning is None
        return
    assert warning is not None
    assert warning.startswith(f"{folder} is on a network disk ({kind}): ")
    assert "\n" not in warning


def test_network_disk_warning_follows_link(mount_table: Path, tmp_path: Path) -> None:
    (tmp_path / "here").symlink_to("/mnt/team")
    assert network_disk_warning(tmp_path / "here" / "sessions", mount_table)


def test_network_disk_warning_is_none_without_mount_table(tmp_path: Path) -> None:
    assert network_disk_warning(Path("/mnt/team"), tmp_path / "nowhere") is None


@needs(str(MOUNTS))
def test_network_disk_warning_reads_real_mount_table(tmp_path: Path) -> None:
    assert network_disk_warning(tmp_path) is None or "network disk" in str(
        network_disk_warning(tmp_path)
    )
