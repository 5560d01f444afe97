"""Where a set of rows stands in a capture under every kind of rank that people quote."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from amw.boards.matching import signature
from amw.boards.move import shown
from amw.boards.passings import margin_of
from amw.boards.ranks import family_of, maker_of, rank
from amw.boards.records import Number, RankedRow, Row, Snapshot

# Kinds under which a plain "ranks Nth" is right as said; under any other kind it is right only once the kind is named.
# Rounded scores tie more rows than the board does: a place among them is right as said where the claim speaks of a tie.
TELLING = 10  # below that, whole numbers tell scores too coarsely for anyone to rank by them
USUAL_MARGIN = 5  # of the ratings of a model that thousands have voted on
UNITS: Mapping[str, Callable[[Row], Hashable | None]] = {"row": id, "family": family_of, "maker": maker_of}  # what places count
PLAIN = ("row", "family", "model", "site", "measured row", "measured family", "current row", "current family")


class Ranking:
    """The rows of a list that have a rank, best first, and where among them each is."""

    def __init__(self, rows: Iterable[RankedRow] = ()) -> None:
        self.rows = tuple(rows)
        self._at = {r.row.id: at for at, r in enumerate(self.rows)}

    @cached_property
    def groups(self) -> Mapping[str, Sequence[Hashable | None]]:
        """What each row is counted as, by what places count."""
        return {kind: [unit(r.row) for r in self.rows] for kind, unit in UNITS.items()}

    def ahead_of(self, one: RankedRow) -> int:
        """How many rows have a better rank; they are the first."""
        return bisect_left(self.rows, one.rank or 0, key=lambda r: r.rank or 0)

    def of(self, rows: Iterable[Row]) -> list[RankedRow]:
        """Those of `rows` that have a rank, best first."""
        found = {at for row in rows if (at := self._at.get(row.id)) is not None}
        return [self.rows[at] for at in sorted(found)]


@dataclass(frozen=True, kw_only=True)
class Standing:
    """The best standing of one model (or maker) in one capture within a `scope`, `mine` all its rows that have a rank, best first.

    An `outsider` is placed among a country's or open models though it is none of them.
    """

    snapshot: Snapshot
    best: RankedRow
    ranking: Ranking
    mine: Sequence[RankedRow] = ()
    scope: str = "global"
    metric: str | None = None
    outsider: bool = False

    @property
    def row(self) -> Row:
        return self.best.row

    @property
    def ranked(self) -> Sequence[RankedRow]:
        """All rows that have a rank, best first."""
        return self.ranking.rows

    @cached_property
    def ahead(self) -> Sequence[RankedRow]:
        """The rows with a better rank, best first."""
        return self.ranked[: self.ranking.ahead_of(self.best)]

    @cached_property
    def places(self) -> Mapping[str, int]:
        """Its place by every kind of rank; counted where a claim is of a place."""
        return {kind: place for kind, place in _all_places(self).items() if place is not None} if self.mine else {}

    @cached_property
    def span(self) -> tuple[int, int] | None:
        """The first and the last place that its rating's margin allows."""
        if self.scope == "global" and self.metric not in (None, self.snapshot.metric):
            return None
        low, high = _whole(self.row.metrics.get("rank_low")), _whole(self.row.metrics.get("rank_high"))
        if self.scope == "global" and low is not None and high is not None:
            return min(low, high), max(low, high)
        return _margin_span(self.best, [r for r in self.ranked if not _foreign(r.row, self.scope)])

    def scored(self, rows: Sequence[Row]) -> list[tuple[RankedRow, Number]]:
        """Those of `rows` that have a score, with it, best first."""
        return [(r, r.score) for r in self.ranking.of(rows) if r.score is not None]


class _Capture:
    """A capture as the key of a cache: itself and no other that is equal."""

    __slots__ = ("snapshot",)

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot

    def __hash__(self) -> int:
        return id(self.snapshot)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Capture) and self.snapshot is other.snapshot


