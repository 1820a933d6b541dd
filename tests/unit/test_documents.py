"""The documents name what there is: paths, modules, commands, links."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from hatch_build import absolute_links
from oneone_tui.cli.root import COMMANDS

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "oneone_tui"
PAGES = [
    ROOT / "README.md",
    ROOT / "CONTRIBUTING.md",
    *sorted((ROOT / "docs").rglob("*.md")),
    *sorted(PACKAGE.rglob("*.md")),
]
ON_THE_USERS_DISK = {"mine.toml", "config.toml", "trash/", ".consoles/", "dist/"}
"""What documents name as a path that is not in the repository."""

FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
CODE = re.compile(r"`([^`\n]+)`")
PATH = re.compile(r"[\w.*-]+(?:/[\w.*-]+)*(?:/|\.(?:py|md|toml|tcss|yml))")
MODULE = re.compile(r"(?:oneone_tui|tests)(?:\.\w+)+")
LINK = re.compile(r"\]\(([^)\s]+)\)")

every_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))


def _is_there(path: str, page: Path) -> bool:
    return any(any(base.glob(path)) for base in (ROOT, PACKAGE, PACKAGE / "workshop", page.parent))


def _is_module(name: str) -> bool:
    """Whether this is a module, or a name that one of its parents has."""
    path = ROOT / name.replace(".", "/")
    if path.is_dir() or path.with_suffix(".py").is_file():
        return True
    above = path.parent.with_suffix(".py")
    return above.is_file() and re.search(rf"\b{path.name}\b", above.read_text("utf-8")) is not None


def _anchors(page: Path) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", FENCE.sub("", page.read_text("utf-8")), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in headings}


@every_page
def test_documents_name_paths_and_modules_that_exist(page: Path) -> None:
    text = FENCE.sub("", page.read_text("utf-8"))
    codes = CODE.findall(text)
    paths = {code for code in codes if PATH.fullmatch(code)} - ON_THE_USERS_DISK
    missing = {path for path in paths if not _is_there(path, page)}
    missing |= {name for name in MODULE.findall(page.read_text("utf-8")) if not _is_module(name)}
    assert not missing


@every_page
def test_documents_name_commands_that_exist(page: Path) -> None:
    text = page.read_text("utf-8")
    shown = "\n".join([*FENCE.findall(text), *CODE.findall(text)])
    called = set(re.findall(r"(?:^|[|'] ?)oneone ([a-z]+)", shown, re.MULTILINE))
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    made = set(re.findall(r"^make ([a-z]+)", shown, re.MULTILINE))
    assert called <= set(COMMANDS)
    assert made <= targets


@pytest.mark.parametrize("page", [*PAGES, ROOT / "CHANGELOG.md"], ids=lambda page: page.name)
def test_documents_link_to_files_and_headings_that_exist(page: Path) -> None:
    for link in LINK.findall(FENCE.sub("", page.read_text("utf-8"))):
        if link.startswith(("https:", "http:")):
            continue
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        assert target.exists(), link
        if anchor:
            assert anchor in _anchors(target), link


def test_readme_is_short() -> None:
    assert len((ROOT / "README.md").read_text("utf-8").splitlines()) <= 120


def test_decisions_have_a_number_each_and_what_was_decided() -> None:
    pages = sorted((ROOT / "docs/decisions").glob("*.md"))
    numbers = [page.name[:4] for page in pages if page.name != "README.md"]
    assert len(set(numbers)) == len(numbers)
    for page in pages:
        text = page.read_text("utf-8")
        assert text.startswith(f"# {int(page.name[:4])}. "), page.name
        assert "**Decision.**" in text, page.name


def test_packaged_readme_has_no_relative_link() -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    there = absolute_links(text, "https://example.org/oneone")
    assert "![The Rounds screen" in there
    assert all(link.startswith("https://example.org/oneone/") for link in LINK.findall(there))
    assert "https://example.org/oneone/blob/HEAD/docs/keys.md" in there
    assert not LINK.findall(absolute_links(text, ""))
