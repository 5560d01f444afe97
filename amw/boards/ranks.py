"""Ranks of a snapshot's rows, the ways people quote them: by row, family, maker, country, open weights; ties share the better rank."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Sequence
from functools import lru_cache
from itertools import chain
from typing import Protocol

from amw.boards.records import Number, RankedRow, Row, Snapshot
from amw.text import fold

_folded = lru_cache(maxsize=5_000)(fold)


class Named(Protocol):
    """Of a row, what it is grouped by and what a table is narrowed down to."""

    @property
    def maker(self) -> str | None: ...
    @property
    def maker_key(self) -> str | None: ...
    @property
    def family(self) -> str | None: ...
    @property
    def model(self) -> str | None: ...
    @property
    def section(self) -> str: ...
    @property
    def country(self) -> str | None: ...
    @property
    def open_weights(self) -> bool | None: ...


def maker_of(row: Named) -> str | None:
    """What a row's maker is grouped by: the register's key, else the folded name."""
    return row.maker_key or (_folded(row.maker) or None if row.maker else None)


def family_of(row: Named) -> tuple[str, str]:
    """What a row's family is grouped by: the maker and the folded family name, decimal points kept."""
    return (maker_of(row) or "", (row.family or row.model or "").casefold())


def rank(
    snapshot: Snapshot,
    *,
    include_estimated: bool = True,
    include_deprecated: bool = True,
    metric: str | None = None,
    section: str | None = None,
    digits: int | None = None,
) -> tuple[RankedRow, ...]:
    """Every row of `snapshot` with its ranks, best first, rows without a rank last in the capture's order.

    Rows are ranked within their section (`section` picks one). `metric` ranks by another metric or speed than the board's own; `digits`
    rounds scores first, as a page shows them. Estimated or deprecated rows that do not count keep their place in the answer without
    ranks. A refused snapshot has no ranks: the answer is empty.
    """
    if snapshot.verdict == "refused":
        return ()
    asked = [rows for name, rows in snapshot.lists().items() if section in (None, name)]
    ranked = (_rank_section(rows, snapshot, metric, digits, include_estimated, include_deprecated) for rows in asked)
    return tuple(chain.from_iterable(ranked))


def _rank_section(
    rows: Sequence[Row], snapshot: Snapshot, metric: str | None, digits: int | None, include_estimated: bool, include_deprecated: bool
) -> Iterable[RankedRow]:
    own = metric is None or metric == snapshot.metric

    def value(row: Row) -> Number | None:
        score = row.score if own else row.metrics.get(metric or "", row.speed.get(metric or ""))
        return score if score is None or digits is None else round(score, digits)

    lower = snapshot.lower_is_better and own
    scores: dict[int, Number] = {}
    for index, row in enumerate(rows):
        score = value(row)
        if score is not None and (include_estimated or not (row.estimated and own)) and (include_deprecated or not row.deprecated):
            scores[index] = score
    order = sorted(scores, key=scores.__getitem__, reverse=not lower)  # equal scores in the order of the capture
    best, found = [rows[index] for index in order], [scores[index] for index in order]
    shared = Counter(found)
    families, makers = [family_of(row) for row in best], [maker_of(row) for row in best]
    countries, opened = [row.country for row in best], [row.open_weights or None for row in best]
    everybody = [True] * len(order)
    kinds = {
        "rank": _places(found, order, everybody),
        "family_rank": _places(found, families, everybody),
        "maker_rank": _places(found, makers, everybody),
        "country_rank": _places(found, families, countries),
        "open_rank": _places(found, families, opened),
        "country_row_rank": _places(found, order, countries),
        "country_maker_rank": _places(found, makers, countries),
        "open_row_rank": _places(found, order, opened),
        "open_maker_rank": _places(found, makers, opened),
    }
    counts: dict[Hashable, dict[str, int]] = {}
    led: set[Hashable] = set()
    for at, (row, score, family) in enumerate(zip(best, found, families, strict=True)):
        places = {kind: ranks[at] for kind, (ranks, _) in kinds.items()}
        fields = countries[at], opened[at], makers[at] is None  # rows that are alike in these are counted among as many
        if fields not in counts:
            counts[fields] = {kind: of[at] for kind, (_, of) in kinds.items() if places[kind] is not None}
        yield RankedRow(row=row, score=score, tied=shared[score] > 1, leads_family=family not in led, counts=counts[fields], **places)
        led.add(family)
    for index, row in enumerate(rows):
        if index not in scores:
            yield RankedRow(row=row, score=value(row))


def _places(
    scores: Sequence[Number], groups: Sequence[Hashable | None], fields: Sequence[Hashable | None]
) -> tuple[list[int | None], list[int]]:
    """Of each row, best first, the standard competition rank ("1224") of its group, by the group's best row, among the groups of the same
    field, None without a group or a field; and how many groups there are."""
    ranks: dict[Hashable, dict[Hashable, int]] = defaultdict(dict)
    last: dict[Hashable, tuple[Number, int]] = {}  # of each field: the best of the group met last, and its rank
    places: list[int | None] = []
    for score, group, field in zip(scores, groups, fields, strict=True):
        if field is None or group is None:
            places.append(None)
            continue
        known = ranks[field]
        place = known.get(group)
        if place is None:
            if field not in last or last[field][0] != score:
                last[field] = score, len(known) + 1
            known[group] = place = last[field][1]
        places.append(place)
    return places, [len(ranks[field]) for field in fields]
