"""The readme as a package index shows it, where no link can be relative to the repository."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hatchling.metadata.plugin.interface import MetadataHookInterface

if TYPE_CHECKING:
    from re import Match

LINK = re.compile(r"(!?)\[([^\]]*)\]\((?!https?:|#)([^)\s]+)\)")
"""A link or a picture that is relative: whether it is a picture, its text, its path."""


class ReadmeHook(MetadataHookInterface):
    """Fill in what depends on the repository's address: the readme's links, and the URLs."""

    PLUGIN_NAME = "custom"

    def update(self, metadata: dict[str, Any]) -> None:
        """Set `readme`, and `urls` if `repository` is set in pyproject.toml."""
        repository: str = self.config.get("repository", "").rstrip("/")
        text = (Path(self.root) / "README.md").read_text("utf-8")
        metadata["readme"] = {
            "content-type": "text/markdown",
            "text": absolute_links(text, repository),
        }
        if repository:
            metadata["urls"] = {
                "Repository": repository,
                "Documentation": f"{repository}/tree/HEAD/docs",
                "Changelog": f"{repository}/blob/HEAD/CHANGELOG.md",
            }


def absolute_links(text: str, repository: str) -> str:
    """Make relative links absolute. Without a `repository`, leave their text only."""

    def replace(link: Match[str]) -> str:
        picture, words, path = link.groups()
        if not repository:
            return "" if picture else words
        return f"{picture}[{words}]({repository}/{'raw' if picture else 'blob'}/HEAD/{path})"

    return LINK.sub(replace, text)
