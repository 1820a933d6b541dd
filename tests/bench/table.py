"""The report as a table for people, and as JSON."""

from __future__ import annotations

import msgspec

from tests.bench.figures import Figure, Report, Spread

HEADER = ("figure", "unit", "ours", "p95", "bare", "p95", "floor", "budget", "")


def as_json(report: Report) -> bytes:
    """The report with every budget and miss worked out."""
    rows = [
        {**msgspec.to_builtins(f), "budget": f.budget, "misses": f.misses} for f in report.figures
    ]
    whole = {**msgspec.to_builtins(report), "figures": rows}
    return msgspec.json.format(msgspec.json.encode(whole), indent=2) + b"\n"


def as_text(report: Report) -> str:
    """The table, and below it what is missed and what could not be measured."""
    rows: list[tuple[str, ...]] = [HEADER]
    part = ""
    for figure in report.figures:
        if figure.part != part:
            part = figure.part
            rows.append((part, *[""] * (len(HEADER) - 1)))
        rows.append(_row(figure))
    widths = [max(len(row[at]) for row in rows) for at in range(len(HEADER))]
    lines = [_line(row, widths) for row in rows]
    lines.insert(1, "─" * max(map(len, lines)))
    lines += ["", *_missed(report.figures)]
    lines += [f"left out: {why}" for why in report.skipped]
    lines.append(f"{report.machine} · {report.at} · {report.seconds:.0f} s")
    return "\n".join(lines)


def _missed(figures: tuple[Figure, ...]) -> list[str]:
    missed = [figure for figure in figures if figure.misses]
    if not missed:
        return ["No budget is missed."]
    return [
        f"missed: {one.part}, {one.name}: {', '.join(one.misses)}"
        + (f"; the floor is {one.made_of}" if one.made_of else "")
        for one in missed
    ]


def _row(figure: Figure) -> tuple[str, ...]:
    verdict = "missed " + figure.misses[0] if figure.misses else "ok"
    return (
        f"  {figure.name}",
        figure.unit,
        *_spread(figure.ours),
        *_spread(figure.bare),
        _number(figure.floor),
        f"≤ {_number(figure.budget)}" if figure.budget is not None else "",
        verdict if figure.budget is not None else "",
    )


def _line(row: tuple[str, ...], widths: list[int]) -> str:
    cells = [
        f"{cell:<{width}}" if at in (0, 1, len(row) - 1) else f"{cell:>{width}}"
        for at, (cell, width) in enumerate(zip(row, widths, strict=True))
    ]
    return "  ".join(cells).rstrip()


def _spread(found: Spread | None) -> tuple[str, str]:
    if found is None:
        return "", ""
    return _number(found.median), _number(found.p95) if found.count > 1 else ""


def _number(value: float | None) -> str:
    if value is None:
        return ""
    return f"{value:,.0f}" if value >= 100 or value == int(value) else f"{value:.3g}"
