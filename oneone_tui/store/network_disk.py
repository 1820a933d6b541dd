"""Detection of network disks, where a lock may not hold."""

from __future__ import annotations

import re
from pathlib import Path

from oneone_tui.paths import show_path

MOUNTS = Path("/proc/self/mountinfo")

_REMOTE = (
    r"(nfs4?|cifs|smb\d?|smbfs|9p|afs|coda|ceph|lustre|gpfs|beegfs|glusterfs|davfs2?|ncpfs"
    r"|virtiofs|vboxsf|vmhgfs|prl_fs"  # a virtual machine's shared folders
    r"|fuse\.(sshfs|rclone|s3fs|gcsfuse|glusterfs|davfs2?|curlftpfs|cephfs|vmhgfs-fuse|gvfsd-fuse"
    r"|smbnetfs|juicefs|goofys|onedriver|google-drive-ocamlfuse))"
)
_OCTAL = r"\\([0-7]{3})"


def network_disk_warning(path: Path, mounts: Path | None = None) -> str | None:
    """Return one line of warning if `path` is on a network disk, else None.

    This can take long if the disk does not respond.

    Args:
        path: A file or folder, which may be missing.
        mounts: A table of mounts in the format of Linux. On systems without one, the result is
            None.
    """
    try:
        table = (mounts or MOUNTS).read_text(encoding="utf-8", errors="surrogateescape")
        whole = path.resolve()
    except (OSError, RuntimeError, ValueError):
        return None
    kind = _file_system(whole, table)
    if not re.fullmatch(_REMOTE, kind):
        return None
    return (
        f"{show_path(path)} is on a network disk ({kind}): open a session at one console at a "
        "time there, or keep your sessions on this machine"
    )


def _file_system(path: Path, table: str) -> str:
    """Return the file system type of `path`. The last mount on a folder counts."""
    kind, depth = "", 0
    for line in table.splitlines():
        before, _, after = line.partition(" - ")
        fields = before.split(" ")
        if len(fields) < 5 or not after:
            continue
        point = Path(re.sub(_OCTAL, lambda found: chr(int(found[1], 8)), fields[4]))
        if len(point.parts) >= depth and path.is_relative_to(point):
            kind, depth = after.split(" ", 1)[0], len(point.parts)
    return kind
