# SPDX-License-Identifier: MIT
"""Figures: what was measured, its spread, what it is held against, and the aim it should meet."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from statistics import median
from typing import Any


@dataclass(frozen=True)
class Figure:
    """One measured quantity: the median of ``runs`` runs, their extremes, and perhaps the ratio to a baseline."""

    name: str
    value: float
    unit: str
    low: float
    high: float
    runs: int
    baseline: str = ""
    ratio: float | None = None
    aim: str = ""
    met: bool | None = None

    def to_dict(self) -> dict[str, Any]:
        """Give the figure as plain data."""
        return asdict(self)


def figure(name: str, unit: str, values: Sequence[float], **more: Any) -> Figure:
    """Give the median of some runs as a figure."""
    return Figure(name, median(values), unit, min(values), max(values), len(values), **more)


def against(measured: Figure, baseline: Figure, most: float | None = None) -> Figure:
    """Give a figure with its ratio to a baseline of the same run, and whether that is ``most`` or less."""
    ratio = measured.value / baseline.value
    aim = "" if most is None else f"at most {most:g} ×"
    more = {"baseline": baseline.name, "ratio": ratio, "aim": aim, "met": None if most is None else ratio <= most}
    return Figure(**{**measured.to_dict(), **more})


def within(measured: Figure, most: float) -> Figure:
    """Give a figure with the most it should be."""
    aim = f"at most {most:g} {measured.unit}"
    return Figure(**{**measured.to_dict(), "aim": aim, "met": measured.value <= most})


def interleaved(contestants: Sequence[Callable[[], object]], runs: int, warm_up: int = 3) -> list[list[float]]:
    """Time some functions turn by turn, so that what else the machine does falls on all of them. Milliseconds."""
    times: list[list[float]] = [[] for _ in contestants]
    for run in range(-warm_up, runs):
        for contestant, mine in zip(contestants, times, strict=True):
            start = time.perf_counter()
            contestant()
            spent = (time.perf_counter() - start) * 1000
            if run >= 0:
                mine.append(spent)
    return times


def number(value: float) -> str:
    """Write a figure with as many digits as mean something."""
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def table(title: str, figures: Iterable[Figure]) -> str:
    """Give the figures as a table in plain text."""
    rows = [("", "median", "least – most", "runs", "ratio", "aim", "")]
    for each in figures:
        spread = f"{number(each.low)} – {number(each.high)}" if each.runs > 1 else ""
        ratio = f"{number(each.ratio)} × {each.baseline}" if each.ratio is not None else ""
        met = {True: "met", False: "NOT MET", None: ""}[each.met]
        row = (each.name, f"{number(each.value)} {each.unit}", spread, str(each.runs), ratio, each.aim, met)
        rows.append(row)
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    return "\n".join([title, "-" * len(title), *lines])
