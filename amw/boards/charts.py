"""Series of a board as pictures: a line of block characters for the terminal, an SVG for a page. No library, no clock."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from html import escape
from itertools import groupby

from amw.boards.history import Point

BLOCKS = "▁▂▃▄▅▆▇█"
WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 720, 320, 56, 150, 24, 36
LEAST = 0.02  # of a value: what a chart spans at least
COLOURS = ("#1f6f8b", "#c8553d", "#5b8c5a", "#8d6a9f", "#b08900", "#4a4e69", "#d17a22", "#2a9d8f")


@dataclass(frozen=True, slots=True)
class Frame:
    """A plot: its edges in the units of a drawing, the moments (seconds since 1970) at its sides, the values at its bottom and top, which
    are the other way round with `lowest_on_top`, as for ranks."""

    left: float
    right: float
    top: float
    bottom: float
    first: float
    last: float
    low: float
    high: float
    lowest_on_top: bool = False

    def x(self, at: datetime) -> float:
        """Where a moment stands; in the middle where there is one moment alone."""
        width, span = self.right - self.left, self.last - self.first
        return self.left + (width * (at.timestamp() - self.first) / span if span > 0 else width / 2)

    def y(self, value: float) -> float:
        """Where a value stands."""
        share = (value - self.low) / (self.high - self.low)
        return self.top + (self.bottom - self.top) * (share if self.lowest_on_top else 1 - share)

    def line(self, points: Iterable[tuple[datetime, float, str | None]]) -> str:
        """A line through points, each a moment, a value and the scoring method, as an SVG path; it breaks where the method changes."""
        path, before = "", None
        for at, value, version in points:
            path += f"{'L' if path and version == before else 'M'}{self.x(at):.1f} {self.y(value):.1f}"
            before = version
        return path

    def steps(self, series: Sequence[Point]) -> str:
        """A line that stays at each value until the next one, as an SVG path."""
        begin = f"M{self.x(series[0].at):.1f} {self.y(float(series[0].value)):.1f}" if series else ""
        return begin + "".join(f"H{self.x(point.at):.1f}V{self.y(float(point.value)):.1f}" for point in series[1:])


def _span(values: Sequence[float]) -> tuple[float, float]:
    """The lowest and highest value to draw, far enough apart that 45.99 and 46 are one height."""
    low, high = min(values), max(values)
    middle, half = (low + high) / 2, max(high - low, LEAST * max(abs(low), abs(high))) / 2 or 1
    return middle - half, middle + half


def _places(values: Sequence[float]) -> tuple[float, float]:
    """The best and the last place to draw, with the next ones where all are one."""
    best, last = min(values), max(values)
    return (best, last) if best < last else (max(1.0, best - 1), last + 1)


def round_step(least: float) -> float:
    """The least of 1, 2 and 5 times a power of ten that is no less than `least`; 1 for nothing."""
    power = 10.0 ** math.floor(math.log10(least)) if least > 0 else 1.0
    return next(step * power for step in (1, 2, 5, 10) if step * power >= least * (1 - 1e-9))


def sparkline(values: Sequence[float], *, lower_is_better: bool = False) -> str:
    """One block a value, the best highest; "" for none. Equal values are drawn in the middle."""
    if not values:
        return ""
    if min(values) == max(values):
        return BLOCKS[3] * len(values)
    low, high = _span(values)
    shares = ((value - low) / (high - low) for value in values)
    return "".join(BLOCKS[round((1 - share if lower_is_better else share) * (len(BLOCKS) - 1))] for share in shares)


def sparklines(series: Sequence[Point], *, lower_is_better: bool = False, prices: bool = False) -> str:
    """A sparkline for each scoring method in turn, `┊` between them: values of two methods are not of one scale. Prices have none."""
    runs = groupby(series, key=lambda point: None if prices else point.version)
    return "┊".join(sparkline([float(point.value) for point in run], lower_is_better=lower_is_better) for _, run in runs)


def svg(lines: Mapping[str, Sequence[Point]], *, title: str, lower_is_better: bool = False, prices: bool = False) -> str:
    """A line chart of one or more series over time, a legend at the right; ranks (`lower_is_better`) have 1 at the top.

    A line breaks where the scoring method changes: values before and after are not of one scale. `prices` are US dollars, know no
    method, stand until the next one, which makes steps of them, and begin at nothing.
    """
    points = [point for series in lines.values() for point in series]
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" font-family="sans-serif" font-size="11">'
        f"<title>{escape(title)}</title>"
        f'<text x="{LEFT}" y="15" font-size="13" font-weight="bold">{escape(title)}</text>'
    )
    if not points:
        return f'{head}<text x="{LEFT}" y="{HEIGHT / 2}">no data</text></svg>'
    times = [point.at.timestamp() for point in points]
    values = [float(point.value) for point in points]
    low, high = (0.0, 4 * round_step(max(values) / 4)) if prices else _places(values) if lower_is_better else _span(values)
    right, bottom = WIDTH - RIGHT, HEIGHT - BOTTOM
    frame = Frame(LEFT, right, TOP, bottom, min(times), max(times), low, high, lowest_on_top=lower_is_better)
    parts = [head]
    step = max(1.0, round((high - low) / 4)) if lower_is_better else (high - low) / 4
    parts += [
        f'<line x1="{LEFT}" x2="{right}" y1="{frame.y(value):.1f}" y2="{frame.y(value):.1f}" stroke="#ddd"/>'
        f'<text x="{LEFT - 6}" y="{frame.y(value) + 4:.1f}" text-anchor="end">{"$" * prices}{value:,.4g}</text>'
        for value in (low + step * at for at in range(int((high - low) / step + 1.001)))
    ]
    ends = (min(points, key=lambda p: p.at), max(points, key=lambda p: p.at))
    for point, anchor in zip(ends, ("start", "end"), strict=True):
        parts.append(f'<text x="{frame.x(point.at):.1f}" y="{HEIGHT - 14}" text-anchor="{anchor}">{point.at:%Y-%m-%d}</text>')
    for index, (name, series) in enumerate(lines.items()):
        colour = COLOURS[index % len(COLOURS)]
        path = frame.steps(series) if prices else frame.line((point.at, float(point.value), point.version) for point in series)
        dots = "".join(f'<circle cx="{frame.x(p.at):.1f}" cy="{frame.y(float(p.value)):.1f}" r="2.2" fill="{colour}"/>' for p in series)
        parts.append(f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="1.6"/>{dots}')
        parts.append(f'<text x="{right + 8}" y="{TOP + 12 + 15 * index}" fill="{colour}">{escape(name[:24])}</text>')
    return "".join([*parts, "</svg>"])
