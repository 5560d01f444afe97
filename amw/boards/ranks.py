"""Ranks of a snapshot's rows, the ways people quote them: by row, family, maker, country, open weights; ties share the better rank."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence

from amw.boards.records import Number, RankedRow, Row, Snapshot
from amw.text import fold


def maker_of(row: Row) -> str | None:
    """What a row's maker is grouped by: the register's key, else the folded name."""
    return row.maker_key or (fold(row.maker) or None if row.maker else None)


def family_of(row: Row) -> tuple[str, str]:
    """What a row's family is grouped by: the maker and the folded family name, decimal points kept."""
    return (maker_of(row) or "", (row.family or row.model).casefold())


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
    counts = Counter(scores.values())
    better: Callable[[Number, Number], bool] = (lambda a, b: a < b) if lower else (lambda a, b: a > b)

    def grouped(
        name: Callable[[Row], Hashable | None], within: Callable[[Row], Hashable | None] = lambda row: "all"
    ) -> tuple[dict[int, int], dict[int, int]]:
        """Row index -> rank of its group among the groups of the same `within`, and -> how many groups there are."""
        best: dict[Hashable, dict[Hashable, Number]] = defaultdict(dict)
        for index, score in scores.items():
            row = rows[index]
            field, group = within(row), name(row)
            if field is None or group is None:
                continue
            if group not in best[field] or better(score, best[field][group]):
                best[field][group] = score
        places = {field: competition(groups, lower_is_better=lower) for field, groups in best.items()}
        at: dict[int, int] = {}
        of: dict[int, int] = {}
        for index in scores:
            row = rows[index]
            field, group = within(row), name(row)
            if field is not None and group is not None:
                at[index] = places[field][group]
                of[index] = len(places[field])
        return at, of

    identity = {id(row): index for index, row in enumerate(rows)}
    itself: Callable[[Row], Hashable | None] = lambda row: identity[id(row)]  # noqa: E731
    country: Callable[[Row], Hashable | None] = lambda row: row.country  # noqa: E731
    open_only: Callable[[Row], Hashable | None] = lambda row: "open" if row.open_weights else None  # noqa: E731
    kinds = {
        "rank": grouped(itself),
        "family_rank": grouped(family_of),
        "maker_rank": grouped(maker_of),
        "country_rank": grouped(family_of, country),
        "open_rank": grouped(family_of, open_only),
        "country_row_rank": grouped(itself, country),
        "country_maker_rank": grouped(maker_of, country),
        "open_row_rank": grouped(itself, open_only),
        "open_maker_rank": grouped(maker_of, open_only),
    }
    leaders: dict[Hashable, Number] = {}
    for index, score in scores.items():
        family = family_of(rows[index])
        if family not in leaders or better(score, leaders[family]):
            leaders[family] = score
    order = sorted(scores, key=lambda i: (kinds["rank"][0][i], i))
    led: set[Hashable] = set()
    for index in order:
        row, score = rows[index], scores[index]
        family = family_of(row)
        leads = leaders[family] == score and family not in led
        led.add(family)
        yield RankedRow(
            row=row,
            score=score,
            tied=counts[score] > 1,
            leads_family=leads,
            counts={kind: of[index] for kind, (_, of) in kinds.items() if index in of},
            **{kind: at.get(index) for kind, (at, _) in kinds.items()},
        )
    for index, row in enumerate(rows):
        if index not in scores:
            yield RankedRow(row=row, score=value(row))
