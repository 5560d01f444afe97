"""Figures that say "none" among those of a column, as programs write them: -1, 9999."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from amw.boards.records import Number, Row

_BLANKS = (-1, -99, -999, -9999, 9999, 99999, 999999)  # figures as programs write none
REPEATED = 10  # cells of one such figure, near as it is to the others, that none of those is in half as often
MEASURED = 20  # other figures of a column beside which one of these is none


def without_blanks(rows: list[Row], metric: str | None) -> tuple[list[Row], list[str]]:
    """The rows without the figures that say "none", in the score and in every other metric, and how many of which there were.

    Such a figure is far from all others of its column: -1 where none is below zero, 9999 where none is near; or stands there again and
    again, where the others are hardly ever alike.
    """

    def figure(row: Row, column: str) -> Number | None:
        return row.metrics.get(column) if column else row.score

    suspects = {name for row in rows for name, value in row.metrics.items() if value in _BLANKS and name != metric}
    columns = {name: Counter(value for row in rows if (value := figure(row, name)) is not None) for name in ("", *sorted(suspects))}
    said = {name: value for name, often in columns.items() if (value := _blank(often)) is not None}

    def told(row: Row) -> Row:
        blank = {name: value for name, value in said.items() if figure(row, name) == value}
        if not blank:
            return row
        scored = "" not in blank
        kept = {name: value for name, value in row.metrics.items() if name not in blank and (scored or name != metric)}
        extra = {**row.extra, **{name or "score": value for name, value in blank.items()}}
        return replace(row, score=row.score if scored else None, metrics=kept, extra=extra)

    reasons = [f"{columns[name][value]} {name or 'scores'} of {value:g}, which say none" for name, value in said.items()]
    return ([told(row) for row in rows] if said else rows), reasons


def _blank(often: Counter[Number]) -> Number | None:
    """The figure of a column that says "none", by how often each figure stands in it."""
    figure = next((figure for figure in _BLANKS if figure in often), None)
    others = Counter({other: count for other, count in often.items() if other != figure})
    if figure is None or others.total() < MEASURED or min(others) < 0:
        return None
    alone = often[figure] >= max(REPEATED, 2 * others.most_common(1)[0][1])  # of figures that are hardly ever alike
    return figure if figure < 0 or figure > 3 * max(others) or alone else None