@lru_cache(maxsize=128)  # claims come several of a story, and each asks the captures around it
def _ranked(capture: _Capture, metric: str | None, section: str | None) -> Ranking:
    return Ranking(r for r in rank(capture.snapshot, metric=metric, section=section) if r.rank is not None)


def ranking_of(snapshot: Snapshot, *, metric: str | None, section: str | None) -> Ranking:
    """The rows of `amw.boards.ranks.rank` that have one, kept for the captures asked last."""
    return _ranked(_Capture(snapshot), metric, section)


def leader_of(snapshot: Snapshot, *, metric: str | None, section: str | None) -> RankedRow | None:
    """Who is first in a section of a capture; None where nobody has a rank."""
    return next(iter(ranking_of(snapshot, metric=metric, section=section).rows), None)


def standing(
    snapshot: Snapshot,
    rows: Sequence[Row],
    scope: str,
    *,
    metric: str | None = None,
    section: str | None = None,
    outsider: bool = False,
) -> Standing | None:
    """The standing of the best of `rows` within `scope` ("global", a country's code or "open_weights"); None without a score."""
    ranking = ranking_of(snapshot, metric=metric, section=section)
    mine = ranking.of(rows)
    if not mine:
        return None
    return Standing(snapshot=snapshot, best=mine[0], ranking=ranking, mine=mine, scope=scope, metric=metric, outsider=outsider)


def _all_places(found: Standing) -> dict[str, int | None]:
    best, scope, own = found.best, found.scope, found.metric in (None, found.snapshot.metric)
    if found.outsider and _foreign(best.row, scope):
        places: dict[str, int | None] = {"row": 1 + sum(not _foreign(r.row, scope) for r in found.ahead)}
    else:
        places = _places(found, best if inside(best.row, scope) else None, lambda row: inside(row, scope))
    fields: dict[str, Callable[[Row], bool]] = {
        "measured": lambda row: inside(row, scope) and not (row.estimated and own),
        "current": lambda row: inside(row, scope) and not row.deprecated,
    }
    if (found.ranked[0].score or 0) >= TELLING:
        fields = {"rounded": lambda row: inside(row, scope), **fields}
    for label, counts in fields.items():
        if label != "rounded" and all(counts(r.row) for r in found.ranked if inside(r.row, scope)):
            continue  # nobody is left out
        within = _places(found, next((r for r in found.mine if counts(r.row)), None), counts, rounded=label == "rounded")
        places |= {f"{label} {kind}": place for kind, place in within.items() if scope == "global" or kind != "maker"}
    if scope == "global" and own:
        places["site"] = _whole(best.row.metrics.get("stated_rank"))
        places["model"] = 1 + len({_model_of(r.row) for r in found.ahead} - {_model_of(best.row)})
        places["class"] = _class_place(best, found.ahead)
        places |= {f"row in {best.row.country}": best.country_row_rank, f"family in {best.row.country}": best.country_rank}
        places |= {"open-weights row": best.open_row_rank, "open-weights family": best.open_rank}
    if own and (found.outsider or not _foreign(best.row, scope)):
        places["style control"] = _styled_place(best.row, [r.row for r in found.ranked], scope)
    if scope != "global":
        places |= {"row of all": best.rank, "family of all": best.family_rank}
    else:
        places |= {f"row of {r.row.raw_name} with {shown(r.score)}": r.rank for r in found.mine[1:]}
        places |= {f"family of {r.row.raw_name} with {shown(r.score)}": r.family_rank for r in found.mine[1:] if r.leads_family}
    return places


def _places(found: Standing, one: RankedRow | None, counts: Callable[[Row], bool], *, rounded: bool = False) -> dict[str, int | None]:
    """Row, family and maker place of a ranked row among all rows that count, itself one of them, by rank or by rounded score: 1 more than
    there are groups ahead of the best row of its own. Empty without a row."""
    if one is None:
        return {}
    rows, ranking = found.ranked, found.ranking
    ahead = [at for at in range(ranking.ahead_of(one)) if counts(rows[at].row)]
    by = [round(r.score or 0) if rounded else r.rank for r in (*(rows[at] for at in ahead), one)]
    places: dict[str, int | None] = {}
    for kind, unit in UNITS.items():
        groups, mine = [ranking.groups[kind][at] for at in ahead], unit(one.row)
        lead = by.index(by[[*groups, mine].index(mine)])
        places[kind] = None if mine is None else 1 + len({*groups[:lead]} - {None})
    return places


