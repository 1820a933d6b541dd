"""No path and no error of the system is told as it is; and the lint that says so."""

from __future__ import annotations

from pathlib import Path

import pytest

import oneone_tui
from tests.tools.output_lint import offenders

SOURCES = Path(oneone_tui.__file__).parent
DOORS = {SOURCES / "paths.py", SOURCES / "cli/printing.py"}
"""Where a path becomes a text, and where a text leaves a command."""


def test_source_code_prints_nothing_raw() -> None:
    sources = {path: path.read_text() for path in SOURCES.rglob("*.py") if path not in DOORS}
    assert len(sources) > 200
    found = {str(path): offenders(source) for path, source in sources.items()}
    assert {path: places for path, places in found.items() if places} == {}


@pytest.mark.parametrize(
    "planted",
    [
        "click.echo(line)",
        "click.echo(line, err=True)",
        "print(line)",
        "sys.stderr.write(line)",
        "say(f'{path} is there')",
        "say(f'{session.path.name} is there')",
        "say(f'{self.library.folder} is empty')",
        "say(f'kept in {folder / name}')",
        "say(clean(str(path)))",
        "say(f'{str(target)}')",
        "say(f'{shelf.path.parent!r}')",
        "def tell(where: Path) -> str: return f'{where} is gone'",
        "def tell(where: Path | None) -> str: return f'{where.stem} is gone'",
        "Content(path)",
        "print_text(path)",
        "raise Problem(folder)",
        "try: go()\nexcept OSError as error: say(str(error))",
        "try: go()\nexcept OSError as error: say(f'refused: {error}')",
        "try: go()\nexcept OSError as error: say(f'refused: {error.strerror or error}')",
        "try: go()\nexcept (ValueError, PermissionError) as error: say(f'{error.filename}')",
    ],
)
def test_output_lint_finds_raw_output(planted: str) -> None:
    assert len(offenders(f"import json\n{planted}")) >= 1
    assert all(found.line >= 2 for found in offenders(f"import json\n{planted}"))


@pytest.mark.parametrize(
    "harmless",
    [
        "print_text(line)",
        "say(f'{show_path(path)} is there')",
        "say(f'{shown(path)} is there')",
        "say(f'oneone repair {quote_path(folder / name)}')",
        "other = folder / f'{path.stem}-2.json'",
        "other = path.with_name(f'.{path.name}.lock')",
        "item.name.startswith(f'.{path.name}.')",
        "say(f'{person.name} is here')",
        "try: go()\nexcept OSError as error: say(f'refused: {error.strerror}')",
        "try: go()\nexcept OSError as error: raise cannot_read(error, path) from error",
        "try: go()\nexcept StoreError as error: say(str(error))",
    ],
)
def test_output_lint_accepts_cleaned_output(harmless: str) -> None:
    assert offenders(harmless) == []
