"""Lines of a table that are no rows of it: notes, headings, a head once more, sums."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from amw.boards import names, values

_NOTE = re.compile(r"\s*(?:[*†‡§¹²³※(\[]|(?:notes?|sources?|legend|(?:last )?updated?|注|备注|说明)\b|(?:\S+\s+){5}\S)", re.IGNORECASE)
_SUMS = frozenset(
    """average avg mean median total sum overall std stdev deviation ø 平均 平均值 平均分 均值 中位数 合计 总计 合計 평균 durchschnitt
    mittelwert moyenne médiane promedio mediana média среднее""".split()
)
# A model may be named so, but has a maker then.
_EXTREMES = frozenset("best max maximum min minimum highest lowest top sota ceiling baseline other others rest".split())
LOOSE = 0.02  # of the records, and so many may be lines about the table
USUALLY = 0.8  # of the records have a maker where one without it is remarkable
_SUMMED = frozenset(
    "all closed dev grand model models of open our proprietary rows score scores standard the weighted".split()
)  # words beside these
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Shape:
    """How the records of a table mostly are.

    `about` says which columns are names, ids and makers, `cells` how many cells the records have, `made` whether nearly all name a
    maker, `alone` whether hardly any says one thing in all its cells.
    """

    about: Mapping[str, str]
    cells: int
    made: bool
    alone: bool

    @classmethod
    def of(cls, records: Sequence[Mapping[str, Any]], about: Mapping[str, str]) -> Shape:
        filled = sorted(sum(not values.missing(value) for value in record.values()) for record in records)
        makers = [column for column, role in about.items() if role == "maker"]
        made = sum(any(not values.missing(record.get(column)) for column in makers) for record in records)
        alone = sum(_one_value(record, about) for record in records)
        return cls(
            about=about,
            cells=filled[len(filled) // 2] if filled else 0,
            made=made >= USUALLY * len(records),
            alone=alone <= LOOSE * len(records),
        )

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
        if self.alone and _one_value(record, self.about):
            return "lines of one value"
        texts = {self.about[column]: value for column, value in reversed(held) if column in self.about and isinstance(value, str)}
        name = texts.get("name", texts.get("key", ""))[:60]
        words = frozenset(_WORD.findall(name.casefold()))
        sums = _SUMS if "maker" in texts else _SUMS | _EXTREMES
        nobody = self.made and "maker" not in texts and not names.is_yardstick(name)  # whatever else it says: "Top 10 average"
        return "lines that are sums" if (words & sums and words <= sums | _SUMMED) or (nobody and words & _SUMS) else None


def _one_value(record: Mapping[str, Any], about: Mapping[str, str]) -> bool:
    """Whether a record of some cells says the same in all but its name, and no figure: 0 of all tasks is what the weakest have."""
    told = [str(value) for column, value in record.items() if about.get(column) != "name" and not values.missing(value)]
    return len(told) > 3 and len(set(told)) == 1 and values.number(told[0]) is None
