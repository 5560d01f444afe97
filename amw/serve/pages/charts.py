"""A figure over time as a drawing: plain SVG, coloured by the style sheet, with the same figures as text beside it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import pairwise
from math import ceil, floor, isfinite

from amw.boards.charts import Frame, round_step
from amw.serve.markup import Markup, element

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 720, 200, 72, 16, 14, 34
Point = tuple[datetime, float, str | None]  # when, how much, and under which scoring method


def ticks(low: float, high: float, *, whole: bool) -> list[float]:
    """Up to five round figures from `low` to `high`; of `whole` ones, which ranks are, the lowest first."""
    step = max(round_step((high - low) / 4), 1.0 if whole else 0.0)
    found = [round(step * number, 9) for number in range(ceil(low / step), floor(high / step) + 1)]
    return [low, *(value for value in found if value > low)] if whole else found


def _scale(values: Sequence[float], *, rank: bool) -> tuple[float, float] | None:
    """The lowest and the highest figure that a drawing shows; None where a float cannot say how far apart they are."""
    low, high = min(values), max(values)
    if not isfinite(high - low):
        return None
    if rank:
        return 1.0, max(high, 5.0)
    flat = high - low <= 1e-9 * max(abs(low), abs(high), 1.0)
    margin = max(1.0, abs(high) / 100) if flat else 0.0  # room above and below a line
    return low - margin, high + margin


def chart(points: Sequence[Point], *, title: str, rank: bool) -> Markup | None:
    """A line through `points`, oldest first, ranks with 1 at the top, broken where the scoring method changes.

    None for a single point, and where the figures are further apart than a float can say.
    """
    if len(points) < 2 or (scale := _scale([value for _, value, _ in points], rank=rank)) is None:
        return None
    low, high = scale
    first, last = (points[end][0].timestamp() for end in (0, -1))
    frame = Frame(LEFT, WIDTH - RIGHT, TOP, HEIGHT - BOTTOM, first, last, low, high, lowest_on_top=rank)

    def x(at: datetime) -> float:
        return round(frame.x(at), 1)

    def y(value: float) -> float:
        return round(frame.y(value), 1)

    grid = [
        part
        for value in ticks(low, high, whole=rank)
        for part in (
            element("line", x1=LEFT, x2=WIDTH - RIGHT, y1=y(value), y2=y(value), class_="grid"),
            element("text", f"{value:g}", x=LEFT - 8, y=y(value) + 4, class_="end"),
        )
    ]
    breaks = [
        element("line", x1=x(after[0]), x2=x(after[0]), y1=TOP, y2=HEIGHT - BOTTOM, class_="break")
        for before, after in pairwise(points)
        if before[2] != after[2]
    ]
    days = [
        element("text", f"{at.astimezone(UTC):%-d %b %Y}", x=x(at), y=HEIGHT - 6, class_=side)
        for at, side in ((points[0][0], "start"), (points[-1][0], "end"))
    ]
    dots = [element("circle", cx=x(at), cy=y(value), r=3) for at, value, _ in points] if len(points) <= 60 else []
    return element(
        "svg",
        element("title", title),
        *grid,
        *breaks,
        element("path", d=frame.line(points)),
        *dots,
        *days,
        viewBox=f"0 0 {WIDTH} {HEIGHT}",
        role="img",
        class_="chart",
    )