def _model_of(row: Row) -> Hashable:
    """What builds and previews of one model share."""
    return maker_of(row), signature(row.family or row.model)[0]


def makers_best(found: Standing, scope: str) -> RankedRow:
    """The best row of the standing's maker, within open weights where `scope` says so: by it a maker's place is counted."""
    maker, opened = maker_of(found.row), scope == "open_weights"
    return next((r for r in found.ranked if maker and maker_of(r.row) == maker and (r.row.open_weights or not opened)), found.best)


def inside(row: Row, scope: str) -> bool:
    """Whether the board says that a row is one of those that `scope` means."""
    return scope == "global" or (bool(row.open_weights) if scope == "open_weights" else row.country in countries_of(scope))


def _foreign(row: Row, scope: str) -> bool:
    """Whether the board says that a row is none of those that `scope` means."""
    if scope == "open_weights":
        return row.open_weights is False
    return scope != "global" and row.country is not None and row.country not in countries_of(scope)


EUROPE = frozenset(
    "AT BE BG CH CY CZ DE DK EE ES FI FR GB GR HR HU IE IS IT LT LU LV MT NL NO PL PT RO SE SI SK".split()
)  # "European" labs as people count them: the EU, the EEA, Switzerland and the UK


def countries_of(scope: str) -> frozenset[str]:
    """The countries a scope means: itself, or those of Europe for "EU"."""
    return EUROPE if scope == "EU" else frozenset({scope})


def _whole(value: Number | None) -> int | None:
    return int(value) if value is not None and value == int(value) and 0 < value < 10_000 else None


def _styled_place(row: Row, rows: Sequence[Row], scope: str) -> int | None:
    """The place that the board states with style control, counted among the rows of `scope`."""
    stated = _whole(row.metrics.get("stated_rank_style_control"))
    if stated is None or scope == "global":
        return stated
    field = (_whole(other.metrics.get("stated_rank_style_control")) for other in rows if not _foreign(other, scope))
    return 1 + sum(1 for place in field if place is not None and place < stated)


def _class_place(best: RankedRow, ahead: Sequence[RankedRow]) -> int | None:
    """The place among rows of the same class as a model's own page counts them: open or not, reasoning or not, same size or price class."""

    def label(row: Row) -> tuple[object, ...]:
        extra = row.extra
        size = extra.get("sizeClass", extra.get("capabilities.size_class"))
        price = extra.get("priceClass", extra.get("pricing.price_class"))
        return row.open_weights, extra.get("reasoningModel", extra.get("reasoning_model")), size if row.open_weights else price

    if best.row.open_weights is None or not any(k.casefold().endswith(("class", "model")) for k in best.row.extra):
        return None
    mine = label(best.row)
    return 1 + len({family_of(r.row) for r in ahead if label(r.row) == mine})


def _margin_span(best: RankedRow, ranked: Sequence[RankedRow]) -> tuple[int, int] | None:
    """The places a rating's 95% interval allows: rows surely above, rows not surely below."""
    mine = interval(best.row)
    if mine is None:
        return None
    others = (interval(r.row) for r in ranked if r.rank is not None and r.row.key != best.row.key)
    theirs = [bounds for bounds in others if bounds is not None]
    return 1 + sum(low > mine[1] for low, _ in theirs), 1 + sum(high >= mine[0] for _, high in theirs)


def interval(row: Row) -> tuple[float, float] | None:
    """The 95% interval of a row's rating, where the board states one; the usual one of a rating that a capture shows without."""
    if row.score is None:
        return None
    low, high = row.metrics.get("rating_low"), row.metrics.get("rating_high")
    if low is not None and high is not None:
        return float(low), float(high)
    half = margin_of(row)
    if half is None and "rating" in row.metrics:
        half = USUAL_MARGIN
    return None if half is None else (row.score - half, row.score + half)
