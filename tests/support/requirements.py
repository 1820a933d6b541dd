"""Skip tests where the machine lacks something, and say what."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest


def needs(*names: str) -> pytest.MarkDecorator:
    """Skip unless one of these programs (by name) or files (by path) exists."""
    there = any(Path(name).exists() if "/" in name else shutil.which(name) for name in names)
    return pytest.mark.skipif(not there, reason=f"needs {names[0]}")


def _all_is_allowed() -> bool:
    with TemporaryDirectory() as folder:
        Path(folder).chmod(0)
        allowed = os.access(folder, os.R_OK)
        Path(folder).chmod(0o700)
    return allowed


needs_ordinary_user = pytest.mark.skipif(
    _all_is_allowed(), reason="needs an ordinary user: root may do anything"
)
