"""What a table holds that is none of its rows or figures: notes, headings, a head once more, sums; figures that say "none"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from amw.boards import values
from amw.boards.records import Number, Row

_NOTE = re.compile(r"\s*(?:[*†‡§¹²³※(\[]|(?:notes?|sources?|legend|(?:last )?updated?|注|备注|说明)\b|(?:\S+\s+){5}\S)", re.IGNORECASE)
_SUMS = frozenset(
    """average avg mean median total sum overall std stdev deviation ø 平均 平均值 平均分 均值 中位数 合计 总计 合計 평균 durchschnitt
    mittelwert moyenne médiane promedio mediana média среднее""".split()
)
# A model may be named so, but has a maker then.
_EXTREMES = frozenset("best max maximum min minimum highest lowest top sota ceiling baseline other others rest".split())
_SUMMED = frozenset("all closed dev grand model models of open our proprietary rows score scores standard the weighted".split())
_BLANKS = (-1, -99, -999, -9999, 9999, 99999, 999999)  # figures as programs write none
REPEATED = 10  # cells of one such figure, near as it is to the others, that none of those is in half as often
MEASURED = 20  # other figures of a column beside which one of these is none
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Shape:
    """How the records of a table mostly are: which of their columns are names, ids and makers, and how many cells they have."""

    about: Mapping[str, str]
    cells: int

    @classmethod
    def of(cls, records: Sequence[Mapping[str, Any]], about: Mapping[str, str]) -> Shape:
        filled = sorted(sum(not values.missing(value) for value in record.values()) for record in records)
        return cls(about=about, cells=filled[len(filled) // 2] if filled else 0)

    def no_row(self, record: Mapping[str, Any]) -> str | None:
        """Why a record is a line about the table and no row of it; None for a row."""
        held = [(column, value) for column, value in record.items() if not values.missing(value)]
        if self.cells < 3:
            return None
        if len(held) == 1 and isinstance(held[0][1], str) and _NOTE.match(held[0][1]):
            return "lines that are notes"
        if len(held) > 1 and sum(value == column for column, value in held) > len(held) / 2:
            return "lines that repeat the head of the table"
        if len(held) > 2 and isinstance(held[0][1], str) and values.number(held[0][1]) is None and len({str(v) for _, v in held}) == 1:
            return "lines that are headings"
        texts = {self.about[column]: value for column, value in reversed(held) if column in self.about and isinstance(value, str)}
        words = frozenset(_WORD.findall(texts.get("name", texts.get("key", ""))[:60].casefold()))
        sums = _SUMS if "maker" in texts else _SUMS | _EXTREMES
        return "lines that are sums" if words & sums and words <= sums | _SUMMED else None


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
