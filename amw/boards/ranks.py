"""Ranks of a snapshot's rows, the ways people quote them: by row, family, maker, country, open weights; ties share the better rank."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Protocol

from amw.boards.records import Number, RankedRow, Row, Snapshot
from amw.text import fold


class Named(Protocol):
    """Of a row, what it is grouped by."""

    @property
    def maker(self) -> str | None: ...
    @property
    def maker_key(self) -> str | None: ...
    @property
    def family(self) -> str | None: ...
    @property
    def model(self) -> str | None: ...


def maker_of(row: Named) -> str | None:
    """What a row's maker is grouped by: the register's key, else the folded name."""
    return row.maker_key or (_folded(row.maker) or None if row.maker else None)


@lru_cache(maxsize=5_000)
def _folded(name: str) -> str:
    return fold(name)


def family_of(row: Named) -> tuple[str, str]:
    """What a row's family is grouped by: the maker and the folded family name, decimal points kept."""
    return (maker_of(row) or "", (row.family or row.model or "").casefold())


def competition(scores: Mapping[Hashable, Number], *, lower_is_better: bool = False) -> dict[Hashable, int]:
    """Standard competition ranks ("1224") of `scores`, 1 = best."""
    counted = sorted(Counter(scores.values()).items(), key=lambda pair: pair[0], reverse=not lower_is_better)
    places: dict[Number, int] = {}
    at = 1
    for score, count in counted:
        places[score] = at
        at += count
    return {name: places[score] for name, score in scores.items()}


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
    by_section: dict[str, list[Row]] = defaultdict(list)
    for row in snapshot.rows:
        if section is None or row.section == section:
            by_section[row.section].append(row)
    ranked: list[RankedRow] = []
    for rows in by_section.values():
        ranked.extend(_rank_section(rows, snapshot, metric, digits, include_estimated, include_deprecated))
    return tuple(ranked)


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
    shared = Counter(scores.values())
    families = {index: family_of(rows[index]) for index in scores}
    makers = {index: maker_of(rows[index]) for index in scores}
    countries = {index: rows[index].country for index in scores}
    opened = {index: rows[index].open_weights or None for index in scores}
    everybody = dict.fromkeys(scores, True)
    itself = {index: index for index in scores}
    kinds = {
        "rank": _places(scores, itself, everybody, lower),
        "family_rank": _places(scores, families, everybody, lower),
        "maker_rank": _places(scores, makers, everybody, lower),
        "country_rank": _places(scores, families, countries, lower),
        "open_rank": _places(scores, families, opened, lower),
        "country_row_rank": _places(scores, itself, countries, lower),
        "country_maker_rank": _places(scores, makers, countries, lower),
        "open_row_rank": _places(scores, itself, opened, lower),
        "open_maker_rank": _places(scores, makers, opened, lower),
    }
    order = sorted(scores, key=lambda index: (kinds["rank"][0][index], index))
    led: set[Hashable] = set()
    for index in order:
        family = families[index]
        yield RankedRow(
            row=rows[index],
            score=scores[index],
            tied=shared[scores[index]] > 1,
            leads_family=family not in led,
            counts={kind: of[index] for kind, (_, of) in kinds.items() if index in of},
            **{kind: at.get(index) for kind, (at, _) in kinds.items()},
        )
        led.add(family)
    for index, row in enumerate(rows):
        if index not in scores:
            yield RankedRow(row=row, score=value(row))


def _places(
    scores: Mapping[int, Number], groups: Mapping[int, Hashable | None], fields: Mapping[int, Hashable | None], lower: bool
) -> tuple[dict[int, int], dict[int, int]]:
    """Row index -> rank of its group, by the group's best row, among the groups of the same field; and -> how many groups there are.

    Rows without a group or a field have no place.
    """
    best: dict[Hashable, dict[Hashable, Number]] = defaultdict(dict)
    for index, score in scores.items():
        field, group = fields[index], groups[index]
        if field is None or group is None:
            continue
        known = best[field].get(group)
        if known is None or (score < known if lower else score > known):
            best[field][group] = score
    ranks = {field: competition(found, lower_is_better=lower) for field, found in best.items()}
    at = {i: ranks[f][g] for i in scores if (f := fields[i]) is not None and (g := groups[i]) is not None}
    return at, {i: len(best[fields[i]]) for i in at}
