"""Lines of a table that are no rows of it: notes, headings, a head once more, sums."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from amw.boards import values

_NOTE = re.compile(r"\s*(?:[*†‡§¹²³※(\[]|(?:notes?|sources?|legend|(?:last )?updated?|注|备注|说明)\b|(?:\S+\s+){5}\S)", re.IGNORECASE)
_SUMS = frozenset(
    """average avg mean median total sum overall std stdev deviation ø 平均 平均值 平均分 均值 中位数 合计 总计 合計 평균 durchschnitt
    mittelwert moyenne médiane promedio mediana média среднее""".split()
)
# A model may be named so, but has a maker then.
_EXTREMES = frozenset("best max maximum min minimum highest lowest top sota ceiling baseline other others rest".split())
_SUMMED = frozenset("all closed dev grand model models of open our proprietary rows score scores standard the weighted".split())
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
